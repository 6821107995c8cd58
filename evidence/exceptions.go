package evidence

import (
	"time"

	"muster/standing"
	"muster/work"
)

var _ work.Excepting = (*Part)(nil)

// lateDays is after how many days an event of custody is recorded late.
const lateDays = 2

// ExceptionKinds implements work.Excepting.
func (*Part) ExceptionKinds() []work.ExceptionKind {
	return []work.ExceptionKind{
		{Name: "custody-late", Words: "an event of custody was recorded more than two days after it was"},
		{Name: "custody-gap", Words: "nobody says who had an item before it was received"},
		{Name: "damage-twice", Words: "two entries of damage may be of one object, and nobody decided"},
		{Name: "fixity-wrong", Words: "the bytes of an item were found not to be those that were received"},
	}
}

// Exceptions implements work.Excepting.
func (p *Part) Exceptions(v standing.View) (all []work.Exception) {
	for _, l := range p.Accesses(v) {
		at, err := time.Parse(time.RFC3339, l.Value.At)
		if err == nil && l.Value.Event != EventHeld && l.Value.Recorded.Sub(at) > lateDays*24*time.Hour {
			all = append(all, work.Exception{Kind: "custody-late", Object: l.Value.Object, About: l.Value.About, At: l.From, Answer: l.Value.Why})
		}
	}
	for id := range p.Items.Visible(v) {
		if first := p.Items.Versions(v.Known, id); len(p.Gaps(v.Known, id)) > 0 {
			all = append(all, work.Exception{Kind: "custody-gap", Object: ObjectItem, About: id, At: first[0].From})
		}
	}
	for _, t := range p.Doubles(v) {
		if x, ok := p.Damages.Get(v.Known, t.B); ok && t.Verdict == "" {
			all = append(all, work.Exception{Kind: "damage-twice", Object: ObjectDamage, About: t.A + "+" + t.B, At: x.From})
		}
	}
	for x := range p.Fixities(v) {
		for _, id := range p.Shown(v, x.Value.Wrong) {
			all = append(all, work.Exception{Kind: "fixity-wrong", Object: ObjectItem, About: id, At: x.From, Answer: x.Value.Why})
		}
	}
	return all
}
