package node

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"
	"path/filepath"
	"sync"
	"time"

	"muster/matching"

	"muster"
	"muster/access"
	"muster/api"
	"muster/party"
	"muster/pledge"
	"muster/record"
	"muster/report"
	"muster/seal"
	"muster/signin"
	"muster/standing"
	"muster/web"
)

// signinFile holds tokens, links and sessions, which are no statements.
const signinFile = "signin.json"

// Desk hands out what lets people and programs act through this record's server.
func Desk(cfg Config) *signin.Desk {
	return &signin.Desk{Store: &signin.File{Path: filepath.Join(cfg.Data, signinFile)}}
}

// Clock is the node's clock, for those that are handed one.
func Clock() time.Time { return now() }

// freshFor is how long a look at what other processes recorded serves further reads: a busy server
// looks a hundred times a second, not once for each of them. A read that must not miss a position
// says so with at-least.
const freshFor = 10 * time.Millisecond

// door answers what the API asks.
type door struct {
	n     *Node
	mu    sync.Mutex
	until time.Time                  // what was looked up serves until then
	feet  map[muster.Seq]report.Foot // a position's foot is for ever the same
}

var _ api.Source = (*door)(nil)

// mostFeet bounds how many feet are kept.
const mostFeet = 1000

// Gate says who acts and looks through this node's server.
func (n *Node) Gate() *api.Gate { return api.NewGate(Desk(n.cfg), now) }

// api returns the API over this node. Done ends what waits.
func (n *Node) api(gate *api.Gate, done <-chan struct{}, loopback bool) http.Handler {
	opt := api.Options{Gate: gate, Done: done, Kinds: n.State.Kinds(), Log: n.log, Layers: Layers(n.cfg)}
	if loopback {
		opt.Own = func(host string) bool { return web.OwnHost(host, nil) }
	}
	return api.New(&door{n: n, feet: map[muster.Seq]report.Foot{}}, opt)
}

// fresh takes in what other processes recorded, unless that was done just now.
func (d *door) fresh(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if time.Now().Before(d.until) {
		return nil
	}
	if err := d.n.Log.CatchUp(ctx); err != nil {
		return err
	}
	d.until = time.Now().Add(freshFor)
	return nil
}

// View implements api.Reader.
func (d *door) View(ctx context.Context, known string, effective *muster.Day) (standing.View, error) {
	if err := d.fresh(ctx); err != nil {
		return standing.View{}, err
	}
	v, err := d.n.View(ctx, known)
	if effective != nil {
		v.Effective = *effective
	}
	return v, err
}

// rests is what pages rest on at the moment.
func (d *door) rests(ctx context.Context) (known muster.Seq, today muster.Day, err error) {
	v, err := d.View(ctx, "", nil)
	return v.Known, v.Effective, err
}

// Foot implements api.Reader.
func (d *door) Foot(ctx context.Context, v standing.View) (report.Foot, error) {
	d.mu.Lock()
	f, ok := d.feet[v.Known]
	d.mu.Unlock()
	if ok {
		return f, nil
	}
	f, err := d.n.Foot(ctx, v)
	if err != nil {
		return f, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.feet) >= mostFeet {
		clear(d.feet)
	}
	d.feet[v.Known] = f
	return f, nil
}

// Head implements api.Reader.
func (d *door) Head(ctx context.Context) (h report.Head, err error) {
	v, err := d.View(ctx, "", nil)
	if err != nil {
		return h, err
	}
	if h.Foot, err = d.Foot(ctx, v); err != nil {
		return h, err
	}
	root, err := muster.ParseHash(h.Root)
	if err != nil {
		return h, err
	}
	h.Checkpoint, err = d.n.Checkpoint(h.Known, root)
	h.Release = Version
	v.Read(func() { h.Record, h.Title, h.Key = v.RecordID(), v.Title(), v.Key(v.Known) })
	return h, err
}

// Pledge implements api.Reader.
func (d *door) Pledge(ctx context.Context, v standing.View, name string, q pledge.Query) (r *pledge.Result, err error) {
	v.Read(func() {
		if r, err = matching.Ledger(v).Weigh(v, name, q); err == nil {
			r.Choices = matching.Ledger(v).Choices(v, name, q)
		}
	})
	if err != nil {
		return nil, err
	}
	f, err := d.Foot(ctx, v)
	r.KnownAt, r.Root = f.KnownAt, f.Root
	return r, err
}

// Contribution implements api.Reader.
func (d *door) Contribution(ctx context.Context, v standing.View, about, edition string, all bool) (string, []report.Said, error) {
	return d.n.contributionIn(ctx, v, about, edition, all)
}

// Statement implements api.Reader.
func (d *door) Statement(ctx context.Context, v standing.View, id string) (*report.Statement, error) {
	return d.n.statementIn(ctx, v, id)
}

// Changes implements api.Reader.
func (d *door) Changes(ctx context.Context, v standing.View, after muster.Seq) iter.Seq2[report.Change, error] {
	return func(yield func(report.Change, error) bool) {
		after = min(after, v.Known) // a store counts no further than an int64
		for st, err := range d.n.Store.Statements(ctx, after, max(v.Known, 1)) {
			if err != nil {
				yield(report.Change{}, err)
				return
			}
			_, head, err := sealed(st)
			if err != nil {
				yield(report.Change{}, err)
				return
			}
			c := report.Change{Position: st.Position, ID: head.ID, At: head.At}
			e, ok, err := d.n.sees(v, st)
			if ok {
				c.Kind, c.About, c.By = e.Kind, e.About, e.By
			}
			if c.By == "" && c.Kind != "" {
				v.Read(func() { c.By = pledge.In(v).SpeakerOf(v, st.Position) })
			}
			if !yield(c, err) || err != nil {
				return
			}
		}
	}
}

