package report

import (
	"cmp"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"muster"
	"muster/item"
	"muster/matching/plan"
	"muster/pledge"
	"muster/standing"
)

// Plan is the best set of matches for all that is open, by what its viewer sees, with what there is to say
// about it. Quantities and shares are exact: decimals, or ratios as 1/3 where no decimal is exactly it.
type Plan struct {
	Foot
	Day      muster.Day    `json:"day" doc:"of the plan: nothing leaves before it"`
	Transit  int64         `json:"transit" doc:"days from readiness to arrival that it reckons with"`
	Changes  []PlanChange  `json:"what_if" doc:"changes that it supposes, of which nothing is recorded"`
	Levels   []PlanLevel   `json:"levels" doc:"what it reaches, the first level before the second without exchange"`
	Matches  []PlanMatch   `json:"matches"`
	Open     []PlanOpen    `json:"open" doc:"lines that are not met whole in time"`
	Packages []PlanPackage `json:"packages"`
	Donors   []PlanDonor   `json:"donors" doc:"where each donor's stock would do good"`
	Offers   []PlanOffer   `json:"offers" doc:"what is lost if an offer is withdrawn"`
	Pins     []PlanPin     `json:"pins" doc:"pins that cannot be held, or not whole"`
	Whole    bool          `json:"whole" doc:"everything was looked into; otherwise what was not says looked: false"`
}

// PlanLevel is what a plan reaches on one level of its objective.
type PlanLevel struct {
	Level  string `json:"level" enum:"met,lateness,whole,types,effort,spread"`
	Aim    string `json:"aim" enum:"most,least" doc:"whether the most is the best, or the least"`
	Reach  string `json:"reach"`
	Of     string `json:"of,omitempty" doc:"of met and whole: what it would be if all were"`
	Bound  string `json:"bound" doc:"what no plan that is as good on the levels before can pass"`
	Proven bool   `json:"proven" doc:"there is no better plan"`
	Gap    string `json:"gap" doc:"how far from the bound, in per cent, rounded up"`
	Says   string `json:"says"`
}

// PlanMatch is what a plan gives a requirement of an offer.
type PlanMatch struct {
	Requirement string         `json:"requirement"`
	Requester   muster.PartyID `json:"requester"`
	Offer       string         `json:"offer"`
	Donor       muster.PartyID `json:"donor"`
	Item        item.ID        `json:"item" doc:"of the offer"`
	Quantity    string         `json:"quantity" doc:"in the offer's unit"`
	Unit        item.UnitID    `json:"unit"`
	Meets       string         `json:"meets" doc:"how much of the requirement, in its unit"`
	MeetsUnit   item.UnitID    `json:"meets_unit"`
	Share       string         `json:"share" doc:"of all that the requirement asks for"`
	Leaves      muster.Day     `json:"leaves" doc:"the first day on which it can leave"`
	Arrives     muster.Day     `json:"arrives"`
	NeededBy    muster.Day     `json:"needed_by"`
	DaysLate    int64          `json:"days_late"`
	StandsInFor item.ID        `json:"stands_in_for,omitempty" doc:"the item that was asked for, where it is another"`
	Packages    []string       `json:"packages,omitempty" doc:"the packages that the requirement belongs to, each by the line that the others serve"`
	Pinned      bool           `json:"pinned,omitempty"`
	Instead     []PlanInstead  `json:"instead" doc:"other offers that could have been given, the soonest first, and what the plan would lose by each"`
	Looked      bool           `json:"looked" doc:"the others were worked out"`
	Says        string         `json:"says"`
}

// PlanInstead is an offer in place of a match's.
type PlanInstead struct {
	Offer    string     `json:"offer"`
	DaysLate int64      `json:"days_late"`
	Loses    []PlanLoss `json:"loses" doc:"by level; empty: it would be as good, and the order alone decided"`
	Exact    bool       `json:"exact" doc:"no plan with it loses less on the first level"`
	Says     string     `json:"says"`
}

// PlanLoss is by how much a plan would be worse on a level; below 0 it would be better there.
type PlanLoss struct {
	Level string `json:"level"`
	By    string `json:"by"`
}

