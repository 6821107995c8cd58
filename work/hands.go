package work

import (
	"strings"
	"time"

	"muster"
	"muster/access"
	"muster/standing"
)

// Handed is how a task came to who has it.
type Handed struct {
	To        access.Principal // who has it; Person is the officer, empty where anybody of the office will do
	By        access.Principal // who handed it over; empty where nobody did and a deputy has it
	Note      string
	At        time.Time
	InPlaceOf string // who is away, where a deputy has it
	Told      bool   // the view's viewer may see what was said of it, not only which office has it
}

// given is a handover with when it was made.
type given struct {
	Handover
	At time.Time
}

// may reports whether a principal may do a task, whoever has it.
func (t Task) may(p access.Principal) bool {
	return p.Role == t.Turn.Role && (t.Party == "" || t.Party == p.Party)
}

// office is a principal's role and party alone.
func office(p access.Principal) access.Principal {
	return access.Principal{Role: p.Role, Party: p.Party}
}

// same reports whether somebody is meant by an office or by an officer of it. Who gives no name is all of
// the office.
func same(meant, p access.Principal) bool {
	return meant.Role == p.Role && meant.Party == p.Party && (meant.Person == "" || p.Person == "" || strings.EqualFold(meant.Person, p.Person))
}

// hand says of a task who has it, in a view on its day. A handover counts while the object stays in the
// state in which it was made; a deputy who may not do the task does not get it.
func (h *Hands) hand(v standing.View, t *Task) {
	var to access.Principal
	if t.Party != "" {
		to = access.Principal{Role: t.Turn.Role, Party: t.Party}
	}
	if x, ok := h.given.Get(v.Known, key(t.Table.Object, t.Thing.About, t.Turn.Role)); ok && h.counts(v, t, x) {
		by := access.Of(&x.Value.Envelope)
		to = x.Value.to()
		t.Handed = &Handed{To: to, By: by, Note: x.Value.Note, At: x.Value.At, Told: told(v, x.Value.Audience, by, to)}
	}
	if to.Role == "" {
		return // any office's: nobody in particular is away
	}
	for seen := []access.Principal{to}; ; {
		deputy, away, ok := h.deputy(v, to)
		if !ok || !t.may(deputy) {
			return
		}
		for _, p := range seen {
			if p.Party == deputy.Party && strings.EqualFold(p.Person, deputy.Person) {
				return // they deputise for each other
			}
		}
		if t.Handed == nil {
			t.Handed = &Handed{At: away.At, Told: true}
		}
		t.Handed.Told = t.Handed.Told && told(v, away.Audience, to, deputy)
		if t.Handed.InPlaceOf == "" {
			t.Handed.InPlaceOf = named(to)
		}
		t.Handed.To, to = deputy, deputy
		seen = append(seen, deputy)
	}
}

// told reports whether a view's viewer is told of what one office has of another: those for whom it was
// said, and the two.
func told(v standing.View, a muster.Audience, one, other access.Principal) bool {
	own := v.Looker.Party != "" && v.Looker.Role != access.Public && (v.Looker.Party == one.Party || v.Looker.Party == other.Party)
	return own || v.Shows(a)
}

// counts reports whether a handover still holds of a task.
func (h *Hands) counts(v standing.View, t *Task, x standing.Version[given]) bool {
	if until, err := muster.ParseDay(x.Value.Until); err == nil && until < v.Effective {
		return false
	}
	since, life := t.Thing.Life.Value.Since, t.Thing.Life
	return t.may(x.Value.to()) && t.may(access.Of(&x.Value.Envelope)) && (since.Before(x.Value.At) || since.Equal(x.Value.At) && life.From < x.From)
}

// to is who takes over.
func (x *Handover) to() access.Principal {
	to := office(access.Of(&x.Envelope))
	if p, err := access.ParsePrincipal(x.To); err == nil { // Check let only offices in
		to = office(p)
	}
	to.Person = x.Officer
	return to
}

// deputy finds who deputises for somebody on the day of a view.
func (h *Hands) deputy(v standing.View, p access.Principal) (deputy access.Principal, found absent, ok bool) {
	for _, x := range h.away.All(v.Known) {
		a := x.Value
		who := office(access.Of(&a.Envelope))
		if who.Role != p.Role || who.Party != p.Party || a.Officer != "" && !strings.EqualFold(a.Officer, p.Person) {
			continue
		}
		from, err := muster.ParseDay(a.From)
		until, err2 := muster.ParseDay(a.Until)
		if err != nil || err2 != nil || v.Effective < from || v.Effective > until {
			continue
		}
		if d, err := access.ParsePrincipal(a.Deputy); err == nil {
			who = office(d)
		}
		who.Person = a.DeputyOfficer
		return who, a, true
	}
	return deputy, found, false
}

// absent is an absence with when it was said.
type absent struct {
	Absence
	At time.Time
}

// named is an officer by name, else an office.
func named(p access.Principal) string {
	if p.Person != "" {
		return p.Person
	}
	return p.String()
}
