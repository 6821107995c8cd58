package web

import (
	"fmt"
	"net/http"

	"muster"
	"muster/money"
)

// sharesPage works out each indicative share: from GDP to the cent.
type sharesPage struct{ *pledgePage }

func (s *site) shares(w http.ResponseWriter, r *http.Request) {
	p, _, err := s.ask(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	switch f := r.URL.Query().Get(fieldFormat); f {
	case "":
		p.title = p.say("shares.title") + " · " + p.recorded(p.terms.Title)
		s.show(w, r, http.StatusOK, sharesPage{p}.whole())
	case "csv":
		p.sharesCSV(w)
	default:
		s.fail(w, r, muster.Invalid(fieldFormat, fmt.Sprintf("found %q; accepted is csv, or nothing for a page", f)))
	}
}

// sharesFile is the address of the same as a file.
func (p sharesPage) sharesFile() string {
	v := p.query.values()
	v.Set(fieldAt, fmt.Sprint(uint64(p.res.Known)))
	v.Set(fieldFormat, "csv")
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
