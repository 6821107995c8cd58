package ask_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"muster"
	"muster/access"
	"muster/ask"
	"muster/item"
	"muster/item/itemtest"
	"muster/matching"
	"muster/matching/matchingtest"
	"muster/offer"
	"muster/party"
	"muster/pledge"
	"muster/requirement"
	"muster/standing"
	"muster/standing/standingtest"
	"muster/work"
	"muster/work/worktest"
)

var (
	recipient, coordinator = matchingtest.Recipient, matchingtest.Coordinator
	germany, poland        = matchingtest.Donor("de"), matchingtest.Donor("pl")
	as                     = matchingtest.As
)

func fresh() []standing.Part {
	return []standing.Part{party.New(), pledge.New(), item.New(), requirement.New(), offer.New(), matching.New(), ask.New()}
}

// desk is a book with two open requirements, r1 and r2, and an offer of each of two donors.
type desk struct {
	*standingtest.Book
	p *ask.Part
}

func newDesk(t testing.TB) *desk {
	b := standingtest.New(t, fresh()...)
	itemtest.Fill(b)
	matchingtest.Open(b, "r1", "60")
	matchingtest.Open(b, "r2", "60")
	b.Add(matchingtest.Stock("de", "o-de", "generator-60kw", "40", "bilateral"), matchingtest.Stock("pl", "o-pl", "generator-100kw", "40", "bilateral"), matchingtest.Stock("de", "truck", "truck", "40", "bilateral"))
	return &desk{b, standing.Find[*ask.Part](b.State)}
}

func question(id string, by access.Principal) *ask.Ask {
	return &ask.Ask{Envelope: as(by, ask.KindAsk, id), Lines: []string{"r1", "r2"}, Donors: []muster.PartyID{"de", "pl"}, ReplyBy: "2026-01-15", Note: "for the winter"}
}

func end(id, act string, by access.Principal) *ask.Acted {
	return &ask.Acted{Act: work.Act{Envelope: as(by, ask.KindAct, id), Act: act}}
}

func answer(id, line, act string, by access.Principal) *ask.Answer {
	x := &ask.Answer{Act: work.Act{Envelope: as(by, ask.KindAnswer, id), Act: act}, Line: line, Donor: by.Party}
	switch act {
	case ask.ActOffer:
		x.Offer = "o-" + string(by.Party)
	case ask.ActPart:
		x.Offer, x.Quantity = "o-"+string(by.Party), "40"
	case ask.ActLater:
		x.From = "2026-09-01"
	}
	return x
}

func TestEveryActOnAnAskInEveryStateAsEveryRole(t *testing.T) {
	worktest.Walk(t, worktest.World{
		Book: newDesk(t).Book, Table: &ask.Life, Other: "nsatu", Parties: map[string]muster.PartyID{ask.Donor: "de", requirement.Requester: "ua"},
		Say: func(about string, p access.Principal) muster.Value { return question(about, p) },
		Act: func(about, a string, p access.Principal) muster.Value {
			if !slices.Contains(ask.Answers, a) {
				return end(about, a, p)
			}
			x := answer(about, "r1", a, germany)
			x.Envelope = as(p, ask.KindAnswer, about)
			return x
		},
	})
}

func TestAnAskIsRefusedByField(t *testing.T) {
	d := newDesk(t)
	d.Add(&requirement.Line{Envelope: as(recipient, requirement.KindLine, "draft"), Requester: "ua", Item: "truck", Quantity: "1", Unit: "each", Priority: 1, NeededBy: "2026-06-01"})
	for field, spoil := range map[string]func(*ask.Ask){
		"about":     func(x *ask.Ask) { x.About = "A 1" },
		"lines":     func(x *ask.Ask) { x.Lines = nil },
		"lines[1]":  func(x *ask.Ask) { x.Lines[1] = "r1" },
		"lines[0]":  func(x *ask.Ask) { x.Lines[0] = "draft" },
		"donors":    func(x *ask.Ask) { x.Donors = nil },
		"donors[1]": func(x *ask.Ask) { x.Donors[1] = "xx" },
		"donors[0]": func(x *ask.Ask) { x.Donors[0] = "" },
		"reply_by":  func(x *ask.Ask) { x.ReplyBy = "2026-01-04" },
	} {
		x := question("a", coordinator)
		spoil(x)
		refused(t, d.Try(x), field)
	}
	refused(t, d.Try(question("a", germany)), "")
}

