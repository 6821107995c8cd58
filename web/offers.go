package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/board"
	"muster/money"
	"muster/offer"
	"muster/sheet"
)

// The parameters of the board of offers alone.
const (
	fieldChannel   = "channel"
	fieldCondition = "condition"
	fieldConsent   = "consent"
	fieldEnds      = "ends-before"
	fieldBasis     = "basis" // of a value
)

// offersPage is the board of offers.
type offersPage struct {
	boardPage
	all    *Offers
	shown  []*board.Offer
	states []stateCount
	facts  offersFacts
	f      filter
	sorted string
	paging paging
	list   table
}

// offersFacts are what the board says first.
type offersFacts struct{ live, free, soon, consent int }

func (s *site) offers(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	all, err := s.src.Offers(r.Context(), given(v, fieldKnown))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := &offersPage{boardPage: boardPage{page: s.pageAt(r, s.words.say("nav.offers"), "coordination", all.Moment), around: all.Around, board: "offers"}, all: all}
	p.here, p.quick = true, true
	p.choose(v.Get)
	if len(p.f.refused) > 0 {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	p.order(v.Get(fieldSort))
	if s.file(w, r, p.moment, "offers", p.export()) {
		return
	}
	p.fill(pageAsked(v.Get(fieldPage)))
	s.show(w, r, http.StatusOK, p.whole())
}

// choose reads the filter and keeps the lines that pass it.
func (p *offersPage) choose(get func(string) string) {
	state, donor, channel, condition, consent := get(fieldState), get(fieldDonor), get(fieldChannel), get(fieldCondition), get(fieldConsent)
	of, thing, family, words, ends := get(fieldItem), get(fieldThing), get(fieldFamily), get(fieldText), get(fieldEnds)
	p.f = filter{action: "/offers", label: p.say("offers.filter"), keep: []way{{fieldKnown, p.asked}, {fieldSort, get(fieldSort)}, {fieldItem, of}}}
	donors, things, families, channels, conditions, consents := map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}
	for i := range p.all.Lines {
		o := &p.all.Lines[i]
		donors[string(o.Donor)] = p.party(o.Donor)
		channels[o.Channel], conditions[o.Condition] = p.choiceWord(fieldChannel, o.Channel), p.choiceWord(fieldCondition, o.Condition)
		things[string(o.Thing)] = p.around.Things[o.Thing].In(p.lang)
		if o.Family != "" {
			families[string(o.Family)] = p.around.Family[o.Family].In(p.lang)
		}
		if o.Consent != "" {
			consents[o.Consent] = p.stateWord(o.Consent)
		}
	}
	p.f.fields = []field{
		{name: fieldText, label: p.say("filter.text"), value: words},
		p.stateChoice(&offer.Life, p.say("offers.open"), state),
		p.choiceOf(fieldDonor, p.say("offers.donor"), donor, donors),
		p.choiceOf(fieldThing, p.say("board.thing"), thing, things),
		p.choiceOf(fieldFamily, p.say("board.family"), family, families),
		p.choiceOf(fieldChannel, p.say("offers.channel"), channel, channels),
		p.choiceOf(fieldCondition, p.say("offers.condition"), condition, conditions),
		p.choiceOf(fieldConsent, p.say("offers.consent"), consent, consents),
		{name: fieldEnds, label: p.say("offers.ends"), value: ends, example: "2027-03-01", class: "day"},
	}
	p.f.fields = slices.DeleteFunc(p.f.fields, func(x field) bool { return x.options != nil && len(x.options) < 3 && x.value == "" })
	strays(&p.f)
	day := dayField(&p.f, fieldEnds, ends)
	if state+donor+channel+condition+consent+of+thing+family+words+ends != "" {
		p.f.reset = p.to("/offers")
	}
	looked := found(words)
	count := map[string]int{}
	for i := range p.all.Lines {
		o := &p.all.Lines[i]
		if donor != "" && string(o.Donor) != donor || channel != "" && o.Channel != channel || condition != "" && o.Condition != condition || consent != "" && o.Consent != consent ||
			!ofItem(o.Line, o.Item, of, thing, family) || day != 0 && o.ValidUntil >= day || looked != "" && !strings.Contains(p.all.Words[i], looked) {
			continue
		}
		count[o.State]++
		p.tell(o)
		if state == stateAll || state == o.State || state == "" && board.Live(o.State) {
			p.shown = append(p.shown, o)
		}
	}
	p.states = statesOf(&offer.Life, count)
}

// tell counts a line among the facts.
func (p *offersPage) tell(o *board.Offer) {
	if !board.Live(o.State) {
		return
	}
	p.facts.live++
	if o.Use.Free().Sign() > 0 {
		p.facts.free++
	}
	if int(o.ValidUntil-p.around.Today) <= soon {
		p.facts.soon++
	}
	if o.Consent != "" && o.Consent != offer.Granted {
		p.facts.consent++
	}
}

// order sorts what is shown; as it comes what ends first is first.
func (p *offersPage) order(asked string) {
	p.sorted = sortOf(asked, "until", p.columns())
	key, falling := strings.TrimPrefix(p.sorted, "-"), strings.HasPrefix(p.sorted, "-")
	if p.sorted == "until" {
		return
	}
	slices.SortStableFunc(p.shown, func(a, b *board.Offer) (c int) {
		switch key {
		case "item":
			c = cmp.Or(cmp.Compare(p.item(a.Line), p.item(b.Line)), cmp.Compare(a.ID, b.ID))
		case "donor":
			c = cmp.Compare(p.party(a.Donor), p.party(b.Donor))
		case "ready":
			c = cmp.Compare(a.Ready, b.Ready)
		case "until":
			c = cmp.Compare(a.ValidUntil, b.ValidUntil)
		case "state":
			c = cmp.Compare(a.State, b.State)
		}
		if falling {
			return -c
		}
		return c
	})
}

