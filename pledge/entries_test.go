package pledge_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"muster"
	"muster/access"
	"muster/money"
	"muster/pledge"
	"muster/standing"
)

var someTypes = []string{"military", "humanitarian", "financial"}

// someEntries draws entries of one series with few values of each dimension, so that they meet.
func someEntries(t *rapid.T) []*pledge.Entry {
	n := rapid.IntRange(0, 40).Draw(t, "entries")
	var out []*pledge.Entry
	for i := range n {
		e := &pledge.Entry{
			Envelope: about(pledge.KindEntry, fmt.Sprintf("book:%d", rapid.IntRange(0, 8).Draw(t, "contribution"))),
			Line:     fmt.Sprint(i), Event: rapid.SampledFrom([]pledge.Event{pledge.Committed, pledge.Allocated, pledge.Delivered}).Draw(t, "event"),
			Party: rapid.SampledFrom([]muster.PartyID{"aa", "bb", "cc"}).Draw(t, "party"), Type: rapid.SampledFrom(someTypes).Draw(t, "type"),
			Date: rapid.SampledFrom([]string{"", "2024-07", "2024-07-14", "2024-07-15", "2024-08-01", "2025-01-31"}).Draw(t, "date"),
		}
		if rapid.IntRange(0, 9).Draw(t, "operator's") == 0 {
			e.Audience = muster.Operator
		}
		switch rapid.IntRange(0, 4).Draw(t, "value") {
		case 0:
			e.Value = &pledge.Value{Mark: pledge.Undisclosed, Said: "undisclosed"}
		case 1: // speaks of no money
		case 2:
			e.Value = &pledge.Value{Amount: fmt.Sprint(rapid.IntRange(-50, 5000).Draw(t, "usd")), Currency: "USD"}
			e.Converted = &pledge.Value{Amount: fmt.Sprintf("%d.%02d", rapid.IntRange(0, 5000).Draw(t, "eur"), rapid.IntRange(0, 99).Draw(t, "cents")), Currency: "EUR"}
		default:
			e.Value = &pledge.Value{Amount: fmt.Sprintf("%d.5", rapid.IntRange(0, 5000).Draw(t, "amount")), Currency: rapid.SampledFrom([]money.Currency{"EUR", "USD"}).Draw(t, "currency")}
		}
		out = append(out, e)
	}
	return out
}

func someQuery(t *rapid.T) pledge.PositionQuery {
	q := pledge.PositionQuery{Series: "book", Event: rapid.SampledFrom([]pledge.Event{pledge.Committed, pledge.Allocated, pledge.Delivered}).Draw(t, "measure")}
	if rapid.Bool().Draw(t, "group") {
		q.Group = "g"
	}
	if rapid.Bool().Draw(t, "window") {
		from, to := muster.NewDay(2024, 7, 10), muster.NewDay(2024, 8, 1)
		q.From, q.To = &from, &to
	}
	if rapid.Bool().Draw(t, "one type") {
		q.Only = append(q.Only, pledge.Key{Dim: pledge.ByType, ID: "military"})
	}
	if rapid.Bool().Draw(t, "two donors") {
		q.Only = append(q.Only, pledge.Key{Dim: pledge.ByDonor, ID: "aa"}, pledge.Key{Dim: pledge.ByDonor, ID: "cc"})
	}
	return q
}

// Every number of a position, by any two dimensions and under any filter, is what the entries behind
// it come to when they are added one by one.
func TestEntriesBehindANumberSumToIt(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := newLedger(t)
		l.add(&pledge.Entry{Envelope: about(pledge.KindEntry, "book:first"), Event: pledge.Committed, Party: "aa", Type: "military"})
		for _, e := range someEntries(rt) {
			l.add(e)
		}
		v := l.someView(rt)
		p := pledge.In(v)
		q := someQuery(rt)
		dims := []pledge.Dim{pledge.ByDonor, pledge.ByType, pledge.ByYear, pledge.ByMonth, pledge.ByContribution, pledge.ByEvent, pledge.BySeries}
		q.By = []pledge.Dim{rapid.SampledFrom(dims).Draw(rt, "by"), rapid.SampledFrom(dims).Draw(rt, "and by")}
		pos, err := p.Position(v, q)
		if err != nil {
			rt.Fatal(err)
		}
		entries := 0
		for _, r := range pos.Rows {
			behind := q
			behind.Only = slices.Clone(q.Only)
			for i, d := range q.By {
				behind.Only = slices.DeleteFunc(behind.Only, func(k pledge.Key) bool { return k.Dim == d })
				behind.Only = append(behind.Only, pledge.Key{Dim: d, ID: r.IDs[i]})
			}
			got, err := p.Entries(v, behind, rapid.SampledFrom(pledge.EntryOrders).Draw(rt, "order"))
			if err != nil {
				rt.Fatal(err)
			}
			var sum money.Sum
			n, partial := 0, 0
			for x := range got.All() {
				switch {
				case x.Counted == nil:
					// It falls under one currency of its cell, if under none that it has itself.
					partial++
				case x.Counted.Currency == r.Currency:
					n++
					sum.AddAmount(x.Counted.Amount)
				}
			}
			if !sum.Total().Equal(r.Amount) || n != r.Entries-r.Partial {
				rt.Errorf("%v %s: the number is %s of %d entries, behind it are %s of %d", r.IDs, r.Currency, r.Amount, r.Entries-r.Partial, sum.Total(), n)
			}
			for _, s := range got.Sums {
				if s.Currency == r.Currency && (!s.Amount.Equal(r.Amount) || s.Entries != r.Entries || s.Partial != r.Partial) {
					rt.Errorf("%v: the number is %+v, the sum given %+v", r.IDs, r, s)
				}
			}
			entries += r.Entries
		}
		whole, err := p.Entries(v, q, "")
		if err != nil {
			rt.Fatal(err)
		}
		if whole.Len() != entries {
			rt.Errorf("the cells have %d entries, all together %d", entries, whole.Len())
		}
	})
}

