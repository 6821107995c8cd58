package node_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/client"
	"muster/evidence"
	"muster/node"
	"muster/report"
	"muster/signin"
)

// token makes a token for somebody.
func (e *evident) token(p access.Principal) string {
	e.t.Helper()
	_, token, err := node.Desk(e.cfg).NewToken(signin.Pass{For: p.Party, Role: p.Role}, node.Clock())
	if err != nil {
		e.t.Fatal(err)
	}
	return token
}

// What auditors ask is answered over the API as here, for each as much as they may see, and as known then.
func TestAuditorsAreToldTheSameOverTheAPI(t *testing.T) {
	e := newEvident(t)
	before := e.State.Known()
	old := &evidence.Damage{
		Envelope: evSays(access.Principal{Role: access.DamageAssessor, Party: "ua", Person: "Sam"}, evidence.KindDamage, "d-1"), Damaged: "school-12", Sort: "school",
		Place: evidence.Place{Region: "UA-63", Precision: "region"}, From: "2022-03-01", Until: "2022-03-01", Extent: "destroyed",
	}
	old.Effective, old.Audience = "2022-03-01", "participants"
	e.add(old)
	if _, err := e.ReadEvidence(t.Context(), evDocumenter, node.Reading{Object: "evidence", About: e.items[0], Why: "to look"}); err != nil {
		t.Fatal(err)
	}
	url := e.served()
	found := map[string]int{}
	for _, who := range []access.Principal{{Role: access.Operator, Party: "operator"}, evAuditor, {Role: access.DonorOfficer, Party: "de"}, access.Anybody()} {
		token := ""
		if who.Role != access.Public {
			token = e.token(who)
		}
		c, err := client.New(url, token)
		if err != nil {
			t.Fatal(err)
		}
		here := access.Looking(t.Context(), who)
		same := func(what string, a any, aErr error, b any, bErr error) {
			t.Helper()
			if aErr != nil || bErr != nil || !reflect.DeepEqual(asJSON(t, a), asJSON(t, b)) {
				t.Errorf("%s for %s: %v\n%s\nhere, and over the API: %v\n%s", what, who, aErr, asJSON(t, a), bErr, asJSON(t, b))
			}
		}
		day := node.Today()
		for _, known := range []string{"", fmt.Sprint(before)} {
			for _, q := range []report.ExceptionsQuery{{Days: report.BackDated}, {Kind: "back-dated"}, {Party: "Ukraine", From: &day, Days: 36500}} {
				a, aErr := e.Exceptions(here, known, q)
				b, bErr := c.Exceptions(t.Context(), known, q)
				same("exceptions", a, aErr, b, bErr)
				if known == "" && q.Party == "" && q.Kind == "" {
					found[string(who.Role)] = len(b.Items)
				}
			}
			a, aErr := e.Damage(here, known)
			b, bErr := c.Damage(t.Context(), known)
			same("damage", a, aErr, b, bErr)
			x, xErr := e.Access(here, known)
			y, yErr := c.Access(t.Context(), known)
			same("access", x, xErr, y, yErr)
			p, pErr := e.Backlog(here, known)
			q, qErr := c.Backlog(t.Context(), known)
			same("backlog", p, pErr, q, qErr)
			if some := len(x.Items) > 0 && len(p.Items) > 0; some != (who.Role == access.Operator || who.Role == access.Auditor) {
				t.Errorf("%s is told of %d accesses, %d that wait", who, len(x.Items), len(p.Items))
			}
		}
	}
	// The auditor and the operator see gaps of custody, a participant the damage stated late, the public nothing.
	if want := map[string]int{"operator": 3, "auditor": 3, "donor-officer": 1, "public": 0}; !reflect.DeepEqual(found, want) {
		t.Errorf("%v, want %v", found, want)
	}
}

func asJSON(t *testing.T, x any) string {
	t.Helper()
	b, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// As a file there is a row for each; what cannot be read is told by its parameter, all of it at once.
func TestExceptionsAreAFileAndRefuseByParameter(t *testing.T) {
	e := newEvident(t)
	url, token := e.served(), e.token(evAuditor)
	get := func(path string) (int, string) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+token)
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		b, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return res.StatusCode, string(b)
	}
	for path, heading := range map[string]string{
		"/v1/exceptions": "kind,object,about,on,owner,person,answer,statement", "/v1/backlog": "item,state,since,days",
		"/v1/damage": "sort,region,month,entries,maybe_twice,currency,cost", "/v1/access": "object,about,number,event,at,by,person,why,to,text,grant,statement",
	} {
		if status, text := get(path + "?format=csv"); status != http.StatusOK || !strings.HasPrefix(text, heading+"\n") || path == "/v1/exceptions" && strings.Count(text, "custody-gap") != 2 {
			t.Errorf("%s: %d %s", path, status, text)
		}
	}
	for path, want := range map[string][]string{
		"/v1/exceptions?kind=nosuch&days=-1&party=Ukrane":   {`"query.kind"`, "match-override", `"query.days"`, "found -1", `"query.party"`, "Ukraine"},
		"/v1/exceptions?from=soon&to=later&days=a+month":    {`"query.from"`, "soon", `"query.to"`, "later", `"query.days"`, "a month", "36500"},
		"/v1/exceptions?from=2026-07-01&to=2026-01-01":      {`"query.to"`, "2026-07-01"},
		"/v1/exceptions?for=ua":                             {`"query.for"`, "party"},
		"/v1/access?known=tomorrow":                         {`"query.known"`, "tomorrow"},
		"/v1/exceptions?days=99999999999999999999&kind=a,b": {`"query.days"`, "36500"},
	} {
		status, text := get(path)
		if status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", path, status)
		}
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s lacks %s: %s", path, w, text)
			}
		}
	}
	if _, err := e.Exceptions(t.Context(), "", report.ExceptionsQuery{Days: 40000}); len(muster.Refusals(err)) != 1 || !strings.Contains(err.Error(), "found 40000") {
		t.Error(err)
	}
}
