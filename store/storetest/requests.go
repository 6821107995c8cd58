package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"muster"
	"muster/record"
)

// gate holds back transactions until it is opened, so that requests wait together, and counts them.
type gate struct {
	record.Store
	shut    sync.Mutex
	waiting atomic.Int64
	count   atomic.Int64
}

func (g *gate) Append(ctx context.Context, admit func(record.Tx) error) error {
	g.waiting.Add(1)
	g.shut.Lock()
	defer g.shut.Unlock()
	g.waiting.Add(-1)
	g.count.Add(1)
	return g.Store.Append(ctx, admit)
}

// together sends requests while a dry run is held back before them, so that they wait in one group,
// and returns their answers in order. ready, if not nil, is called when they wait.
func together(x *session, g *gate, requests []*record.Request, ready func()) ([]record.Receipt, []error) {
	receipts, errs := make([]record.Receipt, len(requests)), make([]error, len(requests))
	var wg sync.WaitGroup
	g.shut.Lock()
	wg.Go(func() {
		if _, err := x.log.Record(context.Background(), &record.Request{By: "de", DryRun: true, Make: func(*record.Writer) error { return nil }}); err != nil {
			x.tb.Error(err)
		}
	})
	for g.waiting.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	for i, r := range requests {
		wg.Go(func() { receipts[i], errs[i] = x.log.Record(context.Background(), r) })
		time.Sleep(200 * time.Microsecond) // mostly in this order; nothing rests on it
	}
	time.Sleep(10 * time.Millisecond)
	if ready != nil {
		ready()
	}
	g.shut.Unlock()
	wg.Wait()
	return receipts, errs
}

