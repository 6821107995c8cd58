package fund

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/money"
	"muster/offer"
	"muster/party"
	"muster/pledge"
	"muster/requirement"
	"muster/standing"
	"muster/work"
)

// Channels are those of offers as which an ordered line may arrive.
var Channels = []string{"nato trust fund", "purl", "joint purchase", "coalition fund"}

var lineKey = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{0,31}$`)

// Check implements standing.Part.
func (p *Part) Check(s *standing.State, v muster.Value) error {
	switch x := v.(type) {
	case *Package:
		return p.checkPackage(s, x)
	case *Acted:
		return p.Told(s, &x.Envelope, x.About, p.checkAct(s, x))
	case *Money:
		return p.checkMoney(s, x)
	case *Supply:
		return p.checkSupply(s, x)
	}
	return nil
}

func (p *Part) checkPackage(s *standing.State, x *Package) error {
	known := s.Known()
	needs := standing.Find[*requirement.Part](s)
	was, err := p.CheckSay(s, &x.Envelope, Stated{Package: *x})
	w := muster.Faults{err}
	if life, _ := p.State(known, x.About); was != nil && life.Value.State == Ordered {
		w.Add(muster.Conflict("replaces", p.Is(s.Hearer(&x.Envelope), known, x.About)+"; what was ordered is not changed"))
	}
	if x.Title == "" {
		w.Found("title", "", "a title in words")
	}
	if len(x.Lines) == 0 {
		w.Found("lines", "", "one line or more")
	}
	for i, l := range x.Lines {
		l.check(&w, known, needs, fmt.Sprintf("lines[%d].", i))
		if slices.ContainsFunc(x.Lines[:i], func(o Line) bool { return o.Key == l.Key }) {
			w.Found(fmt.Sprintf("lines[%d].key", i), l.Key, "each key once")
		}
	}
	for _, d := range [][2]string{{"fund_by", x.FundBy}, {"due", x.Due}} {
		if d[1] != "" {
			w.Day(d[0], d[1])
		}
	}
	return w.Err()
}

func (l *Line) check(w *muster.Faults, known muster.Seq, needs *requirement.Part, at string) {
	if !lineKey.MatchString(l.Key) {
		w.Found(at+"key", l.Key, "a short id of lower-case letters, digits, dots and dashes, as in 1")
	}
	if _, ok := needs.Get(known, l.Requirement); l.Requirement != "" && !ok {
		w.Found(at+"requirement", l.Requirement, "the id of a requirement of this record")
	}
	if l.Requirement == "" && l.Item == "" {
		w.Found(at+"item", "", "what is bought, in words, or a requirement that it is bought for")
	}
	if q, err := money.Parse(l.Quantity); err != nil || q.Sign() <= 0 {
		w.Found(at+"quantity", l.Quantity, "a decimal above 0")
	}
	if l.Unit == "" {
		w.Found(at+"unit", "", "the unit of the quantity, as in each")
	}
	if a, err := money.Parse(l.Price); err != nil || a.Sign() < 0 {
		w.Found(at+"price", l.Price, "a decimal, not below 0: the price of one unit")
	}
	checkCurrency(w, at+"currency", l.Currency)
}

func checkCurrency(w *muster.Faults, field string, c money.Currency) {
	if read, err := money.ParseCurrency(string(c)); err != nil {
		w.Add(muster.Invalid(field, err.Error()))
	} else if read != c {
		w.Found(field, string(c), string(read))
	}
}

func (p *Part) checkAct(s *standing.State, x *Acted) error {
	pack, move, err := p.CheckAct(s, x)
	if err != nil {
		return err
	}
	if err := move.Given("why", x.Why); err != nil {
		return err
	}
	for _, f := range [][2]string{{"override", x.Override}, {"ref", x.Ref}} {
		if f[1] != "" && x.Act.Act != ActOrder {
			return muster.Invalid(f[0], fmt.Sprintf("the act %s has no such field; %s has", x.Act.Act, ActOrder))
		}
	}
	if x.Act.Act != ActOrder || x.Override != "" {
		return nil
	}
	h, withheld := s.Hearer(&x.Envelope), false
	told := p.totals(s.Known(), pack.Value.Package, func(a muster.Audience) bool {
		sees := h.Sees(a)
		withheld = withheld || !sees
		return sees
	})
	for i, t := range p.totals(s.Known(), pack.Value.Package, nil) {
		if t.Remaining.Sign() <= 0 {
			continue
		}
		are := fmt.Sprintf("of package %s %s %s are funded of %s; %s are missing", x.About, t.Funded, t.Currency, t.Asked, t.Remaining)
		if withheld { // those of its lines come first, in the same order
			are = fmt.Sprintf("of package %s %s %s are funded of %s by what you may see, and with what is not yours to see it is not all", x.About, told[i].Funded, t.Currency, t.Asked)
		}
		return muster.Conflict("act", are+": wait for the rest, or say in override why it is ordered without")
	}
	return nil
}

// checkMoves refuses to change money of a package that was ordered.
func (p *Part) checkMoves(known muster.Seq, id string) error {
	if life, ok := p.State(known, id); ok && life.Value.State != Open {
		return muster.Conflict("package", "the package is open no more; its money stays as it was given")
	}
	return nil
}

func (p *Part) checkMoney(s *standing.State, x *Money) error {
	known := s.Known()
	h := s.Hearer(&x.Envelope)
	w := muster.Faults{p.money.CheckThread(s, &x.Envelope), work.CheckID(x.About, "f-0007")}
	life, ok := p.State(known, x.Package)
	shut := life.Value.State != Open && life.Value.State != Ordered
	switch was, stands := p.money.Get(known, x.About); {
	case !ok || shut && p.Hides(h, known, x.Package):
		w.Found("package", x.Package, "the id of a package of this record")
	case shut:
		w.Add(muster.Conflict("package", p.Is(h, known, x.Package)+"; it takes no money"))
	case stands && w[0] == nil && (was.Value.Package != x.Package || was.Value.Donor != x.Donor): // else it is another's
		w.Found("package", x.Package, fmt.Sprintf("the package and the donor as before, %s and %s", was.Value.Package, was.Value.Donor))
	}
	if _, ok := standing.Find[*party.Part](s).Get(known, x.Donor); !ok {
		w.Found("donor", string(x.Donor), "a party of this record")
	}
	if a, err := money.Parse(x.Amount); err != nil || a.Sign() <= 0 {
		w.Found("amount", x.Amount, "a decimal above 0")
	}
	checkCurrency(&w, "currency", x.Currency)
	if series := string(pledge.SeriesOf(x.Commitment)); x.Commitment != "" && (series == "" || series == x.Commitment) {
		w.Found("commitment", x.Commitment, "a contribution, named by its series, a colon and its key, as in de:2026-14")
	}
	w.Add(mayFund.May(access.Of(&x.Envelope), access.Object{Parties: map[string]muster.PartyID{offer.Donor: x.Donor}}))
	return w.Err()
}

// split reads the id of a supply.
func split(about string) (id, line, stock string) {
	id, rest, _ := strings.Cut(about, "+")
	line, stock, _ = strings.Cut(rest, "+")
	return id, line, stock
}

func (p *Part) checkSupply(s *standing.State, x *Supply) error {
	known, h := s.Known(), s.Hearer(&x.Envelope)
	offers := standing.Find[*offer.Part](s)
	id, key, stock := split(x.About)
	pack, ok := p.Get(known, id)
	i := slices.IndexFunc(pack.Value.Lines, func(l Line) bool { return l.Key == key })
	o, there := offers.Get(known, stock)
	none := muster.Found("about", x.About, "the ids of a package, of one of its lines and of an offer, joined with pluses, as in p-0004+1+o-0098")
	if !ok || i < 0 || !there {
		return none
	}
	line := pack.Value.Lines[i]
	err := p.checkArrives(s, h, x, line, o.Value)
	if err != nil && (p.Hides(h, known, id) || offers.Hides(h, known, stock)) {
		return none
	}
	return err
}

// checkArrives refuses an offer as which a line cannot arrive.
func (p *Part) checkArrives(s *standing.State, h *standing.Hearer, x *Supply, line Line, o offer.Stock) error {
	known := s.Known()
	id, _, _ := split(x.About)
	w := muster.Faults{p.supplies.CheckThread(s, &x.Envelope), maySupply.May(access.Of(&x.Envelope), o.Object())}
	if life, _ := p.State(known, id); life.Value.State != Ordered {
		w.Add(muster.Conflict("about", p.Is(h, known, id)+"; lines arrive once it is ordered"))
	}
	if !slices.Contains(Channels, o.Channel) {
		w.Found("about", o.Channel, fmt.Sprintf("an offer through one of %s", strings.Join(Channels, ", ")))
	}
	if string(o.Unit) != line.Unit {
		w.Found("about", string(o.Unit), "an offer in the unit of the line, "+line.Unit)
		return w.Err()
	}
	needs := standing.Find[*requirement.Part](s)
	if need, ok := needs.Get(known, line.Requirement); ok && o.Item != need.Value.Item && !slices.Contains(need.Value.Substitutes, o.Item) {
		asks := fmt.Sprintf("an offer of what requirement %s asks for", line.Requirement)
		if !needs.Hides(h, known, line.Requirement) {
			asks += ", " + string(need.Value.Item)
		}
		w.Found("about", string(o.Item), asks)
	}
	w.Add(p.checkRest(s, h, x, line, o))
	return w.Err()
}

// checkRest refuses an offer that is a line's already or another's, and more than was ordered.
func (p *Part) checkRest(s *standing.State, h *standing.Hearer, x *Supply, line Line, o offer.Stock) error {
	known, offers := s.Known(), standing.Find[*offer.Part](s)
	id, key, stock := split(x.About)
	left, _ := money.Parse(line.Quantity)
	withheld := false
	for about, y := range p.supplies.All(known) {
		otherID, otherKey, other := split(about)
		untold := !h.Sees(y.Value.Audience)
		if other == stock && about != x.About {
			if untold || p.Hides(h, known, otherID) {
				return muster.Conflict("about", fmt.Sprintf("offer %s arrives already for what is not yours to see", stock))
			}
			return muster.Conflict("about", fmt.Sprintf("offer %s arrives for line %s of package %s already", stock, otherKey, otherID))
		}
		if otherID == id && otherKey == key && other != stock {
			v, _ := offers.Get(known, other)
			left = left.Sub(v.Value.Quantity)
			withheld = withheld || untold || offers.Hides(h, known, other)
		}
	}
	switch {
	case o.Quantity.Cmp(left) <= 0:
		return nil
	case withheld:
		return muster.Conflict("about", fmt.Sprintf("offer %s is of %s; that is more than is left of the %s %s ordered, and not all that arrives is yours to see", stock, o.Quantity, line.Quantity, line.Unit))
	}
	return muster.Conflict("about", fmt.Sprintf("offer %s is of %s; of the %s %s ordered %s are left", stock, o.Quantity, line.Quantity, line.Unit, left))
}
