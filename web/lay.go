package web

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"strings"
	"time"

	"muster"
	"muster/layer"
	"muster/money"
	"muster/pledge"
)

// LayerSource keeps readers' layers, and says what the rows say that they judge.
type LayerSource interface {
	layer.Store

	// Says returns what each row says as known then, in the order asked for.
	Says(ctx context.Context, known string, rows []pledge.Target) ([]Said, Moment, error)

	// Now is the time, for judgements.
	Now() time.Time
}

// Said is what a row that stands says; not OK: none stands.
type Said struct {
	pledge.Base
	OK    bool
	Donor string // by name
}

// fieldLayer is the parameter that lays a layer over a page.
const fieldLayer = "layer"

// layerCookie holds the key of a reader's own layers. A session ends after hours and a layer is to be
// its owner's for longer, so it belongs to a key that the reader's browser keeps.
const (
	layerCookie   = "muster_layers"
	layerKeyLasts = 400 * 24 * time.Hour // as long as browsers keep one
)

// ownerOf is whose layers a request may see: of the holder of its token, or of its browser's key. Of
// both only digests are kept.
func ownerOf(r *http.Request) layer.Owner {
	if scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok && strings.EqualFold(scheme, "Bearer") && token != "" {
		return layer.ByToken(strings.TrimSpace(token))
	}
	if c, err := r.Cookie(layerCookie); err == nil && c.Value != "" {
		return layer.ByKey(c.Value)
	}
	return ""
}

// giveKey is ownerOf, and hands out a key to who has none.
func giveKey(w http.ResponseWriter, r *http.Request) layer.Owner {
	if o := ownerOf(r); o != "" {
		return o
	}
	b := make([]byte, 24)
	rand.Read(b) //nolint:errcheck // never fails
	key := base64.RawURLEncoding.EncodeToString(b)
	http.SetCookie(w, &http.Cookie{
		Name: layerCookie, Value: key, Path: "/", MaxAge: int(layerKeyLasts / time.Second), HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil,
	})
	return layer.ByKey(key)
}

// layerFor finds a layer that a request may see. One that it may not see is not told from one that is
// not there.
func (s *site) layerFor(r *http.Request, id string) (l layer.Layer, err error) {
	missing := muster.Missing(s.words.say("missing.layer", "id", printable(id)))
	if s.opt.Layers == nil {
		return l, missing
	}
	l, err = s.opt.Layers.Layer(layer.ID(id))
	if refused := muster.Refusals(err); len(refused) > 0 || err == nil && !l.SeenBy(ownerOf(r)) {
		return layer.Layer{}, missing
	}
	return l, err
}

// layersOf lists the layers that a request may see, its own first.
func (s *site) layersOf(r *http.Request) (own, shared []layer.Layer, err error) {
	if s.opt.Layers == nil {
		return nil, nil, nil
	}
	all, err := s.opt.Layers.Layers()
	if err != nil {
		return nil, nil, err
	}
	o := ownerOf(r)
	for _, l := range all {
		switch {
		case l.OwnedBy(o):
			own = append(own, l)
		case l.SeenBy(o):
			shared = append(shared, l)
		}
	}
	return own, shared, nil
}

// spread is what a page needs to know of layers: the one laid over it, those that can be, and whether
// its reader may judge.
type spread struct {
	over   *pledge.Overlay // nil: none
	offers []option        // empty: there is none to choose
	judge  bool
}

// lay reads which layer a page is asked for with.
func (s *site) lay(r *http.Request) (x spread, err error) {
	if id := given(r.URL.Query(), fieldLayer); id != "" {
		l, err := s.layerFor(r, id)
		if err != nil {
			return x, err
		}
		x.over = l.Overlay()
	}
	if s.opt.Layers == nil {
		return x, nil
	}
	_, x.judge = s.signed(r)
	own, shared, err := s.layersOf(r)
	for _, l := range append(own, shared...) {
		x.offers = append(x.offers, option{string(l.ID), l.Name})
	}
	if len(x.offers) > 0 {
		x.offers = append([]option{{"", s.words.say("layer.none")}}, x.offers...)
	}
	return x, err
}

// layerID is the layer laid over a page, as an address has it; empty: none.
func (x spread) layerID() string {
	if x.over == nil {
		return ""
	}
	return x.over.ID
}

// laidPaths are the pages that a layer can be laid over.
var laidPaths = []string{"/pledges", "/contributions", "/entries", "/explore"}

// carries says whether a link to a page keeps the layer.
func (x spread) carries(path string) bool {
	if x.over == nil {
		return false
	}
	for _, p := range laidPaths {
		if path == p || strings.HasPrefix(path, p+"/") {
			return true
		}
	}
	return false
}

// layerField is the choice of a layer in a filter.
func (p page) layerField() []field {
	if len(p.offers) == 0 {
		return nil
	}
	return []field{{name: fieldLayer, label: p.say("layer.field"), value: p.layerID(), options: p.offers}}
}

// judgePath is the address of the form by which a row is judged.
func (p page) judgePath(t pledge.Target) string {
	back := p.self
	if back == "" {
		back = "/layers"
	}
	return p.to("/layers/judge", "contribution", t.Contribution, "line", t.Line, "event", string(t.Event), fieldLayer, p.layerID(), "back", back)
}

// moneyRows are sums as a sentence has them: "EUR 12.00 and USD 3.00"; empty: nothing has a value.
func (p page) moneyRows(rows []pledge.PositionRow) string {
	var out []string
	for _, s := range rows {
		if s.Entries > s.Partial {
			out = append(out, string(s.Currency)+" "+p.digits(money.Money{Amount: s.Amount, Currency: s.Currency}))
		}
	}
	if len(out) == 0 {
		return p.say("layer.nothing")
	}
	return p.list(out)
}

// entriesIn is how many entries sums are of.
func entriesIn(rows []pledge.PositionRow) (n int) {
	for _, r := range rows {
		n += r.Entries
	}
	return n
}

// judgedWords say what a layer says of a row beside what it says itself, in a line.
func (p page) judgedWords(j *pledge.Judged, said *pledge.Says) string {
	if j == nil {
		return ""
	}
	var out []string
	if j.Exclude {
		out = append(out, p.say("judged.exclude"))
	}
	if j.Value != nil {
		says := said.Converted
		if says == "" {
			says = said.Value
		}
		out = append(out, p.say("judged.value", "value", string(j.Value.Currency)+" "+p.digits(*j.Value), "said", p.saidValue(says)))
	}
	if j.Type != "" {
		out = append(out, p.say("judged.type", "value", j.Type, "said", said.Type))
	}
	if j.Date != nil {
		out = append(out, p.say("judged.date", "value", p.period(*j.Date), "said", p.saidPeriod(said.Date)))
	}
	for _, l := range j.Labels {
		out = append(out, "“"+l+"”")
	}
	text := strings.Join(out, "; ")
	if len(j.Notes) > 0 {
		text += " (" + strings.Join(j.Notes, "; ") + ")"
	}
	return text
}

// saidValue is a value as a base has it, for people.
func (p page) saidValue(s string) string {
	if s == "" {
		return p.say("mark.none")
	}
	if p.has("mark." + s) {
		return p.mark(pledge.Mark(s))
	}
	cur, amount, _ := strings.Cut(s, " ")
	a, err := money.Parse(amount)
	if err != nil {
		return s
	}
	return cur + " " + p.digits(money.Money{Amount: a, Currency: money.Currency(cur)})
}

func (p page) saidPeriod(s string) string {
	when, err := muster.ParsePeriod(s)
	if err != nil {
		return s
	}
	return p.period(when)
}
