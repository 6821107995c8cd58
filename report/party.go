package report

import (
	"slices"
	"strings"

	"muster"
	"muster/party"
	"muster/pledge"
	"muster/standing"
)

// Party is who gives or speaks, under every name met.
type Party struct {
	Party     muster.PartyID   `json:"party" doc:"its id: a state's two-letter code, else a short name"`
	Name      string           `json:"name"`
	Sort      party.Sort       `json:"sort" doc:"state, institution or fund"`
	ISO2      string           `json:"iso2,omitempty"`
	ISO3      string           `json:"iso3,omitempty"`
	Aliases   []string         `json:"aliases"`
	Groups    []muster.PartyID `json:"groups" doc:"to which it belongs on the effective day"`
	Statement muster.ID        `json:"statement" doc:"that names it"`
}

// PartyAnswer is a party with its memberships over time.
type PartyAnswer struct {
	Foot
	Party       Party        `json:"party"`
	Memberships []Membership `json:"memberships"`
}

// Membership says from when to when a party belongs to a group.
type Membership struct {
	Group muster.PartyID `json:"group"`
	From  muster.Day     `json:"from" doc:"the first day"`
	Until *muster.Day    `json:"until" doc:"the first day no longer; null: still"`
}

// Parties lists the parties known in a view, in order of id; of a group only its members on the
// effective day.
func Parties(v standing.View, group muster.PartyID) ([]Party, error) {
	all := party.In(v)
	if group != "" && !all.HasGroup(v.Known, group) {
		return nil, muster.Invalid("group", "found "+string(group)+"; this record has the groups "+joined(all.GroupIDs(v.Known)))
	}
	groups := spans(v)
	out := []Party{}
	for p := range all.All(v.Known) {
		if !v.Shows(p.Audience) {
			continue
		}
		x := partyOf(v, groups, p)
		if group == "" || slices.Contains(x.Groups, group) {
			out = append(out, x)
		}
	}
	return out, nil
}

// PartyOf returns one party by its id, or by any name that is its alone.
func PartyOf(v standing.View, name string) (Party, []Membership, error) {
	all := party.In(v)
	p, ok := all.Get(v.Known, muster.PartyID(name))
	if !ok {
		var id muster.PartyID
		if id, ok = all.Directory(v.Known).Party(name); ok {
			p, ok = all.Get(v.Known, id)
		}
	}
	if !ok || !v.Shows(p.Audience) {
		return Party{}, nil, muster.Missing("the party " + name)
	}
	groups := spans(v)
	members := []Membership{}
	for _, g := range all.GroupIDs(v.Known) {
		span, ok := groups[g][muster.PartyID(p.About)]
		if !ok {
			continue
		}
		m := Membership{Group: g, From: span.From}
		if span.Until != muster.MaxDay {
			m.Until = &span.Until
		}
		members = append(members, m)
	}
	return partyOf(v, groups, p), members, nil
}

func spans(v standing.View) map[muster.PartyID]map[muster.PartyID]party.Span {
	all := party.In(v)
	out := map[muster.PartyID]map[muster.PartyID]party.Span{}
	for _, g := range all.GroupIDs(v.Known) {
		out[g] = all.Members(v.Known, g)
	}
	return out
}

func partyOf(v standing.View, groups map[muster.PartyID]map[muster.PartyID]party.Span, p party.Party) Party {
	id := muster.PartyID(p.About)
	_, stmt, _ := party.In(v).Stated(v.Known, id)
	x := Party{Party: id, Name: p.Name, Sort: p.Sort, ISO2: p.ISO2, ISO3: p.ISO3, Aliases: p.Aliases, Groups: []muster.PartyID{}, Statement: stmt}
	if x.Aliases == nil {
		x.Aliases = []string{}
	}
	for g, in := range groups {
		if span, ok := in[id]; ok && span.On(v.Effective) {
			x.Groups = append(x.Groups, g)
		}
	}
	slices.Sort(x.Groups)
	return x
}

// Columns implements Table.
func (Party) Columns() []string {
	return []string{"party", "name", "sort", "iso2", "iso3", "aliases", "groups", "statement"}
}

// Cells implements Row.
func (p Party) Cells() []string {
	return []string{
		string(p.Party), p.Name, string(p.Sort), p.ISO2, p.ISO3, strings.Join(p.Aliases, "|"), strings.ReplaceAll(joined(p.Groups), ", ", "|"), string(p.Statement),
	}
}

// Named returns the names of listed parties as a directory that finds them.
func Named(all []Party) *party.Directory {
	list := make([]party.Party, len(all))
	for i, p := range all {
		list[i] = party.Party{Envelope: muster.Envelope{About: string(p.Party)}, Name: p.Name, ISO2: p.ISO2, ISO3: p.ISO3, Aliases: p.Aliases}
	}
	return party.NewDirectory(slices.Values(list))
}

// Method is a counting rule as recorded: what a figure means by "counts".
type Method struct {
	Method    string          `json:"method" doc:"name and version"`
	Name      string          `json:"name"`
	Title     string          `json:"title"`
	Series    muster.SeriesID `json:"series" doc:"whose claims count"`
	Event     pledge.Event    `json:"event" doc:"what counts"`
	Types     []string        `json:"types" doc:"of which types; empty: all"`
	Group     muster.PartyID  `json:"group,omitempty" doc:"whose; absent: the pledge's own group"`
	Undated   string          `json:"undated"`
	Months    string          `json:"months"`
	Member    string          `json:"membership"`
	Convert   string          `json:"conversion"`
	Prices    string          `json:"price_base"`
	Derived   string          `json:"derived,omitempty" doc:"count: what follows from firm matches counts too; leave_out or absent: it does not"`
	Proxy     string          `json:"proxy,omitempty" doc:"in what way it stands in for what the pledge counts"`
	Statement muster.ID       `json:"statement"`
}

// Methods lists the counting rules known in a view.
func Methods(v standing.View) []Method {
	ledger := pledge.In(v)
	out := []Method{}
	for _, m := range ledger.Methods(v) {
		x := Method{
			Method: m.About, Name: m.Name, Title: m.Title, Series: m.Series, Event: m.Event, Types: m.Types, Group: m.Group, Undated: m.Undated,
			Months: m.Months, Member: m.Membership, Convert: m.Conversion, Prices: m.PriceBase, Derived: m.Derived, Proxy: m.Proxy, Statement: ledger.StatedBy(v.Known, m.About),
		}
		if x.Types == nil {
			x.Types = []string{}
		}
		out = append(out, x)
	}
	return out
}

// Columns implements Table.
func (Method) Columns() []string {
	return []string{"method", "title", "series", "event", "types", "group", "undated", "months", "membership", "conversion", "price_base", "proxy", "statement"}
}

// Cells implements Row.
func (m Method) Cells() []string {
	return []string{
		m.Method, m.Title, string(m.Series), string(m.Event), strings.Join(m.Types, "|"), string(m.Group), m.Undated, m.Months, m.Member,
		m.Convert, m.Prices, m.Proxy, string(m.Statement),
	}
}
