package node_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"pgregory.net/rapid"

	"muster"
	"muster/indicator"
	"muster/money"
	"muster/parts"
	"muster/party"
	"muster/pledge"
	"muster/record"
	"muster/standing"
)

// history writes random requests to a record and to the model.
type history struct {
	t      *rapid.T
	ctx    context.Context
	store  record.Store
	state  *standing.State
	log    *record.Log
	ops    []op
	now    *world                              // the model as of now
	drafts map[muster.SeriesID][]*pledge.Draft // those recorded, to make the next from
}

const recordID = "testrecord"

// clock is a time that passes a second with every look.
func clock() func() time.Time {
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var mu sync.Mutex
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		at = at.Add(time.Second)
		return at
	}
}

func newHistory(t *rapid.T, store record.Store) *history {
	h := &history{t: t, ctx: context.Background(), store: store, state: parts.State(), now: &world{ended: map[muster.ID]bool{}}, drafts: map[muster.SeriesID][]*pledge.Draft{}}
	var err error
	if h.log, err = record.NewLog(h.ctx, store, h.state, clock()); err != nil {
		t.Fatal(err)
	}
	h.record(&record.Open{Envelope: muster.Envelope{Kind: record.KindOpen, By: party.Operator, Audience: muster.Public}, Record: recordID, Title: "a test"})
	var begin []muster.Value
	for _, id := range partyIDs {
		begin = append(begin, &party.Party{Envelope: about(party.KindParty, string(id)), Name: "Land " + string(id), Sort: party.State, ISO3: strings.ToUpper(string(id))})
	}
	begin = append(begin, &party.Group{Envelope: about(party.KindGroup, "g"), Name: "Group"},
		method("main", "comparable", 1), method("weak", "weak", 1), method("claims", "claims", 1))
	h.record(begin...)
	return h
}

var partyIDs = []muster.PartyID{"aaa", "bbb", "ccc", "ddd"}

func about(kind, object string) muster.Envelope {
	return muster.Envelope{Kind: kind, By: party.Operator, About: object, Audience: muster.Public}
}

func method(name string, series muster.SeriesID, version int) *pledge.Method {
	return &pledge.Method{
		Envelope: about(pledge.KindMethod, fmt.Sprintf("%s/%d", name, version)), Name: name, Version: version, Title: name, Series: series,
		Event: pledge.Allocated, Types: []string{"military"}, Undated: "leave_out", Months: "leave_out", Membership: pledge.WindowEnd,
		Conversion: "source", PriceBase: "nominal",
	}
}

// record records values that nobody may refuse, and tells the model.
func (h *history) record(values ...muster.Value) {
	h.t.Helper()
	r, err := h.log.Record(h.ctx, &record.Request{By: party.Operator, Values: values})
	if err != nil {
		h.t.Fatalf("refused: %v", err)
	}
	if int(r.Last-r.First)+1 != len(values) {
		h.t.Fatalf("%d statements stand at %d to %d", len(values), r.First, r.Last)
	}
	for i, v := range values {
		h.said(r.First+muster.Seq(i), v)
	}
}

func (h *history) said(at muster.Seq, v muster.Value, rows ...pledge.Entry) {
	h.saidAs(muster.NewID(recordID, uint64(at)), at, v, rows...)
}

// saidAs is said for an edition, which is named by its first statement and stands from its last.
func (h *history) saidAs(id muster.ID, at muster.Seq, v muster.Value, rows ...pledge.Entry) {
	do := func(w *world) { w.say(id, v, rows...) }
	h.ops = append(h.ops, op{at, do})
	do(h.now)
}

// refused makes a request that must leave nothing.
func (h *history) refused(values ...muster.Value) {
	h.t.Helper()
	size, root := h.log.Head()
	if _, err := h.log.Record(h.ctx, &record.Request{By: party.Operator, Values: values}); len(muster.Refusals(err)) == 0 {
		h.t.Fatalf("%T was not refused: %v", values[len(values)-1], err)
	}
	if n, r := h.log.Head(); n != size || r != root {
		h.t.Fatalf("a refused request left something: %d statements, had %d", n, size)
	}
}

func pick[T any](t *rapid.T, label string, from ...T) T {
	return rapid.SampledFrom(from).Draw(t, label)
}

// step makes one request of a random kind.
func (h *history) step() {
	steps := []func(){
		h.membership, h.rates, h.rates, h.gdp, h.claim, h.claim, h.burst, h.terms, h.methods, h.withdrawal, h.rename, h.refusal, h.refusal, h.text,
		h.edition, h.edition, h.edition, h.edition,
	}
	steps[rapid.IntRange(0, len(steps)-1).Draw(h.t, "step")]()
}

