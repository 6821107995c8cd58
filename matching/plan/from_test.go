package plan_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/item"
	"muster/item/itemtest"
	"muster/matching"
	"muster/matching/plan"
	"muster/offer"
	"muster/party"
	"muster/requirement"
	"muster/standing"
	"muster/standing/standingtest"
	"muster/work"
)

var (
	recipient   = access.Principal{Role: access.RecipientOfficer, Party: "ua"}
	germany     = access.Principal{Role: access.DonorOfficer, Party: "de"}
	coordinator = access.Principal{Role: access.Coordinator, Party: "nsatu"}
)

type desk struct{ *standingtest.Book }

func newDesk(t testing.TB) desk {
	b := standingtest.New(t, party.New(), item.New(), requirement.New(), offer.New(), matching.New())
	itemtest.Fill(b)
	return desk{b}
}

func as(p access.Principal, kind, about string) muster.Envelope {
	e := standingtest.As(string(p.Role), p.Party, kind, about)
	e.Why = "a reason"
	return e
}

func (d desk) need(id, quantity string, change ...func(*requirement.Line)) {
	l := &requirement.Line{
		Envelope: as(recipient, requirement.KindLine, id), Requester: "ua", Item: "generator-100kw", Quantity: quantity, Unit: "each",
		Priority: 2, NeededBy: d.day(30), Substitutes: []item.ID{"generator-60kw"},
	}
	for _, f := range change {
		f(l)
	}
	d.Add(l)
	for _, a := range []struct {
		act string
		by  access.Principal
	}{{"submit", recipient}, {"validate", coordinator}, {"open", coordinator}} {
		d.Add(&requirement.Acted{Act: work.Act{Envelope: as(a.by, requirement.KindAct, id), Act: a.act}})
	}
}

func (d desk) stock(id, quantity string, change ...func(*offer.Line)) {
	l := &offer.Line{
		Envelope: as(germany, offer.KindLine, id), Donor: "de", Item: "generator-100kw", Quantity: quantity, Unit: "each", Condition: "new",
		Ready: d.day(0), ValidUntil: d.day(200), Channel: "bilateral",
	}
	for _, f := range change {
		f(l)
	}
	d.Add(l)
	for _, a := range []struct {
		act, quantity string
		by            access.Principal
	}{{"notify", "", germany}, {"assess", "", coordinator}, {"accept", quantity, coordinator}} {
		d.Add(&offer.Acted{Act: work.Act{Envelope: as(a.by, offer.KindAct, id), Act: a.act}, Quantity: a.quantity})
	}
}

// firm makes a match and leads it to where it binds.
func (d desk) firm(id, need, stock, quantity string) {
	line, _ := standing.Find[*requirement.Part](d.State).Get(d.Known(), need)
	d.Add(&matching.Match{Envelope: as(coordinator, matching.KindMatch, id), Requirement: need, Line: line.ID, Offer: stock, Quantity: quantity})
	for _, a := range []struct {
		act string
		by  access.Principal
	}{{matching.ActDonorAgree, germany}, {matching.ActRecipientAgree, recipient}, {matching.ActFirm, coordinator}} {
		d.Add(&matching.Acted{Act: work.Act{Envelope: as(a.by, matching.KindAct, id), Act: a.act}})
	}
}

func (d desk) today() muster.Day { return muster.DayOf(d.Now) }

func (d desk) day(n int) string { return (d.today() + muster.Day(n)).String() }

func (d desk) plan(t testing.TB, v standing.View) (*plan.Case, *plan.Plan, *plan.Why) {
	t.Helper()
	c := plan.From(v, plan.Transit, plan.Options{}).Case()
	p, err := plan.Solve(c.Problem)
	if err != nil {
		t.Fatal(err)
	}
	why, err := plan.Explain(c, p, "", plan.Budget)
	if err != nil {
		t.Fatal(err)
	}
	return c, p, why
}

