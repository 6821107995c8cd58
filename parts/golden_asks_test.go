package parts_test

import (
	"slices"
	"time"

	"muster"
	"muster/access"
	"muster/ask"
	"muster/fund"
	"muster/matching"
	"muster/money"
	"muster/offer"
	"muster/pledge"
	"muster/record"
	"muster/standing"
	"muster/work"
)

// asked writes a statement of each kind of asks and money packages, by which objects come through every act
// of their tables, and a method that counts what follows from matches. It returns positions to ask at.
func asked(m *maker) []muster.Seq {
	m.add(&pledge.Method{
		Envelope: env(pledge.KindMethod, "matched/1"), Name: "matched", Version: 1, Title: "With matches", Text: "with matches", Series: "book", Event: pledge.Allocated,
		Undated: "leave_out", Months: "leave_out", Membership: pledge.WindowEnd, Conversion: "source", PriceBase: "nominal", Derived: pledge.Count,
	})
	question := func(p access.Principal, about string, to muster.Audience, donors ...muster.PartyID) *ask.Ask {
		return &ask.Ask{Envelope: spoken(p, ask.KindAsk, about, to, ""), Lines: []string{"r-1", "r-2"}, Donors: donors, ReplyBy: "2026-11-20", Note: "before the winter"}
	}
	answer := func(p access.Principal, line string, donor muster.PartyID, act, why string, change func(*ask.Answer)) int {
		x := &ask.Answer{Act: done(p, ask.KindAnswer, "a-1", act, why), Line: line, Donor: donor}
		change(x)
		return m.add(x)
	}
	plain := func(*ask.Answer) {}
	m.add(question(asCoordinator, "a-1", forThose, "aa", "cc"))
	answer(asDonor, "r-1", "aa", ask.ActLater, "", func(x *ask.Answer) { x.From = "2027-02-01" })
	answer(asDonor, "r-2", "aa", ask.ActPart, "", func(x *ask.Answer) { x.Offer, x.Quantity = "o-2", "5" })
	some := answer(asCoordinator, "r-1", "cc", ask.ActCannot, "none in stock", plain)
	answer(asDonor, "r-1", "aa", ask.ActOffer, "", func(x *ask.Answer) { x.Offer = "o-1" })
	m.add(&ask.Acted{Act: done(asCoordinator, ask.KindAct, "a-1", ask.ActClose, "")})
	first := m.add(question(asRecipient, "a-2", forLeague, "cc"))
	more := question(asRecipient, "a-2", forLeague, "cc", "aa")
	more.Replaces = m.id(first)
	asking := m.add(more)
	m.add(&ask.Acted{Act: done(asRecipient, ask.KindAct, "a-2", ask.ActWithdraw, "asked by letter")})
	return append([]muster.Seq{muster.Seq(some), muster.Seq(asking)}, funded(m)...)
}

func funded(m *maker) []muster.Seq {
	pack := func(p access.Principal, about string) *fund.Package {
		return &fund.Package{Envelope: spoken(p, fund.KindPackage, about, forThose, ""), Title: "Package " + about, FundBy: "2026-12-01", Due: "2027-05-01", Lines: []fund.Line{
			{Key: "1", Requirement: "r-2", Quantity: "4", Unit: "each", Price: "100.25", Currency: "USD"},
			{Key: "2", Item: "training", Quantity: "1.5", Unit: "each", Price: "66", Currency: "USD"},
		}}
	}
	gives := func(p access.Principal, about, amount string, cur money.Currency, to muster.Audience) *fund.Money {
		return &fund.Money{Envelope: spoken(p, fund.KindMoney, about, to, ""), Package: "p-1", Donor: p.Party, Amount: amount, Currency: cur}
	}
	act := func(p access.Principal, about, a, why string) *fund.Acted {
		return &fund.Acted{Act: done(p, fund.KindAct, about, a, why)}
	}
	m.add(pack(asCoordinator, "p-1"), pack(asRecipient, "p-2"), act(asRecipient, "p-2", fund.ActWithdraw, "twice"))
	first := m.add(gives(asDonor, "f-1", "275", "USD", forDonor))
	again := gives(asDonor, "f-1", "300", "USD", forDonor)
	again.Replaces, again.Commitment = m.id(first), "book:A1"
	gone := m.add(again, gives(asOwner, "f-2", "146", "EUR", forLeague), gives(asOwner, "f-3", "9", "GBP", forThose))
	w := &record.Withdrawal{Envelope: spoken(asOwner, record.KindWithdraw, "", muster.Public, "no budget")}
	w.Withdraws = m.id(gone)
	missing := m.add(w)
	order := act(asCoordinator, "p-1", fund.ActOrder, "")
	order.Override, order.Ref = "the euros will do", "case 7"
	guns := &offer.Line{Envelope: spoken(asDonor, offer.KindLine, "o-6", forThose, ""), Donor: "aa", Item: "gun", Quantity: "3", Unit: "each", Condition: "new", Ready: "2026-12-15", Channel: "purl"}
	ordered := m.add(order, guns, &fund.Supply{Envelope: spoken(asDonor, fund.KindSupply, "p-1+1+o-6", forThose, "")}, gives(asOwner, "f-4", "300", "USD", forThose))
	return []muster.Seq{muster.Seq(missing), muster.Seq(ordered), muster.Seq(m.add(act(asCoordinator, "p-1", fund.ActClose, "")))}
}

