package record_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"muster"
	"muster/record"
	"muster/standing"
)

func TestWaitingRequestsShareACommit(t *testing.T) {
	m := &memory{slow: 2 * time.Millisecond}
	l, _ := openLog(t, m, still)
	before := m.appends.Load()
	var wg sync.WaitGroup
	const writers, each = 64, 10
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				if _, err := l.Record(t.Context(), &record.Request{By: "pl", Values: []muster.Value{note(fmt.Sprint(w, i))}}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if n := m.appends.Load() - before; n > writers*each/4 {
		t.Errorf("%d commits for %d requests", n, writers*each)
	}
	if n, _ := m.Size(t.Context()); n != writers*each+1 {
		t.Errorf("%d statements, want %d", n, writers*each+1)
	}
}

func TestTimeNeverGoesBack(t *testing.T) {
	// The clock stands still, jumps back and forth, and has nanoseconds.
	looks := []time.Time{start, start, start.Add(-time.Hour), start.Add(999), start.Add(time.Hour + 1), start, start.Add(-24 * time.Hour), start.Add(2*time.Hour + 999), start.In(time.FixedZone("", 7200))}
	n := 0
	clock := func() time.Time { n++; return looks[n%len(looks)] }
	m := &memory{}
	l, _ := openLog(t, m, clock)
	for i := range 50 {
		if i == 25 { // another process, whose clock is behind
			l, _ = openLog(t, m, func() time.Time { return start.Add(-1000 * time.Hour) })
		}
		if _, err := l.Record(t.Context(), &record.Request{By: "pl", Values: []muster.Value{note("x"), note("y")}}); err != nil {
			t.Fatal(err)
		}
	}
	last := time.Time{}
	for st := range m.Statements(t.Context(), 0, 0) {
		h, err := muster.ParseHead(st.Head)
		if err != nil {
			t.Fatal(err)
		}
		if !h.At.After(last) || h.At.Nanosecond()%1000 != 0 || h.At.Location() != time.UTC {
			t.Errorf("%d was recorded at %v, the one before at %v", st.Position, h.At, last)
		}
		last = h.At
	}
	if want := start.Add(2 * time.Hour); last.Before(want) {
		t.Errorf("the last is at %v, before the latest the clock showed, %v", last, want)
	}
}

func TestClosedLogAnswersWhatWaitsAndRefusesTheRest(t *testing.T) {
	m := &memory{slow: 5 * time.Millisecond}
	l, _ := openLog(t, m, still)
	var wg sync.WaitGroup
	for i := range 200 {
		wg.Go(func() {
			r, err := l.Record(t.Context(), &record.Request{By: "pl", Values: []muster.Value{note(fmt.Sprint(i))}})
			if err != nil && !errors.Is(err, record.ErrClosed) || err == nil && r.First == 0 {
				t.Error(r, err)
			}
		})
		if i == 100 {
			wg.Go(l.Close)
		}
	}
	wg.Wait()
	l.Close()
	if _, err := l.Record(t.Context(), &record.Request{By: "pl", Values: []muster.Value{note("late")}}); !errors.Is(err, record.ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
	clean(t, m)
}

func clean(t *testing.T, m record.Store) *record.Report {
	t.Helper()
	r, err := record.Verify(t.Context(), m, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Findings {
		t.Errorf("verify: %v", f)
	}
	return r
}

func TestRequestWhoseCallerGaveUpIsStillAnswered(t *testing.T) {
	m := &memory{slow: 20 * time.Millisecond}
	l, _ := openLog(t, m, still)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(5*time.Millisecond, cancel)
	if r, err := l.Record(ctx, &record.Request{By: "pl", Values: []muster.Value{note("x")}}); err != nil || r.First != 2 {
		t.Errorf("a request under way when its caller gave up: %v, %v; it is recorded", r, err)
	}
}

// One caller's mistake ends the group; nobody is told that something was recorded that was not.
func TestFaultInARequestRecordsNothing(t *testing.T) {
	m := &memory{}
	l, state := openLog(t, m, still)
	mistake := errors.New("a mistake")
	var wg sync.WaitGroup
	for i := range 40 {
		wg.Go(func() {
			if i%8 == 3 {
				_, err := l.Record(t.Context(), &record.Request{By: "pl", Make: func(w *record.Writer) error {
					return errors.Join(w.Add(note("half")), mistake)
				}})
				if !errors.Is(err, mistake) || len(muster.Refusals(err)) > 0 {
					t.Errorf("the one who made it is told %v", err)
				}
				return
			}
			r, err := l.Record(t.Context(), &record.Request{By: "pl", Values: []muster.Value{note(fmt.Sprint("n", i))}})
			if (err == nil) != (r.First != 0) {
				t.Error(r, err)
			}
			if err == nil {
				if st, serr := m.Statement(t.Context(), r.First); serr != nil || !strings.Contains(string(st.Body), fmt.Sprintf(`"n%d"`, i)) {
					t.Errorf("request %d was acknowledged at %v, where %q stands", i, r, st.Body)
				}
			}
		})
	}
	wg.Wait()
	for st := range m.Statements(t.Context(), 0, 0) {
		if strings.Contains(string(st.Body), "half") {
			t.Error("a request that ended in a fault is there in half")
		}
	}
	r := clean(t, m)
	if state.Known() != r.Statements || state.Durable() != r.Statements {
		t.Errorf("the state is at %d, durable %d; the record at %d", state.Known(), state.Durable(), r.Statements)
	}
}

type strange struct {
	muster.Envelope
}

// newer knows a kind that the state of the test does not.
type newer struct{}

func (newer) Name() string { return "newer" }
func (newer) Kinds() []standing.Kind {
	return []standing.Kind{{Name: "test.newer/7", New: func() muster.Value { return new(strange) }}}
}
func (newer) Check(*standing.State, muster.Value) error { return nil }
func (newer) Apply(standing.Moment, muster.Value)       {}
func (newer) End(standing.Moment, muster.Seq)           {}
func (newer) Undos() []standing.Undo                    { return nil }
func (newer) Save(*standing.SnapshotWriter)             {}
func (newer) Load(*standing.SnapshotReader)             {}

func TestUnknownKindStopsWritingAndSaysWhatIsNeeded(t *testing.T) {
	m := &memory{}
	old, _ := openLog(t, m, still)
	young, err := record.NewLog(t.Context(), m, standing.New(newer{}), still)
	if err != nil {
		t.Fatal(err)
	}
	defer young.Close()
	if _, err := young.Record(t.Context(), &record.Request{By: "pl", Values: []muster.Value{&strange{muster.Envelope{Kind: "test.newer/7", By: "pl"}}}}); err != nil {
		t.Fatal(err)
	}
	for range 3 { // each time the same sentence
		_, err := old.Record(t.Context(), &record.Request{By: "pl", Values: []muster.Value{note("x")}})
		for _, err := range []error{err, old.CatchUp(t.Context())} {
			if err == nil || !strings.Contains(err.Error(), "test.newer/7") || !strings.Contains(err.Error(), "later release") {
				t.Errorf("got %v, want that a later release is needed for test.newer/7", err)
			}
		}
	}
	if n, _ := m.Size(t.Context()); n != 2 {
		t.Errorf("%d statements, want 2: nothing is written past an unknown kind", n)
	}
}

func TestEmptyRecordTakesNothingButItsOpening(t *testing.T) {
	l, err := record.NewLog(t.Context(), &memory{}, standing.New(), still)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	refused := func(what string, v muster.Value) {
		t.Helper()
		if _, err := l.Record(t.Context(), &record.Request{By: "op", Values: []muster.Value{v}}); len(muster.Refusals(err)) != 1 {
			t.Errorf("%s: %v, want a refusal", what, err)
		}
	}
	refused("a note", note("x"))
	for _, id := range []string{"", "short", "elevenchars", "UPPERCASES", "with\"quote", "with-dash0", "zwölfzeich"} {
		o := opening()
		o.Record = id
		refused("the id "+id, o)
	}
	if _, err := l.Record(t.Context(), &record.Request{By: "op", Values: []muster.Value{opening(), note("x")}}); err != nil {
		t.Error(err)
	}
	refused("a second opening", opening())
}

func TestTooLongABodyIsRefused(t *testing.T) {
	m := &memory{}
	l, _ := openLog(t, m, still)
	longest := muster.MaxBody - len(`{"kind":"record.note/1","by":"pl","about":"a","text":""}`)
	if _, err := l.Record(t.Context(), &record.Request{By: "pl", Values: []muster.Value{note(strings.Repeat("x", longest))}}); err != nil {
		t.Error(err)
	}
	_, err := l.Record(t.Context(), &record.Request{By: "pl", Values: []muster.Value{note(strings.Repeat("x", longest+1))}})
	_, under := l.Record(t.Context(), &record.Request{By: "pl", Make: func(w *record.Writer) error { return w.Add(note(strings.Repeat("x", longest+1))) }})
	for _, err := range []error{err, under} {
		if r := muster.Refusals(err); len(r) != 1 || r[0].Kind != muster.KindInvalid {
			t.Errorf("a body of a byte more than the most: %v", err)
		}
	}
}
