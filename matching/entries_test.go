package matching_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/indicator"
	"muster/item"
	"muster/item/itemtest"
	"muster/matching"
	"muster/money"
	"muster/offer"
	"muster/party"
	"muster/pledge"
	"muster/requirement"
	"muster/standing"
	"muster/standing/standingtest"
)

// withLedger are the parts of coordination and those that its entries rest on.
func withLedger() []standing.Part {
	return []standing.Part{party.New(), indicator.New(), pledge.New(), item.New(), requirement.New(), offer.New(), matching.New()}
}

// books is a desk with a ledger: a need of 1,000 and Germany's commitments.
func newBooks(t testing.TB) *desk {
	b := standingtest.New(t, withLedger()...)
	itemtest.Fill(b)
	b.Add(&indicator.Values{Envelope: standingtest.As("", party.Operator, indicator.KindValues, indicator.EuroRates+"/USD"), Title: "Rates", Unit: "USD for 1 EUR", Values: "2026-01-05 1.25\n"})
	d := &desk{b, standing.Find[*matching.Part](b.State)}
	d.open(needOf("r", "1000"))
	return d
}

func claim(about string, e pledge.Event, day, amount string, cur money.Currency) *pledge.Entry {
	x := &pledge.Entry{Event: e, Party: "de", Type: "military", Date: day, Value: &pledge.Value{Amount: amount, Currency: cur}}
	x.Envelope = as(germany, pledge.KindEntry, about)
	return x
}

// worthOf is an offer with a value and a commitment.
func worthOf(id, quantity, amount, currency, commitment string) *offer.Line {
	return stockOf(id, quantity, func(l *offer.Line) {
		l.Commitment = commitment
		l.Value = &offer.Value{Amount: amount, Currency: currency, Basis: "net book"}
	})
}

func (d *desk) bind(id, stock, quantity string) {
	d.agree(id, "r", stock, quantity)
	d.Add(act(id, "firm", coordinator))
}

// stands is what a series comes to by event, for the view's viewer.
func (d *desk) stands(series muster.SeriesID) string {
	return positions(d.TB, d.View(0), series)
}

func positions(t testing.TB, v standing.View, series muster.SeriesID) string {
	t.Helper()
	var all []string
	for _, e := range []pledge.Event{pledge.Committed, pledge.Allocated} {
		pos, err := matching.Ledger(v).Position(v, pledge.PositionQuery{Series: series, Event: e, By: []pledge.Dim{pledge.ByDonor}})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range pos.Rows {
			all = append(all, fmt.Sprintf("%s %s %s (%d)", e, r.Amount, r.Currency, r.Entries))
		}
		if pos.Withheld {
			all = append(all, "withheld")
		}
	}
	return strings.Join(all, ", ")
}

func (d *desk) entries() (all []string) {
	for _, x := range d.p.Entries(d.View(0)) {
		s := fmt.Sprintf("%s %s %s %s %s", x.About, x.Event, x.Match, x.Act, x.Fulfils)
		if x.Value.Mark != "" {
			s += " " + string(x.Value.Mark)
		} else {
			s += fmt.Sprintf(" %s %s of %s %s", x.Value.Amount, x.Value.Currency, x.Whole.Amount, x.Basis)
		}
		if x.Rest != "" {
			s += ": " + string(x.Rest)
		}
		all = append(all, s)
	}
	return all
}

func (d *desk) comes(series muster.SeriesID, want string) {
	d.TB.Helper()
	if got := d.stands(series); got != want {
		d.TB.Errorf("%s comes to\n%s, want\n%s; of\n%s", series, got, want, strings.Join(d.entries(), "\n"))
	}
}

