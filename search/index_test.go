package search

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"muster"
)

// model answers by looking through every text again: by the words of the design, not by its code.
type model struct {
	all  []Addition
	gone map[muster.Seq]bool
}

func (m *model) find(q Query, o Options) Found {
	type counted struct {
		words map[string]int // weight
		n     int
	}
	var docs []counted
	var said []Addition
	for _, a := range m.all {
		if a.Position > o.Known || m.gone[a.Position] {
			continue
		}
		c := counted{words: map[string]int{}}
		for _, t := range a.Texts {
			for _, w := range indexedAs(t.Text) {
				c.words[w] += map[Field]int{Body: 2, Name: 8, ID: 24, Aside: 1}[t.Field]
				c.n++
			}
		}
		docs, said = append(docs, c), append(said, a)
	}
	fits := func(c clause, w string) bool { return w == c.word || c.begins && strings.HasPrefix(w, c.word) }
	scores := make([]float32, len(docs))
	hits := make([]bool, len(docs))
	for i := range hits {
		hits[i] = len(q.clauses) > 0
	}
	for _, c := range q.clauses {
		df, matched := 0, map[string]bool{}
		for _, d := range docs {
			for w := range d.words {
				if fits(c, w) {
					df++
					matched[w] = true
				}
			}
		}
		df = min(df, len(docs))
		norm := float32(math.Log(1 + (float64(len(docs)-df)+.5)/(float64(df)+.5)))
		for i, d := range docs {
			best := float32(0)
			for w, weight := range d.words {
				by := norm
				if w != c.word {
					by = norm * begun
				}
				if fits(c, w) {
					n := float32(min(weight, 255))
					best = max(best, by*n/(n+lengthNorm[min(d.n, 255)]))
				}
			}
			scores[i] += best
			hits[i] = hits[i] && best > 0
		}
	}
	out := Found{Kinds: map[uint16]int{}}
	byAbout := map[string]*Hit{}
	var order []*Hit
	for i, a := range said {
		if !hits[i] || o.Keep != nil && !o.Keep(a.Statement) {
			continue
		}
		h := &Hit{Statement: Statement{Position: a.Position, Kind: a.Kind, Audience: a.Statement.Audience}, Score: scores[i], Statements: 1}
		key := fmt.Sprint(a.Kind, a.About)
		if a.About == "" {
			key += fmt.Sprint(" ", a.Position)
		}
		old, ok := byAbout[key]
		if !ok {
			byAbout[key] = h
			order = append(order, h)
			out.Kinds[a.Kind]++
			continue
		}
		old.Statements++
		if h.Score > old.Score {
			h.Statements = old.Statements
			*old = *h
		}
	}
	slices.SortStableFunc(order, func(a, b *Hit) int {
		switch {
		case a.Score != b.Score && a.Score > b.Score, a.Score == b.Score && a.Position < b.Position:
			return -1
		}
		return 1
	})
	for _, h := range order {
		if len(o.Kinds) > 0 && !slices.Contains(o.Kinds, h.Kind) {
			continue
		}
		out.Total++
		if o.After != nil && (h.Score > o.After.Score || h.Score == o.After.Score && h.Position <= o.After.Position) {
			continue
		}
		if len(out.Hits) == o.Limit {
			out.More = true
			continue
		}
		out.Hits = append(out.Hits, *h)
	}
	return out
}

func bare(f Found) Found {
	for i := range f.Hits {
		f.Hits[i].ord = 0
	}
	return f
}

// A few words that share beginnings, in several spellings.
var vocabulary = []string{
	"leopard", "leopards", "leo", "Київ", "kyiv", "kyivska", "Горбачёв", "horbach", "35,000,000", "35000000", "35", "T-72", "72", "Türkiye", "tur", "kiel:DEM12", "dem12",
}

func sentence(words int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, words).Draw(t, "words"), " ")
	})
}

func TestIndexFindsWhatALookThroughFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, m := NewIndex(), &model{gone: map[muster.Seq]bool{}}
		at := muster.Seq(0)
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			if rapid.IntRange(0, 3).Draw(t, "step") == 0 && at > 0 {
				gone := muster.Seq(rapid.Uint64Range(1, uint64(at)).Draw(t, "removed"))
				has := slices.ContainsFunc(m.all, func(a Addition) bool { return a.Position == gone }) && !m.gone[gone]
				if x.Remove(gone) != has {
					t.Fatalf("removing %d", gone)
				}
				m.gone[gone] = has || m.gone[gone]
				continue
			}
			var all []Addition
			for range rapid.SampledFrom([]int{1, 3, 150}).Draw(t, "statements") {
				at += muster.Seq(rapid.IntRange(1, 2).Draw(t, "gap"))
				a := Addition{Statement: Statement{Position: at, Kind: uint16(rapid.IntRange(0, 2).Draw(t, "kind")), Audience: uint8(at % 2)}}
				a.About = rapid.SampledFrom([]string{"", "one", "two", "three"}).Draw(t, "about")
				for f := range rapid.IntRange(1, 2).Draw(t, "texts") {
					a.Texts = append(a.Texts, Text{Field(f), sentence(4).Draw(t, "text")})
				}
				all = append(all, a)
			}
			if err := x.Add(at, all...); err != nil {
				t.Fatal(err)
			}
			m.all = append(m.all, all...)
		}
		for range 5 {
			q := Parse(rapid.SampledFrom([]string{"", `"`}).Draw(t, "quote") + sentence(3).Draw(t, "query"))
			o := Options{Known: muster.Seq(rapid.Uint64Range(1, uint64(at)+1).Draw(t, "known")), Limit: rapid.IntRange(1, 4).Draw(t, "limit")}
			if rapid.Bool().Draw(t, "kinds") {
				o.Kinds = []uint16{1}
			}
			if rapid.Bool().Draw(t, "viewer") {
				o.Keep = func(s Statement) bool { return s.Audience == 0 }
			}
			for range 3 { // pages
				got, want := bare(x.Find(q, o)), m.find(q, o)
				if d := cmp.Diff(want, got, cmp.AllowUnexported(Statement{}, Hit{})); d != "" {
					t.Fatalf("%v %+v: %s", q.clauses, o, d)
				}
				if len(got.Hits) == 0 {
					break
				}
				o.After = &got.Hits[len(got.Hits)-1]
			}
		}
	})
}

