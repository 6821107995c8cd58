package evidence

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"time"

	"muster"
	"muster/money"
	"muster/standing"
	"muster/work"
)

func (p *Part) tellItem(standing.View) func(*work.Thing, Item) {
	return func(th *work.Thing, x Item) { th.Title = x.Media }
}

func tellIncident(standing.View) func(*work.Thing, Incident) {
	return func(th *work.Thing, x Incident) { th.Title, th.Texts = x.Title.In("en"), x.Title }
}

func tellDamage(standing.View) func(*work.Thing, Damage) {
	return func(th *work.Thing, x Damage) { th.Title = x.Damaged }
}

func tellCase(standing.View) func(*work.Thing, Case) {
	return func(th *work.Thing, x Case) { th.Title, th.Texts = x.Title.In("en"), x.Title }
}

func tellHold(standing.View) func(*work.Thing, Hold) {
	return func(*work.Thing, Hold) {}
}

// Assessment is what was found of an entry of damage.
type Assessment struct {
	Amount, Currency, Method, Prices string
	List, Code                       string
	Register, Foreign                string
}

// assess keeps what acts on an entry of damage say.
func (p *Part) assess(m standing.Moment, x *DamageActed) {
	now, _ := p.assessed.Get(m.At, x.About)
	if next := now.Value.After(x); next != now.Value {
		p.assessed.Set(m, x.About, next)
	}
}

// After is what was found of an entry of damage after an act on it.
func (a Assessment) After(x *DamageActed) Assessment {
	switch x.Act.Act {
	case ActAssess:
		a.Amount, a.Currency, a.Method, a.Prices = x.Amount, x.Currency, x.Method, x.PriceDate
	case ActClassify:
		a.List, a.Code = x.List, x.Code
	case ActRefer:
		a.Register, a.Foreign = x.Register, x.Foreign
	}
	return a
}

// Assessment is what was found of an entry of damage last.
func (p *Part) Assessment(known muster.Seq, id string) (Assessment, bool) {
	a, ok := p.assessed.Get(known, id)
	return a.Value, ok
}

// Hint is whether an entry of damage meets one condition of a code list, as far as its own words say. It is no
// verdict: a register decides.
type Hint struct {
	Condition string // date, territory or cause
	Answer    string // yes, no, in part, or alleged: the word stays until an incident was reviewed
}

// Hints are what an entry of damage that a viewer may see says of the conditions of a code list. An incident that they
// may not see leaves the cause alleged.
func (p *Part) Hints(v standing.View, id, list string) (all []Hint) {
	x, ok := p.Damages.Shown(v, id)
	l, listed := p.codes.Get(v.Known, list)
	if !ok || !listed {
		return nil
	}
	if from, err := muster.ParseDay(l.Value.From); err == nil {
		first, _ := muster.ParseDay(x.Value.From)
		last, _ := muster.ParseDay(x.Value.Until)
		answer := "in part"
		switch {
		case first >= from:
			answer = "yes"
		case last < from:
			answer = "no"
		}
		all = append(all, Hint{"date", answer})
	}
	if len(l.Value.Territory) > 0 {
		answer := "no"
		if slices.Contains(l.Value.Territory, x.Value.Place.Region) || len(x.Value.Place.Region) > 2 && slices.Contains(l.Value.Territory, x.Value.Place.Region[:2]) {
			answer = "yes"
		}
		all = append(all, Hint{"territory", answer})
	}
	cause := Alleged
	if _, ok := p.Incidents.Shown(v, x.Value.Incident); ok {
		if at, _ := p.Incidents.State(v.Known, x.Value.Incident); at.Value.State != SetAside {
			cause = at.Value.State
		}
	}
	return append(all, Hint{"cause", cause})
}

// Lists are the names of the code lists that stand, in order.
func (p *Part) Lists(known muster.Seq) (all []string) {
	for name := range p.codes.All(known) {
		all = append(all, name)
	}
	return all
}

