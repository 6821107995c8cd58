package node

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestARotatedKeyGoesOnSigningAndOldHeadsStillHold(t *testing.T) {
	ctx := context.Background()
	cfg := Config{Data: t.TempDir(), Bare: true}
	n, err := Open(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	first := n.key.Verifier()
	size, root := n.Log.Head()
	head, err := n.Checkpoint(size, root)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := n.RotateKey(ctx, "the yearly change")
	if err != nil {
		t.Fatal(err)
	}
	if got := n.State.Keys(n.State.Durable()); len(got) != 2 || got[0] != first || got[1] != n.key.Verifier() {
		t.Errorf("keys %q, want the first and then the new one", got)
	}
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	v, err := Verify(ctx, cfg, []byte(head), nil)
	if err != nil || len(v.Findings) != 0 {
		t.Errorf("a head signed before the rotation: %v, findings %v", err, v.Findings)
	}
	forged := strings.Replace(head, "— ", "— x", 1)
	if v, err = Verify(ctx, cfg, []byte(forged), nil); err != nil || len(v.Findings) != 1 {
		t.Errorf("a head with a signature of nobody's: %v, findings %v; want one", err, v.Findings)
	}
	// The old key in the new one's place signs no more.
	old, err := os.ReadFile(kept)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(cfg.Data, keyFile), old, 0o600); err != nil {
		t.Fatal(err)
	}
	if n, err := Open(ctx, cfg); err == nil || !strings.Contains(err.Error(), "is not the key of this record") {
		t.Errorf("opening with the old key: %v, want a refusal", err)
		if n != nil {
			n.Close()
		}
	}
}

func TestARotationThatStoppedHalfWayIsFinishedAtTheNextStart(t *testing.T) {
	ctx := context.Background()
	cfg := Config{Data: t.TempDir(), Bare: true}
	n, err := Open(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(filepath.Join(cfg.Data, keyFile))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := n.RotateKey(ctx, "stopped"); err != nil {
		t.Fatal(err)
	}
	want := n.key.Verifier()
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	// As it lay between the statement and the move.
	for from, to := range map[string]string{keyFile: nextKeyFile} {
		if err := os.Rename(filepath.Join(cfg.Data, from), filepath.Join(cfg.Data, to)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(cfg.Data, keyFile), before, 0o600); err != nil {
		t.Fatal(err)
	}
	n, err = Open(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	if got := n.key.Verifier(); got != want {
		t.Errorf("the key is %s, want the new one %s", got, want)
	}
}
