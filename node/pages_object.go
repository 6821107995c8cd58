package node

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"muster"
	"muster/access"
	asks "muster/ask"
	"muster/board"
	"muster/item"
	"muster/matching"
	"muster/offer"
	"muster/party"
	"muster/record"
	"muster/requirement"
	"muster/search"
	"muster/standing"
	"muster/web"
	"muster/work"
)

// Need implements web.BoardSource.
func (p pages) Need(ctx context.Context, known, id string) (*web.NeedDetail, error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return nil, err
	}
	over, err := p.Overlaps(ctx, known) // kept for all pages
	if err != nil {
		return nil, err
	}
	out := &web.NeedDetail{}
	var steps []muster.ID
	ok := false
	p.n.State.Read(func() {
		if out.Need, ok = board.NeedOf(v, id); !ok {
			return
		}
		out.Around = around(v, m)
		out.Matches = board.MatchesOfNeed(v, id)
		if out.Package, err = board.Package(v, out.Need); err != nil {
			out.Unknown = err.Error()
		} else {
			out.Kit, err = board.Kit(v, out.Need, out.Item, out.Quantity, out.Unit)
		}
		out.StandIns = board.StandIns(v, out.Need)
		for _, pair := range over.Needs {
			if pair.A.Value.About == id || pair.B.Value.About == id {
				out.Overlaps = append(out.Overlaps, pair)
			}
		}
		for _, c := range over.Crowds {
			if c.Need.ID == id {
				out.Crowd = &c
			}
		}
		if out.Life.Value.State == requirement.Open {
			out.Candidates = board.Candidates(v, out.Need)
		}
		part := matching.In(v)
		for about, pin := range part.Pins(v.Known) {
			if need, _, _ := strings.Cut(about, "+"); need == id && v.Shows(pin.Value.Audience) {
				out.Pins = append(out.Pins, pin)
				steps = append(steps, pin.ID)
			}
		}
		steps = append(steps, requirement.In(v).Steps(v.Known, id)...)
		for _, x := range out.Matches {
			steps = append(steps, part.Steps(v.Known, x.About)...)
		}
		for about, d := range requirement.In(v).Decisions(v) {
			if a, b, _ := strings.Cut(about, "+"); a == id || b == id {
				steps = append(steps, d.ID)
			}
		}
		out.Names = namesOf(v, append(slices.Clone(out.Substitutes), out.Item))
	})
	if !ok {
		return nil, muster.Missing("the requirement " + id)
	}
	if out.NamedBy, err = p.namers(ctx, known, requirement.Life.Object, id, item.Object, string(out.Item)); err != nil {
		return nil, err
	}
	out.History, err = p.history(ctx, v, requirement.Life.Object, id, steps)
	return out, err
}

func namesOf(v standing.View, ids []item.ID) map[item.ID]item.Names {
	names := map[item.ID]item.Names{}
	for _, id := range ids {
		if x, ok := standing.Find[*item.Part](v.State).Get(v.Known, id); ok {
			names[id] = x.Names
		}
	}
	return names
}

