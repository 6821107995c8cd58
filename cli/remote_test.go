package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muster/cli"
)

// served runs 'muster serve' over a record until the test ends, and returns its address.
func served(t *testing.T, data string) string {
	t.Helper()
	return servedBy(t, "serve", "--listen", "127.0.0.1:0", "--data", data)
}

// servedBy runs a command that serves until the test ends.
func servedBy(t *testing.T, args ...string) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	w := &watched{ready: make(chan string, 1)}
	ended := make(chan int, 1)
	var errs bytes.Buffer
	go func() {
		ended <- cli.Main(ctx, args, strings.NewReader(""), w, &errs)
	}()
	var url string
	select {
	case url = <-w.ready:
	case code := <-ended:
		t.Fatalf("it ended with %d before it served\n%s", code, errs.String())
	}
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != 0 {
			t.Errorf("exit code %d when it was stopped\n%s", code, errs.String())
		}
	})
	return url
}

// sample is a record with editions of two series, rates and GDP.
func sample(t *testing.T) string {
	t.Helper()
	data := t.TempDir()
	files, err := filepath.Abs("testdata/files")
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"kiel", "activities-1.csv", "--label", "Edition 1", "--as-of", "2025-06-30"},
		{"kiel", "activities-2.csv", "--label", "Edition 2", "--as-of", "2025-12-31"},
		{"gdp", "gdp.csv"},
		{"rates", "rates.csv"},
		{"entries", "entries-1.csv", "--series", "ministry", "--label", "first", "--as-of", "2024-08-01"},
		{"entries", "entries-2.csv", "--series", "ministry", "--label", "second", "--as-of", "2024-09-01"},
	} {
		done(t, append([]string{"import", args[0], filepath.Join(files, args[1]), "--data", data}, args[2:]...)...)
	}
	return data
}

