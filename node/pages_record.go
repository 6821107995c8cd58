package node

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"muster"
	"muster/party"
	"muster/pledge"
	"muster/standing"
	"muster/web"
)

// mostRead is how many statements a search for what something is about reads from the store before
// it stops and says where to go on.
const mostRead = 2000

// A look at what is in memory takes the record's lock for so many statements at a time, and a search
// stops after so many in all.
const (
	lookAt  = 1 << 17
	mostAll = 1 << 21
)

// Record implements web.RecordSource.
func (p pages) Record(ctx context.Context, q web.RecordQuery) (out web.Record, err error) {
	v, m, err := p.at(ctx, q.Known)
	if err != nil {
		return out, err
	}
	out.Moment, out.ID, out.Title = m, p.n.Log.ID(), p.n.State.Title()
	if err := p.choicesOf(v, q, &out); err != nil {
		return out, err
	}
	root, err := p.n.Root(ctx, v.Known)
	if err != nil {
		return out, err
	}
	if out.Checkpoint, err = p.n.Checkpoint(v.Known, root); err != nil {
		return out, err
	}
	top := v.Known
	if q.To > 0 {
		top = min(top, q.To)
	}
	if q.Before > 0 {
		top = min(top, q.Before-1)
	}
	w := walk{pages: p, v: v, q: q, next: top, last: max(q.From, 1)}
	if q.About != "" {
		w.of = map[muster.Seq]bool{} // entries are about contributions, and those know theirs
		p.n.State.Read(func() {
			if of := pledge.In(v).StatementsOf(v.Known, q.About); of != nil {
				w.of = of
			}
		})
	}
	return out, w.fill(ctx, &out)
}

// choicesOf fills in what a filter can choose from, and refuses what it cannot.
func (p pages) choicesOf(v standing.View, q web.RecordQuery, out *web.Record) error {
	known := q.Kind == ""
	p.n.State.Read(func() {
		for _, k := range p.n.State.Kinds() {
			out.Kinds = append(out.Kinds, web.RecordKind{Name: k.Name, Words: k.Words})
			known = known || k.Name == q.Kind
		}
		for _, id := range p.speakers(v) {
			out.Parties = append(out.Parties, web.Group{ID: id, Name: party.In(v).NameOf(v.Known, id)})
		}
		out.Key = p.n.State.Key(v.Known)
	})
	slices.SortFunc(out.Kinds, func(a, b web.RecordKind) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(out.Parties, func(a, b web.Group) int { return cmp.Compare(a.Name, b.Name) })
	if !known {
		return muster.Invalid("kind", fmt.Sprintf("found %q; choose one of those listed", q.Kind))
	}
	if q.Party != "" && !slices.ContainsFunc(out.Parties, func(g web.Group) bool { return g.ID == q.Party }) {
		return muster.Invalid("party", fmt.Sprintf("found %q, which has said nothing in this record", q.Party))
	}
	return nil
}

// speakers are the parties to choose from: whoever said something, or for those who do not see all of it
// whoever there is.
func (p pages) speakers(v standing.View) (all []muster.PartyID) {
	if v.All {
		return p.n.State.Speakers()
	}
	for x := range party.In(v).All(v.Known) {
		if v.Shows(x.Audience) {
			all = append(all, muster.PartyID(x.About))
		}
	}
	return all
}

// walk goes down the record from a position. What can be told from memory passes or not without a
// look into the store.
type walk struct {
	pages
	v          standing.View
	q          web.RecordQuery
	next, last muster.Seq
	of         map[muster.Seq]bool // the entries of the contribution asked about
	read, seen int
}

// fill reads until the page is full.
func (w *walk) fill(ctx context.Context, out *web.Record) error {
	for w.next >= w.last && w.next > 0 {
		if w.seen >= mostAll {
			out.Older, out.Stopped = w.next+1, true
			return nil
		}
		var batch []web.RecordLine
		w.n.State.Read(func() { batch = w.pass(w.q.Limit - len(out.Lines) + 1) })
		for _, l := range batch {
			if len(out.Lines) == w.q.Limit {
				out.Older = l.Position + 1
				return nil
			}
			if w.read++; w.read > mostRead+w.q.Limit {
				out.Older, out.Stopped = l.Position+1, true
				return nil
			}
			if ok, err := w.complete(ctx, &l); err != nil {
				return err
			} else if !ok {
				continue
			}
			if w.q.About == "" || l.About == w.q.About {
				out.Lines = append(out.Lines, l)
			}
		}
	}
	return nil
}

// pass collects the next n statements that pass what memory can tell.
func (w *walk) pass(n int) (out []web.RecordLine) {
	st, ledger, parties := w.n.State, pledge.In(w.v), party.In(w.v)
	for end := w.seen + lookAt; w.next >= w.last && w.next > 0 && len(out) < n && w.seen < end; w.next-- {
		at := w.next
		w.seen++
		kind, _ := st.KindAt(at)
		if w.q.Kind != "" && kind.Name != w.q.Kind || w.q.About != "" && !st.MayBeAbout(at, w.q.About) || w.of != nil && kind.Name == pledge.KindEntry && !w.of[at] {
			continue
		}
		by := cmp.Or(st.Speaker(at), ledger.Submitter(at))
		if w.q.Party != "" && by != w.q.Party {
			continue
		}
		l := web.RecordLine{Position: at, Kind: kind.Name, Words: kind.Words, Speaker: parties.NameOf(w.v.Known, by), Stands: ledger.StatementStands(w.v.Known, at)}
		if id, ok := st.EndedBy(w.v.Known, at); ok {
			l.Stands, l.EndedBy = false, id
		}
		if w.q.State == "stands" && !l.Stands || w.q.State == "ended" && l.Stands {
			continue
		}
		out = append(out, l)
	}
	return out
}

// complete reads the rest from the store. Not ok says that the line is not for the viewer, and that only
// some are asked for: which these are says something of it.
func (w *walk) complete(ctx context.Context, l *web.RecordLine) (ok bool, err error) {
	st, err := w.n.Store.Statement(ctx, l.Position)
	if err != nil {
		return false, err
	}
	_, head, err := sealed(st)
	if err != nil {
		return false, err
	}
	e, ok, err := w.n.sees(w.v, st)
	if err != nil {
		return false, err
	}
	if !ok {
		*l = web.RecordLine{ID: head.ID, Position: l.Position, Recorded: head.At, Withheld: true}
		return w.q.Kind == "" && w.q.Party == "" && w.q.About == "" && w.q.State == "", nil
	}
	l.ID, l.Recorded = head.ID, head.At
	if st.Body == nil {
		return true, nil
	}
	l.About = e.About
	if l.Kind == "" { // a text, of which memory keeps nothing
		l.Kind = e.Kind
		for _, k := range w.n.State.Kinds() {
			if k.Name == e.Kind {
				l.Words = k.Words
			}
		}
	}
	return true, nil
}
