// Package fund keeps packages of lines with prices that several donors fund together: what each gives, what
// is missing or too much in each currency, what was ordered, and the offers as which the lines arrive.
package fund

import (
	"iter"

	"muster"
	"muster/access"
	"muster/money"
	"muster/requirement"
	"muster/search"
	"muster/standing"
	"muster/work"
)

// The kinds of statement of this part.
const (
	KindPackage = "fund.package/1"
	KindAct     = "fund.act/1"
	KindMoney   = "fund.money/1"
	KindSupply  = "fund.supply/1"
)

// Package is the statement fund.package/1. About is its id, "p-0004".
type Package struct {
	muster.Envelope
	Title  string `json:"title" say:"what it is called"`
	Lines  []Line `json:"lines,omitempty" say:"what is bought, line by line: one or more"`
	FundBy string `json:"fund_by,omitempty" say:"the day by which the money is needed, as in 2027-01-15"`
	Due    string `json:"due,omitempty" say:"the day by which all of it should have arrived"`
}

// Line is a line of a package.
type Line struct {
	Key         string         `json:"key" say:"the line's own short id within the package, as in 1"`
	Item        string         `json:"item,omitempty" say:"what is bought, in words; needed where no requirement is named"`
	Requirement string         `json:"requirement,omitempty" say:"the requirement that it is bought for"`
	Quantity    string         `json:"quantity" say:"how much, a decimal above 0"`
	Unit        string         `json:"unit" say:"the unit of the quantity"`
	Price       string         `json:"price" say:"of one unit, a decimal"`
	Currency    money.Currency `json:"currency" say:"of the price, an ISO 4217 code"`
}

// Acted is the statement fund.act/1: about a package.
type Acted struct {
	work.Act
	Override string `json:"override,omitempty" say:"order: why it is ordered with less money than it costs; the one who acts answers for it"`
	Ref      string `json:"ref,omitempty" say:"order: the contract or case under which it was ordered"`
}

// Money is the statement fund.money/1: what one donor gives to a package. About is its own id, "f-0007". It
// is changed and withdrawn until the package is ordered.
type Money struct {
	muster.Envelope
	Package    string         `json:"package" say:"the package that it is for"`
	Donor      muster.PartyID `json:"donor" say:"the party that gives it"`
	Amount     string         `json:"amount" say:"how much, a decimal above 0"`
	Currency   money.Currency `json:"currency" say:"an ISO 4217 code"`
	Commitment string         `json:"commitment,omitempty" say:"the contribution whose commitment it fulfils, as in de:2026-14"`
}

// Supply is the statement fund.supply/1: an ordered line arrives as an offer. About is the package, the
// line's key and the offer, joined with pluses.
type Supply struct {
	muster.Envelope
}

// Stated is a package with the day on which it was stated, and with it its prices.
type Stated struct {
	Package
	Day muster.Day
}

// Gift is money with the day on which it was given.
type Gift struct {
	Money
	Day muster.Day
}

// Part holds the packages. It is a standing.Part and a work.Desk.
type Part struct {
	standing.Holds
	*work.Objects[Stated]
	override *standing.Register[string]
	money    *work.Stated[Gift]
	supplies *work.Stated[Supply]
	// Ids ever stated, by package; what stands is looked up again. They may stay when statements are taken back.
	given, supplied map[string][]string
}

// New returns the part for an empty record.
func New() *Part {
	p := &Part{
		Objects: work.NewObjects(work.Of[Stated]{
			Life: &Life, Like: "p-0004", Audience: func(x Stated) muster.Audience { return x.Audience },
			Object: func(s *standing.State, known muster.Seq, x Stated) access.Object {
				return standing.Find[*requirement.Part](s).Asking(known, x.requirements())
			},
		}),
		override: standing.NewRegister[string](), given: map[string][]string{}, supplied: map[string][]string{},
		money:    work.NewStated("money", func(x Gift) muster.Audience { return x.Audience }),
		supplies: work.NewStated("supply", func(x Supply) muster.Audience { return x.Audience }),
	}
	p.Holds = p.Kept(p.override, p.money, p.supplies)
	return p
}

// In finds the part in a view's state.
func In(v standing.View) *Part { return standing.Find[*Part](v.State) }

// Name implements standing.Part.
func (*Part) Name() string { return "fund" }