// spoken is the statement that stands about an object, to replace it.
func spoken[T muster.Value](h *history, object string) (f fact, ok bool) {
	for _, f := range standingOf[T](h.now) {
		if f.value.Common().About == object {
			return f, true
		}
	}
	return f, false
}

func (h *history) rename() {
	id := pick(h.t, "party", partyIDs...)
	p := &party.Party{Envelope: about(party.KindParty, string(id)), Name: fmt.Sprintf("Land %s %d", id, len(h.ops)), Sort: party.State, ISO3: strings.ToUpper(string(id))}
	old, _ := spoken[*party.Party](h, string(id))
	p.Replaces = old.id
	h.record(p)
}

func membership(id muster.PartyID) *party.Member {
	return &party.Member{Envelope: about(party.KindMember, "g/"+string(id)), Group: "g", Party: id, From: "2020-01-01"}
}

func (h *history) membership() {
	id := pick(h.t, "party", partyIDs...)
	m := membership(id)
	m.From = pick(h.t, "from", "2020-01-01", "2024-07-05", "2024-07-10")
	if rapid.Bool().Draw(h.t, "left") {
		m.Until = pick(h.t, "until", "2024-07-12", "2024-07-20", "2025-01-01")
	}
	if old, ok := spoken[*party.Member](h, m.About); ok {
		if rapid.Bool().Draw(h.t, "forgets") {
			h.refused(m) // it stands already
		}
		m.Replaces = old.id
	}
	h.record(m)
}

func (h *history) terms() {
	x := &pledge.Terms{
		Envelope: about(pledge.KindTerms, "p"), Title: "Pledge", Floor: money.Money{Amount: money.MustParse(pick(h.t, "floor", "40000000000", "100.01", "7")), Currency: "EUR"},
		Window: pledge.Window{From: muster.NewDay(2024, 7, 1), To: muster.NewDay(2024, 7, pick(h.t, "to", 10, 15, 32))},
		Group:  "g", Method: pick(h.t, "method", "main", "claims"), ShareKey: pledge.ShareKey{Series: indicator.GDP, Year: 2023}, Counts: pledge.Delivered,
	}
	old, _ := spoken[*pledge.Terms](h, "p")
	x.Replaces = old.id
	h.record(x)
}

func (h *history) methods() {
	name := pick(h.t, "name", "main", "weak", "claims")
	now := h.now.method(name)
	if now == nil {
		return
	}
	m := method(name, now.Series, now.Version)
	m.Event = pick(h.t, "event", pledge.Allocated, pledge.Committed)
	m.Months = pick(h.t, "months", "leave_out", "inside")
	m.Membership = pick(h.t, "membership", pledge.WindowEnd, pledge.EntryDate)
	if rapid.Bool().Draw(h.t, "all types") {
		m.Types = nil
	}
	if rapid.Bool().Draw(h.t, "next version") {
		m.Version++
		m.About = fmt.Sprintf("%s/%d", name, m.Version)
	}
	old, _ := spoken[*pledge.Method](h, m.About)
	m.Replaces = old.id
	h.record(m)
}

func (h *history) rates() {
	v := &indicator.Values{Envelope: about(indicator.KindValues, indicator.EuroRates+"/"+pick(h.t, "currency", "USD", "AUD"))}
	days := rapid.SliceOfNDistinct(rapid.IntRange(1, 25), 1, 4, rapid.ID[int]).Draw(h.t, "days")
	slices.Sort(days)
	for _, d := range days {
		v.Values += indicator.Line(muster.NewDay(2024, 7, d).String(), pick(h.t, "rate", "1.0683", "0.9", "1.5", "3", "1.07"))
	}
	h.replaceSome(v)
}

func (h *history) gdp() {
	id := pick(h.t, "party", partyIDs...)
	v := &indicator.Values{Envelope: about(indicator.KindValues, indicator.GDP+"/"+strings.ToUpper(string(id))), Party: id, Unit: "USD", Title: "GDP"}
	v.Values = "2022 5\n2023 " + pick(h.t, "gdp", "1", "7.5", "1000000007", "333333333.33") + "\n"
	h.replaceSome(v)
}

// replaceSome records values, now and then in the place of some said before.
func (h *history) replaceSome(v *indicator.Values) {
	if old, ok := spoken[*indicator.Values](h, v.About); ok && rapid.Bool().Draw(h.t, "replaces") {
		v.Replaces = old.id
	}
	h.record(v)
}

func (h *history) claim() {
	e := h.entry("claims")
	e.By, e.Audience = party.Operator, muster.Public
	if all := standingOf[*pledge.Entry](h.now); len(all) > 0 && rapid.Bool().Draw(h.t, "replaces") {
		e.Replaces = all[rapid.IntRange(0, len(all)-1).Draw(h.t, "which")].id
	}
	h.record(&e)
}