// Every command that reads prints the same of a record elsewhere as of one on this machine, byte for
// byte, in every form, and says the same of what is wrong.
func TestACommandPrintsTheSameOfARecordElsewhere(t *testing.T) {
	data := sample(t)
	url := served(t, data)
	var said []struct{ Statement string }
	if err := json.Unmarshal([]byte(done(t, "contribution", "ministry:A", "--format", "json", "--data", data)), &said); err != nil {
		t.Fatal(err)
	}
	var eds []struct{ Known int }
	if err := json.Unmarshal([]byte(done(t, "editions", "--format", "json", "--data", data)), &eds); err != nil {
		t.Fatal(err)
	}
	then := fmt.Sprint(eds[0].Known)
	bare := t.TempDir()
	done(t, "init", "--data", bare)
	compare := func(data, url string, args ...string) {
		t.Helper()
		here, hereErr, code := run(t, append(args, "--data", data)...)
		there, thereErr, thereCode := run(t, append(args, "--server", url)...)
		if here != there || code != thereCode || hereErr != thereErr {
			t.Errorf("%s\nhere (%d):\n%s%s\nthere (%d):\n%s%s", strings.Join(args, " "), code, here, hereErr, thereCode, there, thereErr)
		}
	}
	for _, args := range [][]string{
		{"pledge", "washington-2024"},
		{"pledge", "washington-2024", "--from", "2024-01-01", "--to", "2024-07-01", "--months-inside", "--membership", "entry-date"},
		{"pledge", "washington-2024", "--known", then},
		{"pledge", "washington-2024", "--edition", "Edition 1", "--method", "military-allocated/1"},
		{"pledge", "washington-2024", "--gdp-year", "1999"},
		{"pledge", "nonsense"},
		{"pledge", "washington-2024", "--method", "none"},
		{"position"},
		{"position", "--source", "ministry", "--by", "type,donor,month", "--currency", "eur", "--from", "2024-07-01", "--to", "2024-08-01"},
		{"position", "--source", "ministry", "--by", "contribution", "--measure", "delivered"},
		{"position", "--group", "nato", "--type", "military"},
		{"position", "--known", then},
		{"position", "--known", "99999"},
		{"position", "--source", "nowhere"},
		{"position", "--by", "colour"},
		{"editions"},
		{"editions", "--source", "ministry"},
		{"editions", "--source", "nowhere"},
		{"contribution", "ministry:A"},
		{"contribution", "A", "--all"},
		{"contribution", "ministry:A", "--edition", "first"},
		{"contribution", "ministry:none"},
		{"report", "exceptions"},
		{"report", "exceptions", "--days", "0", "--party", "Germany"},
		{"report", "exceptions", "--known", then, "--kind", "basis-unknown"},
		{"report", "exceptions", "--kind", "nosuch", "--party", "Atlantis", "--days", "-1"},
		{"report", "exceptions", "--from", "2026-02-01", "--to", "2026-01-01"},
		{"report", "backlog"},
		{"report", "damage"},
		{"report", "samples"},
		{"report", "access", "--known", then},
		{"search", "germany"},
		{"search", "nato", "--limit", "3", "--kind", "group"},
		{"search", "–"},
		{"search", "germany", "--after", "x"},
	} {
		for _, format := range []string{"table", "csv", "json"} {
			compare(data, url, append(args, "--format", format)...)
		}
	}
	for _, args := range [][]string{
		{"statement", said[0].Statement},
		{"statement", "3"},
		{"statement", "nonsense"},
		{"statement", "99999"},
		{"check", "kiel", filepath.Join("testdata", "files", "summary.csv")},
		{"check", "kiel", filepath.Join("testdata", "files", "summary-equal.csv"), "--edition", "Edition 1"},
	} {
		compare(data, url, args...)
	}
	empty := served(t, bare)
	for _, args := range [][]string{{"pledge", "washington-2024"}, {"position"}, {"editions"}} {
		for _, format := range []string{"table", "csv", "json"} {
			compare(bare, empty, append(args, "--format", format)...)
		}
	}

	// A shared layer is the same from here and from there, laid over figures too.
	csv := filepath.Join(t.TempDir(), "mine.csv")
	if err := os.WriteFile(csv, []byte("contribution,event,kind,note\nministry:A,allocated,exclude,twice\nministry:gone,allocated,exclude,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	id := strings.TrimSpace(done(t, "layer", "import", csv, "--shared", "--data", data))
	for _, args := range [][]string{
		{"layer", "list"},
		{"layer", "list", "--format", "json"},
		{"layer", "show", id},
		{"layer", "show", id, "--format", "json"},
		{"layer", "show", id, "--known", then},
		{"layer", "export", id},
		{"layer", "export", id, "--format", "csv"},
		{"position", "--source", "ministry", "--layer", id},
		{"position", "--source", "ministry", "--layer", id, "--format", "csv"},
		{"pledge", "washington-2024", "--layer", id},
	} {
		compare(data, url, args...)
	}
	// One that is brought there belongs to the token.
	t.Setenv("MUSTER_TOKEN", strings.TrimSpace(done(t, "token", "create", "--for", "Germany", "--label", "layers", "--data", data)))
	own := strings.TrimSpace(done(t, "layer", "import", csv, "--name", "own", "--server", url))
	if out := done(t, "layer", "list", "--server", url); !strings.Contains(out, own) {
		t.Errorf("it is not listed:\n%s", out)
	}
	t.Setenv("MUSTER_TOKEN", "")
	if out, errs, code := run(t, "layer", "show", own, "--server", url); code != 1 || !strings.Contains(errs, "is not in this record") {
		t.Errorf("another's layer: exit code %d: %s%s", code, out, errs)
	}
	if _, errs, code := run(t, "layer", "import", csv, "--server", url); code != 1 || !strings.Contains(errs, "Sign in first") {
		t.Errorf("without a token: exit code %d: %s", code, errs)
	}

	// A proof is the same file, and holds without the record.
	here, there := filepath.Join(t.TempDir(), "p.json"), filepath.Join(t.TempDir(), "p.json")
	done(t, "statement", said[0].Statement, "--proof", here, "--data", data)
	t.Setenv("MUSTER_SERVER", url)
	done(t, "statement", said[0].Statement, "--proof", there)
	a, err := os.ReadFile(here)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(there)
	if err != nil || !bytes.Equal(a, b) {
		t.Errorf("the proofs differ: %v\n%s\n%s", err, a, b)
	}
	done(t, "verify", there)
	if _, errs, code := run(t, "position", "--server", "127.0.0.1:1"); code != 2 || !strings.Contains(errs, "--server: found") {
		t.Errorf("exit code %d: %s", code, errs)
	}
	if _, errs, code := run(t, "position", "--server", url, "--data", data); code != 2 || !strings.Contains(errs, "say one of them") {
		t.Errorf("exit code %d: %s", code, errs)
	}
	if _, errs, code := run(t, "report", "access", "--server", url, "--as", "auditor@us"); code != 2 || !strings.Contains(errs, "the token says who asks") {
		t.Errorf("exit code %d: %s", code, errs)
	}
	t.Setenv("MUSTER_SERVER", "http://127.0.0.1:1")
	done(t, "position", "--data", data) // what the command says goes before the environment
	if _, errs, code := run(t, "position"); code != 1 || !strings.Contains(errs, "cannot be reached") {
		t.Errorf("exit code %d: %s", code, errs)
	}
}

// 200 random positions, as known at random times, come to the same over the API as on the command
// line.
func TestRandomPositionsAgreeOverTheAPI(t *testing.T) {
	data := sample(t)
	url := served(t, data)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	var head struct{ Known int }
	get := func(path string, v any) {
		t.Helper()
		res, err := http.Get(url + strings.TrimPrefix(path, "/")) //nolint:noctx // this machine's own
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close() //nolint:errcheck // only read from
		b, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s %v\n%s", path, res.Status, err, b)
		}
		if err := json.Unmarshal(b, v); err != nil {
			t.Fatal(err)
		}
	}
	get("/v1/record", &head)
	var eds struct {
		Items []struct{ Known int }
	}
	get("/v1/series/ministry/submissions", &eds)
	first := eds.Items[0].Known
	rows := 0
	for range 200 {
		words := map[string]string{
			"source": pick("kiel", "ministry"), "measure": pick("allocated", "delivered", "committed"),
			"by":       pick("donor", "type", "donor,type", "type,donor", "month,donor", "year", "contribution", "event,series,donor"),
			"group":    pick("", "", "nato", "eu"),
			"currency": pick("", "", "EUR", "USD"),
			"from":     pick("", "", "2024-01-01", "2024-07-10"), "to": pick("", "", "2025-07-10"),
			"known": fmt.Sprint(first + r.IntN(head.Known-first+1)),
		}
		args, query := []string{"position", "--format", "json", "--data", data}, ""
		for name, w := range words {
			if w != "" {
				args, query = append(args, "--"+name, w), query+"&"+name+"="+w
			}
		}
		var here, there struct {
			Rows    []json.RawMessage
			Undated int
		}
		if err := json.Unmarshal([]byte(done(t, args...)), &here); err != nil {
			t.Fatal(err)
		}
		get("/v1/positions?limit=1000"+query, &there)
		flat := func(all []json.RawMessage) string {
			var b bytes.Buffer
			for _, x := range all {
				if err := json.Compact(&b, x); err != nil {
					t.Fatal(err)
				}
				b.WriteByte('\n')
			}
			return b.String()
		}
		if a, b := flat(here.Rows), flat(there.Rows); a != b || here.Undated != there.Undated {
			t.Errorf("%s\nhere:\n%s\nthere:\n%s", query, a, b)
		}
		rows += len(here.Rows)
	}
	t.Logf("%d rows", rows)
	if rows < 200 {
		t.Errorf("only %d rows were compared", rows)
	}
}

func TestATokenIsMadeListedUsedAndRevoked(t *testing.T) {
	data := sample(t)
	url := served(t, data)
	token := strings.TrimSpace(done(t, "token", "create", "--for", "Germany", "--label", "a script", "--expires", "2999-01-01", "--data", data))
	write := func() int {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"v1/statements?dry_run=true", strings.NewReader(`{"kind":"party.group/1","about":"x","name":"X"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+token)
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close() //nolint:errcheck // the status is all
		return res.StatusCode
	}
	var list []struct{ ID, For, Role, Label, Expires, Used string }
	read := func() {
		t.Helper()
		out := done(t, "token", "list", "--format", "json", "--data", data)
		if strings.Contains(out, token[len(token)-20:]) {
			t.Error("the list shows the secret")
		}
		if err := json.Unmarshal([]byte(out), &list); err != nil {
			t.Fatal(err)
		}
	}
	read()
	if len(list) != 1 || list[0].For != "de" || list[0].Role != "operator" || list[0].Label != "a script" || list[0].Used != "" || list[0].Expires != "2999-01-01T00:00:00Z" {
		t.Errorf("%+v", list)
	}
	if got := write(); got != http.StatusCreated {
		t.Errorf("status %d", got)
	}
	if read(); list[0].Used == "" {
		t.Error("its last use is not listed")
	}
	if out := done(t, "token", "list", "--data", data); !strings.Contains(out, "a script") {
		t.Error(out)
	}
	done(t, "token", "revoke", list[0].ID, "--data", data)
	if got := write(); got != http.StatusUnauthorized {
		t.Errorf("status %d after it was revoked", got)
	}
	for want, args := range map[string][]string{
		"--for: ":               {"token", "create"},
		"--for: found \"Atla\"": {"token", "create", "--for", "Atla"},
		"--expires: found 2020": {"token", "create", "--for", "de", "--expires", "2020-01-01"},
		"--role: found":         {"token", "create", "--for", "de", "--role", "king"},
	} {
		if _, errs, code := run(t, append(args, "--data", data)...); code != 2 || !strings.Contains(errs, want) {
			t.Errorf("%v: exit code %d: %s", args, code, errs)
		}
	}

	link := strings.TrimSpace(done(t, "link", "--url", url, "--data", data))
	if !strings.HasPrefix(link, url+"signin/") {
		t.Fatal(link)
	}
	c := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := c.Get(link) //nolint:noctx // this machine's own
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close() //nolint:errcheck // the cookie is all
	if res.StatusCode != http.StatusSeeOther || len(res.Cookies()) != 1 {
		t.Errorf("%s, %v", res.Status, res.Cookies())
	}
}
