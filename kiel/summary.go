package kiel

import (
	"fmt"
	"strings"

	"muster"
	"muster/pledge"
	"muster/sheet"
)

// Total is a figure that the tracker publishes about one donor, to check ours against.
type Total struct {
	Name   string       // the donor, as the source calls it
	Type   string       // "military", "humanitarian", "financial", or "total" over the three
	Event  pledge.Event // committed or allocated
	Amount string       // decimal text, billions of EUR
	Sheet  string
	Row    int
	Column string // letter and heading
}

// summaryColumn is a column of a summary and what it holds.
type summaryColumn struct {
	heading string
	kind    string
	event   pledge.Event
}

var summaryColumns = []summaryColumn{
	{"financial_allocation", "financial", pledge.Allocated},
	{"humanitarian_allocation", "humanitarian", pledge.Allocated},
	{"military_allocation", "military", pledge.Allocated},
	{"total_allocation", "total", pledge.Allocated},
	{"financial_commitment", "financial", pledge.Committed},
	{"humanitarian_commitment", "humanitarian", pledge.Committed},
	{"military_commitment", "military", pledge.Committed},
	{"total_commitment", "total", pledge.Committed},
	{"Financial commitments", "financial", pledge.Committed},
	{"Humanitarian commitments", "humanitarian", pledge.Committed},
	{"Military commitments", "military", pledge.Committed},
	{"Total bilateral commitments", "total", pledge.Committed},
}

// ReadSummary reads the tracker's own totals by donor: release 28's country_summary.csv (land,
// financial_allocation …) or the sheet Country Summary of a workbook. Amounts are in billions of
// EUR. A cell that is no number is refused with its place.
func ReadSummary(book *sheet.Book) ([]Total, error) {
	for i := range book.Sheets {
		s := &book.Sheets[i]
		for j, row := range s.Rows[:min(len(s.Rows), headingRows)] {
			h := sheet.HeadingOf(book, s, row)
			name := h.Find("land", "Country", "donor")
			cols := map[int]summaryColumn{}
			for _, c := range summaryColumns {
				if at := h.Find(c.heading); at >= 0 {
					cols[at] = c
				}
			}
			if name >= 0 && len(cols) >= 4 {
				return readTotals(book, table{s, h, s.Rows[j+1:]}, name, cols)
			}
		}
	}
	return nil, muster.Invalid(book.Name, "no summary by donor is in it. "+found(book)+
		" Accepted are country_summary.csv of release 28 (land, financial_allocation, …) and a workbook with the sheet Country Summary (Country, Financial commitments, …)")
}

func readTotals(book *sheet.Book, t table, name int, cols map[int]summaryColumn) (totals []Total, err error) {
	order := make([]int, 0, len(cols))
	for c := range t.heading.Width() {
		if _, ok := cols[c]; ok {
			order = append(order, c)
		}
	}
	for _, row := range t.rows {
		donor := strings.TrimSpace(row.Cell(name).Text)
		if donor == "" { // the row of units, or a remark
			continue
		}
		if f := sheet.Fold(donor); f == "total" || f == "sum" {
			break
		}
		for _, c := range order {
			n := readNumber(row.Cell(c))
			if !n.isNumber() {
				return nil, muster.Invalid(book.Name, fmt.Sprintf("sheet %q, row %d, column %s: found %q; accepted is a number, in billions of EUR", t.sheet.Name, row.Number, t.heading.Column(c), row.Cell(c).Text))
			}
			totals = append(totals, Total{donor, cols[c].kind, cols[c].event, n.text, t.sheet.Name, row.Number, t.heading.Column(c)})
		}
	}
	if len(totals) == 0 {
		return nil, muster.Invalid(book.Name, fmt.Sprintf("the summary under row %d has no donor", t.heading.Row()))
	}
	return totals, nil
}
