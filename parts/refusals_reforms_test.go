package parts_test

import (
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/item/itemtest"
	"muster/party"
	"muster/reform"
	"muster/standing"
	"muster/standing/standingtest"
	"muster/work"

	"muster/parts"
)

var (
	someFrameworks = []string{"ff", "zq-ff", "none"}
	someReforms    = []string{"re", "zq-re", "none"}
	someSteps      = []string{"s1", "s2", "s3", "s4", "s5", "zq-s1", "zq-s2", "none"}
	someTranches   = []string{"in1", "in2", "zq-in1", "none"}
)

type reformScene struct {
	*told
	p *reform.Part
}

// toldReforms is a scene of reforms: of what is visible much rests on acts and ratings that are not.
func toldReforms(t testing.TB, whom muster.Audience) *reformScene {
	b := standingtest.Of(t, parts.State())
	d := &reformScene{&told{Book: b, whom: whom, said: map[string]muster.ID{}, words: []string{"zqministry", "zqassessor", "zqhub", "zqreason", "zqdecision", "2024-07-19", "2025-07-19", "2025-08-19", "2026-08-19", "zqword", "zqchapter", "7883"}}, nil}
	itemtest.Fill(b)
	for _, id := range []muster.PartyID{"zqministry", "zqassessor", "zqhub"} {
		b.Add(&party.Party{Envelope: standingtest.As("", party.Operator, party.KindParty, string(id)), Name: string(id), Sort: party.State})
	}
	d.p = standing.Find[*reform.Part](b.State)
	for _, hide := range []bool{false, true} {
		at := map[bool]string{true: "zq-"}[hide]
		d.add(hide, d.framework(at+"ff"), &reform.Reform{Envelope: d.keeps(reform.KindReform, at+"re"), Title: muster.Text{"en": at + "title"}})
	}
	d.add(false, d.step("s1"), d.step("s2"), d.step("s3"), d.step("s4"), d.step("s5"))
	d.add(true, d.step("zq-s1"), d.step("zq-s2"))
	for _, id := range []string{"s2", "s4", "s5", "zq-s1", "zq-s2"} {
		d.add(true, d.rate(id, "no"), d.act(id, reform.ActAssess))
		miss := d.act(id, reform.ActMiss)
		miss.Rating = d.said[id+"+done"]
		d.add(true, miss)
	}
	again := d.rate("s2", "yes")
	again.By, again.Period, again.About, again.Evidence = "us", "p", "s2+done+p", []reform.Piece{{Title: "t"}}
	d.add(false, d.tranche("in1", "s1", "s2", "s4"), d.tranche("in2", "s5"), d.paid("in1", reform.ActRequest), d.paid("in2", reform.ActRequest), again)
	d.add(true, d.tranche("zq-in1", "zq-s1", "zq-s2"), d.paid("zq-in1", reform.ActRequest))
	for _, id := range []string{"in1", "in2", "zq-in1"} {
		d.add(true, d.paid(id, reform.ActAssess), d.paid(id, reform.ActDecide))
	}
	d.add(true, d.hold("s2", "in1"), d.hold("zq-s2", "zq-in1"), d.hold("s5", "in2"))
	return d
}

func (d *reformScene) who(id string, open, hide muster.PartyID) muster.PartyID {
	if hidden(id) {
		return hide
	}
	return open
}

func (d *reformScene) keeps(kind, id string) muster.Envelope {
	return as(access.ReformCoord, d.who(id, "nsatu", "zqhub"), kind, id)
}

// finds is an assessor's: all that was assessed in this scene is hidden.
func (d *reformScene) finds(kind, id string) muster.Envelope {
	return as(access.Assessor, "zqassessor", kind, id)
}

func (d *reformScene) framework(id string) *reform.Framework {
	t := func(s string) muster.Text { return muster.Text{"en": s} }
	x := &reform.Framework{
		Envelope: d.keeps(reform.KindFramework, id), Title: t(id), Clock: &reform.Clock{Months: 12, Starts: t("a"), Stops: t("b")},
		Scales: []reform.Scale{{Key: "done", Title: t("Done"), Rates: reform.OfStep, Degrees: []reform.Degree{{Key: "no", Title: t("no"), Means: reform.NotFulfilled}, {Key: "yes", Title: t("yes"), Means: reform.Fulfilled}}}},
	}
	if hidden(id) {
		x.Scales[0].Degrees[0].Title = t("zqword")
		x.Chapters = []reform.Chapter{{Key: "zqchapter", Title: t("zqchapter")}}
	}
	return x
}

