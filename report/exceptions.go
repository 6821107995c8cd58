package report

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/access"
	"muster/ask"
	"muster/fund"
	"muster/matching"
	"muster/offer"
	"muster/party"
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

// BackDated is after how many days a statement is back-dated where nothing is said.
const BackDated = 30

// longBackDated bounds that number.
const longBackDated = 36500

// ExceptionsQuery says which exceptions are asked for.
type ExceptionsQuery struct {
	Party    string      // that answers for it, by its id or any name that is its alone; empty: any
	From, To *muster.Day // recorded from a day on, and before another
	Kind     string      // empty: any
	Days     int         // after how many days a statement is back-dated
}

// ExceptionsWords are a query as a form, a flag or an address has it.
type ExceptionsWords struct{ Party, From, To, Kind, Days string }

// Query reads the words. All that cannot be read is told at once.
func (w ExceptionsWords) Query() (q ExceptionsQuery, err error) {
	q = ExceptionsQuery{Party: w.Party, Kind: w.Kind, Days: BackDated}
	var faults [3]error
	q.From, faults[0] = dayOf("from", w.From)
	q.To, faults[1] = dayOf("to", w.To)
	if w.Days != "" {
		if q.Days, err = strconv.Atoi(w.Days); err != nil {
			q.Days, faults[2] = BackDated, notDays(strconv.Quote(w.Days))
		}
	}
	return q, errors.Join(faults[:]...)
}

func notDays(found string) error {
	return muster.Invalid("days", fmt.Sprintf("found %s; accepted is a whole number of days from 0 to %d", found, longBackDated))
}

// Exceptions is what somebody answers for.
type Exceptions struct {
	Foot
	Days  int         `json:"back_dated_days" doc:"a statement is back-dated after so many days"`
	Items []Exception `json:"items" doc:"the latest first"`
	Kinds []KindOf    `json:"kinds" doc:"how many of the items are of which kind"`
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
	On        muster.Day     `json:"on" doc:"recorded"`
	Owner     string         `json:"owner" doc:"ROLE@PARTY that answers for it"`
	Person    string         `json:"person,omitempty"`
	Party     muster.PartyID `json:"party"`
	Answer    string         `json:"answer,omitempty" doc:"the reason given"`
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

// Book holds every exception in a view, to be asked for some of them.
type Book struct {
	Kinds   []work.ExceptionKind // all that there are, found or not
	known   muster.Seq
	parties *party.Directory
	x       *excepting
}

// NewBook begins the book of what a viewer may see: with the exceptions that parts know, and with none yet that the
// record shows.
func NewBook(v standing.View) *Book {
	b := &Book{Kinds: ExceptionKinds(v.State), known: v.Known, x: &excepting{
		v: v, states: map[string]string{}, moves: map[string]string{}, byStatement: map[muster.Seq][]work.Exception{}, acted: map[string]map[string]string{}, moved: map[string]bool{},
	}}
	v.Read(func() {
		for _, p := range standing.All[work.Excepting](v.State) {
			for _, e := range p.Exceptions(v) {
				b.x.byStatement[e.At] = append(b.x.byStatement[e.At], e)
			}
		}
		b.x.declared()
		all, _ := Parties(v, "") // of no group
		b.parties = Named(all)
	})
	return b
}

// Read goes once through all statements that the viewer may see.
func (b *Book) Read(all iter.Seq2[Stored, error]) error {
	for st, err := range all {
		if err != nil {
			return err
		}
		if err := b.x.look(st); err != nil {
			return err
		}
	}
	slices.SortStableFunc(b.x.found, func(a, b aged) int { return cmp.Compare(b.On, a.On) })
	b.x = &excepting{found: b.x.found} // what it was found by is not needed any more
	return nil
}

// Check refuses a query that cannot be answered. All that is wrong is told at once.
func (b *Book) Check(q ExceptionsQuery) error {
	_, err := b.check(q)
	return err
}

func (b *Book) check(q ExceptionsQuery) (by muster.PartyID, err error) {
	var faults muster.Faults
	if q.Kind != "" && !slices.ContainsFunc(b.Kinds, func(k work.ExceptionKind) bool { return k.Name == q.Kind }) {
		var names []string
		for _, k := range b.Kinds {
			names = append(names, k.Name)
		}
		faults.Add(muster.Found("kind", q.Kind, "one of "+strings.Join(names, ", ")))
	}
	if q.Days < 0 || q.Days > longBackDated {
		faults.Add(notDays(strconv.Itoa(q.Days)))
	}
	if q.From != nil && q.To != nil && *q.To < *q.From {
		faults.Add(muster.Invalid("to", fmt.Sprintf("it ends on %s, before it begins on %s; the last day is not included", *q.To, *q.From)))
	}
	if by = muster.PartyID(q.Party); q.Party != "" && by != party.Operator {
		id, ok := b.parties.Party(q.Party)
		if !ok {
			faults.Add(muster.Invalid("party", fmt.Sprintf("found %q; no party goes by this name, the nearest known is %q", q.Party, b.parties.Nearest(q.Party))))
		}
		by = id
	}
	return by, errors.Join(faults...)
}

// Of are the exceptions that are asked for.
func (b *Book) Of(q ExceptionsQuery) (*Exceptions, error) {
	by, err := b.check(q)
	if err != nil {
		return nil, err
	}
	out := &Exceptions{Foot: Foot{Known: b.known}, Days: q.Days, Items: []Exception{}, Kinds: []KindOf{}}
	count := map[string]int{}
	for _, e := range b.x.found {
		if q.Kind != "" && e.Kind != q.Kind || by != "" && e.Party != by || q.From != nil && e.On < *q.From || q.To != nil && e.On >= *q.To || e.Kind == backDated && e.age <= q.Days {
			continue
		}
		out.Items = append(out.Items, e.Exception)
		count[e.Kind]++
	}
	for _, k := range b.Kinds {
		if n := count[k.Name]; n > 0 {
			out.Kinds = append(out.Kinds, KindOf{k.Name, k.Words, n})
		}
	}
	return out, nil
}

// aged is an exception, and for how many days before it was recorded its statement says that it holds.
type aged struct {
	Exception
	age int
}

type excepting struct {
	v           standing.View
	states      map[string]string // by kind of statement: the object that it states
	moves       map[string]string // by kind of statement: the object that it moves
	byStatement map[muster.Seq][]work.Exception
	acted       map[string]map[string]string // by object and person: as which they acted first
	moved       map[string]bool              // objects that moved on from where they began
	found       []aged
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
	if d, err := muster.ParseDay(e.Effective); err == nil && d < muster.DayOf(head.At) {
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
	day, age := muster.DayOf(head.At), 0
	if d, err := muster.ParseDay(by.Effective); err == nil {
		age = int(day - d)
	}
	x.found = append(x.found, aged{Exception{
		Kind: e.Kind, Object: e.Object, About: e.About, On: day, Owner: access.Of(by).String(), Person: by.ActedBy, Party: by.By, Answer: cmp.Or(e.Answer, by.Why), Statement: head.ID,
	}, age})
}