// answered says who answered what, what packages have, and what follows from matches for the ledger.
func answered(say func(...any), v standing.View) {
	asks, packs, known := ask.In(v), fund.In(v), v.Known
	life := func(of, id string, l standing.Version[work.Life], ok bool) {
		say(of, id, "life", l.Value.State, l.Value.Act, l.Value.By, l.Value.Since.UTC(), l.ID, ok)
	}
	for id, x := range asks.All(known) {
		say("ask", id, x.ID, x.Value.Lines, x.Value.Donors, x.Value.ReplyBy, x.Value.Note, "silent", asks.Silent(known, id))
		l, ok := asks.State(known, id)
		life("ask", id, l, ok)
		for _, row := range asks.Matrix(v, ask.Filter{Ask: id}).Rows {
			say("ask", id, row.Line, "silent", row.Silent, "open", row.Cover.Open())
			for _, c := range row.Cells {
				said := []any{}
				if c.Answer != nil {
					said = append(said, c.Answer.Act.Act, c.Answer.Offer, c.Answer.Quantity, c.Answer.From, c.Answer.Why, c.Answer.Day, c.Offered)
				}
				say(append([]any{"ask", id, row.Line, c.Donor, c.State, c.Asked, c.Due, c.Silent, c.Late, c.Refused}, said...)...)
			}
		}
	}
	for id, x := range packs.All(known) {
		say("package", id, x.ID, x.Value.Title, x.Value.FundBy, x.Value.Due, packs.StateOn(v.State, known, v.Effective, id))
		l, ok := packs.State(known, id)
		life("package", id, l, ok)
		totals, withheld := packs.Totals(v, id)
		for _, t := range totals {
			say("package", id, t.Currency, t.Asked, t.Funded, "remaining", t.Remaining, "excess", t.Excess, t.Apart(), withheld)
			for _, g := range t.Given {
				say("package", id, t.Currency, g.Value.About, g.Value.Donor, g.Amount, g.Value.Commitment)
			}
		}
		for _, p := range packs.Lines(v, id) {
			say("package", id, "line", p.Key, p.Item, p.Requirement, p.Cost(), p.Ordered, p.Offers, p.Offered, p.Firm, p.Received)
		}
	}
	for _, d := range matching.In(v).Entries(v) {
		said := ""
		if d.Value != nil {
			said = d.Value.Amount + " " + string(d.Value.Currency) + " " + string(d.Value.Mark)
		}
		say("follows", d.About, d.Line, d.Event, d.Party, d.Type, d.Date, said, d.Whole, d.Basis, d.Quantity.Number, d.Quantity.Unit, d.Match, d.Act, d.Fulfils, d.Rest)
	}
	for _, series := range []muster.SeriesID{"book", pledge.DerivedSeries} {
		for _, e := range pledge.Events {
			pos, err := matching.Ledger(v).Position(v, pledge.PositionQuery{Series: series, Event: e, By: []pledge.Dim{pledge.ByContribution}})
			if err != nil {
				continue
			}
			for _, r := range pos.Rows {
				say("with matches", series, e, r.Keys, r.Currency, r.Amount, r.Entries, r.Partial)
			}
		}
	}
	for _, method := range []string{"military", "matched"} {
		if r, err := matching.Ledger(v).Weigh(v, "promise", pledge.Query{Method: method, From: day(2024, 1, 1), To: day(2028, 1, 1)}); err == nil {
			i := slices.IndexFunc(r.LeftOut, func(l pledge.LeftOut) bool { return l.Reason == pledge.FromMatch })
			if say("with matches", method, r.Counted, r.Entries, r.Partial); i >= 0 {
				say("with matches", method, r.LeftOut[i])
			}
		}
	}
}

func day(year int, month time.Month, d int) *muster.Day {
	x := muster.NewDay(year, month, d)
	return &x
}
