package node_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/node"
	"muster/party"
	"muster/signin"
	"muster/web"
)

// who is somebody who looks, by the token that they look with; none for the public.
type who struct {
	access.Principal
	token string
}

// everybody makes a token for each role that sees something of its own.
func (p *planted) everybody() (all []who) {
	p.t.Helper()
	all = append(all, who{Principal: access.Anybody()})
	for _, as := range []string{
		"operator@operator", "auditor@us", "coordinator@us", "recipient-officer@ua", "donor-officer@de", "donor-officer@fr", "analyst@at", "custodian@ua",
	} {
		x, err := p.n.As(as)
		if err != nil {
			p.t.Fatal(err)
		}
		_, token, err := node.Desk(p.cfg).NewToken(signin.Pass{For: x.Party, Role: x.Role}, node.Clock())
		if err != nil {
			p.t.Fatal(err)
		}
		if x.Party == "us" || x.Party == "de" || x.Party == "fr" {
			x.Groups = []muster.PartyID{"nato"}
		}
		all = append(all, who{x, token})
	}
	return all
}

// get asks as somebody, and returns all that is said: what a workbook has inside too.
func (p *planted) get(w who, path string, headers ...string) (int, string) {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), http.MethodGet, p.url+path, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	if w.token != "" {
		r.Header.Set("Authorization", "Bearer "+w.token)
		r.Header.Set("Accept-Encoding", "identity") // made for this reader alone and not kept: packing it would show nothing
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	text := string(b)
	if z, err := zip.NewReader(bytes.NewReader(b), int64(len(b))); err == nil {
		for _, f := range z.File {
			in, err := f.Open()
			if err != nil {
				p.t.Fatal(err)
			}
			inside, err := io.ReadAll(in)
			if err != nil {
				p.t.Fatal(err)
			}
			text += string(inside)
		}
	}
	return res.StatusCode, text + fmt.Sprint(res.Header)
}

