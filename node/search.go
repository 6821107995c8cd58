package node

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/pledge"
	"muster/report"
	"muster/search"
	"muster/standing"
)

// What a search asks and answers lies with the shapes of all answers.
type (
	SearchQuery  = report.SearchQuery
	SearchResult = report.SearchResult
	KindCount    = report.KindCount
	SearchHit    = report.SearchHit
)

// The hits on a page.
const (
	searchLimit     = 20
	mostSearchLimit = 200
)

// mostPhrases is how many statements with a phrase's words are read to see whether they have the phrase.
const mostPhrases = 5000

// Search finds what a record holds by its texts, as known at a position or instant. What was erased
// is found by nobody, and what the viewer may not see is neither shown nor counted.
func (n *Node) Search(ctx context.Context, known string, q SearchQuery) (*SearchResult, error) {
	if err := n.Log.CatchUp(ctx); err != nil { // another process may have erased
		return nil, err
	}
	s, err := n.searching(ctx, known, q)
	if err != nil {
		return nil, err
	}
	if err := n.indexed(ctx); err != nil {
		return nil, err
	}
	if out, err := s.byID(ctx); out != nil || err != nil {
		return out, err
	}
	for {
		out, again, err := s.page(ctx)
		if err != nil || !again {
			return out, err
		}
	}
}

// searcher is one search under way.
type searcher struct {
	n      *Node
	v      standing.View
	q      SearchQuery
	parsed search.Query
	opt    search.Options
	ledger *pledge.Part
	entry  uint16
}

func (n *Node) searching(ctx context.Context, known string, q SearchQuery) (*searcher, error) {
	s := &searcher{n: n, q: q, parsed: search.Parse(q.Text)}
	if s.parsed.Empty() {
		return nil, muster.Invalid("text", "there is no word in it: write a name, a word of a text, an id or a number")
	}
	if q.Limit < 0 || q.Limit > mostSearchLimit {
		return nil, muster.Invalid("limit", fmt.Sprintf("found %d; accepted are 1 to %d", q.Limit, mostSearchLimit))
	}
	if s.opt.Limit = q.Limit; q.Limit == 0 {
		s.opt.Limit = searchLimit
	}
	if q.After != "" {
		at, after, err := parseCursor(q.After)
		if err != nil {
			return nil, err
		}
		s.opt.After, known = &after, strconv.FormatUint(uint64(at), 10)
	}
	var err error
	if s.v, err = n.View(ctx, known); err != nil {
		return nil, err
	}
	s.opt.Known = s.v.Known
	s.ledger = pledge.In(s.v)
	s.entry, _ = n.State.KindNumber(pledge.KindEntry)
	s.opt.Keep = s.keep
	return s, s.kinds()
}

// kinds reads the names of the kinds asked for.
func (s *searcher) kinds() error {
	found := s.n.State.KindsFound()
	for _, name := range s.q.Kinds {
		i := slices.IndexFunc(found, func(k standing.Kind) bool { return k.Short() == name || k.Name == name })
		if i < 0 {
			var names []string
			for _, k := range found {
				names = append(names, k.Short())
			}
			return muster.Invalid("kind", fmt.Sprintf("found %q; accepted are %s", name, strings.Join(names, ", ")))
		}
		number, _ := s.n.State.KindNumber(found[i].Name)
		s.opt.Kinds = append(s.opt.Kinds, number)
	}
	return nil
}

// keep says whether a statement may be a hit. The state is held for reading.
func (s *searcher) keep(st search.Statement) bool {
	return s.v.Viewer.Sees(st.Audience) && (s.q.All || s.stands(st))
}

func (s *searcher) stands(st search.Statement) bool {
	if st.Kind == s.entry {
		return s.ledger.StatementStands(s.v.Known, st.Position)
	}
	_, ended := s.n.State.EndedBy(s.v.Known, st.Position)
	return !ended
}

// find asks the index, while nothing is taken in.
func (s *searcher) find(o search.Options) (f search.Found) {
	s.n.State.Read(func() { f = s.n.finder.index.Find(s.parsed, o) })
	return f
}

// byID answers with one statement where that is what was asked for.
func (s *searcher) byID(ctx context.Context) (*SearchResult, error) {
	var at muster.Seq
	var err error
	s.n.State.Read(func() { at, err = s.n.State.Position(muster.ID(strings.TrimSpace(s.q.Text))) })
	if err != nil || at > s.v.Known {
		return nil, nil // no id, or of no statement that is known: words
	}
	st, err := s.n.Store.Statement(ctx, at)
	if err != nil {
		return nil, err
	}
	a, ok, err := s.n.State.Texts(st)
	if err != nil || !ok || !s.v.Viewer.Sees(a.Statement.Audience) || len(s.opt.Kinds) > 0 && !slices.Contains(s.opt.Kinds, a.Kind) {
		return nil, err
	}
	h := s.hit(search.Hit{Statement: a.Statement, Statements: 1}, a)
	out := &SearchResult{Known: s.v.Known, Total: 1, Hits: []SearchHit{h}}
	out.Kinds = s.counts(map[uint16]int{a.Kind: 1})
	return out, nil
}

