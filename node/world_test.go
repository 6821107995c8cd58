package node_test

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"muster"
	"muster/indicator"
	"muster/party"
	"muster/pledge"
)

// world is the model of the ledger: what was said, in plain lists, and what of it was ended. All
// that stands is worked out anew for every question, by the words of the design and not by its code.
type world struct {
	said  []fact
	ended map[muster.ID]bool
}

// fact is one thing said: a party, a membership, a claim, an edition …
type fact struct {
	id    muster.ID
	value muster.Value
	rows  []pledge.Entry // of an edition
}

// op is what one request did to the world, from a position on.
type op struct {
	at muster.Seq
	do func(*world)
}

func (w *world) say(id muster.ID, v muster.Value, rows ...pledge.Entry) {
	for _, gone := range []muster.ID{v.Common().Replaces, v.Common().Withdraws} {
		if gone != "" {
			w.ended[gone] = true
		}
	}
	w.said = append(w.said, fact{id, v, rows})
}

// standingOf lists what stands of one kind of statement, in order.
func standingOf[T muster.Value](w *world) (out []fact) {
	for _, f := range w.said {
		if _, ok := f.value.(T); ok && !w.ended[f.id] {
			out = append(out, f)
		}
	}
	return out
}

func (w *world) name(id muster.PartyID) string {
	for _, f := range standingOf[*party.Party](w) {
		if p := f.value.(*party.Party); p.About == string(id) {
			return p.Name
		}
	}
	return string(id)
}

func day(s string) muster.Day {
	d, err := muster.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func (w *world) member(group, id muster.PartyID, d muster.Day) bool {
	for _, f := range standingOf[*party.Member](w) {
		m := f.value.(*party.Member)
		if m.Group == group && m.Party == id && day(m.From) <= d && (m.Until == "" || d < day(m.Until)) {
			return true
		}
	}
	return false
}

// values is what is known of a series of numbers, by day: what was said later is laid over it.
func (w *world) values(about string) map[muster.Day]*big.Rat {
	out := map[muster.Day]*big.Rat{}
	for _, f := range standingOf[*indicator.Values](w) {
		v := f.value.(*indicator.Values)
		if v.About != about {
			continue
		}
		for line := range strings.Lines(v.Values) {
			d, n, _ := strings.Cut(strings.TrimSpace(line), " ")
			if len(d) == 4 {
				d += "-01-01"
			}
			out[day(d)] = rat(n)
		}
	}
	return out
}

// rate is the reference rate of a day: the last one on or before it that is at most five days old.
func (w *world) rate(currency string, d muster.Day) *big.Rat {
	known := w.values(indicator.EuroRates + "/" + currency)
	for back := muster.Day(0); back <= 5; back++ {
		if r, ok := known[d-back]; ok {
			return r
		}
	}
	return nil
}

// editions lists a series' editions in order of the day their data run to, then of import.
func (w *world) editions(series muster.SeriesID) []fact {
	var out []fact
	for _, f := range standingOf[*pledge.Submission](w) {
		if f.value.(*pledge.Submission).About == string(series) {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b fact) int {
		return cmp.Compare(a.value.(*pledge.Submission).DataTo, b.value.(*pledge.Submission).DataTo)
	})
	return out
}

// standingRows are the entries of a series that stand: those of the latest edition, and claims.
func (w *world) standingRows(series muster.SeriesID) []pledge.Entry {
	var out []pledge.Entry
	for _, f := range standingOf[*pledge.Entry](w) {
		if e := *f.value.(*pledge.Entry); strings.HasPrefix(e.About, string(series)+":") {
			out = append(out, e)
		}
	}
	if all := w.editions(series); len(all) > 0 {
		return append(out, all[len(all)-1].rows...)
	}
	return out
}

func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic("no number: " + s)
	}
	return r
}

// text writes a number without the noughts at its end.
func text(r *big.Rat) string {
	s := r.FloatString(30)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}

// rounded rounds to so many decimals, half to even.
func rounded(r *big.Rat, decimals int) *big.Rat {
	unit := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil))
	x := new(big.Rat).Mul(r, unit)
	q, rest := new(big.Int).DivMod(x.Num(), x.Denom(), new(big.Int)) // rest ≥ 0: q is the floor
	switch twice := new(big.Int).Lsh(rest, 1); twice.Cmp(x.Denom()) {
	case 1:
		q.Add(q, big.NewInt(1))
	case 0:
		q.Add(q, new(big.Int).And(q, big.NewInt(1)))
	}
	return new(big.Rat).Quo(new(big.Rat).SetInt(q), unit)
}

