// Package boardtest states a coordination scene for tests of boards and pages: requirements, offers and
// matches in every state, with an overlap of each sort, a late line, an incomplete package, an offer about to
// end, a missing consent and a substitution. All of it is invented.
package boardtest

import (
	"cmp"
	"fmt"

	"muster"
	"muster/access"
	"muster/item"
	"muster/matching"
	"muster/offer"
	"muster/party"
	"muster/requirement"
	"muster/work"
)

// The parties that act in the scene, beside donors of the parties that every record begins with.
const (
	Requester   muster.PartyID = "ua"
	Coordinator muster.PartyID = "nsatu"
)

// scene states one thing after the other.
type scene struct {
	add   func(muster.Value) muster.ID
	today muster.Day
	said  map[string]muster.ID // the last statement of each object
	owner map[string]muster.PartyID
}

// State states the scene by a function that records one statement and returns its id, as of a day. It
// expects the parties, units and kinds of thing that a fresh record begins with.
func State(add func(muster.Value) muster.ID, today muster.Day) {
	s := &scene{add: add, today: today, said: map[string]muster.ID{}, owner: map[string]muster.PartyID{}}
	s.add(&party.Party{Envelope: muster.Envelope{Kind: party.KindParty, By: party.Operator, About: string(Coordinator), Audience: muster.Public}, Name: "NSATU", Sort: party.Institution})
	s.catalogue()
	s.requirements()
	s.offers()
	s.matches()
	s.decisions()
}

func (s *scene) as(role access.Role, by muster.PartyID, kind, about string) muster.Envelope {
	return muster.Envelope{Kind: kind, By: by, Role: string(role), ActedBy: "invented", About: about, Audience: muster.Public}
}

// day is so many days from today.
func (s *scene) day(n int) string { return (s.today + muster.Day(n)).String() }

func (s *scene) own(kind, about string) muster.Envelope {
	return muster.Envelope{Kind: kind, By: party.Operator, About: about, Audience: muster.Public}
}

func (s *scene) catalogue() {
	for _, f := range [][2]string{{"155-mm-artillery", "155 mm artillery"}, {"light-trucks", "Light trucks"}, {"medium-trucks", "Medium trucks"}} {
		s.add(&item.Family{Envelope: s.own(item.KindFamily, f[0]), Names: item.Names{"en": f[1]}})
	}
	for _, x := range []struct{ id, en, uk, thing, unit, family string }{
		{"truck-4x4-2t", "Truck 4×4, 2 t", "Вантажівка 4×4, 2 т", "vehicle", "each", "light-trucks"},
		{"truck-4x4-5t", "Truck 4×4, 5 t", "Вантажівка 4×4, 5 т", "vehicle", "each", "medium-trucks"},
		{"ambulance-4x4", "Ambulance 4×4", "Санітарний автомобіль 4×4", "vehicle", "each", "light-trucks"},
		{"howitzer-155-towed", "Howitzer 155 mm, towed", "Гаубиця 155 мм, буксирувана", "other", "each", "155-mm-artillery"},
		{"generator-100kw", "Generator 100 kW", "Генератор 100 кВт", "generator", "each", ""},
		{"generator-60kw", "Generator 60 kW", "Генератор 60 кВт", "generator", "each", ""},
		{"shell-155-he", "Shell 155 mm HE", "Снаряд 155 мм ОФ", "artillery-ammunition", "round", "155-mm-artillery"},
		{"tourniquet", "Tourniquet", "Турнікет", "medical", "each", ""},
		{"trauma-kit", "Individual first aid kit", "Індивідуальна аптечка", "medical", "kit", ""},
		{"mine-roller", "Mine roller", "Мінний трал", "engineering", "each", ""},
		{"excavator", "Excavator, 14 t", "Екскаватор, 14 т", "engineering", "each", ""},
		{"body-armour", "Body armour, level IV", "Бронежилет, рівень IV", "protective-equipment", "set", ""},
		{"radio-vhf", "Radio VHF, vehicle", "Радіостанція УКХ", "communications", "each", ""},
		{"spares-truck", "Spares set, truck, 6 months", "Комплект запчастин, 6 місяців", "spares", "set", ""},
		{"course-truck-maintainer", "Maintainer course, truck", "Курс технічного обслуговування", "course", "seat", ""},
		{"course-howitzer-crew", "Crew course, howitzer", "Курс обслуги гаубиці", "course", "seat", ""},
	} {
		s.add(&item.Item{Envelope: s.own(item.KindItem, x.id), Names: item.Names{"en": x.en, "uk": x.uk}, Thing: item.ThingID(x.thing), Unit: item.UnitID(x.unit), Family: item.FamilyID(x.family)})
	}
	s.add(&item.Conversion{Envelope: s.own(item.KindConversion, "shell-155-he/pallet/round"), Item: "shell-155-he", From: "pallet", To: "round", Factor: "24"})
	s.add(&item.Substitute{Envelope: s.own(item.KindSubstitute, "generator-100kw/generator-60kw"), Item: "generator-100kw", Substitute: "generator-60kw", Rate: "2", Conditions: "where two stand side by side"})
	s.add(&item.Substitute{Envelope: s.own(item.KindSubstitute, "truck-4x4-2t/truck-4x4-5t"), Item: "truck-4x4-2t", Substitute: "truck-4x4-5t", Rate: "1"})
	for _, n := range []struct {
		of        item.ID
		sort      item.Sort
		needs     item.ID
		quantity  string
		unit      item.UnitID
		essential bool
	}{
		{"truck-4x4-2t", item.Spares, "spares-truck", "1/10", "set", true},
		{"truck-4x4-2t", item.MaintainerCourse, "course-truck-maintainer", "1/20", "seat", true},
		{"howitzer-155-towed", item.Ammunition, "shell-155-he", "500", "round", true},
		{"howitzer-155-towed", item.CrewCourse, "course-howitzer-crew", "8", "seat", true},
		{"ambulance-4x4", item.Equipment, "trauma-kit", "4", "kit", false},
	} {
		s.add(&item.Needs{Envelope: s.own(item.KindNeeds, string(n.of)+"/"+string(n.sort)+"/"+string(n.needs)), Item: n.of, Sort: n.sort, NeedsItem: n.needs, Quantity: n.quantity, Unit: n.unit, Essential: n.essential})
	}
}

