package offer

import (
	"muster/access"
	"muster/work"
)

// The states of an offer; Lapsed follows from the calendar.
const (
	Announced  = "announced"
	Notified   = "notified"
	Assessment = "under assessment"
	Accepted   = "accepted"
	Declined   = "declined"
	Withdrawn  = "withdrawn"
	Lapsed     = "lapsed"
)

// The acts on an offer.
const (
	ActNotify   = "notify"
	ActAssess   = "assess"
	ActAccept   = "accept"
	ActDecline  = "decline"
	ActWithdraw = "withdraw"
)

// The states of an original owner's consent, and the acts on it; Overdue follows from the calendar.
const (
	Requested = "requested"
	Granted   = "granted"
	Refused   = "refused"
	Overdue   = "overdue"

	ActGrant  = "grant"
	ActRefuse = "refuse"
)

// The relations in which parties stand to offers and consents.
const (
	Donor = "donor"
	Owner = "original owner"
)

var (
	donor       = access.Turn{Role: access.DonorOfficer, For: Donor}
	owner       = access.Turn{Role: access.DonorOfficer, For: Owner}
	coordinator = access.Turn{Role: access.Coordinator}
)

// Life is the life of an offer (domain: coordination, offer).
var Life = work.Table{
	Object: "offer",
	Kind:   KindAct,
	By:     []access.Turn{donor},
	States: []work.State{
		{Name: Announced, Words: "The donor spoke of it; it is not notified yet.", Waits: []access.Turn{donor}, Limit: work.Limit{Days: 30, Until: "valid_until"}},
		{Name: Notified, Words: "The donor notified it formally.", Waits: []access.Turn{coordinator}, Limit: work.Limit{WorkingDays: 3, Until: "valid_until"}, Change: Notified},
		{Name: Assessment, Words: "It is compared with the open requirements.", Waits: []access.Turn{coordinator}, Limit: work.Limit{WorkingDays: 5, Until: "valid_until"}, Change: Notified},
		{Name: Accepted, Words: "It was accepted, whole or in part, and may be matched.", Waits: []access.Turn{coordinator}, Limit: work.Limit{Until: "valid_until"}, Change: Notified},
		{Name: Declined, Words: "It was declined with a reason.", Final: true},
		{Name: Withdrawn, Words: "The donor withdrew it.", Final: true},
		{Name: Lapsed, Words: "Its last day of validity has passed.", Derived: true, Of: []string{Announced, Notified, Assessment, Accepted}, Waits: []access.Turn{donor}},
	},
	Moves: []work.Move{
		{Act: ActNotify, From: []string{Announced}, To: Notified, By: []access.Turn{donor}, Words: "notifies it formally"},
		{Act: ActAssess, From: []string{Notified}, To: Assessment, By: []access.Turn{coordinator}, NotFor: []string{Donor}, Words: "takes it up for assessment"},
		{Act: ActAccept, From: []string{Assessment}, To: Accepted, By: []access.Turn{coordinator}, NotFor: []string{Donor}, Needs: []string{"quantity"}, Words: "accepts it, or a part of it"},
		{Act: ActAccept, From: []string{Accepted}, By: []access.Turn{coordinator}, NotFor: []string{Donor}, Needs: []string{"quantity"}, Words: "accepts a further part"},
		{Act: ActDecline, From: []string{Notified, Assessment}, To: Declined, By: []access.Turn{coordinator}, NotFor: []string{Donor}, Needs: []string{"why"}, Words: "declines it with a reason"},
		{Act: ActWithdraw, From: []string{Announced, Notified, Assessment, Accepted}, To: Withdrawn, By: []access.Turn{donor}, Needs: []string{"why"}, Words: "withdraws it"},
	},
}

// ConsentLife is the life of an original owner's consent to a transfer.
var ConsentLife = work.Table{
	Object: "consent",
	Kind:   KindConsentAct,
	By:     []access.Turn{donor},
	States: []work.State{
		{Name: Requested, Words: "The original owner was asked.", Waits: []access.Turn{owner}, Limit: work.Limit{Until: "due"}},
		{Name: Granted, Words: "The original owner agreed.", Change: Requested},
		{Name: Refused, Words: "The original owner refused.", Final: true},
		{Name: Overdue, Words: "The day by which an answer was due has passed.", Derived: true, Of: []string{Requested}, Waits: []access.Turn{owner, donor}},
	},
	Moves: []work.Move{
		{Act: ActGrant, From: []string{Requested}, To: Granted, By: []access.Turn{owner, donor}, Words: "records that the original owner agrees"},
		{Act: ActRefuse, From: []string{Requested, Granted}, To: Refused, By: []access.Turn{owner, donor}, Needs: []string{"why"}, Words: "records that the original owner refuses"},
	},
}