func (d *reformScene) step(id string) *reform.Step {
	x := &reform.Step{
		Envelope: d.keeps(reform.KindStep, id), Framework: "ff", Title: muster.Text{"en": id}, Criterion: muster.Text{"en": "done"}, Measured: reform.Qualitative, Executor: d.who(id, "ua", "zqministry"),
	}
	if hidden(id) {
		x.Framework, x.Chapter = "zq-ff", "zqchapter"
	}
	return x
}

func (d *reformScene) rate(id, value string) *reform.Rating {
	now, _ := d.p.Steps.Get(d.Known(), id)
	return &reform.Rating{
		Envelope: d.finds(reform.KindRating, id+"+done"), Step: id, Framework: now.Value.Framework, Scale: "done", Value: value, Criterion: now.ID, Assessed: "2026-01-04", Evidence: []reform.Piece{{Title: "zqdecision"}},
	}
}

func (d *reformScene) act(id, a string) *reform.Acted {
	return &reform.Acted{Act: work.Act{Envelope: d.finds(reform.KindAct, id), Act: a}}
}

func (d *reformScene) hold(id, in string) *reform.Acted {
	x := d.act(id, reform.ActSuspend)
	x.Instalment, x.Decision, x.Decided = in, "zqdecision", started(in)
	return x
}

// started is the day of the decision on an instalment: of one the clock still runs.
func started(id string) string {
	if id == "in2" {
		return "2025-08-19"
	}
	return "2024-07-19"
}

func (d *reformScene) tranche(id string, steps ...string) *reform.Instalment {
	return &reform.Instalment{Envelope: d.keeps(reform.KindInstalment, id), Framework: d.who2(id), Title: muster.Text{"en": id}, Steps: steps, Stake: &reform.Stake{Amount: "7919", Currency: "EUR"}}
}

func (d *reformScene) who2(id string) string { return string(d.who(id, "ff", "zq-ff")) }

func (d *reformScene) paid(id, a string) *reform.InstalmentActed {
	x := &reform.InstalmentActed{Act: work.Act{Envelope: d.finds(reform.KindInstalmentAct, id), Act: a}}
	switch a {
	case reform.ActRequest:
		x.Envelope, x.Day = d.keeps(reform.KindInstalmentAct, id), "2026-01-02"
	case reform.ActAssess:
		x.Day = "2026-01-03"
	case reform.ActDecide:
		x.Decision, x.Decided, x.Amount = "zqdecision", started(id), "7883"
	}
	return x
}

// triesOfReforms are statements of every kind of reforms, each about everything, as somebody.
func (d *reformScene) triesOfReforms(p access.Principal, try trier) {
	env := func(kind, about string) muster.Envelope {
		e := as(p.Role, p.Party, kind, about)
		e.Audience, e.Why = "participants", "because"
		return e
	}
	again := func(id string, kind string, make func(muster.Envelope) muster.Value) {
		try(make(env(kind, id)))
		e := env(kind, id)
		e.Replaces = d.said[id]
		try(make(e))
	}
	for _, f := range someFrameworks {
		again(f, reform.KindFramework, func(e muster.Envelope) muster.Value {
			x := d.framework("ff")
			x.Envelope, x.Scales = e, x.Scales[:0]
			return x
		})
		again(f+"+done+2026-01-01", reform.KindTally, func(e muster.Envelope) muster.Value {
			return &reform.Tally{Envelope: e, Framework: f, Scale: "done", On: "2026-01-01", Counts: []reform.Count{{Value: "maybe"}}}
		})
		for _, id := range someSteps {
			again(id, reform.KindStep, func(e muster.Envelope) muster.Value {
				x := d.step("s1")
				x.Envelope, x.Framework, x.Needs, x.Reform = e, f, []string{id}, someReforms[len(f)%3]
				return x
			})
			for _, cites := range []string{"s1", "zq-s1"} {
				again(id+"+done", reform.KindRating, func(e muster.Envelope) muster.Value {
					return &reform.Rating{Envelope: e, Step: id, Framework: f, Scale: "done", Value: "maybe", Criterion: d.said[cites], Assessed: "2026-01-04", Evidence: []reform.Piece{{Title: "t", Where: "step/" + id}}}
				})
			}
		}
		for _, id := range someTranches {
			for _, of := range someSteps {
				again(id, reform.KindInstalment, func(e muster.Envelope) muster.Value {
					x := d.tranche("in1", of)
					x.Envelope, x.Framework = e, f
					return x
				})
			}
		}
	}
	for _, id := range someReforms {
		again(id, reform.KindReform, func(e muster.Envelope) muster.Value { return &reform.Reform{Envelope: e} })
	}
	d.triesOfActs(env, try)
}

