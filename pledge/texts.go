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
	add := func(f search.Field, all ...string) {
		for _, t := range all {
			if t != "" {
				said.Texts = append(said.Texts, search.Text{Field: f, Text: t})
			}
		}
	}
	said.About = v.Common().About
	switch x := v.(type) {
	case *Entry:
		said.Audience = standing.Find[*Part](s).audienceOf(x)
		add(search.Name, x.Item)
		add(search.Body, x.Text)
		add(search.Body, x.Notes...)
		for _, d := range x.Details {
			add(search.Body, d.Said)
		}
		if x.Quantity != nil {
			add(search.Body, strings.TrimSpace(x.Quantity.Number+" "+x.Quantity.Said+" "+x.Quantity.Unit))
		}
		if x.Value != nil && x.Value.Amount != "" {
			add(search.Body, x.Value.Amount+" "+string(x.Value.Currency))
		}
		add(search.Body, x.ItemType, x.Subtype)
		add(search.ID, x.About)
		if x.Item == "" || !strings.Contains(x.Line, x.Item) {
			add(search.Aside, x.Line)
		}
		add(search.Aside, x.Type, string(x.Event))
		// The name the giver had then, so that "Germany howitzer" finds its howitzers.
		add(search.Aside, standing.Find[*party.Part](s).NameOf(at, x.Party))
	case *Submission:
		said.About = "" // each edition is a hit of its own
		add(search.Name, x.Label, x.Title)
		add(search.ID, x.About)
	case *Method:
		add(search.Name, x.Title)
		add(search.ID, x.About)
		add(search.Body, x.Text, x.Proxy)
	case *Terms:
		add(search.Name, x.Title)
		add(search.ID, x.About)
		for _, c := range x.Category {
			add(search.Body, c.Text)
		}
		for _, q := range x.Text {
			add(search.Body, q.Text)
		}
	}
	return said
}

// audienceOf is who may see an entry that does not say so itself: whoever may see its submission.
func (p *Part) audienceOf(e *Entry) muster.Audience {
	if e.Source == nil || e.Source.Submission == "" {
		return ""
	}
	if s, ok := p.findSeries(SeriesOf(e.About)); ok {
		for _, ed := range s.editions {
			if ed.ID == e.Source.Submission {
				return ed.Audience
			}
		}
	}
	return ""
}
