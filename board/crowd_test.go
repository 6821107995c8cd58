package board_test

import (
	"testing"

	"muster"
	"muster/access"
	"muster/ask"
	"muster/board"
	"muster/fund"
	"muster/item"
	"muster/item/itemtest"
	"muster/matching"
	"muster/offer"
	"muster/party"
	"muster/pledge"
	"muster/requirement"
	"muster/standing/standingtest"
	"muster/work"
)

var (
	recipient   = access.Principal{Role: access.RecipientOfficer, Party: "ua"}
	coordinator = access.Principal{Role: access.Coordinator, Party: "nsatu"}
)

func as(p access.Principal, kind, about string) muster.Envelope {
	return standingtest.As(string(p.Role), p.Party, kind, about)
}

// newBook has a need of 60 generators, open.
func newBook(t *testing.T) *standingtest.Book {
	b := standingtest.New(t, party.New(), pledge.New(), item.New(), requirement.New(), offer.New(), matching.New(), ask.New(), fund.New())
	itemtest.Fill(b)
	b.Add(&requirement.Line{Envelope: as(recipient, requirement.KindLine, "r-1"), Requester: "ua", Item: "generator-100kw", Quantity: "60", Unit: "each", Priority: 1, NeededBy: "2026-06-01"})
	for _, x := range []struct {
		act string
		by  access.Principal
	}{{"submit", recipient}, {"validate", coordinator}, {"open", coordinator}} {
		b.Add(&requirement.Acted{Act: work.Act{Envelope: as(x.by, requirement.KindAct, "r-1"), Act: x.act}})
	}
	return b
}

func offers(b *standingtest.Book, id string, donor muster.PartyID, quantity string, replaces muster.ID, lot string) {
	by := access.Principal{Role: access.DonorOfficer, Party: donor}
	x := &offer.Line{Envelope: as(by, offer.KindLine, id), Donor: donor, Item: "generator-100kw", Quantity: quantity, Unit: "each", Lot: lot, Condition: "new", Ready: "2026-02-01", Channel: "bilateral", For: []string{"r-1"}}
	x.Replaces = replaces
	b.Add(x)
}

func TestFortyAndFortyForSixtyIsTwentyTooMany(t *testing.T) {
	b := newBook(t)
	offers(b, "o-de", "de", "40", "", "")
	if all := board.Crowds(b.View(0)); len(all) != 0 {
		t.Fatalf("one offer is no crowd: %+v", all)
	}
	offers(b, "o-pl", "pl", "40", "", "8")
	all := board.Crowds(b.View(0))
	if len(all) != 1 || all[0].Offered.String() != "80" || all[0].Excess.String() != "20" {
		t.Fatalf("of 40 and 40 for 60: %+v", all)
	}
	if x, ok := all[0].Of("o-de"); !ok || x.Keep.String() != "20" {
		t.Errorf("of Germany's may stay %s, want 20", x.Keep)
	}
	if x, _ := all[0].Of("o-pl"); x.Keep.String() != "16" {
		t.Errorf("of Poland's, in lots of 8, may stay %s, want 16", x.Keep)
	}
	o, _ := offer.In(b.View(0)).Get(b.Known(), "o-de")
	offers(b, "o-de", "de", "20", o.ID, "")
	if all := board.Crowds(b.View(0)); len(all) != 0 {
		t.Errorf("trimmed to 20 it is still too much: %+v", all)
	}
}

// An offer that was withdrawn brings nothing.
func TestAWithdrawnOfferIsNoClaim(t *testing.T) {
	b := newBook(t)
	offers(b, "o-de", "de", "40", "", "")
	offers(b, "o-pl", "pl", "40", "", "")
	by := access.Principal{Role: access.DonorOfficer, Party: "pl"}
	x := &offer.Acted{Act: work.Act{Envelope: as(by, offer.KindAct, "o-pl"), Act: "withdraw"}}
	x.Why = "sold"
	b.Add(x)
	if all := board.Crowds(b.View(0)); len(all) != 0 {
		t.Errorf("with one withdrawn: %+v", all)
	}
}

// seats offers places on a course that the catalogue says a generator cannot be used without.
func seats(b *standingtest.Book, id, quantity, ready string) {
	by := access.Principal{Role: access.DonorOfficer, Party: "pl"}
	b.Add(&offer.Line{Envelope: as(by, offer.KindLine, id), Donor: "pl", Item: "course", Quantity: quantity, Unit: "each", Condition: "new", Ready: ready, Channel: "bilateral"})
}

func TestACourseIsInTimeOnlyWhereEnoughIsReadyByTheDay(t *testing.T) {
	b := newBook(t)
	operator := access.Principal{Role: access.Operator, Party: party.Operator}
	b.Add(&item.Item{Envelope: as(operator, item.KindItem, "course"), Thing: "thing", Unit: "each", Names: item.Names{"en": "Course"}})
	b.Add(&item.Needs{Envelope: as(operator, item.KindNeeds, "generator-100kw/maintainer_course/course"), Item: "generator-100kw", Sort: "maintainer_course", NeedsItem: "course", Quantity: "1/4", Unit: "each", After: 14, Essential: true})
	offers(b, "o-de", "de", "40", "", "")
	part := func() board.Part {
		t.Helper()
		v := b.View(0)
		n, _ := board.NeedOf(v, "r-1")
		o, _ := board.OfferOf(v, "o-de")
		all, err := board.Kit(v, n, o.Item, o.Quantity, o.Unit)
		for _, p := range all {
			if p.NeedsItem == "course" {
				return p
			}
		}
		t.Fatalf("no part of %+v is the course: %v", all, err)
		return board.Part{}
	}
	if p := part(); p.Total.String() != "10" || p.By.String() != "2026-06-15" || !p.None() || p.Late != nil {
		t.Errorf("of nothing: %+v", p)
	}
	seats(b, "o-late", "20", "2026-06-16")
	if p := part(); !p.None() || p.Late == nil || p.Late.ID != "o-late" {
		t.Errorf("of what is a day late: %+v", p)
	}
	seats(b, "o-few", "9", "2026-06-15")
	if p := part(); p.None() || p.InTime() || p.Late == nil {
		t.Errorf("of nine for ten: %+v", p)
	}
	seats(b, "o-one", "1", "2026-01-01")
	if p := part(); !p.InTime() {
		t.Errorf("of ten for ten: %+v", p)
	}
}
