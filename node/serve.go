package node

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"slices"
	"time"

	"muster/matching"

	"muster"
	"muster/access"
	"muster/api"
	"muster/indicator"
	"muster/party"
	"muster/pledge"
	"muster/standing"
	"muster/web"
)

// Pages says how pages are served beside their address.
type Pages struct {
	Listen string // "127.0.0.1:8080"
	Banner string // a sentence above every page
	Notice string // below every page
	// Public lets those who did not sign in see as the public. Else, where this listens on this machine
	// alone, they see as the operator: who can reach it is the operator's own.
	Public bool
	// Roles are those that a reader may put themselves in the place of, as ROLE@PARTY or public: for a
	// demonstration on this machine. Elsewhere nobody may.
	Roles []string
	// Person is the name by which they then act who keep evidence, which asks for one; empty: by none.
	Person string
	// Ready is told the address once requests are taken.
	Ready func(url string)
	// Grace is how long requests under way may go on once the end is asked for; 0: five seconds.
	Grace time.Duration
	// Hurry is how long a request may take to come, beside what its body's length allows; 0: a minute.
	Hurry time.Duration
}

// Serve serves the pages until ctx ends.
func (n *Node) Serve(ctx context.Context, p Pages) error {
	l, err := net.Listen("tcp", p.Listen)
	if err != nil {
		return muster.Invalid("listen", fmt.Sprintf("%s cannot be listened on: %v", p.Listen, err))
	}
	tcp, ok := l.Addr().(*net.TCPAddr)
	loopback := ok && tcp.IP.IsLoopback()
	mux := http.NewServeMux()
	gate := n.Gate()
	if loopback && !p.Public {
		gate.Anybody = access.Principal{Role: access.Operator, Party: party.Operator}
	}
	programs := n.api(gate, ctx.Done(), loopback)
	for _, path := range api.Paths {
		mux.Handle(path, programs)
	}
	var roles *web.Roles
	if loopback && len(p.Roles) > 0 {
		roles = &web.Roles{Become: gate.Become}
		for _, text := range p.Roles {
			as, err := n.As(text)
			if err != nil {
				return fmt.Errorf("a role to choose: %w", err)
			}
			if as.In(access.WhomRestricted) {
				as.Person = p.Person
			}
			roles.List = append(roles.List, as)
		}
	}
	mux.Handle("/", web.New(pages{n}, web.Options{
		Loopback: loopback, Roles: roles, NameOf: pages{n}.nameOf, Banner: p.Banner, Notice: p.Notice, Version: Version, Log: n.log,
		Who: gate.Signed, Rests: (&door{n: n}).rests, Layers: pageLayers{Store: Layers(n.cfg), pages: pages{n}},
	}))
	if p.Ready != nil {
		p.Ready("http://" + l.Addr().String() + "/")
	}
	defer n.indexAhead(ctx)()
	return newServer(gate.Look(mux), p, n.log).serve(ctx, l)
}

// nameOf is a party's name as it is now.
func (p pages) nameOf(_ context.Context, id muster.PartyID) (name string) {
	known := p.n.State.Durable()
	p.n.State.Read(func() { name = standing.Find[*party.Part](p.n.State).NameOf(known, id) })
	return name
}

// Pledges implements web.Source.
func (p pages) Pledges(ctx context.Context) ([]web.Terms, error) {
	if err := p.n.Log.CatchUp(ctx); err != nil {
		return nil, err
	}
	v, err := p.n.View(ctx, "")
	if err != nil {
		return nil, err
	}
	var out []web.Terms
	p.n.State.Read(func() {
		ledger := pledge.In(v)
		for _, t := range ledger.Pledges(v) {
			w := web.Terms{Name: t.About, Title: t.Title, Group: string(t.Group), Statement: ledger.StatedBy(v.Known, t.About)}
			if t.Source != nil {
				w.Source = t.Source.Text
			}
			w.GDPYears = indicator.In(v).Years(v.Known, t.ShareKey.Series)
			slices.Reverse(w.GDPYears)
			w.Methods, w.Editions = choices(ledger, v, t)
			out = append(out, w)
		}
	})
	return out, nil
}

// choices lists a pledge's methods, its own first, and the editions of that method's series.
func choices(ledger *pledge.Part, v standing.View, t pledge.Terms) ([]web.Method, []web.Edition) {
	var methods []web.Method
	var series muster.SeriesID
	for _, m := range ledger.Methods(v) {
		w := web.Method{Name: m.Name, Text: m.Title, Statement: ledger.StatedBy(v.Known, m.About)}
		if m.Name == t.Method {
			series = m.Series
			methods = slices.Insert(methods, 0, w)
			continue
		}
		methods = append(methods, w)
	}
	var editions []web.Edition
	for _, e := range slices.Backward(ledger.Editions(v, series)) {
		editions = append(editions, web.Edition{Label: e.Label, DataTo: e.DataTo, Submission: e.ID})
	}
	return methods, editions
}

func query(q web.Query) pledge.Query {
	return pledge.Query{
		Method: q.Method, From: q.From, To: q.To, GDPYear: q.GDPYear, MonthsInside: q.MonthsInside, Membership: q.Membership, Edition: q.Edition, Layer: q.Layer,
	}
}