// needed states a requirement and takes it through acts.
func (s *scene) needed(x requirement.Line, id string, days int, acts ...string) {
	x.Envelope = s.as(access.RecipientOfficer, Requester, requirement.KindLine, id)
	x.Requester, x.NeededBy = Requester, s.day(days)
	s.said[id] = s.add(&x)
	for _, act := range acts {
		role, by := access.RecipientOfficer, Requester
		if act == requirement.ActValidate || act == requirement.ActReturn || act == requirement.ActOpen {
			role, by = access.Coordinator, Coordinator
		}
		a := &requirement.Acted{Act: work.Act{Envelope: s.as(role, by, requirement.KindAct, id), Act: act}}
		switch act {
		case requirement.ActReturn:
			a.Why = "The quantity is that of the whole year; state what is needed by this day."
		case requirement.ActWithdraw:
			a.Why = "Bought with own funds."
		}
		s.add(a)
	}
}

func (s *scene) requirements() {
	open := []string{requirement.ActSubmit, requirement.ActValidate, requirement.ActOpen}
	list := func(item item.ID, quantity string, unit item.UnitID, priority int, coalition string) requirement.Line {
		return requirement.Line{Item: item, Quantity: quantity, Unit: unit, Priority: priority, Coalition: coalition, List: "2026-Q3"}
	}
	trucks := list("truck-4x4-2t", "60", "each", 1, "Mobility")
	trucks.Substitutes, trucks.MinLot, trucks.Place, trucks.Purpose = []item.ID{"truck-4x4-5t"}, "5", "Lviv oblast", "Move a brigade's stores over 40 km of field roads."
	s.needed(trucks, "r-0101", 75, open...)
	s.needed(list("spares-truck", "4", "set", 1, "Mobility"), "r-0102", 75, open...)
	howitzers := list("howitzer-155-towed", "18", "each", 1, "Artillery")
	s.needed(howitzers, "r-0103", 40, open...)
	s.needed(list("shell-155-he", "9000", "round", 1, "Artillery"), "r-0104", 30, open...)
	generators := list("generator-100kw", "40", "each", 2, "Energy")
	generators.Substitutes = []item.ID{"generator-60kw"}
	s.needed(generators, "r-0105", 21, open...)
	s.needed(list("ambulance-4x4", "24", "each", 1, "Medical"), "r-0106", -12, open...)
	s.needed(list("tourniquet", "20000", "each", 2, "Medical"), "r-0107", 14, open...)
	s.needed(list("mine-roller", "6", "each", 2, "Demining"), "r-0108", 90, open...)
	s.needed(list("body-armour", "5000", "set", 3, ""), "r-0109", 55, open...)
	s.needed(list("radio-vhf", "300", "each", 3, "IT"), "r-0110", 120, open...)
	s.needed(list("excavator", "4", "each", 4, ""), "r-0111", 150, open[:2]...)
	s.needed(list("trauma-kit", "8000", "kit", 2, "Medical"), "r-0112", 60, open[0])
	s.needed(list("excavator", "30", "each", 5, ""), "r-0113", 200, requirement.ActSubmit, requirement.ActReturn)
	s.needed(list("radio-vhf", "40", "each", 4, "IT"), "r-0114", 130)
	s.needed(list("body-armour", "400", "set", 3, ""), "r-0115", 25, requirement.ActSubmit, requirement.ActValidate, requirement.ActOpen, requirement.ActWithdraw)
	// The same need in another list: a person is to decide.
	twice := list("generator-100kw", "45", "each", 2, "Energy")
	twice.List, twice.Substitutes = "Energy coalition, winter", []item.ID{"generator-60kw"}
	s.needed(twice, "r-0116", 30, open...)
}

