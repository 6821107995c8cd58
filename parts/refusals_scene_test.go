package parts_test

import (
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/ask"
	"muster/fund"
	"muster/item"
	"muster/item/itemtest"
	"muster/matching"
	"muster/offer"
	"muster/party"
	"muster/record"
	"muster/requirement"
	"muster/standing"
	"muster/standing/standingtest"
	"muster/work"

	"muster/parts"
)

// told is a book in which everything whose id begins with zq is for an audience of its own, and the rest for
// everybody; of what is visible much rests on what is not.
type told struct {
	*standingtest.Book
	whom  muster.Audience
	said  map[string]muster.ID // the last statement of each object
	words []string             // that stand in hidden statements alone
}

// The sides of the visible and of the hidden objects.
var (
	openSide   = side{"ua", "de", "us", "nsatu", "generator-100kw", "each", "60", "40", "2027-03-01", "2027-06-30", "2500"}
	hiddenSide = side{"zqrequester", "zqdonor", "zqowner", "zqhub", "zqitem", "zqunit", "7919", "7907", "2027-07-19", "2027-07-23", "7901"}
)

type side struct {
	requester, donor, owner, hub muster.PartyID
	item                         item.ID
	unit                         item.UnitID
	asked, offered               string
	by, until, price             string
}

func hidden(id string) bool { return len(id) > 1 && id[:2] == "zq" }

func (d *told) side(id string) side {
	if hidden(id) {
		return hiddenSide
	}
	return openSide
}

// add states something for those for whom it is: what is about a hidden object, or made hidden by hand.
func (d *told) add(hide bool, values ...muster.Value) {
	d.TB.Helper()
	for _, v := range values {
		e := v.Common()
		e.Audience, e.Why = "participants", "a reason"
		if hide {
			e.Audience, e.Why = d.whom, "zqreason"
		}
		d.Add(v)
		d.said[e.About] = d.ID(int(d.Known()))
		if hide {
			d.words = append(d.words, string(d.said[e.About]))
		}
	}
}

func as(role access.Role, p muster.PartyID, kind, about string) muster.Envelope {
	return standingtest.As(string(role), p, kind, about)
}

func moves(role access.Role, p muster.PartyID, kind, about, act string) work.Act {
	return work.Act{Envelope: as(role, p, kind, about), Act: act}
}

func (d *told) need(id string) *requirement.Line {
	x := d.side(id)
	return &requirement.Line{Envelope: as(access.RecipientOfficer, x.requester, requirement.KindLine, id), Requester: x.requester, Item: x.item, Quantity: x.asked, Unit: x.unit, Priority: 2, NeededBy: x.by}
}

func (d *told) open(id string) {
	x := d.side(id)
	d.add(hidden(id), d.need(id), &requirement.Acted{Act: moves(access.RecipientOfficer, x.requester, requirement.KindAct, id, "submit")},
		&requirement.Acted{Act: moves(access.Coordinator, x.hub, requirement.KindAct, id, "validate")}, &requirement.Acted{Act: moves(access.Coordinator, x.hub, requirement.KindAct, id, "open")})
}

func (d *told) stock(id string, owner muster.PartyID) *offer.Line {
	x := d.side(id)
	return &offer.Line{
		Envelope: as(access.DonorOfficer, x.donor, offer.KindLine, id), Donor: x.donor, Item: x.item, Quantity: x.offered, Unit: x.unit, Condition: "new", Ready: "2026-12-15",
		ValidUntil: x.until, Channel: "joint purchase", Owner: owner,
	}
}

func (d *told) accept(id string, owner muster.PartyID) {
	x := d.side(id)
	d.add(hidden(id), d.stock(id, owner), &offer.Acted{Act: moves(access.DonorOfficer, x.donor, offer.KindAct, id, "notify")},
		&offer.Acted{Act: moves(access.Coordinator, x.hub, offer.KindAct, id, "assess")}, &offer.Acted{Act: moves(access.Coordinator, x.hub, offer.KindAct, id, "accept"), Quantity: x.offered})
}

