package node

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"muster"
	"muster/layer"
)

// layersFolder holds layers, which are no statements, beside the record.
const layersFolder = "layers"

// layers keeps each layer in a file of mode 0600. A change is made under a lock on a file beside them,
// which other processes honour, and moved into its place whole.
type layers struct{ dir string }

var _ layer.Store = layers{}

// Layers returns the layers beside a record.
func Layers(cfg Config) layer.Store { return layers{filepath.Join(cfg.Data, layersFolder)} }

func (s layers) path(id layer.ID) string { return filepath.Join(s.dir, string(id)+".json") }

// Layers implements layer.Store.
func (s layers) Layers() (out []layer.Layer, err error) {
	all, err := os.ReadDir(s.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read layers: %w", err)
	}
	for _, f := range all { // in order of name
		id, ok := strings.CutSuffix(f.Name(), ".json")
		if !ok || !layer.ID(id).Valid() {
			continue
		}
		l, err := s.Layer(layer.ID(id))
		if len(muster.Refusals(err)) > 0 {
			continue // taken away meanwhile
		}
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, nil
}

// Layer implements layer.Store.
func (s layers) Layer(id layer.ID) (l layer.Layer, err error) {
	missing := muster.Missing("the layer " + string(id))
	if !id.Valid() {
		return l, missing
	}
	b, err := os.ReadFile(s.path(id))
	if errors.Is(err, fs.ErrNotExist) {
		return l, missing
	}
	if err != nil {
		return l, fmt.Errorf("read layer: %w", err)
	}
	if err := json.Unmarshal(b, &l); err != nil {
		return l, fmt.Errorf("read layer %s: %w", id, err)
	}
	l.ID = id
	return l, nil
}

// Change implements layer.Store.
func (s layers) Change(id layer.ID, change func(*layer.Layer) error) (l layer.Layer, err error) {
	err = s.locked(func() error {
		if id == "" {
			l = layer.Layer{Format: layer.Format, ID: freshLayer()}
		} else if l, err = s.Layer(id); err != nil {
			return err
		}
		l.Judgements = slices.Clone(l.Judgements)
		if err := change(&l); err != nil {
			return err
		}
		if err := l.Check(); err != nil {
			return err
		}
		return s.write(l)
	})
	return l, err
}

// Remove implements layer.Store.
func (s layers) Remove(id layer.ID, look func(*layer.Layer) error) error {
	return s.locked(func() error {
		l, err := s.Layer(id)
		if err != nil {
			return err
		}
		if err := look(&l); err != nil {
			return err
		}
		if err := os.Remove(s.path(id)); err != nil {
			return fmt.Errorf("remove layer: %w", err)
		}
		return nil
	})
}

// locked runs one act after the other, of whatever process.
func (s layers) locked(act func() error) error {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return fmt.Errorf("keep layers: %w", err)
	}
	lock, err := os.OpenFile(filepath.Join(s.dir, ".lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("keep layers: %w", err)
	}
	defer lock.Close() //nolint:errcheck // closing it lets the lock go
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		return fmt.Errorf("keep layers: lock: %w", err)
	}
	return act()
}

func (s layers) write(l layer.Layer) error {
	b, err := json.MarshalIndent(l, "", "  ")
	if err != nil {
		return fmt.Errorf("keep layer: %w", err)
	}
	tmp, err := os.CreateTemp(s.dir, ".layer-*") // mode 0600
	if err != nil {
		return fmt.Errorf("keep layer: %w", err)
	}
	defer os.Remove(tmp.Name()) //nolint:errcheck // it was moved, or is no use
	_, err = tmp.Write(append(b, '\n'))
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return fmt.Errorf("keep layer: %w", err)
	}
	if err := os.Rename(tmp.Name(), s.path(l.ID)); err != nil {
		return fmt.Errorf("keep layer: %w", err)
	}
	return nil
}

// freshLayer is an id that nobody guesses and anybody can type.
func freshLayer() layer.ID {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789"
	b := make([]byte, 10)
	rand.Read(b) //nolint:errcheck // never fails
	for i := range b {
		b[i] = letters[int(b[i])%len(letters)]
	}
	return layer.ID(b)
}