func testAllOrNothing(t *testing.T, s Subject) {
	_, place := s.fresh(t)
	g := &gate{}
	x := s.open(t, place, func(store record.Store) record.Store { g.Store = store; return g })
	doc := pack(t, "kept by a request that is refused")
	var requests []*record.Request
	want := map[string]bool{}
	for i := range 40 {
		name := fmt.Sprintf("r%d", i)
		// Refused ones are long enough that a part of them has gone to the store already.
		n := []int{1, 3, 700, 30}[i%4]
		values := claims("de", name, n)
		r := &record.Request{By: "de", Values: values}
		switch {
		case i%8 == 2, i%8 == 3:
			r.Values = append(values, bad())
		case i%8 == 5:
			r.Values, r.Make = nil, func(w *record.Writer) error {
				if err := w.Put(doc, "de"); err != nil {
					return err
				}
				for _, v := range values {
					if err := w.Add(v); err != nil {
						return err
					}
				}
				return muster.Denied("in the end")
			}
		default:
			want[name] = true
		}
		requests = append(requests, r)
	}
	receipts, errs := together(x, g, requests, nil)
	for i, err := range errs {
		name := fmt.Sprintf("r%d", i)
		if want[name] != (err == nil) || err != nil && len(muster.Refusals(err)) != 1 {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && receipts[i] != (record.Receipt{}) {
			t.Errorf("%s was refused with the receipt %v", name, receipts[i])
		}
	}
	there := s.whole(t, place, x)
	if len(there) != len(want) {
		t.Errorf("%d requests are there, want %d", len(there), len(want))
	}
	for i, r := range receipts {
		name := fmt.Sprintf("r%d", i)
		if got, ok := there[name]; ok != want[name] || ok && (got.First != r.First || got.Last != r.Last) {
			t.Errorf("%s is at %v, its receipt says %v", name, got, r)
		}
	}
	if g.count.Load() >= int64(len(requests)) {
		t.Errorf("%d transactions for %d requests: they were not taken together", g.count.Load(), len(requests))
	}
	noDocuments(t, x.store)
	for _, v := range []error{errs[2], errs[3]} {
		if want := "statement"; !strings.Contains(v.Error(), want) || !strings.Contains(v.Error(), "about") {
			t.Errorf("%v: does not name the statement and the field", v)
		}
	}
}

func noDocuments(tb testing.TB, store record.Store) {
	tb.Helper()
	for h, err := range store.Documents(tb.Context()) {
		tb.Errorf("document %s is there (%v)", h.Hex(), err)
	}
}

func testGroups(t *testing.T, s Subject) {
	_, place := s.fresh(t)
	g := &gate{}
	x := s.open(t, place, func(store record.Store) record.Store { g.Store = store; return g })
	y := s.open(t, place, nil)
	var wg sync.WaitGroup
	const writers, each = 64, 4
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				session := []*session{x, y}[w%2]
				if _, err := session.record(claims("de", fmt.Sprintf("w%d-%d", w, i), 1+(w+i)%4)...); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got := s.whole(t, place, x, y); len(got) != writers*each {
		t.Errorf("%d requests are there, want %d", len(got), writers*each)
	}
	if n := g.count.Load(); n >= writers*each/2 {
		t.Errorf("%d transactions for %d requests", n, writers*each/2)
	}
}

func keyed(key, input, request string, n int) *record.Request {
	return &record.Request{By: "de", Key: key, Input: input, Values: claims("de", request, n)}
}

func testKeys(t *testing.T, s Subject) {
	x, place := s.fresh(t)
	first, err := x.log.Record(t.Context(), keyed("k", "aa", "one", 3))
	if err != nil || first.Again || first.Last != first.First+2 {
		t.Fatal(first, err)
	}
	y := s.open(t, place, nil)
	for i, x := range []*session{x, y, s.open(t, place, nil)} {
		got, err := x.log.Record(t.Context(), keyed("k", "aa", "two", 1))
		if want := (record.Receipt{First: first.First, Last: first.Last, Again: true}); err != nil || got != want {
			t.Errorf("session %d: the same key and input answer %v, %v; want %v", i, got, err, want)
		}
		if _, err := x.log.Record(t.Context(), keyed("k", "bb", "three", 1)); !isKind(err, muster.KindConflict) {
			t.Errorf("session %d: the same key with another input: %v, want a conflict", i, err)
		}
	}
	// Another party's key is another key.
	if got, err := y.log.Record(t.Context(), &record.Request{By: "fr", Key: "k", Input: "bb", Values: claims("fr", "french", 1)}); err != nil || got.Again {
		t.Error(got, err)
	}
	// A refused request leaves its key free.
	refused := keyed("later", "cc", "four", 2)
	refused.Values = append(refused.Values, bad())
	if _, err := x.log.Record(t.Context(), refused); err == nil {
		t.Error("a bad request was recorded")
	}
	if got, err := x.log.Record(t.Context(), keyed("later", "dd", "five", 2)); err != nil || got.Again {
		t.Error(got, err)
	}
	// Many at once, in one group and from two sessions: one is recorded, all get its receipt.
	var wg sync.WaitGroup
	got := make([]record.Receipt, 40)
	for i := range got {
		wg.Go(func() {
			var err error
			if got[i], err = []*session{x, y}[i%2].log.Record(t.Context(), keyed("race", "ee", fmt.Sprintf("race%d", i), 2)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	firsts := 0
	for _, r := range got {
		if r.First != got[0].First || r.Last != got[0].Last {
			t.Errorf("receipts differ: %v, %v", r, got[0])
		}
		if !r.Again {
			firsts++
		}
	}
	if firsts != 1 {
		t.Errorf("%d requests were the first", firsts)
	}
	for _, c := range []struct {
		name string
		r    *record.Request
	}{
		{"a key without the digest of its input", &record.Request{By: "de", Key: "x", Values: claims("de", "x", 1)}},
		{"a key of another party than the speaker", &record.Request{By: "fr", Key: "x", Input: "aa", Values: claims("de", "x", 1)}},
		{"a key that the first statement does not name", &record.Request{By: "de", Key: "x", Input: "aa", Make: func(w *record.Writer) error { return w.Add(claims("de", "x", 1)[0]) }}},
	} {
		if _, err := x.log.Record(t.Context(), c.r); err == nil {
			t.Errorf("%s was taken", c.name)
		}
	}
	if there := s.whole(t, place, x, y); len(there) != 4 {
		t.Errorf("%d requests are there, want 4: %v", len(there), there)
	}
}

func withdrawal(by muster.PartyID, id muster.ID) *record.Withdrawal {
	return &record.Withdrawal{Envelope: muster.Envelope{Kind: record.KindWithdraw, By: by, Withdraws: id, Why: "it was wrong"}}
}

func testThreads(t *testing.T, s Subject) {
	x, place := s.fresh(t)
	y := s.open(t, place, nil)
	id := func(r record.Receipt) muster.ID { return muster.NewID(recordID, uint64(r.First)) }
	claim := func(by muster.PartyID, replaces muster.ID) *Claim {
		return &Claim{Envelope: muster.Envelope{Kind: KindClaim, By: by, About: "tanks", Replaces: replaces}}
	}
	one := id(x.must(claim("de", "")))
	if _, err := y.record(claim("fr", one)); !isKind(err, muster.KindDenied) {
		t.Errorf("replacing what another said: %v, want denied", err)
	}
	if _, err := y.record(withdrawal("fr", one)); !isKind(err, muster.KindDenied) {
		t.Errorf("withdrawing what another said: %v, want denied", err)
	}
	two := id(y.must(claim("de", one)))
	// What stands is named.
	for _, v := range []muster.Value{claim("de", one), withdrawal("de", one)} {
		if _, err := x.record(v); !isKind(err, muster.KindConflict) || !strings.Contains(err.Error(), string(two)) {
			t.Errorf("%T of what was replaced: %v, want a conflict that names %s", v, err, two)
		}
	}
	three := id(x.must(withdrawal("de", two)))
	if _, err := y.record(withdrawal("de", two)); !isKind(err, muster.KindConflict) || !strings.Contains(err.Error(), string(three)) {
		t.Errorf("withdrawing twice: %v, want a conflict that names %s", err, three)
	}
	for _, c := range []struct {
		v    muster.Value
		want muster.ErrorKind
	}{
		{claim("de", muster.NewID(recordID, 900)), muster.KindMissing},
		{claim("de", muster.NewID("otherrecor", 2)), muster.KindMissing},
		{claim("de", "no id"), muster.KindInvalid},
		{withdrawal("de", muster.NewID(recordID, 1)), muster.KindDenied}, // the opening, by another
		{withdrawal("test", muster.NewID(recordID, 1)), muster.KindInvalid},
		{withdrawal("de", three), muster.KindInvalid},
		{&Claim{Envelope: muster.Envelope{Kind: KindClaim, By: "de", About: "x", Replaces: one, Withdraws: two}}, muster.KindInvalid},
		{&Claim{Envelope: muster.Envelope{Kind: "test.unknown/1", By: "de", About: "x"}}, muster.KindInvalid},
	} {
		if _, err := x.record(c.v); !isKind(err, c.want) {
			t.Errorf("%+v: %v, want %s", c.v.Common(), err, c.want)
		}
	}
	// Of many that replace one statement at once, one does; the others are told who.
	four := id(x.must(claim("de", "")))
	var wg sync.WaitGroup
	var won atomic.Int64
	for i := range 30 {
		wg.Go(func() {
			switch _, err := []*session{x, y}[i%2].record(claim("de", four)); {
			case err == nil:
				won.Add(1)
			case !isKind(err, muster.KindConflict):
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if won.Load() != 1 {
		t.Errorf("%d statements replaced one", won.Load())
	}
	s.whole(t, place, x, y)
}

func testDryRun(t *testing.T, s Subject) {
	x, place := s.fresh(t)
	before, size := x.digest(), x.size()
	doc := pack(t, "a dry run")
	for _, n := range []int{1, 700} {
		r, err := x.log.Record(t.Context(), &record.Request{By: "de", DryRun: true, Make: func(w *record.Writer) error {
			if err := w.Put(doc, "de"); err != nil {
				return err
			}
			for _, v := range claims("de", "dry", n) {
				if err := w.Add(v); err != nil {
					return err
				}
			}
			return nil
		}})
		if err != nil || r.First != size+1 || r.Last != size+muster.Seq(n)+1 {
			t.Errorf("a dry run of %d answers %v, %v", n, r, err)
		}
		if x.digest() != before || x.size() != size {
			t.Error("a dry run changed what stands or the record")
		}
		noDocuments(t, x.store)
	}
	refused := claims("de", "dry", 2)
	refused[1] = bad()
	if _, err := x.log.Record(t.Context(), &record.Request{By: "de", DryRun: true, Values: refused}); !isKind(err, muster.KindInvalid) {
		t.Errorf("a dry run of what would be refused: %v", err)
	}
	k := keyed("k", "aa", "dry", 1)
	k.DryRun = true
	if _, err := x.log.Record(t.Context(), k); err != nil {
		t.Error(err)
	}
	if r, err := x.log.Record(t.Context(), keyed("k", "bb", "wet", 2)); err != nil || r.Again || r.First != size+1 {
		t.Errorf("the key of a dry run was kept: %v, %v", r, err)
	}
	// In a group with others.
	g := &gate{}
	y := s.open(t, place, func(store record.Store) record.Store { g.Store = store; return g })
	var all []*record.Request
	for i := range 20 {
		all = append(all, &record.Request{By: "de", DryRun: i%2 == 0, Values: claims("de", fmt.Sprintf("g%d", i), 1+i*40)})
	}
	_, errs := together(y, g, all, nil)
	if err := errors.Join(errs...); err != nil {
		t.Error(err)
	}
	if there := s.whole(t, place, x, y); len(there) != 11 {
		t.Errorf("%d requests are there, want 11", len(there))
	}
}
