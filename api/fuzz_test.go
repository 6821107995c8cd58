package api_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"muster/api"
	"muster/parts"
)

// words are what random parameters are made of: good ones, bad ones, and parts of both.
var words = []string{
	"", "0", "1", "7", "-1", "130", "99999999999999999999", "1e9", "now", "2024-07-10", "2024-07", "2024-13-40", "2024-01-01/2025-01-01", "/", "2026-11-23T17:30:00Z",
	"washington-2024", "kiel", "ministry", "Edition 1", "first", "military-allocated", "military-allocated/1", "entry-date", "window-end", "yes", "true", "nato", "eu", "de", "Germany",
	"donor", "donor,type", "donor,type,event,year,month,series,contribution", "type,type", "allocated", "committed", "military", "EUR", "usd", "XXX", "source", "reference",
	"other_type", "outside_group", "A", "ministry:A", "kiel:", ":", "pledge.entry/1", "record.note/1", "operator", "json", "csv", "ndjson", "xml", "100", "2023", "1850",
	"\x00", "\xff\xfe", "%", "%zz", "..", "../..", "=1+1", "<b>", "'", "\"", "\n", "ü", "😀", strings.Repeat("a", 3000), strings.Repeat("9", 400),
	"eyJrIjoxLCJlIjowLCJhIjowLCJxIjoiIn0", "eyJrIjo5OTk5OTk5LCJlIjo5OTk5OTk5OTk5LCJhIjo5LCJxIjoiIn0", "k7gkq2mz4t-12", "text/event-stream",
}

// spec reads the operations out of the OpenAPI document.
func spec(t testing.TB) map[string]map[string]struct {
	Parameters []struct{ Name, In string }
} {
	var doc struct {
		Paths map[string]map[string]struct {
			Parameters []struct{ Name, In string }
		}
	}
	if err := json.Unmarshal(api.Spec(parts.State().Kinds()), &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Paths
}

// Whatever is asked, the answer is no fault: a refusal says what was wrong.
func TestNoParameterIsAFault(t *testing.T) {
	s := start(t)
	paths := spec(t)
	var names []string
	for p := range paths {
		names = append(names, p)
	}
	slices.Sort(names)
	names = append(names, "/tile/{a}/{b}", "/checkpoint", "/openapi.json", "/v1/docs", "/signin/{a}", "/{a}")
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	word := func() string {
		if r.IntN(10) == 0 {
			return words[r.IntN(len(words))] + words[r.IntN(len(words))]
		}
		return words[r.IntN(len(words))]
	}
	statuses := map[int]int{}
	for range 3000 {
		pattern := names[r.IntN(len(names))]
		path := pattern
		for strings.Contains(path, "{") {
			i, j := strings.IndexByte(path, '{'), strings.IndexByte(path, '}')
			w := word()
			if r.IntN(2) == 0 { // a good one, so that the rest is looked at
				w = map[string]string{"{pledge}": "washington-2024", "{series}": "kiel", "{edition...}": "first", "{contribution...}": "ministry:A", "{id}": "7", "{party}": "de"}[path[i:j+1]]
			}
			path = path[:i] + url.PathEscape(w) + path[j+1:]
		}
		q := url.Values{}
		var headers []string
		for _, op := range paths[pattern] {
			for _, p := range op.Parameters {
				if p.In == "query" && p.Name != "at-least" && p.Name != "wait" && r.IntN(3) == 0 {
					q.Set(p.Name, word())
				}
			}
		}
		if r.IntN(20) == 0 {
			q.Set(url.QueryEscape(word()), word())
		}
		if r.IntN(5) == 0 {
			headers = []string{"Accept", []string{"text/csv", "application/x-ndjson", "*/*", "x", "application/json;q=0"}[r.IntN(5)], "If-None-Match", []string{"*", `"x"`, "x"}[r.IntN(3)]}
		}
		raw := q.Encode()
		if r.IntN(50) == 0 {
			raw += "&%zz=%"
		}
		a := s.get(path+"?"+raw, headers...)
		statuses[a.StatusCode]++
		if a.StatusCode >= 500 {
			t.Errorf("GET %s?%s %q: status %d\n%s", path, raw, headers, a.StatusCode, a.body)
		}
		if a.StatusCode >= 400 && strings.HasPrefix(path, "/v1/") && a.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("GET %s?%s: status %d, %s", path, raw, a.StatusCode, a.Header.Get("Content-Type"))
		}
	}
	t.Log(statuses)
}