func (d *reformScene) triesOfActs(env spoke, try trier) {
	for _, id := range someSteps {
		for _, a := range append(reform.Life.Acts(), "nonsense") {
			for _, rating := range []string{"s2+done", "s2+done+p", "zq-s1+done", "s1"} {
				for _, in := range someTranches {
					x := &reform.Acted{Act: work.Act{Envelope: env(reform.KindAct, id), Act: a}}
					switch a {
					case reform.ActReport:
						x.Evidence = []reform.Piece{{Title: "t", Where: "step/" + id}}
					case reform.ActFulfil, reform.ActFulfilLate, reform.ActPart, reform.ActMiss:
						x.Rating = d.said[rating]
						if a == reform.ActFulfil || a == reform.ActFulfilLate {
							x.Fulfilled = "2026-01-04"
						}
					case reform.ActSuspend:
						x.Instalment, x.Decision, x.Decided = in, "another", "2025-07-20"
					}
					try(x)
				}
			}
		}
	}
	for _, id := range someTranches {
		for _, a := range append(reform.InstalmentLife.Acts(), "nonsense") {
			for _, of := range someSteps {
				x := d.paid("in1", a)
				x.Envelope, x.Amount = env(reform.KindInstalmentAct, id), "9000"
				switch a {
				case reform.ActRequest, reform.ActAssess:
					x.Amount = ""
				case reform.ActDecide:
					x.Decision, x.Decided = "another", "2026-01-02"
				case reform.ActPay:
					x.Day = "2026-01-02"
				default:
					x.Decision, x.Decided, x.Step, x.Amount = "another", "2026-01-02", of, "1"
					if a == reform.ActRelease {
						x.Day = "2026-01-02"
					}
				}
				try(x)
			}
		}
	}
}

// reformers are those who act on reforms, and one who does not, for parties that see what is hidden of none.
func reformers() (all []access.Principal) {
	for _, r := range []access.Role{access.ReformCoord, access.Executor, access.Assessor, access.Observer} {
		for _, p := range []muster.PartyID{"us", "ua", "nsatu", "zqministry"} {
			all = append(all, access.Principal{Role: r, Party: p})
		}
	}
	return all
}

func TestARefusalOnReformsTellsNothingThatIsNotTheSpeakersToSee(t *testing.T) {
	d := toldReforms(t, "party/zqassessor+party/zqhub")
	refused, told := map[string]int{}, map[string]bool{}
	for _, p := range reformers() {
		d.triesOfReforms(p, func(v muster.Value) {
			err := d.Try(v)
			if err == nil {
				return
			}
			e := v.Common()
			refused[e.Kind]++
			if acts := strings.HasSuffix(e.Kind, "-act/1"); acts && hidden(e.About) && muster.Refusals(err)[0].Kind != muster.KindMissing {
				t.Errorf("%s about %s as %s: %v; want it as if nothing were there", e.Kind, e.About, p, err)
			}
			if w := d.leak(v, err); w != "" && !told[e.Kind+w] {
				told[e.Kind+w] = true
				t.Errorf("%s about %s as %s: it says %s: %v", e.Kind, e.About, p, w, err)
			}
		})
	}
	for _, k := range d.p.Kinds() {
		if refused[k.Name] == 0 {
			t.Errorf("nothing of kind %s was refused: try it", k.Name)
		}
	}
}

// The same, where everybody may see everything, is told what stands in the way.
func TestARefusalOnReformsNamesWhatItsSpeakerMaySee(t *testing.T) {
	d := toldReforms(t, "participants")
	named := map[string]int{}
	for _, p := range reformers() {
		d.triesOfReforms(p, func(v muster.Value) {
			if err := d.Try(v); err != nil && d.leak(v, err) != "" {
				named[v.Common().Kind]++
			}
		})
	}
	for _, kind := range []string{reform.KindFramework, reform.KindStep, reform.KindAct, reform.KindRating, reform.KindInstalment, reform.KindInstalmentAct} {
		if named[kind] == 0 {
			t.Errorf("no refusal of %s names anything: %v", kind, named)
		}
	}
}
