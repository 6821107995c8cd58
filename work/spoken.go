package work

import (
	"iter"
	"reflect"
	"slices"
	"strings"

	"muster"
	"muster/standing"
)

// Spoken is an object as its desk has it, with what stands of it as it was stated.
type Spoken struct {
	Thing
	Value     muster.Value              // as stated; not to be changed
	Statement muster.ID                 // that states it so
	Parties   map[string]muster.PartyID // that stand to it, by relation, as far as the viewer may know them
}

// Declared is a kind of object as its part declares it.
type Declared struct {
	Table      *Table
	Says, Does standing.Kind // states one, and acts on one
	Like       string        // an id, as an example
}

// Shelves is a desk that knows of its objects what they are by their declarations alone, so that lists, pages
// and forms of any of them are made in one way. A Register is one.
type Shelves interface {
	Desk
	// Declared is what the objects of a table are declared to be.
	Declared(object string) (Declared, bool)
	// Spoken returns an object that stands in a view and that its viewer may see.
	Spoken(v standing.View, object, about string) (Spoken, bool)
	// AllSpoken yields the objects of a table that stand in a view and that its viewer may see, in order of id.
	AllSpoken(v standing.View, object string) iter.Seq[Spoken]
	// StepsOf are the statements that an object's life rests on, in order.
	StepsOf(known muster.Seq, object, about string) []muster.ID
}

// ShelvesOf finds the desk that has a kind of object, if it knows its objects by their declarations.
func ShelvesOf(s *standing.State, object string) (Shelves, Declared, bool) {
	for _, d := range standing.All[Shelves](s) {
		if is, ok := d.Declared(object); ok {
			return d, is, true
		}
	}
	return nil, Declared{}, false
}

var _ Shelves = (*Register)(nil)

// living finds a shelf by its object.
func (r *Register) living(object string) (living, bool) {
	for _, h := range r.lives {
		if h.table().Object == object {
			return h, true
		}
	}
	return nil, false
}

// Declared implements Shelves.
func (r *Register) Declared(object string) (Declared, bool) {
	h, ok := r.living(object)
	if !ok {
		return Declared{}, false
	}
	k := h.kinds()
	return Declared{h.table(), k[0], k[1], h.like()}, true
}

// Spoken implements Shelves.
func (r *Register) Spoken(v standing.View, object, about string) (x Spoken, ok bool) {
	if h, there := r.living(object); there {
		x, ok = h.spoken(v, about)
	}
	x.told(v)
	return x, ok && v.Shows(x.Audience)
}

// told leaves out the parties of which the viewer may not know.
func (x *Spoken) told(v standing.View) {
	x.Object = x.Object.For(v.Shows)
	x.Parties = map[string]muster.PartyID{}
	for rel, id := range x.Object.Parties {
		if !slices.Contains(x.Object.Untold, rel) {
			x.Parties[rel] = id
		}
	}
}

// AllSpoken implements Shelves.
func (r *Register) AllSpoken(v standing.View, object string) iter.Seq[Spoken] {
	return func(yield func(Spoken) bool) {
		h, ok := r.living(object)
		if !ok {
			return
		}
		for th := range h.things(v) {
			x, ok := h.value(v, th.About)
			if !ok {
				continue
			}
			x.Thing = th
			if x.told(v); !yield(x) {
				return
			}
		}
	}
}

// StepsOf implements Shelves.
func (r *Register) StepsOf(known muster.Seq, object, about string) []muster.ID {
	if h, ok := r.living(object); ok {
		return h.Steps(known, about)
	}
	return nil
}

func (h *Shelf[V, A]) value(v standing.View, about string) (x Spoken, ok bool) {
	now, ok := h.Get(v.Known, about)
	if !ok {
		return x, false
	}
	x.Value, x.Statement = any(&now.Value).(muster.Value), now.ID
	return x, true
}

func (h *Shelf[V, A]) spoken(v standing.View, about string) (Spoken, bool) {
	x, ok := h.value(v, about)
	if !ok {
		return x, false
	}
	x.Thing, ok = h.thing(v, about)
	return x, ok
}

func (h *Shelf[V, A]) like() string { return h.of.Like }

// Ref is an object that a statement names in a field.
type Ref struct {
	Field      string // as JSON has it
	Object, ID string
}

// Refs are the objects that a statement names in the fields that say so by their tag: of:"lesson" holds ids of
// lessons, of:"*" objects of any kind as OBJECT/ID.
func Refs(v muster.Value) (all []Ref) {
	refsIn(reflect.ValueOf(v).Elem(), "", &all)
	return all
}

func refsIn(v reflect.Value, prefix string, all *[]Ref) {
	t := v.Type()
	for i := range t.NumField() {
		f, x := t.Field(i), v.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		of, named := f.Tag.Lookup("of")
		switch {
		case named:
			refer(prefix+name, of, x, all)
		case f.Anonymous && x.Kind() == reflect.Struct && f.Type != reflect.TypeFor[muster.Envelope]():
			refsIn(x, prefix, all)
		case x.Kind() == reflect.Pointer && x.Type().Elem().Kind() == reflect.Struct && !x.IsNil():
			refsIn(x.Elem(), prefix+name+".", all)
		case x.Kind() == reflect.Slice && x.Type().Elem().Kind() == reflect.Struct:
			for j := range x.Len() {
				refsIn(x.Index(j), prefix+name+".", all)
			}
		}
	}
}

func refer(field, of string, x reflect.Value, all *[]Ref) {
	if x.Kind() == reflect.Slice {
		for i := range x.Len() {
			refer(field, of, x.Index(i), all)
		}
		return
	}
	id := x.String()
	object := of
	if of == "*" {
		object, id, _ = strings.Cut(id, "/")
	}
	if id != "" {
		*all = append(*all, Ref{field, object, id})
	}
}
