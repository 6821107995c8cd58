package cli_test

import (
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// reader is a browser without scripts: it keeps cookies and follows redirects.
type reader struct {
	*testing.T
	http.Client
	base string
}

func (r *reader) do(method, path string, form url.Values, headers ...string) (status int, at, text string) {
	r.Helper()
	req, err := http.NewRequestWithContext(r.Context(), method, r.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		r.Fatal(err)
	}
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := r.Do(req)
	if err != nil {
		r.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		r.Fatal(err)
	}
	return res.StatusCode, res.Request.URL.RequestURI(), string(b)
}

var choice = regexp.MustCompile(`<option value="([^"]*@[^"]*|public|)"( selected)?`)

// In the demo a reader puts themselves in the place of whom they choose, without a script, and every page
// and answer is as that role then; and says so.
func TestTheDemoHasRolesToChoose(t *testing.T) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{t, http.Client{Jar: jar}, strings.TrimSuffix(servedBy(t, "demo", "--listen", "127.0.0.1:0"), "/")}
	chosen := func(text string) (all []string, now string) {
		for _, m := range choice.FindAllStringSubmatch(text, -1) {
			if all = append(all, html.UnescapeString(m[1])); m[2] != "" {
				now += all[len(all)-1]
			}
		}
		return all, now
	}
	_, _, text := r.do("GET", "/explore?by=type", nil)
	roles, now := chosen(text)
	if len(roles) < 6 || now != "" || strings.Contains(text, "You are acting as") {
		t.Fatalf("at first: %v, %s", roles, now)
	}
	if !strings.Contains(text, `<form method="post" action="/acting">`) || !strings.Contains(text, `name="back" value="/explore?by=type"`) {
		t.Error("there is no form to change roles, or it does not lead back")
	}
	for _, role := range append(roles, "public", "") {
		status, at, text := r.do("POST", "/acting", url.Values{"as": {role}, "back": {"/explore?by=type"}}, "Sec-Fetch-Site", "same-origin")
		if _, now := chosen(text); status != http.StatusOK || at != "/explore?by=type" || now != role {
			t.Errorf("as %s: %d at %s, chosen is %s", role, status, at, now)
		}
		for _, page := range []string{"/", "/record", "/sources", "/pledges/washington-2024", "/import", "/layers", "/search?q=rocket", "/nowhere", "/explore?by=colour"} {
			_, _, text := r.do("GET", page, nil)
			if says := strings.Contains(text, "You are acting as"); says != strings.Contains(role, "@") {
				t.Errorf("as %s, %s says as whom: %v", role, page, says)
			}
		}
		// The file that an import brought is the operator's, and so the auditor's too; those who keep evidence see that
		// its originals are kept.
		_, _, text = r.do("GET", "/record?kind=record.document/1&format=csv", nil)
		if sees := strings.Contains(text, "record.document/1"); sees != (role == "" || strings.HasPrefix(role, "operator") || strings.HasPrefix(role, "auditor") || slices.ContainsFunc([]string{"custodian@", "documenter@", "reviewer@", "legal-officer@"}, func(r string) bool { return strings.HasPrefix(role, r) })) {
			t.Errorf("as %q the record shows its documents: %v", role, sees)
		}
		_, _, text = r.do("GET", "/sources", nil)
		if edition := regexp.MustCompile(`/sources/[a-z0-9]{10}-[0-9]+`).FindString(text); edition == "" {
			t.Errorf("as %q there is no edition", role)
		} else if status, _, _ := r.do("GET", edition, nil); status != http.StatusOK {
			t.Errorf("as %q, %s: %d", role, edition, status)
		}
		status, _, _ = r.do("POST", "/v1/statements", url.Values{}, "Sec-Fetch-Site", "same-origin")
		if (status == http.StatusUnauthorized) != !strings.Contains(role, "@") {
			t.Errorf("as %s a statement is answered with %d", role, status)
		}
	}
	if _, _, text := r.do("POST", "/acting", url.Values{"as": {"donor-officer@de"}, "back": {"/"}}); !strings.Contains(text, "You are acting as <b>donor officer</b> for <b>Germany</b>.") && !strings.Contains(text, "You are acting as donor officer for Germany.") {
		t.Error("it does not say for whom")
	}
	for name, c := range map[string]struct {
		form    url.Values
		headers []string
		status  int
	}{
		"another site":  {url.Values{"as": {"operator@operator"}, "back": {"/"}}, []string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		"another host":  {url.Values{"as": {"operator@operator"}, "back": {"/"}}, []string{"Origin", "http://evil.example"}, http.StatusForbidden},
		"no such role":  {url.Values{"as": {"king@de"}, "back": {"/"}}, nil, http.StatusBadRequest},
		"not to choose": {url.Values{"as": {"operator@fr"}, "back": {"/"}}, nil, http.StatusBadRequest},
	} {
		if status, _, text := r.do("POST", "/acting", c.form, c.headers...); status != c.status || !strings.Contains(text, "donor officer") {
			t.Errorf("%s: %d", name, status)
		}
	}
	for _, back := range []string{"http://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "nowhere", ""} {
		if _, at, _ := r.do("POST", "/acting", url.Values{"as": {"donor-officer@de"}, "back": {back}}); strings.Contains(at, "javascript") || strings.HasPrefix(at, "//") {
			t.Errorf("%q leads to %s", back, at)
		}
	}
}

// Where it is no demonstration nobody changes roles.
func TestOnlyTheDemoHasRolesToChoose(t *testing.T) {
	r := &reader{t, http.Client{}, strings.TrimSuffix(servedBy(t, "serve", "--listen", "127.0.0.1:0", "--data", t.TempDir()), "/")}
	if _, _, text := r.do("GET", "/", nil); strings.Contains(text, "acting") && strings.Contains(text, `action="/acting"`) {
		t.Error("there is a form")
	}
	if status, _, _ := r.do("POST", "/acting", url.Values{"as": {"operator@operator"}, "back": {"/"}}); status != http.StatusNotFound && status != http.StatusMethodNotAllowed {
		t.Errorf("it is answered with %d", status)
	}
}