// A commitment of 500 m and firm matches of 120 m: committed 500, allocated 120; what is cancelled or
// closed short comes back.
func TestFirmMatchesAreAllocatedUnderTheirCommitment(t *testing.T) {
	d := newBooks(t)
	d.Add(claim("de:2026-14", pledge.Committed, "2026-01-02", "500000000", "EUR"))
	d.accept(worthOf("o", "120", "120000000", "EUR", "de:2026-14"))
	d.comes("de", "committed 500000000 EUR (1)")
	d.bind("m1", "o", "70")
	d.bind("m2", "o", "20")
	d.bind("m3", "o", "30")
	d.comes("de", "committed 500000000 EUR (1), allocated 120000000.00 EUR (3)")
	firm := d.Known()
	d.Add(act("m2", "cancel", germany))
	d.comes("de", "committed 500000000 EUR (1), allocated 100000000.00 EUR (4)")
	short := act("m3", "short-close", coordinator)
	short.Received = "25"
	d.Add(short)
	d.comes("de", "committed 500000000 EUR (1), allocated 95000000.00 EUR (5)")
	if got := positions(t, d.View(firm), "de"); got != "committed 500000000 EUR (1), allocated 120000000.00 EUR (3)" {
		t.Errorf("the past became %s", got)
	}
	want := []string{
		"de:2026-14 allocated m1 firm chosen 70000000.00 EUR of 70000000.00 net book",
		"de:2026-14 allocated m2 firm chosen 20000000.00 EUR of 20000000.00 net book",
		"de:2026-14 allocated m3 firm chosen 30000000.00 EUR of 30000000.00 net book",
		"de:2026-14 allocated m2 cancel chosen -20000000.00 EUR of -20000000.00 net book",
		"de:2026-14 allocated m3 short-close chosen -5000000.00 EUR of -5000000.00 net book",
	}
	if got := d.entries(); !slices.Equal(got, want) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	d.Reload(withLedger()...)
	d.p = standing.Find[*matching.Part](d.State)
	if got := d.entries(); !slices.Equal(got, want) {
		t.Errorf("after a restart:\n%s", strings.Join(got, "\n"))
	}
}

// Only what exceeds a commitment is committed beside it, and what comes back takes that back first.
func TestWhatExceedsACommitmentIsCommittedToo(t *testing.T) {
	d := newBooks(t)
	d.Add(claim("de:A", pledge.Committed, "2026-01-02", "100", "EUR"))
	d.accept(worthOf("o", "30", "150", "EUR", "de:A"))
	d.bind("m1", "o", "16")
	d.bind("m2", "o", "14")
	d.comes("de", "committed 150.00 EUR (2), allocated 150.00 EUR (2)")
	d.Add(act("m1", "cancel", coordinator))
	d.comes("de", "committed 100.00 EUR (3), allocated 70.00 EUR (3)")
	if got := d.entries(); got[2] != "de:A committed m2 firm chosen 50.00 EUR of 70.00 net book: exceeds" {
		t.Errorf("%q", got)
	}
	d.Add(claim("de:A", pledge.Reduced, "2026-01-04", "40", "EUR"))
	d.comes("de", "committed 110.00 EUR (4), allocated 70.00 EUR (3)") // 60 are left of 100, and 70 are firm
}

// What a source says was allocated, and what follows from matches, are the same thing twice.
func TestWhatASourceSaysIsNotCountedAgain(t *testing.T) {
	d := newBooks(t)
	d.Add(claim("de:A", pledge.Committed, "2026-01-02", "500", "EUR"), claim("de:A", pledge.Allocated, "2026-01-03", "90", "EUR"))
	d.accept(worthOf("o", "12", "120", "EUR", "de:A"))
	d.bind("m1", "o", "8")
	d.comes("de", "committed 500 EUR (1), allocated 90 EUR (1)")
	d.bind("m2", "o", "4")
	d.comes("de", "committed 500 EUR (1), allocated 120.00 EUR (2)")
	if got := d.entries(); got[1] != "de:A allocated m2 firm chosen 30.00 EUR of 40.00 net book: in source" {
		t.Errorf("%q", got)
	}
	d.Add(act("m2", "cancel", coordinator))
	d.comes("de", "committed 500 EUR (1), allocated 90.00 EUR (3)")
}

func TestWhatFulfilsNoCommitmentIsCommittedToo(t *testing.T) {
	d := newBooks(t)
	d.accept(worthOf("o", "3", "100", "EUR", ""))
	d.bind("m1", "o", "1")
	d.comes("matching", "committed 33.33 EUR (1), allocated 33.33 EUR (1)")
	unvalued := worthOf("dark", "10", "1", "EUR", "")
	unvalued.Value = nil
	d.accept(unvalued)
	d.bind("m2", "dark", "4")
	want := []string{
		"matching:m1 allocated m1 firm none 33.33 EUR of 33.33 net book", "matching:m1 committed m1 firm none 33.33 EUR of 33.33 net book: uncommitted",
		"matching:m2 allocated m2 firm none not_yet_reported",
	}
	if got := d.entries(); !slices.Equal(got, want) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	stated := claim("matching:x", pledge.Committed, "2026-01-02", "1", "EUR")
	d.refuses(stated, muster.KindInvalid, "which nobody states")
}

