package pledge_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"muster"
	"muster/access"
	"muster/indicator"
	"muster/money"
	"muster/party"
	"muster/pledge"
	"muster/record"
	"muster/standing"
)

// ledger takes statements in as a record does.
type ledger struct {
	t     testing.TB
	state *standing.State
	n     int
}

const recordID = "testrecord"

func about(kind, object string) muster.Envelope {
	return muster.Envelope{Kind: kind, By: party.Operator, About: object, Audience: muster.Public}
}

func newLedger(t testing.TB) *ledger {
	l := &ledger{t: t, state: standing.New(party.New(), indicator.New(), pledge.New())}
	l.add(&record.Open{Envelope: about(record.KindOpen, ""), Record: recordID})
	for _, id := range []string{"aa", "bb", "cc"} {
		l.add(&party.Party{Envelope: about(party.KindParty, id), Name: "Land " + id, Sort: party.State, ISO3: strings.ToUpper(id) + "X"})
	}
	l.add(&party.Group{Envelope: about(party.KindGroup, "g"), Name: "G"},
		&party.Member{Envelope: about(party.KindMember, "g/aa"), Group: "g", Party: "aa", From: "2000-01-01"},
		&party.Member{Envelope: about(party.KindMember, "g/bb"), Group: "g", Party: "bb", From: "2024-07-15"},
		method("m", "book"), terms())
	return l
}

func method(name string, series muster.SeriesID) *pledge.Method {
	return &pledge.Method{
		Envelope: about(pledge.KindMethod, name+"/1"), Name: name, Version: 1, Title: name, Text: "by " + name, Series: series, Event: pledge.Allocated, Types: []string{"military"},
		Undated: "leave_out", Months: "leave_out", Membership: pledge.WindowEnd, Conversion: "source", PriceBase: "nominal",
	}
}

func terms() *pledge.Terms {
	return &pledge.Terms{
		Envelope: about(pledge.KindTerms, "p"), Title: "P", Floor: money.Money{Amount: money.MustParse("100"), Currency: "EUR"}, Group: "g", Method: "m",
		Window:   pledge.Window{From: muster.NewDay(2024, 7, 10), To: muster.NewDay(2025, 7, 10)},
		ShareKey: pledge.ShareKey{Series: indicator.GDP, Year: 2023}, Counts: pledge.Delivered,
	}
}

// try checks a statement as a request's is checked, and takes it in if it may.
func (l *ledger) try(v muster.Value) error {
	head := muster.Head{ID: muster.NewID(recordID, uint64(l.n+1)), At: time.Date(2026, 1, 1, 0, 0, l.n, 0, time.UTC)}
	err := l.state.Admit(v, head, muster.Seq(l.n+1))
	if err == nil {
		l.n++
		l.state.Keep()
	}
	return err
}

func (l *ledger) add(values ...muster.Value) {
	l.t.Helper()
	for _, v := range values {
		if err := l.try(v); err != nil {
			l.t.Fatal(err)
		}
	}
}

func (l *ledger) id(at int) muster.ID { return muster.NewID(recordID, uint64(at)) }

// edition brings an edition of the series book.
func (l *ledger) edition(label string, to muster.Day, rows ...*pledge.Entry) {
	l.t.Helper()
	sub := l.id(l.n + 1)
	l.add(&pledge.Submission{Envelope: about(pledge.KindSubmission, "book"), Label: label, DataTo: to, Comparable: true, Follow: len(rows)})
	for _, e := range rows {
		e.Source = &muster.Citation{Submission: sub}
		l.add(e)
	}
}

func (l *ledger) view(viewer standing.Looker) standing.View {
	l.t.Helper()
	v, err := l.state.At(0, muster.NewDay(2025, 1, 1), viewer)
	if err != nil {
		l.t.Fatal(err)
	}
	return v
}

func (l *ledger) weigh(q pledge.Query) *pledge.Result {
	l.t.Helper()
	v := l.view(standing.OperatorViewer)
	r, err := pledge.In(v).Weigh(v, "p", q)
	if err != nil {
		l.t.Fatal(err)
	}
	return r
}

