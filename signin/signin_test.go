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
	if err != nil || who.Party != "de" || who.Role != signin.RoleOperator || who.Pass != made.ID {
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
	code, _, err := d.NewLink("operator", noon)
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
	code, until, err := d.NewLink("operator", noon)
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
	late, _, err := d.NewLink("operator", noon)
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
	for field, p := range map[string]signin.Pass{"for": {}, "role": {For: "de", Role: "king"}, "expires": {For: "de", Expires: noon}} {
		_, _, err := d.NewToken(p, noon)
		if r := muster.Refusals(err); len(r) != 1 || r[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if err := os.WriteFile(path, []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Tokens(); err == nil {
		t.Error("a file that others can read is taken")
	}
}