func TestAProblemIsWhatIsOpenAndFreeOnTheDay(t *testing.T) {
	d := newDesk(t)
	d.need("r-1", "10")
	d.need("r-2", "4", func(l *requirement.Line) { l.NeededBy = d.day(10) })
	d.need("r-3", "2", func(l *requirement.Line) { l.Priority = 5 })
	d.Add(&requirement.Acted{Act: work.Act{Envelope: as(recipient, requirement.KindAct, "r-3"), Act: "withdraw"}})
	d.stock("o-1", "12")
	d.stock("o-2", "8", func(l *offer.Line) { l.Item, l.Ready = "generator-60kw", d.day(3) })
	d.firm("m-1", "r-1", "o-1", "6")
	d.Add(&matching.Reserve{Envelope: as(coordinator, matching.KindReserve, "k-1"), Offer: "o-1", Requirement: "r-2", Quantity: "2", Until: d.day(5)})
	c, _, _ := d.plan(t, d.View(0))
	if len(c.Lines) != 2 || c.Lines[0].ID != "r-1" || c.Lines[0].Open.String() != "4" || c.Lines[0].InTime.String() != "6" || c.Lines[0].Weight != 8 {
		t.Fatalf("%+v", c.Lines)
	}
	if len(c.Serving) != 1 || c.Serving[0] != (plan.Type{Requester: "ua", Item: "generator-100kw"}) {
		t.Errorf("%+v", c.Serving)
	}
	free := map[string]int64{}
	for _, s := range c.Stocks {
		free[s.ID] = s.Free
	}
	if len(free) != 3 || free["o-1"] != 4 || free["o-1+r-2"] != 2 || free["o-2"] != 8 {
		t.Errorf("%v", free)
	}
	// Two of the smaller ones do for one, and come three days and the transit later.
	for _, p := range c.Pairs {
		if c.Of[p.Stock] == "o-2" && (p.Each.String() != "0.5" || p.Arrives != d.today()+17 || p.Effort != 1) {
			t.Errorf("%+v", p)
		}
	}
}

func TestWhatIsNeededTogetherIsAPackage(t *testing.T) {
	d := newDesk(t)
	d.Add(&item.Needs{
		Envelope: standingtest.As("", party.Operator, item.KindNeeds, "truck/ammunition/shell-155"), Item: "truck", Sort: item.Ammunition, NeedsItem: "shell-155", Quantity: "48", Unit: "round", Essential: true,
	}, &item.Needs{
		Envelope: standingtest.As("", party.Operator, item.KindNeeds, "truck/transport/flour"), Item: "truck", Sort: item.Transport, NeedsItem: "flour", Quantity: "1", Unit: "kg",
	})
	truck := func(l *requirement.Line) { l.Item, l.Substitutes = "truck", nil }
	d.need("r-1", "2", truck)
	d.need("r-2", "3", func(l *requirement.Line) { l.Item, l.Unit, l.Substitutes = "shell-155", "pallet", nil })
	d.need("r-3", "1", func(l *requirement.Line) { l.Links = []string{"r-2"} })
	c, _, why := d.plan(t, d.View(0))
	if len(c.Packages) != 2 {
		t.Fatalf("%+v", c.Packages)
	}
	// Two trucks need 96 rounds, which are four pallets of 24; three were asked for.
	if b := why.Bundles[0]; b.Package != "r-1" || len(b.Missing) != 1 || b.Missing[0].Short.String() != "24" || b.Missing[0].Part.Sort != item.Ammunition {
		t.Errorf("%+v", b)
	}
	if b := why.Bundles[1]; b.Package != "r-3" || len(b.Parts) != 2 || len(b.Missing) != 0 {
		t.Errorf("%+v", b)
	}
}