// Kinds implements standing.Part.
func (*Part) Kinds() []standing.Kind {
	return []standing.Kind{
		{Name: KindPackage, New: func() muster.Value { return new(Package) }, By: access.Speakers, Words: "states a package to be funded", Texts: texts},
		{Name: KindAct, Called: "package-act", New: func() muster.Value { return new(Acted) }, By: access.Speakers, Words: "acts on a package", Texts: texts},
		{Name: KindMoney, New: func() muster.Value { return new(Money) }, By: access.Speakers, Words: "gives money to a package", Texts: texts},
		{Name: KindSupply, New: func() muster.Value { return new(Supply) }, By: access.Speakers, Words: "says as which offer an ordered line arrives", Texts: texts},
	}
}

// Apply implements standing.Part.
func (p *Part) Apply(m standing.Moment, v muster.Value) {
	switch x := v.(type) {
	case *Package:
		p.Say(m, &x.Envelope, Stated{*x, muster.DayOf(m.Time)})
	case *Acted:
		p.Do(m, x)
		if x.Override != "" {
			p.override.Set(m, x.About, x.Override)
		}
	case *Money:
		p.money.Set(m, x.About, Gift{*x, muster.DayOf(m.Time)})
		p.enterMoney(x)
	case *Supply:
		p.supplies.Set(m, x.About, *x)
		p.enterSupply(x)
	}
}

func (p *Part) enterMoney(x *Money) { p.given[x.Package] = add(p.given[x.Package], x.About) }

func (p *Part) enterSupply(x *Supply) {
	id, _, _ := split(x.About)
	p.supplied[id] = add(p.supplied[id], x.About)
}

// add keeps a list of ids without repetition.
func add(ids []string, id string) []string {
	for _, have := range ids {
		if have == id {
			return ids
		}
	}
	return append(ids, id)
}

// End implements standing.Part.
func (p *Part) End(m standing.Moment, target muster.Seq) {
	_ = p.Over(m, target) || p.money.End(m, target) || p.supplies.End(m, target)
}

// CheckEnd implements standing.Ender: acts stay done, and money stays given once the package is ordered.
func (p *Part) CheckEnd(s *standing.State, target muster.Seq) error {
	switch s.KindOf(target) {
	case KindAct:
		return p.Final()
	case KindMoney:
		for _, x := range p.money.All(s.Known()) {
			if x.From == target {
				return p.checkMoves(s.Known(), x.Value.Package)
			}
		}
	}
	return nil
}

// Load implements standing.Part.
func (p *Part) Load(r *standing.SnapshotReader) {
	p.Holds.Load(r)
	for _, v := range p.money.Ever() {
		p.enterMoney(&v.Value.Money)
	}
	for _, v := range p.supplies.Ever() {
		p.enterSupply(&v.Value)
	}
}

// requirements are those that the lines of a package are bought for.
func (x *Package) requirements() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, l := range x.Lines {
			if !yield(l.Requirement) {
				return
			}
		}
	}
}

func texts(_ *standing.State, _ muster.Seq, v muster.Value) (said search.Said) {
	said = search.Say(v.Common())
	switch x := v.(type) {
	case *Package:
		said.Add(search.Name, x.Title)
		for _, l := range x.Lines {
			said.Add(search.Body, l.Item)
			said.Add(search.Aside, l.Requirement)
		}
	case *Acted:
		said.Add(search.Body, x.Override)
		said.Add(search.Aside, x.Ref)
	case *Money:
		said.Add(search.Aside, x.Package, string(x.Donor), x.Commitment)
	}
	return said
}

// Money returns what was given, by its own id, as known at a position.
func (p *Part) Money(known muster.Seq, id string) (standing.Version[Gift], bool) {
	return p.money.Get(known, id)
}

// Steps are the statements that a package's life rests on, in order: those that state and change it, the acts
// on it, the money for it and the offers as which it arrives.
func (p *Part) Steps(known muster.Seq, id string) []muster.ID {
	var of [][]standing.Step
	for _, m := range p.given[id] {
		of = append(of, standing.Steps(p.money.Register, known, m))
	}
	for _, x := range p.supplied[id] {
		of = append(of, standing.Steps(p.supplies.Register, known, x))
	}
	return p.Objects.Steps(known, id, of...)
}
