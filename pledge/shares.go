package pledge

import (
	"fmt"
	"slices"

	"muster"
	"muster/indicator"
	"muster/money"
	"muster/party"
)

// shares apportions the floor over the group's members by the pledge's share key.
func (w *weighing) shares(r *Result, t *tally, year int) error {
	asked := year != 0
	if !asked {
		year = w.terms.ShareKey.Year
	}
	ind, parties := indicator.In(w.v), party.In(w.v)
	values := ind.InYear(w.v.Known, w.terms.ShareKey.Series, year)
	r.GDPYear = year
	var members []muster.PartyID
	var weights []money.Amount
	var missing []string
	var all money.Sum
	for _, id := range parties.MembersOn(w.v.Known, w.terms.Group, w.end) {
		if slices.Contains(w.terms.ShareKey.Without, id) {
			continue
		}
		gdp, ok := values[id]
		if !ok {
			missing = append(missing, parties.NameOf(w.v.Known, id))
			continue
		}
		members, weights = append(members, id), append(weights, gdp)
		all.AddAmount(gdp)
	}
	if len(missing) > 0 || len(members) == 0 {
		years := ind.Years(w.v.Known, w.terms.ShareKey.Series)
		if asked && len(years) > 0 {
			return muster.Invalid("gdp-year", fmt.Sprintf("there is no GDP of %d for %d members; this record has the years %d to %d", year, len(missing), years[0], years[len(years)-1]))
		}
		r.SharesNote = fmt.Sprintf("Indicative shares need the GDP of %d of every member, and %d have none in this record: 'muster import gdp FILE' brings it.", year, len(missing))
		return nil
	}
	parts, err := money.Apportion(w.terms.Floor.Amount, weights, w.terms.Floor.Currency.Minor())
	if err != nil { // a GDP below nothing, or none above it
		r.SharesNote = fmt.Sprintf("Indicative shares cannot be worked out from the GDP of %d: %v.", year, err)
		return nil
	}
	if s, ok := ind.Describe(w.v.Known, w.terms.ShareKey.Series+"/"+iso3(parties, w.v.Known, members[0])); ok {
		r.GDPSource, r.GDPUnit = s.Title, money.Currency(s.Unit)
	}
	total := all.Total()
	for i, id := range members {
		r.Shares = append(r.Shares, w.share(r, t, id, weights[i], total, parts[i]))
	}
	slices.SortStableFunc(r.Shares, func(a, b Share) int { return b.Indicative.Amount.Cmp(a.Indicative.Amount) })
	return nil
}

func iso3(parties *party.Part, known muster.Seq, id muster.PartyID) string {
	p, _ := parties.Get(known, id)
	return p.ISO3
}

func (w *weighing) share(r *Result, t *tally, id muster.PartyID, gdp, total, part money.Amount) Share {
	cur := r.Floor.Currency
	s := Share{Party: id, Name: party.In(w.v).NameOf(w.v.Known, id), GDP: Money{Amount: gdp, Currency: r.GDPUnit}, Indicative: Money{Amount: part, Currency: cur}}
	s.Share, _ = gdp.Quo(total, 8) // the total is more than nothing: the apportionment would have failed
	n, ok := w.p.parties.find(string(id))
	if !ok || !t.covered[uint16(n)] {
		s.Mark = NotCovered
		return s
	}
	counted := Money{Currency: cur}
	if sum := t.byParty[uint16(n)]; sum != nil {
		counted.Amount = sum.Total()
	}
	gap := Money{Amount: part.Sub(counted.Amount), Currency: cur}
	s.Counted, s.Gap = &counted, &gap
	return s
}
