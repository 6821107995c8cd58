package muster

import (
	"fmt"
	"math"
	"time"
)

// Day is a calendar day without a zone, counted from 1 January 1970. A day stays a day: it is
// never turned into an instant.
type Day int32

// The open ends of a period: "until 9 June" begins at MinDay, "after 21 December" ends at MaxDay.
const (
	MinDay Day = math.MinInt32
	MaxDay Day = math.MaxInt32
)

// NewDay returns the day of a date; values outside their range carry over as time.Date does.
func NewDay(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// DayOf returns the UTC day of an instant.
func DayOf(t time.Time) Day {
	t = t.UTC()
	return NewDay(t.Year(), t.Month(), t.Day())
}

// ParseDay reads an ISO date, 2024-07-10.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("found %q; a day is written year-month-day, as in 2024-07-10", s)
	}
	return Day(t.Unix() / 86400), nil
}

// Time returns midnight UTC of the day, for formatting only.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String returns the ISO date.
func (d Day) String() string { return d.Time().Format(time.DateOnly) }

// MarshalText writes the ISO date.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads an ISO date.
func (d *Day) UnmarshalText(b []byte) (err error) { *d, err = ParseDay(string(b)); return err }

// Precision says how finely something is dated.
type Precision uint8

// The precisions, from nothing to a day.
const (
	Undated  Precision = iota // no date at all
	Interval                  // between two days, or open at one end
	Month                     // a calendar month
	ExactDay                  // one day
)

func (p Precision) String() string {
	return [...]string{"undated", "interval", "month", "day"}[p]
}

// Period is when something happened, as finely as its source said: both days belong to it.
type Period struct {
	From, To  Day
	Precision Precision
}

// OnDay is the period of one day.
func OnDay(d Day) Period { return Period{d, d, ExactDay} }

// InMonth is the period of a calendar month.
func InMonth(year int, month time.Month) Period {
	return Period{NewDay(year, month, 1), NewDay(year, month+1, 0), Month}
}

// Between is the period from one day to another, both included; MinDay and MaxDay leave it open.
func Between(from, to Day) Period { return Period{from, to, Interval} }

// Within reports whether the whole period lies in [from, to): from included, to not.
func (p Period) Within(from, to Day) bool {
	return p.Precision != Undated && p.From >= from && p.To < to
}

// String writes a day as 2024-07-10, a month as 2024-07, an interval as 2022-03-20/2022-07-01
// with an open end left empty, and nothing for no date.
func (p Period) String() string {
	switch p.Precision {
	case ExactDay:
		return p.From.String()
	case Month:
		return p.From.Time().Format("2006-01")
	case Interval:
		var a, b string
		if p.From != MinDay {
			a = p.From.String()
		}
		if p.To != MaxDay {
			b = p.To.String()
		}
		return a + "/" + b
	}
	return ""
}

// ParsePeriod reads what String wrote.
func ParsePeriod(s string) (Period, error) {
	if s == "" {
		return Period{}, nil
	}
	if len(s) == 7 {
		t, err := time.Parse("2006-01", s)
		if err != nil {
			return Period{}, fmt.Errorf("found %q; a month is written year-month, as in 2024-07", s)
		}
		return InMonth(t.Year(), t.Month()), nil
	}
	for i := range s {
		if s[i] != '/' {
			continue
		}
		p := Between(MinDay, MaxDay)
		var err error
		if i > 0 {
			if p.From, err = ParseDay(s[:i]); err != nil {
				return Period{}, err
			}
		}
		if i < len(s)-1 {
			if p.To, err = ParseDay(s[i+1:]); err != nil {
				return Period{}, err
			}
		}
		if p.From > p.To {
			return Period{}, fmt.Errorf("found %q; the first day comes after the last", s)
		}
		return p, nil
	}
	d, err := ParseDay(s)
	if err != nil {
		return Period{}, fmt.Errorf("found %q; accepted are a day (2024-07-10), a month (2024-07) or an interval (2024-07-10/2024-08-01)", s)
	}
	return OnDay(d), nil
}