// offered states an offer and takes it through acts; accepted is how much of it is accepted, if any is.
func (s *scene) offered(id string, x offer.Line, ready, valid int, accepted string, acts ...string) {
	x.Envelope = s.as(access.DonorOfficer, x.Donor, offer.KindLine, id)
	x.Ready, x.Condition, x.Channel = s.day(ready), cmp.Or(x.Condition, "serviceable"), cmp.Or(x.Channel, "bilateral")
	if valid != 0 {
		x.ValidUntil = s.day(valid)
	}
	s.owner[id] = x.Donor
	s.said[id] = s.add(&x)
	if accepted != "" {
		acts = []string{offer.ActNotify, offer.ActAssess, offer.ActAccept}
	}
	for _, act := range acts {
		role, by := access.Coordinator, Coordinator
		if act == offer.ActNotify || act == offer.ActWithdraw {
			role, by = access.DonorOfficer, x.Donor
		}
		a := &offer.Acted{Act: work.Act{Envelope: s.as(role, by, offer.KindAct, id), Act: act}}
		if act == offer.ActAccept {
			a.Quantity = accepted
		}
		if act == offer.ActDecline {
			a.Why = "Nothing that is open asks for it."
		}
		s.add(a)
	}
}

func (s *scene) offers() {
	worth := func(amount, basis string) *offer.Value {
		return &offer.Value{Amount: amount, Currency: "EUR", Basis: basis}
	}
	line := func(donor muster.PartyID, item item.ID, quantity string, unit item.UnitID, v *offer.Value) offer.Line {
		return offer.Line{Donor: donor, Item: item, Quantity: quantity, Unit: unit, Value: v}
	}
	s.offered("o-0201", line("de", "truck-4x4-2t", "40", "each", worth("3200000", "depreciated")), 20, 90, "40")
	s.offered("o-0202", line("pl", "truck-4x4-5t", "25", "each", worth("2750000", "replacement")), 95, 160, "25")
	fr := line("fr", "howitzer-155-towed", "12", "each", worth("21600000", "net book"))
	fr.Owner = "se"
	s.offered("o-0203", fr, 15, 60, "12")
	shells := line("cz", "shell-155-he", "250", "pallet", worth("19500000", "contract price"))
	shells.Lot, shells.Condition, shells.Channel = "10", "new", "joint purchase"
	s.offered("o-0204", shells, 10, 45, "250")
	s.offered("o-0205", line("nl", "generator-60kw", "30", "each", worth("900000", "market price")), 5, 6, "30")
	s.offered("o-0206", line("dk", "generator-100kw", "12", "each", worth("1080000", "replacement")), 3, 40, "12")
	s.offered("o-0207", line("no", "ambulance-4x4", "10", "each", worth("1400000", "original cost")), -5, 30, "10")
	s.offered("o-0208", line("us", "tourniquet", "20000", "each", worth("560000", "replacement")), 2, 50, "20000")
	s.offered("o-0209", line("fi", "body-armour", "1500", "set", worth("1950000", "depreciated")), 12, 70, "1200")
	s.offered("o-0210", line("lt", "mine-roller", "2", "each", nil), 60, 100, "", offer.ActNotify)
	s.offered("o-0211", line("gb", "radio-vhf", "120", "each", worth("960000", "donor declared")), 30, 75, "", offer.ActNotify, offer.ActAssess)
	s.offered("o-0212", line("ca", "excavator", "3", "each", worth("450000", "market price")), 45, 0, "")
	s.offered("o-0213", line("es", "body-armour", "600", "set", nil), -40, -3, "600")
	s.offered("o-0214", line("it", "truck-4x4-5t", "8", "each", nil), 8, 80, "", offer.ActNotify, offer.ActDecline)
	// One stock through two channels.
	de := line("de", "generator-100kw", "8", "each", worth("720000", "replacement"))
	de.Location = "North Germany"
	s.offered("o-0215", de, 15, 60, "8")
	de.Channel = "eu"
	s.offered("o-0216", de, 15, 60, "", offer.ActNotify)
}

