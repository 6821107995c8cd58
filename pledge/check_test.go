package pledge_test

import (
	"fmt"
	"strings"
	"testing"

	"muster"
	"muster/money"
	"muster/party"
	"muster/pledge"
	"muster/record"
	"muster/standing"
)

func TestStatementsThatWouldLieAreRefusedByField(t *testing.T) {
	claim := func(f func(*pledge.Entry)) *pledge.Entry {
		e := entry("k", pledge.Allocated, "aa", "military", "2024-08-01", eur("5"))
		e.About, e.By = "own:k", party.Operator
		f(e)
		return e
	}
	withTerms := func(f func(*pledge.Terms)) *pledge.Terms {
		x := terms()
		x.About = "q"
		f(x)
		return x
	}
	withMethod := func(f func(*pledge.Method)) *pledge.Method {
		m := method("n", "book")
		f(m)
		return m
	}
	for name, c := range map[string]struct {
		v     muster.Value
		field string
	}{
		"a contribution of no series":      {claim(func(e *pledge.Entry) { e.About = "k" }), "about"},
		"an event nobody knows":            {claim(func(e *pledge.Entry) { e.Event = "promised" }), "event"},
		"a party nobody knows":             {claim(func(e *pledge.Entry) { e.Party = "zz" }), "party"},
		"no speaker":                       {claim(func(e *pledge.Entry) { e.By = "" }), "by"},
		"a period that is none":            {claim(func(e *pledge.Entry) { e.Period = "spring" }), "period"},
		"an amount that is none":           {claim(func(e *pledge.Entry) { e.Value = eur("5 bn") }), "value"},
		"an amount and a mark":             {claim(func(e *pledge.Entry) { e.Value.Mark = pledge.Withheld }), "value"},
		"neither":                          {claim(func(e *pledge.Entry) { e.Value = &pledge.Value{Currency: "EUR"} }), "value"},
		"a mark nobody knows":              {claim(func(e *pledge.Entry) { e.Value = &pledge.Value{Mark: "secret"} }), "value"},
		"a currency nobody knows":          {claim(func(e *pledge.Entry) { e.Value.Currency = "EURO" }), "value"},
		"a currency in small letters":      {claim(func(e *pledge.Entry) { e.Value.Currency = "eur" }), "value"},
		"a mark in no currency":            {claim(func(e *pledge.Entry) { e.Converted = &pledge.Value{Mark: pledge.Withheld, Currency: "gold"} }), "converted"},
		"a quantity that is none":          {claim(func(e *pledge.Entry) { e.Quantity = &pledge.Quantity{Number: "many"} }), "quantity"},
		"a quantity's mark nobody knows":   {claim(func(e *pledge.Entry) { e.Quantity = &pledge.Quantity{Mark: "some"} }), "quantity"},
		"a claim in a series of editions":  {claim(func(e *pledge.Entry) { e.About = "book:k" }), "about"},
		"an entry after its edition":       {claim(func(e *pledge.Entry) { e.About, e.Source = "book:k", &muster.Citation{Submission: "testrecord-10"} }), "source"},
		"cites of no submission":           {&pledge.Cites{Envelope: about(pledge.KindCites, ""), Entries: "12"}, "source"},
		"an edition without a label":       {&pledge.Submission{Envelope: about(pledge.KindSubmission, "book")}, "label"},
		"an edition of a series in words":  {&pledge.Submission{Envelope: about(pledge.KindSubmission, "the book"), Label: "x"}, "series"},
		"an edition of single claims":      {&pledge.Submission{Envelope: about(pledge.KindSubmission, "own"), Label: "x"}, "series"},
		"an edition of an unknown measure": {&pledge.Submission{Envelope: about(pledge.KindSubmission, "book"), Label: "x", Measures: []pledge.Event{"promised"}}, "measures"},
		"a method under another name":      {withMethod(func(m *pledge.Method) { m.About = "m/2" }), "about"},
		"a method that stands":             {method("m", "book"), "replaces"},
		"a method of no event":             {withMethod(func(m *pledge.Method) { m.Event = "" }), "event"},
		"a method with other months":       {withMethod(func(m *pledge.Method) { m.Months = "some" }), "months"},
		"a method with other members":      {withMethod(func(m *pledge.Method) { m.Membership = "" }), "membership"},
		"a pledge that stands":             {terms(), "replaces"},
		"a pledge of nothing":              {withTerms(func(x *pledge.Terms) { x.Floor.Amount = money.Amount{} }), "floor"},
		"a pledge finer than its currency": {withTerms(func(x *pledge.Terms) { x.Floor.Amount = money.MustParse("1.001") }), "floor"},
		"a pledge of no group":             {withTerms(func(x *pledge.Terms) { x.Group = "h" }), "group"},
		"a pledge over no time":            {withTerms(func(x *pledge.Terms) { x.Window.To = x.Window.From }), "window"},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLedger(t)
			l.edition("first", muster.NewDay(2025, 8, 1), entry("k", pledge.Allocated, "aa", "military", "2024-08-01", eur("5")))
			own := claim(func(e *pledge.Entry) { e.About = "own:first" })
			l.add(own)
			before := l.n
			r := muster.Refusals(l.try(c.v))
			if len(r) == 0 || r[0].Field != c.field || r[0].Why == "" {
				t.Errorf("got %v; want a refusal of %s", r, c.field)
			}
			if l.n != before {
				t.Error("it was taken in")
			}
		})
	}
}

