package plan

import (
	"cmp"
	"slices"

	"muster"
	"muster/item"
)

// there is how much of a member counts.
func (x *explainer) there(m *Member) item.Ratio {
	have := m.Have
	if m.Line == NoLine {
		return have
	}
	for _, i := range x.near.ofLine[m.Line] {
		if n := x.take[i]; n > 0 && x.c.counts(m, i) {
			have = have.Plus(times(x.c.Pairs[i].Each, n))
		}
	}
	return have
}

func (x *explainer) share(m *Member) item.Ratio { return least(item.One, x.there(m).Over(m.Full)) }

// whole is a package's share: that of the member of which there is least.
func (x *explainer) whole(k *Package) item.Ratio {
	share := item.One
	for i := range k.Members {
		share = least(share, x.share(&k.Members[i]))
	}
	return share
}

// stray is what a line gets of an offer on a day that is none of a member's.
type stray struct {
	offer       string
	late, early int64
}

// beside is what a member's line gets, firm or by the plan, so many days too late or too early for the package.
func (x *explainer) beside(m *Member) (all []stray) {
	if m.Line == NoLine || m.Days == nil {
		return nil
	}
	n, _ := x.c.In.Need(x.c.Lines[m.Line].ID)
	for _, c := range n.Comes {
		all = append(all, m.Days.stray(c.Offer, c.Day))
	}
	for _, i := range x.near.ofLine[m.Line] {
		if p := &x.c.Pairs[i]; x.take[i] > 0 {
			all = append(all, m.Days.stray(x.c.Of[p.Stock], p.Arrives))
		}
	}
	return slices.DeleteFunc(all, func(s stray) bool { return s.late+s.early == 0 })
}

func (w *Window) stray(offer string, d muster.Day) stray {
	return stray{offer, max(0, int64(d)-int64(w.Last)), max(0, int64(w.First)-int64(d))}
}

// sooner finds for each package of which a part is too late the cheapest change by which an offer comes early
// enough: with it more of the package is whole, and the plan is better.
func (x *explainer) sooner() error {
	at := map[string]*Package{}
	for i := range x.c.Packages {
		at[x.c.Packages[i].ID] = &x.c.Packages[i]
	}
	for i := range x.why.Bundles {
		b := &x.why.Bundles[i]
		if k := at[b.Package]; k == nil || b.Change != nil || b.Share.Cmp(item.One) >= 0 {
			continue
		}
		for _, ch := range x.hastens(at[b.Package]) {
			share, ok, err := x.wholeWith(&ch, b.Package)
			if err != nil || !ok {
				return err
			}
			if share.Cmp(b.Share) > 0 {
				b.Change, b.Rises = &ch, share
				break
			}
		}
	}
	return nil
}

// hastens are the changes by which an offer comes early enough for a part that is short, in order of cost.
func (x *explainer) hastens(k *Package) (all []Change) {
	for i := range k.Members {
		m := &k.Members[i]
		if m.Line == NoLine || m.Days == nil || x.share(m).Cmp(item.One) >= 0 {
			continue
		}
		for _, j := range x.near.ofLine[m.Line] {
			p := &x.c.Pairs[j]
			ch := Change{Act: Earlier, Offer: x.c.Of[p.Stock], Days: m.Days.stray("", p.Arrives).late}
			if ch.Days > 0 && !slices.ContainsFunc(all, func(o Change) bool { return o.Offer == ch.Offer && o.Days == ch.Days }) {
				all = append(all, ch)
			}
		}
	}
	slices.SortFunc(all, func(a, b Change) int { return cmp.Or(cmp.Compare(a.Cost(), b.Cost()), cmp.Compare(a.Offer, b.Offer)) })
	return all
}

// wholeWith is a package's share with a change that makes the plan better; 0 where it does not. Not ok where
// too much was tried already.
func (x *explainer) wholeWith(ch *Change, id string) (share item.Ratio, ok bool, err error) {
	around := x.near.touched(ch)
	in := x.near.only(around, ch.Offer)
	if in.Apply(*ch) != nil {
		return share, true, nil // it cannot come as early as that
	}
	c := in.Case()
	plan, ok, err := x.solve(c.Problem)
	if !ok || err != nil {
		return share, ok, err
	}
	lot := x.near.pick(around)
	by := lost(reach(lot.Problem, lot.of(x.take)), reach(c.Problem, plan.Take))
	if l, differs := by.First(); !differs || by[l].Sign() > 0 {
		return share, true, nil
	}
	with := &explainer{c: c, near: nearOf(c), take: plan.Take}
	for i := range c.Packages {
		if c.Packages[i].ID == id {
			share = with.whole(&c.Packages[i])
		}
	}
	return share, true, nil
}

func (x *explainer) bundles() error {
	c := x.c
	missing := map[string][]Missing{}
	for _, m := range c.Missing {
		missing[m.Package] = append(missing[m.Package], m)
	}
	for i := range c.Packages {
		k := &c.Packages[i]
		b := Bundle{Package: k.ID, Share: x.whole(k), Missing: missing[k.ID]}
		delete(missing, k.ID)
		for _, m := range k.Members {
			if m.Line == NoLine {
				continue
			}
			part := Piece{Line: c.Lines[m.Line].ID, Full: m.Full, There: x.there(&m), Share: x.share(&m), Days: m.Days}
			if part.Share.Cmp(item.One) < 0 {
				for _, y := range x.beside(&m) {
					part.Late, part.Early = max(part.Late, y.late), max(part.Early, y.early)
				}
			}
			b.Parts = append(b.Parts, part)
		}
		x.why.Bundles = append(x.why.Bundles, b)
	}
	for _, m := range c.Missing { // packages of which no part was asked for
		if all := missing[m.Package]; all != nil {
			delete(missing, m.Package)
			x.why.Bundles = append(x.why.Bundles, Bundle{Package: m.Package, Missing: all})
		}
	}
	x.why.Bundles = slices.DeleteFunc(x.why.Bundles, func(b Bundle) bool {
		return !x.about(b.Package) && !slices.ContainsFunc(b.Parts, func(p Piece) bool { return x.about(p.Line) })
	})
	for i := range x.why.Bundles {
		if b := &x.why.Bundles[i]; len(b.Missing) > 0 {
			b.Change = c.In.asks(&b.Missing[0])
		}
	}
	return nil
}

// asks is the requirement that asks for a missing part; nil where which item it is to be is open.
func (in *Inputs) asks(m *Missing) *Change {
	n, _ := in.Need(m.Package)
	it := m.Part.Item
	if it == "" {
		if len(m.Part.Any) != 1 {
			return nil
		}
		it = m.Part.Any[0]
	}
	q := m.Short
	if _, exact := q.Amount(); !exact {
		q = number(covering(q, item.One))
	}
	day := m.Part.days(n).Last
	return &Change{
		Act: AddLine, Line: in.fresh(n.ID + "-" + short(string(m.Part.Sort))), Item: it, Quantity: q, Unit: m.Part.Unit, Party: n.Requester, Priority: n.Priority, Day: &day,
	}
}

// short makes a part of an id of a sort of need.
func short(sort string) string {
	b := []byte(sort)
	for i := range b {
		if b[i] == '_' {
			b[i] = '-'
		}
	}
	return string(b)
}