func TestAnAnswerIsRefusedByField(t *testing.T) {
	d := newDesk(t)
	d.Add(question("a", recipient))
	for _, c := range []struct {
		field, act string
		spoil      func(*ask.Answer)
	}{
		{"line", ask.ActCannot, func(x *ask.Answer) { x.Line = "r3" }},
		{"donor", ask.ActCannot, func(x *ask.Answer) { x.Donor = "us"; x.By = "us" }},
		{"why", ask.ActCannot, func(x *ask.Answer) { x.Why = "" }},
		{"offer", ask.ActCannot, func(x *ask.Answer) { x.Offer = "o-de" }},
		{"offer", ask.ActOffer, func(x *ask.Answer) { x.Offer = "o-pl" }},
		{"offer", ask.ActOffer, func(x *ask.Answer) { x.Offer = "truck" }},
		{"offer", ask.ActOffer, func(x *ask.Answer) { x.Offer = "" }},
		{"quantity", ask.ActOffer, func(x *ask.Answer) { x.Quantity = "40" }},
		{"quantity", ask.ActPart, func(x *ask.Answer) { x.Quantity = "60" }},
		{"from", ask.ActLater, func(x *ask.Answer) { x.From = "spring" }},
		{"act", "close", func(x *ask.Answer) { x.Envelope = as(coordinator, ask.KindAnswer, "a") }},
	} {
		x := answer("a", "r1", c.act, germany)
		c.spoil(x)
		refused(t, d.Try(x), c.field)
	}
	refused(t, d.Try(end("a", ask.ActCannot, germany)), "act")
}

func refused(t *testing.T, err error, field string) {
	t.Helper()
	if !slices.ContainsFunc(muster.Refusals(err), func(e *muster.Error) bool { return e.Field == field }) {
		t.Errorf("%q: %v", field, err)
	}
}

// shown is a matrix as text: a line for each cell.
func (d *desk) shown(f ask.Filter) (all []string) {
	for _, r := range d.p.Matrix(d.View(0), f).Rows {
		for _, c := range r.Cells {
			s := fmt.Sprintf("%s %s %s", r.Line, c.Donor, c.Ask)
			switch {
			case c.Ask == "":
			case c.Answer != nil:
				s += fmt.Sprintf(" %s %s%s%s", c.Answer.Act.Act, c.Answer.Offer, c.Answer.From, c.Offered)
			default:
				s += fmt.Sprintf(" silent %d, late %d", c.Silent, c.Late)
			}
			for _, r := range c.Refused {
				s += fmt.Sprintf(", refused in %s on %s: %s", r.Ask, r.Day, r.Why)
			}
			all = append(all, s)
		}
	}
	return all
}

