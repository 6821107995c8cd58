// Package storetest is the contract of a store as tests: order, groups, keys, threads, documents,
// erasure, crashes and tampering, through the store alone and through record.Log.
//
// Some tests start the test binary again as other processes; its TestMain calls Child first.
package storetest

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"muster"
	"muster/record"
)

// Subject is a store under test.
type Subject struct {
	Name string
	// Place makes a fresh, empty place for a record and names it so that another process can open it.
	Place func(tb testing.TB) string
	Open  func(ctx context.Context, place string) (record.Store, error)
	// State is what stands of an empty record; it must know the kind Claim.
	State func() State
	// Tamper changes the tables behind the store's back. Parameters are written ?.
	Tamper func(tb testing.TB, place, sql string, args ...any)
	// Kills is how many times the crash test kills an appending process.
	Kills int
}

// State is what the tests need of what stands: admission, and a digest to compare two states by.
type State interface {
	record.State
	Digest() (string, error)
}

// KindClaim is the kind of a Claim.
const KindClaim = "test.claim/1"

// Claim is a statement that can be replaced and withdrawn. Request, I and N tell which request it
// came with, its place in it and how many the request has, so that half a request is seen.
type Claim struct {
	muster.Envelope
	Request string `json:"request_name,omitempty"`
	I       int    `json:"i"`
	N       int    `json:"n"`
	Text    string `json:"text,omitempty"`
}

// Run runs the whole suite.
func Run(t *testing.T, s Subject) {
	for _, c := range []struct {
		name string
		test func(*testing.T, Subject)
	}{
		{"StatementsComeBackInOrderAsStored", testOrder},
		{"RefusedTransactionLeavesNoTrace", testRefusedTransaction},
		{"TruncateTakesBackWhatTheTransactionWrote", testTruncate},
		{"ReaderThatStopsEarlyHoldsNothing", testEarlyStop},
		{"CancelledAppendLeavesNoTraceAndNoLock", testCancelled},
		{"ReadersSeeWholeTransactionsWhileWriting", testReadingWhileWriting},
		{"StoreOpenedTwiceIsOneRecord", testOpenedTwice},
		{"RefusedRequestInAGroupLeavesItsNeighbours", testAllOrNothing},
		{"ManyAppendersShareCommits", testGroups},
		{"EightAppendersInFourProcesses", testProcesses},
		{"UnknownOutcomesAreLookedUp", testOutcomes},
		{"UnknownOutcomeOfAnOpening", testOpeningOutcome},
		{"KeyAnswersAsTheFirstTime", testKeys},
		{"OnlyWhatStandsIsReplacedOrWithdrawn", testThreads},
		{"DryRunLeavesNothing", testDryRun},
		{"DocumentsComeBackByDigest", testDocuments},
		{"ErasedBodiesAndDocumentsAreGone", testErasure},
		{"TamperingIsNamed", testTampering},
		{"KilledProcessLosesNothingAcknowledged", testKills},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, s) })
	}
}

// recordID is the id of the records that the tests open.
const recordID = "storetest0"

// newClock returns a clock that moves a millisecond at each look.
func newClock() func() time.Time {
	var n atomic.Int64
	start := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	return func() time.Time { return start.Add(time.Duration(n.Add(1)) * time.Millisecond) }
}

// session is a record opened by one process: store, state and log.
type session struct {
	tb    testing.TB
	store record.Store
	state State
	log   *record.Log
}

// open opens a record and closes it when the test ends. wrap may be nil.
func (s Subject) open(tb testing.TB, place string, wrap func(record.Store) record.Store) *session {
	tb.Helper()
	store := s.store(tb, place)
	if wrap != nil {
		store = wrap(store)
	}
	state := s.State()
	log, err := record.NewLog(tb.Context(), store, state, newClock())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(log.Close)
	return &session{tb, store, state, log}
}

func (s Subject) store(tb testing.TB, place string) record.Store {
	tb.Helper()
	store, err := s.Open(tb.Context(), place)
	if err != nil {
		tb.Fatal(err)
	}
	closing := &closeOnce{Store: store}
	tb.Cleanup(func() { closing.Close() })
	return closing
}

// closeOnce lets a store be closed before its test ends.
type closeOnce struct {
	record.Store
	once sync.Once
	err  error
}

func (c *closeOnce) Close() error {
	c.once.Do(func() { c.err = c.Store.Close() })
	return c.err
}