// someView is what stands for the operator or for the public.
func (l *ledger) someView(t *rapid.T) standing.View {
	viewer := standing.OperatorViewer
	if rapid.Bool().Draw(t, "public") {
		viewer = standing.PublicViewer
	}
	v, err := l.state.At(0, muster.NewDay(2024, 7, 20), viewer)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// A list of contributions has each of which an entry fits, once, and what a page by page walk finds.
func TestContributionsAreThoseWithAnEntryThatFits(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := newLedger(t)
		l.add(&pledge.Entry{Envelope: about(pledge.KindEntry, "book:first"), Event: pledge.Committed, Party: "aa", Type: "military"})
		all := someEntries(rt)
		for _, e := range all {
			l.add(e)
		}
		v := l.someView(rt)
		p := pledge.In(v)
		q := pledge.ContributionQuery{Series: "book", Order: rapid.SampledFrom(pledge.ContributionOrders).Draw(rt, "order")}
		if rapid.Bool().Draw(rt, "of aa") {
			q.Only = []pledge.Key{{Dim: pledge.ByDonor, ID: "aa"}}
		}
		want := map[string]int{"book:first": 0}
		for _, e := range all {
			if (len(q.Only) == 0 || e.Party == "aa") && (v.Looker.Role == access.Operator || e.Audience == muster.Public) {
				want[e.About]++
			}
		}
		got, err := p.Contributions(v, q)
		if err != nil {
			rt.Fatal(err)
		}
		seen := map[string]bool{}
		for c := range got.All() {
			if _, ok := want[c.ID]; !ok || seen[c.ID] {
				rt.Errorf("%s is listed, want %v, seen %v", c.ID, want, seen)
			}
			seen[c.ID] = true
		}
		if len(seen) != len(want) {
			rt.Errorf("listed are %v, want %v", seen, want)
		}
		var paged []string
		for after := uint32(0); ; {
			rows, next, err := p.ContributionPage(v, q, after, 2)
			if err != nil {
				rt.Fatal(err)
			}
			for _, r := range rows {
				paged = append(paged, r.ID)
			}
			if after = next; next == 0 {
				break
			}
		}
		slices.Sort(paged)
		if len(slices.Compact(paged)) != len(want) {
			rt.Errorf("page by page: %v, want %v", paged, want)
		}
	})
}

// What can be asked for is what the entries that stand and are seen speak of.
func TestVocabularyIsThatOfTheEntriesThatStand(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := newLedger(t)
		all := someEntries(rt)
		for _, e := range all {
			l.add(e)
		}
		v := l.someView(rt)
		var want pledge.Vocabulary
		for _, e := range all {
			if v.Looker.Role != access.Operator && e.Audience != muster.Public {
				continue
			}
			want.Entries++
			if e.Value != nil && !slices.Contains(want.Measures, e.Event) {
				want.Measures = append(want.Measures, e.Event)
			}
			if !slices.Contains(want.Types, e.Type) {
				want.Types = append(want.Types, e.Type)
			}
			if !slices.Contains(want.Donors, e.Party) {
				want.Donors = append(want.Donors, e.Party)
			}
			if d, err := muster.ParseDay(e.Date); err == nil {
				if want.First == 0 {
					want.First, want.Last = d, d
				}
				want.First, want.Last = min(want.First, d), max(want.Last, d)
			}
		}
		got := pledge.In(v).Vocabulary(v, "book")
		slices.SortFunc(want.Measures, func(a, b pledge.Event) int { return slices.Index(pledge.Events, a) - slices.Index(pledge.Events, b) })
		slices.Sort(want.Types)
		slices.Sort(want.Donors)
		slices.Sort(got.Donors) // whose names are their order
		if !reflect.DeepEqual(got, want) {
			rt.Errorf("the vocabulary is %+v, want %+v", got, want)
		}
	})
}
