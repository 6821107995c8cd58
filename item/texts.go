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
	p := standing.Find[*Part](s)
	both := func(items ...ID) {
		for _, id := range items {
			said.Add(search.ID, string(id))
			if x, ok := p.Get(at, id); ok {
				x.Names.say(&said, search.Aside)
			}
		}
	}
	switch x := v.(type) {
	case *Thing:
		x.Names.say(&said, search.Name)
		said.Add(search.ID, x.About)
	case *Unit:
		x.Names.say(&said, search.Name)
		said.Add(search.Name, x.Aliases...)
		said.Add(search.ID, x.About, x.Code, x.Symbol)
	case *Family:
		x.Names.say(&said, search.Name)
		said.Add(search.ID, x.About)
	case *Item:
		p.itemTexts(at, x, &said)
	case *Needs:
		both(x.Item, x.NeedsItem)
		said.Add(search.ID, string(x.Family), string(x.NeedsFamily))
		said.Add(search.Aside, string(x.Sort))
	case *Substitute:
		said.Add(search.Body, x.Conditions)
		both(x.Item, x.Substitute)
	}
	return said
}

// say adds a name in every language it has.
func (n Names) say(said *search.Said, f search.Field) {
	for _, tag := range n.tags() {
		said.Add(f, n[tag])
	}
}

func (p *Part) itemTexts(at muster.Seq, x *Item, said *search.Said) {
	kept := x.canonical()
	x.Names.say(said, search.Name)
	said.Add(search.Name, x.Aliases...)
	said.Add(search.Aside, x.Standards...)
	said.Add(search.ID, x.About, kept.Maker, kept.PartNo)
	if n := NSN(kept.NSN); n != "" {
		said.Add(search.ID, string(n), n.Plain(), n.NIIN())
	}
	if t, ok := p.Thing(at, x.Thing); ok {
		t.Names.say(said, search.Aside)
	}
	if f, ok := p.Family(at, x.Family); ok {
		f.Names.say(said, search.Aside)
	}
	day, err := effective(&x.Envelope)
	if err != nil {
		return // Check let only days in
	}
	if c, ok := Class(kept.FSC(), day); ok {
		said.Add(search.Aside, c.Name)
	}
	for _, c := range x.Classes {
		if c.Scheme != FSCScheme {
			said.Add(search.Aside, c.Name(day))
		}
	}
}