// PlanOpen is a requirement that is not met whole in time.
type PlanOpen struct {
	Requirement string         `json:"requirement"`
	Requester   muster.PartyID `json:"requester"`
	Item        item.ID        `json:"item"`
	Quantity    string         `json:"quantity"`
	Unit        item.UnitID    `json:"unit"`
	Priority    int            `json:"priority"`
	NeededBy    muster.Day     `json:"needed_by"`
	Share       string         `json:"share" doc:"met in time; of a line whose day has passed, met at all"`
	Lacks       string         `json:"lacks" doc:"what nothing meets at all"`
	Blocks      []PlanBlock    `json:"blocks"`
	Change      *PlanChange    `json:"change" doc:"the cheapest change that unblocks it; null: none alone does"`
	Costs       int64          `json:"change_costs,omitempty" doc:"a number by which changes are ordered, no money"`
	ChangeSays  string         `json:"change_says,omitempty"`
	Rises       string         `json:"rises,omitempty" doc:"its share with that change"`
	Looked      bool           `json:"looked" doc:"the change was worked out"`
}

// PlanBlock is one thing that keeps a requirement open.
type PlanBlock struct {
	Reason   string         `json:"reason"`
	Offer    string         `json:"offer,omitempty"`
	Also     []string       `json:"also,omitempty" doc:"what else keeps this offer out"`
	Days     int64          `json:"days_late,omitempty"`
	Early    int64          `json:"days_early,omitempty" doc:"for the package"`
	Line     string         `json:"requirement,omitempty" doc:"the line that has the stock, or the part of the package"`
	Higher   bool           `json:"higher,omitempty" doc:"that line is of higher priority"`
	Quantity string         `json:"quantity,omitempty" doc:"how much of the offer it has"`
	Party    muster.PartyID `json:"party,omitempty" doc:"whose consent is missing"`
	Says     string         `json:"says"`
}

// PlanPackage is requirements that are of use only together.
type PlanPackage struct {
	Package string        `json:"package" doc:"the requirement that the others serve"`
	Share   string        `json:"share" doc:"of the part of which there is least, in time"`
	Parts   []PlanPart    `json:"parts"`
	Missing []PlanMissing `json:"missing" doc:"parts that nobody asked for, or for too little"`
	Change  *PlanChange   `json:"change" doc:"that asks for what is missing first, or brings a part that is too late for the package early enough; null: none alone does"`
	Says    string        `json:"change_says,omitempty"`
	Rises   string        `json:"rises,omitempty" doc:"its share with an offer that comes earlier"`
}

// PlanPart is a requirement of a package.
type PlanPart struct {
	Requirement string `json:"requirement"`
	Full        string `json:"full" doc:"how much of it makes the package whole"`
	There       string `json:"there" doc:"how much of it is there in time, or on the days on which it counts"`
	Share       string `json:"share"`

	From  *muster.Day `json:"counts_from,omitempty" doc:"the first day on which it counts for the package"`
	By    *muster.Day `json:"counts_by,omitempty" doc:"the last day on which it counts for the package; absent: it counts if it comes by its own day"`
	Late  int64       `json:"days_late,omitempty" doc:"how many days too late for the package some of it comes, where too little counts"`
	Early int64       `json:"days_early,omitempty" doc:"how many days too early"`
}

// PlanMissing is a part of a package that nobody asked for.
type PlanMissing struct {
	Sort  string      `json:"sort"`
	What  string      `json:"what" doc:"an item, family:ID or class:SCHEME:CODE"`
	Short string      `json:"short"`
	Unit  item.UnitID `json:"unit"`
	Must  bool        `json:"essential"`
}

// PlanDonor is where a donor's stock would do good, the most first.
type PlanDonor struct {
	Donor muster.PartyID `json:"donor"`
	Lines []PlanFilling  `json:"lines"`
}

// PlanFilling is a requirement that an offer could meet if one thing did not keep it out.
type PlanFilling struct {
	Requirement string `json:"requirement"`
	Offer       string `json:"offer"`
	Meets       string `json:"meets"`
	Share       string `json:"share"`
	Reason      string `json:"reason"`
	DaysLate    int64  `json:"days_late,omitempty"`
	Says        string `json:"says"`
}

// PlanOffer is what hangs on an offer that the plan uses.
type PlanOffer struct {
	Offer  string     `json:"offer"`
	Loses  []PlanLoss `json:"loses"`
	Exact  bool       `json:"exact" doc:"no plan without it loses less on the first level"`
	Lines  []PlanFall `json:"lines" doc:"requirements that would have less"`
	Looked bool       `json:"looked"`
}

// PlanFall is a requirement that would have less.
type PlanFall struct {
	Requirement string `json:"requirement"`
	Was         string `json:"was"`
	Is          string `json:"is"`
}

// PlanPin is a pin that cannot be held whole.
type PlanPin struct {
	Requirement string `json:"requirement"`
	Offer       string `json:"offer"`
	Quantity    string `json:"quantity"`
	Held        string `json:"held"`
	Why         string `json:"why"`
}

