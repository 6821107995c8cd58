// Package matchingtest states requirements and offers as far as matches and what stands above them take them,
// for the tests of parts.
package matchingtest

import (
	"muster"
	"muster/access"
	"muster/item"
	"muster/offer"
	"muster/requirement"
	"muster/standing/standingtest"
	"muster/work"
)

// The people of the scene, who act for parties of itemtest.
var (
	Recipient   = access.Principal{Role: access.RecipientOfficer, Party: "ua"}
	Coordinator = access.Principal{Role: access.Coordinator, Party: "nsatu"}
)

// Donor is the officer of a donor.
func Donor(id muster.PartyID) access.Principal {
	return access.Principal{Role: access.DonorOfficer, Party: id}
}

// As begins an envelope, said by somebody with a reason.
func As(p access.Principal, kind, about string) muster.Envelope {
	e := standingtest.As(string(p.Role), p.Party, kind, about)
	e.Why = "a reason"
	return e
}

// Act begins an act.
func Act(p access.Principal, kind, about, act string) work.Act {
	return work.Act{Envelope: As(p, kind, about), Act: act}
}

// Open states a requirement for generators and opens it.
func Open(b *standingtest.Book, id, quantity string) {
	b.TB.Helper()
	b.Add(&requirement.Line{
		Envelope: As(Recipient, requirement.KindLine, id), Requester: Recipient.Party, Item: "generator-100kw", Quantity: quantity, Unit: "each", Priority: 2,
		NeededBy: "2026-06-01", Substitutes: []item.ID{"generator-60kw"},
	}, &requirement.Acted{Act: Act(Recipient, requirement.KindAct, id, requirement.ActSubmit)},
		&requirement.Acted{Act: Act(Coordinator, requirement.KindAct, id, requirement.ActValidate)}, &requirement.Acted{Act: Act(Coordinator, requirement.KindAct, id, requirement.ActOpen)})
}

// Stock is an offer of a donor.
func Stock(donor muster.PartyID, id string, of item.ID, quantity, channel string) *offer.Line {
	return &offer.Line{
		Envelope: As(Donor(donor), offer.KindLine, id), Donor: donor, Item: of, Quantity: quantity, Unit: "each", Condition: "new", Ready: "2026-02-01", Channel: channel,
	}
}

// Accept has a stated offer notified, and a quantity of it accepted.
func Accept(b *standingtest.Book, donor muster.PartyID, id, quantity string) {
	b.TB.Helper()
	b.Add(&offer.Acted{Act: Act(Donor(donor), offer.KindAct, id, offer.ActNotify)}, &offer.Acted{Act: Act(Coordinator, offer.KindAct, id, offer.ActAssess)},
		&offer.Acted{Act: Act(Coordinator, offer.KindAct, id, offer.ActAccept), Quantity: quantity})
}
