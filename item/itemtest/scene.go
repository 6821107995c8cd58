// Package itemtest puts a few parties and a small catalogue in a book, for the tests of parts that speak
// of them.
package itemtest

import (
	"muster"
	"muster/item"
	"muster/party"
	"muster/standing/standingtest"
)

func about(kind, object string) muster.Envelope {
	return standingtest.As("", party.Operator, kind, object)
}

// Parties are the parties of the scene: a recipient, donors, an original owner, a coordinator.
var Parties = []muster.PartyID{"ua", "de", "pl", "us", "nsatu"}

// Fill adds the scene: generators and their substitute, shells by the round and by the pallet of 24.
func Fill(b *standingtest.Book) {
	for _, id := range Parties {
		b.Add(&party.Party{Envelope: about(party.KindParty, string(id)), Name: string(id), Sort: party.State})
	}
	for id, m := range map[string]item.Measure{"each": item.Count, "round": item.Count, "pallet": item.Pack, "kg": item.Mass, "t": item.Mass} {
		b.Add(&item.Unit{Envelope: about(item.KindUnit, id), Names: item.Names{"en": id}, Measures: m})
	}
	b.Add(&item.Conversion{Envelope: about(item.KindConversion, "t/kg"), From: "t", To: "kg", Factor: "1000"})
	b.Add(&item.Thing{Envelope: about(item.KindThing, "thing"), Names: item.Names{"en": "thing"}})
	for id, unit := range map[string]item.UnitID{"generator-100kw": "each", "generator-60kw": "each", "shell-155": "round", "truck": "each", "flour": "kg"} {
		b.Add(&item.Item{Envelope: about(item.KindItem, id), Names: item.Names{"en": id}, Thing: "thing", Unit: unit})
	}
	b.Add(&item.Conversion{Envelope: about(item.KindConversion, "shell-155/pallet/round"), Item: "shell-155", From: "pallet", To: "round", Factor: "24"})
	b.Add(&item.Substitute{Envelope: about(item.KindSubstitute, "generator-100kw/generator-60kw"), Item: "generator-100kw", Substitute: "generator-60kw", Rate: "2"})
}
