package report

import (
	"cmp"
	"time"

	"muster"
	"muster/access"
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
	Entry   string    `json:"entry"`
	Other   string    `json:"other"`
	Object  string    `json:"object"` // the object damaged
	Why     string    `json:"why"`    // object: both are of it and their days meet; register: they have one id in a register elsewhere
	Verdict string    `json:"verdict"`
	Decided muster.ID `json:"decided,omitempty"` // the statement of that

	// Audience is for whom a decision on the two is.
	Audience muster.Audience `json:"-"`
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
		y, _ := p.Damages.Shown(v, d.B)
		out.Doubles = append(out.Doubles, Double{d.A, d.B, x.Value.Damaged, d.Why, string(d.Verdict), d.Decided, ofBoth(v, x.Value.Audience, y.Value.Audience)})
	}
	return out
}

// ofBoth is the audience of what is said of two objects: those who may see both.
func ofBoth(v standing.View, a, b muster.Audience) muster.Audience {
	x, _ := access.ParseAudience(a) // both were let in
	y, _ := access.ParseAudience(b)
	return muster.Audience(access.Between(x, y, v.Effective).String())
}

// Columns are the headings of a table of doubles, in the order of Cells.
func (Double) Columns() []string { return []string{"entry", "other", "object", "why", "verdict"} }

// Cells are a pair's cells.
func (d Double) Cells() []string {
	return []string{d.Entry, d.Other, d.Object, d.Why, cmp.Or(d.Verdict, "nobody decided yet")}
}

// Sections implements Sectioned.
func (a *Accountability) Sections() []Section {
	return []Section{
		stages("items", a.Items), stages("incidents", a.Incidents), stages("damages", a.Damages), stages("cases", a.Cases),
		SectionOf("backlog", "what waits", a.Backlog.Items, "days"), SectionOf("damage", "damage", a.Damage.Items, "entries", "maybe_twice", "cost"),
		SectionOf("doubles", "entries of damage that may be of one object", a.Doubles), SectionOf("alike", "images that look alike", a.Backlog.Alike, "differ_bits"),
		SectionOf("hints", "hints on damage", a.Backlog.Hints), SectionOf("access", "custody, the latest first", a.Access.Items, "number"),
	}
}
