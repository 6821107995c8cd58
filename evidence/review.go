package evidence

import (
	"fmt"

	"muster"
	"muster/standing"
)

// Review is who looked at an item: the persons, each as NAME@PARTY.
type Review struct {
	Documenters []string // who entered it and changed it
	First       string   // who found what it is, first
	Finding     string
	Second      string // what the second reviewer agreed to: Verified, Unverified or Rejected
	By          string // the second reviewer
}

// findings are what each act of a second reviewer agrees to.
var findings = map[string]string{ActVerify: Verified, ActDoubt: Unverified, ActReject: Rejected}

// personOf is who acted: a person of a party.
func personOf(e *muster.Envelope) string { return e.ActedBy + "@" + string(e.By) }

// samePerson reports whether two are one person: the name decides, whatever party it is used for.
func samePerson(a, b string) bool {
	name := func(s string) string {
		for i := range len(s) {
			if s[i] == '@' {
				return s[:i]
			}
		}
		return s
	}
	return a == b || name(a) != "" && name(a) == name(b)
}

// person refuses an act of which nobody knows whose it is, where two must be two.
func (w *faults) person(e *muster.Envelope) {
	if e.ActedBy == "" {
		w.Found("acted_by", "", "the person who acts: two persons are told apart by it")
	}
}

// checkReview refuses a reviewer who documented the item, a second one who is the first, and a second finding
// that is not the first.
func (p *Part) checkReview(w *faults, x *ItemActed) {
	w.person(&x.Envelope)
	r, _ := p.reviews.Get(w.s.Known(), x.About)
	me := personOf(&x.Envelope)
	for _, d := range r.Value.Documenters {
		if samePerson(d, me) {
			w.Add(muster.Denied(fmt.Sprintf("%s entered the item; who documents an item does not review it", x.ActedBy)))
		}
	}
	switch act := x.Act.Act; act {
	case ActFind:
		w.OneOf(fieldFinding, x.Finding, []string{Verified, Unverified, Rejected})
	case ActVerify, ActDoubt, ActReject, ActDissent:
		if samePerson(r.Value.First, me) {
			w.Add(muster.Denied(fmt.Sprintf("%s is the first reviewer of the item; the second is somebody else", x.ActedBy)))
		}
		if to := findings[act]; to != "" && to != r.Value.Finding {
			w.Add(muster.Conflict("act", fmt.Sprintf("the first reviewer found it %s; who does not agree dissents, and it is reviewed again", r.Value.Finding)))
		}
	}
}

// Review returns who looked at an item and what they found.
func (p *Part) Review(known muster.Seq, id string) (standing.Version[Review], bool) {
	return p.reviews.Get(known, id)
}

// entered keeps who documented an item, and whose bytes it is.
func (p *Part) entered(m standing.Moment, x *Item) {
	r, _ := p.reviews.Get(m.At, x.About)
	next := r.Value
	next.Documenters = append(append([]string(nil), next.Documenters...), personOf(&x.Envelope))
	p.reviews.Set(m, x.About, next)
	if _, ok := p.byDigest.Get(m.At, x.Digest); !ok {
		p.byDigest.Set(m, x.Digest, x.About)
	}
}

// acted keeps who reviewed an item.
func (p *Part) acted(m standing.Moment, x *ItemActed) {
	now, _ := p.reviews.Get(m.At, x.About)
	next := now.Value
	switch act := x.Act.Act; act {
	case ActReview, ActDissent:
		next.First, next.Finding, next.Second, next.By = "", "", "", ""
	case ActFind:
		next.First, next.Finding = personOf(&x.Envelope), x.Finding
	case ActVerify, ActDoubt, ActReject:
		next.Second, next.By = findings[act], personOf(&x.Envelope)
	default:
		return
	}
	p.reviews.Set(m, x.About, next)
}

// corroborated keeps who found an incident corroborated.
func (p *Part) corroborated(m standing.Moment, x *IncidentActed) {
	if x.Act.Act == ActCorroborate {
		p.corroborate.Set(m, x.About, personOf(&x.Envelope))
	}
}