func period(e pledge.Entry) muster.Period {
	said := e.Date
	if e.Period != "" {
		said = e.Period
	}
	p, err := muster.ParsePeriod(said)
	if err != nil {
		return muster.Period{}
	}
	return p
}

func hasMoney(e pledge.Entry) bool { return e.Value != nil || e.Converted != nil }

// worth is an entry's value by its source: the conversion, marked or not, goes before the amount as
// said. The number is nil where it is unknown.
func worth(e pledge.Entry) (currency string, n *big.Rat) {
	v := e.Value
	if e.Converted != nil {
		v = e.Converted
	}
	if v.Mark != "" {
		return string(v.Currency), nil
	}
	return string(v.Currency), rat(v.Amount)
}

// at is an entry's amount as said in another currency, at the reference rates of its day.
func (w *world) at(e pledge.Entry, currency string) *big.Rat {
	if e.Value == nil || e.Value.Mark != "" {
		return nil
	}
	n, from := rat(e.Value.Amount), string(e.Value.Currency)
	if from == currency {
		return n
	}
	p := period(e)
	if p.Precision != muster.ExactDay {
		return nil
	}
	for _, x := range []struct {
		currency string
		apply    func(*big.Rat)
	}{
		{from, func(r *big.Rat) { n = new(big.Rat).Quo(n, r) }},
		{currency, func(r *big.Rat) { n = new(big.Rat).Mul(n, r) }},
	} {
		if x.currency == "EUR" {
			continue
		}
		r := w.rate(x.currency, p.From)
		if r == nil {
			return nil
		}
		x.apply(r)
	}
	return rounded(n, 8)
}

// content is what two entries must agree in to be the same statement, without the source's conversion.
func content(e pledge.Entry) string {
	when := e.Date
	if p := period(e); p.Precision != muster.Undated {
		when = p.String()
	}
	return fmt.Sprint(e.Event, "|", e.Line, "|", e.Party, "|", e.Type, "|", when, "|", likened(e.Value), "|", e.Item)
}

func value(v *pledge.Value) string {
	switch {
	case v == nil:
		return "none"
	case v.Mark != "":
		return string(v.Mark) + string(v.Currency)
	}
	return text(rat(v.Amount)) + string(v.Currency)
}

// likened is a value as two editions are compared by: numbers equal to 15 significant digits are
// equal, as between a workbook and its CSV.
func likened(v *pledge.Value) string {
	if v == nil || v.Mark != "" {
		return value(v)
	}
	return new(big.Float).SetPrec(256).SetRat(rat(v.Amount)).Text('e', 14) + string(v.Currency)
}

// changes compares two editions, contribution by contribution.
func changes(before *fact, after fact) pledge.Change {
	reduce := func(f *fact) map[string][2]string {
		rows := map[string][2][]string{}
		if f != nil {
			for _, e := range f.rows {
				x := rows[e.About]
				x[0], x[1] = append(x[0], content(e)), append(x[1], content(e)+likened(e.Converted))
				rows[e.About] = x
			}
		}
		out := map[string][2]string{}
		for k, x := range rows {
			slices.Sort(x[0])
			slices.Sort(x[1])
			out[k] = [2]string{strings.Join(x[0], "\n"), strings.Join(x[1], "\n")}
		}
		return out
	}
	c := pledge.Change{Comparable: after.value.(*pledge.Submission).Comparable && (before == nil || before.value.(*pledge.Submission).Comparable)}
	old, now := reduce(before), reduce(&after)
	for k, x := range now {
		y, kept := old[k]
		switch {
		case !kept:
			c.New++
		case x[1] == y[1]:
			c.Same++
		case !c.Comparable:
			c.New, c.Gone = c.New+1, c.Gone+1
		case x[0] == y[0]:
			c.Revalued++
		default:
			c.Changed++
		}
	}
	for k := range old {
		if _, kept := now[k]; !kept {
			c.Gone++
		}
	}
	return c
}
