package web

import (
	"net/http"

	"muster/money"
	"muster/pledge"

	"github.com/a-h/templ"
)

// sharesPage works out each indicative share: from GDP to the cent.
type sharesPage struct{ *pledgePage }

func (s *site) shares(w http.ResponseWriter, r *http.Request) {
	p, _, err := s.ask(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	sp := sharesPage{p}
	if s.file(w, r, p.moment, fileName(p.terms.Name)+"-shares", sp.export()) {
		return
	}
	p.title = p.say("shares.title") + " · " + p.recorded(p.terms.Title)
	s.show(w, r, http.StatusOK, sp.whole())
}

// sharesFile is the address of the shares as a file.
func (p *pledgePage) sharesFile(format string) string {
	v := p.query.values()
	v.Set(fieldAt, p.moment.position())
	v.Set(fieldFormat, format)
	return address(p.bare()+"/shares", v)
}

// allGDP is the denominator.
func (p sharesPage) allGDP() money.Amount {
	var sum money.Sum
	for _, s := range p.res.Shares {
		sum.AddAmount(s.GDP.Amount)
	}
	return sum.Total()
}

// signedCents shows a gap as screens do, counted − share, with its sign.
func (p sharesPage) signedCents(gap money.Money) string {
	gap.Amount = gap.Amount.Neg()
	if gap.Amount.Sign() > 0 {
		return "+" + p.cents(gap)
	}
	return p.cents(gap)
}

// furthest says in sentences who is furthest above its indicative share, who furthest below, and who
// carries most of its own; each number opens. Nothing, where nobody's gap is known.
func (p *pledgePage) furthest() (out []templ.Component) {
	var above, below, most *pledge.Share
	ratio := func(s *pledge.Share) money.Amount {
		r, _ := percent(s.Counted.Amount, s.Indicative.Amount)
		return r
	}
	for i := range p.shares {
		s := &p.shares[i]
		if s.Gap == nil || s.Counted == nil {
			continue
		}
		if over := s.Gap.Amount.Neg(); over.Sign() > 0 && (above == nil || over.Cmp(above.Gap.Amount.Neg()) > 0) {
			above = s
		}
		if s.Gap.Amount.Sign() > 0 && (below == nil || s.Gap.Amount.Cmp(below.Gap.Amount) > 0) {
			below = s
		}
		if most == nil || ratio(s).Cmp(ratio(most)) > 0 {
			most = s
		}
	}
	if above != nil {
		out = append(out, p.rich("carry.far.above", "name", above.Name, "amount", strong(p.shareOf(above.Party), p.full(above.Gap.Amount.Abs()))))
	}
	if below != nil {
		out = append(out, p.rich("carry.far.below", "name", below.Name, "amount", strong(p.shareOf(below.Party), p.full(below.Gap.Amount))))
	}
	if most != nil && ratio(most).Sign() > 0 {
		out = append(out, p.rich("carry.far.effort", "name", most.Name, "ratio", strong(p.shareOf(most.Party), p.ratio(most.Counted.Amount, most.Indicative.Amount))))
	}
	return out
}