// Where nobody chose, a commitment that the donor speaks of is proposed; what the donor chose goes first.
func TestACommitmentIsProposedByAmountAndDate(t *testing.T) {
	d := newBooks(t)
	d.Add(claim("de:small", pledge.Committed, "2026-01-02", "50", "EUR"), claim("de:old", pledge.Committed, "2025-01-02", "200", "EUR"),
		claim("de:new", pledge.Committed, "2026-01-02", "200", "EUR"), claim("de:large", pledge.Committed, "2026-01-02", "900", "EUR"),
		claim("de:later", pledge.Committed, "2026-02-02", "130", "EUR"), claim("de:dollars", pledge.Committed, "2026-01-02", "130", "USD"))
	d.accept(worthOf("o", "36", "360", "EUR", ""))
	d.bind("m1", "o", "12")
	d.bind("m2", "o", "12")
	chosen := act("m3", "donor-agree", germany)
	chosen.Commitment = "de:large"
	d.Add(d.match("m3", "r", "o", "12", coordinator), chosen, act("m3", "recipient-agree", recipient), act("m3", "firm", coordinator))
	want := []string{
		"de:new allocated m1 firm proposed 120.00 EUR of 120.00 net book", "de:old allocated m2 firm proposed 120.00 EUR of 120.00 net book",
		"de:large allocated m3 firm chosen 120.00 EUR of 120.00 net book",
	}
	if got := d.entries(); !slices.Equal(got, want) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	var all []string
	for _, c := range d.p.Commitments(d.View(0), "m1") {
		all = append(all, c.Contribution+" "+c.Left.String())
	}
	if !slices.Equal(all, []string{"de:new EUR 200.00", "de:large EUR 780.00"}) {
		t.Error(all)
	}
	wrong := act("m1", "cancel", germany)
	wrong.Commitment = "de:new"
	d.refuses(wrong, muster.KindInvalid, "donor-agree and firm have")
}

// An offer in another currency is allocated in its own, and compared with its commitment at the day's rate.
func TestAnotherCurrencyIsComparedAtTheDaysRate(t *testing.T) {
	d := newBooks(t)
	d.Add(claim("de:A", pledge.Committed, "2026-01-02", "100", "EUR"))
	d.accept(worthOf("o", "10", "150", "USD", "de:A"))
	d.bind("m1", "o", "8")
	d.comes("de", "committed 100 EUR (1), allocated 120.00 USD (1)")
	d.bind("m2", "o", "2")
	d.comes("de", "committed 120.00000000 EUR (2), allocated 150.00 USD (2)")
}

// Who may not see the offer sees neither its worth nor a sum with it, and is told so.
func TestAnEntryIsForWhoSeesAllThatItFollowsFrom(t *testing.T) {
	d := newBooks(t)
	d.Add(claim("de:A", pledge.Committed, "2026-01-02", "100", "EUR"))
	secret := worthOf("o", "10", "50", "EUR", "de:A")
	secret.Audience = "party/de"
	d.accept(secret)
	d.bind("m1", "o", "10")
	half := worthOf("half", "10", "70", "EUR", "us:B")
	half.Audience = "party/de totals public"
	d.accept(half)
	d.bind("m2", "half", "10")
	for party, want := range map[muster.PartyID]string{"pl": "committed 100 EUR (1), withheld", "de": "committed 100 EUR (1), allocated 50.00 EUR (1)"} {
		who := access.Principal{Role: access.DonorOfficer, Party: party}
		v, err := d.State.At(d.Known(), muster.DayOf(d.Now), standing.Looker{Principal: who, Today: muster.DayOf(d.Now)})
		if err != nil {
			t.Fatal(err)
		}
		if got := positions(t, v, "de"); got != want {
			t.Errorf("%s sees %s, want %s", who, got, want)
		}
		// An offer of which only totals are for others is in the sum and on no list.
		if e, err := matching.Ledger(v).Entries(v, pledge.PositionQuery{Series: "us", Event: pledge.Allocated}, ""); err != nil || len(e.Sums) != 1 || e.Len() != map[muster.PartyID]int{"de": 1}[party] {
			t.Errorf("%s is shown %d entries of %v, %v", who, e.Len(), e.Sums, err)
		}
		if x := d.p.Entries(v); matching.Shown(v, &x[0]) != (party == "de") {
			t.Errorf("%s is shown the wrong entries", who)
		}
	}
}

