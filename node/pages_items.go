package node

import (
	"context"
	"slices"

	"muster"
	"muster/board"
	"muster/item"
	"muster/standing"
	"muster/web"
)

// Catalogue implements web.ItemSource.
func (p pages) Catalogue(ctx context.Context, known string) (*web.Catalogue, error) {
	needs, err := p.Needs(ctx, known)
	if err != nil {
		return nil, err
	}
	offers, err := p.Offers(ctx, known)
	if err != nil {
		return nil, err
	}
	return laid(ctx, p, "catalogue", known, func(v standing.View, a web.Around) *web.Catalogue {
		wanted, live := map[item.ID]int{}, map[item.ID]int{}
		for i := range needs.Lines {
			if n := &needs.Lines[i]; board.Wanted(n.State) {
				wanted[n.Item]++
			}
		}
		for i := range offers.Lines {
			if o := &offers.Lines[i]; board.Live(o.State) {
				live[o.Stock.Line.Item]++
			}
		}
		out, f, part := &web.Catalogue{Around: a}, folder{}, item.In(v)
		for x := range part.All(v.Known) {
			if !v.Shows(x.Audience) {
				continue
			}
			l := lineOfItem(v, part, x)
			l.Wanted, l.Live = wanted[item.ID(x.About)], live[item.ID(x.About)]
			out.Lines = append(out.Lines, l)
			line := board.Line{ID: x.About, Called: x.Names}
			out.Words = append(out.Words, f.words(line, append([]string{x.NSN, x.PartNo, a.Family[x.Family].In("en")}, x.Aliases...)...))
		}
		return out
	})
}

func lineOfItem(v standing.View, part *item.Part, x item.Item) web.CatalogueLine {
	_, id, _ := part.Stated(v.Known, item.ID(x.About))
	l := web.CatalogueLine{Item: x, Statement: id}
	for _, n := range part.Needs(v.Known, item.ID(x.About)) {
		if v.Shows(n.Audience) {
			l.Needs++
		}
	}
	return l
}

// Item implements web.ItemSource.
func (p pages) Item(ctx context.Context, known, id string) (*web.ItemDetail, error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return nil, err
	}
	out := &web.ItemDetail{}
	var steps []muster.ID
	found := false
	p.n.State.Read(func() {
		part := item.In(v)
		x, ok := part.Get(v.Known, item.ID(id))
		if found = ok && v.Shows(x.Audience); !found {
			return
		}
		out.Around, out.Is = around(v, m), lineOfItem(v, part, x)
		steps = append(itemSays(v, part, out), out.Is.Statement)
	})
	if !found {
		return nil, muster.Missing("the item " + id)
	}
	needs, err := p.Needs(ctx, known)
	if err != nil {
		return nil, err
	}
	offers, err := p.Offers(ctx, known)
	if err != nil {
		return nil, err
	}
	for i := range needs.Lines {
		if n := &needs.Lines[i]; n.Item == item.ID(id) {
			if board.Wanted(n.State) {
				out.Is.Wanted++
			}
			out.Lines = append(out.Lines, *n)
		}
	}
	for i := range offers.Lines {
		if o := &offers.Lines[i]; o.Stock.Line.Item == item.ID(id) {
			if board.Live(o.State) {
				out.Is.Live++
			}
			out.Stock = append(out.Stock, *o)
		}
	}
	first := func(a bool) int {
		if a {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(out.Lines, func(a, b board.Need) int { return first(board.Wanted(a.State)) - first(board.Wanted(b.State)) })
	slices.SortStableFunc(out.Stock, func(a, b board.Offer) int { return first(board.Live(a.State)) - first(board.Live(b.State)) })
	if out.NamedBy, err = p.namers(ctx, known, item.Object, id); err != nil {
		return nil, err
	}
	out.History, err = p.history(ctx, v, item.Object, id, steps)
	return out, err
}

// itemSays adds what is said of an item beside its own statement, as far as its viewer may see it, and returns
// the statements that say so.
func itemSays(v standing.View, part *item.Part, out *web.ItemDetail) (steps []muster.ID) {
	id := item.ID(out.Is.About)
	of := []item.ID{id}
	for _, n := range part.Needs(v.Known, id) {
		if v.Shows(n.Audience) {
			out.Kit, steps = append(out.Kit, n), append(steps, n.Statement)
			of = append(of, n.NeedsItem)
		}
	}
	seen := func(all []item.StandIn) (shown []item.StandIn) {
		for _, s := range all {
			if v.Shows(s.Audience) {
				shown, steps = append(shown, s), append(steps, s.Statement)
				of = append(of, s.Item, s.Substitute.Substitute)
			}
		}
		return shown
	}
	out.StandIns, out.StandsFor = seen(part.Substitutes(v.Known, id)), seen(part.SubstituteFor(v.Known, id))
	for c := range part.Conversions(v.Known) {
		if c.Item == id && v.Shows(c.Audience) {
			out.Units = append(out.Units, c)
		}
	}
	for f := range part.Families(v.Known) {
		if other := item.FamilyID(f.About); other != out.Is.Family && out.Is.Family != "" && v.Shows(f.Audience) && part.Interoperable(v.Known, out.Is.Family, other) {
			out.Together = append(out.Together, other)
		}
	}
	out.Names = namesOf(v, of)
	return steps
}
