package node

import (
	"context"
	"errors"
	"fmt"
	"os"

	"muster"
	"muster/party"
	"muster/record"
	"muster/seal"
)

// nextKeyFile holds a new signing key until the record says that it is the one.
const nextKeyFile = keyFile + ".next"

// loadKey reads the signing key. One that a rotation left unfinished is put in place.
func (n *Node) loadKey() (err error) {
	now := n.State.Key(n.State.Durable())
	if waiting := n.path(keyFile) + "." + n.Log.ID(); !n.cfg.ReadOnly { // from a beginning that was cut short
		if first, err := seal.LoadKey(waiting); err == nil && first.Verifier() == now {
			if err := n.placeFirst(waiting); err != nil {
				return err
			}
		}
	}
	next, nerr := seal.LoadKey(n.path(nextKeyFile))
	if nerr == nil && next.Verifier() == now && !n.cfg.ReadOnly {
		if _, err := n.placeKey(); err != nil {
			return err
		}
	}
	if n.key, err = seal.LoadKey(n.path(keyFile)); seal.NoKey(err) {
		return nil // heads go unsigned, which a copy without its key cannot help
	}
	if err == nil && n.key.Verifier() != now {
		return muster.Invalid("key", fmt.Sprintf("%s is not the key of this record: move it away, and put the record's own in its place", n.path(keyFile)))
	}
	return err
}

// placeFirst puts the key that a record began with in its place, where another process may have put
// it already.
func (n *Node) placeFirst(waiting string) error {
	err := os.Rename(waiting, n.path(keyFile))
	if errors.Is(err, os.ErrNotExist) {
		_, err = os.Stat(n.path(keyFile))
	}
	if err != nil {
		return fmt.Errorf("put the signing key in place: %w", err)
	}
	return nil
}

// RotateKey puts another signing key in the place of the present one. The record keeps a statement
// that both signed; the old key file stays beside the new one, for its owner to destroy.
func (n *Node) RotateKey(ctx context.Context, why string) (kept string, err error) {
	if n.key == nil {
		return "", muster.Invalid("key", "there is no signing key in "+n.cfg.Data+"; only its holder can hand it on")
	}
	os.Remove(n.path(nextKeyFile)) //nolint:errcheck // left by an attempt that recorded nothing; it signs nothing
	fresh, err := seal.NewKey(n.path(nextKeyFile), n.Log.ID())
	if err != nil {
		return "", err
	}
	signed, err := seal.SignRotation(n.key, fresh)
	if err != nil {
		return "", err
	}
	_, err = n.Log.Record(ctx, &record.Request{By: party.Operator, Values: []muster.Value{&record.KeyRotation{
		Envelope: muster.Envelope{Kind: record.KindKey, By: party.Operator, Why: why, Audience: muster.Public}, Key: fresh.Verifier(), Signed: signed,
	}}})
	if err != nil {
		return "", err
	}
	if kept, err = n.placeKey(); err != nil {
		return "", err
	}
	n.key = fresh
	return kept, nil
}

// placeKey moves the next key to the key's place and keeps the one before beside it.
func (n *Node) placeKey() (kept string, err error) {
	for i := 1; ; i++ {
		kept = fmt.Sprintf("%s.before-%d", n.path(keyFile), i)
		if err = os.Link(n.path(keyFile), kept); !errors.Is(err, os.ErrExist) {
			break
		}
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("keep the old key: %w", err)
	}
	return kept, os.Rename(n.path(nextKeyFile), n.path(keyFile))
}