func entry(key string, ev pledge.Event, donor muster.PartyID, kind, date string, v *pledge.Value) *pledge.Entry {
	e := &pledge.Entry{Event: ev, Party: donor, Type: kind, Date: date, Value: v}
	e.Kind, e.About, e.Audience = pledge.KindEntry, "book:"+key, muster.Public
	return e
}

func eur(n string) *pledge.Value { return &pledge.Value{Amount: n, Currency: "EUR"} }

// reasonOf says why the one row of a result does not count; "counted" or "partial" if it does.
func reasonOf(t *testing.T, r *pledge.Result) string {
	t.Helper()
	var all []string
	for _, l := range r.LeftOut {
		for range l.Entries {
			all = append(all, string(l.Reason))
		}
	}
	for range r.Partial {
		all = append(all, "partial")
	}
	for range r.Entries - r.Partial {
		all = append(all, "counted")
	}
	if len(all) == 0 {
		return "nothing"
	}
	if len(all) > 1 {
		t.Fatalf("one row is weighed as %q", all)
	}
	return all[0]
}

func TestEachRowCountsOrIsLeftOutForTheFirstReasonThatHolds(t *testing.T) {
	day := func(d string) pledge.Entry { return *entry("k", pledge.Allocated, "aa", "military", d, eur("5")) }
	with := func(e pledge.Entry, f func(*pledge.Entry)) pledge.Entry { f(&e); return e }
	inside, byEntry := pledge.Query{MonthsInside: true}, pledge.Query{Membership: pledge.EntryDate}
	for _, c := range []struct {
		name string
		e    pledge.Entry
		q    pledge.Query
		want string
	}{
		{"the first day of the window", day("2024-07-10"), pledge.Query{}, "counted"},
		{"the day before", day("2024-07-09"), pledge.Query{}, "outside_window"},
		{"the last day", day("2025-07-09"), pledge.Query{}, "counted"},
		{"the day after, which --to names", day("2025-07-10"), pledge.Query{}, "outside_window"},
		{"a reduction", with(day("2024-08-01"), func(e *pledge.Entry) { e.Value = eur("-5") }), pledge.Query{}, "counted"},

		{"another measure", with(day("2024-08-01"), func(e *pledge.Entry) { e.Event = pledge.Committed }), pledge.Query{}, "other_measure"},
		{"another measure, of another type, by an outsider", with(day(""), func(e *pledge.Entry) { e.Event, e.Type, e.Party = pledge.Delivered, "financial", "cc" }), pledge.Query{}, "other_measure"},
		{"another type", with(day("2024-08-01"), func(e *pledge.Entry) { e.Type = "humanitarian" }), pledge.Query{}, "other_type"},
		{"another type by an outsider without a date", with(day(""), func(e *pledge.Entry) { e.Type, e.Party = "humanitarian", "cc" }), pledge.Query{}, "other_type"},
		{"an outsider", with(day("2024-08-01"), func(e *pledge.Entry) { e.Party = "cc" }), pledge.Query{}, "outside_group"},
		{"an outsider without a date", with(day(""), func(e *pledge.Entry) { e.Party = "cc" }), pledge.Query{}, "outside_group"},
		{"no date", day(""), pledge.Query{}, "no_date"},
		{"a date nobody can read", day("until spring"), pledge.Query{}, "no_date"},
		{"no date, months inside", day(""), inside, "no_date"},

		{"a month wholly inside", day("2024-08"), pledge.Query{}, "month_only"},
		{"a month wholly inside, which counts if asked", day("2024-08"), inside, "counted"},
		{"a month partly inside", day("2024-07"), inside, "month_only"},
		{"the month in which the window ends", day("2025-07"), inside, "month_only"},
		{"a month outside", day("2023-07"), inside, "month_only"},
		{"an interval wholly inside", day("2024-07-10/2025-07-09"), inside, "counted"},
		{"an interval that ends on the day after", day("2024-07-10/2025-07-10"), inside, "month_only"},
		{"an interval open at the left", day("/2024-08-01"), inside, "month_only"},
		{"an interval open at the right", day("2024-08-01/"), inside, "month_only"},
		{"an interval, months left out", day("2024-08-01/2024-08-02"), pledge.Query{}, "month_only"},

		{"joined within the window, as of its end", with(day("2024-07-14"), func(e *pledge.Entry) { e.Party = "bb" }), pledge.Query{}, "counted"},
		{"the day before it joined, on its own date", with(day("2024-07-14"), func(e *pledge.Entry) { e.Party = "bb" }), byEntry, "outside_group"},
		{"the day it joined, on its own date", with(day("2024-07-15"), func(e *pledge.Entry) { e.Party = "bb" }), byEntry, "counted"},
		{"undated by a later member, on its own date: as of the window's end", with(day(""), func(e *pledge.Entry) { e.Party = "bb" }), byEntry, "no_date"},
		{"a month before it joined, on its own date: as of the window's end", with(day("2024-07"), func(e *pledge.Entry) { e.Party = "bb" }), byEntry, "month_only"},

		{"a mark", with(day("2024-08-01"), func(e *pledge.Entry) { e.Value = &pledge.Value{Mark: pledge.Undisclosed} }), pledge.Query{}, "partial"},
		{"a mark outside the window", with(day("2023-08-01"), func(e *pledge.Entry) { e.Value = &pledge.Value{Mark: pledge.Undisclosed} }), pledge.Query{}, "outside_window"},
		{"another currency", with(day("2024-08-01"), func(e *pledge.Entry) { e.Value = &pledge.Value{Amount: "5", Currency: "USD"} }), pledge.Query{}, "partial"},
		{"another currency with its conversion", with(day("2024-08-01"), func(e *pledge.Entry) {
			e.Value, e.Converted = &pledge.Value{Amount: "5", Currency: "USD"}, eur("4")
		}), pledge.Query{}, "counted"},
		{"a conversion that is a mark", with(day("2024-08-01"), func(e *pledge.Entry) { e.Converted = &pledge.Value{Mark: pledge.NotCovered} }), pledge.Query{}, "partial"},
		{"a row that speaks of no money", with(day("2024-08-01"), func(e *pledge.Entry) { e.Value = nil }), pledge.Query{}, "nothing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := newLedger(t)
			e := c.e
			l.edition("first", muster.NewDay(2025, 8, 1), &e)
			r := l.weigh(c.q)
			if got := reasonOf(t, r); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if counts := r.Counted.Amount.Sign() != 0; counts != (c.want == "counted") {
				t.Errorf("counted is %s", r.Counted.Amount)
			}
		})
	}
}

