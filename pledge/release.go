package pledge

import (
	"cmp"
	"fmt"
	"slices"

	"muster"
	"muster/money"
	"muster/party"
	"muster/standing"
)

// Fate is what became of a contribution from one edition to the next.
type Fate string

// The fates. What has none of them is the same in both.
const (
	IsNew      Fate = "new"
	IsGone     Fate = "gone"
	IsChanged  Fate = "changed"
	IsRevalued Fate = "revalued" // only the source's own conversion differs
)

// Fates lists the fates in the order in which a release note tells them.
var Fates = []Fate{IsNew, IsGone, IsChanged, IsRevalued}

// Moved is what one contribution adds to the difference of two editions, by one measure.
type Moved struct {
	Contribution  string
	Fate          Fate
	Party         muster.PartyID // its donor, in the later edition that has it
	Name          string
	Type          string
	Before, After *money.Amount // nil: it has no amount there
	Difference    money.Amount
}

// Bridge leads from the total of one edition to that of the next, by one measure in one currency:
// After − Before is the sum of the Steps, exactly.
type Bridge struct {
	Event         Event
	Currency      money.Currency
	Before, After money.Amount
	Steps         map[Fate]Step
	Rest          money.Amount // what is left; nothing, since what editions share is one statement
	Moved         []Moved      // largest difference first; none against no edition
}

// Step is what one of the four fates adds to a bridge.
type Step struct {
	Contributions int
	Amount        money.Amount
}

// Difference is by how much the total moved.
func (b Bridge) Difference() money.Amount { return b.After.Sub(b.Before) }

// Release says what an edition changed against another of its series: the one before it by the day
// their data run to, unless another is asked for, be it a later one.
type Release struct {
	Edition  EditionInfo
	Before   *EditionInfo // what it is compared with; nil: it is the first
	Bridges  []Bridge     // by event, then currency
	Withheld bool         // not all of it is for this viewer
}

// Edition returns an edition by its submission, whether it stands or not; withdrawn says that it was
// taken back.
func (p *Part) Edition(v standing.View, id muster.ID) (info EditionInfo, withdrawn, ok bool) {
	at := stampOf(v.Known)
	for _, s := range p.series {
		for _, e := range s.editions {
			if e.ID == id && e.At <= at && v.Shows(e.Audience) {
				info = EditionInfo{Submission: e.Submission, ID: e.ID, At: muster.Seq(e.At), Stands: s.standingEdition(at) == e}
				return info, e.Until <= at, true
			}
		}
	}
	return info, false, false
}

// EditionList is Editions without what each changed, which takes a pass over their rows.
func (p *Part) EditionList(v standing.View, id muster.SeriesID) []EditionInfo {
	s, ok := p.findSeries(id)
	if !ok {
		return nil
	}
	at := stampOf(v.Known)
	stands := s.standingEdition(at)
	var out []EditionInfo
	for _, e := range s.seen(v) {
		info := EditionInfo{Submission: e.Submission, ID: e.ID, At: muster.Seq(e.At), Stands: e == stands}
		if n := len(out); n > 0 {
			info.Before = out[n-1].Label
		}
		out = append(out, info)
	}
	return out
}

// ChangeBetween counts what became of contributions from one edition to another of its series, both
// by their submission, as far as a viewer may see them; before may be empty. It never changes for eyes
// that see so much, so it can be kept.
func (p *Part) ChangeBetween(v standing.View, before, after muster.ID) Change {
	var a, b *edition
	for _, s := range p.series {
		for _, e := range s.editions {
			switch e.ID {
			case before:
				a = e
			case after:
				b = e
			}
		}
	}
	if b == nil {
		return Change{}
	}
	return p.compare(&v.Viewer, a, b)
}

// Release compares an edition with another of its series, contribution by contribution; against none
// named, with the one before it.
func (p *Part) Release(v standing.View, id, against muster.ID) (Release, error) {
	for _, s := range p.series {
		all := s.seen(v)
		i := slices.IndexFunc(all, func(e *edition) bool { return e.ID == id })
		if i < 0 {
			continue
		}
		var before *edition
		switch {
		case against != "":
			j := slices.IndexFunc(all, func(e *edition) bool { return e.ID == against && e.ID != id })
			if j < 0 {
				return Release{}, muster.Invalid("against", fmt.Sprintf("found %q; accepted is another edition of %s, by its submission", against, all[i].About))
			}
			before = all[j]
		case i > 0:
			before = all[i-1]
		}
		return p.release(v, s, before, all[i]), nil
	}
	return Release{}, muster.Missing("the edition " + string(id))
}

func (p *Part) release(v standing.View, s *series, before, after *edition) Release {
	stands := s.standingEdition(stampOf(v.Known))
	r := Release{Edition: EditionInfo{Submission: after.Submission, ID: after.ID, At: muster.Seq(after.At), Stands: after == stands}}
	d := differ{p: p, v: v, fates: map[uint32]Fate{}, sums: map[measure]*twoSums{}, moved: map[moving]*twoSums{}}
	r.Edition.Change = p.compare(&v.Viewer, before, after)
	d.fate(p.prints(&v.Viewer, before), p.prints(&v.Viewer, after), r.Edition.Comparable)
	if before != nil {
		r.Before = &EditionInfo{Submission: before.Submission, ID: before.ID, At: muster.Seq(before.At), Stands: before == stands}
		r.Edition.Before = before.Label
		d.take(before, false)
	}
	d.take(after, true)
	r.Withheld = d.withheld
	for m := range d.sums {
		r.Bridges = append(r.Bridges, d.bridge(m, before == nil))
	}
	slices.SortFunc(r.Bridges, func(a, b Bridge) int {
		return cmp.Or(slices.Index(Events, a.Event)-slices.Index(Events, b.Event), cmp.Compare(a.Currency, b.Currency))
	})
	return r
}