// matched proposes a match and takes it through acts.
func (s *scene) matched(id, need, stock, quantity string, acts ...string) {
	s.add(&matching.Match{Envelope: s.as(access.Coordinator, Coordinator, matching.KindMatch, id), Requirement: need, Line: s.said[need], Offer: stock, Quantity: quantity})
	for _, act := range acts {
		role, by := access.Coordinator, Coordinator
		switch act {
		case matching.ActDonorAgree, matching.ActDispatch:
			role, by = access.DonorOfficer, s.owner[stock]
		case matching.ActRecipientAgree:
			role, by = access.RecipientOfficer, Requester
		case matching.ActFulfil:
			role, by = access.ReceivingOfficer, Requester
		}
		a := &matching.Acted{Act: work.Act{Envelope: s.as(role, by, matching.KindAct, id), Act: act}}
		switch act {
		case matching.ActShortClose:
			a.Why, a.Received = "Two arrived damaged and went back.", "6"
		case matching.ActCancel:
			a.Why = "The donor keeps them for its own training."
		}
		s.add(a)
	}
}

func (s *scene) matches() {
	firm := []string{matching.ActDonorAgree, matching.ActRecipientAgree, matching.ActFirm}
	upTo := func(more ...string) []string { return append(firm[:len(firm):len(firm)], more...) }
	s.matched("m-0301", "r-0101", "o-0201", "18", upTo(matching.ActDispatch, matching.ActFulfil)...)
	s.matched("m-0302", "r-0101", "o-0201", "12", upTo(matching.ActDispatch)...)
	s.matched("m-0303", "r-0101", "o-0202", "15", matching.ActDonorAgree)
	s.matched("m-0304", "r-0103", "o-0203", "12")
	s.matched("m-0305", "r-0104", "o-0204", "150", firm...)
	s.matched("m-0306", "r-0105", "o-0206", "12", firm...)
	s.matched("m-0307", "r-0105", "o-0205", "20", firm[:2]...)
	s.matched("m-0308", "r-0106", "o-0207", "8", upTo(matching.ActDispatch, matching.ActShortClose)...)
	s.matched("m-0309", "r-0107", "o-0208", "20000", upTo(matching.ActDispatch)...)
	s.matched("m-0310", "r-0109", "o-0209", "1000", firm...)
	s.matched("m-0311", "r-0105", "o-0215", "4", matching.ActCancel)
}

func (s *scene) decisions() {
	s.add(&offer.Consent{Envelope: s.as(access.DonorOfficer, "fr", offer.KindConsent, "o-0203"), Owner: "se", Due: s.day(9), Ref: "letter of the ministry"})
	s.add(&matching.Reserve{Envelope: s.as(access.RecipientOfficer, Requester, matching.KindReserve, "v-0001"), Offer: "o-0209", Requirement: "r-0109", Quantity: "150", Until: s.day(14)})
	pin := s.as(access.Coordinator, Coordinator, matching.KindPin, "r-0101+o-0202")
	pin.Why = "A second type of truck in one brigade."
	s.add(&matching.Pin{Envelope: pin, Verdict: "forbid"})
}

// Many states so many open requirements and accepted offers, for boards that must stay quick.
func Many(add func(muster.Value) muster.ID, today muster.Day, n int) {
	s := &scene{add: add, today: today, said: map[string]muster.ID{}, owner: map[string]muster.PartyID{}}
	s.add(&party.Party{Envelope: muster.Envelope{Kind: party.KindParty, By: party.Operator, About: string(Coordinator), Audience: muster.Public}, Name: "NSATU", Sort: party.Institution})
	s.catalogue()
	of := []item.ID{"truck-4x4-2t", "ambulance-4x4", "generator-100kw", "tourniquet", "mine-roller", "radio-vhf"}
	for i := range n {
		what, donor := of[i%len(of)], []muster.PartyID{"de", "pl", "us", "nl"}[i%4]
		s.needed(requirement.Line{Item: what, Quantity: fmt.Sprint(10 + i%50), Unit: "each", Priority: 1 + i%5, List: "2026-Q3", Coalition: "Mobility"}, fmt.Sprintf("r-%05d", i), i%200, requirement.ActSubmit, requirement.ActValidate, requirement.ActOpen)
		quantity := fmt.Sprint(5 + i%20)
		s.offered(fmt.Sprintf("o-%05d", i), offer.Line{Donor: donor, Item: what, Quantity: quantity, Unit: "each", Stock: fmt.Sprint(i)}, i%30, 30+i%90, quantity)
	}
}
