package node_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"muster"
	"muster/layer"
	"muster/node"
	"muster/pledge"
)

// Two processes have stores of their own over one folder; none loses what the other judged.
func TestSeveralProcessesUseOneFolderOfLayers(t *testing.T) {
	cfg := node.Config{Data: t.TempDir()}
	made, err := node.Layers(cfg).Change("", func(l *layer.Layer) error {
		l.Name, l.Owner = "mine", "k1"
		return nil
	})
	if err != nil || !made.ID.Valid() {
		t.Fatal(made, err)
	}
	var wg sync.WaitGroup
	for p := range 4 {
		store := node.Layers(cfg)
		wg.Go(func() {
			for i := range 10 {
				if _, err := store.Change(made.ID, func(l *layer.Layer) error {
					return l.Judge(layer.Judgement{Target: pledge.Target{Contribution: fmt.Sprintf("kiel:%d-%d", p, i), Event: pledge.Allocated}, Kind: layer.Exclude})
				}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	got, err := node.Layers(cfg).Layer(made.ID)
	if err != nil || len(got.Judgements) != 40 || got.Owner != "k1" {
		t.Errorf("%d judgements, %v", len(got.Judgements), err)
	}
	st, err := os.Stat(filepath.Join(cfg.Data, "layers", string(made.ID)+".json"))
	if err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", st.Mode(), err)
	}
}

func TestAChangeThatFailsKeepsTheLayerAsItWas(t *testing.T) {
	store := node.Layers(node.Config{Data: t.TempDir()})
	if all, err := store.Layers(); err != nil || len(all) != 0 {
		t.Fatalf("%v, %v", all, err)
	}
	if _, err := store.Change("", func(l *layer.Layer) error { return nil }); len(muster.Refusals(err)) != 1 {
		t.Errorf("a layer without a name is kept: %v", err)
	}
	made, err := store.Change("", func(l *layer.Layer) error { l.Name = "mine"; return nil })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Change(made.ID, func(l *layer.Layer) error { l.Name = ""; return nil }); err == nil {
		t.Error("its name was taken away")
	}
	if err := store.Remove(made.ID, func(*layer.Layer) error { return muster.Denied("no") }); err == nil {
		t.Error("it was removed against the look at it")
	}
	if l, err := store.Layer(made.ID); err != nil || l.Name != "mine" {
		t.Errorf("%+v, %v", l, err)
	}
	for _, id := range []layer.ID{"", "nothere234", "../signin", "..", made.ID + "/x"} {
		if _, err := store.Layer(id); len(muster.Refusals(err)) != 1 {
			t.Errorf("%q: %v", id, err)
		}
	}
	if err := store.Remove(made.ID, func(*layer.Layer) error { return nil }); err != nil {
		t.Error(err)
	}
	if all, err := store.Layers(); err != nil || len(all) != 0 {
		t.Errorf("%v, %v", all, err)
	}
}
