package pledge

import (
	"cmp"
	"fmt"
	"slices"

	"muster"
	"muster/money"
	"muster/party"
	"muster/standing"
)

// Query is how a pledge is asked for; what is empty is as the pledge and its method say.
type Query struct {
	Method       string
	From, To     *muster.Day
	GDPYear      int
	MonthsInside bool
	Membership   string
	Edition      string
	Layer        *Overlay // judgements laid over what rows say; nil: none
}

// weighing is one method applied to one view over one window.
type weighing struct {
	p       *Part
	v       standing.View
	terms   Terms
	method  Method
	window  Window
	edition *edition
	series  *series
	number  uint16
	event   uint8
	types   map[uint16]bool
	members []party.Span // by party number
	byEntry bool         // membership on each entry's own date
	inside  bool         // months wholly inside the window count
	end     muster.Day   // the window's last day
}

func (p *Part) weighing(v standing.View, name string, q Query) (*weighing, error) {
	p = p.under(v, q.Layer, true)
	terms, err := p.Terms(v, name)
	if err != nil {
		return nil, err
	}
	method, err := p.Method(v.Known, cmp.Or(q.Method, terms.Method))
	if err != nil {
		return nil, err
	}
	w := &weighing{p: p, v: v, terms: terms, method: method, window: terms.Window, inside: q.MonthsInside || method.Months == "inside"}
	if q.From != nil {
		w.window.From = *q.From
	}
	if q.To != nil {
		w.window.To = *q.To
	}
	if w.window.From >= w.window.To {
		return nil, muster.Invalid("to", fmt.Sprintf("the window ends on %s, before it begins on %s; the last day is not included", w.window.To, w.window.From))
	}
	w.end = w.window.To - 1
	switch m := cmp.Or(q.Membership, method.Membership); m {
	case WindowEnd, EntryDate:
		w.byEntry = m == EntryDate
	default:
		return nil, muster.Invalid("membership", fmt.Sprintf("found %q; accepted are %s and %s", m, WindowEnd, EntryDate))
	}
	w.event = uint8(slices.Index(Events, method.Event))
	group := cmp.Or(method.Group, terms.Group)
	w.terms.Group = group
	w.members = p.memberSpans(v, group)
	if len(method.Types) > 0 {
		w.types = map[uint16]bool{}
		for _, t := range method.Types {
			if n, ok := p.types.find(t); ok {
				w.types[uint16(n)] = true
			}
		}
	}
	s, ok := p.findSeries(method.Series)
	if !ok {
		return w, nil // nothing imported yet: nothing counts
	}
	w.series, w.number = s, p.seriesNumber[method.Series]
	if w.edition = s.standingEdition(stampOf(v.Known)); q.Edition != "" {
		if w.edition, err = p.editionByLabel(v, method.Series, q.Edition); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// rows yields the rows weighed that the viewer may see counted.
func (w *weighing) rows(f func(row uint32, b *block, i int)) (withheld bool) {
	w.all(func(row uint32, b *block, i int) {
		if !w.v.Viewer.SeesTotal(b.audience[i]) {
			withheld = true
			return
		}
		f(row, b, i)
	})
	return withheld
}

// all yields the rows weighed: those of the edition, or of a series without editions the claims
// that stand.
func (w *weighing) all(f func(row uint32, b *block, i int)) {
	if w.edition != nil {
		w.p.each(w.edition, f)
		for row := range w.p.derivedRows() {
			if b, i := w.p.at(row); b.series[i] == w.number {
				f(row, b, i)
			}
		}
		return
	}
	if w.series == nil || len(w.series.editions) > 0 {
		return
	}
	for row := range uint32(w.p.n) {
		b, i := w.p.at(row)
		if b.series[i] == w.number && w.p.stoodAt(b, i, row, stampOf(w.v.Known)) {
			f(row, b, i)
		}
	}
}

// each yields the rows of an edition.
func (p *Part) each(e *edition, f func(row uint32, b *block, i int)) {
	for _, r := range e.Rows {
		for row := r.First; row < r.First+r.N; row++ {
			b, i := p.at(row)
			f(row, b, i)
		}
	}
}

// holds reports whether a row of the series is among those weighed.
func (w *weighing) holds(row uint32) bool {
	if w.edition != nil {
		return w.edition.holds(row)
	}
	b, i := w.p.at(row)
	return w.p.stoodAt(b, i, row, stampOf(w.v.Known))
}

// verdict is what the method says of a row.
type verdict struct {
	skip   bool   // it speaks of no money, or another row of the same line is weighed in its place
	reason Reason // why it does not count; empty where it does
	amount money.Amount
	valued bool
	period muster.Period
}

func (w *weighing) judge(row uint32, b *block, i int) verdict {
	var x verdict
	const money = hasValue | hasConverted | valueMarked | convMarked
	if b.flags[i]&money == 0 {
		x.skip = true
		return x
	}
	x.period = muster.Period{From: muster.Day(b.dayFrom[i]), To: muster.Day(b.dayTo[i]), Precision: muster.Precision(b.precision[i])}
	if w.p.sourceCurrency(b, i) == w.terms.Floor.Currency {
		x.amount, x.valued = w.p.sourceValue(b, i, row)
	}
	day := w.end
	if w.byEntry && x.period.Precision == muster.ExactDay {
		day = x.period.From
	}
	exact := x.period.Precision == muster.ExactDay
	switch {
	case b.event[i] != w.event:
		if x.skip = w.p.derivedAt(row) != nil; x.skip {
			break // the line that it follows from is no line of the source, to be named here
		}
		if x.skip = !w.speaksFirst(row, b, i); !x.skip {
			x.reason = OtherMeasure
		}
	case w.types != nil && !w.types[b.kind[i]]:
		x.reason = OtherType
	case !w.members[b.party[i]].On(day):
		x.reason = OutsideGroup
	case x.period.Precision == muster.Undated:
		x.reason = NoDate
	case !exact && (!w.inside || !x.period.Within(w.window.From, w.window.To)):
		x.reason = MonthOnly
	case !x.period.Within(w.window.From, w.window.To):
		x.reason = OutsideWindow
	case w.method.Derived != Count && w.p.derivedAt(row) != nil:
		x.reason = FromMatch
	case w.p.laid != nil && w.p.laid.excludes(w.p, b, i):
		x.reason = ByLayer
	}
	return x
}

// speaksFirst reports whether, of the rows of one line that all speak of other events than the
// method's, this is the one to name: the lowest on the ladder. A line that has the method's event
// too is weighed by that. What the viewer may not even see counted is no part of it.
func (w *weighing) speaksFirst(row uint32, b *block, i int) bool {
	for r := w.p.contributions.head[b.contribution[i]]; r != 0; {
		o, j := w.p.at(r - 1)
		if r-1 != row && w.v.Viewer.SeesTotal(o.audience[j]) && o.line[j] == b.line[i] && o.series[j] == b.series[i] && w.holds(r-1) {
			const money = hasValue | hasConverted | valueMarked | convMarked
			if o.flags[j]&money != 0 && (o.event[j] == w.event || o.event[j] < b.event[i]) {
				return false
			}
		}
		r = o.next[j]
	}
	return true
}

// tally is what a weighing adds up to.
type tally struct {
	total    money.Sum
	entries  int
	partial  int
	byParty  map[uint16]*money.Sum
	byDay    map[muster.Day]*money.Sum
	covered  map[uint16]bool
	leftOut  map[Reason]*money.Sum
	outside  map[uint16]*money.Sum
	withheld bool
}

func addTo[K comparable](m map[K]*money.Sum, k K, a money.Amount) {
	s := m[k]
	if s == nil {
		s = new(money.Sum)
		m[k] = s
	}
	s.AddAmount(a)
}

func (w *weighing) tally() *tally {
	t := &tally{
		byParty: map[uint16]*money.Sum{}, byDay: map[muster.Day]*money.Sum{}, covered: map[uint16]bool{},
		leftOut: map[Reason]*money.Sum{}, outside: map[uint16]*money.Sum{},
	}
	w.coverage(t.covered)
	t.withheld = w.rows(func(row uint32, b *block, i int) {
		x := w.judge(row, b, i)
		switch {
		case x.skip:
		case x.reason != "":
			addTo(t.leftOut, x.reason, x.amount)
			if x.reason == OutsideGroup {
				addTo(t.outside, b.party[i], x.amount)
			}
		case !x.valued:
			t.partial++
			t.entries++
		default:
			t.entries++
			t.total.AddAmount(x.amount)
			addTo(t.byParty, b.party[i], x.amount)
			addTo(t.byDay, x.period.To, x.amount)
		}
	})
	return t
}

// coverage says of which parties the source speaks at all, in whatever edition known: one that it
// never speaks of is not covered, which is something else than nothing.
func (w *weighing) coverage(covered map[uint16]bool) {
	if w.series == nil {
		return
	}
	speaks := func(_ uint32, b *block, i int) {
		if w.v.Viewer.SeesTotal(b.audience[i]) {
			covered[b.party[i]] = true
		}
	}
	for _, e := range w.series.known(stampOf(w.v.Known)) {
		w.p.each(e, speaks)
	}
	w.all(speaks)
}

// Weigh applies a method to a pledge: what counts against its floor, who carries it, what is left
// out. Known, KnownAt and Root are the caller's to fill in.
func (p *Part) Weigh(v standing.View, name string, q Query) (*Result, error) {
	w, err := p.weighing(v, name, q)
	if err != nil {
		return nil, err
	}
	t := w.tally()
	cur := w.terms.Floor.Currency
	r := &Result{
		Pledge: name, Title: w.terms.Title, Method: w.method.About, MethodName: w.method.Name, MethodText: w.method.Title,
		Proxy: w.method.Proxy, Window: w.window, Floor: w.terms.Floor, Entries: t.entries, Partial: t.partial, Withheld: t.withheld,
		Counted: Money{Amount: t.total.Total(), Currency: cur}, Series: w.method.Series, Event: w.method.Event,
		Membership: WindowEnd, MonthsIn: w.inside, Known: v.Known, Group: w.terms.Group,
	}
	if w.edition == nil && t.entries == 0 {
		r.Mark = NotYetReported
	}
	if w.byEntry {
		r.Membership = EntryDate
	}
	if w.edition != nil && w.v.Shows(w.edition.Audience) {
		r.Edition, r.DataTo, r.Cite, r.EditionID = w.edition.Label, w.edition.DataTo, w.edition.Title, w.edition.ID
	}
	r.Gap = Money{Amount: r.Floor.Amount.Sub(r.Counted.Amount), Currency: cur}
	if q.Layer != nil {
		r.Method += " + " + q.Layer.Method()
		if r.Laid, err = p.laidOverPledge(v, name, q); err != nil {
			return nil, err
		}
	}
	w.leftOut(r, t)
	w.cumulative(r, t)
	return r, w.shares(r, t, q.GDPYear)
}

func (w *weighing) leftOut(r *Result, t *tally) {
	text := map[Reason]string{
		OtherMeasure:  "rows that speak of another measure than " + string(w.method.Event),
		OtherType:     "rows of another type of assistance",
		OutsideGroup:  "rows of donors outside the group",
		NoDate:        "rows with no date",
		MonthOnly:     "rows dated only to a month or a longer interval",
		OutsideWindow: "rows dated outside the window",
		FromMatch:     "what follows from firm matches",
		ByLayer:       "rows that the layer excludes",
	}
	if w.inside {
		text[MonthOnly] = "rows dated only to a month or a longer interval that does not lie wholly in the window"
	}
	reasons := []Reason{OtherMeasure, OtherType, OutsideGroup, NoDate, MonthOnly, OutsideWindow}
	if len(w.p.derived) > 0 {
		reasons = append(reasons, FromMatch)
	}
	if w.p.laid != nil {
		reasons = append(reasons, ByLayer)
	}
	for _, reason := range reasons {
		l := LeftOut{Reason: reason, Text: text[reason], Amount: Money{Currency: r.Floor.Currency}}
		if s := t.leftOut[reason]; s != nil {
			l.Entries, l.Amount.Amount = s.N(), s.Total()
		}
		if reason == OutsideGroup {
			l.Parties = w.named(t.outside)
		}
		r.LeftOut = append(r.LeftOut, l)
	}
}

// named lists sums by party, largest first.
func (w *weighing) named(sums map[uint16]*money.Sum) []Share {
	var out []Share
	for n, s := range sums {
		id := muster.PartyID(w.p.parties.list[n])
		m := Money{Amount: s.Total(), Currency: w.terms.Floor.Currency}
		out = append(out, Share{Party: id, Name: party.In(w.v).NameOf(w.v.Known, id), Counted: &m})
	}
	slices.SortFunc(out, func(a, b Share) int {
		return cmp.Or(b.Counted.Amount.Cmp(a.Counted.Amount), cmp.Compare(a.Name, b.Name))
	})
	return out
}

func (w *weighing) cumulative(r *Result, t *tally) {
	days := make([]muster.Day, 0, len(t.byDay))
	for d := range t.byDay {
		days = append(days, d)
	}
	slices.Sort(days)
	var sum money.Amount
	for _, d := range days {
		sum = sum.Add(t.byDay[d].Total())
		r.Cumulative = append(r.Cumulative, Point{d, sum})
		if r.Reached == nil && sum.Cmp(r.Floor.Amount) >= 0 {
			r.Reached = &Point{d, sum}
		}
	}
}