// fresh makes a place with an opened record.
func (s Subject) fresh(tb testing.TB) (*session, string) {
	tb.Helper()
	place := s.Place(tb)
	x := s.open(tb, place, nil)
	x.must(opening())
	return x, place
}

func opening() *record.Open {
	return &record.Open{Envelope: muster.Envelope{Kind: record.KindOpen, By: "test"}, Record: recordID, Title: "a test"}
}

// claims makes a request's n statements, about objects of its own.
func claims(by muster.PartyID, request string, n int) []muster.Value {
	all := make([]muster.Value, n)
	for i := range all {
		all[i] = &Claim{Envelope: muster.Envelope{Kind: KindClaim, By: by, About: fmt.Sprintf("%s/%d", request, i)}, Request: request, I: i, N: n, Text: "said in " + request}
	}
	return all
}

// bad is a statement that is refused.
func bad() muster.Value { return &Claim{Envelope: muster.Envelope{Kind: KindClaim, By: "de"}} }

func (x *session) record(values ...muster.Value) (record.Receipt, error) {
	var by muster.PartyID
	if len(values) > 0 {
		by = values[0].Common().By
	}
	return x.log.Record(x.tb.Context(), &record.Request{By: by, Values: values})
}

func (x *session) must(values ...muster.Value) record.Receipt {
	x.tb.Helper()
	r, err := x.record(values...)
	if err != nil {
		x.tb.Fatal(err)
	}
	return r
}

func (x *session) make(by muster.PartyID, f func(*record.Writer) error) (record.Receipt, error) {
	return x.log.Record(x.tb.Context(), &record.Request{By: by, Make: f})
}

func (x *session) digest() string {
	x.tb.Helper()
	d, err := x.state.Digest()
	if err != nil {
		x.tb.Fatal(err)
	}
	return d
}

func (x *session) size() muster.Seq {
	x.tb.Helper()
	n, err := x.store.Size(x.tb.Context())
	if err != nil {
		x.tb.Fatal(err)
	}
	return n
}

// whole checks that the record verifies, that sessions stand where a fresh fold of it stands, and
// that no request is there in half. It returns the names of the requests that are there.
func (s Subject) whole(tb testing.TB, place string, sessions ...*session) map[string]record.Receipt {
	tb.Helper()
	fold := s.open(tb, place, nil)
	defer fold.store.Close()
	defer fold.log.Close()
	report, err := record.Verify(tb.Context(), fold.store, nil, nil)
	if err != nil {
		tb.Fatal(err)
	}
	for _, f := range report.Findings {
		tb.Errorf("verify: %v", f)
	}
	size, root := fold.log.Head()
	if size != report.Statements || root != report.Root {
		tb.Errorf("the log is at %d %s, verify at %d %s", size, root, report.Statements, report.Root)
	}
	for _, x := range sessions {
		if err := x.log.CatchUp(tb.Context()); err != nil {
			tb.Fatal(err)
		}
		if n, r := x.log.Head(); n != size || r != root {
			tb.Errorf("a session is at %d %s, a fresh one at %d %s", n, r, size, root)
		}
		if got, want := x.digest(), fold.digest(); got != want {
			tb.Errorf("what stands in a session is not what a fresh fold gives: %s, want %s", got, want)
		}
	}
	return wholeRequests(tb, fold.store)
}

// wholeRequests checks that each request's claims follow on each other and are all there.
func wholeRequests(tb testing.TB, store record.Store) map[string]record.Receipt {
	tb.Helper()
	there := map[string]record.Receipt{}
	var now Claim
	for st, err := range store.Statements(tb.Context(), 0, 0) {
		if err != nil {
			tb.Fatal(err)
		}
		c, ok := claimIn(tb, st)
		if !ok || c.Request == "" {
			continue
		}
		if c.I == 0 {
			if _, twice := there[c.Request]; twice {
				tb.Errorf("request %s is there twice, again at %d", c.Request, st.Position)
			}
			there[c.Request] = record.Receipt{First: st.Position, Last: st.Position + muster.Seq(c.N) - 1}
		} else if c.Request != now.Request || c.I != now.I+1 {
			tb.Errorf("at %d stands %d of %s, after %d of %s", st.Position, c.I, c.Request, now.I, now.Request)
		}
		if now.Request != c.Request && now.I != now.N-1 && now.N > 0 {
			tb.Errorf("request %s ends after %d of %d", now.Request, now.I+1, now.N)
		}
		now = c
	}
	if now.N > 0 && now.I != now.N-1 {
		tb.Errorf("request %s ends after %d of %d", now.Request, now.I+1, now.N)
	}
	return there
}