// burst makes several requests at once, of which some are refused: they are committed together.
func (h *history) burst() {
	var good []*pledge.Entry
	for range 3 {
		e := h.entry("claims")
		e.By, e.Audience = party.Operator, muster.Public
		good = append(good, &e)
	}
	var wg sync.WaitGroup
	first := make([]muster.Seq, len(good))
	for i := range good {
		bad, spoilt := *good[i], *good[i]
		spoilt.Party = "nobody"
		wg.Go(func() {
			if _, err := h.log.Record(h.ctx, &record.Request{By: party.Operator, Values: []muster.Value{&bad, &spoilt}}); err == nil {
				panic("a party that does not exist was taken")
			}
		})
		wg.Go(func() {
			r, err := h.log.Record(h.ctx, &record.Request{By: party.Operator, Values: []muster.Value{good[i]}})
			if err != nil {
				panic(err)
			}
			first[i] = r.First
		})
	}
	wg.Wait()
	order := []int{0, 1, 2}
	slices.SortFunc(order, func(a, b int) int { return int(first[a]) - int(first[b]) })
	for _, i := range order {
		h.said(first[i], good[i])
	}
}

// withdrawal withdraws something that stands.
func (h *history) withdrawal() {
	var all []fact
	all = append(all, standingOf[*pledge.Submission](h.now)...)
	all = append(all, standingOf[*pledge.Submission](h.now)...)
	all = append(all, standingOf[*pledge.Entry](h.now)...)
	all = append(all, standingOf[*indicator.Values](h.now)...)
	all = append(all, standingOf[*party.Member](h.now)...)
	if rapid.IntRange(0, 9).Draw(h.t, "rarely") == 0 {
		all = append(all, standingOf[*pledge.Method](h.now)...)
		all = append(all, standingOf[*pledge.Terms](h.now)...)
	}
	if len(all) == 0 {
		return
	}
	f := all[rapid.IntRange(0, len(all)-1).Draw(h.t, "which")]
	x := &record.Withdrawal{Envelope: muster.Envelope{Kind: record.KindWithdraw, By: f.value.Common().By, Withdraws: f.id, Why: "a mistake", Audience: muster.Public}}
	h.record(x)
	h.refused(x) // it does not stand any more
}

// text records a note and erases it.
func (h *history) text() {
	n := &record.Note{Envelope: about(record.KindNote, "claims:k1"), Text: "a text"}
	h.record(n)
	if !rapid.Bool().Draw(h.t, "erased") {
		return
	}
	at := h.state.Durable()
	e := &record.Erase{Envelope: about(record.KindErase, ""), Statement: muster.NewID(recordID, uint64(at))}
	e.Why = "asked for"
	_, err := h.log.Record(h.ctx, &record.Request{By: party.Operator, Make: func(w *record.Writer) error {
		w.EraseStatement(at)
		return w.Add(e)
	}})
	if err != nil {
		h.t.Fatal(err)
	}
}

// refusal makes requests that are refused after much of them was taken in.
func (h *history) refusal() {
	claim := h.entry("claims")
	claim.By = party.Operator
	claim.Type = fmt.Sprint("type ", len(h.ops)) // a word that is seen here for the first time
	bad := claim
	bad.Event = "promised"
	switch rapid.IntRange(0, 3).Draw(h.t, "refusal") {
	case 0:
		h.refused(&claim, &bad)
	case 1:
		p := &party.Party{Envelope: about(party.KindParty, "eee"), Name: "Newland", Sort: party.State}
		v := &indicator.Values{Envelope: about(indicator.KindValues, indicator.EuroRates+"/USD"), Values: "2024-07-05 99\n"}
		h.refused(p, v, &party.Member{Envelope: about(party.KindMember, "g/eee"), Group: "g", Party: "eee", From: "2020-01-01"}, &bad)
	case 2:
		all := standingOf[*pledge.Submission](h.now)
		if len(all) == 0 {
			h.refused(&bad)
			return
		}
		f := all[rapid.IntRange(0, len(all)-1).Draw(h.t, "which")]
		h.refused(&claim, &record.Withdrawal{Envelope: muster.Envelope{Kind: record.KindWithdraw, By: f.value.Common().By, Withdraws: f.id, Why: "no"}}, &bad)
	case 3:
		d := h.draft(pick(h.t, "series", muster.SeriesID("comparable"), "weak"))
		e := h.entry(d.Series)
		e.About, e.Party = string(d.Series)+":last", "nobody"
		d.Entries = append(d.Entries, pledge.Row{Entry: e, Row: 99})
		h.submit(d, false)
		d.Entries = d.Entries[:len(d.Entries)-1]
		h.dryRun(d)
	}
}

func jsonOf(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
