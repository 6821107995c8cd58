package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"

	"muster"
	"muster/access"
	"muster/lists"
	"muster/matching"
	"muster/report"
)

// pairForm is what was sent about a match of the plan.
type pairForm struct {
	do, need, offer, quantity, why string
	refused                        []*muster.Error
}

// of reports whether a form is about a match.
func (f pairForm) of(m *report.PlanMatch) bool { return f.need == m.Requirement && f.offer == m.Offer }

// doPlan proposes a match of the plan as it is or in another quantity, or forbids its pair.
func (s *site) doPlan(w http.ResponseWriter, r *http.Request) {
	p, err := s.planOf(r)
	if err == nil && !p.signed {
		err = muster.Denied(s.words.say("write.denied"))
	}
	if err != nil {
		s.fail(w, r, err, way{"/plan", s.words.say("nav.plan")})
		return
	}
	v := r.PostForm
	get := func(name string) string { return strings.TrimSpace(v.Get(name)) }
	p.form = pairForm{do: get("do"), need: get("requirement"), offer: get("offer"), quantity: lists.PlainNumber(get("quantity")), why: get("why")}
	value, err := p.pairStatement(get("shown"))
	if err == nil {
		var refused map[int][]*muster.Error
		if refused, err = s.src.SayAll(context.WithoutCancel(r.Context()), p.who.Principal, get("shown"), value); err == nil {
			p.form.refused = refused[0]
		}
	}
	if err != nil {
		if p.form.refused = muster.Refusals(err); len(p.form.refused) == 0 {
			s.fail(w, r, err, way{"/plan", s.words.say("nav.plan")})
			return
		}
	}
	if len(p.form.refused) > 0 {
		s.show(w, r, statusOf(p.form.refused), p.whole())
		return
	}
	done := "match"
	if p.form.do == "decline" {
		done = "forbid"
	}
	http.Redirect(w, r, p.with(fieldDone, done), http.StatusSeeOther)
}

// pairStatement is what the form states: a match, or that the plan is not to make it.
func (p *planPage) pairStatement(shown string) (muster.Value, error) {
	f := p.form
	n, o := p.x.Needs[f.need], p.x.Offers[f.offer]
	if n == nil || o == nil {
		return nil, muster.Missing(p.say("plan.gone", "need", printable(f.need), "offer", printable(f.offer)))
	}
	e := muster.Envelope{Audience: between(n.Audience, o.Audience, p.around.Today, n.Requester, o.Donor)}
	switch f.do {
	case "accept", "adjust":
		e.Kind, e.About, e.Why = matching.KindMatch, matchID(f, shown), p.say("plan.accepted", "position", shown)
		if f.do == "adjust" {
			e.Why = p.say("plan.adjusted", "position", shown)
		}
		return &matching.Match{Envelope: e, Requirement: f.need, Line: n.Statement, Offer: f.offer, Quantity: f.quantity}, nil
	case "decline":
		e.Kind, e.About, e.Why = matching.KindPin, f.need+"+"+f.offer, f.why
		return &matching.Pin{Envelope: e, Verdict: "forbid"}, nil
	}
	return nil, muster.Invalid("do", p.say("plan.unknown", "found", printable(f.do)))
}

// matchID is the id of a match that is proposed from a plan: the same for the same form.
func matchID(f pairForm, shown string) string {
	sum := sha256.Sum256([]byte(f.need + "\n" + f.offer + "\n" + f.quantity + "\n" + shown))
	return "m-" + hex.EncodeToString(sum[:4])
}

// between is the audience of what is said of a requirement and an offer: those who may see both, and the two
// parties, who are to agree to it.
func between(need, stock muster.Audience, today muster.Day, parties ...muster.PartyID) muster.Audience {
	a, err := access.ParseAudience(need)
	b, err2 := access.ParseAudience(stock)
	if err != nil || err2 != nil {
		return muster.Operator // what cannot be read is for nobody else
	}
	return muster.Audience(access.Between(a, b, today, parties...).String())
}

// sentQuantity is the quantity that a form about a match holds: as sent, else the plan's.
func (p *planPage) sentQuantity(m *report.PlanMatch) string {
	if p.form.of(m) && p.form.do == "adjust" {
		return p.form.quantity
	}
	return m.Quantity
}

func (p *planPage) sentWhy(m *report.PlanMatch) string {
	if p.form.of(m) {
		return p.form.why
	}
	return ""
}
