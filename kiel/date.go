package kiel

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"muster"
)

// acceptsDate says what a date may be.
const acceptsDate = `a day (2022-03-01 or month first, 3/1/2022), a month (03/2022), "until", "after", "since" or "between … and …" with days, or "unspecified"`

const (
	noteUnreadable = "The date cannot be read; the entry counts as undated."
	noteDayFirst   = "The date was read with the day first, since no month has that number."
	noteReversed   = "The interval's last day comes before its first; the entry counts as undated."
)

// Date is a date as read from words.
type Date struct {
	Said   string        // as said; an ISO day where the cell is a date
	Period muster.Period // undated where nothing could be read
	Note   string        // the doubt, a sentence; empty if there is none
}

var (
	isoTime   = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$`)
	threePart = regexp.MustCompile(`^(\d{1,2})([/.-])(\d{1,2})([/.-])(\d{4}|\d{2})$`)
	twoPart   = regexp.MustCompile(`^(\d{1,2})[/.](\d{4}|\d{2})$`)
	yearMonth = regexp.MustCompile(`^(\d{4})-(\d{1,2})$`)
	between   = regexp.MustCompile(`^(?:between|from) (.+?) (?:and|&|to|until) (.+)$`)
)

// lead is a word before a date: what it makes of the date behind it.
var leads = []struct {
	words string
	open  string // which end it leaves open: "from", "to", or "" for a vague date
}{
	{"until", "from"},
	{"unti", "from"},
	{"untill", "from"},
	{"till", "from"},
	{"up to", "from"},
	{"by", "from"},
	{"before", "from"},
	{"after", "to"},
	{"since", "to"},
	{"from", "to"},
	{"not specified", ""},
	{"unspecified", ""},
	{"unclear", ""},
	{"undisclosed", ""},
	{"unknown", ""},
	{"not given", ""},
}

// ReadDate reads a date as the tracker writes it: month first, unless no month has that number. The
// day after "until", "after" and "since" belongs to the interval.
func ReadDate(said string) Date {
	said = strings.TrimSpace(said)
	if m := isoTime.FindStringSubmatch(said); m != nil {
		said = m[1]
	}
	d := Date{Said: said}
	words := strings.ToLower(flat(said))
	if empty(words) {
		return d
	}
	if p, note, ok := plain(words); ok {
		d.Period, d.Note = p, note
		return d
	}
	if m := between.FindStringSubmatch(words); m != nil {
		a, noteA, okA := plain(m[1])
		b, noteB, okB := plain(m[2])
		switch {
		case !okA || !okB:
			d.Note = noteUnreadable
		case a.From > b.To:
			d.Note = noteReversed
		default:
			d.Period, d.Note = muster.Between(a.From, b.To), noteB
			if noteA != "" {
				d.Note = noteA
			}
		}
		return d
	}
	return d.led(words)
}

// led reads a date behind a leading word.
func (d Date) led(words string) Date {
	for _, l := range leads {
		rest, ok := strings.CutPrefix(words, l.words)
		if !ok || rest != "" && rest[0] != ' ' && rest[0] != ',' {
			continue
		}
		rest = strings.Trim(rest, " ,")
		if rest == "" && l.open == "" {
			return d // the source says that it does not say
		}
		p, note, ok := plain(rest)
		if !ok {
			d.Note = noteUnreadable
			return d
		}
		d.Note = note
		switch l.open {
		case "from":
			d.Period = muster.Between(muster.MinDay, p.To)
		case "to":
			d.Period = muster.Between(p.From, muster.MaxDay)
		default: // a vague date is no finer than its month
			t := p.From.Time()
			d.Period = muster.InMonth(t.Year(), t.Month())
		}
		return d
	}
	d.Note = noteUnreadable
	return d
}

// plain reads a day or a month without words around it.
func plain(s string) (p muster.Period, note string, ok bool) {
	if t, err := time.Parse(time.DateOnly, s); err == nil && t.Year() > 0 {
		return muster.OnDay(muster.DayOf(t)), "", true
	}
	if m := threePart.FindStringSubmatch(s); m != nil && m[2] == m[4] {
		first, second, year := atoi(m[1]), atoi(m[3]), fullYear(m[5])
		dayFirst := m[2] == "." // dots part day, month and year wherever they are used
		if !dayFirst && first > 12 && second <= 12 {
			dayFirst, note = true, noteDayFirst
		}
		if dayFirst {
			first, second = second, first
		}
		p, ok = onDay(year, first, second)
		return p, note, ok
	}
	if m := twoPart.FindStringSubmatch(s); m != nil {
		p, ok = inMonth(fullYear(m[2]), atoi(m[1]))
		return p, "", ok
	}
	if m := yearMonth.FindStringSubmatch(s); m != nil {
		p, ok = inMonth(atoi(m[1]), atoi(m[2]))
		return p, "", ok
	}
	for _, layout := range []string{"2 January 2006", "January 2, 2006", "January 2 2006", "2 Jan 2006", "Jan 2, 2006"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 0 {
			return muster.OnDay(muster.DayOf(t)), "", true
		}
	}
	for _, layout := range []string{"January 2006", "Jan 2006"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 0 {
			return muster.InMonth(t.Year(), t.Month()), "", true
		}
	}
	return p, "", false
}

func onDay(year, month, day int) (p muster.Period, ok bool) {
	d := muster.NewDay(year, time.Month(month), day)
	if t := d.Time(); year < 1 || t.Year() != year || int(t.Month()) != month || t.Day() != day {
		return p, false
	}
	return muster.OnDay(d), true
}

func inMonth(year, month int) (p muster.Period, ok bool) {
	if year < 1 || month < 1 || month > 12 {
		return p, false
	}
	return muster.InMonth(year, time.Month(month)), true
}

// fullYear gives a year of two digits its century: 22 is 2022, 85 is 1985.
func fullYear(s string) int {
	y := atoi(s)
	switch {
	case len(s) == 4:
		return y
	case y < 70:
		return 2000 + y
	}
	return 1900 + y
}

// atoi reads digits that a pattern has already checked.
func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// beyond reports whether a period lies after the day the data run to: a slip or a plan. An interval
// whose end is a little later is none: that is how the source says "so far".
func beyond(p muster.Period, dataTo muster.Day) bool {
	switch {
	case p.Precision == muster.Undated:
		return false
	case p.Precision == muster.Interval && p.To != muster.MaxDay:
		return p.To > dataTo+lookBack
	}
	return p.From > dataTo
}
