package web

import (
	"context"

	"muster"
	"muster/money"
	"muster/pledge"
)

// PartySource answers what the pages of parties ask. known is a position, a day or an instant;
// empty: all.
type PartySource interface {
	// Parties lists the parties, with what the edition of a series that stands says each gave. Series
	// is empty for the first there is. A Tally without a series says that no edition is there.
	Parties(ctx context.Context, known string, series muster.SeriesID) (Parties, error)

	// Party is one of them, by type, year and month.
	Party(ctx context.Context, known string, series muster.SeriesID, id muster.PartyID) (Party, error)
}

// Tally says which numbers stand beside parties: a position of what stands in a series, by the
// source's own conversion, for each measure that its edition speaks of.
type Tally struct {
	Series   muster.SeriesID
	All      []muster.SeriesID // that could be chosen
	Edition  string            // label of the one that stands
	ID       muster.ID         // its submission
	DataTo   muster.Day
	Cite     string
	Measures []pledge.Event // in the order of events
}

// Sums are amounts by measure.
type Sums map[pledge.Event][]Amount

// Amount is a sum in one currency.
type Amount struct {
	money.Money
	Entries int
	Partial int // entries without an amount; all of them: the sum says nothing
}

// Parties is the list.
type Parties struct {
	Moment
	Tally
	Today  muster.Day
	List   []PartyLine // in order of id
	Groups []Group     // those there are, in order of id
}

// PartyLine is a party in the list. Given is empty where the source does not speak of it.
type PartyLine struct {
	ID      muster.PartyID
	Name    string
	Kind    string // "state", "institution", "fund"
	ISO2    string
	ISO3    string
	Aliases []string
	Groups  []muster.PartyID // that it belongs to today
	Given   Sums
}

// Group is a group of parties.
type Group struct {
	ID   muster.PartyID
	Name string
}

// Party is one party.
type Party struct {
	Moment
	Tally
	PartyLine
	Today     muster.Day
	Source    string // where its names were read
	Statement muster.ID
	Belongs   []Belonging // by group, then day
	ByType    []Part
	ByYear    []Part
	ByMonth   []Part
	Shares    []PledgeShare
}

// Belonging is a membership: From is its first day, Until the first day after it, nil while it goes on.
type Belonging struct {
	Group     Group
	From      muster.Day
	Until     *muster.Day
	Statement muster.ID
}

// Part is what a party gave of one type, or in one year or month; the empty key is what is dated
// less finely, or of no type.
type Part struct {
	Key  string
	Sums Sums
}

// PledgeShare is a party's part of a pledge, by the pledge's own method.
type PledgeShare struct {
	Name   string // of the pledge: "washington-2024"
	Title  string
	Method string // in words
	Share  pledge.Share
}
