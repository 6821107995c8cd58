package report

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/ask"
	"muster/fund"
	"muster/matching"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
	"muster/work"
)

// The exceptions that the record shows of statements of any part.
const (
	backDated   = "back-dated"
	twoRoles    = "two-roles"
	changedLate = "changed-late"
)

// everywhere are the kinds of exception that no part knows by itself.
var everywhere = []work.ExceptionKind{
	{Name: backDated, Words: "a statement says that it holds from a day long before it was recorded"},
	{Name: twoRoles, Words: "one person acted on an object in two roles, or for two parties"},
	{Name: changedLate, Words: "an object was changed where its table sends no change back, after it had moved on"},
}

// ExceptionKinds lists every kind of exception, those of each part and those of all.
func ExceptionKinds(s *standing.State) (all []work.ExceptionKind) {
	all = slices.Clone(everywhere)
	for _, p := range standing.All[work.Excepting](s) {
		all = append(all, p.ExceptionKinds()...)
	}
	return all
}

// ExceptionsQuery says which exceptions are asked for.
type ExceptionsQuery struct {
	Party    muster.PartyID // that answers for it; empty: any
	From, To *muster.Day    // recorded from a day on, and before another
	Kind     string         // empty: any
	Days     int            // after how many days a statement is back-dated
}

// Exceptions is what somebody answers for.
type Exceptions struct {
	Known muster.Seq  `json:"known"`
	Days  int         `json:"back_dated_days"`
	Items []Exception `json:"items"`
	Kinds []KindOf    `json:"kinds"`
}

// KindOf counts the exceptions of a kind.
type KindOf struct {
	Kind  string `json:"kind"`
	Words string `json:"words"`
	Items int    `json:"items"`
}

// Exception is one thing that is allowed and for which somebody answers.
type Exception struct {
	Kind      string         `json:"kind"`
	Object    string         `json:"object"`
	About     string         `json:"about"`
	On        muster.Day     `json:"on"`    // recorded
	Owner     string         `json:"owner"` // ROLE@PARTY that answers for it
	Person    string         `json:"person,omitempty"`
	Party     muster.PartyID `json:"party"`
	Answer    string         `json:"answer,omitempty"` // the reason given
	Statement muster.ID      `json:"statement"`
}

// Columns are the headings of a table of exceptions, in the order of Cells.
func (Exception) Columns() []string {
	return []string{"kind", "object", "about", "on", "owner", "person", "answer", "statement"}
}

// Cells are an exception's cells.
func (e Exception) Cells() []string {
	return []string{e.Kind, e.Object, e.About, e.On.String(), e.Owner, e.Person, e.Answer, string(e.Statement)}
}

// Stored is a statement that is gone through for exceptions: as it is stored, and what its viewer may see of it.
type Stored struct {
	muster.Statement
	Envelope muster.Envelope
}

// ExceptionsOf finds the exceptions in a view. All that it shows is gone through once.
func ExceptionsOf(v standing.View, q ExceptionsQuery, all iter.Seq2[Stored, error]) (*Exceptions, error) {
	kinds := ExceptionKinds(v.State)
	if q.Kind != "" && !slices.ContainsFunc(kinds, func(k work.ExceptionKind) bool { return k.Name == q.Kind }) {
		var names []string
		for _, k := range kinds {
			names = append(names, k.Name)
		}
		return nil, muster.Found("kind", q.Kind, "one of "+strings.Join(names, ", "))
	}
	x := &excepting{v: v, q: q, states: map[string]string{}, moves: map[string]string{}, byStatement: map[muster.Seq][]work.Exception{}, acted: map[string]map[string]string{}, moved: map[string]bool{}}
	v.Read(func() {
		for _, p := range standing.All[work.Excepting](v.State) {
			for _, e := range p.Exceptions(v) {
				x.byStatement[e.At] = append(x.byStatement[e.At], e)
			}
		}
		x.declared()
	})
	out := &Exceptions{Known: v.Known, Days: q.Days, Items: []Exception{}, Kinds: []KindOf{}}
	for st, err := range all {
		if err != nil {
			return nil, err
		}
		if err := x.look(st); err != nil {
			return nil, err
		}
	}
	out.Items = append(out.Items, x.found...)
	for _, k := range kinds {
		n := 0
		for _, e := range out.Items {
			if e.Kind == k.Name {
				n++
			}
		}
		if n > 0 {
			out.Kinds = append(out.Kinds, KindOf{k.Name, k.Words, n})
		}
	}
	slices.SortStableFunc(out.Items, func(a, b Exception) int { return cmp.Compare(b.On, a.On) })
	return out, nil
}

