package pledge_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"muster"
	"muster/indicator"
	"muster/money"
	"muster/party"
	"muster/pledge"
	"muster/standing"
)

// admit takes statements into a state, one after another.
func admit(t *testing.T, s *standing.State, values ...muster.Value) {
	t.Helper()
	for _, v := range values {
		at := s.Known() + 1
		if err := s.Admit(v, muster.Head{ID: muster.NewID("manyrecord", uint64(at))}, at); err != nil {
			t.Fatal(err)
		}
	}
	s.Keep()
}

// Past some number of rows several goroutines share the scan, and blocks alike throughout are not asked
// row by row. The figures must be those of adding row by row.
func TestManyRowsAddUpAsOneByOne(t *testing.T) {
	s := standing.New(party.New(), indicator.New(), pledge.New())
	donors := []muster.PartyID{"de", "fr", "ua"}
	for _, d := range donors {
		admit(t, s, &party.Party{Envelope: muster.Envelope{Kind: party.KindParty, By: "de", About: string(d)}, Name: string(d), Sort: "state"})
	}
	rates := map[money.Currency]map[muster.Day]money.Amount{"USD": {}, "JPY": {}, "KWD": {}}
	first := muster.NewDay(2024, 1, 1)
	r := rand.New(rand.NewPCG(1, 2))
	for cur, byDay := range rates {
		lines := ""
		for d := range muster.Day(200) {
			a := money.New(1+r.Int64N(2_000_000), uint8(r.IntN(2))*4)
			byDay[first+d] = a
			lines += indicator.Line((first + d).String(), a.String())
		}
		admit(t, s, &indicator.Values{Envelope: muster.Envelope{Kind: indicator.KindValues, By: "de", About: indicator.EuroRates + "/" + string(cur)}, Values: lines})
	}

	const rows = 140_000
	currencies := []money.Currency{"EUR", "USD", "JPY", "KWD", "NZD"} // the last has no rates
	type cell struct {
		sum              money.Amount
		entries, partial int
	}
	want := map[string]*cell{}
	var all []muster.Value
	for i := range rows {
		e := &pledge.Entry{
			Envelope: muster.Envelope{Kind: pledge.KindEntry, By: "de", About: fmt.Sprintf("many:%d", i), Audience: muster.Public},
			Event:    pledge.Committed, Party: donors[r.IntN(len(donors))], Type: fmt.Sprintf("type %d", r.IntN(4)),
		}
		day := first + muster.Day(r.IntN(220)) // the last fifteen have no rate any more
		e.Date = day.String()
		usual := i < rows/2 // whole blocks of amounts and days, which are not looked at one by one
		if i%50 == 0 && !usual {
			e.Date = "2024-02"
		}
		coef := r.Int64() >> r.IntN(63)
		if r.IntN(2) == 0 {
			coef = -coef
		}
		scale := 6
		if usual {
			scale = 5
		}
		amount := money.New(coef, uint8(r.IntN(scale)))
		e.Value = &pledge.Value{Amount: amount.String(), Currency: currencies[r.IntN(len(currencies))]}
		if i%70 == 0 && !usual {
			e.Value = &pledge.Value{Mark: pledge.Undisclosed}
		}
		all = append(all, e)

		key := string(e.Party) + "/" + e.Type
		c := want[key]
		if c == nil {
			c = &cell{}
			want[key] = c
		}
		c.entries++
		switch rate, ok := rateOn(rates[e.Value.Currency], day, e.Date); {
		case e.Value.Mark != "" || (!ok && e.Value.Currency != "EUR"):
			c.partial++
		case e.Value.Currency == "EUR":
			c.sum = c.sum.Add(amount)
		default:
			q, err := money.ToBase(amount, rate)
			if err != nil {
				t.Fatal(err)
			}
			c.sum = c.sum.Add(q)
		}
	}
	admit(t, s, all...)

	v, err := s.At(0, first, standing.OperatorViewer)
	if err != nil {
		t.Fatal(err)
	}
	got, err := pledge.In(v).Position(v, pledge.PositionQuery{
		Series: "many", Event: pledge.Committed, By: []pledge.Dim{pledge.ByDonor, pledge.ByType}, Rate: pledge.ReferenceRate, Currency: "EUR",
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Rows) != len(want) {
		t.Errorf("%d rows, want %d", len(got.Rows), len(want))
	}
	for _, row := range got.Rows {
		w := want[row.Keys[0]+"/"+row.Keys[1]]
		if w == nil || !row.Amount.Equal(w.sum) || row.Entries != w.entries || row.Partial != w.partial {
			t.Errorf("%v: %s of %d, partial %d; want %+v", row.Keys, row.Amount, row.Entries, row.Partial, w)
		}
	}
}

// rateOn is the rate of a day or of the last day before it that has one, at most five days old;
// none where the date is no day.
func rateOn(rates map[muster.Day]money.Amount, day muster.Day, date string) (money.Amount, bool) {
	for d := day; date == day.String() && d >= day-indicator.CarryDays; d-- {
		if a, ok := rates[d]; ok {
			return a, true
		}
	}
	return money.Amount{}, false
}
