// Package parts lists every part of Muster. What a part is, it says itself: kinds, checks, fold.
package parts

import (
	"muster/ask"
	"muster/audit"
	"muster/evidence"
	"muster/fund"
	"muster/indicator"
	"muster/item"
	"muster/lesson"
	"muster/matching"
	"muster/offer"
	"muster/party"
	"muster/pledge"
	"muster/reform"
	"muster/requirement"
	"muster/standing"
	"muster/work"
)

// State returns the state of an empty record with every part.
func State() *standing.State {
	return standing.New(party.New(), indicator.New(), pledge.New(), item.New(), requirement.New(), offer.New(), matching.New(), ask.New(), fund.New(), lesson.New(), reform.New(), evidence.New(), audit.New(), work.NewHands(), work.NewAttachments())
}
