package item

import (
	"muster"
	"muster/search"
	"muster/standing"
)

// texts are what the catalogue is found by: every name in every language, stock and part numbers, codes,
// and aside from that what it belongs to.
func texts(s *standing.State, at muster.Seq, v muster.Value) (said search.Said) {
	said.About = v.Common().About
	add := func(f search.Field, all ...string) {
		for _, t := range all {
			said.Texts = append(said.Texts, search.Text{Field: f, Text: t})
		}
	}
	names := func(f search.Field, n Names) {
		for _, tag := range n.tags() {
			add(f, n[tag])
		}
	}
	p := standing.Find[*Part](s)
	both := func(items ...ID) {
		for _, id := range items {
			add(search.ID, string(id))
			if x, ok := p.Get(at, id); ok {
				names(search.Aside, x.Names)
			}
		}
	}
	switch x := v.(type) {
	case *Thing:
		names(search.Name, x.Names)
		add(search.ID, x.About)
	case *Unit:
		names(search.Name, x.Names)
		add(search.Name, x.Aliases...)
		add(search.ID, x.About, x.Code, x.Symbol)
	case *Family:
		names(search.Name, x.Names)
		add(search.ID, x.About)
	case *Item:
		p.itemTexts(at, x, add, names)
	case *Needs:
		both(x.Item, x.NeedsItem)
		add(search.ID, string(x.Family), string(x.NeedsFamily))
		add(search.Aside, string(x.Sort))
	case *Substitute:
		add(search.Body, x.Conditions)
		both(x.Item, x.Substitute)
	}
	return said
}

func (p *Part) itemTexts(at muster.Seq, x *Item, add func(search.Field, ...string), names func(search.Field, Names)) {
	kept := x.canonical()
	names(search.Name, x.Names)
	add(search.Name, x.Aliases...)
	add(search.ID, x.About, kept.Maker, kept.PartNo)
	if n := NSN(kept.NSN); n != "" {
		add(search.ID, string(n), n.Plain(), n.NIIN())
	}
	if t, ok := p.Thing(at, x.Thing); ok {
		names(search.Aside, t.Names)
	}
	if f, ok := p.Family(at, x.Family); ok {
		names(search.Aside, f.Names)
	}
	day, err := effective(&x.Envelope)
	if err != nil {
		return // Check let only days in
	}
	if c, ok := Class(kept.FSC(), day); ok {
		add(search.Aside, c.Name)
	}
	for _, c := range x.Classes {
		if c.Scheme != FSCScheme {
			add(search.Aside, c.Name(day))
		}
	}
}
