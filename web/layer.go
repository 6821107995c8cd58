package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/figure"
	"muster/layer"
	"muster/money"
	"muster/pledge"
	"muster/sheet"
)

// fieldPledge asks for what a layer does to one pledge.
const fieldPledge = "pledge"

// layerPage is one layer: what it says, what changed underneath, and what it does to figures.
type layerPage struct {
	page
	l       layer.Layer
	own     bool
	said    map[pledge.Target]Said
	moved   []layer.Moved
	bridges []pledgeBridge
	effects []effect
}

// pledgeBridge leads from a pledge's figure without the layer to the same with it.
type pledgeBridge struct {
	unit
	terms Terms
	res   pledge.Result // with it
	layer.Bridge
}

// effect is a measure of a series with the layer and without.
type effect struct {
	series        muster.SeriesID
	event         pledge.Event
	currency      money.Currency
	without, with money.Amount
	excluded      int
}

func (s *site) layer(w http.ResponseWriter, r *http.Request) {
	l, err := s.layerFor(r, r.PathValue("id"))
	if err != nil {
		s.fail(w, r, err, way{"/layers", s.words.say("nav.layers")})
		return
	}
	known := given(r.URL.Query(), fieldKnown)
	said, m, err := s.opt.Layers.Says(r.Context(), known, targetsOf(l.Judgements))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := &layerPage{page: s.pageAt(r, l.Name, "layers", m), l: l, own: l.OwnedBy(ownerOf(r)), said: map[pledge.Target]Said{}}
	bridge := given(r.URL.Query(), fieldPledge)
	if bridge == "" && s.sendLayer(w, r, p) {
		return
	}
	p.over, p.draws = l.Overlay(), true // for the links
	_, p.judge = s.signed(r)
	for i, j := range l.Judgements {
		p.said[j.Target] = said[i]
	}
	p.moved = l.Underneath(func(t pledge.Target) (pledge.Base, bool) { return p.said[t].Base, p.said[t].OK })
	if err := s.weighLayer(r, p, m.position()); err != nil {
		s.fail(w, r, err)
		return
	}
	if bridge != "" && s.sendBridge(w, r, p, bridge) {
		return
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// sendBridge answers a request for one of the page's drawings, or its numbers, as a file.
func (s *site) sendBridge(w http.ResponseWriter, r *http.Request, p *layerPage, name string) bool {
	i := slices.IndexFunc(p.bridges, func(b pledgeBridge) bool { return b.terms.Name == name })
	if i < 0 {
		s.fail(w, r, muster.Missing(s.words.say("missing.pledge", "name", printable(name))), way{layerPath(p.l.ID), p.l.Name})
		return true
	}
	b, file := p.bridges[i], "layer-"+fileName(p.l.Name)+"-"+fileName(name)
	if given(r.URL.Query(), fieldFormat) == "svg" {
		s.picture(w, file, p.moment, p.drawing(b))
		return true
	}
	return s.file(w, r, p.moment, file, p.bridgeExport(b))
}

// bridgeExport is the way from a pledge's figure without the layer to the same with it.
func (p *layerPage) bridgeExport(b pledgeBridge) sheet.Export {
	return sheet.Export{
		Name: p.say("layer.one"), About: p.about(p.say("about.bridge"), b.res.Method, [2]string{p.say("figure.pledge"), b.terms.Title},
			[2]string{p.say("layer.one"), p.l.Name}, [2]string{p.say("layer.digest"), p.l.Digest()}, [2]string{p.say("figure.source"), b.res.Cite}, [2]string{p.say("figure.edition"), b.res.Edition}),
		Columns: slices.Concat(texts("pledge", "step"), numbers("rows", "amount"), texts("currency")),
		Rows: lazily(func() (rows [][]string) {
			add := func(step, n string, a money.Amount) {
				rows = append(rows, []string{b.terms.Name, step, n, a.String(), string(b.currency)})
			}
			add("without", "", b.Without)
			for _, st := range b.Steps {
				add(string(st.Kind), strconv.Itoa(st.Rows), st.Amount)
			}
			add("with", "", b.With)
			return rows
		}),
	}
}

// bridgeFile is the address of a bridge as a file.
func (p *layerPage) bridgeFile(b pledgeBridge, format string) string {
	return p.with(fieldPledge, b.terms.Name, fieldFormat, format)
}

// sendLayer answers a request for a layer as a file.
func (s *site) sendLayer(w http.ResponseWriter, r *http.Request, p *layerPage) bool {
	if given(r.URL.Query(), fieldFormat) != "json" {
		x := p.l.Export()
		x.About = p.about(p.say("about.judgements")+" "+p.say("layer.how.text"), p.say("about.asrecorded"), [2]string{p.say("layer.one"), p.l.Name}, [2]string{p.say("layer.digest"), p.l.Digest()})
		return s.file(w, r, p.moment, "layer-"+fileName(p.l.Name), x)
	}
	b, err := p.l.JSON()
	if err != nil {
		s.fail(w, r, err)
		return true
	}
	sendFile(w, "application/json", "layer-"+fileName(p.l.Name)+".json", b)
	return true
}

// weighLayer works out what the layer does to pledges and to measures of the series it speaks of.
func (s *site) weighLayer(r *http.Request, p *layerPage, at string) error {
	series := map[muster.SeriesID]bool{}
	type measure struct {
		series muster.SeriesID
		event  pledge.Event
	}
	var measures []measure
	for _, j := range p.l.Judgements {
		m := measure{pledge.SeriesOf(j.Contribution), j.Event}
		if !p.said[j.Target].OK || j.Kind == layer.Label {
			continue
		}
		series[m.series] = true
		if !slices.Contains(measures, m) {
			measures = append(measures, m)
		}
	}
	if len(measures) == 0 {
		return nil
	}
	all, err := s.src.Pledges(r.Context())
	if err != nil {
		return err
	}
	for _, t := range all {
		b := pledgeBridge{terms: t}
		b.Bridge, err = p.l.Bridge(func(o *pledge.Overlay) (a money.Amount, err error) {
			b.res, err = s.src.Pledge(r.Context(), t.Name, Query{Known: at, Layer: o})
			return b.res.Counted.Amount, err
		})
		if err != nil {
			return err
		}
		if b.res.Edition != "" && series[b.res.Series] {
			b.unit = p.unitFor(b.res.Floor)
			p.bridges = append(p.bridges, b)
		}
	}
	for _, m := range measures {
		pos, _, err := s.src.Figure(r.Context(), at, pledge.PositionQuery{Series: m.series, Event: m.event, Layer: p.over})
		if err != nil {
			return err
		}
		p.effects = append(p.effects, effectsOf(m.series, m.event, pos)...)
	}
	return nil
}

// effectsOf lays a measure with and without a layer side by side, currency by currency.
func effectsOf(series muster.SeriesID, event pledge.Event, pos *pledge.Position) (out []effect) {
	at := func(c money.Currency) *effect {
		i := slices.IndexFunc(out, func(e effect) bool { return e.currency == c })
		if i < 0 {
			i = len(out)
			out = append(out, effect{series: series, event: event, currency: c})
		}
		return &out[i]
	}
	for _, r := range pos.Rows {
		if r.Entries == r.Partial {
			continue // nothing has a value here, which is not the same as zero
		}
		e := at(r.Currency)
		e.with = e.with.Add(r.Amount)
	}
	if pos.Laid != nil {
		for _, r := range pos.Laid.Without {
			if r.Entries == r.Partial {
				continue
			}
			e := at(r.Currency)
			e.without = e.without.Add(r.Amount)
		}
		for _, r := range pos.Laid.Excluded {
			at(r.Currency).excluded += r.Entries
		}
	}
	slices.SortFunc(out, func(a, b effect) int { return strings.Compare(string(a.currency), string(b.currency)) })
	return out
}

// lead says in a sentence what the layer is.
func (p *layerPage) lead() string {
	rows := map[pledge.Target]bool{}
	for _, j := range p.l.Judgements {
		rows[j.Target] = true
	}
	who := "layer.private"
	if p.l.Shared {
		who = "layer.shared"
	}
	if !p.own {
		who = "layer.others"
	}
	return p.say("layer.lead", "judgements", p.count("layer.judgements", len(p.l.Judgements)), "rows", p.count("layer.rowcount", len(rows)), "who", p.say(who))
}

// drawing is the bridge of a pledge as a figure.
func (p *layerPage) drawing(b pledgeBridge) figure.Waterfall {
	q := Query{Known: p.asked}
	f := figure.Waterfall{
		Head: figure.Head{
			Title: p.say("layer.bridge", "pledge", b.terms.Title, "name", p.l.Name), Unit: b.unit.String(), Numbers: figure.Numbers{Power: b.power, Decimals: 3},
			Desc:   p.say("layer.bridge.desc", "without", b.full(b.Without), "with", b.full(b.With)),
			Source: p.say("explore.sourceline", "source", b.res.Cite, "edition", b.res.Edition, "position", p.moment.position()),
		},
		From:      figure.Total{Name: p.say("layer.bridge.without"), Value: b.Without, Href: address("/pledges/"+segment(b.terms.Name), q.values())},
		Remainder: p.say("layer.bridge.rest"),
	}
	q.Layer = p.over
	f.To = figure.Total{Name: p.say("layer.bridge.with", "name", p.l.Name), Value: b.With, Href: address("/pledges/"+segment(b.terms.Name), q.values())}
	for _, st := range b.Steps {
		amount := st.Amount
		f.Steps = append(f.Steps, figure.Move{Name: p.say("layer.step." + string(st.Kind)), Datum: figure.Datum{Value: &amount}})
	}
	return f
}

func (p *layerPage) effectTable() table {
	t := table{caption: p.say("layer.effects.caption"), columns: []column{
		{name: p.say("figure.source")},
		{name: p.say("figure.measure")},
		{name: p.say("layer.bridge.without"), number: true},
		{name: p.say("layer.bridge.with", "name", p.l.Name), number: true},
		{name: p.say("layer.difference"), number: true},
		{name: p.say("layer.excluded.rows"), number: true},
	}}
	for _, e := range p.effects {
		q := entriesQuery{series: e.series, measure: e.event}
		without := page{asked: p.asked}.entriesPath(q)
		text := func(a money.Amount) string {
			return string(e.currency) + " " + p.cents(money.Money{Amount: a, Currency: e.currency})
		}
		diff := e.with.Sub(e.without)
		t.rows = append(t.rows, row{cells: []cell{
			plain(string(e.series)), plain(p.event(e.event)), linked(text(e.without), without), linked(text(e.with), p.entriesPath(q)),
			coloured(plain(p.signedMoney(money.Money{Amount: diff, Currency: e.currency})), sideClass(diff)), plain(p.num(e.excluded)),
		}})
	}
	return t
}

func (p page) signedMoney(m money.Money) string {
	sign := ""
	if m.Amount.Sign() > 0 {
		sign = "+"
	}
	return sign + p.cents(m)
}

// judgementTable lists what the layer says, with what each row said when it was judged.
func (p *layerPage) judgementTable() table {
	t := table{caption: p.count("layer.judgements", len(p.l.Judgements)), columns: []column{
		{name: p.say("layer.row")}, {name: p.say("layer.says")}, {name: p.say("layer.note")}, {name: p.say("layer.base")}, {name: p.say("layer.when")},
	}}
	for _, j := range p.l.Judgements {
		when := unknown(p.say("layer.unseen"))
		if !j.When.IsZero() {
			when = coloured(plain(p.stamp(j.When)), "date")
		}
		base := unknown(p.say("layer.unseen"))
		if j.Base != nil {
			base = plain(p.saysWords(j.Base.Says))
		}
		t.rows = append(t.rows, row{cells: []cell{drawn(p.rowHeading(j.Target)), drawn(p.saysCell(j)), plain(j.Note), base, when}})
	}
	return t
}

// movedTable lists the rows that changed underneath, with what each said and says.
func (p *layerPage) movedTable() table {
	t := table{caption: p.count("layer.moved.count", len(p.moved)), columns: []column{
		{name: p.say("layer.row")}, {name: p.say("layer.says")}, {name: p.say("layer.then")}, {name: p.say("layer.now")},
	}}
	for _, m := range p.moved {
		then, now := unknown(p.say("layer.unseen")), coloured(plain(p.say("layer.gone")), "dn")
		if m.Base != nil {
			then = plain(p.saysWords(m.Base.Says))
		}
		if m.Now != nil {
			now = drawn(p.nowCell(m))
		}
		t.rows = append(t.rows, row{cells: []cell{drawn(p.rowHeading(m.Target)), plain(p.judgementWords(m.Judgement)), then, now}})
	}
	return t
}

// judgementWords say a judgement: "another value: EUR 5".
func (p page) judgementWords(j layer.Judgement) string {
	text := p.say("judge.kind." + string(j.Kind))
	if j.Value != "" {
		text += ": " + j.Value
	}
	return text
}

// saysWords say what a row says in a line.
func (p page) saysWords(s pledge.Says) string {
	out := []string{p.saidValue(s.Value)}
	if s.Converted != "" && s.Converted != s.Value {
		out = append(out, p.say("layer.converted", "value", p.saidValue(s.Converted)))
	}
	return strings.Join(append(out, s.Type, p.saidPeriod(s.Date)), ", ")
}

// hiddenOf are the fields of a form that speak of a judgement.
func hiddenOf(j layer.Judgement) []way {
	return []way{{"contribution", j.Contribution}, {"line", j.Line}, {"event", string(j.Event)}, {"kind", string(j.Kind)}, {"value", j.Value}}
}

func judgementName(j layer.Judgement) string { return fmt.Sprint(j.Contribution, lineAfter(j.Line)) }

// pledgeTarget is how a layer names a row.
type pledgeTarget = pledge.Target

// The sizes in which a bridge is drawn.
var wideFigure, narrowFigure = figure.Wide, figure.Narrow

// exact is an amount in the bridge's currency, to its minor unit.
func (b pledgeBridge) exact(a money.Amount) string {
	return b.in.cents(money.Money{Amount: a, Currency: b.currency})
}