// asked are the addresses to ask for each pattern of a page or an operation. {id} stands for every
// marker's statement, {word} for its word.
var asked = map[string][]string{
	"GET /{$}": {"/"}, "GET /pledges": {"/pledges"}, "GET /pledges/{name}": {"/pledges/washington-2024"}, "GET /pledges/{name}/rows": {"/pledges/washington-2024/rows?format=csv"},
	"GET /pledges/{name}/shares": {"/pledges/washington-2024/shares"},
	"GET /contributions":         {"/contributions", "/contributions?source=claims", "/contributions?source=zqbookoperator", "/contributions?source=zqbookpublic&format=xlsx", "/contributions?source=claims&format=csv"},
	"GET /contributions/{id...}": {"/contributions/claims:{word}", "/contributions/zqbookoperator:zqbookoperatorrow", "/contributions/zqbookpublic:zqbookpublicrow"},
	"GET /search":                {"/search?q={word}", "/search?q={id}", "/search?q=told&all=yes"},
	"GET /gallery":               {"/gallery"},
	"GET /explore":               {"/explore", "/explore?source=claims&by=contribution", "/explore?source=zqbookoperator&by=contribution", "/explore?source=zqbookpublic&by=contribution"},
	"GET /entries":               {"/entries", "/entries?source=claims&measure=allocated", "/entries?source=zqbookoperator&measure=allocated", "/entries?source=zqbookpublic&measure=allocated&format=csv", "/entries?source=zqbookpublic&measure=allocated&format=xlsx"},
	"GET /parties":               {"/parties", "/parties?format=csv"}, "GET /parties/{id}": {"/parties/de", "/parties/fr?source=zqbookoperator"},
	"GET /needs": {"/needs?state=all", "/needs?state=all&format=csv"}, "GET /needs/{id}": {"/needs/r-{word}"}, "GET /needs/{id}/match": {"/needs/r-{word}/match?offer=o-{word}"},
	"GET /needs/new": {"/needs/new", "/needs/new?copy=r-{word}"}, "GET /needs/{id}/change": {"/needs/r-{word}/change"},
	"GET /offers": {"/offers?state=all", "/offers?state=all&format=xlsx"}, "GET /offers/{id}": {"/offers/o-{word}"}, "GET /offers/new": {"/offers/new?copy=o-{word}"}, "GET /offers/{id}/change": {"/offers/o-{word}/change"},
	"GET /matches/{id}": {"/matches/m-{word}"}, "GET /overlaps": {"/overlaps", "/overlaps?format=csv"}, "GET /types": {"/types"}, "GET /accountability": {"/accountability", "/accountability?format=csv&table=access"}, "GET /samples": {"/samples", "/samples?format=csv"}, "GET /samples/{id}": {"/samples/{id}"}, "GET /exceptions": {"/exceptions?days=0", "/exceptions?days=0&format=csv", "/exceptions?days=0&format=xlsx&kind=back-dated"}, "GET /items": {"/items", "/items?q={word}&format=csv"}, "GET /items/{id}": {"/items/i-{word}"},
	"GET /asks": {"/asks?state=all", "/asks?state=all&format=csv"}, "GET /asks/{id}": {"/asks/a-{word}", "/asks/a-{word}?format=csv"}, "GET /asks/new": {"/asks/new"},
	"GET /asks/{id}/answer": {"/asks/a-{word}/answer?line=r-{word}&donor=de"}, "GET /asks/{id}/sheets/{donor}": {"/asks/a-{word}/sheets/de", "/asks/a-{word}/sheets/de?format=xlsx"},
	"GET /asks/{id}/sheets/{donor}/{digest}": {"/asks/a-{word}/sheets/de/{digest}"},
	"GET /sheets/{of}":                       {"/sheets/offers", "/sheets/needs", "/sheets/observations", "/sheets/offers?format=csv"}, "GET /sheets/{of}/{digest}": {"/sheets/offers/{digest}"}, // one that waits: TestASheetThatWaits…
	"GET /attach/{object}/{id}": {"/attach/requirement/r-{word}", "/attach/offer/o-{word}"}, "GET /attachments/{id}": {"/attachments/{id}"},
	"GET /asks/{id}/change": {"/asks/a-{word}/change"}, "GET /packages/{id}/change": {"/packages/p-{word}/change"},
	"GET /packages": {"/packages?state=all", "/packages?state=all&format=csv"}, "GET /packages/{id}": {"/packages/p-{word}", "/packages/p-{word}?format=csv&table=money"}, "GET /packages/new": {"/packages/new"},
	"GET /sources":                    {"/sources"},
	"GET /sources/{id}":               {"/sources/{edition}"},
	"GET /sources/{id}/changes":       {"/sources/{edition}/changes?format=csv"},
	"GET /documents/{digest}":         {"/documents/{digest}"},
	"GET /record":                     {"/record", "/record?kind=record.note/1", "/record?about=claims:{word}", "/record?state=stands", "/record?format=csv", "/record?party=ua", "/record?about=r-{word}"},
	"GET /record/verification":        {"/record/verification"},
	"GET /statements/{id}":            {"/statements/{id}", "/statements/{id}.json"},
	"GET /statements/{id}/proof":      {"/statements/{id}/proof"},
	"GET /sources/{id}/withdraw":      {"/sources/{edition}/withdraw"},
	"GET /import":                     {"/import"},
	"GET /import/{digest}":            {"/import/{digest}"},
	"GET /import/{digest}/faults.csv": {"/import/{digest}/faults.csv"},
	"GET /plan":                       {"/plan", "/plan?format=csv", "/plan?format=xlsx"},
	"GET /work":                       {"/work", "/work?format=csv", "/work?format=csv&table=others", "/work?format=xlsx&table=overdue"}, "GET /work.txt": {"/work.txt"}, "GET /work.atom": {"/work.atom"},
	"GET /definitions": {"/definitions"}, "GET /layers": {"/layers"},
	"GET /layers/judge":       {"/layers/judge?contribution=claims:{word}&event=allocated"},
	"GET /layers/{id}":        {"/layers/abcdefghjk"},
	"GET /layers/{id}/delete": {"/layers/abcdefghjk/delete"},

	"/v1/record": {"/v1/record"}, "/v1/pledges": {"/v1/pledges"}, "/v1/parties": {"/v1/parties"}, "/v1/parties/{party}": {"/v1/parties/de"}, "/v1/definitions": {"/v1/definitions"},
	"/v1/pledges/{pledge}": {"/v1/pledges/washington-2024"}, "/v1/pledges/{pledge}/rows": {"/v1/pledges/washington-2024/rows"},
	"/v1/positions":                                {"/v1/positions?source=claims&by=contribution", "/v1/positions?source=zqbookoperator&by=contribution", "/v1/positions?source=zqbookpublic&by=contribution&format=csv"},
	"/v1/positions/rows":                           {"/v1/positions/rows?source=claims", "/v1/positions/rows?source=claims&format=ndjson"},
	"/v1/contributions":                            {"/v1/contributions?source=claims", "/v1/contributions?source=zqbookoperator&format=csv"},
	"/v1/contributions/{contribution...}":          {"/v1/contributions/claims:{word}", "/v1/contributions/{word}", "/v1/contributions/zqbookoperator:zqbookoperatorrow"},
	"/v1/series":                                   {"/v1/series"},
	"/v1/series/{series}/submissions":              {"/v1/series/zqbookoperator/submissions", "/v1/series/zqbookpublic/submissions", "/v1/series/nosuch/submissions"},
	"/v1/series/{series}/submissions/{edition...}": {"/v1/series/zqbookoperator/submissions/zqbookoperatorlabel", "/v1/series/zqbookpublic/submissions/zqbookpubliclabel"},
	"/v1/statements":                               {"/v1/statements?limit=1000", "/v1/statements?format=csv", "/v1/statements?kind=record.note/1", "/v1/statements?by=ua&limit=1000", "/v1/statements?about=r-{word}"},
	"/v1/statements/{id}":                          {"/v1/statements/{id}"},
	"/v1/statements/{id}/proof":                    {"/v1/statements/{id}/proof"},
	"/v1/documents/{digest}":                       {"/v1/documents/{digest}"},
	"/v1/attachments":                              {"/v1/attachments?object=requirement&about=r-{word}", "/v1/attachments?object=requirement&about=r-zqneeda&format=csv"},
	"/v1/attachments/{id}":                         {"/v1/attachments/{id}"},
	"/v1/changes":                                  {"/v1/changes?limit=1000", "/v1/changes?limit=1000&format=csv"},
	"/v1/search":                                   {"/v1/search?text={word}", "/v1/search?text={id}", "/v1/search?text=told&format=csv"},
	"/v1/plan":                                     {"/v1/plan", "/v1/plan?format=csv"},
	"/v1/layers":                                   {"/v1/layers"},
	"/v1/layers/{layer}":                           {"/v1/layers/abcdefghjk"},

	"GET /lessons":                        {"/lessons", "/lessons?format=csv", "/lessons?format=csv&table=overdue", "/lessons?format=csv&table=findings"},
	"GET /lessons/digest":                 {"/lessons/digest", "/lessons/digest?for=party/{word}", "/lessons/digest?format=csv"},
	"GET /reforms":                        {"/reforms", "/reforms?format=csv", "/reforms?format=xlsx&table=instalments", "/reforms?format=csv&table=held"},
	"GET /reforms/due":                    {"/reforms/due", "/reforms/due?format=csv", "/reforms/due?format=csv&table=slippage"},
	"GET /registers/{object}":             {"/registers/lesson?state=all", "/registers/evidence?state=all&format=csv", "/registers/incident?state=all", "/registers/damage?state=all&format=xlsx", "/registers/step?state=all", "/registers/instalment?state=all&format=csv"},
	"GET /registers/{object}/new":         {"/registers/observation/new", "/registers/evidence/new"},
	"GET /registers/{object}/{id}":        {"/registers/lesson/{word}", "/registers/evidence/{word}", "/registers/step/s-{word}", "/registers/instalment/i-{word}"},
	"GET /registers/{object}/{id}/change": {"/registers/lesson/{word}/change", "/registers/evidence/{word}/change"},
	"/v1/lessons":                         {"/v1/lessons"}, "/v1/lessons/digest": {"/v1/lessons/digest", "/v1/lessons/digest?for=public"}, "/v1/reforms/evidence": {"/v1/reforms/evidence"}, "/v1/reforms/slippage": {"/v1/reforms/slippage"}, "/v1/reforms/crosswalk": {"/v1/reforms/crosswalk"},
	"/v1/exceptions": {"/v1/exceptions?days=0", "/v1/exceptions?days=0&format=csv", "/v1/exceptions?party=ua&days=0"}, "/v1/backlog": {"/v1/backlog"}, "/v1/damage": {"/v1/damage", "/v1/damage?format=csv"}, "/v1/samples": {"/v1/samples", "/v1/samples?format=csv"}, "/v1/access": {"/v1/access?format=csv"},
	"/v1/reforms/scoreboard": {"/v1/reforms/scoreboard"}, "/v1/reforms/due": {"/v1/reforms/due"},
}

