package web

import (
	"context"

	"muster"
	"muster/board"
	"muster/item"
)

// BoardSource answers what the pages of coordination ask, for whoever looks in the context. known is a
// position, a day or an instant; empty: all. What is handed out is shared and not to be changed.
type BoardSource interface {
	// Needs lists the requirements, the most urgent first.
	Needs(ctx context.Context, known string) (*Needs, error)
	// Offers lists the offers, what ends first first.
	Offers(ctx context.Context, known string) (*Offers, error)
}

// Around is what a board says beside its lines.
type Around struct {
	Moment
	Today   muster.Day
	Parties map[muster.PartyID]string
	Things  map[item.ThingID]item.Names
	Family  map[item.FamilyID]item.Names
	Units   map[item.UnitID]item.Unit
}

// Needs is the board of requirements.
type Needs struct {
	Around
	Lines []board.Need
	Words []string // of each line, all that a text is looked for in, folded
}

// Offers is the board of offers.
type Offers struct {
	Around
	Lines []board.Offer
	Words []string
}
