package requirement

import (
	"muster/access"
	"muster/work"
)

// The states of a requirement. The first seven are brought about by acts; the others follow from matches,
// receipts and the calendar.
const (
	Draft      = "draft"
	Submitted  = "submitted"
	Returned   = "returned"
	Validated  = "validated"
	Open       = "open"
	Superseded = "superseded"
	Withdrawn  = "withdrawn"

	PartlyCovered = "partly covered"
	Covered       = "covered"
	Fulfilled     = "fulfilled"
	Expired       = "expired"
)

// The acts on a requirement.
const (
	ActSubmit    = "submit"
	ActValidate  = "validate"
	ActReturn    = "return"
	ActRevise    = "revise"
	ActOpen      = "open"
	ActSupersede = "supersede"
	ActWithdraw  = "withdraw"
)

// Requester is the relation of the party that needs what the line asks for.
const Requester = "requester"

var (
	requester   = access.Turn{Role: access.RecipientOfficer, For: Requester}
	coordinator = access.Turn{Role: access.Coordinator}
)

// Life is the life of a requirement line (domain: coordination, requirement).
var Life = work.Table{
	Object: "requirement",
	Kind:   KindAct,
	By:     []access.Turn{requester},
	States: []work.State{
		{Name: Draft, Words: "The requester still writes it.", Waits: []access.Turn{requester}, Limit: work.Limit{Days: 30}},
		{Name: Submitted, Words: "It waits to be validated.", Waits: []access.Turn{coordinator}, Limit: work.Limit{WorkingDays: 5, UrgentHours: 24}, Change: Submitted},
		{Name: Returned, Words: "It was sent back with a reason.", Waits: []access.Turn{requester}, Limit: work.Limit{WorkingDays: 10, UrgentHours: 48}, Change: Draft},
		{Name: Validated, Words: "The need was found right; it is not open for matching yet.", Waits: []access.Turn{coordinator}, Limit: work.Limit{WorkingDays: 2, UrgentHours: 12}, Change: Submitted},
		{Name: Open, Words: "Offers may be matched with it.", Waits: []access.Turn{coordinator}, Limit: work.Limit{Until: "needed_by"}, Change: Submitted},
		{Name: Superseded, Words: "Another line took its place.", Final: true},
		{Name: Withdrawn, Words: "The requester withdrew it.", Final: true},
		{Name: PartlyCovered, Words: "Firm matches cover a part of it.", Derived: true, Of: []string{Open}, Waits: []access.Turn{coordinator}, Limit: work.Limit{Until: "needed_by"}},
		{Name: Covered, Words: "Firm matches cover all of it.", Derived: true, Of: []string{Open}},
		{Name: Fulfilled, Words: "All of it was received and is usable.", Derived: true, Of: []string{Open}},
		{Name: Expired, Words: "Its day has passed and it is not covered.", Derived: true, Of: []string{Open}, Waits: []access.Turn{requester}, Limit: work.Limit{Until: "needed_by"}},
	},
	Moves: []work.Move{
		{Act: ActSubmit, From: []string{Draft}, To: Submitted, By: []access.Turn{requester}, Words: "submits it for validation"},
		{Act: ActValidate, From: []string{Submitted}, To: Validated, By: []access.Turn{coordinator}, NotFor: []string{Requester}, Words: "finds the need right"},
		{Act: ActReturn, From: []string{Submitted}, To: Returned, By: []access.Turn{coordinator}, NotFor: []string{Requester}, Needs: []string{"why"}, Words: "sends it back with a reason"},
		{Act: ActRevise, From: []string{Returned}, To: Draft, By: []access.Turn{requester}, Words: "takes it up again"},
		{Act: ActOpen, From: []string{Validated}, To: Open, By: []access.Turn{coordinator}, Words: "opens it for matching"},
		{Act: ActSupersede, From: []string{Submitted, Validated, Open}, To: Superseded, By: []access.Turn{coordinator, requester}, Needs: []string{"why", "successor"}, Words: "puts another line in its place"},
		{Act: ActWithdraw, From: []string{Draft, Submitted, Returned, Validated, Open}, To: Withdrawn, By: []access.Turn{requester}, Needs: []string{"why"}, Words: "withdraws it"},
	},
}