// Whatever is said, it is recorded or refused; and every read still answers.
func TestNoStatementIsAFault(t *testing.T) {
	s := start(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	var value func(depth int) any
	value = func(depth int) any {
		switch r.IntN(9) {
		case 0:
			return r.IntN(3000) - 5
		case 1:
			return r.IntN(2) == 0
		case 2:
			return nil
		case 3:
			if depth > 2 {
				return nil
			}
			return []any{value(depth + 1), value(depth + 1)}
		case 4:
			if depth > 2 {
				return nil
			}
			return map[string]any{"amount": value(depth + 1), "currency": "EUR", "from": "2024-01-01", "to": value(depth + 1)}
		}
		return strings.ToValidUTF8(words[r.IntN(len(words))], "?")
	}
	recorded, moved := 0, map[int]int{}
	c := newCoordinators(r)
	for _, x := range c.before() {
		s.post("/v1/statements", x).want(t, 201, nil)
	}
	for range 8000 {
		kinds := parts.State().Kinds()
		k := kinds[r.IntN(len(kinds))]
		b, err := json.Marshal(k.New())
		if err != nil {
			t.Fatal(err)
		}
		fields := map[string]any{}
		if err := json.Unmarshal(b, &fields); err != nil {
			t.Fatal(err)
		}
		for _, extra := range []string{"about", "by", "line", "type", "date", "period", "value", "converted", "quantity", "audience", "replaces", "withdraws", "why", "title", "unit", "party", "iso2", "aliases", "until"} {
			if r.IntN(6) == 0 {
				fields[extra] = value(0)
			}
		}
		for f := range fields {
			if r.IntN(2) == 0 {
				fields[f] = value(0)
			}
		}
		acting := c.has(k.Name)
		if acting {
			c.good(k.Name, fields)
		} else {
			good(r, k.Name, fields)
		}
		fields["kind"] = k.Name
		body, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		a := s.post("/v1/statements", string(body))
		if a.StatusCode >= 500 {
			t.Fatalf("%s: status %d\n%s", body, a.StatusCode, a.body)
		}
		switch {
		case acting:
			moved[a.StatusCode]++
			c.heard(fields, a)
		case a.StatusCode == http.StatusCreated:
			recorded++
		}
	}
	t.Logf("%d recorded; of requirements, offers and matches by status %v", recorded, moved)
	if recorded < 20 {
		t.Errorf("only %d statements were recorded; the others show little", recorded)
	}
	// Whether a token may speak in a role is for the door to say: who may not is denied.
	if n := moved[http.StatusCreated] + moved[http.StatusForbidden]; n < 20 {
		t.Errorf("of requirements, offers and matches only %d statements came as far as who may say them", n)
	}
	for _, path := range s.reads() {
		s.get(path).want(t, 200, nil)
	}
}

// good gives a statement what makes it likely to be taken.
func good(r *rand.Rand, kind string, f map[string]any) {
	if r.IntN(4) == 0 {
		return
	}
	n := fmt.Sprint(r.IntN(1 << 30))
	set := func(pairs ...any) {
		for i := 0; i < len(pairs); i += 2 {
			f[pairs[i].(string)] = pairs[i+1]
		}
	}
	switch kind {
	case "party.party/1":
		set("about", "p"+n, "name", "Party "+n, "sort", "fund")
	case "party.group/1":
		set("about", "g"+n, "name", "Group")
	case "party.member/1":
		set("about", "nato/de", "group", "nato", "party", "de", "from", "2024-01-01")
	case "pledge.entry/1":
		set("about", "own:"+n, "event", "allocated", "party", "de")
	case "pledge.method/1":
		set("about", "m"+n+"/1", "name", "m"+n, "version", 1, "event", "allocated", "series", "kiel", "undated", "leave_out", "months", "inside", "membership", "entry-date", "conversion", "source", "price_base", "nominal")
	case "pledge.terms/1":
		set("about", "t"+n, "title", "T", "floor", map[string]any{"amount": "5", "currency": "EUR"}, "announced", "2024-07-10", "window", map[string]any{"from": "2024-01-01", "to": "2025-01-01"}, "group", "nato", "share_key", map[string]any{"series": "worldbank:NY.GDP.MKTP.CD", "year": 2023})
	case "indicator.values/1":
		set("about", "own:x/"+n, "values", "2024-01-02 1.5\n")
	case "item.thing/1", "item.family/1":
		set("about", "x"+n, "names", map[string]any{"en": "X " + n})
	case "item.unit/1":
		set("about", "u"+n, "names", map[string]any{"en": "u" + n}, "measures", "pack")
	case "item.item/1":
		set("about", "x"+n, "names", map[string]any{"en": "X " + n}, "thing", "vehicle", "unit", "each", "nsn", "2320011"+fmt.Sprintf("%06d", r.IntN(1e6)))
	case "item.conversion/1":
		set("about", "us-gallon/ml", "from", "us-gallon", "to", "ml", "factor", "3785.411784")
	case "record.note/1":
		set("about", "x", "text", n)
	}
}
