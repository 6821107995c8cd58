package web

import (
	"muster"
	"muster/board"
	"muster/item"
)

// lacking are the parts of a kit that are not there in time.
func lacking(kit []board.Part) (out []*board.Part) {
	for i := range kit {
		if !kit[i].InTime() {
			out = append(out, &kit[i])
		}
	}
	return out
}

// lackTitle names a part that is not there in time: "No maintainer course in time."
func (p *boardPage) lackTitle(x *board.Part) string {
	sort := p.say("sort." + string(x.Sort))
	if x.None() {
		return p.say("kit.none", "sort", sort)
	}
	return p.say("kit.few", "sort", sort)
}

// lackText says what of it is needed by when, and what there is.
func (p *boardPage) lackText(x *board.Part) string {
	text := p.say("kit.needed", "n", p.quantity(p.part(x.Total), x.Unit), "item", x.Called.In(p.lang), "day", p.day(x.By))
	if !x.None() {
		text += " " + p.say("kit.some", "n", p.quantity(p.part(x.Firm.Plus(x.Offered)), x.Unit), "parties", p.parties(x.Who))
	}
	if x.Late == nil {
		return text + " " + p.say("kit.no.offer")
	}
	return text + " " + p.count("kit.late", int(x.Late.Ready-x.By), "party", p.party(x.Late.Donor), "offer", x.Late.ID, "day", p.day(x.Late.Ready))
}

func (p *boardPage) parties(ids []muster.PartyID) string {
	var names []string
	for _, id := range ids {
		names = append(names, p.party(id))
	}
	return p.page.list(names)
}

// kitTable lists the parts of a kit with what is there of each in time.
func (p *boardPage) kitTable(kit []board.Part) table {
	t := table{class: "board", hush: true, caption: p.say("kit.title"), columns: []column{
		{name: p.say("need.package.what")}, {name: p.say("need.package.total"), number: true}, {name: p.say("kit.by"), class: "date"}, {name: p.say("kit.firm"), number: true}, {name: p.say("kit.offered"), number: true}, {name: p.say("kit.intime")},
	}}
	for i := range kit {
		x := &kit[i]
		in := coloured(plain(p.say("kit.yes")), "up")
		switch {
		case !x.InTime():
			in = coloured(plain(p.say("kit.not")), "due")
		case x.Firm.Cmp(x.Total) < 0:
			in = under(coloured(plain(p.say("kit.yes")), "up"), p.say("kit.notfirm"))
		}
		t.rows = append(t.rows, row{cells: []cell{
			under(plain(x.Called.In(p.lang)), p.say("sort."+string(x.Sort))), plain(p.quantity(p.part(x.Total), x.Unit)), plain(p.shortDay(x.By)), plain(p.part(x.Firm)), under(plain(p.part(x.Offered)), p.parties(x.Who)), in,
		}})
	}
	return t
}

// crowdText says what is offered to a requirement beyond what it needs, and by whom. This is the offer of the
// page, if it is one's.
func (p *boardPage) crowdText(c *board.Crowd, this string) string {
	var all []string
	for i := range c.Claims {
		x := &c.Claims[i]
		key := "crowd.by"
		if x.Offer.ID == this {
			key = "crowd.this"
		}
		all = append(all, p.say(key, "n", p.part(x.Meets), "party", p.party(x.Offer.Donor), "id", x.Offer.ID))
	}
	return p.say("crowd.text", "n", p.quantity(p.part(c.Need.Cover.Need), c.Need.Unit), "item", p.item(c.Need.Line), "all", p.part(c.Offered), "list", p.page.list(all), "excess", p.part(c.Excess))
}

// claimsTable lists who brings what to a requirement.
func (p *boardPage) claimsTable(c *board.Crowd) table {
	t := table{class: "board", hush: true, caption: p.say("crowd.title"), columns: []column{{name: p.say("offers.line")}, {name: p.say("offers.donor")}, {name: p.say("need.offers.meets"), number: true}, {name: p.say("offers.ready"), class: "date"}, {name: p.say("board.state")}}}
	for i := range c.Claims {
		x := &c.Claims[i]
		t.rows = append(t.rows, row{cells: []cell{linked(x.Offer.ID, p.to(offerPath(x.Offer.ID))), plain(p.party(x.Offer.Donor)), plain(p.quantity(p.part(x.Meets), c.Need.Unit)), plain(p.shortDay(x.Offer.Ready)), drawn(p.stateCell(x.Offer.State, ""))}})
	}
	return t
}

// share is a part of a value, with the decimals of money.
func share(amount string, part, of item.Ratio) string {
	a, err := item.ParseRatio(amount)
	if err != nil || of.Sign() == 0 {
		return amount
	}
	out := a.Times(part).Over(of)
	if exact, ok := out.Amount(); ok && exact.Scale() <= 2 {
		return exact.String()
	}
	return out.Rat().FloatString(2)
}
