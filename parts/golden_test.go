package parts_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"muster"
	"muster/money"
	"muster/parts"
	"muster/party"
	"muster/pledge"
	"muster/seal"
	"muster/standing"
)

// Golden records: every release keeps a small record with a statement of every kind it writes, and
// the figures that it gave, under testdata/golden/<release>. Later releases replay all of them, for
// what was recorded must for ever mean what it meant.
//
// A release that adds a kind, a kind version or a figure adds a record of its own:
//
//	extend newRecord in golden_make_test.go, and then
//	go test ./parts -run TestGolden -golden-new 0.2
//
// which refuses to touch a folder that is there. A record that was kept is never made again: where
// this test fails for one, the code is wrong, not the record.
//
// record.jsonl has a line for each statement: head, salt and body as base64, in the order of
// their positions; salt and body are null where they were erased. figures.json has the root of the
// tree over all heads, and for some positions what was known then.
const goldenDir = "testdata/golden"

var goldenNew = flag.String("golden-new", "", "the `RELEASE` to make a golden record for")

// line is a statement in record.jsonl.
type line struct {
	Head []byte `json:"head"`
	Salt []byte `json:"salt"`
	Body []byte `json:"body"`
}

// golden is figures.json.
type golden struct {
	Root    muster.Hash             `json:"root"`
	Figures map[muster.Seq][]string `json:"figures"` // by known position, a line each
}

// goldenToday is the day on which the figures are asked for.
var goldenToday = muster.NewDay(2026, 11, 1)

func TestGoldenRecordsMeanWhatTheyMeant(t *testing.T) {
	if *goldenNew != "" {
		makeGolden(t, filepath.Join(goldenDir, *goldenNew))
	}
	dirs, err := filepath.Glob(filepath.Join(goldenDir, "*"))
	if err != nil || len(dirs) == 0 {
		t.Fatalf("there are no golden records: %v", err)
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) { replay(t, dir) })
	}
}

func replay(t *testing.T, dir string) {
	lines := readLines(t, dir)
	var want golden
	b, err := os.ReadFile(filepath.Join(dir, "figures.json"))
	if err == nil {
		err = json.Unmarshal(b, &want)
	}
	if err != nil {
		t.Fatal(err)
	}
	if len(want.Figures) < 7 {
		t.Fatalf("figures at %d positions", len(want.Figures))
	}
	s, root := fold(t, lines)
	if root != want.Root {
		t.Errorf("the root is %s, want %s", root, want.Root)
	}
	for known, was := range want.Figures {
		is := figures(t, s, known, len(lines))
		if len(was) < 5 {
			t.Errorf("known %d: only %d figures were kept", known, len(was))
		}
		// What was said then must be said now; a later release may say more.
		kept := slices.DeleteFunc(slices.Clone(is), func(l string) bool { return !slices.Contains(was, l) })
		if diff := cmp.Diff(was, kept); diff != "" {
			t.Errorf("known %d (−as it was +now, of %d figures):\n%s", known, len(is), diff)
		}
	}
}

// A release that writes a kind of statement keeps a golden record with one of it.
func TestEveryKindIsInAGoldenRecord(t *testing.T) {
	seen := map[string]bool{}
	dirs, err := filepath.Glob(filepath.Join(goldenDir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		for _, l := range readLines(t, dir) {
			var e muster.Envelope
			if l.Body == nil {
				seen["erased"] = true
			} else if err := json.Unmarshal(l.Body, &e); err != nil {
				t.Fatal(err)
			}
			seen[e.Kind] = true
		}
	}
	for _, k := range parts.State().Kinds() {
		if !seen[k.Name] {
			t.Errorf("no golden record has a statement of kind %s", k.Name)
		}
	}
	if !seen["erased"] {
		t.Error("no golden record has an erased statement")
	}
}

func readLines(t *testing.T, dir string) (lines []line) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "record.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	sc := bufio.NewScanner(bytes.NewReader(b))
	sc.Buffer(nil, 4<<20)
	for sc.Scan() {
		var l line
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, l)
	}
	if sc.Err() != nil || len(lines) == 0 {
		t.Fatalf("%s: %d statements: %v", dir, len(lines), sc.Err())
	}
	return lines
}

