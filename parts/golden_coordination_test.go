package parts_test

import (
	"slices"

	"muster"
	"muster/access"
	"muster/item"
	"muster/matching"
	"muster/offer"
	"muster/party"
	"muster/record"
	"muster/requirement"
	"muster/standing"
	"muster/work"
)

// The people of the golden record, and the audiences that they choose.
var (
	asRecipient   = access.Principal{Role: access.RecipientOfficer, Party: "bb"}
	asReceiver    = access.Principal{Role: access.ReceivingOfficer, Party: "bb"}
	asDonor       = access.Principal{Role: access.DonorOfficer, Party: "aa"}
	asOwner       = access.Principal{Role: access.DonorOfficer, Party: "cc"}
	asCoordinator = access.Principal{Role: access.Coordinator, Party: "hub"}
	asMover       = access.Principal{Role: access.MovementOfficer, Party: "hub"}
)

const (
	forDonor  muster.Audience = "party/aa totals participants"
	forLeague muster.Audience = "group/league totals public"
	forLater  muster.Audience = "public from 2027-01-01 before operator"
	forThose  muster.Audience = "participants"
)

func spoken(p access.Principal, kind, about string, to muster.Audience, why string) muster.Envelope {
	return muster.Envelope{Kind: kind, By: p.Party, Role: string(p.Role), About: about, Audience: to, Why: why}
}

func done(p access.Principal, kind, about, act, why string) work.Act {
	return work.Act{Envelope: spoken(p, kind, about, forThose, why), Act: act}
}

// coordination writes a statement of each kind of requirements, offers and matches, by which objects come
// through every act of their tables. It returns positions to ask at.
func coordination(m *maker) []muster.Seq {
	m.add(&party.Party{Envelope: env(party.KindParty, "hub"), Name: "Hub", Sort: party.State},
		&item.Substitute{Envelope: env(item.KindSubstitute, "gun/old-gun"), Item: "gun", Substitute: "old-gun", Rate: "2"})
	needs := coordinatedNeeds(m)
	stock := coordinatedStock(m)
	return append([]muster.Seq{needs, stock}, append(coordinatedMatches(m), handed(m))...)
}

// handed writes who handed a task to whom, and who is away.
func handed(m *maker) muster.Seq {
	return muster.Seq(m.add(
		&work.Handover{Envelope: spoken(asCoordinator, work.KindHandover, "o-2", forThose, ""), Object: "offer", To: "coordinator@cc", Officer: "Ada", Note: "knows the depot", Until: "2026-12-31"},
		&work.Absence{Envelope: spoken(access.Principal{Role: access.Coordinator, Party: "cc"}, work.KindAbsence, "away-1", forThose, "leave"), Officer: "Ada", From: "2026-11-01", Until: "2026-12-01", Deputy: "coordinator@hub", DeputyOfficer: "Bo"}))
}

func coordinatedNeeds(m *maker) muster.Seq {
	shells := func(about, quantity string, to muster.Audience) *requirement.Line {
		return &requirement.Line{
			Envelope: spoken(asRecipient, requirement.KindLine, about, to, ""), Requester: "bb", Item: "shell", Quantity: quantity, Unit: "each", Priority: 1,
			NeededBy: "2027-03-01", MinLot: "80", Place: "North", Coalition: "artillery", Purpose: "stocks", List: "annual 2027",
		}
	}
	first := m.add(shells("r-1", "900", forLeague))
	guns := &requirement.Line{
		Envelope: spoken(asRecipient, requirement.KindLine, "r-2", forLater, ""), Requester: "bb", Item: "gun", Quantity: "12", Unit: "each", Priority: 3,
		NeededBy: "2027-06-01", Substitutes: []item.ID{"old-gun"}, Links: []string{"r-1"},
	}
	boxes := shells("r-3", "100", muster.Public)
	boxes.Unit, boxes.MinLot, boxes.List, boxes.NeededBy = "box", "", "coalition", "2027-03-10"
	m.add(guns, boxes, shells("r-4", "80", forDonor), shells("r-5", "160", muster.Operator))
	act := func(p access.Principal, about, act, why string) int {
		return m.add(&requirement.Acted{Act: done(p, requirement.KindAct, about, act, why)})
	}
	for _, id := range []string{"r-1", "r-2", "r-3"} {
		act(asRecipient, id, requirement.ActSubmit, "")
	}
	act(asCoordinator, "r-2", requirement.ActReturn, "for which brigades")
	act(asRecipient, "r-2", requirement.ActRevise, "")
	act(asRecipient, "r-2", requirement.ActSubmit, "")
	for _, id := range []string{"r-1", "r-2"} {
		act(asCoordinator, id, requirement.ActValidate, "")
		act(asCoordinator, id, requirement.ActOpen, "")
	}
	again := shells("r-1", "800", forLeague)
	again.Replaces = m.id(first)
	m.add(again, &requirement.Overlap{Envelope: spoken(asCoordinator, requirement.KindOverlap, "r-1+r-3", forLeague, "one need in two lists"), Verdict: "same", Keep: "r-1"})
	over := &requirement.Acted{Act: done(asCoordinator, requirement.KindAct, "r-3", requirement.ActSupersede, "one need in two lists"), Successor: "r-1"}
	validated := act(asCoordinator, "r-1", requirement.ActValidate, "")
	open := &requirement.Acted{Act: done(asCoordinator, requirement.KindAct, "r-1", requirement.ActOpen, "")}
	open.On = m.id(validated)
	m.add(over, open)
	return muster.Seq(act(asRecipient, "r-4", requirement.ActWithdraw, "no longer needed"))
}

