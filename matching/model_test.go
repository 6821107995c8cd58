package matching_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"muster"
	"muster/access"
	"muster/item"
	"muster/matching"
	"muster/money"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
)

// kept is what a model keeps of a match: enough to say what must hold.
type kept struct {
	need, stock string
	taken       int64
	received    int64
	state       string
	override    bool
}

// model is coordination in plain maps.
type model struct {
	d       *desk
	needs   map[string]int64
	stock   map[string]int64
	taken   map[string]int64 // accepted of an offer
	lessen  map[string]bool  // requirements stated again as less than is firm, with a reason
	open    map[string]bool
	matches map[string]*kept
}

var actors = []access.Principal{recipient, germany, coordinator, mover, receiver, {Role: access.Auditor, Party: "nsatu"}, {Role: access.DonorOfficer, Party: "pl"}}

func newModel(t testing.TB) *model {
	return &model{newDesk(t), map[string]int64{}, map[string]int64{}, map[string]int64{}, map[string]bool{}, map[string]bool{}, map[string]*kept{}}
}

func (m *model) addNeed(t *rapid.T) {
	id := fmt.Sprintf("r%d", len(m.needs))
	q := rapid.Int64Range(1, 20).Draw(t, "needed")
	m.d.open(needOf(id, fmt.Sprint(q), func(l *requirement.Line) { l.Substitutes = nil }))
	m.needs[id], m.open[id] = q, true
}

func (m *model) addStock(t *rapid.T) {
	id := fmt.Sprintf("o%d", len(m.stock))
	q := rapid.Int64Range(1, 20).Draw(t, "offered")
	m.d.accept(stockOf(id, fmt.Sprint(q)))
	m.stock[id], m.taken[id] = q, q
}

// firm sums what is bound of an offer, or for a requirement.
func (m *model) firm(of string) (n int64) {
	for _, k := range m.matches {
		if k.need == of || k.stock == of {
			n += m.count(k)
		}
	}
	return n
}

// restateStock states an offer again with another quantity: never less than is firm of it.
func (m *model) restateStock(t *rapid.T) {
	id := rapid.SampledFrom(slices.Sorted(maps.Keys(m.stock))).Draw(t, "stock")
	q := rapid.Int64Range(1, 20).Draw(t, "offered")
	was, _ := standing.Find[*offer.Part](m.d.State).Get(m.d.Known(), id)
	x := stockOf(id, fmt.Sprint(q))
	x.Replaces = was.ID
	if err := m.d.Try(x); (err == nil) != (q >= m.firm(id)) {
		t.Fatalf("offer %s of which %d are firm is stated again with %d: %v", id, m.firm(id), q, err)
	} else if err == nil {
		m.d.Add(x)
		m.stock[id], m.taken[id] = q, min(m.taken[id], q)
	}
}

// restateNeed does the same of a requirement, for which a reason may make it less.
func (m *model) restateNeed(t *rapid.T) {
	id := rapid.SampledFrom(slices.Sorted(maps.Keys(m.needs))).Draw(t, "need")
	if !m.open[id] {
		return
	}
	q, reason := rapid.Int64Range(1, 20).Draw(t, "needed"), rapid.SampledFrom([]string{"", "a decision"}).Draw(t, "why")
	was, _ := standing.Find[*requirement.Part](m.d.State).Get(m.d.Known(), id)
	x := needOf(id, fmt.Sprint(q), func(l *requirement.Line) { l.Substitutes, l.Why, l.Replaces = nil, reason, was.ID })
	less := q < m.firm(id)
	if err := m.d.Try(x); (err == nil) != (!less || reason != "") {
		t.Fatalf("requirement %s for which %d are firm is stated again with %d for the reason %q: %v", id, m.firm(id), q, reason, err)
	} else if err == nil {
		m.d.Add(x, onNeed(id, "validate", coordinator), onNeed(id, "open", coordinator)) // what was changed is looked at again
		m.needs[id], m.lessen[id] = q, m.lessen[id] || less
	}
}

func (m *model) propose(t *rapid.T) {
	if len(m.needs) == 0 || len(m.stock) == 0 {
		return
	}
	need := rapid.SampledFrom(slices.Sorted(maps.Keys(m.needs))).Draw(t, "need")
	stock := rapid.SampledFrom(slices.Sorted(maps.Keys(m.stock))).Draw(t, "stock")
	q := rapid.Int64Range(1, 25).Draw(t, "taken")
	id := fmt.Sprintf("m%d", len(m.matches))
	x := m.d.match(id, need, stock, fmt.Sprint(q), rapid.SampledFrom(actors).Draw(t, "by"))
	if m.d.Try(x) == nil {
		m.d.Add(x)
		m.matches[id] = &kept{need: need, stock: stock, taken: q, state: matching.Proposed}
	}
}

// act does some act on some match as somebody; whether it is taken in is the code's to say, and what must
// hold afterwards is the model's.
func (m *model) act(t *rapid.T) {
	if len(m.matches) == 0 {
		return
	}
	id := rapid.SampledFrom(slices.Sorted(maps.Keys(m.matches))).Draw(t, "match")
	name := rapid.SampledFrom(matching.Life.Acts()).Draw(t, "act")
	x := act(id, name, rapid.SampledFrom(actors).Draw(t, "as"))
	k := m.matches[id]
	if name == matching.ActFirm && rapid.IntRange(0, 4).Draw(t, "override") == 0 {
		x.Override = "a decision"
	}
	got := rapid.Int64Range(0, k.taken).Draw(t, "received")
	if name == matching.ActShortClose {
		x.Received = fmt.Sprint(got)
	}
	if m.d.Try(x) != nil {
		return
	}
	m.d.Add(x)
	move, ok := matching.Life.Move(k.state, name)
	if !ok {
		t.Fatalf("%s was taken in for a match that is %s", name, k.state)
	}
	k.state = move.To
	k.override = k.override || x.Override != ""
	k.received = got
}

