package signin_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"muster"
	"muster/access"
	"muster/signin"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func desk(t *testing.T) (*signin.Desk, string) {
	path := filepath.Join(t.TempDir(), "signin.json")
	return &signin.Desk{Store: &signin.File{Path: path}}, path
}

func TestATokenActsUntilItExpiresOrIsRevoked(t *testing.T) {
	d, path := desk(t)
	made, token, err := d.NewToken(signin.Pass{For: "de", Label: "the ministry's script", Expires: noon.AddDate(0, 0, 1)}, noon)
	if err != nil {
		t.Fatal(err)
	}
	who, err := d.Token(token, noon.Add(time.Hour))
	if err != nil || who.Party != "de" || who.Role != access.Operator || who.Pass != made.ID {
		t.Fatalf("%+v, %v", who, err)
	}
	all, err := d.Tokens()
	if err != nil || len(all) != 1 || !all[0].Used.Equal(noon.Add(time.Hour)) {
		t.Fatalf("%+v, %v: the last use is not kept", all, err)
	}
	if _, err := d.Token(token, noon.AddDate(0, 0, 1)); !errors.Is(err, signin.ErrPass) {
		t.Errorf("an expired token: %v", err)
	}
	for _, wrong := range []string{"", "muster_", token[:len(token)-1], token + "x", strings.TrimPrefix(token, "muster_"), "muster_" + made.ID + "_", strings.Repeat("muster_a", 100)} {
		if _, err := d.Token(wrong, noon); !errors.Is(err, signin.ErrPass) {
			t.Errorf("%q acts: %v", wrong, err)
		}
	}
	if err := d.Revoke(made.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Token(token, noon); !errors.Is(err, signin.ErrPass) {
		t.Errorf("a revoked token: %v", err)
	}
	if err := d.Revoke(made.ID); err == nil {
		t.Error("it was revoked twice")
	}
	st, err := os.Stat(path)
	if err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", st.Mode(), err)
	}
}

func TestTheFileHoldsNoSecret(t *testing.T) {
	d, path := desk(t)
	_, token, err := d.NewToken(signin.Pass{For: "operator"}, noon)
	if err != nil {
		t.Fatal(err)
	}
	code, _, err := d.NewLink(signin.Pass{For: "operator"}, noon)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{token, code} {
		if secret := s[strings.LastIndex(s, "_")+1:]; strings.Contains(string(b), secret) {
			t.Errorf("the file holds %s", secret)
		}
	}
}

func TestALinkBeginsOneSessionOnce(t *testing.T) {
	d, _ := desk(t)
	code, until, err := d.NewLink(signin.Pass{For: "operator"}, noon)
	if err != nil || !until.Equal(noon.Add(signin.LinkLife)) {
		t.Fatal(until, err)
	}
	secret, _, err := d.Open(code, noon.Add(time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Open(code, noon.Add(time.Minute)); !errors.Is(err, signin.ErrPass) {
		t.Errorf("a spent link: %v", err)
	}
	if who, err := d.Session(secret, noon.Add(time.Hour)); err != nil || who.Party != "operator" {
		t.Errorf("%+v, %v", who, err)
	}
	if _, err := d.Session(secret, noon.Add(13*time.Hour)); !errors.Is(err, signin.ErrPass) {
		t.Errorf("a session that is over: %v", err)
	}
	if _, err := d.Token("muster_"+secret, noon); !errors.Is(err, signin.ErrPass) {
		t.Errorf("a session's secret is no token: %v", err)
	}
	late, _, err := d.NewLink(signin.Pass{For: "operator"}, noon)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Open(late, noon.Add(signin.LinkLife)); !errors.Is(err, signin.ErrPass) {
		t.Errorf("a link that is over: %v", err)
	}
}

// Two processes have stores of their own; none loses what the other handed out.
func TestSeveralProcessesUseOneFile(t *testing.T) {
	_, path := desk(t)
	var wg sync.WaitGroup
	tokens := make(chan string, 40)
	for range 4 {
		d := &signin.Desk{Store: &signin.File{Path: path}}
		wg.Go(func() {
			for range 10 {
				_, token, err := d.NewToken(signin.Pass{For: "operator"}, noon)
				if err != nil {
					t.Error(err)
				}
				tokens <- token
			}
		})
	}
	wg.Wait()
	close(tokens)
	d := &signin.Desk{Store: &signin.File{Path: path}}
	for token := range tokens {
		if _, err := d.Token(token, noon); err != nil {
			t.Error(err)
		}
	}
}

func TestWhatMakesNoSenseIsRefused(t *testing.T) {
	d, path := desk(t)
	for field, p := range map[string]signin.Pass{
		"for": {}, "role": {For: "de", Role: "king"}, "expires": {For: "de", Expires: noon},
	} {
		_, _, err := d.NewToken(p, noon)
		if r := muster.Refusals(err); len(r) != 1 || r[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	for _, p := range []signin.Pass{{For: "de", Role: access.Public}, {For: "de", From: noon.AddDate(0, 0, 2), Expires: noon.AddDate(0, 0, 1)}} {
		if _, _, err := d.NewToken(p, noon); err == nil {
			t.Errorf("%+v is a token", p)
		}
	}
	if _, _, err := d.NewLink(signin.Pass{For: "de", Role: access.Public}, noon); err == nil {
		t.Error("the public signs in")
	}
	if err := os.WriteFile(path, []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Tokens(); err == nil {
		t.Error("a file that others can read is taken")
	}
}

// Every role that somebody may sign in with acts as it was handed out, a session as its link was, and a
// token from the day that it says.
func TestPassesCarryARoleAndAPeriod(t *testing.T) {
	d, _ := desk(t)
	for _, r := range access.Roles {
		if r == access.Public {
			continue
		}
		_, token, err := d.NewToken(signin.Pass{For: "de", Role: r, Label: "someone", From: noon.AddDate(0, 0, 1)}, noon)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Token(token, noon); !errors.Is(err, signin.ErrPass) {
			t.Errorf("%s: it acts before its day: %v", r, err)
		}
		who, err := d.Token(token, noon.AddDate(0, 0, 1))
		if p := who.Principal(); err != nil || p.Role != r || p.Party != "de" || p.Person != "someone" {
			t.Errorf("%s: %+v, %v", r, who, err)
		}
		code, _, err := d.NewLink(signin.Pass{For: "de", Role: r}, noon)
		if err != nil {
			t.Fatal(err)
		}
		secret, _, err := d.Open(code, noon)
		if err != nil {
			t.Fatal(err)
		}
		if who, err := d.Session(secret, noon); err != nil || who.Role != r || who.Party != "de" {
			t.Errorf("%s: a session acts as %+v, %v", r, who, err)
		}
	}
}

// A file written before there were roles, or by a release with more of them, is read: its tokens are
// the operator's, and a role that is not known lets nobody act.
func TestFilesOfOtherReleasesAreRead(t *testing.T) {
	d, path := desk(t)
	_, token, err := d.NewToken(signin.Pass{For: "de"}, noon)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for role, want := range map[string]bool{`"role": "operator"`: true, `"role": ""`: true, `"role": "king"`: false} {
		if err := os.WriteFile(path, []byte(strings.Replace(string(b), `"role": "operator"`, role, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		other := &signin.Desk{Store: &signin.File{Path: path}}
		if who, err := other.Token(token, noon); (err == nil) != want || want && who.Role != access.Operator {
			t.Errorf("%s: %+v, %v", role, who, err)
		}
	}
}
