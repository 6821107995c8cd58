package reform_test

import (
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/item"
	"muster/item/itemtest"
	"muster/party"
	"muster/reform"
	"muster/standing"
	"muster/standing/standingtest"
	"muster/work"
	"muster/work/worktest"
)

var (
	coordinator = access.Principal{Role: access.ReformCoord, Party: "nsatu"}
	ministry    = access.Principal{Role: access.Executor, Party: "ua"}
	assessor    = access.Principal{Role: access.Assessor, Party: "us"}
)

func fresh() []standing.Part {
	return []standing.Part{party.New(), item.New(), reform.New(), work.NewHands()}
}

// desk is a book with a framework, ff, in which money is held for twelve months, and a second one, gg, that
// rates measures and their results apart.
type desk struct {
	*standingtest.Book
	p *reform.Part
}

func newDesk(t testing.TB) *desk {
	b := standingtest.New(t, fresh()...)
	itemtest.Fill(b)
	d := &desk{b, standing.Find[*reform.Part](b.State)}
	d.Add(facility(), table(), &reform.Reform{Envelope: as(coordinator, reform.KindReform, "assets"), Title: en("Recovery of assets"), Lead: "ua"})
	return d
}

func as(p access.Principal, kind, about string) muster.Envelope {
	e := standingtest.As(string(p.Role), p.Party, kind, about)
	e.Audience = "participants"
	return e
}

func en(text string) muster.Text { return muster.Text{"en": text} }

func degree(key, means string) reform.Degree {
	return reform.Degree{Key: key, Title: en(key), Means: means}
}

func facility() *reform.Framework {
	return &reform.Framework{
		Envelope: as(coordinator, reform.KindFramework, "ff"), Title: en("Facility"),
		Scales: []reform.Scale{
			{Key: "fulfilment", Title: en("Fulfilment"), Rates: reform.OfStep, Degrees: []reform.Degree{degree("no", reform.NotFulfilled), degree("part", reform.Partly), degree("yes", reform.Fulfilled)}},
			{Key: "progress", Title: en("Progress"), Rates: reform.OfChapter, Degrees: []reform.Degree{degree("backsliding", ""), degree("some", ""), degree("good", "")}},
		},
		Chapters: []reform.Chapter{{Key: "c1", Title: en("Fundamentals")}, {Key: "23", Title: en("Judiciary"), In: "c1"}, {Key: "8", Title: en("Competition")}},
		Reports:  []reform.Reporting{{What: en("executors report"), Every: "quarter", Day: 25}, {What: en("analytical report"), Every: "year", Month: 9, Day: 15}},
		Clock:    &reform.Clock{Months: 12, Starts: en("the decision on the payment"), Stops: en("the day on which fulfilment is accepted")},
	}
}

func table() *reform.Framework {
	return &reform.Framework{
		Envelope: as(coordinator, reform.KindFramework, "gg"), Title: en("State programme"),
		Scales: []reform.Scale{
			{Key: "measure", Title: en("Measure"), Rates: reform.OfStep, Degrees: []reform.Degree{
				degree("not-started", ""), degree("not-implemented", reform.NotFulfilled), degree("in-progress", ""), degree("partly", reform.Partly), degree("implemented", reform.Fulfilled),
			}},
			{Key: "result", Title: en("Result"), Rates: reform.OfResult, Degrees: []reform.Degree{degree("not-reached", ""), degree("reached", "")}},
		},
	}
}

func step(about string, p access.Principal) *reform.Step {
	return &reform.Step{
		Envelope: as(p, reform.KindStep, about), Reform: "assets", Framework: "ff", Code: "4.1", Chapter: "23", Title: en("Law on the agency"), Criterion: en("The law enters into force."),
		Measured: reform.Qualitative, Due: "2026-03-31", Executor: "ua",
	}
}

func evidence() []reform.Piece {
	return []reform.Piece{{Title: "Law 4512-IX", Where: "https://zakon.rada.gov.ua/laws/show/4512-20"}}
}

