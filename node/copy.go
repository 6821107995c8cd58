package node

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"muster"
	"muster/access"
	"muster/party"
	"muster/record"
	"muster/seal"
)

// IsPostgres says whether a store is named as PostgreSQL does.
func IsPostgres(store string) bool {
	return strings.HasPrefix(store, "postgres://") || strings.HasPrefix(store, "postgresql://")
}

// storeConfig reads what a user calls a store: postgres://… or the data folder of a SQLite record.
func storeConfig(s string) Config {
	if IsPostgres(s) {
		return Config{Store: s}
	}
	return Config{Data: s}
}

// Redacted is a store's name without a password.
func Redacted(store string) string {
	if u, err := url.Parse(store); err == nil && u.User != nil {
		return u.Redacted()
	}
	return store
}

// Copy copies a record into an empty store, byte for byte, and compares the roots. Between data
// folders the signing key goes along.
func Copy(ctx context.Context, from, to string, progress func(int)) (muster.Seq, muster.Hash, error) {
	src, dst := &Node{cfg: storeConfig(from)}, &Node{cfg: storeConfig(to)}
	src.cfg.ReadOnly = true
	if there, err := Exists(ctx, src.cfg); err != nil {
		return 0, muster.Hash{}, err
	} else if !there {
		return 0, muster.Hash{}, muster.Invalid("from", "there is no record in "+Redacted(from))
	}
	if err := src.openStore(ctx); err != nil {
		return 0, muster.Hash{}, err
	}
	defer src.Store.Close() //nolint:errcheck // only read from
	if err := dst.openStore(ctx); err != nil {
		return 0, muster.Hash{}, err
	}
	err := dst.Store.Append(ctx, func(tx record.Tx) error { return copyAll(ctx, src.Store, tx, to, progress) })
	if err != nil {
		return 0, muster.Hash{}, errors.Join(err, dst.Store.Close())
	}
	a, err := rootOf(ctx, src.Store)
	if err != nil {
		return 0, a, errors.Join(err, dst.Store.Close())
	}
	b, err := rootOf(ctx, dst.Store)
	if err == nil && a != b {
		err = fmt.Errorf("the copy has the root %s, the record %s", b, a)
	}
	if err != nil {
		return 0, b, errors.Join(err, dst.Store.Close())
	}
	size, err := dst.Store.Size(ctx)
	return size, b, errors.Join(err, dst.Store.Close(), copyKey(src.cfg, dst.cfg))
}

func rootOf(ctx context.Context, s record.Store) (muster.Hash, error) {
	n, err := s.Size(ctx)
	if err != nil {
		return muster.Hash{}, err
	}
	f, err := seal.FrontierAt(n, record.ReadHash(ctx, s))
	if err != nil {
		return muster.Hash{}, err
	}
	return f.Root(), nil
}

func copyAll(ctx context.Context, src record.Store, tx record.Tx, to string, progress func(int)) error {
	if n, err := tx.Size(); err != nil || n != 0 {
		if err != nil {
			return err
		}
		return muster.Conflict("to", fmt.Sprintf("%s has a record of %d statements already; copy into an empty store", Redacted(to), n))
	}
	var batch []muster.Statement
	for st, err := range src.Statements(ctx, 0, 0) {
		if err != nil {
			return err
		}
		if batch = append(batch, st); len(batch) == 512 {
			if err := tx.Insert(batch); err != nil {
				return err
			}
			batch = batch[:0]
			progress(int(st.Position))
		}
	}
	if err := tx.Insert(batch); err != nil {
		return err
	}
	for digest, err := range src.Documents(ctx) {
		if err != nil {
			return err
		}
		n := 0
		for chunk, err := range src.Chunks(ctx, digest) {
			if err != nil {
				return err
			}
			if err := tx.PutChunk(digest, n, chunk); err != nil {
				return err
			}
			n++
		}
	}
	return nil
}

func copyKey(from, to Config) error {
	if from.Data == "" || to.Data == "" {
		return nil
	}
	in, err := os.Open(filepath.Join(from.Data, keyFile))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // only read from
	out, err := os.OpenFile(filepath.Join(to.Data, keyFile), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("copy key: %w", err)
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// Withdraw withdraws a statement: the operator for the party that made it, anybody else who acts in the
// context for the party that they act for.
func (n *Node) Withdraw(ctx context.Context, id, why string) (muster.Seq, error) {
	at, err := n.position(id)
	if err != nil {
		return 0, err
	}
	st, err := n.Store.Statement(ctx, at)
	if err != nil {
		return 0, err
	}
	head, err := muster.ParseHead(st.Head)
	if err != nil {
		return 0, err
	}
	by := party.Operator
	n.State.Read(func() { by = n.State.Speaker(at) })
	e := muster.Envelope{Kind: record.KindWithdraw, By: by, ActedBy: string(party.Operator), Withdraws: head.ID, Why: why, Audience: muster.Operator}
	if p, ok := access.Looks(ctx); ok && p.Role != access.Operator {
		by, e.By, e.Role, e.ActedBy = p.Party, p.Party, string(p.Role), p.Person
	}
	_, err = n.Log.Record(ctx, &record.Request{By: by, Values: []muster.Value{&record.Withdrawal{Envelope: e}}})
	return n.State.Durable(), err
}
