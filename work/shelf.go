package work

import (
	"iter"
	"slices"

	"muster"
	"muster/access"
	"muster/record"
	"muster/search"
	"muster/standing"
)

// ShelfOf says what the objects of one kind in a Register are: V is the statement that states and changes
// one, A the statement of an act on it. What is nil asks, adds and shows nothing.
type ShelfOf[V, A any] struct {
	Life   *Table
	Like   string        // an id, as an example: "r-0417"
	Says   standing.Kind // of V: its Name, Words and, where it needs one, Called
	Does   standing.Kind // of A
	Object func(s *standing.State, known muster.Seq, x *V) access.Object
	// Check is asked of an object as it is stated, with what stood before, nil where nothing did; CheckAct of an
	// act that fits the table, with the object that it is on.
	Check    func(s *standing.State, x, was *V) error
	CheckAct func(s *standing.State, x *A, on *V, m Move) error
	// Said and Done keep what a part keeps beside objects and lives.
	Said func(m standing.Moment, x *V)
	Done func(m standing.Moment, x *A)
	Tell func(v standing.View) func(th *Thing, x V) // what a desk shows of it
	// Words adds the texts by which it is found to its id and the reasons, of V and of A.
	Words func(v muster.Value, said *search.Said)
}

// Shelf are the objects of one kind with all that a part does for them.
type Shelf[V, A any] struct {
	*Objects[V]
	of ShelfOf[V, A]
}

// NewShelf returns an empty shelf.
func NewShelf[V, A any](of ShelfOf[V, A]) *Shelf[V, A] {
	return &Shelf[V, A]{of: of, Objects: NewObjects(Of[V]{
		Life: of.Life, Like: of.Like, Audience: func(x V) muster.Audience { return any(&x).(muster.Value).Common().Audience },
		Object: func(s *standing.State, known muster.Seq, x V) access.Object { return of.Object(s, known, &x) },
	})}
}

func (h *Shelf[V, A]) table() *Table { return h.of.Life }

func (h *Shelf[V, A]) kinds() []standing.Kind {
	says, does := h.of.Says, h.of.Does
	says.New, does.New = func() muster.Value { return any(new(V)).(muster.Value) }, func() muster.Value { return any(new(A)).(muster.Value) }
	for _, k := range []*standing.Kind{&says, &does} {
		k.By, k.Texts = access.Speakers, h.texts
	}
	return []standing.Kind{says, does}
}

func (h *Shelf[V, A]) texts(_ *standing.State, _ muster.Seq, v muster.Value) search.Said {
	said := search.Say(v.Common())
	if h.of.Words != nil {
		h.of.Words(v, &said)
	}
	return said
}

func (h *Shelf[V, A]) check(s *standing.State, v muster.Value) error {
	switch x := any(v).(type) {
	case *V:
		was, err := h.CheckSay(s, v.Common(), *x)
		f := muster.Faults{err}
		if h.of.Check != nil {
			f.Add(h.of.Check(s, x, was))
		}
		return f.Err()
	case *A:
		return h.Told(s, v.Common(), v.Common().About, h.checkAct(s, v.(Acts), x))
	}
	return nil
}

func (h *Shelf[V, A]) checkAct(s *standing.State, act Acts, x *A) error {
	on, m, err := h.CheckAct(s, act)
	if err != nil {
		return err
	}
	f := muster.Faults{m.Given("why", act.Acting().Why)}
	if h.of.CheckAct != nil {
		f.Add(h.of.CheckAct(s, x, &on.Value, m))
	}
	return f.Err()
}

func (h *Shelf[V, A]) apply(m standing.Moment, v muster.Value) {
	switch x := any(v).(type) {
	case *V:
		if h.Say(m, v.Common(), *x); h.of.Said != nil {
			h.of.Said(m, x)
		}
	case *A:
		if h.Do(m, v.(Acts)); h.of.Done != nil {
			h.of.Done(m, x)
		}
	}
}

// stays refuses to end an act, and to withdraw what states an object.
func (h *Shelf[V, A]) stays(s *standing.State, target muster.Seq, withdrawn bool) error {
	switch {
	case s.KindOf(target) == h.of.Does.Name:
		return h.Final()
	case withdrawn:
		return muster.Invalid("withdraws", "a "+h.of.Life.Object+" is not withdrawn as a statement: an act ends it, and what was stays")
	}
	return nil
}

func (h *Shelf[V, A]) tell(v standing.View) func(*Thing, V) {
	if h.of.Tell == nil {
		return func(*Thing, V) {}
	}
	return h.of.Tell(v)
}

func (h *Shelf[V, A]) things(v standing.View) iter.Seq[Thing] { return h.Things(v, h.tell(v)) }

func (h *Shelf[V, A]) thing(v standing.View, about string) (Thing, bool) {
	return h.Thing(v, about, h.tell(v))
}

