package party

import (
	"muster"
	"muster/search"
	"muster/standing"
)

// texts are what a party or a group is found by: every name it has, and its codes.
func texts(_ *standing.State, _ muster.Seq, v muster.Value) (said search.Said) {
	said.About = v.Common().About
	switch x := v.(type) {
	case *Party:
		said.Add(search.Name, x.Name)
		said.Add(search.Name, x.Aliases...)
		said.Add(search.ID, x.About, x.ISO2, x.ISO3)
		said.Add(search.Aside, string(x.Sort))
	case *Group:
		said.Add(search.Name, x.Name)
		said.Add(search.ID, x.About)
	}
	return said
}
