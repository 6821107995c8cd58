package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"muster"
	"muster/record"
)

// fault is a way in which a commit ends without saying what became of it.
type fault int

const (
	none            fault = iota
	committedUnsaid       // it took place, and an error is reported
	lostUnsaid            // it did not take place, and an error is reported
	lostAndDeaf           // it did not take place, and the store can't be read for a while either
	committedDeaf         // it took place, and the store can't be read for a while
	raced                 // it did not take place, and another process recorded something since
)

var (
	errCut  = errors.New("the connection was cut")
	errDeaf = errors.New("the store does not answer")
)

// faulty is a store whose next append ends in a fault.
type faulty struct {
	gate
	mu    sync.Mutex
	next  fault
	deaf  int    // appends that fail at once
	after func() // before the error is reported
}

func (f *faulty) set(next fault) { f.mu.Lock(); f.next = next; f.mu.Unlock() }

func (f *faulty) Append(ctx context.Context, admit func(record.Tx) error) error {
	f.mu.Lock()
	next, after := f.next, f.after
	f.next = none
	if f.deaf > 0 {
		f.deaf--
		f.mu.Unlock()
		return errDeaf
	}
	f.mu.Unlock()
	switch next {
	case committedUnsaid, committedDeaf:
		if err := f.gate.Append(ctx, admit); err != nil {
			return err
		}
	case lostUnsaid, lostAndDeaf, raced:
		err := f.gate.Append(ctx, func(tx record.Tx) error { return errors.Join(admit(tx), errCut) })
		if !errors.Is(err, errCut) || err.Error() != errCut.Error() {
			return err
		}
	default:
		return f.gate.Append(ctx, admit)
	}
	if next == committedDeaf || next == lostAndDeaf {
		f.mu.Lock()
		f.deaf = 1
		f.mu.Unlock()
	}
	if next == raced {
		after()
	}
	return errCut
}

func testOutcomes(t *testing.T, s Subject) {
	_, place := s.fresh(t)
	f := &faulty{}
	x := s.open(t, place, func(store record.Store) record.Store { f.Store = store; return f })
	other := s.open(t, place, nil)
	n := 0
	for round := range 4 {
		for _, kind := range []fault{committedUnsaid, lostUnsaid, committedDeaf, lostAndDeaf, raced} {
			n++
			name := func(i int) string { return fmt.Sprintf("round%d-%d-%d", round, kind, i) }
			f.mu.Lock()
			f.after = func() {
				other.must(claims("fr", "raced "+name(0), 2)...)
				// The client gave up and asked another node, with the same key.
				if _, err := other.log.Record(context.Background(), keyed(name(5), "aa", name(5), 3)); err != nil {
					t.Error(err)
				}
			}
			f.mu.Unlock()
			var group []*record.Request
			for i := range 8 {
				group = append(group, keyed(name(i), "aa", name(i), 1+i))
			}
			group[2].Values = append(group[2].Values, bad())                                         // refused
			group[3].DryRun = true                                                                   // leaves nothing
			group = append(group, keyed(name(7), "aa", name(7)+" again", 1))                         // the same key in the same group
			group = append(group, keyed(fmt.Sprintf("old%d", round), "aa", fmt.Sprint("old", n), 1)) // answered before, from the second kind on
			receipts, errs := together(x, &f.gate, group, func() { f.set(kind) })
			checkOutcome(t, s, x, kind, place, group, receipts, errs)
		}
	}
	s.whole(t, place, x, other)
}

// checkOutcome holds every answer against the record: recorded where it says so, not where it says
// not, and asked again it answers as the first time.
func checkOutcome(t *testing.T, s Subject, x *session, kind fault, place string, group []*record.Request, receipts []record.Receipt, errs []error) {
	t.Helper()
	there := wholeRequests(t, x.store)
	unknown := 0
	for i, r := range group {
		if errs[i] == nil && !r.DryRun {
			if st, err := x.store.Statement(t.Context(), receipts[i].First); err != nil {
				t.Errorf("fault %d, request %d: %v", kind, i, err)
			} else if c, _ := claimIn(t, st); c.Common().Request == nil || c.Common().Request.Key != r.Key {
				t.Errorf("fault %d, request %d: its receipt %v points at %s", kind, i, receipts[i], st.Body)
			}
		}
		if errors.Is(errs[i], record.ErrUnknownOutcome) {
			unknown++
		} else if errs[i] != nil && len(muster.Refusals(errs[i])) == 0 && !errors.Is(errs[i], errCut) && !errors.Is(errs[i], errDeaf) {
			t.Errorf("fault %d, request %d: %v", kind, i, errs[i])
		}
		_, is := there[r.Values[0].(*Claim).Request]
		if is && errs[i] != nil && !errors.Is(errs[i], record.ErrUnknownOutcome) {
			t.Errorf("fault %d, request %d is recorded but was answered %v", kind, i, errs[i])
		}
	}
	if kind == committedUnsaid && unknown > 0 {
		t.Errorf("fault %d: %d outcomes were left unknown though the store answers", kind, unknown)
	}
	s.whole(t, place, x)
	for i, r := range group {
		if i == 2 || r.DryRun {
			continue
		}
		again := keyed(r.Key, r.Input, "asked again "+r.Key, len(r.Values))
		got, err := x.log.Record(t.Context(), again)
		if err != nil {
			t.Errorf("fault %d, request %d asked again: %v", kind, i, err)
		}
		if errs[i] == nil && (got.First != receipts[i].First || got.Last != receipts[i].Last || !got.Again) {
			t.Errorf("fault %d, request %d asked again answers %v, the first time %v", kind, i, got, receipts[i])
		}
		if _, is := there[r.Values[0].(*Claim).Request]; is && !got.Again {
			t.Errorf("fault %d, request %d was recorded twice", kind, i)
		}
	}
}

// A failed opening leaves the record as empty as it was: no later statement takes its id.
func testOpeningOutcome(t *testing.T, s Subject) {
	for _, kind := range []fault{lostUnsaid, lostAndDeaf, committedUnsaid, committedDeaf} {
		place := s.Place(t)
		f := &faulty{}
		x := s.open(t, place, func(store record.Store) record.Store { f.Store = store; return f })
		f.set(kind)
		_, err := x.record(opening())
		if (err == nil) != (kind == committedUnsaid) {
			t.Errorf("fault %d: %v", kind, err)
		}
		_, err = x.record(claims("de", "early", 1)...)
		opened := kind == committedUnsaid || kind == committedDeaf
		if opened != (err == nil) {
			t.Errorf("fault %d: a statement after the opening: %v", kind, err)
		}
		if !opened {
			second := opening()
			second.Record = "storetest1"
			x.must(second)
			if got := x.log.ID(); got != "storetest1" {
				t.Errorf("fault %d: the record's id is %q", kind, got)
			}
		}
		s.whole(t, place, x)
	}
}