// Piece is what a Register is made of: a Shelf of any kind of object, or Notes or a Plain of any kind of
// statement.
type Piece interface {
	Kept(more ...standing.Kept) standing.Holds
	// Over takes in that a statement ended, and reports whether it was one of these.
	Over(m standing.Moment, target muster.Seq) bool
	kinds() []standing.Kind
	// stays refuses to end a statement, where it is withdrawn or replaced.
	stays(s *standing.State, target muster.Seq, withdrawn bool) error
	check(s *standing.State, v muster.Value) error
	apply(m standing.Moment, v muster.Value)
}

// living is a shelf whose objects have lives.
type living interface {
	Piece
	table() *Table
	like() string
	things(v standing.View) iter.Seq[Thing]
	thing(v standing.View, about string) (Thing, bool)
	value(v standing.View, about string) (Spoken, bool)
	spoken(v standing.View, about string) (Spoken, bool)
	Steps(known muster.Seq, id string, more ...[]standing.Step) []muster.ID
}

// Register is a part of objects with lives, and of statements beside them that have none: with its shelves it
// is a standing.Part and a Desk.
type Register struct {
	standing.Holds
	name   string
	pieces []Piece
	lives  []living // those of them whose objects have lives
}

var (
	_ Desk           = (*Register)(nil)
	_ standing.Guard = (*Register)(nil)
)

// NewRegister returns a part of some pieces, each a *Shelf, *Notes or *Plain.
func NewRegister(name string, pieces ...Piece) *Register {
	r := &Register{name: name, pieces: pieces}
	for _, h := range pieces {
		r.Holds = append(r.Holds, h.Kept()...)
		if l, ok := h.(living); ok {
			r.lives = append(r.lives, l)
		}
	}
	return r
}

// Beside adds what is kept beside objects and lives.
func (r *Register) Beside(more ...standing.Kept) { r.Holds = append(r.Holds, more...) }

// Name implements standing.Part.
func (r *Register) Name() string { return r.name }

// Kinds implements standing.Part.
func (r *Register) Kinds() (all []standing.Kind) {
	for _, h := range r.pieces {
		all = append(all, h.kinds()...)
	}
	return all
}

// Check implements standing.Part.
func (r *Register) Check(s *standing.State, v muster.Value) error {
	var f muster.Faults
	for _, h := range r.pieces {
		f.Add(h.check(s, v))
	}
	return f.Err()
}

// Apply implements standing.Part.
func (r *Register) Apply(m standing.Moment, v muster.Value) {
	for _, h := range r.pieces {
		h.apply(m, v)
	}
}

// End implements standing.Part.
func (r *Register) End(m standing.Moment, target muster.Seq) {
	for _, h := range r.pieces {
		if h.Over(m, target) {
			return
		}
	}
}

// CheckEnd implements standing.Ender: acts stay done.
func (r *Register) CheckEnd(s *standing.State, target muster.Seq) error {
	return r.stays(s, target, false)
}

// Guard implements standing.Guard: an object ends by an act, and not by a withdrawal of what states it.
func (r *Register) Guard(s *standing.State, v muster.Value) error {
	x, ok := v.(*record.Withdrawal)
	if !ok {
		return nil
	}
	at, _ := s.Position(x.Withdraws)
	return r.stays(s, at, true)
}

func (r *Register) stays(s *standing.State, target muster.Seq, withdrawn bool) error {
	for _, h := range r.pieces {
		if slices.ContainsFunc(h.kinds(), func(k standing.Kind) bool { return k.Name == s.KindOf(target) }) {
			return h.stays(s, target, withdrawn)
		}
	}
	return nil
}

// Tables implements Desk.
func (r *Register) Tables() (all []*Table) {
	for _, h := range r.lives {
		all = append(all, h.table())
	}
	return all
}

// Things implements Desk.
func (r *Register) Things(v standing.View, object string) iter.Seq[Thing] {
	for _, h := range r.lives {
		if h.table().Object == object {
			return h.things(v)
		}
	}
	return func(func(Thing) bool) {}
}

// Thing implements Desk.
func (r *Register) Thing(v standing.View, object, about string) (Thing, bool) {
	for _, h := range r.lives {
		if h.table().Object == object {
			return h.thing(v, about)
		}
	}
	return Thing{}, false
}

// Reach finds an object of any part that the one who says a statement may see: for statements that name
// objects of other parts, those written later too.
func Reach(s *standing.State, h *standing.Hearer, object, about string) (Thing, bool) {
	v := standing.View{State: s, Known: s.Known(), Effective: muster.DayOf(s.Now())}
	for _, d := range Desks(s) {
		for _, t := range d.Tables() {
			if t.Object != object {
				continue
			}
			th, ok := d.Thing(v, object, about)
			return th, ok && h.Sees(th.Audience)
		}
	}
	return Thing{}, false
}
