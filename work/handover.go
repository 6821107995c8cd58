package work

import (
	"fmt"
	"strings"

	"muster"
	"muster/access"
	"muster/search"
	"muster/standing"
)

// The kinds by which work changes hands.
const (
	KindHandover = "work.handover/1"
	KindAbsence  = "work.absence/1"
)

// Handover is the statement work.handover/1: a task of the speaker's goes to another office in the same
// role, or to an officer by name. It gives nobody a right: who takes over may act already. The next one of
// the same task takes its place, and it is over when the object moves on. About is the object's id.
type Handover struct {
	muster.Envelope
	Object  string `json:"object" say:"the kind of object: requirement, offer, consent or match"`
	To      string `json:"to,omitempty" say:"the office that takes it over, as ROLE@PARTY in the speaker's role; absent: the speaker's own"`
	Officer string `json:"officer,omitempty" say:"the officer who takes it over, by the name on their token or link"`
	Note    string `json:"note,omitempty" say:"what whoever takes it over should know"`
	Until   string `json:"until,omitempty" say:"the last day for which it is handed over; absent: until the object moves on"`
}

// Absence is the statement work.absence/1: the speaker's office, or an officer of it, is away, and a
// deputy has the tasks meanwhile. About is its id; withdrawn, it is over.
type Absence struct {
	muster.Envelope
	Officer       string `json:"officer,omitempty" say:"the officer who is away; absent: the whole office"`
	From          string `json:"from" say:"the first day away"`
	Until         string `json:"until" say:"the last day away"`
	Deputy        string `json:"deputy,omitempty" say:"the office that deputises, as ROLE@PARTY in the speaker's role; absent: the speaker's own"`
	DeputyOfficer string `json:"deputy_officer,omitempty" say:"the officer who deputises, by name"`
}

// Hands holds who handed what to whom, and who is away. It is a standing.Part.
type Hands struct {
	standing.Holds
	given *standing.Register[given] // by task
	away  *Stated[absent]
}

// NewHands returns the part for an empty record.
func NewHands() *Hands {
	h := &Hands{given: standing.NewRegister[given](), away: NewStated("absence", func(x absent) muster.Audience { return x.Audience })}
	h.Holds = standing.Holds{h.given, h.away}
	return h
}

// Name implements standing.Part.
func (*Hands) Name() string { return "work" }

// Kinds implements standing.Part.
func (*Hands) Kinds() []standing.Kind {
	return []standing.Kind{
		{Name: KindHandover, New: func() muster.Value { return new(Handover) }, By: access.Speakers, Words: "hands a task over", Texts: texts},
		{Name: KindAbsence, New: func() muster.Value { return new(Absence) }, By: access.Speakers, Words: "says who is away, and who deputises", Texts: texts},
	}
}

func texts(_ *standing.State, _ muster.Seq, v muster.Value) (said search.Said) {
	said = search.Say(v.Common())
	switch x := v.(type) {
	case *Handover:
		said.Add(search.Body, x.Note)
		said.Add(search.Aside, x.To, x.Officer)
	case *Absence:
		said.Add(search.Aside, x.Officer, x.Deputy, x.DeputyOfficer)
	}
	return said
}

// key names a task: an object waits for each role once.
func key(object, about string, r access.Role) string {
	return object + " " + about + " " + string(r)
}

// Apply implements standing.Part.
func (h *Hands) Apply(m standing.Moment, v muster.Value) {
	switch x := v.(type) {
	case *Handover:
		h.given.Set(m, key(x.Object, x.About, access.Of(&x.Envelope).Role), given{*x, m.Time})
	case *Absence:
		h.away.Set(m, x.About, absent{*x, m.Time})
	}
}

// End implements standing.Part.
func (h *Hands) End(m standing.Moment, target muster.Seq) { h.away.End(m, target) }

const final = "a handover stays said; hand it over again, to your own office to take it back"

// CheckEnd implements standing.Ender.
func (h *Hands) CheckEnd(s *standing.State, target muster.Seq) error {
	if s.KindOf(target) == KindHandover {
		return muster.Invalid("withdraws", final)
	}
	return nil
}

