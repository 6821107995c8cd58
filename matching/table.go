package matching

import (
	"muster/access"
	"muster/offer"
	"muster/requirement"
	"muster/work"
)

// The states of a match.
const (
	Proposed    = "proposed"
	ByDonor     = "agreed by donor"
	ByRecipient = "agreed by recipient"
	Agreed      = "agreed"
	Firm        = "firm"
	InDelivery  = "in delivery"
	Fulfilled   = "fulfilled"
	ShortClosed = "short-closed"
	Cancelled   = "cancelled"
)

// The acts on a match.
const (
	ActDonorAgree     = "donor-agree"
	ActRecipientAgree = "recipient-agree"
	ActFirm           = "firm"
	ActDispatch       = "dispatch"
	ActFulfil         = "fulfil"
	ActShortClose     = "short-close"
	ActCancel         = "cancel"
)

var (
	donor       = access.Turn{Role: access.DonorOfficer, For: offer.Donor}
	requester   = access.Turn{Role: access.RecipientOfficer, For: requirement.Requester}
	receiver    = access.Turn{Role: access.ReceivingOfficer, For: requirement.Requester}
	mover       = access.Turn{Role: access.MovementOfficer}
	coordinator = access.Turn{Role: access.Coordinator}
)

// Life is the life of a match (domain: coordination, match).
var Life = work.Table{
	Object: "match",
	Kind:   KindAct,
	By:     []access.Turn{coordinator, donor, requester},
	States: []work.State{
		{Name: Proposed, Words: "It was proposed; neither side agreed yet.", Waits: []access.Turn{donor, requester}, Limit: work.Limit{WorkingDays: 5, UrgentHours: 24}},
		{Name: ByDonor, Words: "The donor agreed; the recipient did not yet.", Waits: []access.Turn{requester}, Limit: work.Limit{WorkingDays: 3, UrgentHours: 24}},
		{Name: ByRecipient, Words: "The recipient agreed; the donor did not yet.", Waits: []access.Turn{donor}, Limit: work.Limit{WorkingDays: 3, UrgentHours: 24}},
		{Name: Agreed, Words: "Both sides agreed.", Waits: []access.Turn{coordinator}, Limit: work.Limit{WorkingDays: 2, UrgentHours: 12}},
		{Name: Firm, Words: "The quantity is bound to the requirement.", Waits: []access.Turn{donor, mover}, Limit: work.Limit{Until: "ready"}},
		{Name: InDelivery, Words: "It is on its way.", Waits: []access.Turn{receiver}, Limit: work.Limit{Until: "needed_by"}},
		{Name: Fulfilled, Words: "All of it was received and is usable.", Final: true},
		{Name: ShortClosed, Words: "It was closed with a part received; the remainder went back to the need.", Final: true},
		{Name: Cancelled, Words: "It was cancelled; the quantity went back to the need.", Final: true},
	},
	Moves: []work.Move{
		{Act: ActDonorAgree, From: []string{Proposed}, To: ByDonor, By: []access.Turn{donor}, Words: "agrees for the donor"},
		{Act: ActDonorAgree, From: []string{ByRecipient}, To: Agreed, By: []access.Turn{donor}, Words: "agrees for the donor, after the recipient"},
		{Act: ActRecipientAgree, From: []string{Proposed}, To: ByRecipient, By: []access.Turn{requester}, Words: "agrees for the recipient"},
		{Act: ActRecipientAgree, From: []string{ByDonor}, To: Agreed, By: []access.Turn{requester}, Words: "agrees for the recipient, after the donor"},
		{Act: ActFirm, From: []string{Agreed}, To: Firm, By: []access.Turn{coordinator}, Words: "binds the quantity"},
		{Act: ActDispatch, From: []string{Firm}, To: InDelivery, By: []access.Turn{donor, mover}, Words: "sends it on its way"},
		{Act: ActFulfil, From: []string{InDelivery}, To: Fulfilled, By: []access.Turn{receiver, requester}, Words: "confirms that all of it was received and is usable"},
		{Act: ActShortClose, From: []string{Firm, InDelivery}, To: ShortClosed, By: []access.Turn{coordinator, receiver}, Needs: []string{"why", "received"}, Words: "closes it with the part that was received"},
		{Act: ActCancel, From: []string{Proposed, ByDonor, ByRecipient, Agreed, Firm}, To: Cancelled, By: []access.Turn{donor, requester, coordinator}, Needs: []string{"why"}, Words: "cancels it"},
	},
}