// addresses are all that are asked for, and fails where a page or an operation has none.
func (p *planted) addresses() (all []string) {
	p.t.Helper()
	patterns := web.Patterns()
	_, spec := p.get(who{Principal: access.Anybody()}, "/openapi.json")
	var doc struct{ Paths map[string]map[string]any }
	if err := json.NewDecoder(strings.NewReader(spec)).Decode(&doc); err != nil {
		p.t.Fatal(err)
	}
	for path, methods := range doc.Paths {
		if methods["get"] != nil {
			patterns = append(patterns, path)
		}
	}
	slices.Sort(patterns)
	for _, pattern := range patterns {
		if strings.HasPrefix(pattern, "POST ") {
			continue
		}
		urls, ok := asked[pattern]
		if !ok {
			p.t.Errorf("%s is not gone through: say in this test how it is asked for", pattern)
		}
		for _, u := range urls {
			u = strings.ReplaceAll(u, "{digest}", p.digest)
			if strings.Contains(u, "{edition}") {
				for _, e := range p.editions {
					all = append(all, strings.ReplaceAll(u, "{edition}", string(e)))
				}
				continue
			}
			all = append(all, p.fill(u, len(all))...)
		}
	}
	return all
}

// names are the kinds of what is planted that an address leads to, by what stands there around the word. What
// is not here, as a search, may lead to anything.
var names = map[string][]string{
	"claims:{word}": {"entry", "note"}, "/r-{word}": {"need"}, "=r-{word}": {"need"}, "o-{word}": {"offer"}, "a-{word}": {"ask"}, "p-{word}": {"pack"}, "s-{word}": {"step"},
	"items/i-{word}": {"item"}, "instalment/i-{word}": {"paid"}, "attachments/{id}": {"file"}, "m-{word}": {}, "lesson/{word}": {}, "registers/evidence/{word}": {},
}