// Pledge implements web.Source.
func (p pages) Pledge(ctx context.Context, name string, q web.Query) (pledge.Result, error) {
	if err := p.n.Log.CatchUp(ctx); err != nil {
		return pledge.Result{}, err
	}
	r, err := p.n.Pledge(ctx, q.Known, name, query(q))
	if err != nil {
		return pledge.Result{}, unknownPledge(name, err)
	}
	return *r, nil
}

// unknownPledge turns the refusal of a name that stands in an address into a page that says so.
func unknownPledge(name string, err error) error {
	for _, r := range muster.Refusals(err) {
		if r.Field == "pledge" {
			return muster.Missing("the pledge " + name)
		}
	}
	return err
}

// Rows implements web.Source.
func (p pages) Rows(ctx context.Context, name string, q web.Query, s web.Selection) (out pledge.Behind, err error) {
	v, err := p.n.View(ctx, q.Known)
	if err != nil {
		return out, err
	}
	p.n.State.Read(func() {
		out, err = matching.Ledger(v).Lines(v, name, query(q), pledge.Selection{Party: s.Party, Reason: s.Reason, Days: s.Days})
	})
	return out, unknownPledge(name, err)
}

// Statement implements web.Source.
func (p pages) Statement(ctx context.Context, known string, id muster.ID) (web.Statement, error) {
	n := p.n
	v, m, err := p.at(ctx, known)
	if err != nil {
		return web.Statement{}, err
	}
	at, err := n.position(string(id))
	if err != nil || at > v.Known {
		return web.Statement{}, muster.Missing("statement " + string(id))
	}
	st, err := n.Store.Statement(ctx, at)
	if err != nil {
		return web.Statement{}, err
	}
	head, err := muster.ParseHead(st.Head)
	if err != nil {
		return web.Statement{}, err
	}
	_, ok, err := n.sees(v, st)
	if err != nil {
		return web.Statement{}, err
	}
	if !ok {
		st, _, _ = sealed(st)
	}
	w := web.Statement{
		ID: head.ID, Position: at, Recorded: head.At, Head: st.Head, Body: st.Body, Salt: st.Salt, Withheld: !ok, Known: m.Known, KnownAt: m.At, Root: m.Root, Proof: true,
	}
	if at > 1 {
		w.Previous = muster.NewID(n.Log.ID(), uint64(at-1))
	}
	if at < v.Known {
		w.Next = muster.NewID(n.Log.ID(), uint64(at+1))
	}
	if w.Withheld {
		return w, nil
	}
	if err := p.describe(v, &w); err != nil {
		return w, err
	}
	places, err := n.places(ctx, v, at)
	for _, c := range places {
		w.Cited = append(w.Cited, web.Cited{Submission: c.Submission, Label: c.Edition, File: c.File, Sheet: c.Sheet, Row: c.Row})
	}
	return w, err
}

// describe fills in what the state knows of a statement: whose it is, what it does, whether it
// stands.
func (p pages) describe(v standing.View, w *web.Statement) error {
	var e struct {
		Kind   string           `json:"kind"`
		Party  muster.PartyID   `json:"party"`
		Source *muster.Citation `json:"source"`
	}
	if w.Body != nil {
		if err := json.Unmarshal(w.Body, &e); err != nil {
			return fmt.Errorf("statement %s: %w", w.ID, err)
		}
	}
	if e.Source != nil && e.Source.Text != "" {
		w.Cited = append(w.Cited, web.Cited{Text: e.Source.Text})
	}
	p.n.State.Read(func() {
		parties := party.In(v)
		w.Speaker = parties.NameOf(v.Known, pledge.In(v).SpeakerOf(v, w.Position))
		if e.Party != "" {
			w.Party = parties.NameOf(v.Known, e.Party)
		}
		for _, k := range p.n.State.Kinds() {
			if k.Name == e.Kind {
				w.Words = k.Words
			}
		}
		if e.Kind == pledge.KindEntry {
			w.Words = entryWords(w.Body, w.Party)
		}
		w.Standing = pledge.In(v).StatementStands(v.Known, w.Position)
		if id, ok := p.n.State.EndedBy(v.Known, w.Position); ok {
			w.Standing, w.EndedBy = false, id
			w.Ended, _ = p.n.State.Position(id)
		}
	})
	return nil
}

// entryWords says in words what an entry says: "says that EUR 1000000.0 of military assistance from
// Denmark was allocated (2024-07-12)".
func entryWords(body []byte, donor string) string {
	var e pledge.Entry
	if err := json.Unmarshal(body, &e); err != nil {
		return "says something that cannot be read"
	}
	what := "assistance"
	if e.Type != "" {
		what = e.Type + " assistance"
	}
	value := e.Value
	if (value == nil || value.Amount == "") && e.Converted != nil {
		value = e.Converted
	}
	if value != nil && value.Amount != "" {
		what = string(value.Currency) + " " + value.Amount + " of " + what
	}
	was := "was " + string(e.Event)
	if e.Event == pledge.Arrived || e.Event == pledge.Lapsed {
		was = "has " + string(e.Event)
	}
	if e.Date == "" {
		return "says that " + what + " from " + donor + " " + was
	}
	return "says that " + what + " from " + donor + " " + was + " (" + e.Date + ")"
}

// Proof implements web.Source.
func (p pages) Proof(ctx context.Context, id muster.ID) ([]byte, error) {
	return p.n.Proof(ctx, string(id))
}