func TestCitesNameEntriesOfTheirSeriesEachOnce(t *testing.T) {
	for entries, want := range map[string]string{
		"11-12": "", "11": "", "11,11": "in order", "12,11": "in order", "11-11": "in order", "10": "no entry", "99": "no entry", "": "", "a": "in order", "13": "of own",
	} {
		t.Run(entries, func(t *testing.T) {
			l := newLedger(t)
			if l.n != 9 {
				t.Fatalf("the ledger begins with %d statements", l.n)
			}
			l.edition("first", muster.NewDay(2025, 8, 1),
				entry("a", pledge.Allocated, "aa", "military", "2024-08-01", eur("5")), entry("b", pledge.Allocated, "aa", "military", "2024-08-01", eur("7")))
			own := entry("k", pledge.Allocated, "aa", "military", "2024-08-01", eur("5"))
			own.About, own.By = "own:k", party.Operator
			l.add(own)
			sub := l.id(l.n + 1)
			l.add(&pledge.Submission{Envelope: about(pledge.KindSubmission, "book"), Label: "second", DataTo: muster.NewDay(2025, 9, 1), Comparable: true, Follow: 1})
			c := &pledge.Cites{Envelope: muster.Envelope{Kind: pledge.KindCites, By: party.Operator, Source: &muster.Citation{Submission: sub}}, Entries: entries}
			err := l.try(c)
			if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
				t.Errorf("got %v, want %q", err, want)
			}
		})
	}
}

func TestWhatFollowsASubmissionEndsWithItAlone(t *testing.T) {
	l := newLedger(t)
	l.edition("first", muster.NewDay(2025, 8, 1), entry("a", pledge.Allocated, "aa", "military", "2024-08-01", eur("5")))
	first := l.n
	sub := l.id(l.n + 1)
	l.add(&pledge.Submission{Envelope: about(pledge.KindSubmission, "book"), Label: "second", DataTo: muster.NewDay(2025, 9, 1), Comparable: true, Follow: 2},
		&pledge.Cites{Envelope: muster.Envelope{Kind: pledge.KindCites, By: party.Operator, Source: &muster.Citation{Submission: sub}}, Entries: fmt.Sprint(first)})
	b := entry("b", pledge.Allocated, "aa", "military", "2024-08-01", eur("7"))
	b.By, b.Source = party.Operator, &muster.Citation{Submission: sub}
	l.add(b)
	for _, at := range []int{l.n - 1, l.n} {
		w := &record.Withdrawal{Envelope: about(record.KindWithdraw, "")}
		w.Withdraws, w.Why = l.id(at), "no"
		r := muster.Refusals(l.try(w))
		if len(r) != 1 || r[0].Kind != muster.KindDenied || !strings.Contains(r[0].Why, "belongs to second") {
			t.Errorf("statement %d: got %v", at, r)
		}
	}
	if r := l.weigh(pledge.Query{}); r.Counted.Amount.String() != "12" || r.Edition != "second" {
		t.Errorf("%s counts %s", r.Edition, r.Counted.Amount)
	}
	w := &record.Withdrawal{Envelope: about(record.KindWithdraw, "")}
	w.Withdraws, w.Why = sub, "a mistake"
	l.add(w)
	if r := l.weigh(pledge.Query{}); r.Counted.Amount.String() != "5" || r.Edition != "first" {
		t.Errorf("after the withdrawal %s counts %s", r.Edition, r.Counted.Amount)
	}
	// Withdrawing all leaves nothing, and no panic.
	w.Withdraws = l.id(first - 1)
	l.add(w)
	if r := l.weigh(pledge.Query{}); r.Counted.Amount.Sign() != 0 || r.Edition != "" {
		t.Errorf("with no edition, %s counts", r.Counted.Amount)
	}
}

func TestOfTwoEditionsToOneDayTheLaterImportStands(t *testing.T) {
	l := newLedger(t)
	for i, n := range []string{"5", "7"} {
		l.edition(fmt.Sprint("edition ", i), muster.NewDay(2025, 8, 1), entry("a", pledge.Allocated, "aa", "military", "2024-08-01", eur(n)))
	}
	l.edition("older", muster.NewDay(2025, 7, 31), entry("a", pledge.Allocated, "aa", "military", "2024-08-01", eur("11")))
	if r := l.weigh(pledge.Query{}); r.Edition != "edition 1" || r.Counted.Amount.String() != "7" {
		t.Errorf("%s counts %s", r.Edition, r.Counted.Amount)
	}
	if r := l.weigh(pledge.Query{Edition: "older"}); r.Counted.Amount.String() != "11" {
		t.Errorf("older counts %s", r.Counted.Amount)
	}
}

func TestAnEditionOfWhichNothingWasTakenHasNoFigures(t *testing.T) {
	l := newLedger(t)
	l.edition("empty", muster.NewDay(2025, 8, 1))
	v := l.view(standing.PublicViewer)
	p, err := pledge.In(v).Position(v, pledge.PositionQuery{Series: "book", Event: pledge.Allocated, By: []pledge.Dim{pledge.ByDonor, pledge.ByType}})
	if err != nil || len(p.Rows) != 0 {
		t.Errorf("got %v, %v", p, err)
	}
}