func add(t testing.TB, x *Index, at muster.Seq, texts ...string) {
	t.Helper()
	a := Addition{Statement: Statement{Position: at}}
	for _, s := range texts {
		a.Texts = append(a.Texts, Text{Body, s})
	}
	if err := x.Add(at, a); err != nil {
		t.Fatal(err)
	}
}

func TestRemovedWordIsNowhereInTheIndex(t *testing.T) {
	x := NewIndex()
	for i := range muster.Seq(1000) {
		add(t, x, i+1, fmt.Sprintf("common word%d", i))
	}
	add(t, x, 1001, "common unrepeatable")
	x.Remove(1001)
	if strings.Contains(string(x.words.arena), "unrepeatable") {
		t.Error("the dictionary still has a word that only a removed text had")
	}
	if f := x.Find(Parse("common"), Options{Limit: 2000}); f.Total != 1000 {
		t.Errorf("%d hits, want 1000", f.Total)
	}
	for _, typed := range []string{"unrepeatable", "unrep*", `"unrepeatable"`} {
		if f := x.Find(Parse(typed), Options{Limit: 1}); f.Total != 0 {
			t.Errorf("%s finds %v", typed, f.Hits)
		}
	}
	add(t, x, 1002, "unrepeatable")
	if f := x.Find(Parse("unrepeat"), Options{Limit: 1}); f.Total != 1 || f.Hits[0].Position != 1002 {
		t.Errorf("said again it is not found: %+v", f)
	}
}

func TestPastAnswersAsItDidThen(t *testing.T) {
	x := NewIndex()
	ask := func() Found {
		return bare(x.Find(Parse("tank leopard"), Options{Known: 300, Limit: 20}))
	}
	var before Found
	for i := range muster.Seq(900) {
		add(t, x, i+1, strings.Repeat("leopard ", int(i%5)), "tank", fmt.Sprint(i))
		if i == 299 {
			before = ask()
		}
	}
	if before.Total != 240 {
		t.Fatalf("%d hits", before.Total)
	}
	if d := cmp.Diff(before, ask(), cmp.AllowUnexported(Statement{}, Hit{})); d != "" {
		t.Error(d)
	}
}

func TestStatementsComeInOrder(t *testing.T) {
	x := NewIndex()
	add(t, x, 5, "a")
	for _, at := range []muster.Seq{4, 5} {
		if err := x.Add(9, Addition{Statement: Statement{Position: at}}); err == nil {
			t.Errorf("%d after 5 is taken", at)
		}
	}
	if err := x.Add(6, Addition{Statement: Statement{Position: 7}}); err == nil {
		t.Error("a statement beyond what was seen is taken")
	}
}

// The race detector sees whether readers and the writer keep out of each other's way, and every
// answer is whole: with the words come all statements before them.
func TestReadersAskWhileAWriterAdds(t *testing.T) {
	x := NewIndex()
	const n = 2000
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for last := 0; last < n; {
				upto := x.Upto()
				f := x.Find(Parse("lea rope"), Options{Limit: 5})
				if f.Total < int(upto) || f.Total < last {
					t.Errorf("%d hits after %d, with %d statements taken in", f.Total, last, upto)
					return
				}
				last = f.Total
			}
		})
	}
	for i := range muster.Seq(n) {
		add(t, x, i+1, fmt.Sprintf("leather ropes %d", i))
	}
	wg.Wait()
}

func TestQueryLeavesNoGarbageButItsResult(t *testing.T) {
	x := NewIndex()
	for i := range muster.Seq(5000) {
		add(t, x, i+1, "leopard tank leopards tanker")
	}
	for _, typed := range []string{`"leopard" "tank"`, "leopard tank"} {
		q := Parse(typed)
		if got := testing.AllocsPerRun(50, func() { x.Find(q, Options{Limit: 20}) }); got > 20 {
			t.Errorf("%s: %.0f allocations", typed, got)
		}
	}
}