func (d *desk) shows(f ask.Filter, want ...string) {
	d.TB.Helper()
	if got := d.shown(f); !slices.Equal(got, want) {
		d.TB.Errorf("the matrix is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func (d *desk) tasks() (all []string) {
	for _, t := range work.Tasks(d.View(0)) {
		if t.Table == &ask.Life {
			all = append(all, fmt.Sprintf("%s %s %s@%s due %s, %d acts", t.Thing.About, t.Thing.State, t.Turn.Role, t.Party, t.Due.Format(time.DateOnly), len(t.Acts)))
		}
	}
	return all
}

// Two lines are put to two donors on 5 January, to be answered by 15 January.
func TestTheMatrixShowsWhoAnsweredAndWhoIsSilent(t *testing.T) {
	d := newDesk(t)
	d.Add(question("a", recipient))
	d.Now = d.Now.AddDate(0, 0, 3)
	d.Add(answer("a", "r1", ask.ActCannot, germany), answer("a", "r2", ask.ActLater, germany))
	d.shows(ask.Filter{}, "r1 de a cannot ", "r1 pl a silent 3, late 0", "r2 de a later 2026-09-01", "r2 pl a silent 3, late 0")
	if got := d.tasks(); !slices.Equal(got, []string{"a open donor-officer@pl due 2026-01-16, 4 acts"}) {
		t.Error(got)
	}
	before := d.Known()
	d.Add(answer("a", "r1", ask.ActPart, germany))
	d.Now = d.Now.AddDate(0, 0, 9)
	d.shows(ask.Filter{Line: "r1"}, "r1 de a part o-deannounced", "r1 pl a silent 12, late 2")
	if got := d.tasks(); !slices.Equal(got, []string{"a overdue donor-officer@pl due 2026-01-16, 4 acts"}) {
		t.Error(got)
	}
	if a, ok := d.p.Answer(before, "a", "r1", "de"); !ok || a.Value.Act.Act != ask.ActCannot {
		t.Errorf("the past says %v", a.Value)
	}
	d.Add(answer("a", "r1", ask.ActOffer, poland))
	d.shows(ask.Filter{Silent: true}, "r2 de a later 2026-09-01", "r2 pl a silent 12, late 2")
	d.Add(answer("a", "r2", ask.ActCannot, poland))
	if got := d.tasks(); len(got) != 1 || !strings.HasPrefix(got[0], "a answered coordinator@ due") {
		t.Error(got)
	}
	d.Add(end("a", ask.ActClose, coordinator))
	if got := d.tasks(); len(got) != 0 {
		t.Error(got)
	}
	refused(t, d.Try(answer("a", "r1", ask.ActOffer, germany)), "act")
}

// A refusal is shown where the same line is put to the donor again, and as long as it stands.
func TestARefusalIsRemembered(t *testing.T) {
	d := newDesk(t)
	d.Add(question("a", coordinator), answer("a", "r1", ask.ActCannot, germany), end("a", ask.ActClose, coordinator))
	d.Now = d.Now.AddDate(0, 0, 30)
	again := question("b", coordinator)
	again.ReplyBy, again.Lines = "2026-03-01", []string{"r1"}
	d.Add(again)
	d.shows(ask.Filter{Line: "r1"}, "r1 de b silent 0, late 0, refused in a on 2026-01-05: a reason", "r1 pl b silent 0, late 0")
	d.shows(ask.Filter{Ask: "a", Line: "r1"}, "r1 de a cannot ", "r1 pl a silent 0, late 0")
	d.Add(end("b", ask.ActWithdraw, coordinator))
	d.shows(ask.Filter{Donor: "de"}, "r1 de a cannot ", "r2 de a silent 0, late 0")
}

// Whom an ask is put to later was asked later; what was asked stays.
func TestAnAskCanReachFurther(t *testing.T) {
	d := newDesk(t)
	first := question("a", coordinator)
	first.Donors = first.Donors[:1]
	d.Add(first)
	d.Now = d.Now.AddDate(0, 0, 4)
	now, _ := d.p.Get(d.Known(), "a")
	more := question("a", coordinator)
	more.Replaces = now.ID
	d.Add(more)
	d.Now = d.Now.AddDate(0, 0, 1)
	d.shows(ask.Filter{Line: "r1"}, "r1 de a silent 5, late 0", "r1 pl a silent 1, late 0")
	want := d.shown(ask.Filter{})
	d.Reload(fresh()...)
	d.p = standing.Find[*ask.Part](d.State)
	d.shows(ask.Filter{}, want...)
}

// An answer for other eyes is no silence.
func TestAnAnswerThatIsNotShownIsNoSilence(t *testing.T) {
	d := newDesk(t)
	d.Add(question("a", coordinator))
	x := answer("a", "r1", ask.ActCannot, germany)
	x.Audience = "party/de"
	d.Add(x)
	v, err := d.State.At(d.Known(), muster.DayOf(d.Now), standing.Looker{Principal: poland, Today: muster.DayOf(d.Now)})
	if err != nil {
		t.Fatal(err)
	}
	m := d.p.Matrix(v, ask.Filter{Line: "r1", Donor: "de"})
	if c := m.Rows[0].Cells[0]; !c.Withheld || c.Answer != nil || m.Rows[0].Silent != 0 {
		t.Errorf("%+v", c)
	}
}
