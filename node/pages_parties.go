package node

import (
	"cmp"
	"context"
	"slices"

	"muster/matching"

	"muster"
	"muster/money"
	"muster/party"
	"muster/pledge"
	"muster/standing"
	"muster/web"
)

// Parties implements web.PartySource.
func (p pages) Parties(ctx context.Context, known string, series muster.SeriesID) (out web.Parties, err error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return out, err
	}
	out.Moment, out.Today = m, v.Effective
	p.n.State.Read(func() {
		if out.Tally, err = tally(v, series); err != nil {
			return
		}
		parties := party.In(v)
		for g := range parties.Groups(v.Known) {
			if !v.Shows(g.Audience) {
				continue
			}
			out.Groups = append(out.Groups, web.Group{ID: muster.PartyID(g.About), Name: g.Name})
		}
		belongs := parties.Belongings(v.Known)
		var given map[string]web.Sums
		if given, err = sumsBy(v, out.Tally, nil); err != nil {
			return
		}
		for x := range parties.All(v.Known) {
			if !v.Shows(x.Audience) {
				continue
			}
			line := partyLine(x, belongs[muster.PartyID(x.About)], v.Effective)
			line.Given = given[x.Name]
			out.List = append(out.List, line)
		}
	})
	return out, err
}

func partyLine(x party.Party, belongs []party.Belonging, today muster.Day) web.PartyLine {
	l := web.PartyLine{ID: muster.PartyID(x.About), Name: x.Name, Kind: string(x.Sort), ISO2: x.ISO2, ISO3: x.ISO3, Aliases: x.Aliases}
	for _, b := range belongs {
		if b.On(today) {
			l.Groups = append(l.Groups, b.Group)
		}
	}
	return l
}

// tally says which numbers stand beside parties: those of the series asked for, else of the first.
func tally(v standing.View, series muster.SeriesID) (t web.Tally, err error) {
	ledger := matching.Ledger(v)
	t.All = ledger.Series(v)
	if series == "" && len(t.All) > 0 {
		series = t.All[0]
	}
	if series == "" {
		return t, nil
	}
	if !slices.Contains(t.All, series) {
		return t, muster.Invalid("source", "found \""+string(series)+"\"; this record has editions of "+joined(t.All))
	}
	t.Series = series
	for _, e := range ledger.EditionList(v, series) {
		if e.Stands {
			t.Edition, t.ID, t.DataTo, t.Cite, t.Measures = e.Label, e.ID, e.DataTo, e.Title, slices.Clone(e.Measures)
		}
	}
	slices.SortFunc(t.Measures, func(a, b pledge.Event) int { return slices.Index(pledge.Events, a) - slices.Index(pledge.Events, b) })
	return t, nil
}

func joined[T ~string](all []T) (s string) {
	for i, x := range all {
		if i > 0 {
			s += ", "
		}
		s += string(x)
	}
	return s
}

// sumsBy adds up what stands by donor and, if one is given, by another dimension: under the donor's
// name and, after a line break, the other's word.
func sumsBy(v standing.View, t web.Tally, second []pledge.Dim) (map[string]web.Sums, error) {
	all, ledger := map[string]web.Sums{}, matching.Ledger(v)
	for _, e := range t.Measures {
		pos, err := ledger.Position(v, pledge.PositionQuery{Series: t.Series, Event: e, By: append([]pledge.Dim{pledge.ByDonor}, second...)})
		if err != nil {
			return nil, err
		}
		for _, r := range pos.Rows {
			key := r.Keys[0]
			if len(r.Keys) > 1 {
				key += "\n" + r.Keys[1]
			}
			if all[key] == nil {
				all[key] = web.Sums{}
			}
			all[key][e] = append(all[key][e], web.Amount{Money: money.Money{Amount: r.Amount, Currency: r.Currency}, Entries: r.Entries, Partial: r.Partial})
		}
	}
	return all, nil
}

// Party implements web.PartySource.
func (p pages) Party(ctx context.Context, known string, series muster.SeriesID, id muster.PartyID) (out web.Party, err error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return out, err
	}
	out.Moment, out.Today = m, v.Effective
	p.n.State.Read(func() {
		parties := party.In(v)
		x, stated, ok := parties.Stated(v.Known, id)
		if !ok || !v.Shows(x.Audience) {
			err = muster.Missing("the party " + string(id))
			return
		}
		if out.Tally, err = tally(v, series); err != nil {
			return
		}
		belongs := parties.Belongings(v.Known)[id]
		out.PartyLine, out.Statement = partyLine(x, belongs, v.Effective), stated
		if x.Source != nil {
			out.Source = x.Source.Text
		}
		out.Belongs = belongings(belongs)
		if err = partsOf(v, x.Name, &out); err == nil {
			out.Shares = sharesOf(v, id)
		}
	})
	return out, err
}

func belongings(all []party.Belonging) (out []web.Belonging) {
	for _, b := range all {
		w := web.Belonging{Group: web.Group{ID: b.Group, Name: b.Name}, From: b.From, Statement: b.Statement}
		if b.Until != muster.MaxDay {
			until := b.Until
			w.Until = &until
		}
		out = append(out, w)
	}
	return out
}

// partsOf fills in what a party gave, in all and by type, year and month.
func partsOf(v standing.View, name string, out *web.Party) error {
	all, err := sumsBy(v, out.Tally, nil)
	if err != nil {
		return err
	}
	out.Given = all[name]
	for dim, list := range map[pledge.Dim]*[]web.Part{pledge.ByType: &out.ByType, pledge.ByYear: &out.ByYear, pledge.ByMonth: &out.ByMonth} {
		by, err := sumsBy(v, out.Tally, []pledge.Dim{dim})
		if err != nil {
			return err
		}
		for key, sums := range by {
			if len(key) > len(name) && key[:len(name)] == name && key[len(name)] == '\n' {
				*list = append(*list, web.Part{Key: key[len(name)+1:], Sums: sums})
			}
		}
		slices.SortFunc(*list, func(a, b web.Part) int { return cmp.Compare(a.Key, b.Key) })
	}
	return nil
}

// sharesOf is a party's part of each pledge that it belongs to, by the pledge's own terms.
func sharesOf(v standing.View, id muster.PartyID) (out []web.PledgeShare) {
	ledger := matching.Ledger(v)
	for _, t := range ledger.Pledges(v) {
		r, err := ledger.Weigh(v, t.About, pledge.Query{})
		if err != nil || r.Edition == "" {
			continue // the pledge's own page says what is missing
		}
		for _, s := range r.Shares {
			if s.Party == id {
				out = append(out, web.PledgeShare{Name: t.About, Title: r.Title, Method: r.MethodText, Share: s})
			}
		}
	}
	return out
}
