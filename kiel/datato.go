package kiel

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"muster"
	"muster/pledge"
	"muster/sheet"
)

// enough is how many dated rows must lie in the 30 days up to a day for it to be no stray.
const (
	enough   = 10
	lookBack = 30

	// In a file with few rows, one other dated row in the year before has to do.
	enoughOfFew = 2
	yearBack    = 366
)

// date sets the day the data run to: as said by the importer, else by the workbook, else by the
// announcement days. It also names the edition if nobody did.
func (im *importer) date(book *sheet.Book, opt Options, days []muster.Day) error {
	d := im.draft
	d.Label = opt.Label
	defer func() {
		if d.Label == "" {
			d.Label = "data to " + d.DataTo.String()
		}
	}()
	if opt.AsOf != nil {
		d.DataTo, d.DataToFrom = *opt.AsOf, "as said at the import"
		return nil
	}
	if day, where, ok := stated(book, im.t.sheet); ok {
		d.DataTo, d.DataToFrom = day, where
		return nil
	}
	if day, ok := latest(days, enough, lookBack); ok {
		d.DataTo, d.DataToFrom = day, fmt.Sprintf("the latest announcement day with at least %d dated rows in the %d days before it", enough, lookBack)
		return nil
	}
	for _, few := range []struct{ rows, back int }{{enoughOfFew, yearBack}, {1, 0}} {
		if day, ok := latest(days, few.rows, few.back); ok {
			d.DataTo, d.DataToFrom = day, fmt.Sprintf("the latest announcement day but for strays; no day has %d dated rows in the %d days before it", enough, lookBack)
			return nil
		}
	}
	return muster.Invalid("as-of", "no row has a day, so the day the data run to cannot be found; say it, as in 2022-10-03")
}

// latest returns the last of the days that has at least n of them, itself among them, in the days
// back up to it.
func latest(days []muster.Day, n, back int) (muster.Day, bool) {
	days = slices.Sorted(slices.Values(days))
	for i := len(days) - 1; i >= 0; i-- {
		first, _ := slices.BinarySearch(days, days[i]-muster.Day(back))
		if i+1-first >= n {
			return days[i], true
		}
	}
	return 0, false
}

// covering finds the end of a span in words: "covering January 24 to October 3, 2022".
var covering = regexp.MustCompile(`(?i)\b(?:covering|covers|period|data|january|february|march|april|may|june|july|august|september|october|november|december)\b[^.;]{0,60}\b(?:to|until|through)\s+((?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{4})`)

// stated finds the day the data run to in a workbook's own words: in the sheet that introduces it.
func stated(book *sheet.Book, table *sheet.Sheet) (muster.Day, string, bool) {
	for i := range book.Sheets {
		s := &book.Sheets[i]
		if s == table || sheet.Fold(s.Name) != "readme" {
			continue
		}
		for _, row := range s.Rows {
			for c, cell := range row.Cells {
				m := covering.FindStringSubmatch(cell.Text)
				if m == nil {
					continue
				}
				for _, layout := range []string{"January 2, 2006", "January 2 2006", "2 January 2006"} {
					if t, err := time.Parse(layout, flat(m[1])); err == nil {
						return muster.DayOf(t), fmt.Sprintf("stated in sheet %q, row %d, column %s", s.Name, row.Number, sheet.Letter(c)), true
					}
				}
			}
		}
	}
	return 0, "", false
}

// dated fills an entry's date, and notes what is doubtful about it.
func (im *importer) dated(e *pledge.Entry, column int, d Date) {
	e.Date = d.Said
	if p := d.Period.String(); p != d.Said {
		e.Period = p
	}
	if d.Note != "" {
		im.note(e, column, acceptsDate, d.Note)
	}
	if beyond(d.Period, im.draft.DataTo) {
		im.note(e, column, "a date up to "+im.draft.DataTo.String(), "The date lies after the day that the edition's data run to.")
	}
}