// A contribution and a list of contributions have them, each with what it follows from.
func TestAContributionShowsWhatFollowsFromMatches(t *testing.T) {
	d := newBooks(t)
	d.Add(claim("de:A", pledge.Committed, "2026-01-02", "100", "EUR"))
	d.accept(worthOf("o", "10", "50", "EUR", "de:A"))
	d.bind("m1", "o", "10")
	v := d.View(0)
	all, err := matching.Ledger(v).Contribution(v, "de:A", "", false)
	if err != nil || len(all) != 2 || all[0].Derived != nil || all[1].Derived == nil || all[1].Derived.Match != "m1" || all[1].Value.Amount.String() != "50.00" {
		t.Fatalf("%v, %v", all, err)
	}
	if firm, _ := d.p.State(d.Known(), "m1"); all[1].Statement != firm.ID {
		t.Errorf("it names statement %s, want that of the act, %s", all[1].Statement, firm.ID)
	}
	c, err := matching.Ledger(v).Contributions(v, pledge.ContributionQuery{Series: "de"})
	if err != nil || c.Len() != 1 {
		t.Fatal(err)
	}
	for r := range c.All() {
		if x, ok := r.Of(pledge.Allocated); !ok || x.Sums[0].Amount.String() != "50.00" || r.Entries != 2 {
			t.Errorf("%+v", r)
		}
	}
	if own, err := pledge.In(v).Contribution(v, "de:A", "", false); err != nil || len(own) != 1 {
		t.Errorf("the ledger itself has %d entries: %v", len(own), err)
	}
	d.Add(claim("de:B", pledge.Committed, "2026-01-02", "7", "EUR"))
	d.comes("de", "committed 107 EUR (2), allocated 50.00 EUR (1)")
}

// A pledge counts what was stated, unless its method says that what follows from matches counts too; an
// edition of the donor's own book has it beside its rows.
func TestAMethodSaysWhetherMatchesCount(t *testing.T) {
	d := newBooks(t)
	by := func(kind, about string) muster.Envelope { return standingtest.As("", party.Operator, kind, about) }
	d.Add(&party.Group{Envelope: by(party.KindGroup, "league"), Name: "League"},
		&party.Member{Envelope: by(party.KindMember, "league/de"), Group: "league", Party: "de", From: "2000-01-01"})
	for name, derived := range map[string]string{"stated": "", "all": pledge.Count} {
		d.Add(&pledge.Method{
			Envelope: by(pledge.KindMethod, name+"/1"), Name: name, Version: 1, Title: name, Text: name, Series: "de", Event: pledge.Allocated, Undated: "leave_out",
			Months: "leave_out", Membership: pledge.WindowEnd, Conversion: "source", PriceBase: "nominal", Derived: derived,
		})
	}
	d.Add(&pledge.Terms{
		Envelope: by(pledge.KindTerms, "promise"), Title: "The promise", Floor: money.Money{Amount: money.MustParse("1000"), Currency: "EUR"}, Announced: muster.NewDay(2025, 1, 1),
		Window: pledge.Window{From: muster.NewDay(2025, 1, 1), To: muster.NewDay(2027, 1, 1)}, Group: "league", ShareKey: pledge.ShareKey{Series: indicator.GDP, Year: 2023},
		Counts: pledge.Delivered, Method: "stated",
	})
	sub := d.ID(int(d.Known()) + 1)
	inEdition := func(about string, e pledge.Event, amount string) *pledge.Entry {
		x := claim(about, e, "2026-01-02", amount, "EUR")
		x.Envelope = muster.Envelope{Kind: pledge.KindEntry, About: about, Source: &muster.Citation{Submission: sub}}
		return x
	}
	d.Add(&pledge.Submission{Envelope: as(access.Principal{Role: access.Operator, Party: "de"}, pledge.KindSubmission, "de"), Label: "first", DataTo: muster.NewDay(2026, 1, 3), Follow: 2},
		inEdition("de:A", pledge.Committed, "100"), inEdition("de:B", pledge.Allocated, "30"))
	d.accept(worthOf("o", "10", "50", "EUR", "de:A"))
	d.bind("m1", "o", "10")
	v := d.View(0)
	for method, want := range map[string]string{"stated": "30, left out 50.00 of 1", "all": "80.00, left out 0 of 0"} {
		r, err := matching.Ledger(v).Weigh(v, "promise", pledge.Query{Method: method})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(r.LeftOut, func(l pledge.LeftOut) bool { return l.Reason == pledge.FromMatch })
		if got := fmt.Sprintf("%s, left out %s of %d", r.Counted.Amount, r.LeftOut[i].Amount.Amount, r.LeftOut[i].Entries); got != want {
			t.Errorf("%s: %s, want %s", method, got, want)
		}
	}
	lines, err := matching.Ledger(v).Lines(v, "promise", pledge.Query{}, pledge.Selection{Reason: pledge.FromMatch})
	if err != nil || len(lines.Lines) != 1 || lines.Lines[0].Derived == nil {
		t.Errorf("%v, %v", lines, err)
	}
	if r, err := pledge.In(v).Weigh(v, "promise", pledge.Query{Method: "all"}); err != nil || r.Counted.Amount.String() != "30" {
		t.Errorf("the ledger itself counts %s: %v", r.Counted, err)
	}
}