func (p *offersPage) columns() []column {
	return []column{
		{name: p.say("offers.line"), sort: "item"},
		{name: p.say("offers.donor"), sort: "donor"},
		{name: p.say("offers.quantity"), number: true},
		{name: p.say("offers.free"), number: true},
		{name: p.say("offers.ready"), sort: "ready", class: "date"},
		{name: p.say("offers.until"), sort: "until", class: "date"},
		{name: p.say("offers.value"), number: true},
		{name: p.say("board.state"), sort: "state"},
	}
}

// fill makes the table of one page.
func (p *offersPage) fill(at int) {
	g, from, to := p.pagesOf(len(p.shown), boardEach, at)
	p.paging = g
	p.list = table{class: "board", columns: p.columns(), sorted: p.sorted, caption: p.say("offers.caption", "n", p.num(len(p.shown)), "from", p.num(from+1), "to", p.num(to))}
	for _, o := range p.shown[from:to] {
		p.list.rows = append(p.list.rows, row{cells: []cell{
			under(linked(p.item(o.Line), p.to(offerPath(o.ID))), dotted(o.ID, p.choiceWord(fieldCondition, o.Condition))),
			under(linked(p.party(o.Donor), p.partyPath(o.Donor)), p.choiceWord(fieldChannel, o.Channel)),
			under(plain(p.quantity(p.qty(o.Quantity), o.Unit)), p.acceptedWords(o)),
			under(plain(p.qty(o.Use.Free())), p.useWords(o)),
			plain(p.shortDay(o.Ready)),
			p.dayCell(o.ValidUntil, !board.Live(o.State), true),
			p.worth(o.Value),
			drawn(p.offerState(o)),
		}})
	}
}

// acceptedWords say how much of an offer was accepted, where that is not yet all of it.
func (p *boardPage) acceptedWords(o *board.Offer) string {
	switch {
	case o.Use.Accepted.Sign() == 0:
		return p.say("offers.accepted.none")
	case o.Use.Accepted.Equal(o.Quantity):
		return p.say("offers.accepted.all")
	}
	return p.say("offers.accepted", "n", p.qty(o.Use.Accepted))
}

// useWords say what is bound and reserved of an offer.
func (p *boardPage) useWords(o *board.Offer) string {
	var parts []string
	if o.Use.Firm.Sign() > 0 {
		parts = append(parts, p.say("offers.firm", "n", p.qty(o.Use.Firm)))
	}
	if o.Use.Reserved.Sign() > 0 {
		parts = append(parts, p.say("offers.reserved", "n", p.qty(o.Use.Reserved)))
	}
	if o.Use.Proposed.Sign() > 0 {
		parts = append(parts, p.say("needs.proposed", "n", p.qty(o.Use.Proposed)))
	}
	return dotted(parts...)
}

// choiceWord is one of the values that a field can be chosen from, as a reader says it.
func (p *boardPage) choiceWord(field, value string) string {
	if key := "choice." + field + "." + strings.ReplaceAll(value, " ", "-"); p.has(key) {
		return p.say(key)
	}
	return value
}

// worth is what a donor values an offer at, with the basis.
func (p *boardPage) worth(v *offer.Value) cell {
	if v == nil {
		return unknown(p.say("offers.value.none"))
	}
	a, err := money.Parse(v.Amount)
	if err != nil {
		return plain(v.Amount)
	}
	return under(plain(p.inCurrency(money.Currency(v.Currency), p.grouped(a.String()))), p.choiceWord(fieldBasis, v.Basis))
}

// waitsOn says who must act on an offer next.
func (p *boardPage) waitsOn(o *board.Offer) string {
	days := map[string]muster.Day{}
	if o.ValidUntil != muster.MaxDay {
		days["valid_until"] = o.ValidUntil
	}
	who, when, _ := p.waits(&offer.Life, o.Line, false, days)
	if who == "" || o.State == offer.Accepted {
		return ""
	}
	return dotted(who, when)
}

// export is the list as shown, with every digit.
func (p *offersPage) export() sheet.Export {
	return sheet.Export{
		Name: p.say("nav.offers"), About: p.about(p.say("about.offers"), p.say("about.offers.method")),
		Columns: slices.Concat(texts("offer", "item", "name", "donor", "channel", "condition"), numbers("quantity", "accepted", "free", "firm", "reserved", "proposed"), texts("unit"),
			days("ready", "valid_until"), numbers("value"), texts("currency", "basis", "consent", "state", "waits_for", "statement")),
		Rows: lazily(func() (rows [][]string) {
			for _, o := range p.shown {
				until, amount, currency, basis := "", "", "", ""
				if o.ValidUntil != muster.MaxDay {
					until = o.ValidUntil.String()
				}
				if o.Value != nil {
					amount, currency, basis = o.Value.Amount, o.Value.Currency, o.Value.Basis
				}
				rows = append(rows, []string{
					o.ID, string(o.Item), p.item(o.Line), string(o.Donor), o.Channel, o.Condition, o.Quantity.String(), o.Use.Accepted.String(), o.Use.Free().String(), o.Use.Firm.String(),
					o.Use.Reserved.String(), o.Use.Proposed.String(), string(o.Unit), o.Ready.String(), until, amount, currency, basis, o.Consent, o.State, p.waitsOn(o), string(o.Statement),
				})
			}
			return rows
		}),
	}
}

// untilShort is the last day of an offer.
func (p *boardPage) untilShort(o *board.Offer) string {
	if o.ValidUntil == muster.MaxDay {
		return p.say("board.withdrawn")
	}
	return p.shortDay(o.ValidUntil)
}