// page answers with the hits asked for. again says that one of them was erased meanwhile, by another
// process: it has been taken out of the index.
func (s *searcher) page(ctx context.Context) (out *SearchResult, again bool, err error) {
	out = &SearchResult{Known: s.v.Known, Hits: []SearchHit{}}
	o := s.opt
	if s.parsed.Phrases() {
		var have map[muster.Seq]bool
		if have, out.Capped, err = s.withPhrases(ctx); err != nil {
			return nil, false, err
		}
		o.Keep = func(st search.Statement) bool { return have[st.Position] && s.keep(st) }
	}
	f := s.find(o)
	for _, h := range f.Hits {
		st, err := s.n.Store.Statement(ctx, h.Position)
		if err != nil {
			return nil, false, err
		}
		a, ok, err := s.n.State.Texts(st)
		if err != nil {
			return nil, false, err
		}
		if !ok {
			s.n.finder.index.Remove(h.Position)
			return nil, true, nil
		}
		out.Hits = append(out.Hits, s.hit(h, a))
	}
	out.Total = f.Total
	out.Kinds = s.counts(f.Kinds)
	if f.More {
		out.Next = cursorText(s.v.Known, f.Hits[len(f.Hits)-1])
	}
	return out, false, nil
}

// withPhrases reads the statements that have all words, newest first, and returns those that have the
// phrases too. The index does not know the order of words.
func (s *searcher) withPhrases(ctx context.Context) (have map[muster.Seq]bool, capped bool, err error) {
	var all []muster.Seq
	s.find(search.Options{Known: s.v.Known, Keep: func(st search.Statement) bool {
		if s.keep(st) {
			all = append(all, st.Position)
		}
		return false
	}})
	slices.Sort(all)
	if len(all) > mostPhrases {
		all, capped = all[len(all)-mostPhrases:], true
	}
	have = map[muster.Seq]bool{}
	for _, at := range all {
		st, err := s.n.Store.Statement(ctx, at)
		if err != nil {
			return nil, false, err
		}
		a, ok, err := s.n.State.Texts(st)
		if err != nil {
			return nil, false, err
		}
		if ok && s.parsed.Has(a.Texts) {
			have[at] = true
		}
	}
	return have, capped, nil
}

func (s *searcher) hit(h search.Hit, a search.Addition) SearchHit {
	k := s.n.State.KindOfNumber(h.Kind)
	snippet := s.parsed.Snippet(a.Texts)
	out := SearchHit{
		Kind: k.Name, Short: k.Short(), About: a.About, Title: a.Title(), Snippet: snippet.Text, Marks: snippet.Marks,
		Position: h.Position, Statements: h.Statements,
	}
	if out.Marks == nil {
		out.Marks = []search.Range{}
	}
	s.n.State.Read(func() {
		out.Statement = muster.NewID(s.n.State.RecordID(), uint64(h.Position))
		out.Stands = s.stands(h.Statement)
	})
	if out.Title == "" {
		out.Title = string(out.Statement)
	}
	return out
}

// counts are hits by kind, in the order in which kinds are declared.
func (s *searcher) counts(byKind map[uint16]int) []KindCount {
	out := []KindCount{}
	for _, k := range s.n.State.KindsFound() {
		number, _ := s.n.State.KindNumber(k.Name)
		if hits := byKind[number]; hits > 0 {
			out = append(out, KindCount{Kind: k.Name, Short: k.Short(), Words: k.Words, Hits: hits})
		}
	}
	return out
}

// A cursor is the position that the pages are of, and the last hit's score and position.
func cursorText(known muster.Seq, h search.Hit) string {
	return fmt.Sprintf("%d.%x.%d", known, math.Float32bits(h.Score), h.Position)
}

func parseCursor(text string) (known muster.Seq, after search.Hit, err error) {
	var bits uint32
	if _, err := fmt.Sscanf(text, "%d.%x.%d", &known, &bits, &after.Position); err != nil || known == 0 {
		return 0, after, muster.Invalid("after", fmt.Sprintf("found %q; accepted is what the page before gave as next", text))
	}
	after.Score = math.Float32frombits(bits)
	return known, after, nil
}