// PlanChange is a change of what a plan is made of, as a file of changes has it.
type PlanChange plan.Change

// PlanQuery is how a plan is asked for.
type PlanQuery struct {
	Fair    string // spread what is given by the indicative shares of this pledge; empty: the spread does not count
	Transit int64  // days; below 0: the usual
	WhatIf  plan.WhatIf
	Line    string      // say what there is to say of this requirement alone; empty: of all
	On      *muster.Day // nil: the view's
	// Budget bounds what is worked out for reasons: pairs of all plans that are tried; 0: the usual.
	Budget int
}

// TransitOf reads days from readiness to arrival; empty: the usual.
func TransitOf(text string) (int64, error) {
	if text == "" {
		return plan.Transit, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 || n > 365 {
		return 0, muster.Invalid("transit", fmt.Sprintf("found %q; accepted are days from 0 to 365", text))
	}
	return n, nil
}

// PlanOf works out the plan of a view.
func PlanOf(v standing.View, q PlanQuery) (*Plan, error) {
	var opt plan.Options
	if q.Fair != "" {
		var err error
		if opt.Fair, err = fairOf(v, q.Fair); err != nil {
			return nil, err
		}
	}
	in, err := plan.From(v, q.Transit, opt).What(q.WhatIf)
	if err != nil {
		return nil, err
	}
	if _, ok := in.Need(q.Line); !ok && q.Line != "" {
		return nil, muster.Invalid("requirement", fmt.Sprintf("found %q; accepted is the id of an open requirement", q.Line))
	}
	c := in.Case()
	p, err := plan.Solve(c.Problem)
	if err != nil {
		return nil, err
	}
	why, err := plan.Explain(c, p, q.Line, cmp.Or(q.Budget, plan.Budget))
	if err != nil {
		return nil, err
	}
	return planOf(c, p, why, q.WhatIf), nil
}

// fairOf is each donor's part of the indicative shares of a pledge.
func fairOf(v standing.View, name string) (shares map[muster.PartyID]item.Ratio, err error) {
	var r *pledge.Result
	v.Read(func() { r, err = pledge.In(v).Weigh(v, name, pledge.Query{}) })
	if err != nil {
		why := err.Error()
		if all := muster.Refusals(err); len(all) > 0 {
			why = all[0].Why
		}
		return nil, muster.Invalid("fair", why)
	}
	var all item.Ratio
	for _, s := range r.Shares {
		all = all.Plus(item.RatioOf(s.Indicative.Amount))
	}
	if all.Sign() <= 0 {
		return nil, muster.Invalid("fair", fmt.Sprintf("found %q; its members have no indicative shares here: 'muster import gdp FILE' brings the numbers they follow from", name))
	}
	shares = map[muster.PartyID]item.Ratio{}
	for _, s := range r.Shares {
		shares[s.Party] = item.RatioOf(s.Indicative.Amount).Over(all)
	}
	return shares, nil
}

// percent writes a share as per cent, rounded to one decimal: up, down or to the nearest.
func percent(r item.Ratio, up bool) string {
	x := r.Rat()
	x.Mul(x, big.NewRat(1000, 1))
	n := new(big.Int).Quo(x.Num(), x.Denom())
	if up && !x.IsInt() {
		n.Add(n, big.NewInt(1))
	}
	s := new(big.Rat).SetFrac(n, big.NewInt(10)).FloatString(1)
	return strings.TrimSuffix(s, ".0")
}

// Short is what a plan reaches, to two decimals.
func (l PlanLevel) Short() string {
	var r item.Ratio
	if r.UnmarshalText([]byte(l.Reach)) != nil {
		return l.Reach
	}
	return strings.TrimSuffix(r.Rat().FloatString(2), ".00")
}

// Columns implements Table.
func (PlanMatch) Columns() []string {
	return []string{
		"requirement", "requester", "offer", "donor", "item", "quantity", "unit", "meets", "meets unit", "share", "leaves", "arrives", "needed by", "days late",
		"stands in for", "packages", "why",
	}
}

// Cells implements Row.
func (m PlanMatch) Cells() []string {
	return []string{
		m.Requirement, string(m.Requester), m.Offer, string(m.Donor), string(m.Item), m.Quantity, string(m.Unit), m.Meets, string(m.MeetsUnit), m.Share,
		m.Leaves.String(), m.Arrives.String(), m.NeededBy.String(), strconv.FormatInt(m.DaysLate, 10), string(m.StandsInFor), strings.Join(m.Packages, ", "), m.Says,
	}
}
