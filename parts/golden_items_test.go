package parts_test

import (
	"muster"
	"muster/item"
	"muster/record"
	"muster/standing"
)

// catalogue writes a statement of each kind of the catalogue, some of which are then replaced or
// withdrawn. It returns positions to ask at.
func catalogue(m *maker) []muster.Seq {
	named := func(en, uk string) item.Names { return item.Names{"en": en, "uk": uk} }
	unit := func(id string, of item.Measure, code string) *item.Unit {
		return &item.Unit{Envelope: env(item.KindUnit, id), Names: named(id, id), Measures: of, Code: code, Aliases: []string{id + "s"}}
	}
	shell := func(nsn string) *item.Item {
		return &item.Item{
			Envelope: env(item.KindItem, "shell"), Names: named("Shell", "Снаряд"), Thing: "ammunition", Unit: "each", NSN: nsn, Maker: "d1234", PartNo: "S-1",
			Classes: []item.SupplyClass{{Scheme: item.FSCScheme, Code: "13"}, {Scheme: item.NATOScheme, Code: "V"}}, Aliases: []string{"round"},
		}
	}
	gun := func(id string) *item.Item {
		x := &item.Item{Envelope: env(item.KindItem, id), Names: named(id, "Гармата"), Thing: "gun", Unit: "each", Family: "guns", Serial: true}
		x.Effective = "2026-01-01"
		return x
	}
	m.add(&item.Thing{Envelope: env(item.KindThing, "gun"), Names: named("Gun", "Гармата")}, &item.Thing{Envelope: env(item.KindThing, "ammunition"), Names: named("Ammunition", "Боєприпаси")},
		unit("each", item.Count, "EA"), unit("box", item.Pack, ""), unit("kg", item.Mass, "KGM"), unit("t", item.Mass, "TNE"),
		&item.Family{Envelope: env(item.KindFamily, "ammunition"), Names: named("Ammunition", "Боєприпаси")},
		&item.Family{Envelope: env(item.KindFamily, "guns"), Names: named("Guns", "Гармати"), InteroperableWith: []item.FamilyID{"ammunition"}})
	first := m.add(shell("1320-12-abc-1234"))
	m.add(gun("gun"), gun("old-gun"),
		&item.Conversion{Envelope: env(item.KindConversion, "t/kg"), From: "t", To: "kg", Factor: "1000"},
		&item.Conversion{Envelope: env(item.KindConversion, "shell/box/each"), Item: "shell", From: "box", To: "each", Factor: "8"},
		&item.Conversion{Envelope: env(item.KindConversion, "shell/each/kg"), Item: "shell", From: "each", To: "kg", Factor: "130/3"})
	before := 30
	m.add(&item.Needs{Envelope: env(item.KindNeeds, "gun/ammunition/shell"), Item: "gun", Sort: item.Ammunition, NeedsItem: "shell", Quantity: "5", Unit: "box", Before: &before, After: 10, Essential: true},
		&item.Needs{Envelope: env(item.KindNeeds, "family:guns/fuel/class:fsc:9140"), Family: "guns", Sort: item.Fuel, NeedsClass: &item.SupplyClass{Scheme: item.FSCScheme, Code: "9140"}, Quantity: "1/2", Unit: "t"},
		&item.Needs{Envelope: env(item.KindNeeds, "family:guns/spares/family:ammunition"), Family: "guns", Sort: item.Spares, NeedsFamily: "ammunition", Quantity: "1", Unit: "each"})
	sub := m.add(&item.Substitute{Envelope: env(item.KindSubstitute, "gun/old-gun"), Item: "gun", Substitute: "old-gun", Rate: "4/3", Conditions: "with its crew"})
	again := shell("1320-12-abc-1235")
	again.Replaces = m.id(first)
	m.add(again)
	gone := &record.Withdrawal{Envelope: env(record.KindWithdraw, "")}
	gone.Withdraws, gone.Why = m.id(sub), "a mistake"
	return []muster.Seq{muster.Seq(first), muster.Seq(sub), muster.Seq(m.add(gone))}
}

// catalogued says what the catalogue answers.
func catalogued(say func(...any), v standing.View) {
	p, known := item.In(v), v.Known
	for u := range p.Units(known) {
		say("unit", u.About, u.Names, u.Measures, u.Code, u.Aliases)
	}
	for x := range p.Things(known) {
		say("thing", x.About, x.Names)
	}
	for x := range p.Families(known) {
		say("family", x.About, x.Names, p.InFamily(known, item.FamilyID(x.About)), p.Interoperable(known, "ammunition", item.FamilyID(x.About)))
	}
	for x := range p.All(known) {
		id := item.ID(x.About)
		say("item", id, x.Names, x.NSN, x.Maker, x.PartNo, x.Thing, x.Unit, x.Family, x.Serial, x.Aliases, x.Classes, x.FSC())
		for _, to := range []item.UnitID{"box", "kg", "t"} {
			if r, err := p.Ratio(known, id, x.Unit, to); err == nil {
				say("one", id, "is", r, to)
			}
		}
		lines, err := p.Expand(known, id, item.One)
		say("item", id, "needs", len(lines), err == nil)
		for _, l := range lines {
			say("item", id, "needs", l.Of, l.Sort, l.Target(), l.Total, l.Unit, l.Before != nil, l.After, l.Essential)
		}
		for _, s := range p.Substitutes(known, id) {
			say("item", id, "has", s.Each, s.Substitute.Substitute, s.Conditions)
		}
	}
	for _, n := range []string{"1320-12-abc-1234", "12-ABC-1235"} {
		x, ok := p.ByNSN(known, n)
		say("number", n, x.About, ok)
	}
}
