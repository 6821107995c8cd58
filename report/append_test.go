package report

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"muster"
	"muster/money"
	"muster/pledge"
)

// What a page writes by itself is what encoding/json would write of its shape.
func TestPageOfContributionsIsWrittenAsItsShapeIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, shape := drawPage(t)
		got, err := p.AppendJSON(nil)
		if err != nil {
			t.Fatal(err)
		}
		var want bytes.Buffer
		e := json.NewEncoder(&want)
		e.SetEscapeHTML(false)
		if err := e.Encode(shape); err != nil {
			t.Fatal(err)
		}
		if got = append(got, '\n'); !bytes.Equal(got, want.Bytes()) {
			t.Fatalf("got\n%s, want\n%s", got, want.Bytes())
		}
	})
}

func drawPage(t *rapid.T) (p ContributionPage, shape Contributions) {
	text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
		rapid.SampledFrom([]string{"", "<b>&amp;\"\\", "Збройні сили", "a\u2028b\u2029", "\x7f\x00\n"}))
	amount := rapid.Custom(func(t *rapid.T) money.Amount {
		return money.New(rapid.Int64().Draw(t, "coef"), uint8(rapid.IntRange(0, money.MaxScale).Draw(t, "scale")))
	})
	count := rapid.IntRange(0, 3)
	p.Foot = Foot{muster.Seq(rapid.Uint32().Draw(t, "known")), time.Unix(0, rapid.Int64Range(0, 1<<62).Draw(t, "at")).UTC(), "ab+/="}
	sums := map[pledge.Event][]pledge.PositionRow{}
	for _, e := range pledge.Events[:count.Draw(t, "events")] {
		sums[e] = []pledge.PositionRow{{Currency: "EUR", Amount: amount.Draw(t, "sum"), Entries: 3}}
	}
	var err error
	if p.Sums, err = SumsByEvent(sums); err != nil {
		t.Fatal(err)
	}
	if rapid.Bool().Draw(t, "unlisted") && len(sums) > 0 {
		p.Unlisted = p.Sums
	}
	p.Rows, p.Withheld, p.Next = rapid.Int().Draw(t, "rows"), rapid.Bool().Draw(t, "withheld"), text.Draw(t, "next")
	for range count.Draw(t, "items") {
		r := pledge.ContributionRow{
			ID: text.Draw(t, "id"), Party: muster.PartyID(text.Draw(t, "party")), Name: text.Draw(t, "name"), Type: text.Draw(t, "type"),
			Entries: rapid.Int().Draw(t, "entries"), Weak: rapid.Bool().Draw(t, "weak"),
		}
		day := muster.NewDay(2024, 2, rapid.IntRange(1, 29).Draw(t, "day"))
		r.First = muster.Period{From: day, To: day + 40, Precision: muster.Precision(rapid.IntRange(0, 3).Draw(t, "precision"))}
		for _, e := range []pledge.Event{pledge.Allocated, pledge.Committed, pledge.Delivered}[:count.Draw(t, "values")] {
			v := pledge.EventValues{Event: e, Unknown: rapid.Int().Draw(t, "unknown")}
			for range count.Draw(t, "sums") {
				v.Sums = append(v.Sums, money.Money{Amount: amount.Draw(t, "amount"), Currency: money.Currency(text.Draw(t, "currency"))})
			}
			for range count.Draw(t, "marks") {
				v.Marks = append(v.Marks, pledge.Mark(text.Draw(t, "mark")))
			}
			r.Values = append(r.Values, v)
		}
		p.Items = append(p.Items, r)
	}
	shape = Contributions{Foot: p.Foot, Sums: map[string][]EntrySum{}, Rows: p.Rows, Withheld: p.Withheld, Items: []ContributionRow{}, Next: p.Next}
	for e, rows := range sums {
		shape.Sums[string(e)] = SumsOf(rows)
	}
	if p.Unlisted != nil {
		shape.Unlisted = shape.Sums
	}
	for _, r := range p.Items {
		shape.Items = append(shape.Items, ContributionRowOf(r))
	}
	return p, shape
}
