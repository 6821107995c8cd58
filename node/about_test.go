package node_test

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// Those about an object are those of the whole list that say so, texts too, whoever looks.
func TestStatementsAboutAnObjectAreThoseOfTheWholeList(t *testing.T) {
	p := plant(t)
	list := func(w who, query string) (ids map[string][]string) {
		t.Helper()
		_, text := p.get(w, "/v1/statements?limit=1000"+query)
		var got struct {
			Items []struct {
				ID   string
				Body struct{ About string }
			}
			Next string
		}
		if err := json.NewDecoder(strings.NewReader(text)).Decode(&got); err != nil || got.Next != "" {
			t.Fatal(err, got.Next)
		}
		ids = map[string][]string{}
		for _, s := range got.Items {
			ids[s.Body.About] = append(ids[s.Body.About], s.ID)
		}
		return ids
	}
	for _, w := range p.everybody()[:4] {
		all := list(w, "")
		if len(all) < 20 {
			t.Fatalf("%s sees statements about %d objects", w, len(all))
		}
		for about, ids := range all {
			if about == "" {
				continue
			}
			if some := list(w, "&about="+url.QueryEscape(about)); len(some) != 1 || !slices.Equal(some[about], ids) {
				t.Errorf("%s: about %s are %v, want %v", w, about, some, ids)
			}
		}
	}
}