// Offer implements web.BoardSource.
func (p pages) Offer(ctx context.Context, known, id string) (*web.OfferDetail, error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return nil, err
	}
	over, err := p.Overlaps(ctx, known) // kept for all pages
	if err != nil {
		return nil, err
	}
	out := &web.OfferDetail{}
	var steps []muster.ID
	ok := false
	p.n.State.Read(func() {
		if out.Offer, ok = board.OfferOf(v, id); !ok {
			return
		}
		out.Around = around(v, m)
		stock, part := offer.In(v), matching.In(v)
		if asked, there := stock.Consents().Shown(v, id); there {
			life, _ := stock.Consents().State(v.Known, id)
			out.Asked, out.ConsentLife = &asked, &board.Line{ID: id, Statement: asked.ID, State: out.Consent, Life: life}
		}
		out.Matches = board.MatchesOfOffer(v, id)
		for _, r := range part.Reservations(v.Known, id, v.Effective) {
			if v.Shows(r.Value.Audience) {
				out.Reserved = append(out.Reserved, r)
			}
		}
		for _, pair := range over.Stock {
			if pair.A.Value.About == id || pair.B.Value.About == id {
				out.Overlaps = append(out.Overlaps, pair)
			}
		}
		for _, c := range over.Crowds {
			if _, ok := c.Of(id); ok {
				out.Crowds = append(out.Crowds, c)
			}
		}
		steps = stock.Steps(v.Known, id)
		for _, x := range out.Matches {
			steps = append(steps, part.Steps(v.Known, x.About)...)
		}
		for _, r := range part.Reserves(v.Known) {
			if r.Value.Offer == id {
				steps = append(steps, r.ID)
			}
		}
		for about, d := range stock.Decisions(v) {
			if a, b, _ := strings.Cut(about, "+"); a == id || b == id {
				steps = append(steps, d.ID)
			}
		}
	})
	if !ok {
		return nil, muster.Missing("the offer " + id)
	}
	if out.NamedBy, err = p.namers(ctx, known, offer.Life.Object, id, item.Object, string(out.Item)); err != nil {
		return nil, err
	}
	out.History, err = p.history(ctx, v, offer.Life.Object, id, steps)
	return out, err
}

// Match implements web.BoardSource.
func (p pages) Match(ctx context.Context, known, id string) (*web.MatchDetail, error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return nil, err
	}
	out := &web.MatchDetail{}
	var steps []muster.ID
	ok := false
	p.n.State.Read(func() {
		if out.Match, ok = board.MatchOf(v, id); ok {
			out.Around = around(v, m)
			out.Object = matching.In(v).Object(v.State, v.Known, out.Match.Match)
			out.Kit, out.Unknown = kit(v, out.Match.Need, out.Match.Offer, matching.In(v).Takes(v.Known, out.Match.Match))
			steps = matching.In(v).Steps(v.Known, id)
		}
	})
	if !ok {
		return nil, muster.Missing("the match " + id)
	}
	if out.NamedBy, err = p.namers(ctx, known, matching.Life.Object, id, requirement.Life.Object, out.Need.ID, offer.Life.Object, out.Offer.ID, item.Object, string(out.Need.Item), item.Object, string(out.Offer.Item)); err != nil {
		return nil, err
	}
	out.History, err = p.history(ctx, v, matching.Life.Object, id, steps)
	return out, err
}

// Items implements web.BoardSource.
func (p pages) Items(ctx context.Context) (all []item.Item, err error) {
	v, _, err := p.at(ctx, "")
	if err != nil {
		return nil, err
	}
	p.n.State.Read(func() {
		for x := range standing.Find[*item.Part](v.State).All(v.Known) {
			if v.Shows(x.Audience) {
				all = append(all, x)
			}
		}
	})
	return all, nil
}

// history reads the statements of an object's history from the store, with the notes about it and the files
// that were attached to it: the newest first.
func (p pages) history(ctx context.Context, v standing.View, object, about string, steps []muster.ID) (all []web.Event, err error) {
	notes, err := p.notes(ctx, v, about)
	if err != nil {
		return nil, err
	}
	var own []muster.Seq
	p.n.State.Read(func() { steps = append(steps, work.AttachmentsIn(v).Steps(v, object, about)...) })
	for _, id := range steps {
		if _, n, err := id.Split(); err == nil {
			own = append(own, muster.Seq(n)) // until records are merged a counter is a position
		}
	}
	at := slices.Concat(notes, own)
	slices.Sort(at)
	for _, n := range slices.Backward(slices.Compact(at)) {
		e, ok, err := p.event(ctx, v, n)
		if err != nil {
			return nil, err
		}
		if ok && (e.About == about || slices.Contains(own, n)) {
			all = append(all, e)
		}
	}
	return all, nil
}

