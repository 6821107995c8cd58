package web

import (
	"context"
	"slices"
	"strings"

	"muster"
	"muster/money"
	"muster/pledge"
)

// theMoment is where the ledger's answers stand, as now and as asked for.
func (l *ledger) theMoment(known string) (Moment, error) {
	m := Moment{Known: 5914, At: recorded, Root: "nzyZ1gmVQ0CkuT2mcPMnTEFkbLW63sOmXtXhqQh0mxQ="}
	switch {
	case l.fault != nil:
		return m, l.fault
	case known == "7" || knownFault(known) != "":
		return m, muster.Invalid("known", "found "+known+"; this record has the positions 12 to 5914")
	case known != "":
		m.Known = 5000
	}
	return m, nil
}

func (l *ledger) tally(series muster.SeriesID) (Tally, error) {
	if series != "" && series != "kiel" {
		return Tally{}, muster.Invalid(fieldSource, "found \""+string(series)+"\"; this record has editions of kiel")
	}
	if !l.edition {
		return Tally{}, nil
	}
	return Tally{
		Series: "kiel", All: []muster.SeriesID{"kiel"}, Edition: "Release 28", ID: "k7gkq2mz4t-90", DataTo: muster.NewDay(2026, 2, 28),
		Measures: []pledge.Event{pledge.Committed, pledge.Allocated},
	}, nil
}

// sums adds up a party's rows by a key.
func (l *ledger) sums(id muster.PartyID, key func(pledge.Line) string) map[string]Sums {
	all := map[string]Sums{}
	for _, r := range l.rows {
		if r.Party != id {
			continue
		}
		k := key(r)
		if all[k] == nil {
			all[k] = Sums{}
		}
		if len(all[k][r.Event]) == 0 {
			all[k][r.Event] = []Amount{{Money: money.Money{Currency: "EUR"}}}
		}
		a := &all[k][r.Event][0]
		if a.Entries++; r.Counted == nil {
			a.Partial++
		} else {
			a.Amount = a.Amount.Add(r.Counted.Amount)
		}
	}
	return all
}

func inAll(pledge.Line) string { return "" }

func (l *ledger) line(id muster.PartyID, name string) PartyLine {
	p := PartyLine{ID: id, Name: name, Kind: "state", ISO2: strings.ToUpper(string(id)), Aliases: []string{name + " Republic"}, Given: l.sums(id, inAll)[""]}
	if _, ok := l.members[id]; ok {
		p.Groups = []muster.PartyID{"nato"}
	}
	if !l.edition {
		p.Given = nil
	}
	return p
}

// named are all the parties the ledger knows, with their names.
func (l *ledger) named() map[muster.PartyID]string {
	all := map[muster.PartyID]string{}
	for id, name := range l.members {
		all[id] = name
	}
	for _, r := range l.rows {
		all[r.Party] = r.Name
	}
	return all
}

func (l *ledger) Parties(_ context.Context, known string, series muster.SeriesID) (out Parties, err error) {
	if out.Moment, err = l.theMoment(known); err != nil {
		return out, err
	}
	if out.Tally, err = l.tally(series); err != nil || !l.pledges {
		return out, err
	}
	out.Today, out.Groups = muster.DayOf(recorded), []Group{{"nato", "NATO"}}
	for id, name := range l.named() {
		out.List = append(out.List, l.line(id, name))
	}
	slices.SortFunc(out.List, func(a, b PartyLine) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return out, nil
}

func (l *ledger) Party(ctx context.Context, known string, series muster.SeriesID, id muster.PartyID) (out Party, err error) {
	if out.Moment, err = l.theMoment(known); err != nil {
		return out, err
	}
	name, ok := l.named()[id]
	if !ok {
		return out, muster.Missing("the party " + string(id))
	}
	if out.Tally, err = l.tally(series); err != nil {
		return out, err
	}
	out.PartyLine, out.Statement, out.Source = l.line(id, name), "k7gkq2mz4t-20", "ISO 3166-1"
	until := muster.NewDay(2020, 2, 1)
	out.Belongs = []Belonging{
		{Group: Group{"eu", "European Union"}, From: muster.NewDay(1973, 1, 1), Until: &until, Statement: "k7gkq2mz4t-21"},
		{Group: Group{"nato", "NATO"}, From: muster.NewDay(1949, 8, 24), Statement: "k7gkq2mz4t-22"},
	}
	if !l.edition {
		return out, nil
	}
	for list, key := range map[*[]Part]func(pledge.Line) string{
		&out.ByType: func(r pledge.Line) string { return r.Type },
		&out.ByYear: func(r pledge.Line) string {
			if r.Period.Precision < muster.Month {
				return ""
			}
			return r.Period.From.Time().Format("2006")
		},
		&out.ByMonth: func(r pledge.Line) string {
			if r.Period.Precision < muster.Month {
				return ""
			}
			return r.Period.From.Time().Format("2006-01")
		},
	} {
		for k, s := range l.sums(id, key) {
			*list = append(*list, Part{k, s})
		}
		slices.SortFunc(*list, func(a, b Part) int { return strings.Compare(a.Key, b.Key) })
	}
	r, err := l.Pledge(ctx, "washington-2024", Query{})
	for _, s := range r.Shares {
		if s.Party == id {
			out.Shares = []PledgeShare{{"washington-2024", l.terms.Title, "Military allocations", s}}
		}
	}
	return out, err
}