func coordinatedStock(m *maker) muster.Seq {
	shells := func(about string, to muster.Audience) *offer.Line {
		return &offer.Line{
			Envelope: spoken(asDonor, offer.KindLine, about, to, ""), Donor: "aa", Item: "shell", Quantity: "1000", Unit: "each", Condition: "new", Location: "Depot 7",
			Ready: "2026-12-01", ValidUntil: "2027-06-30", Lot: "8", Owner: "cc", Channel: "bilateral", Stock: "S7", Elsewhere: []string{"a fund"}, Commitment: "book:A1",
			Value: &offer.Value{Amount: "2500000.50", Currency: "EUR", Basis: "net book"},
		}
	}
	guns := &offer.Line{
		Envelope: spoken(asDonor, offer.KindLine, "o-2", forThose, ""), Donor: "aa", Item: "old-gun", Quantity: "10", Unit: "each", Condition: "repairable",
		Ready: "2026-11-15", Channel: "eu", Return: "the barrels, within two years", For: []string{"r-2"},
	}
	late := shells("o-4", muster.Public)
	late.Ready, late.ValidUntil, late.Stock = "2026-09-01", "2026-10-15", "S8"
	gone := shells("o-5", muster.Operator)
	gone.Stock = "S9"
	m.add(shells("o-1", forDonor), guns, shells("o-3", forLater), late, gone)
	asked := m.add(&offer.Consent{Envelope: spoken(asDonor, offer.KindConsent, "o-1", forDonor, ""), Owner: "cc", Due: "2026-11-10", Ref: "letter 1"})
	m.add(&offer.Consent{Envelope: spoken(asDonor, offer.KindConsent, "o-3", forDonor, ""), Owner: "cc", Due: "2026-11-10"},
		&offer.Consent{Envelope: spoken(asDonor, offer.KindConsent, "o-4", forDonor, ""), Owner: "cc", Due: "2026-10-30"},
		&offer.ConsentActed{Act: done(asOwner, offer.KindConsentAct, "o-1", offer.ActGrant, "")})
	again := &offer.Consent{Envelope: spoken(asDonor, offer.KindConsent, "o-1", forDonor, ""), Owner: "cc", Due: "2026-11-20", Ref: "letter 2"}
	again.Replaces = m.id(asked)
	m.add(again, &offer.ConsentActed{Act: done(asOwner, offer.KindConsentAct, "o-1", offer.ActGrant, ""), Until: "2027-06-01"},
		&offer.ConsentActed{Act: done(asDonor, offer.KindConsentAct, "o-3", offer.ActRefuse, "asked for by telephone")})
	act := func(p access.Principal, about, act, quantity, why string) int {
		x := &offer.Acted{Act: done(p, offer.KindAct, about, act, why), Quantity: quantity}
		if quantity != "" {
			x.Conditions = "packed for rail"
		}
		return m.add(x)
	}
	for _, id := range []string{"o-1", "o-2", "o-3", "o-4"} {
		act(asDonor, id, offer.ActNotify, "", "")
	}
	for _, id := range []string{"o-1", "o-2"} {
		act(asCoordinator, id, offer.ActAssess, "", "")
	}
	act(asCoordinator, "o-1", offer.ActAccept, "600", "")
	act(asCoordinator, "o-1", offer.ActAccept, "240", "")
	act(asCoordinator, "o-2", offer.ActAccept, "10", "")
	m.add(&offer.Overlap{Envelope: spoken(asCoordinator, offer.KindOverlap, "o-1+o-3", forDonor, "one depot"), Verdict: "same"})
	act(asCoordinator, "o-3", offer.ActDecline, "", "it is o-1")
	return muster.Seq(act(asDonor, "o-5", offer.ActWithdraw, "", "needed at home"))
}

