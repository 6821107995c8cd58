package report

import (
	"cmp"
	"strconv"
	"time"

	"muster"
	"muster/evidence"
	"muster/standing"
)

// Accountability is where evidence, incidents, damage and cases are, what waits, what was read and by whom, and what
// damage comes to, as far as its viewer may see it.
type Accountability struct {
	Foot
	On        muster.Day `json:"on"`
	Items     []Stage    `json:"items"`
	Incidents []Stage    `json:"incidents"`
	Damages   []Stage    `json:"damages"`
	Cases     []Stage    `json:"cases"`
	Backlog   *Backlog   `json:"backlog"`
	Damage    *Damage    `json:"damage"`
	Access    *Access    `json:"access"`
	Doubles   []Double   `json:"doubles"`
}

// Double are two entries of damage that may be of one object, and what a person decided of them.
type Double struct {
	Entry   string `json:"entry"`
	Other   string `json:"other"`
	Object  string `json:"object"` // the object damaged
	Verdict string `json:"verdict"`
}

// AccountabilityOf answers what a viewer may see of evidence, as of an instant.
func AccountabilityOf(v standing.View, now time.Time) *Accountability {
	out := &Accountability{
		On: v.Effective, Items: StagesOf(v, evidence.ObjectItem), Incidents: StagesOf(v, evidence.ObjectIncident), Damages: StagesOf(v, evidence.ObjectDamage), Cases: StagesOf(v, evidence.ObjectCase),
		Backlog: BacklogOf(v, now), Damage: DamageOf(v), Access: AccessOf(v), Doubles: []Double{},
	}
	p := evidence.In(v)
	for _, d := range p.Doubles(v) {
		x, _ := p.Damages.Shown(v, d.A)
		out.Doubles = append(out.Doubles, Double{d.A, d.B, x.Value.Damaged, string(d.Verdict)})
	}
	return out
}

// Sections implements Sectioned.
func (a *Accountability) Sections() []Section {
	stage := func(name string, all []Stage) Section {
		s := Section{Key: name, Name: name, Columns: columns("state", "#n", "#median days", "#oldest days", "#late")}
		for _, x := range all {
			s.Rows = append(s.Rows, []string{x.State, strconv.Itoa(x.N), strconv.Itoa(x.Median), strconv.Itoa(x.Oldest), strconv.Itoa(x.Late)})
		}
		return s
	}
	backlog := Section{Key: "backlog", Name: "what waits", Columns: columns("item", "state", "since", "#days")}
	for _, x := range a.Backlog.Items {
		backlog.Rows = append(backlog.Rows, x.Cells())
	}
	alike := Section{Key: "alike", Name: "images that look alike", Columns: columns("item", "other", "#differ bits", "verdict")}
	for _, x := range a.Backlog.Alike {
		alike.Rows = append(alike.Rows, x.Cells())
	}
	hints := Section{Key: "hints", Name: "hints on damage", Columns: columns("damage", "list", "condition", "answer")}
	for _, x := range a.Backlog.Hints {
		hints.Rows = append(hints.Rows, x.Cells())
	}
	damage := Section{Key: "damage", Name: "damage", Columns: columns("sort", "region", "month", "#entries", "#maybe twice", "currency", "#cost")}
	for _, x := range a.Damage.Items {
		damage.Rows = append(damage.Rows, x.Cells())
	}
	access := Section{Key: "access", Name: "custody, the latest first", Columns: columns(AccessLine{}.Columns()...)}
	for _, x := range a.Access.Items {
		access.Rows = append(access.Rows, x.Cells())
	}
	doubles := Section{Key: "doubles", Name: "entries of damage that may be of one object", Columns: columns("entry", "other", "object", "verdict")}
	for _, x := range a.Doubles {
		doubles.Rows = append(doubles.Rows, []string{x.Entry, x.Other, x.Object, cmp.Or(x.Verdict, "nobody decided yet")})
	}
	return []Section{stage("items", a.Items), stage("incidents", a.Incidents), stage("damages", a.Damages), stage("cases", a.Cases), backlog, damage, doubles, alike, hints, access}
}