// What a part needs in turn may come as long before and after as both may together; what is firm counts by when
// it would be there.
func TestDaysOfPartsComeFromTheCatalogue(t *testing.T) {
	d := newDesk(t)
	seven := 7
	d.Add(&item.Needs{
		Envelope: standingtest.As("", party.Operator, item.KindNeeds, "truck/ammunition/shell-155"), Item: "truck", Sort: item.Ammunition, NeedsItem: "shell-155", Quantity: "24", Unit: "round", Before: &seven, After: 10,
	}, &item.Needs{
		Envelope: standingtest.As("", party.Operator, item.KindNeeds, "shell-155/transport/generator-100kw"), Item: "shell-155", Sort: item.Transport, NeedsItem: "generator-100kw", Quantity: "1/24", Unit: "each", Before: &seven, After: 3,
	})
	d.need("r-1", "2", func(l *requirement.Line) { l.Item, l.Substitutes = "truck", nil })
	d.need("r-2", "2", func(l *requirement.Line) { l.Item, l.Unit, l.Substitutes = "shell-155", "pallet", nil })
	d.need("r-3", "2", func(l *requirement.Line) { l.NeededBy = d.day(60) })
	d.stock("o-1", "2", func(l *offer.Line) { l.Ready = d.day(29) }) // 43 with the transit, the last day that counts
	d.firm("m-1", "r-3", "o-1", "1")
	c, _, _ := d.plan(t, d.View(0))
	var days []plan.Window
	var have []string
	for _, m := range c.Packages[0].Members {
		if m.Days != nil {
			days, have = append(days, plan.Window{First: m.Days.First - d.today(), Last: m.Days.Last - d.today()}), append(have, m.Have.String())
		}
	}
	if c.Packages[0].ID != "r-1" || !slices.Equal(days, []plan.Window{{First: 23, Last: 40}, {First: 16, Last: 43}}) || !slices.Equal(have, []string{"0", "1"}) {
		t.Errorf("%+v: %v, %v", c.Packages[0], days, have)
	}
}

func TestALineWhoseDayHasPassedIsPlannedLate(t *testing.T) {
	d := newDesk(t)
	d.need("r-1", "4", func(l *requirement.Line) { l.NeededBy = d.day(2) })
	d.stock("o-1", "4")
	d.Now = d.Now.AddDate(0, 0, 10)
	c, p, why := d.plan(t, d.View(0))
	if len(c.Lines) != 1 || p.Take[0] != 4 || why.Matches[0].Late != 22 {
		t.Errorf("%+v %v", c.Lines, p.Take)
	}
}

// The plan of somebody is of what they see: what they do not see is neither planned nor spoken of.
func TestAPlanIsOfWhatItsViewerSees(t *testing.T) {
	d := newDesk(t)
	hidden := func(l *requirement.Line) { l.Priority, l.Audience = 1, "party/ua" }
	d.need("r-open", "4", func(l *requirement.Line) { l.Audience = muster.Public })
	d.need("r-hidden", "4", hidden)
	d.stock("o-open", "4", func(l *offer.Line) { l.Audience = muster.Public })
	d.stock("o-hidden", "4", func(l *offer.Line) { l.Audience = "party/de" })
	pin := as(coordinator, matching.KindPin, "r-open+o-open")
	pin.Audience = muster.Operator
	d.Add(&matching.Pin{Envelope: pin, Verdict: "forbid"})
	told := func(who standing.Looker) (string, *plan.Why) {
		v, err := d.State.At(0, d.today(), who)
		if err != nil {
			t.Fatal(err)
		}
		c, p, why := d.plan(t, v)
		text, err := json.Marshal([]any{c.Lines, c.Stocks, c.Out, p, why})
		if err != nil {
			t.Fatal(err)
		}
		return string(text), why
	}
	text, why := told(standing.PublicViewer)
	if slices.ContainsFunc([]string{"hidden", "forbidden", "a reason"}, func(s string) bool { return strings.Contains(text, s) }) || !strings.Contains(text, "withheld") {
		t.Errorf("the public is told %s", text)
	}
	if why.Open[0].Change == nil || why.Open[0].Change.Act != plan.More {
		t.Errorf("%+v", why.Open)
	}
	if text, _ := told(standing.OperatorViewer); !strings.Contains(text, "r-hidden") || !strings.Contains(text, "o-hidden") || !strings.Contains(text, "forbidden") {
		t.Errorf("the operator is told %s", text)
	}
}