type excepting struct {
	v           standing.View
	q           ExceptionsQuery
	states      map[string]string // by kind of statement: the object that it states
	moves       map[string]string // by kind of statement: the object that it moves
	byStatement map[muster.Seq][]work.Exception
	acted       map[string]map[string]string // by object and person: as which they acted first
	moved       map[string]bool              // objects that moved on from where they began
	found       []Exception
}

// look goes through one statement.
func (x *excepting) look(st Stored) error {
	head, err := muster.ParseHead(st.Head)
	if err != nil {
		return fmt.Errorf("statement at position %d: %w", st.Position, err)
	}
	e := &st.Envelope
	for _, own := range x.byStatement[st.Position] {
		x.add(own, e, head)
	}
	on := work.Exception{About: e.About, At: st.Position, Answer: e.Why}
	if d, err := muster.ParseDay(e.Effective); err == nil && int(muster.DayOf(head.At)-d) > x.q.Days {
		on.Kind, on.Object = backDated, cmp.Or(x.moves[e.Kind], x.states[e.Kind])
		x.add(on, e, head)
	}
	act := x.moves[e.Kind] != ""
	object := cmp.Or(x.moves[e.Kind], x.states[e.Kind])
	if object == "" {
		return nil
	}
	on.Object = object
	key := object + "/" + e.About
	if e.ActedBy != "" {
		who, person := access.Of(e).String(), key+"/"+e.ActedBy
		before := x.acted[key]
		if before == nil {
			before = map[string]string{}
			x.acted[key] = before
		}
		if first, ok := before[person]; ok && first != who {
			on.Kind = twoRoles
			x.add(on, e, head)
		} else if !ok {
			before[person] = who
		}
	}
	if act {
		x.moved[key] = true
	} else if e.Replaces != "" && x.moved[key] && x.stays(object, e.About, st.Position) {
		on.Kind = changedLate
		x.add(on, e, head)
	}
	return nil
}

// stated are the kinds of statement that state objects of parts that are not made of shelves, which say so themselves.
var stated = map[string]string{
	requirement.KindLine: requirement.Life.Object, offer.KindLine: offer.Life.Object, offer.KindConsent: offer.ConsentLife.Object, matching.KindMatch: matching.Life.Object, ask.KindAsk: ask.Life.Object, fund.KindPackage: fund.Life.Object,
}

// declared reads which kinds of statement state and move which objects.
func (x *excepting) declared() {
	maps.Copy(x.states, stated)
	for _, t := range work.Tables(x.v.State) {
		x.moves[t.Kind] = t.Object
		for _, m := range t.Moves {
			if m.Kind != "" {
				x.moves[m.Kind] = t.Object
			}
		}
		if _, is, ok := work.ShelvesOf(x.v.State, t.Object); ok {
			x.states[is.Says.Name] = t.Object
		}
	}
}

// stays reports whether a change left an object where it had moved to.
func (x *excepting) stays(object, about string, at muster.Seq) (stays bool) {
	x.v.Read(func() {
		before := x.v
		before.Known = at - 1
		for _, d := range work.Desks(x.v.State) {
			for _, t := range d.Tables() {
				if t.Object != object {
					continue
				}
				th, ok := d.Thing(before, object, about)
				s, _ := t.State(th.Life.Value.State)
				stays = ok && s.Name != t.Begin() && s.Change == ""
			}
		}
	})
	return stays
}

func (x *excepting) add(e work.Exception, by *muster.Envelope, head muster.Head) {
	day := muster.DayOf(head.At)
	if x.q.Kind != "" && e.Kind != x.q.Kind || x.q.Party != "" && by.By != x.q.Party || x.q.From != nil && day < *x.q.From || x.q.To != nil && day >= *x.q.To {
		return
	}
	x.found = append(x.found, Exception{
		Kind: e.Kind, Object: e.Object, About: e.About, On: day, Owner: access.Of(by).String(), Person: by.ActedBy, Party: by.By, Answer: cmp.Or(e.Answer, by.Why), Statement: head.ID,
	})
}