// notes are the positions of texts about an object, as far as its viewer may see them, and of some others
// whose words are alike. What stands keeps nothing of texts; the index does.
func (p pages) notes(ctx context.Context, v standing.View, about string) (at []muster.Seq, err error) {
	if err := p.n.indexed(ctx); err != nil {
		return nil, err
	}
	kind, ok := p.n.State.KindNumber(record.KindNote)
	q := search.Parse(about)
	if !ok || q.Empty() {
		return nil, nil
	}
	o := search.Options{Known: v.Known, Limit: 1, Kinds: []uint16{kind}}
	o.Keep = func(st search.Statement) bool {
		if v.Viewer.Sees(st.Audience) {
			at = append(at, st.Position)
		}
		return true
	}
	p.n.State.Read(func() { p.n.finder.index.Find(q, o) })
	return at, nil
}

// event reads one statement; not ok where its body is gone or not for the viewer.
func (p pages) event(ctx context.Context, v standing.View, at muster.Seq) (e web.Event, ok bool, err error) {
	st, err := p.n.Store.Statement(ctx, at)
	if err != nil {
		return e, false, err
	}
	_, head, err := sealed(st)
	if err != nil {
		return e, false, err
	}
	common, ok, err := p.n.sees(v, st)
	if err != nil || !ok || st.Body == nil {
		return e, false, err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(st.Body, &fields); err != nil {
		return e, false, fmt.Errorf("statement %s: %w", head.ID, err)
	}
	// A field of that name that is no text is another kind's, and says something else.
	text := func(name string) (s string) {
		if json.Unmarshal(fields[name], &s) != nil {
			return ""
		}
		return s
	}
	who := access.Of(&common)
	e = web.Event{ID: head.ID, Recorded: head.At, Kind: common.Kind, About: common.About, Change: common.Replaces != "", Role: who.Role, Person: who.Person}
	if d, err := muster.ParseDay(common.Effective); err == nil && d < muster.DayOf(head.At) {
		e.On = d
	}
	e.Quantity = cmp.Or(text("received"), text("quantity"))
	title := ""
	if common.Kind == work.KindAttachment {
		title = text("title")
	}
	var texts []string
	for _, t := range []string{title, text("verdict"), common.Why, text("conditions"), text("override"), text("text")} {
		if t != "" {
			texts = append(texts, t)
		}
	}
	e.Text = strings.Join(texts, ". ")
	p.n.State.Read(func() {
		e.By = party.In(v).NameOf(v.Known, who.Party)
		for _, k := range p.n.State.Kinds() {
			if k.Name == common.Kind {
				e.Words = k.Words
			}
		}
		if e.Act = text("act"); e.Act != "" {
			e.Words = actWords(p.n.State, common.Kind, e.Act)
			e.Says = map[string]string{}
			for name := range fields {
				e.Says[name] = text(name)
			}
		}
	})
	return e, true, nil
}

// actWords say what an act does. The answers of donors move their asks by statements of a kind of their own.
func actWords(s *standing.State, kind, act string) string {
	for _, t := range work.Tables(s) {
		if t.Kind != kind && (kind != asks.KindAnswer || t != &asks.Life) {
			continue
		}
		for _, m := range t.Moves {
			if m.Act == act {
				return m.Words
			}
		}
	}
	return act
}

// Say implements web.BoardSource.
func (p pages) Say(ctx context.Context, as access.Principal, v muster.Value, shown string) (id muster.ID, err error) {
	e := v.Common()
	e.By, e.ActedBy = as.Party, as.Person
	if as.Role != access.Operator {
		e.Role = string(as.Role)
	}
	body, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	req := &record.Request{By: e.By, Make: func(w *record.Writer) error { return w.Add(v) }}
	if _, text := v.(*record.Note); !text { // a text can be erased, so that no key rests on it
		sum := sha256.Sum256(append(body, "\n"+shown...))
		req.Input = hex.EncodeToString(sum[:])
		req.Key = "form " + req.Input[:32]
		e.Request = &muster.Request{Key: req.Key, Input: req.Input, Statements: 1}
	}
	rec, err := p.n.Log.Record(ctx, req)
	if err != nil {
		return "", err
	}
	return muster.NewID(p.n.Log.ID(), uint64(rec.First)), nil
}