// Search implements api.Reader.
func (d *door) Search(ctx context.Context, known string, q report.SearchQuery) (*report.SearchResult, error) {
	return d.n.Search(ctx, known, q)
}

// Exceptions implements api.Reader.
func (d *door) Exceptions(ctx context.Context, v standing.View, q report.ExceptionsQuery) (*report.Exceptions, error) {
	return d.n.exceptionsIn(ctx, v, q)
}

// Backlog implements api.Reader.
func (d *door) Backlog(ctx context.Context, v standing.View, known string) (*report.Backlog, error) {
	return d.n.backlogIn(ctx, v, known)
}

// Proof implements api.Reader.
func (d *door) Proof(ctx context.Context, id string) ([]byte, error) { return d.n.Proof(ctx, id) }

// Document implements api.Reader.
func (d *door) Document(ctx context.Context, digest muster.Hash) (io.ReadSeeker, string, error) {
	v, err := d.n.View(ctx, "")
	if err != nil {
		return nil, "", err
	}
	stated, _, err := d.n.document(ctx, v, digest.Hex())
	if err != nil {
		return nil, "", err
	}
	b, err := record.ReadDocument(ctx, d.n.Store, digest)
	return bytes.NewReader(b), stated.Name, err
}

// Record implements api.Writer.
func (d *door) Record(ctx context.Context, req *record.Request) (record.Receipt, error) {
	return d.n.Log.Record(ctx, req)
}

// Import implements api.Writer.
func (d *door) Import(ctx context.Context, f report.File) (*report.Account, error) {
	if err := d.n.Log.CatchUp(ctx); err != nil {
		return nil, err
	}
	done, err := d.n.Import(ctx, Import{
		Kind: f.Kind, Name: f.Name, Data: f.Data, Label: f.Label, AsOf: f.AsOf, Series: f.Series, By: f.By, Title: f.Title, DryRun: f.DryRun,
	})
	if err != nil {
		return nil, err
	}
	a := &report.Account{
		Kind: done.Kind, Words: done.Words, DryRun: f.DryRun, Rows: done.Rows, Recorded: done.Recorded, Unchanged: done.Unchanged,
		Refused: done.Refused, Noted: done.Noted, Statements: done.Statements, Position: done.Known, Notes: append([]string{}, done.Notes...),
	}
	a.Faults, a.MoreFaults = report.Faults(done.Faults)
	if l := done.Ledger; l != nil {
		a.Ledger = &report.LedgerAccount{
			Series: l.Series, Label: l.Label, DataTo: l.DataTo, DataToFrom: l.DataToFrom, Again: l.Again, Submission: l.Submission, Before: l.Before,
			Stands: l.Stands, Comparable: l.Comparable, New: l.New, Gone: l.Gone, Changed: l.Changed, Revalued: l.Revalued, Same: l.Same,
		}
	}
	return a, nil
}

// Checkpoint implements api.Tree.
func (d *door) Checkpoint(ctx context.Context) (string, muster.Seq, error) {
	if err := d.fresh(ctx); err != nil {
		return "", 0, err
	}
	size, root := d.n.Log.Head()
	text, err := d.n.Checkpoint(size, root)
	return text, size, err
}

// Hashes implements api.Tree.
func (d *door) Hashes(ctx context.Context) seal.Reader { return d.n.Log.ReadHash(ctx) }

// Heads implements api.Tree.
func (d *door) Heads(ctx context.Context, after, upto muster.Seq) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for st, err := range d.n.Store.Statements(ctx, after, upto) {
			if !yield(st.Head, err) || err != nil {
				return
			}
		}
	}
}

// As reads ROLE@PARTY, where the party may go by any of its names.
func (n *Node) As(text string) (access.Principal, error) {
	p, err := access.ParsePrincipal(text)
	for _, r := range muster.Refusals(err) {
		r.Field = "as"
	}
	if err != nil || p.Party == "" {
		return p, err
	}
	if p.Party, err = n.Party(string(p.Party)); err != nil {
		for _, r := range muster.Refusals(err) {
			return p, muster.Invalid("as", r.Why)
		}
	}
	return p, err
}

// Party finds the party that a name means, for whom a pass may be made; the operator is one before
// any party is.
func (n *Node) Party(name string) (muster.PartyID, error) {
	if muster.PartyID(name) == party.Operator {
		return party.Operator, nil
	}
	return partyIn(n.directory(), name)
}

// PartyIn finds the party of a list that a name means.
func PartyIn(all []report.Party, name string) (muster.PartyID, error) {
	return partyIn(party.NewDirectory(func(yield func(party.Party) bool) {
		for _, p := range all {
			if !yield(party.Party{Envelope: muster.Envelope{About: string(p.Party)}, Name: p.Name, ISO2: p.ISO2, ISO3: p.ISO3, Aliases: p.Aliases}) {
				return
			}
		}
	}), name)
}

func partyIn(dir *party.Directory, name string) (muster.PartyID, error) {
	if id, ok := dir.Party(name); ok {
		return id, nil
	}
	return "", muster.Invalid("for", fmt.Sprintf("found %q; no party goes by this name, the nearest known is %q", name, dir.Nearest(name)))
}