// rate rates a step on its first scale by the wording that stands.
func (d *desk) rate(about, value string, change func(*reform.Rating)) *reform.Rating {
	d.TB.Helper()
	t, ok := d.p.Steps.Get(d.Known(), about)
	if !ok {
		d.TB.Fatalf("no step %s", about)
	}
	scale := "fulfilment"
	if t.Value.Framework == "gg" {
		scale = "measure"
	}
	x := &reform.Rating{
		Envelope: as(assessor, reform.KindRating, about+"+"+scale), Step: about, Framework: t.Value.Framework, Scale: scale, Value: value, Criterion: t.ID, Assessed: muster.DayOf(d.Now).String(),
		Document: "SWD(2026) 1", Evidence: evidence(),
	}
	if was, ok := d.p.Ratings.Get(d.Known(), x.About); ok {
		x.Replaces, x.Why = was.ID, "new evidence"
	}
	if change != nil {
		change(x)
	}
	return x
}

func act(about, a string, p access.Principal) *reform.Acted {
	x := &reform.Acted{Act: work.Act{Envelope: as(p, reform.KindAct, about), Act: a}}
	x.Why = "a reason"
	return x
}

// do is an act with all that it must say; what it rests on has been said.
func (d *desk) do(about, a string, p access.Principal) *reform.Acted {
	x := act(about, a, p)
	switch a {
	case reform.ActReport:
		x.Evidence = evidence()
	case reform.ActFulfil, reform.ActFulfilLate, reform.ActPart, reform.ActMiss:
		if r, ok := d.p.Ratings.Get(d.Known(), about+"+fulfilment"); ok {
			x.Rating = r.ID
		}
		if a == reform.ActFulfil || a == reform.ActFulfilLate {
			x.Fulfilled = "2026-01-04"
		}
	case reform.ActSuspend:
		x.Instalment, x.Decision, x.Decided = "in-"+about, "Decision 1", "2026-01-05"
	case reform.ActReverse:
		x.Reversed = "2026-01-05"
	}
	return x
}

// means is the word on the scale that an act rests on.
func means(a string) string {
	return map[string]string{reform.ActFulfil: "yes", reform.ActFulfilLate: "yes", reform.ActPart: "part", reform.ActMiss: "no"}[a]
}

// acts are acts on a step, each by whose turn it is, with the ratings that they rest on.
func (d *desk) acts(about string, acts ...string) {
	d.TB.Helper()
	for _, a := range acts {
		p := assessor
		switch a {
		case reform.ActBegin, reform.ActReport, reform.ActRecall:
			p = ministry
		case reform.ActDrop:
			p = coordinator
		}
		d.ready(about, a)
		d.Add(d.do(about, a, p))
	}
}

// ready says what an act rests on: a rating that means it, an instalment that was decided on.
func (d *desk) ready(about, a string) {
	d.TB.Helper()
	if v := means(a); v != "" {
		d.Add(d.rate(about, v, nil))
	}
	if _, ok := d.p.Instalments.Get(d.Known(), "in-"+about); !ok && a == reform.ActSuspend {
		d.decided("in-"+about, "100", "60", "2026-01-05", about)
	}
}

func instalment(about, amount string, p access.Principal, steps ...string) *reform.Instalment {
	return &reform.Instalment{
		Envelope: as(p, reform.KindInstalment, about), Framework: "ff", Title: en("Instalment"), Steps: steps, Stake: &reform.Stake{Amount: amount, Currency: "EUR"},
	}
}

func pay(about, a string, p access.Principal, change func(*reform.InstalmentActed)) *reform.InstalmentActed {
	x := &reform.InstalmentActed{Act: work.Act{Envelope: as(p, reform.KindInstalmentAct, about), Act: a}}
	switch a {
	case reform.ActRequest, reform.ActAssess:
		x.Day = "2026-01-02"
	case reform.ActDecide:
		x.Decision, x.Decided, x.Amount = "Decision 1", "2026-01-05", "60"
	case reform.ActPay:
		x.Day, x.Amount = "2026-01-05", "60"
	case reform.ActRelease, reform.ActReduce:
		x.Decision, x.Decided, x.Amount = "Decision 2", "2026-01-05", "10"
	}
	if a == reform.ActRelease {
		x.Day = "2026-01-05"
	}
	if change != nil {
		change(x)
	}
	return x
}