func coordinatedMatches(m *maker) []muster.Seq {
	line := func(id string) muster.ID {
		v, _ := standing.Find[*requirement.Part](m.state).Get(muster.Seq(len(m.lines)), id)
		return v.ID
	}
	match := func(p access.Principal, about, need, stock, quantity string, to muster.Audience) {
		m.add(&matching.Match{Envelope: spoken(p, matching.KindMatch, about, to, ""), Requirement: need, Line: line(need), Offer: stock, Quantity: quantity})
	}
	act := func(p access.Principal, about, act, why string) int {
		return m.add(&matching.Acted{Act: done(p, matching.KindAct, about, act, why)})
	}
	match(asCoordinator, "m-1", "r-1", "o-1", "400", forLeague)
	act(asDonor, "m-1", matching.ActDonorAgree, "")
	act(asRecipient, "m-1", matching.ActRecipientAgree, "")
	match(asDonor, "m-2", "r-2", "o-2", "6", forThose)
	act(asRecipient, "m-2", matching.ActRecipientAgree, "")
	act(asDonor, "m-2", matching.ActDonorAgree, "")
	match(asRecipient, "m-4", "r-2", "o-2", "4", forLater)
	agreed := act(asRecipient, "m-4", matching.ActRecipientAgree, "")
	match(asCoordinator, "m-5", "r-1", "o-1", "80", forDonor)

	keep := func(p access.Principal, about, quantity string) int {
		return m.add(&matching.Reserve{Envelope: spoken(p, matching.KindReserve, about, forThose, ""), Offer: "o-2", Requirement: "r-2", Quantity: quantity, Until: "2026-11-20"})
	}
	keep(asRecipient, "k-1", "2")
	second := keep(asDonor, "k-2", "1")
	forbid := m.add(&matching.Pin{Envelope: spoken(asCoordinator, matching.KindPin, "r-2+o-2", forThose, "promised in person"), Verdict: "pin", Quantity: "4"},
		&matching.Pin{Envelope: spoken(asCoordinator, matching.KindPin, "r-1+o-4", forThose, "too old"), Verdict: "forbid"})

	act(asCoordinator, "m-1", matching.ActFirm, "")
	act(asCoordinator, "m-2", matching.ActFirm, "")
	firm := act(asMover, "m-1", matching.ActDispatch, "")
	act(asDonor, "m-2", matching.ActDispatch, "")
	act(asReceiver, "m-2", matching.ActFulfil, "")
	m.add(&matching.Acted{Act: done(asReceiver, matching.KindAct, "m-1", matching.ActShortClose, "wet powder"), Received: "300"})
	closed := act(asRecipient, "m-4", matching.ActCancel, "enough guns")
	match(asCoordinator, "m-3", "r-1", "o-1", "504", forLeague)
	act(asRecipient, "m-3", matching.ActRecipientAgree, "")
	act(asDonor, "m-3", matching.ActDonorAgree, "")
	more := m.add(&matching.Acted{Act: done(asCoordinator, matching.KindAct, "m-3", matching.ActFirm, ""), Override: "whole boxes alone", Commitment: "book:A1"})
	ended := 0
	for _, x := range []struct {
		p  access.Principal
		id int
	}{{asDonor, second}, {asCoordinator, forbid}} {
		gone := &record.Withdrawal{Envelope: spoken(x.p, record.KindWithdraw, "", muster.Public, "no longer so")}
		gone.Withdraws = m.id(x.id)
		ended = m.add(gone)
	}
	return []muster.Seq{muster.Seq(agreed), muster.Seq(firm), muster.Seq(closed), muster.Seq(more), muster.Seq(ended)}
}