func (m *model) endNeed(t *rapid.T) {
	if len(m.needs) == 0 {
		return
	}
	id := rapid.SampledFrom(slices.Sorted(maps.Keys(m.needs))).Draw(t, "need")
	x := onNeed(id, requirement.ActWithdraw, recipient)
	if m.d.Try(x) == nil {
		m.d.Add(x)
		m.open[id] = false
	}
}

func (m *model) count(k *kept) int64 {
	switch k.state {
	case matching.Firm, matching.InDelivery, matching.Fulfilled:
		return k.taken
	case matching.ShortClosed:
		return k.received
	}
	return 0
}

// holds is what must hold after every step.
func (m *model) holds(t *rapid.T) {
	firmNeed, firmStock, over := map[string]int64{}, map[string]int64{}, map[string]bool{}
	received := map[string]int64{}
	for id, k := range m.matches {
		firmNeed[k.need] += m.count(k)
		firmStock[k.stock] += m.count(k)
		over[k.need] = over[k.need] || k.override
		if k.state == matching.Fulfilled || k.state == matching.ShortClosed {
			received[k.need] += m.count(k)
		}
		if (k.state == matching.Firm || k.state == matching.InDelivery) && !m.open[k.need] {
			t.Fatalf("match %s is %s for a requirement that was withdrawn", id, k.state)
		}
		if life, _ := m.d.p.State(m.d.Known(), id); life.Value.State != k.state {
			t.Fatalf("match %s is %s, the model says %s", id, life.Value.State, k.state)
		}
	}
	on := muster.NewDay(2026, 12, 1)
	for id, q := range m.stock {
		if firmStock[id] > q {
			t.Fatalf("%d of %d of offer %s are firm", firmStock[id], q, id)
		}
		u, _ := m.d.p.Use(m.d.State, m.d.Known(), id, on)
		if u.Firm.Cmp(money.New(firmStock[id], 0)) != 0 || u.Free().Cmp(money.New(max(m.taken[id]-firmStock[id], 0), 0)) != 0 {
			t.Fatalf("offer %s: firm %s free %s, the model says %d of %d", id, u.Firm, u.Free(), firmStock[id], q)
		}
	}
	for id, q := range m.needs {
		if firmNeed[id] > q && !over[id] && !m.lessen[id] {
			t.Fatalf("%d are firm for the %d of %s, and nobody decided so", firmNeed[id], q, id)
		}
		c, _ := m.d.p.Cover(m.d.State, m.d.Known(), id)
		if c.Firm.Cmp(item.RatioOf(money.New(firmNeed[id], 0))) != 0 || c.Received.Cmp(item.RatioOf(money.New(received[id], 0))) != 0 {
			t.Fatalf("requirement %s: firm %s received %s, the model says %d and %d", id, c.Firm, c.Received, firmNeed[id], received[id])
		}
		want := requirement.Open
		switch {
		case !m.open[id]:
			want = requirement.Withdrawn
		case received[id] >= q:
			want = requirement.Fulfilled
		case firmNeed[id] >= q:
			want = requirement.Covered
		case firmNeed[id] > 0:
			want = requirement.PartlyCovered
		}
		if got := m.d.p.RequirementState(m.d.State, m.d.Known(), id, on); got != want {
			t.Fatalf("requirement %s is %s, the model says %s", id, got, want)
		}
	}
}

// snapshot goes on from a snapshot of what stands: all must hold there too.
func (m *model) snapshot(*rapid.T) {
	m.d.Reload(fresh()...)
	m.d.p = standing.Find[*matching.Part](m.d.State)
}

func TestWhatHoldsOfMatchesAlwaysHolds(t *testing.T) {
	firm := 0
	rapid.Check(t, func(rt *rapid.T) {
		m := newModel(t)
		m.addNeed(rt)
		m.addStock(rt)
		rt.Repeat(map[string]func(*rapid.T){
			"need": m.addNeed, "stock": m.addStock, "propose": m.propose, "act": m.act, "act again": m.act, "agree": m.agree, "restate": m.restateStock, "restate need": m.restateNeed,
			"end": m.endNeed, "snapshot": m.snapshot, "": m.holds,
		})
		for _, k := range m.matches {
			if m.count(k) > 0 {
				firm++
			}
		}
	})
	if firm == 0 {
		t.Error("nothing was ever firm: the model has lost its way")
	}
}

// agree leads a match on to where it can be made firm.
func (m *model) agree(*rapid.T) {
	for _, id := range slices.Sorted(maps.Keys(m.matches)) {
		k := m.matches[id]
		if k.state != matching.Proposed {
			continue
		}
		for _, x := range []muster.Value{act(id, matching.ActDonorAgree, germany), act(id, matching.ActRecipientAgree, recipient)} {
			m.d.Add(x)
		}
		k.state = matching.Agreed
		if x := act(id, matching.ActFirm, coordinator); m.d.Try(x) == nil {
			m.d.Add(x)
			k.state = matching.Firm
		}
		return
	}
}