// fill puts what is planted into an address: everything that it may lead to, for each audience, with what is
// named beside it planted for the same; and one word of the others, by turns, of which nothing is there.
func (p *planted) fill(u string, turn int) (all []string) {
	if !strings.Contains(u, "{id}") && !strings.Contains(u, "{word}") {
		return []string{u}
	}
	leads, anywhere := []string{""}, true // what has no kind is asked for everywhere
	for place, kinds := range names {
		if strings.Contains(u, place) {
			leads, anywhere = append(leads, kinds...), false
		}
	}
	var others []marker
	for _, m := range p.markers {
		if !anywhere && !slices.Contains(leads, m.kind) {
			others = append(others, m)
			continue
		}
		at := u
		for place, kinds := range names {
			if !anywhere && m.kind != "" && len(kinds) > 0 && !slices.Contains(kinds, m.kind) {
				at = strings.ReplaceAll(at, place, strings.Replace(place, "{word}", strings.Replace(m.word, m.kind, kinds[0], 1), 1))
			}
		}
		all = append(all, m.in(at))
	}
	if len(others) > 0 {
		all = append(all, others[turn%len(others)].in(u))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// in is an address with a marker in it.
func (m marker) in(u string) string {
	return strings.NewReplacer("{id}", string(m.id), "{word}", m.word).Replace(u)
}

// echoes are the words that an address has itself, which an answer may say back.
func echoes(path, word string) bool { return strings.Contains(path, word) }

// Whoever goes through every page and every operation finds of what was planted what the table lets them
// see, and finds it; whether they ask for now or for an earlier position.
func TestEverybodySeesWhatTheTableAllowsAndNoMore(t *testing.T) {
	p := plant(t)
	paths := p.addresses()
	known := fmt.Sprint(p.n.State.Durable())
	if _, plan := p.get(p.everybody()[1], "/v1/plan"); !strings.Contains(plan, "o-zqoffer") || !strings.Contains(plan, "r-zqneed") {
		t.Error("the plan has nothing of what was planted")
	}
	for _, w := range p.everybody() {
		t.Run(w.String(), func(t *testing.T) {
			found := map[string]bool{}
			look := func(path string) {
				status, text := p.get(w, path)
				if status >= 500 {
					t.Errorf("%s: status %d", path, status)
				}
				for _, m := range p.markers {
					if !strings.Contains(text, m.word) || echoes(path, m.word) && status != http.StatusOK {
						continue
					}
					a, err := access.ParseAudience(m.audience)
					if err != nil {
						t.Fatal(err)
					}
					if w.SeesRow(a, node.Today()) {
						found[m.word] = true
					} else if !echoes(path, m.word) || leaks(text, path, m.word) {
						t.Errorf("%s shows %s, which is for %s", path, m.word, m.audience)
					}
				}
			}
			for _, path := range paths {
				look(path)
			}
			join := map[bool]string{true: "&", false: "?"}
			for _, path := range []string{"/record", "/entries?source=claims&measure=allocated", "/v1/statements?limit=1000", "/v1/changes?limit=1000", "/v1/positions/rows?source=claims", "/sources"} {
				look(path + join[strings.Contains(path, "?")] + "known=" + known)
			}
			for _, m := range p.markers {
				if a, _ := access.ParseAudience(m.audience); w.SeesRow(a, node.Today()) && !found[m.word] {
					t.Errorf("%s, which is for %s, is found nowhere", m.word, m.audience)
				}
			}
		})
	}
}

// leaks reports whether an answer says more of a word than its address does: the address is taken out
// of it first.
func leaks(text, path, word string) bool {
	for _, said := range []string{"the " + word, "told of " + word, "for " + word, "as " + word + " says", word + "row,", word + "label"} {
		if strings.Contains(text, said) && !strings.Contains(path, said) {
			return true
		}
	}
	return false
}

// Who may see a statement is as of now, whatever position is asked for: a party that joins a group sees
// what was for its members before.
func TestAccessIsAsOfNow(t *testing.T) {
	p := plant(t)
	ua := p.everybody()[4]
	if ua.Party != "ua" {
		t.Fatal(ua)
	}
	known := p.n.State.Durable()
	path := fmt.Sprintf("/v1/statements?limit=1000&known=%d", known)
	if _, text := p.get(ua, path); strings.Contains(text, "zqnotec") || !strings.Contains(text, "zqnoteb") {
		t.Fatal("before it joins")
	}
	p.add(&party.Member{Envelope: muster.Envelope{Kind: party.KindMember, By: "operator", About: "nato/ua", Audience: "public"}, Group: "nato", Party: "ua", From: "2020-01-01"})
	if _, text := p.get(ua, path); !strings.Contains(text, "zqnotec") {
		t.Error("a member does not see what is for the group, as known before it joined")
	}
	if _, text := p.get(ua, path); strings.Contains(text, "zqnoted") {
		t.Error("a member sees what is for another party")
	}
}

// One address, asked for by one after the other, at the same position: nobody is handed what another
// was, by a cache of this server's or of their own.
func TestNothingKeptIsHandedToOthers(t *testing.T) {
	p := plant(t)
	all := p.everybody()
	known := p.n.State.Durable()
	for _, path := range []string{
		fmt.Sprintf("/v1/positions/rows?source=claims&known=%d", known), fmt.Sprintf("/v1/contributions?source=claims&known=%d", known),
		fmt.Sprintf("/v1/positions?source=claims&by=contribution&known=%d&effective=2026-01-01", known),
	} {
		tags := map[string]string{}
		for round := range 2 {
			for _, w := range all {
				_, text := p.get(w, path)
				for _, m := range p.markers {
					a, _ := access.ParseAudience(m.audience)
					if strings.HasPrefix(m.word, "zqentry") && strings.Contains(text, m.word) != w.SeesRow(a, node.Today()) {
						t.Errorf("%s as %s in round %d: %s is shown: %v", path, w, round, m.word, strings.Contains(text, m.word))
					}
				}
				tag := regexp.MustCompile(`Etag:\[([^\]]*)\]`).FindStringSubmatch(text)
				if round == 0 && len(tag) > 1 {
					tags[w.String()] = tag[1]
				}
				if all := strings.Contains(text, "immutable"); all && w.Role != access.Operator && w.Role != access.Auditor {
					t.Errorf("%s as %s may be kept for ever, and more may open", path, w)
				}
			}
		}
		if tags["public"] != "" && tags["public"] == tags["operator@operator"] {
			t.Errorf("%s has one tag for all", path)
		}
	}
}