// coordinated says where requirements, offers and matches are, how far needs are met and what becomes of
// offers, on the day and when some of them are over.
func coordinated(say func(...any), v standing.View) {
	p, needs, stock, known := matching.In(v), requirement.In(v), offer.In(v), v.Known
	days := []muster.Day{v.Effective, muster.NewDay(2027, 7, 1)}
	life := func(of, id string, l standing.Version[work.Life], ok bool) {
		say(of, id, "life", l.Value.State, l.Value.Act, l.Value.By, l.Value.Since.UTC(), l.ID, ok)
	}
	for id, x := range needs.All(known) {
		n, c := x.Value, matching.Cover{}
		say("requirement", id, x.ID, n.Requester, n.Item, n.Quantity, n.Unit, n.Priority, n.NeededBy, n.Substitutes, n.MinLot, n.Place, n.Coalition, n.Purpose, n.Links, n.List)
		l, ok := needs.State(known, id)
		life("requirement", id, l, ok)
		c, ok = p.Cover(v.State, known, id)
		say("requirement", id, "cover", c.Need, c.Proposed, c.Firm, c.Moving, c.Received, "open", c.Open(), c.Matches, ok)
		for _, on := range days {
			say("requirement", id, "on", on, p.RequirementState(v.State, known, id, on))
		}
	}
	for id, x := range stock.All(known) {
		o := x.Value
		say("offer", id, x.ID, o.Donor, o.Item, o.Quantity, o.Unit, o.Condition, o.Location, o.Ready, o.ValidUntil, o.Lot, o.Owner, o.Return, o.Channel, o.Stock, o.Elsewhere, o.Commitment, o.For, o.Value != nil)
		l, ok := stock.State(known, id)
		life("offer", id, l, ok)
		l, ok = stock.Consents().State(known, id)
		life("consent", id, l, ok)
		for _, on := range days {
			u, ok := p.Use(v.State, known, id, on)
			say("offer", id, "on", on, p.OfferState(v.State, known, id, on), stock.Consented(known, id, on))
			say("offer", id, "use on", on, u.Offered, u.Accepted, u.Proposed, u.Firm, u.Reserved, "free", u.Free(), u.Matches, ok)
			for _, r := range p.Reservations(known, id, on) {
				say("offer", id, "on", on, "keeps", r.Value.About, r.Value.Requirement, r.Value.Quantity, r.Value.Until)
			}
		}
	}
	for id, x := range stock.Consents().All(known) {
		say("consent", id, x.ID, x.Value.Owner, x.Value.Due, x.Value.Ref)
	}
	for id, x := range p.All(known) {
		say("match", id, x.ID, x.Value.Requirement, x.Value.Line, x.Value.Offer, x.Value.Quantity)
		l, ok := p.State(known, id)
		life("match", id, l, ok)
	}
	for about, x := range p.Pins(known) {
		say("plan", about, x.Value.Verdict, x.Value.Quantity, x.Value.Why)
	}
	for _, pair := range needs.Overlaps(v) {
		say("one need", pair.About(), !pair.Undecided() && pair.Decided.Verdict == "same")
	}
	for _, pair := range stock.Overlaps(v) {
		say("one stock", pair.About(), pair.Same, !pair.Undecided() && pair.Decided.Verdict == "same")
	}
	for _, t := range work.Tasks(v) {
		if h := t.Handed; h != nil {
			say("task", t.Table.Object, t.Thing.About, "with", h.To, h.To.Person, "by", h.By, "note", h.Note, "in place of", h.InPlaceOf)
		}
	}
	seen(say, v)
}

// seen says who sees what, before and after an audience opens.
func seen(say func(...any), v standing.View) {
	member := asOwner
	member.Groups = []muster.PartyID{"league"}
	for _, who := range []access.Principal{{Role: access.Public}, asDonor, member, asCoordinator, {Role: access.Operator}, {Role: access.Reviewer, Party: "hub"}} {
		for _, today := range []muster.Day{v.Effective, muster.NewDay(2027, 1, 1)} {
			as, err := v.At(v.Known, v.Effective, standing.Looker{Principal: who, Today: today})
			if err != nil {
				say("seen by", who, err)
				continue
			}
			for _, d := range work.Desks(v.State) {
				for _, t := range d.Tables() {
					var ids []string
					for th := range d.Things(as, t.Object) {
						ids = append(ids, th.About+" "+th.State)
					}
					slices.Sort(ids)
					say("seen by", who, "on", today, t.Object, len(ids), ids)
				}
			}
		}
	}
}