// Twice are two entries of damage that may be of one object.
type Twice struct {
	A, B    string
	Why     string // object or register
	Verdict work.Verdict
	Decided muster.ID // the statement of that; empty: nobody said so of these two
}

// Doubles are the entries of damage of one object or with one id in a register elsewhere, whose days meet, that a
// viewer may see, with what a person decided of them. Nothing is merged.
func (p *Part) Doubles(v standing.View) (all []Twice) {
	counted, one := p.counted(v), p.decidedSame(v)
	// Only entries of one object, and those of one id, are laid beside each other.
	byObject, byID := map[string][]*Damage{}, map[string][]*Damage{}
	for _, x := range counted {
		byObject[x.Damaged] = append(byObject[x.Damaged], x)
		if id := p.foreignID(v.Known, x); id != "" {
			byID[id] = append(byID[id], x)
		}
	}
	why := map[[2]string]string{}
	for _, group := range byID {
		for i, b := range group {
			for _, a := range group[:i] {
				why[[2]string{a.About, b.About}] = "register"
			}
		}
	}
	for _, group := range byObject {
		slices.SortStableFunc(group, func(a, b *Damage) int { return cmp.Compare(a.From, b.From) }) // ISO days sort as text
		for i, a := range group {
			for _, b := range group[i+1:] {
				if b.From > a.Until {
					break // as are all that begin later
				}
				if pair := [2]string{min(a.About, b.About), max(a.About, b.About)}; why[pair] == "" {
					why[pair] = "object"
				}
			}
		}
	}
	for pair, why := range why {
		t := Twice{A: pair[0], B: pair[1], Why: why}
		if d, ok := p.pairs.Shown(v, work.PairOf(t.A, t.B)); ok && d.Value.Object == ObjectDamage {
			t.Verdict, t.Decided = d.Value.Verdict, d.ID
		} else if one.of(t.A) == one.of(t.B) {
			t.Verdict = work.Same // as follows from what was decided of others
		}
		all = append(all, t)
	}
	slices.SortFunc(all, func(a, b Twice) int { return cmp.Or(cmp.Compare(a.B, b.B), cmp.Compare(a.A, b.A)) })
	return all
}

// counted are the entries of damage that a viewer may see and that were not set aside, in order of id.
func (p *Part) counted(v standing.View) (all []*Damage) {
	for id, x := range p.Damages.Visible(v) {
		if at, _ := p.Damages.State(v.Known, id); at.Value.State != SetAside {
			all = append(all, &x.Value)
		}
	}
	return all
}

// foreignID is the id of an entry in a register elsewhere; empty where it has none.
func (p *Part) foreignID(known muster.Seq, x *Damage) string {
	register, id := x.Register, x.Foreign
	if s, ok := p.assessed.Get(known, x.About); ok && s.Value.Foreign != "" {
		register, id = s.Value.Register, s.Value.Foreign
	}
	if id == "" {
		return ""
	}
	return register + "/" + id
}

// Total is damage of one sort in one region in one month: it names nobody.
type Total struct {
	Sort, Region, Month string
	Currency            string // of the cost; empty where none was assessed
	Entries             int
	Open                int // entries that may be of the same object as another, on which nobody decided
	Cost                money.Amount
}

