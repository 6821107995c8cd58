package node

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"muster"
	"muster/party"
	"muster/record"
	"muster/standing"
)

func opened(t *testing.T, cfg Config) *Node {
	t.Helper()
	n, err := Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := n.Close(); err != nil {
			t.Error(err)
		}
	})
	return n
}

func said(t *testing.T, n *Node, values ...muster.Value) record.Receipt {
	t.Helper()
	r, err := n.Log.Record(t.Context(), &record.Request{By: party.Operator, Values: values})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func note(about, text string) *record.Note {
	return &record.Note{Envelope: muster.Envelope{Kind: record.KindNote, By: party.Operator, About: about, Audience: muster.Operator}, Text: text}
}

func named(id, name string, replaces muster.ID) *party.Party {
	return &party.Party{
		Envelope: muster.Envelope{Kind: party.KindParty, By: party.Operator, About: id, Audience: muster.Public, Replaces: replaces},
		Name:     name, Sort: party.Institution,
	}
}

func erase(t *testing.T, n *Node, at muster.Seq) {
	t.Helper()
	id := muster.NewID(n.Log.ID(), uint64(at))
	_, err := n.Log.Record(t.Context(), &record.Request{By: party.Operator, Make: func(w *record.Writer) error {
		w.EraseStatement(at)
		return w.Add(&record.Erase{Envelope: muster.Envelope{Kind: record.KindErase, By: party.Operator, Why: "asked for", Audience: muster.Operator}, Statement: id})
	}})
	if err != nil {
		t.Fatal(err)
	}
}

func searched(t *testing.T, n *Node, known string, q SearchQuery) *SearchResult {
	t.Helper()
	r, err := n.Search(t.Context(), known, q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	return r
}

// hitsOf lists hits as "kind about".
func hitsOf(r *SearchResult) (out []string) {
	for _, h := range r.Hits {
		out = append(out, h.Short+" "+h.About)
	}
	return out
}

func TestErasedTextsAreFoundByNobody(t *testing.T) {
	for name, store := range map[string]string{"sqlite": "", "postgres": asURL(t)} {
		t.Run(name, func(t *testing.T) {
			cfg := Config{Data: t.TempDir(), Store: store}
			n := opened(t, cfg)
			r := said(t, n, note("de", "seen by Оксана Безіменна in Mykolaiv"), note("de", "Mykolaiv once more"))
			at := r.First
			queries := []SearchQuery{
				{Text: "Bezimenna"},
				{Text: "безім*"},
				{Text: "oksana", All: true},
				{Text: `"Оксана Безіменна"`},
				{Text: string(muster.NewID(n.Log.ID(), uint64(at))), Kinds: []string{"note"}}, // its erasure is found by it
			}
			for _, q := range queries {
				if got := searched(t, n, "", q); got.Total != 1 || got.Hits[0].Position != at {
					t.Fatalf("%+v before it is erased: %+v", q, got)
				}
			}
			before := fmt.Sprint(n.State.Durable())
			other := opened(t, Config{Data: cfg.Data, Store: cfg.Store, Existing: true})
			searched(t, other, "", SearchQuery{Text: "oksana"})
			erase(t, other, at)
			none := func(n *Node, when string) {
				t.Helper()
				for _, q := range queries {
					for _, known := range []string{"", before} {
						if got := searched(t, n, known, q); got.Total != 0 || len(got.Hits) != 0 {
							t.Errorf("%s, known %q: %q finds %+v", when, known, q.Text, got)
						}
					}
				}
				if got := searched(t, n, "", SearchQuery{Text: "mykolaiv"}); got.Total != 1 || got.Hits[0].Position != at+1 || got.Hits[0].Statements != 1 {
					t.Errorf("%s: the other note: %+v", when, got)
				}
			}
			none(other, "where it was erased")
			none(n, "in another process")
			size, root := n.Log.Head()
			if err := n.State.SaveSnapshot(n.path(snapshotFile), root); err != nil {
				t.Fatal(err)
			}
			again := opened(t, Config{Data: cfg.Data, Store: cfg.Store, ReadOnly: true})
			if again.opened != size {
				t.Errorf("it did not start from the snapshot, but from position %d", again.opened)
			}
			none(again, "after a start from the snapshot")
		})
	}
}

func TestErasedDocumentIsNotFoundByItsName(t *testing.T) {
	n := opened(t, Config{Data: t.TempDir()})
	d, err := record.Pack(strings.NewReader("a,b\n"), "testimony of Mustermann.csv", "csv")
	if err != nil {
		t.Fatal(err)
	}
	keep := func() {
		t.Helper()
		if _, err := n.Log.Record(t.Context(), &record.Request{By: party.Operator, Make: func(w *record.Writer) error { return w.Put(d, party.Operator) }}); err != nil {
			t.Fatal(err)
		}
	}
	found := func() int { return searched(t, n, "", SearchQuery{Text: "mustermann"}).Total }
	keep()
	if found() != 1 {
		t.Fatal("it is not found")
	}
	if _, err := n.Log.Record(t.Context(), &record.Request{By: party.Operator, Make: func(w *record.Writer) error {
		w.EraseDocument(d.Digest)
		return w.Add(&record.Erase{Envelope: muster.Envelope{Kind: record.KindErase, By: party.Operator, Why: "brought by mistake"}, Document: d.Digest.Hex()})
	}}); err != nil {
		t.Fatal(err)
	}
	if found() != 0 {
		t.Error("its name is still found")
	}
	keep()
	if found() != 1 {
		t.Error("kept anew it is not found")
	}
}

func TestRefusedRequestIsNeverFound(t *testing.T) {
	n := opened(t, Config{Data: t.TempDir()})
	searched(t, n, "", SearchQuery{Text: "germany"}) // from here on the index follows
	_, err := n.Log.Record(t.Context(), &record.Request{By: party.Operator, Values: []muster.Value{named("fund-a", "Refused Fund", ""), named("fund-b", "", "")}})
	if err == nil {
		t.Fatal("a party without a name was taken")
	}
	dry := &record.Request{By: party.Operator, DryRun: true, Values: []muster.Value{named("fund-a", "Refused Fund", "")}}
	if _, err := n.Log.Record(t.Context(), dry); err != nil {
		t.Fatal(err)
	}
	if got := searched(t, n, "", SearchQuery{Text: "refused fund"}); got.Total != 0 {
		t.Errorf("found %+v", got.Hits)
	}
	r := said(t, n, named("fund-a", "Accepted Fund", "")) // at the position that was taken back
	if got := searched(t, n, "", SearchQuery{Text: "refused"}); got.Total != 0 {
		t.Errorf("found %+v", got.Hits)
	}
	if got := searched(t, n, "", SearchQuery{Text: "accepted"}); got.Total != 1 || got.Hits[0].Position != r.First {
		t.Errorf("found %+v", got.Hits)
	}
}

func TestSearchAnswersAsKnownThen(t *testing.T) {
	n := opened(t, Config{Data: t.TempDir()})
	first := said(t, n, named("fund", "Sunrise Fund", ""))
	before := fmt.Sprint(first.Last)
	was := searched(t, n, before, SearchQuery{Text: "fund"})
	said(t, n, named("fund", "Sunset Fund", muster.NewID(n.Log.ID(), uint64(first.First))), named("fund-2", "Another Sunrise Fund", ""))
	for _, c := range []struct {
		known string
		q     SearchQuery
		want  []string
	}{
		{"", SearchQuery{Text: "sunset"}, []string{"party fund"}},
		{"", SearchQuery{Text: "sunrise"}, []string{"party fund-2"}},
		{"", SearchQuery{Text: "sunrise", All: true}, []string{"party fund", "party fund-2"}},
		{before, SearchQuery{Text: "sunset"}, nil},
		{before, SearchQuery{Text: "sunrise"}, []string{"party fund"}},
	} {
		if got := hitsOf(searched(t, n, c.known, c.q)); !slices.Equal(got, c.want) {
			t.Errorf("%s as known at %q: %v, want %v", c.q.Text, c.known, got, c.want)
		}
	}
	if now := searched(t, n, before, SearchQuery{Text: "fund"}); !slices.Equal(hitsOf(now), hitsOf(was)) {
		t.Errorf("the past changed from %v to %v", hitsOf(was), hitsOf(now))
	}
	if got := searched(t, n, "", SearchQuery{Text: "sunrise", All: true}).Hits; got[0].Stands || !got[1].Stands {
		t.Errorf("what stands: %+v", got)
	}
}

// Who may not see a statement learns nothing of it: no hit, no count, no kind.
func TestSearchSaysNothingOfWhatTheViewerMayNotSee(t *testing.T) {
	n := opened(t, Config{Data: t.TempDir()})
	said(t, n, note("de", "confidential germany"), note("fr", "confidential"))
	for viewer, want := range map[standing.Viewer]int{n.State.Viewer(standing.OperatorViewer): 2, n.State.Viewer(standing.PublicViewer): 0} {
		for _, text := range []string{"confidential", `"confidential germany" confid`, string(muster.NewID(n.Log.ID(), uint64(n.State.Durable()-1)))} {
			s, err := n.searching(t.Context(), "", SearchQuery{Text: text})
			if err != nil {
				t.Fatal(err)
			}
			if err := n.indexed(t.Context()); err != nil {
				t.Fatal(err)
			}
			s.v.Viewer = viewer
			r, err := s.byID(t.Context())
			if err == nil && r == nil {
				r, _, err = s.page(t.Context())
			}
			if err != nil {
				t.Fatal(err)
			}
			if (r.Total > 0) != (want > 0) || (len(r.Kinds) > 0) != (want > 0) || (len(r.Hits) > 0) != (want > 0) || r.Capped {
				t.Errorf("viewer %v, %q: %+v", viewer, text, r)
			}
		}
	}
}

const book = "contribution,event,party,date,type,amount,currency,item\n" +
	"A,committed,Türkiye,2024-08-01,military,35000000,EUR,Leopard 2A4\nA,delivered,Türkiye,2024-08-02,military,1000000,EUR,Leopard 2A4\n" +
	"B,committed,Denmark,2024-08-02,military,3.25,DKK,Leopards of another sort\nC,committed,Denmark,2024-08-02,military,1,EUR,T-72 EA\n"

func imports(t *testing.T, n *Node, label, asOf, data string) {
	t.Helper()
	day, err := muster.ParseDay(asOf)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := n.Import(t.Context(), Import{Kind: "entries", Name: label + ".csv", Data: []byte(data), Series: "book", Label: label, AsOf: &day}); err != nil {
		t.Fatal(err)
	}
}

func TestContributionIsOneHitHoweverOftenItWasSpokenOf(t *testing.T) {
	n := opened(t, Config{Data: t.TempDir()})
	imports(t, n, "first", "2024-09-01", book)
	imports(t, n, "second", "2024-10-01", strings.Replace(book, "35000000", "36000000", 1)) // A revised, B and C cited
	r := searched(t, n, "", SearchQuery{Text: "leopard"})
	if got := hitsOf(r); !slices.Equal(got, []string{"entry book:A", "entry book:B"}) || r.Total != 2 {
		t.Fatalf("%v", got)
	}
	if h := r.Hits[0]; h.Statements != 2 || !h.Stands || h.Title != "Leopard 2A4" || h.Snippet[h.Marks[0].From:h.Marks[0].To] != "Leopard" {
		t.Errorf("%+v", h)
	}
	for text, want := range map[string][]string{
		"book:B": {"entry book:B"}, "turkiye leopard": {"entry book:A"}, "T72": {"entry book:C"}, "36 000 000": {"entry book:A"}, "35,000,000": nil,
		`"leopard 2a4"`: {"entry book:A"}, `"2a4 leopard"`: nil, "second": {"submission "}, "леопард": {"entry book:A", "entry book:B"}, "Чехія": nil,
	} {
		q := SearchQuery{Text: text}
		if text == "second" {
			q.Kinds = []string{"submission"}
		}
		if got := hitsOf(searched(t, n, "", q)); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
	if r := searched(t, n, "", SearchQuery{Text: "35000000", All: true}); r.Total != 1 || r.Hits[0].Stands {
		t.Errorf("what stands no longer: %+v", r)
	}
}

func TestPagesFollowOnEachOtherAsKnownOnTheFirst(t *testing.T) {
	n := opened(t, Config{Data: t.TempDir()})
	imports(t, n, "first", "2024-09-01", book)
	all := searched(t, n, "", SearchQuery{Text: "eur", Limit: 200})
	var got []string
	q := SearchQuery{Text: "eur", Limit: 1}
	for page := 0; ; page++ {
		r := searched(t, n, "", q)
		if got = append(got, hitsOf(r)...); r.Total != all.Total || r.Known != all.Known {
			t.Errorf("page %d: %d hits as known at %d, want %d at %d", page, r.Total, r.Known, all.Total, all.Known)
		}
		if q.After = r.Next; q.After == "" {
			break
		}
		said(t, n, note("de", fmt.Sprint("EUR ", page)))
	}
	if !slices.Equal(got, hitsOf(all)) || len(got) < 2 {
		t.Errorf("page by page %v, at once %v", got, hitsOf(all))
	}
	counted := 0
	for _, k := range all.Kinds {
		counted += k.Hits
	}
	if counted != all.Total {
		t.Errorf("%d hits by kind, %d in all", counted, all.Total)
	}
}

func TestSearchRefusesWhatItCannotRead(t *testing.T) {
	n := opened(t, Config{Data: t.TempDir()})
	for field, q := range map[string]SearchQuery{
		"text": {Text: " !? "}, "kind": {Text: "a", Kinds: []string{"sheep"}}, "limit": {Text: "a", Limit: 201}, "after": {Text: "a", After: "x"},
	} {
		_, err := n.Search(t.Context(), "", q)
		var refused *muster.Error
		if !errors.As(err, &refused) || refused.Field != field {
			t.Errorf("%+v: %v, want a refusal of %s", q, err, field)
		}
	}
	if _, err := n.Search(t.Context(), "999999", SearchQuery{Text: "a"}); err == nil {
		t.Error("a position that is not recorded yet is taken")
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if err := n.indexed(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("indexing for nobody: %v", err)
	}
}

func TestReadersSearchWhileStatementsComeIn(t *testing.T) {
	n := opened(t, Config{Data: t.TempDir()})
	const notes = 60
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for last := 0; last < notes; {
				r, err := n.Search(t.Context(), "", SearchQuery{Text: "observed", Limit: 3})
				if err != nil || r.Total < last || r.Total > notes {
					t.Errorf("%v: %+v after %d", err, r, last)
					return
				}
				last = r.Total
			}
		})
	}
	for i := range notes {
		said(t, n, note(fmt.Sprint("object-", i), "observed"))
	}
	wg.Wait()
}
