package party

import (
	"muster"
	"muster/search"
	"muster/standing"
)

// texts are what a party or a group is found by: every name it has, and its codes.
func texts(_ *standing.State, _ muster.Seq, v muster.Value) (said search.Said) {
	said.About = v.Common().About
	add := func(f search.Field, all ...string) {
		for _, t := range all {
			said.Texts = append(said.Texts, search.Text{Field: f, Text: t})
		}
	}
	switch x := v.(type) {
	case *Party:
		add(search.Name, x.Name)
		add(search.Name, x.Aliases...)
		add(search.ID, x.About, x.ISO2, x.ISO3)
		add(search.Aside, string(x.Sort))
	case *Group:
		add(search.Name, x.Name)
		add(search.ID, x.About)
	}
	return said
}