// Totals add up the damage that a viewer may see, by sort of object, region, month of its first day and currency.
// What was set aside is left out; of entries that a person decided to be the same one counts, with a cost if any has one.
func (p *Part) Totals(v standing.View) (rows []Total, leftOut int) {
	one := p.decidedSame(v)
	open := map[string]bool{}
	for _, t := range p.Doubles(v) {
		if t.Verdict == "" {
			open[one.of(t.A)], open[one.of(t.B)] = true, true
		}
	}
	counts := map[string]*Damage{} // by group
	for _, x := range p.counted(v) {
		group := one.of(x.About)
		now, ok := counts[group]
		if a, _ := p.Assessment(v.Known, x.About); !ok || a.Amount != "" && p.free(v.Known, now) {
			counts[group] = x
		}
	}
	sums := map[Total]*struct {
		money.Sum
		n, open int
	}{}
	for group, x := range counts {
		a, _ := p.Assessment(v.Known, x.About)
		key := Total{Sort: x.Sort, Region: x.Place.Region, Month: x.From[:7], Currency: a.Currency}
		if sums[key] == nil {
			sums[key] = &struct {
				money.Sum
				n, open int
			}{}
		}
		sums[key].n++
		if open[group] {
			sums[key].open++
		}
		if c, err := money.Parse(a.Amount); err == nil {
			sums[key].AddAmount(c)
		}
	}
	for key, s := range sums {
		key.Entries, key.Open, key.Cost = s.n, s.open, s.Total()
		rows = append(rows, key)
	}
	slices.SortFunc(rows, func(a, b Total) int {
		return cmp.Or(cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.Region, b.Region), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Currency, b.Currency))
	})
	for range p.Damages.Visible(v) {
		leftOut++
	}
	return rows, leftOut - len(counts)
}

// free reports whether nothing says what an entry of damage cost.
func (p *Part) free(known muster.Seq, x *Damage) bool {
	a, _ := p.Assessment(known, x.About)
	return a.Amount == ""
}

// decidedSame are the entries of damage that a viewer may see and that a person decided to be the same, whatever they
// are called: who decides two pairs decides on all three.
func (p *Part) decidedSame(v standing.View) same {
	one := same{}
	for about, x := range p.pairs.Visible(v) {
		if a, b, _ := strings.Cut(about, "+"); x.Value.Object == ObjectDamage && x.Value.Verdict == work.Same {
			one.join(a, b)
		}
	}
	return one
}

// Waiting is an item that waits for somebody.
type Waiting struct {
	Item, State string
	Since       time.Time
	Days        int // for how many whole days
}

// Backlog are the items that wait to be registered or reviewed, the oldest first.
func (p *Part) Backlog(v standing.View, now time.Time) (all []Waiting) {
	for id := range p.Items.Visible(v) {
		at, _ := p.Items.State(v.Known, id)
		if s, _ := ItemLife.State(at.Value.State); len(s.Waits) > 0 {
			all = append(all, Waiting{id, at.Value.State, at.Value.Since, int(now.Sub(at.Value.Since) / (24 * time.Hour))})
		}
	}
	slices.SortStableFunc(all, func(a, b Waiting) int { return a.Since.Compare(b.Since) })
	return all
}

// Fixities yields the checks of originals that a viewer may see, in order.
func (p *Part) Fixities(v standing.View) iter.Seq[standing.Version[Fixity]] {
	return func(yield func(standing.Version[Fixity]) bool) {
		all := []standing.Version[Fixity]{}
		for _, x := range p.fixities.All(v.Known) {
			if v.Shows(x.Value.Audience) {
				all = append(all, x)
			}
		}
		slices.SortFunc(all, func(a, b standing.Version[Fixity]) int { return cmp.Compare(a.From, b.From) })
		for _, x := range all {
			if !yield(x) {
				return
			}
		}
	}
}

// Shown are those of some items that a viewer may see.
func (p *Part) Shown(v standing.View, ids []string) (all []string) {
	for _, id := range ids {
		if _, ok := p.Items.Shown(v, id); ok {
			all = append(all, id)
		}
	}
	return all
}

// FixityDays is within how many days all originals are to be hashed again.
const FixityDays = 90

// Accesses yields the events of custody that a viewer may see, of all objects, in the order in which they were
// recorded.
func (p *Part) Accesses(v standing.View) (all []standing.Version[Link]) {
	for _, l := range p.links.All(v.Known) {
		if v.Shows(l.Value.Audience) {
			all = append(all, l)
		}
	}
	slices.SortFunc(all, func(a, b standing.Version[Link]) int { return cmp.Compare(a.From, b.From) })
	return all
}
