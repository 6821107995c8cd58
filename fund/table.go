package fund

import (
	"muster/access"
	"muster/offer"
	"muster/requirement"
	"muster/work"
)

// The states of a package; Funded and Arrived follow from the money and from what was received.
const (
	Open      = "open"
	Ordered   = "ordered"
	Closed    = "closed"
	Withdrawn = "withdrawn"
	Funded    = "funded"
	Arrived   = "arrived"
)

// The acts on a package.
const (
	ActOrder    = "order"
	ActClose    = "close"
	ActWithdraw = "withdraw"
)

var (
	donor       = access.Turn{Role: access.DonorOfficer, For: offer.Donor}
	requester   = access.Turn{Role: access.RecipientOfficer, For: requirement.Requester}
	coordinator = access.Turn{Role: access.Coordinator}
)

// Life is the life of a package that several donors fund.
var Life = work.Table{
	Object: "package",
	Kind:   KindAct,
	By:     []access.Turn{coordinator, requester},
	States: []work.State{
		{Name: Open, Words: "Donors may fund it.", Waits: []access.Turn{coordinator}, Limit: work.Limit{Until: "fund_by"}, Change: Open},
		{Name: Ordered, Words: "It was ordered; its lines arrive as offers do.", Waits: []access.Turn{coordinator}, Limit: work.Limit{Until: "due"}},
		{Name: Closed, Words: "It was closed.", Final: true},
		{Name: Withdrawn, Words: "It was withdrawn before it was ordered.", Final: true},
		{Name: Funded, Words: "Every currency of its lines is funded in full.", Derived: true, Of: []string{Open}, Waits: []access.Turn{coordinator}, Limit: work.Limit{Until: "fund_by"}},
		{Name: Arrived, Words: "All of every line was received and is usable.", Derived: true, Of: []string{Ordered}, Waits: []access.Turn{coordinator}},
	},
	Moves: []work.Move{
		{Act: ActOrder, From: []string{Open}, To: Ordered, By: []access.Turn{coordinator}, Words: "orders it; with less money than it costs only by a named decision"},
		{Act: ActClose, From: []string{Ordered}, To: Closed, By: []access.Turn{coordinator}, Words: "closes it"},
		{Act: ActWithdraw, From: []string{Open}, To: Withdrawn, By: []access.Turn{coordinator, requester}, Needs: []string{"why"}, Words: "withdraws it"},
	},
}

// The rules of what is no act on a package.
var (
	mayFund   = access.Rule{Act: "package.fund", By: []access.Turn{donor, coordinator}}
	maySupply = access.Rule{Act: "package.supply", By: []access.Turn{donor, coordinator}}
)

// Rules are who may do what is no act on an object with a life.
func Rules() []access.Rule { return []access.Rule{mayFund, maySupply} }