func TestARowOfAnotherMeasureIsNamedOncePerLine(t *testing.T) {
	l := newLedger(t)
	l.edition("first", muster.NewDay(2025, 8, 1),
		entry("both", pledge.Allocated, "aa", "military", "2024-08-01", eur("5")),
		entry("both", pledge.Committed, "aa", "military", "2024-08-01", eur("7")),
		entry("neither", pledge.Committed, "aa", "military", "2024-08-01", eur("11")),
		entry("neither", pledge.Delivered, "aa", "military", "2024-08-01", eur("13")))
	r := l.weigh(pledge.Query{})
	if o := r.LeftOut[0]; r.Counted.Amount.String() != "5" || o.Reason != pledge.OtherMeasure || o.Entries != 1 || o.Amount.Amount.String() != "11" {
		t.Errorf("counted %s, of another measure %d rows of %s; want 5 and the commitment of 11", r.Counted.Amount, o.Entries, o.Amount.Amount)
	}
}

func TestWhatOneMayNotSeeIsLeftOutWithoutAnAmount(t *testing.T) {
	l := newLedger(t)
	secret := entry("secret", pledge.Allocated, "aa", "military", "2024-08-01", eur("1000"))
	secret.Audience = muster.Operator
	l.edition("first", muster.NewDay(2025, 8, 1), entry("open", pledge.Allocated, "aa", "military", "2024-08-01", eur("5")), secret)
	for want, viewer := range map[string]standing.Looker{"5 1 true": standing.PublicViewer, "1005 2 false": standing.OperatorViewer} {
		v := l.view(viewer)
		r, err := pledge.In(v).Weigh(v, "p", pledge.Query{})
		if err != nil {
			t.Fatal(err)
		}
		p, err := pledge.In(v).Position(v, pledge.PositionQuery{Series: "book", Event: pledge.Allocated, By: []pledge.Dim{pledge.ByDonor}})
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(r.Counted.Amount, r.Entries, r.Withheld); got != want {
			t.Errorf("viewer %v weighs %s, want %s", viewer, got, want)
		}
		if got := fmt.Sprint(p.Rows[0].Amount, p.Rows[0].Entries, p.Withheld); got != want {
			t.Errorf("viewer %v adds up %s, want %s", viewer, got, want)
		}
		if spoken, err := pledge.In(v).Contribution(v, "book:secret", "", true); (err == nil) != (viewer.Role == access.Operator) {
			t.Errorf("viewer %v sees %v of the contribution (%v)", viewer, spoken, err)
		}
	}
}

