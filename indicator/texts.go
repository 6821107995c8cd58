package indicator

import (
	"muster"
	"muster/search"
	"muster/standing"
)

// texts are what a series of values is found by; its numbers are not texts.
func texts(_ *standing.State, _ muster.Seq, v muster.Value) search.Said {
	x := v.(*Values)
	return search.Said{About: x.About, Texts: []search.Text{
		{Field: search.Name, Text: x.Title},
		{Field: search.ID, Text: x.About},
		{Field: search.Aside, Text: x.Unit},
	}}
}
