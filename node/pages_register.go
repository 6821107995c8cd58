package node

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"muster"
	"muster/item"
	"muster/party"
	"muster/search"
	"muster/standing"
	"muster/web"
	"muster/work"
)

// Shelf implements web.RegisterSource.
func (p pages) Shelf(ctx context.Context, known, object string) (*web.Shelf, error) {
	if _, _, ok := work.ShelvesOf(p.n.State, object); !ok {
		return nil, muster.Missing("the register of " + object)
	}
	return laid(ctx, p, "shelf "+object, known, func(v standing.View, a web.Around) *web.Shelf {
		d, is, _ := work.ShelvesOf(v.State, object)
		out := &web.Shelf{Around: a, Is: is}
		for x := range d.AllSpoken(v, object) {
			said := search.Said{}
			if is.Says.Texts != nil {
				said = is.Says.Texts(v.State, v.Known, x.Value)
			}
			out.Lines = append(out.Lines, x)
			out.Words = append(out.Words, party.FoldName(textsOf(said, x.About)))
		}
		return out
	})
}

// textsOf are all texts of a statement, in one.
func textsOf(said search.Said, about string) string {
	all := []string{about}
	for _, t := range said.Texts {
		all = append(all, t.Text)
	}
	return strings.Join(all, " ")
}

// namedBy is who names an object in a view, by OBJECT/ID.
type namedBy map[string][]web.Linked

// named makes or finds who names whom.
func (p pages) named(ctx context.Context, known string) (namedBy, error) {
	x, err := laid(ctx, p, "named by", known, func(v standing.View, _ web.Around) *namedBy {
		all := namedBy{}
		for _, d := range standing.All[work.Shelves](v.State) {
			for _, t := range d.Tables() {
				for x := range d.AllSpoken(v, t.Object) {
					for _, r := range work.Refs(x.Value) {
						key := web.ObjectKey(r.Object, r.ID)
						all[key] = append(all[key], web.Linked{Ref: work.Ref{Field: r.Field, Object: t.Object, ID: x.About}, Title: x.Title, Texts: x.Texts, State: x.State})
					}
				}
			}
		}
		return &all
	})
	if err != nil {
		return nil, err
	}
	return *x, nil
}

// NamedBy implements web.RegisterSource.
func (p pages) NamedBy(ctx context.Context, known, object, id string) ([]web.Linked, error) {
	all, err := p.named(ctx, known)
	return all[web.ObjectKey(object, id)], err
}

// namers are the objects of registers that name any of some objects, given as pairs of a kind and an id.
func (p pages) namers(ctx context.Context, known string, of ...string) (out []web.Linked, err error) {
	all, err := p.named(ctx, known)
	if err != nil {
		return nil, err
	}
	for i := 0; i < len(of); i += 2 {
		out = append(out, all[web.ObjectKey(of[i], of[i+1])]...)
	}
	return out, nil
}

// Held implements web.RegisterSource.
func (p pages) Held(ctx context.Context, known, object, id string) (*web.HeldObject, error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return nil, err
	}
	d, is, ok := work.ShelvesOf(v.State, object)
	if !ok {
		return nil, muster.Missing("the register of " + object)
	}
	out := &web.HeldObject{Is: is}
	var steps []muster.ID
	p.n.State.Read(func() {
		if out.Spoken, ok = d.Spoken(v, object, id); !ok {
			return
		}
		out.Around = around(v, m)
		steps = d.StepsOf(v.Known, object, id)
		for _, r := range work.Refs(out.Value) {
			out.Names = append(out.Names, namedThing(v, r))
		}
	})
	if !ok {
		return nil, muster.Missing("the " + object + " " + id)
	}
	if out.NamedBy, err = p.NamedBy(ctx, known, object, id); err != nil {
		return nil, err
	}
	out.History, err = p.history(ctx, v, object, id, steps)
	return out, err
}

// namedThing is an object that another one names, as far as the viewer may see it.
func namedThing(v standing.View, r work.Ref) web.Linked {
	n := web.Linked{Ref: r}
	if r.Object == item.Object {
		if x, ok := standing.Find[*item.Part](v.State).Get(v.Known, item.ID(r.ID)); ok && v.Shows(x.Audience) {
			n.Texts, n.Title, n.There = muster.Text(x.Names), x.Names.In("en"), true
		}
		return n
	}
	for _, d := range work.Desks(v.State) {
		for _, t := range d.Tables() {
			if t.Object != r.Object {
				continue
			}
			if th, ok := d.Thing(v, r.Object, r.ID); ok && v.Shows(th.Audience) {
				n.Title, n.Texts, n.State, n.There = th.Title, th.Texts, th.State, true
			}
		}
	}
	return n
}

var numbered = regexp.MustCompile(`^(.*?-)(?:(\d{4})-)?(\d+)$`)

// freeLike is the next id of a kind of object, of the same make as an example: letters, the year where the
// example has one, a number.
func freeLike(like string, year int, has func(id string) bool) string {
	m := numbered.FindStringSubmatch(like)
	if m == nil {
		return ""
	}
	prefix := m[1]
	if m[2] != "" {
		prefix += fmt.Sprintf("%d-", year)
	}
	for n := 1; ; n++ {
		if id := fmt.Sprintf("%s%0*d", prefix, len(m[3]), n); !has(id) {
			return id
		}
	}
}

// freeOn is the next id of an object of a register, by the kind that states it.
func freeOn(v standing.View, kind string) (id string, ok bool) {
	for _, d := range standing.All[work.Shelves](v.State) {
		for _, t := range d.Tables() {
			if is, _ := d.Declared(t.Object); is.Says.Name == kind {
				return freeLike(is.Like, v.Effective.Time().Year(), func(id string) bool { _, ok := d.Thing(v, t.Object, id); return ok }), true
			}
		}
	}
	return "", false
}