func (d *told) match(id, need, stock, quantity string) *matching.Match {
	line, _ := standing.Find[*requirement.Part](d.State).Get(d.Known(), need)
	return &matching.Match{Envelope: as(access.Coordinator, d.side(id).hub, matching.KindMatch, id), Requirement: need, Line: line.ID, Offer: stock, Quantity: quantity}
}

// agree proposes a match and has its parties agree.
func (d *told) agree(id, need, stock, quantity string) {
	d.add(hidden(id), d.match(id, need, stock, quantity))
	d.add(hidden(id) || hidden(need) || hidden(stock), &matching.Acted{Act: moves(access.DonorOfficer, d.side(stock).donor, matching.KindAct, id, "donor-agree")},
		&matching.Acted{Act: moves(access.RecipientOfficer, d.side(need).requester, matching.KindAct, id, "recipient-agree")})
}

func (d *told) pack(id, need string) *fund.Package {
	x := d.side(id)
	return &fund.Package{
		Envelope: as(access.Coordinator, x.hub, fund.KindPackage, id), Title: id + " title", Due: x.by, FundBy: x.until,
		Lines: []fund.Line{{Key: "1", Requirement: need, Quantity: x.asked, Unit: "each", Price: x.price, Currency: "EUR"}},
	}
}

func (d *told) money(id, of, amount string, donor muster.PartyID) *fund.Money {
	return &fund.Money{Envelope: as(access.DonorOfficer, donor, fund.KindMoney, id), Package: of, Donor: donor, Amount: amount, Currency: "EUR"}
}

func (d *told) order(id string) *fund.Acted {
	return &fund.Acted{Act: moves(access.Coordinator, d.side(id).hub, fund.KindAct, id, "order"), Override: "zqoverride"}
}

