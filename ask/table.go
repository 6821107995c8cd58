package ask

import (
	"muster/access"
	"muster/requirement"
	"muster/work"
)

// The states of an ask; Overdue and Answered follow from the calendar and the answers.
const (
	Open      = "open"
	Closed    = "closed"
	Withdrawn = "withdrawn"
	Overdue   = "overdue"
	Answered  = "answered"
)

// The acts on an ask: four answers of a donor to a line, and two ends.
const (
	ActOffer    = "offer"
	ActPart     = "part"
	ActLater    = "later"
	ActCannot   = "cannot"
	ActClose    = "close"
	ActWithdraw = "withdraw"
)

// Answers are the acts by which a donor answers.
var Answers = []string{ActOffer, ActPart, ActLater, ActCannot}

// Donor is the relation of a party that was asked.
const Donor = "donor"

var (
	donor       = access.Turn{Role: access.DonorOfficer, For: Donor}
	requester   = access.Turn{Role: access.RecipientOfficer, For: requirement.Requester}
	coordinator = access.Turn{Role: access.Coordinator}
)

// Life is the life of an ask. Answers leave it where it is: each is one cell of it.
var Life = work.Table{
	Object: "ask",
	Kind:   KindAct,
	By:     []access.Turn{coordinator, requester},
	States: []work.State{
		{Name: Open, Words: "Donors were asked and have time to answer.", Waits: []access.Turn{donor}, Limit: work.Limit{Until: "reply_by"}, Change: Open},
		{Name: Closed, Words: "It was closed; what was answered stays.", Final: true},
		{Name: Withdrawn, Words: "It was withdrawn: the question no longer stands.", Final: true},
		{Name: Overdue, Words: "The day by which to answer has passed, and a donor is silent.", Derived: true, Of: []string{Open}, Waits: []access.Turn{donor}, Limit: work.Limit{Until: "reply_by"}},
		{Name: Answered, Words: "Every donor answered for every line.", Derived: true, Of: []string{Open}, Waits: []access.Turn{coordinator}},
	},
	Moves: []work.Move{
		{Act: ActOffer, Kind: KindAnswer, From: []string{Open}, By: []access.Turn{donor, coordinator}, Needs: []string{"offer"}, Words: "answers for a line with an offer of all of it"},
		{Act: ActPart, Kind: KindAnswer, From: []string{Open}, By: []access.Turn{donor, coordinator}, Needs: []string{"offer", "quantity"}, Words: "answers for a line with an offer of a part of it"},
		{Act: ActLater, Kind: KindAnswer, From: []string{Open}, By: []access.Turn{donor, coordinator}, Needs: []string{"from"}, Words: "answers for a line that it can be given later"},
		{Act: ActCannot, Kind: KindAnswer, From: []string{Open}, By: []access.Turn{donor, coordinator}, Needs: []string{"why"}, Words: "answers for a line that it cannot be given"},
		{Act: ActClose, From: []string{Open}, To: Closed, By: []access.Turn{coordinator, requester}, Words: "closes it; who did not answer stays silent"},
		{Act: ActWithdraw, From: []string{Open}, To: Withdrawn, By: []access.Turn{coordinator, requester}, Needs: []string{"why"}, Words: "withdraws it"},
	},
}
