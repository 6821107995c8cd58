package pledge

import (
	"strings"

	"muster"
	"muster/party"
	"muster/search"
	"muster/standing"
)

// texts are what the ledger's statements are found by.
func texts(s *standing.State, at muster.Seq, v muster.Value) (said search.Said) {
	said.About = v.Common().About
	switch x := v.(type) {
	case *Entry:
		said.Audience = standing.Find[*Part](s).AudienceOf(&x.Envelope)
		said.Add(search.Name, x.Item)
		said.Add(search.Body, x.Text)
		said.Add(search.Body, x.Notes...)
		for _, d := range x.Details {
			said.Add(search.Body, d.Said)
		}
		if x.Quantity != nil {
			said.Add(search.Body, strings.TrimSpace(x.Quantity.Number+" "+x.Quantity.Said+" "+x.Quantity.Unit))
		}
		if x.Value != nil && x.Value.Amount != "" {
			said.Add(search.Body, x.Value.Amount+" "+string(x.Value.Currency))
		}
		said.Add(search.Body, x.ItemType, x.Subtype)
		said.Add(search.ID, x.About)
		if x.Item == "" || !strings.Contains(x.Line, x.Item) {
			said.Add(search.Aside, x.Line)
		}
		said.Add(search.Aside, x.Type, string(x.Event))
		// The name the giver had then, so that "Germany howitzer" finds its howitzers.
		said.Add(search.Aside, standing.Find[*party.Part](s).NameOf(at, x.Party))
	case *Submission:
		said.About = "" // each edition is a hit of its own
		said.Add(search.Name, x.Label, x.Title)
		said.Add(search.ID, x.About)
	case *Method:
		said.Add(search.Name, x.Title)
		said.Add(search.ID, x.About)
		said.Add(search.Body, x.Text, x.Proxy)
	case *Terms:
		said.Add(search.Name, x.Title)
		said.Add(search.ID, x.About)
		for _, c := range x.Category {
			said.Add(search.Body, c.Text)
		}
		for _, q := range x.Text {
			said.Add(search.Body, q.Text)
		}
	}
	return said
}

// AudienceOf is who may see a statement: whom it says, else, where it came with a submission, whoever may
// see that.
func (p *Part) AudienceOf(e *muster.Envelope) muster.Audience {
	if e.Audience != "" || e.Source == nil || e.Source.Submission == "" {
		return e.Audience
	}
	for _, s := range p.series {
		for _, ed := range s.editions {
			if ed.ID == e.Source.Submission {
				return ed.Audience
			}
		}
	}
	return ""
}