// differ adds up two editions beside each other.
type differ struct {
	p        *Part
	v        standing.View
	fates    map[uint32]Fate // of contributions that are not the same in both
	sums     map[measure]*twoSums
	moved    map[moving]*twoSums
	withheld bool
}

type measure struct {
	event    uint8
	currency uint8
}

type moving struct {
	measure
	contribution uint32
}

// twoSums are a total before and after, with how many amounts each has.
type twoSums struct {
	sum         [2]money.Sum
	n           [2]int
	party, kind uint16
}

func (t *twoSums) add(side int, a money.Amount, valued bool) {
	if valued {
		t.sum[side].AddAmount(a)
		t.n[side]++
	}
}

func (t *twoSums) amount(side int) *money.Amount {
	if t.n[side] == 0 {
		return nil
	}
	a := t.sum[side].Total()
	return &a
}

func (t *twoSums) difference() money.Amount { return t.sum[1].Total().Sub(t.sum[0].Total()) }

// replaced is the fate of what differs under one identity that is not the source's own: it is gone,
// and something else is new.
const replaced Fate = "replaced"

// fate tells for each contribution what became of it, as compare counts it.
func (d *differ) fate(old, now map[uint32]print, comparable bool) {
	for c, x := range now {
		switch y, ok := old[c]; {
		case !ok:
			d.fates[c] = IsNew
		case x == y:
		case !comparable:
			d.fates[c] = replaced
		case x.content == y.content:
			d.fates[c] = IsRevalued
		default:
			d.fates[c] = IsChanged
		}
	}
	for c := range old {
		if _, ok := now[c]; !ok {
			d.fates[c] = IsGone
		}
	}
}

func (d *differ) take(e *edition, after bool) {
	side := 0
	if after {
		side = 1
	}
	d.p.each(e, func(row uint32, b *block, i int) {
		if b.flags[i]&spoken == 0 {
			return
		}
		if !d.v.Viewer.Sees(b.audience[i]) {
			d.withheld = true
			return
		}
		m := measure{b.event[i], b.currency[i]}
		if b.flags[i]&(hasConverted|convMarked) != 0 {
			m.currency = b.convCurrency[i]
		}
		a, valued := d.p.sourceValue(b, i, row)
		if d.sums[m] == nil {
			d.sums[m] = new(twoSums)
		}
		d.sums[m].add(side, a, valued)
		if d.fates[b.contribution[i]] == "" {
			return
		}
		k := moving{m, b.contribution[i]}
		if d.moved[k] == nil {
			d.moved[k] = new(twoSums)
		}
		d.moved[k].party, d.moved[k].kind = b.party[i], b.kind[i]
		d.moved[k].add(side, a, valued)
	})
}

// bridge puts one measure together. Against no edition all is new, and nothing is listed.
func (d *differ) bridge(m measure, first bool) Bridge {
	all := d.sums[m]
	br := Bridge{
		Event: Events[m.event], Currency: money.Currency(d.p.currencies.list[m.currency]),
		Before: all.sum[0].Total(), After: all.sum[1].Total(), Steps: map[Fate]Step{},
	}
	br.Rest = br.Difference()
	for k, t := range d.moved {
		if k.measure != m {
			continue
		}
		for _, x := range d.moves(k, t) {
			step := br.Steps[x.Fate]
			step.Contributions++
			step.Amount = step.Amount.Add(x.Difference)
			br.Steps[x.Fate] = step
			br.Rest = br.Rest.Sub(x.Difference)
			if !first {
				br.Moved = append(br.Moved, x)
			}
		}
	}
	slices.SortFunc(br.Moved, func(a, b Moved) int {
		return cmp.Or(b.Difference.Abs().Cmp(a.Difference.Abs()), cmp.Compare(a.Contribution, b.Contribution), cmp.Compare(a.Fate, b.Fate))
	})
	return br
}

// moves are what a contribution adds to the difference: one line, or two where one thing took the
// place of another.
func (d *differ) moves(k moving, t *twoSums) []Moved {
	id := muster.PartyID(d.p.parties.list[t.party])
	x := Moved{
		Contribution: d.p.contributions.name(k.contribution), Fate: d.fates[k.contribution], Party: id,
		Name: party.In(d.v).NameOf(d.v.Known, id), Type: d.p.types.list[t.kind], Before: t.amount(0), After: t.amount(1), Difference: t.difference(),
	}
	if x.Fate != replaced {
		return []Moved{x}
	}
	gone, fresh := x, x
	gone.Fate, gone.After, gone.Difference = IsGone, nil, t.sum[0].Total().Neg()
	fresh.Fate, fresh.Before, fresh.Difference = IsNew, nil, t.sum[1].Total()
	return []Moved{gone, fresh}
}

// StatementsOf returns the positions of the entries ever said of a contribution; nil where there is
// no contribution of that name.
func (p *Part) StatementsOf(known muster.Seq, about string) map[muster.Seq]bool {
	c, ok := p.contributions.find(about)
	if !ok {
		return nil
	}
	all := map[muster.Seq]bool{}
	for r := p.contributions.head[c]; r != 0; {
		b, i := p.at(r - 1)
		if r = b.next[i]; b.stmt[i] <= stampOf(known) {
			all[muster.Seq(b.stmt[i])] = true
		}
	}
	return all
}

// Submitter is the party whose submission a statement belongs to; empty where it is of its own.
func (p *Part) Submitter(stmt muster.Seq) muster.PartyID {
	for _, s := range p.series {
		for _, e := range s.editions {
			if first := muster.Seq(e.Stmt); first < stmt && stmt <= first+muster.Seq(e.Follow) {
				return e.By
			}
		}
	}
	return ""
}