func TestClaimsOutsideEditionsAreWeighedWhileTheyStand(t *testing.T) {
	l := newLedger(t)
	l.add(method("claims", "own"))
	e := entry("k", pledge.Allocated, "aa", "military", "2024-08-01", eur("5"))
	e.About, e.By = "own:k", party.Operator
	l.add(e)
	if r := l.weigh(pledge.Query{Method: "claims"}); r.Counted.Amount.String() != "5" {
		t.Errorf("counted %s, want 5", r.Counted.Amount)
	}
	w := &record.Withdrawal{Envelope: about(record.KindWithdraw, "")}
	w.Withdraws, w.Why = l.id(l.n), "a mistake"
	l.add(w)
	if r := l.weigh(pledge.Query{Method: "claims"}); r.Counted.Amount.Sign() != 0 || r.Entries != 0 {
		t.Errorf("withdrawn, it counts %s", r.Counted.Amount)
	}
}

func TestAWindowThatIsNoneAndWordsNobodyKnowsAreRefused(t *testing.T) {
	l := newLedger(t)
	v := l.view(standing.OperatorViewer)
	day := muster.NewDay(2024, 7, 10)
	for field, q := range map[string]pledge.Query{"to": {To: &day}, "membership": {Membership: "sometimes"}, "method": {Method: "guess"}} {
		_, err := pledge.In(v).Weigh(v, "p", q)
		if r := muster.Refusals(err); len(r) != 1 || r[0].Field != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
	for field, q := range map[string]pledge.PositionQuery{
		"measure": {Series: "book", Event: "promised"}, "source": {Series: "nothing", Event: pledge.Allocated},
	} {
		_, err := pledge.In(v).Position(v, q)
		if r := muster.Refusals(err); len(r) != 1 || r[0].Field != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
}

func TestChoicesAreTheAnswersThatTheirSwitchesGive(t *testing.T) {
	l := newLedger(t)
	other := method("other", "book")
	other.Types = []string{"military", "financial"}
	l.add(other)
	l.edition("first", muster.NewDay(2025, 8, 1),
		entry("a", pledge.Allocated, "aa", "military", "2024-07-10", eur("1")), entry("b", pledge.Allocated, "bb", "military", "2024-07-11", eur("2")),
		entry("c", pledge.Allocated, "aa", "military", "2024-08", eur("4")), entry("d", pledge.Allocated, "aa", "financial", "2024-08-01", eur("8")),
		entry("e", pledge.Allocated, "aa", "military", "2025-07-10", eur("16")))
	v := l.view(standing.OperatorViewer)
	var got []string
	for _, c := range pledge.In(v).Choices(v, "p", pledge.Query{}) {
		got = append(got, c.Query+" "+c.Counted.Amount.String())
	}
	want := []string{"from=2024-07-11&to=2025-07-11 18", "months-inside=yes 7", "membership=entry-date 1", "method=other 11"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