// newTold states the scene.
func newTold(t testing.TB, whom muster.Audience) *told {
	b := standingtest.Of(t, parts.State())
	d := &told{Book: b, whom: whom, said: map[string]muster.ID{}, words: []string{
		"zqrequester", "zqdonor", "zqowner", "zqhub", "zqitem", "zqunit", "7919", "7907", "2027-07-19", "2027-07-23", "7901", "7883", "zqreason", "zqoverride", "zqwhere", "zqfile", "zqtype",
	}}
	itemtest.Fill(b)
	own := func(kind, about string) muster.Envelope { return standingtest.As("", party.Operator, kind, about) }
	for _, id := range []muster.PartyID{"zqrequester", "zqdonor", "zqowner", "zqhub"} {
		b.Add(&party.Party{Envelope: own(party.KindParty, string(id)), Name: string(id), Sort: party.State})
	}
	b.Add(&item.Unit{Envelope: own(item.KindUnit, "zqunit"), Names: item.Names{"en": "zqunit"}, Measures: item.Count},
		&item.Item{Envelope: own(item.KindItem, "zqitem"), Names: item.Names{"en": "zqitem"}, Thing: "thing", Unit: "zqunit"})
	for _, id := range []string{"r1", "r2", "zq-r2", "zq-r4"} {
		d.open(id)
	}
	d.add(true, d.need("zq-r1"), d.need("zq-r3"), &requirement.Acted{Act: moves(access.RecipientOfficer, "zqrequester", requirement.KindAct, "zq-r3", "withdraw")})
	d.add(false, d.need("r3"))
	d.add(true, &requirement.Acted{Act: moves(access.RecipientOfficer, "ua", requirement.KindAct, "r3", "withdraw")}) // how it ended is hidden
	for id, owner := range map[string]muster.PartyID{"o1": "", "o2": "", "o3": "", "o6": "", "zq-o2": "zqowner", "zq-o4": ""} {
		d.accept(id, owner)
	}
	d.add(true, d.stock("zq-o1", ""), d.stock("zq-o3", ""), &offer.Acted{Act: moves(access.DonorOfficer, "zqdonor", offer.KindAct, "zq-o3", "withdraw")})
	d.add(true, &offer.Consent{Envelope: as(access.DonorOfficer, "zqdonor", offer.KindConsent, "zq-o2"), Owner: "zqowner", Due: "2027-01-01", Ref: "zqwhere"})
	d.agree("zq-m1", "zq-r2", "zq-o4", "100")
	d.agree("zq-m2", "r1", "o1", "31")
	firm := func(id string) muster.Value {
		return &matching.Acted{Act: moves(access.Coordinator, d.side(id).hub, matching.KindAct, id, "firm")}
	}
	d.add(true, firm("zq-m1"), firm("zq-m2"))
	d.agree("m1", "zq-r4", "zq-o2", "100") // of what is hidden on both sides
	d.agree("m2", "r1", "o1", "20")        // of which a hidden match takes the stock
	d.agree("m3", "r2", "o2", "40")        // of which a hidden reservation keeps the stock
	d.agree("m4", "r1", "o3", "40")        // for which a hidden match leaves too little to meet
	d.add(true, &matching.Reserve{Envelope: as(access.Coordinator, "zqhub", matching.KindReserve, "zq-v1"), Offer: "o2", Requirement: "zq-r4", Quantity: "33", Until: "2026-01-20"})
	d.add(true, &matching.Pin{Envelope: as(access.Coordinator, "zqhub", matching.KindPin, "r1+o2"), Verdict: "forbid"},
		&requirement.Overlap{Envelope: as(access.Coordinator, "zqhub", requirement.KindOverlap, "r1+r2"), Verdict: work.Different},
		&offer.Overlap{Envelope: as(access.Coordinator, "zqhub", offer.KindOverlap, "o1+o2"), Verdict: work.Different})
	question := func(id string, lines ...string) *ask.Ask {
		return &ask.Ask{Envelope: as(access.Coordinator, d.side(id).hub, ask.KindAsk, id), Lines: lines, Donors: []muster.PartyID{"de", "pl", "zqdonor"}[:2+len(id)/4], ReplyBy: "2026-02-01"}
	}
	d.add(false, question("a1", "r1", "zq-r2"))
	d.add(true, question("zq-a1", "zq-r2"), question("zq-a2", "zq-r2"), &ask.Acted{Act: moves(access.Coordinator, "zqhub", ask.KindAct, "zq-a2", "close")})
	d.add(false, d.pack("p1", "r1"), d.pack("p2", "zq-r2"), d.pack("p3", "r1"))
	d.add(true, d.pack("zq-p1", "zq-r2"), d.pack("zq-p2", "r2"), d.pack("zq-p3", "r2"), d.money("zq-f1", "p1", "7883", "zqdonor"), d.money("zq-f2", "zq-p3", "7883", "zqdonor"))
	d.add(true, d.order("p2"), d.order("p3"), d.order("zq-p2"), &fund.Acted{Act: moves(access.Coordinator, "zqhub", fund.KindAct, "zq-p3", "withdraw")})
	d.add(true, &fund.Supply{Envelope: as(access.DonorOfficer, "de", fund.KindSupply, "zq-p2+1+o6")}, &fund.Supply{Envelope: as(access.DonorOfficer, "de", fund.KindSupply, "p3+1+o3")})
	d.add(true, &work.Absence{Envelope: as(access.Coordinator, "zqhub", work.KindAbsence, "zq-away"), From: "2026-01-01", Until: "2026-02-01", Deputy: "coordinator@nsatu"})
	// A hidden file with what is visible, and one with what is not.
	requester := func(kind, about string) muster.Envelope {
		return as(access.RecipientOfficer, "zqrequester", kind, about)
	}
	for on, says := range map[string]func(kind, about string) muster.Envelope{"r1": requester, "zq-r1": own} {
		d.add(true, &record.DocumentStated{Envelope: says(record.KindDocument, ""), Digest: strings.Repeat("ab", 32), Size: 7, Packed: strings.Repeat("0", 64), Chunks: 1, Name: "zqfile"})
		d.add(true, &work.Attachment{Envelope: says(work.KindAttachment, on), Object: "requirement", Title: "zqfile", Name: "zqfile", Type: "application/zqtype", Digest: strings.Repeat("ab", 32), Size: 7})
	}
	return d
}
