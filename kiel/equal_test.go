package kiel_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"muster"
	"muster/money"
	"muster/pledge"
	"muster/sheet"
)

// period is an entry's period, from Date where Period is absent.
func period(t testing.TB, e pledge.Entry) muster.Period {
	t.Helper()
	s := e.Period
	if s == "" {
		if p, err := muster.ParsePeriod(e.Date); err == nil {
			return p
		}
		return muster.Period{}
	}
	p, err := muster.ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// canonical is an entry with its numbers to 15 digits and its date as parsed: equal text, equal entry.
func canonical(t testing.TB, e pledge.Entry) string {
	t.Helper()
	e.Date, e.Period = "", period(t, e).String()
	digits := func(v *pledge.Value) *pledge.Value {
		if v == nil || v.Amount == "" {
			return v
		}
		c := *v
		c.Amount = money.MustParse(v.Amount).Significant(15)
		return &c
	}
	e.Value, e.Converted = digits(e.Value), digits(e.Converted)
	if e.Quantity != nil && e.Quantity.Number != "" {
		e.Quantity = &pledge.Quantity{Number: money.MustParse(e.Quantity.Number).Significant(15)}
	}
	e.Details = slices.Clone(e.Details)
	for i, d := range e.Details {
		if a, err := money.Parse(d.Said); err == nil {
			e.Details[i].Said = a.Significant(15)
		}
	}
	j, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return string(j)
}

// asCSV saves a sheet as CSV with its dates in the given layout.
func asCSV(t testing.TB, s sheet.Sheet, layout string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	width := len(s.Rows[0].Cells) + 1
	for _, r := range s.Rows {
		cells := make([]string, width)
		for c := range cells {
			cell := r.Cell(c)
			cells[c] = cell.Text
			if cell.Kind == sheet.Date {
				at, err := time.Parse(time.DateOnly, cell.Text)
				if err != nil {
					t.Fatal(err)
				}
				cells[c] = at.Format(layout)
			}
		}
		if err := w.Write(cells); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	return b.Bytes()
}
