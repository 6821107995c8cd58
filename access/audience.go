package access

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"muster"
)

// Whom is a circle of people: "public", "participants", "group/nato", "party/de", "lessons/de", "operator"
// or "restricted"; or several of them joined with pluses in order, "party/de+party/ua": whoever is in one.
type Whom string

// The circles that are not a party's or a group's.
const (
	WhomPublic       Whom = "public"       // everybody
	WhomParticipants Whom = "participants" // everybody who signed in
	WhomOperator     Whom = "operator"     // who runs the node, and auditors
	WhomRestricted   Whom = "restricted"   // evidence: those who keep, review and use it
	groupPrefix           = "group/"
	partyPrefix           = "party/"
	lessonsPrefix         = "lessons/" // a party's own and those who keep the lessons: not coordinators
)

// Lessons is the circle of a party and of those who keep the lessons.
func Lessons(party muster.PartyID) Whom { return lessonsPrefix + Whom(party) }

// Audience is to whom a statement is shown: its row, and the totals that it is counted in. Until From
// both are for Before only.
//
// As text: WHOM [totals WHOM] [from DAY before WHOM], as in "party/de totals public" or
// "public from 2027-01-01 before participants".
type Audience struct {
	Rows, Totals Whom
	From         muster.Day // zero: from the start
	Before       Whom
}

// Accepted says how an audience is written.
const Accepted = "public, participants, group/NAME, party/NAME, lessons/NAME, operator or restricted, or several in order joined with pluses; then, where totals are for others, totals and one of these; " +
	"then, where it opens later, from, a day, before and one of these, as in party/de totals public from 2027-01-01 before operator"

// ParseAudience reads an audience; an empty one is the operator's: nothing becomes public by being
// left out.
func ParseAudience(text muster.Audience) (a Audience, err error) {
	if text == "" {
		return Audience{Rows: WhomOperator, Totals: WhomOperator}, nil
	}
	refuse := func() (Audience, error) {
		return Audience{}, muster.Invalid("audience", fmt.Sprintf("found %q; accepted are %s", string(text), Accepted))
	}
	f := strings.Split(string(text), " ")
	next := func(word string) (string, bool) {
		if len(f) >= 2 && f[0] == word {
			s := f[1]
			f = f[2:]
			return s, true
		}
		return "", false
	}
	a.Rows, f = Whom(f[0]), f[1:]
	a.Totals = a.Rows
	if s, ok := next("totals"); ok {
		a.Totals = Whom(s)
	}
	if s, ok := next("from"); ok {
		if a.From, err = muster.ParseDay(s); err != nil || a.From <= 0 {
			return refuse()
		}
		if s, ok = next("before"); !ok {
			return refuse()
		}
		a.Before = Whom(s)
	}
	if len(f) > 0 || !a.Rows.valid() || !a.Totals.valid() || a.From != 0 && !a.Before.valid() {
		return refuse()
	}
	return a, nil
}

// String is the audience as text, in its one form.
func (a Audience) String() string {
	s := string(a.Rows)
	if a.Totals != a.Rows {
		s += " totals " + string(a.Totals)
	}
	if a.From != 0 {
		s += " from " + a.From.String() + " before " + string(a.Before)
	}
	return s
}

func (w Whom) valid() bool {
	last := Whom("")
	for c := range w.Each() {
		if c <= last || !c.validOne() {
			return false
		}
		last = c
	}
	return true
}

func (w Whom) validOne() bool {
	switch w {
	case WhomPublic, WhomParticipants, WhomOperator, WhomRestricted:
		return true
	}
	_, name := w.split()
	return name != "" && !strings.ContainsAny(string(name), " /")
}

// Each yields the circles of which it is made, itself where it is one.
func (w Whom) Each() iter.Seq[Whom] {
	return func(yield func(Whom) bool) {
		for c := range strings.SplitSeq(string(w), "+") {
			if !yield(Whom(c)) {
				return
			}
		}
	}
}

// split parts "party/de" into its kind and its name; the name is empty for the other circles.
func (w Whom) split() (kind Whom, name muster.PartyID) {
	for _, p := range []string{groupPrefix, partyPrefix, lessonsPrefix} {
		if rest, ok := strings.CutPrefix(string(w), p); ok {
			return Whom(p), muster.PartyID(rest)
		}
	}
	return w, ""
}

// OfGroups reports whether it asks who belongs to a group.
func (w Whom) OfGroups() bool { return strings.Contains(string(w), groupPrefix) }

// Party is the party that a circle is, or is made around, if it is one.
func (w Whom) Party() (muster.PartyID, bool) {
	kind, name := w.split()
	return name, kind == partyPrefix || kind == lessonsPrefix
}

// Group is the group whose members a circle is, if it is one.
func (w Whom) Group() (muster.PartyID, bool) {
	kind, name := w.split()
	return name, kind == groupPrefix
}

// Sight says who sees what is for one kind of circle.
type Sight struct {
	Whom  Whom   // "party/", "lessons/" and "group/" stand for every party and group
	Roles []Role // these see it, whatever their party; nil: see All
	All   bool   // every role but the public
	Own   bool   // who acts for that party, or for a member of that group, in any role
	Words string
}

// Sights is the table of who sees what.
var Sights = []Sight{
	{Whom: WhomPublic, Roles: Roles, Words: "everybody, signed in or not"},
	{Whom: WhomParticipants, All: true, Words: "everybody who signed in"},
	{Whom: groupPrefix, Roles: []Role{Operator, Coordinator, Auditor}, Own: true, Words: "whoever acts for a member of the group today; coordinators, auditors, the operator"},
	{Whom: partyPrefix, Roles: []Role{Operator, Coordinator, Auditor}, Own: true, Words: "whoever acts for the party; coordinators, auditors, the operator"},
	{Whom: lessonsPrefix, Roles: []Role{Operator, LessonsManager, Auditor}, Own: true, Words: "whoever acts for the party; lessons managers, auditors, the operator"},
	{Whom: WhomOperator, Roles: []Role{Operator, Auditor}, Words: "the operator and auditors"},
	{Whom: WhomRestricted, Roles: []Role{Documenter, Custodian, Reviewer, LegalOfficer}, Words: "those who keep, review and use evidence; nobody else without a recorded grant"},
}

// In reports whether a principal belongs to a circle, or to one of several.
func (p Principal) In(w Whom) bool {
	if strings.Contains(string(w), "+") {
		for c := range w.Each() {
			if p.In(c) {
				return true
			}
		}
		return false
	}
	kind, name := w.split()
	for _, s := range Sights {
		if s.Whom != kind {
			continue
		}
		return s.All && p.Role != Public || slices.Contains(s.Roles, p.Role) || s.Own && p.own(kind, name)
	}
	return false
}

func (p Principal) own(kind Whom, name muster.PartyID) bool {
	if p.Role == Public || name == "" {
		return false
	}
	if kind != groupPrefix {
		return p.Party == name
	}
	return slices.Contains(p.Groups, name)
}

// SeesRow reports whether a principal sees, on a day, a statement for an audience.
func (p Principal) SeesRow(a Audience, today muster.Day) bool { return p.In(a.on(today, a.Rows)) }

// SeesTotal reports whether a principal sees, on a day, totals in which a statement for an audience is
// counted. Who sees a row sees it counted.
func (p Principal) SeesTotal(a Audience, today muster.Day) bool {
	return p.In(a.on(today, a.Totals)) || p.SeesRow(a, today)
}

func (a Audience) on(today muster.Day, from Whom) Whom {
	if a.From != 0 && today < a.From {
		return a.Before
	}
	return from
}
