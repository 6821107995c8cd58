package node_test

import (
	"context"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"testing"

	"muster/node"
	"muster/pledge"
)

// Release 7's contributions are found by words of their texts: the same as a look through every body
// finds with a regular expression.
func TestRealContributionsAreFoundByTheirWords(t *testing.T) {
	ctx := context.Background()
	name, data := shared(t, release7)
	n := fresh(t)
	imported(t, n, node.Import{Kind: "kiel", Name: name, Data: data, Label: "Release 7"})
	for _, c := range []struct{ typed, pattern string }{
		{"leopard", `(?i)\bleopard`},
		{`"kyiv"`, `(?i)\bkyiv\b`},
		{"Київ", `(?i)\bkyiv`},
		{"леопард", `(?i)\bleopard`},
		{"howitzer", `(?i)\bhowitzer`},
		{"155 mm", `(?i)\b155 ?mm\b|\b155\b.*\bmm\b`},
		{`"Panzerhaubitze 2000"`, `(?i)\bpanzerhaubitze 2000\b`},
		{"Zelensky*", `(?i)\bzelensky`},
	} {
		want := map[string]bool{}
		for st, err := range n.Store.Statements(ctx, 0, 0) {
			if err != nil {
				t.Fatal(err)
			}
			var e pledge.Entry
			if err := json.Unmarshal(st.Body, &e); err != nil || e.Kind != pledge.KindEntry {
				continue
			}
			e.Links, e.Date, e.Period, e.Converted = nil, "", "", nil
			var said struct{ Item, ItemType, Text, Type, Subtype, Line, Notes, Details any }
			said.Item, said.ItemType, said.Text, said.Line, said.Subtype = e.Item, e.ItemType, e.Text, e.Line, e.Subtype
			said.Notes, said.Details = e.Notes, e.Details
			body, _ := json.Marshal(said) //nolint:errcheck // texts
			if regexp.MustCompile(c.pattern).Match(body) {
				want[e.About] = true
			}
		}
		r, err := n.Search(ctx, "", node.SearchQuery{Text: c.typed, Kinds: []string{"entry"}, Limit: 200})
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]bool{}
		for _, h := range r.Hits {
			got[h.About] = true
		}
		if !maps.Equal(got, want) || len(want) == 0 {
			t.Errorf("%s: found %v, want %v", c.typed, slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
		}
	}
	for typed, want := range map[string]string{"turkiye": "tr", "Türkiye": "tr", "TÜRKİYE": "tr", "TUR": "tr", "deu": "de", "Германия": ""} {
		r, err := n.Search(ctx, "", node.SearchQuery{Text: typed, Kinds: []string{"party"}})
		if err != nil {
			t.Fatal(err)
		}
		if got := len(r.Hits) > 0; got != (want != "") || got && r.Hits[0].About != want {
			t.Errorf("%s: %+v, want first %q", typed, r.Hits, want)
		}
	}
}