// Check implements standing.Part.
func (h *Hands) Check(s *standing.State, v muster.Value) error {
	switch x := v.(type) {
	case *Handover:
		return h.checkHandover(s, x)
	case *Absence:
		return h.checkAbsence(s, x)
	}
	return nil
}

func (h *Hands) checkHandover(s *standing.State, x *Handover) error {
	if x.Replaces != "" || x.Withdraws != "" {
		return muster.Invalid("replaces", final)
	}
	var tables []string
	var turns []access.Turn
	var f muster.Faults
	who := access.Of(&x.Envelope)
	v := standing.View{State: s, Known: s.Known(), Effective: muster.DayOf(s.Now())}
	for _, d := range Desks(s) {
		for _, t := range d.Tables() {
			if tables = append(tables, t.Object); t.Object != x.Object {
				continue
			}
			th, ok := d.Thing(v, x.Object, x.About)
			if !ok {
				return muster.Missing("the " + x.Object + " " + x.About)
			}
			mine := false
			for _, task := range t.tasks(th) {
				if turns = append(turns, task.Turn); !task.may(who) {
					continue
				}
				mine = true
				if to := checkOffice(s, &f, "to", x.To, who); !task.may(to) {
					f.Found("to", x.To, "an office that may act there, as a "+task.Turn.String())
				}
			}
			if !mine && !s.Hearer(&x.Envelope).Sees(th.Audience) {
				return muster.Missing("the " + x.Object + " " + x.About)
			}
			if !mine {
				return muster.Denied(fmt.Sprintf("%s has no task at the %s %s, which is %s and waits for %s", who.Words(), x.Object, x.About, th.State, waits(turns)))
			}
		}
	}
	f.OneOf("object", x.Object, tables)
	if x.To == "" && x.Officer == "" {
		f.Found("officer", "", "who takes it over: an office in to, an officer, or both")
	}
	if x.Until != "" {
		if d, ok := f.Day("until", x.Until); ok && d < v.Effective {
			f.Found("until", x.Until, "today or a day to come")
		}
	}
	return f.Err()
}

// waits says for whom something waits.
func waits(turns []access.Turn) string {
	var all []string
	for _, t := range turns {
		all = append(all, t.String())
	}
	if len(all) == 0 {
		return "nobody"
	}
	return strings.Join(all, " and ")
}

// circles is the part that knows which parties there are.
type circles interface {
	CheckCircle(known muster.Seq, w access.Whom) error
}

// checkOffice reads an office in the speaker's own role; empty is the speaker's own.
func checkOffice(s *standing.State, f *muster.Faults, field, text string, who access.Principal) access.Principal {
	if text == "" {
		return who
	}
	p, err := access.ParsePrincipal(text)
	if err != nil || p.Role != who.Role || p.Party == "" {
		f.Found(field, text, fmt.Sprintf("an office in the same role, as in %s@%s", who.Role, who.Party))
		return who
	}
	for _, c := range standing.All[circles](s) {
		if c.CheckCircle(s.Known(), access.Whom("party/"+string(p.Party))) != nil {
			f.Found(field, text, "an office of a party of this record")
		}
	}
	return p
}

func (h *Hands) checkAbsence(s *standing.State, x *Absence) error {
	var f muster.Faults
	who := access.Of(&x.Envelope)
	if x.Withdraws == "" {
		f.Add(CheckID(x.About, "away-de-1"))
	}
	f.Add(h.away.CheckThread(s, &x.Envelope))
	from, okFrom := f.Day("from", x.From)
	until, okUntil := f.Day("until", x.Until)
	if okFrom && okUntil && until < from {
		f.Found("until", x.Until, "a day not before "+x.From)
	}
	deputy := checkOffice(s, &f, "deputy", x.Deputy, who)
	if deputy.Party == who.Party && (x.DeputyOfficer == "" || x.Officer == "" || strings.EqualFold(x.DeputyOfficer, x.Officer)) {
		f.Found("deputy_officer", x.DeputyOfficer, "another officer than the one who is away, or another office in deputy")
	}
	return f.Err()
}