// fold checks every head against its body, and folds.
func fold(t *testing.T, lines []line) (*standing.State, muster.Hash) {
	t.Helper()
	s, tree := parts.State(), new(seal.Frontier)
	for i, l := range lines {
		head, err := muster.ParseHead(l.Head)
		if err != nil {
			t.Fatal(err)
		}
		if l.Body != nil && muster.Commit(l.Salt, l.Body) != head.Body {
			t.Errorf("position %d: the body is not the one that was sealed", i+1)
		}
		tree.Append(nil, seal.Leaf(l.Head))
		if err := s.Fold(muster.Statement{Position: muster.Seq(i + 1), Head: l.Head, Salt: l.Salt, Body: l.Body}); err != nil {
			t.Fatalf("position %d: %v", i+1, err)
		}
	}
	s.Keep()
	return s, tree.Root()
}

// figures asks everything at a position, and writes a line for each answer. How many there are of a
// sort is a line too, so that nothing is added unseen.
func figures(t *testing.T, s *standing.State, known muster.Seq, n int) (out []string) {
	t.Helper()
	v, err := s.At(known, goldenToday, standing.OperatorViewer)
	if err != nil {
		t.Fatal(err)
	}
	say := func(a ...any) { out = append(out, strings.TrimSpace(fmt.Sprintln(a...))) }
	positions(say, v)
	for name, q := range map[string]pledge.Query{"as it is": {}, "months inside": {MonthsInside: true}, "entry date": {Membership: pledge.EntryDate}, "first": {Edition: "first"}} {
		r, err := pledge.In(v).Weigh(v, "promise", q)
		if err != nil {
			say("pledge", name, "refused")
			continue
		}
		weighed(func(a ...any) { say(append([]any{"pledge", name}, a...)...) }, r)
	}
	for _, about := range []string{"book:A1", "book:B2", "claims:C1"} {
		spoken, err := pledge.In(v).Contribution(v, about, "", true)
		say("contribution", about, len(spoken), err == nil)
		for _, x := range spoken {
			say("contribution", about, x.Statement, x.Event, x.Line.Line, x.Party, x.Type, x.Period, x.Value, x.Mark, x.Converted, x.Editions, x.Stands, x.Negative)
		}
	}
	say("members", party.In(v).MembersOn(known, "league", goldenToday))
	say("members before", party.In(v).MembersOn(known, "league", muster.NewDay(2024, 8, 14)))
	for x := range party.In(v).All(known) {
		say("party", x.About, x.Name, x.Aliases)
	}
	catalogued(say, v)
	coordinated(say, v)
	answered(say, v)
	lessons(say, v)
	reforms(say, v)
	evidenced(say, v)
	attachedFiles(say, v)
	samples(say, v)
	say("key", s.Key(known))
	say("document", s.HasDocument(known, goldenDocument))
	for at := range n {
		if id, ok := s.EndedBy(known, muster.Seq(at+1)); ok {
			say("statement", at+1, "ended by", id)
		}
	}
	slices.Sort(out)
	return out
}

func positions(say func(...any), v standing.View) {
	p := pledge.In(v)
	for _, series := range []muster.SeriesID{"book", "claims"} {
		for _, ev := range pledge.Events {
			for _, cur := range []money.Currency{"", "EUR", "USD"} {
				q := pledge.PositionQuery{Series: series, Event: ev, By: []pledge.Dim{pledge.ByDonor, pledge.ByType, pledge.ByMonth}, Currency: cur}
				pos, err := p.Position(v, q)
				if err != nil {
					continue // nothing was ever said of the series
				}
				say("position", series, ev, cur, "has", len(pos.Rows))
				for _, r := range pos.Rows {
					say("position", series, ev, cur, strings.Join(r.Keys, ","), r.Currency, r.Amount, r.Entries, r.Partial)
				}
			}
		}
		for _, e := range p.Editions(v, series) {
			say("edition", series, e.ID, e.Label, e.DataTo, e.At, e.Stands, e.Before, e.Change)
		}
	}
}

func weighed(say func(...any), r *pledge.Result) {
	say(r.MethodName, r.Edition, r.Window, "counted", r.Counted, "gap", r.Gap, r.Entries, r.Partial, r.Withheld)
	for _, l := range r.LeftOut {
		say("left out", l.Reason, l.Entries, l.Amount)
		for _, s := range l.Parties {
			say("outside", s.Party, s.Counted)
		}
	}
	say("shares", len(r.Shares), r.GDPYear)
	for _, s := range r.Shares {
		say("share", s.Party, s.Share, s.Indicative, s.Counted, s.Gap, s.Mark)
	}
	for _, c := range r.Cumulative {
		say("until", c.Day, c.Amount)
	}
}