// decided is an instalment of some steps, asked for, assessed and decided on.
func (d *desk) decided(about, amount, payable, on string, steps ...string) {
	d.TB.Helper()
	d.Add(instalment(about, amount, coordinator, steps...), pay(about, reform.ActRequest, coordinator, nil), pay(about, reform.ActAssess, assessor, nil),
		pay(about, reform.ActDecide, assessor, func(x *reform.InstalmentActed) { x.Amount, x.Decided = payable, on }))
}

func (d *desk) is(object, about, want string) {
	d.TB.Helper()
	th, ok := d.p.Thing(d.View(0), object, about)
	if !ok || th.State != want {
		d.TB.Errorf("the %s %s is %s, want %s", object, about, th.State, want)
	}
}

// refuses wants a statement refused, in words that hold a text.
func (d *desk) refuses(v muster.Value, text string) {
	d.TB.Helper()
	if err := d.Try(v); err == nil || !strings.Contains(err.Error(), text) {
		d.TB.Errorf("%s about %s: %v; want it refused with %q", v.Common().Kind, v.Common().About, err, text)
	}
}

func TestEveryActOnAStepInEveryStateAsEveryRole(t *testing.T) {
	d := newDesk(t)
	worktest.Walk(t, worktest.World{
		Book: d.Book, Table: &reform.Life, Other: assessor.Party, Parties: map[string]muster.PartyID{reform.Executor: ministry.Party},
		Say:   func(about string, p access.Principal) muster.Value { return step(about, p) },
		Act:   func(about, a string, p access.Principal) muster.Value { return d.do(about, a, p) },
		Ready: d.ready,
	})
}

func TestEveryActOnAnInstalmentInEveryStateAsEveryRole(t *testing.T) {
	d := newDesk(t)
	name := func(about, a string) string { return about + "-" + a }
	const longAgo = "2024-01-05" // its clocks ran out
	worktest.Walk(t, worktest.World{
		Book: d.Book, Table: &reform.InstalmentLife, Other: assessor.Party,
		Say: func(about string, p access.Principal) muster.Value {
			for _, a := range []string{reform.ActRelease, reform.ActReduce} {
				d.Add(step(name(about, a), coordinator))
			}
			return instalment(about, "100", p, name(about, reform.ActRelease), name(about, reform.ActReduce))
		},
		Ready: func(about, a string) {
			at, _ := d.p.Steps.State(d.Known(), name(about, a))
			in, _ := d.p.Instalments.State(d.Known(), about)
			decided := in.Value.State == reform.Decided || in.Value.State == reform.Paid
			if (a != reform.ActRelease && a != reform.ActReduce) || !decided || at.Value.State != reform.Planned {
				return
			}
			d.acts(name(about, a), reform.ActAssess, reform.ActMiss)
			x := d.do(name(about, a), reform.ActSuspend, assessor)
			x.Instalment, x.Decided = about, longAgo
			d.Add(x)
			if a == reform.ActRelease {
				d.Add(d.rate(name(about, a), "yes", nil))
				late := d.do(name(about, a), reform.ActFulfilLate, assessor)
				late.Fulfilled = longAgo
				d.Add(late)
			}
		},
		Act: func(about, a string, p access.Principal) muster.Value {
			return pay(about, a, p, func(x *reform.InstalmentActed) {
				switch a {
				case reform.ActRelease, reform.ActReduce:
					x.Step = name(about, a)
				case reform.ActDecide:
					x.Decided = longAgo
				}
				if at, _ := d.p.Instalments.State(d.Known(), about); a == reform.ActPay && at.Value.State == reform.Paid {
					x.Amount = "1"
				} else if a == reform.ActPay {
					x.Amount = "50"
				}
			})
		},
	})
}
