package report

import (
	"cmp"
	"slices"
	"strconv"

	"muster"
	"muster/money"
	"muster/reform"
	"muster/standing"
)

// ReformMoney is the money of instalments in one currency.
type ReformMoney struct {
	Currency money.Currency `json:"currency"`
	AtStake  money.Amount   `json:"at_stake" doc:"all that hangs on the instalments"`
	Payable  money.Amount   `json:"payable" doc:"by decisions"`
	Paid     money.Amount   `json:"paid" doc:"of what was decided, when it was"`
	Released money.Amount   `json:"released" doc:"of what was held, later"`
	Held     money.Amount   `json:"held" doc:"held back now"`
	Reduced  money.Amount   `json:"reduced" doc:"held, and not paid any more"`
}

// Instalment is an instalment with what became of its money. What lapsed is still held until a decision reduces
// the instalment by it: a step's own amount need not be known.
type Instalment struct {
	Instalment string         `json:"instalment"`
	Title      muster.Text    `json:"title"`
	State      string         `json:"state"`
	Steps      int            `json:"steps" doc:"that it is paid for, without preconditions"`
	Done       int            `json:"fulfilled" doc:"of those, fulfilled by the day asked for, before money was held back or while the clock ran"`
	Suspended  int            `json:"suspended" doc:"of those, with a clock that runs"`
	Lapsed     int            `json:"lapsed" doc:"of those, whose clock ran out"`
	Currency   money.Currency `json:"currency"`
	AtStake    money.Amount   `json:"at_stake" doc:"all that hangs on it"`
	Payable    money.Amount   `json:"payable" doc:"by the decision"`
	Paid       money.Amount   `json:"paid" doc:"of what was decided, when it was"`
	Released   money.Amount   `json:"released" doc:"of what was held, later"`
	Held       money.Amount   `json:"held" doc:"held back now"`
	Reduced    money.Amount   `json:"reduced" doc:"held, and not paid any more"`
	Until      string         `json:"until,omitempty" doc:"the last day of the first clock that runs out"`
	DaysLeft   *int           `json:"days_left" doc:"until that day; null: no clock runs"`
	Withheld   bool           `json:"withheld" doc:"not all of its money or steps is for who asks"`
}

// Columns implements Table.
func (Instalment) Columns() []string {
	return []string{"instalment", "title", "state", "steps", "fulfilled", "suspended", "lapsed", "currency", "at_stake", "payable", "paid", "released", "held", "reduced", "until", "days_left"}
}

// Cells implements Row.
func (x Instalment) Cells() []string {
	left := ""
	if x.DaysLeft != nil {
		left = strconv.Itoa(*x.DaysLeft)
	}
	return []string{
		x.Instalment, x.Title.In("en"), x.State, strconv.Itoa(x.Steps), strconv.Itoa(x.Done), strconv.Itoa(x.Suspended), strconv.Itoa(x.Lapsed), string(x.Currency),
		x.AtStake.String(), x.Payable.String(), x.Paid.String(), x.Released.String(), x.Held.String(), x.Reduced.String(), x.Until, left,
	}
}

// instalmentsOf are a framework's instalments that a viewer may see, in their own order.
func instalmentsOf(v standing.View, p *reform.Part, framework string) (all []Instalment, withheld bool) {
	all = []Instalment{}
	number := map[string]int{}
	for id, in := range p.Instalments.All(v.Known) {
		switch {
		case in.Value.Framework != framework:
		case !v.Shows(in.Value.Audience):
			withheld = true
		default:
			number[id] = in.Value.Number
			x := instalmentOf(v, p, &in.Value)
			all, withheld = append(all, x), withheld || x.Withheld
		}
	}
	slices.SortStableFunc(all, func(a, b Instalment) int {
		return cmp.Or(cmp.Compare(number[a.Instalment], number[b.Instalment]), cmp.Compare(a.Instalment, b.Instalment))
	})
	return all, withheld
}

func instalmentOf(v standing.View, p *reform.Part, in *reform.Instalment) Instalment {
	purse, hidden := p.Purse(v, in)
	th, _ := p.Thing(v, reform.InstalmentLife.Object, in.About)
	x := Instalment{
		Instalment: in.About, Title: in.Title, State: th.State, AtStake: in.Stake.Total(),
		Payable: purse.Payable, Paid: purse.Paid, Released: purse.Released, Held: purse.Held(), Reduced: purse.Reduced, Withheld: hidden,
	}
	if in.Stake != nil {
		x.Currency = in.Stake.Currency
	}
	for _, id := range in.Steps {
		step, ok := p.Thing(v, reform.Life.Object, id)
		if !ok || !v.Shows(step.Audience) {
			x.Withheld = true
			continue
		}
		x.Steps++
		if fulfilledBy(v, p, &step) {
			x.Done++
		}
		switch step.State {
		case reform.Lapsed:
			x.Lapsed++
		case reform.Suspended:
			x.Suspended++
			if h, ok := p.Hold(v, id); ok && (x.DaysLeft == nil || h.Until < x.Until) {
				left := h.Left(v.Effective)
				x.Until, x.DaysLeft = h.Until, &left
			}
		}
	}
	return x
}

// moneyOf adds up the money of instalments, by currency.
func moneyOf(of []Instalment) []ReformMoney {
	all := []ReformMoney{}
	for _, x := range of {
		i := slices.IndexFunc(all, func(m ReformMoney) bool { return m.Currency == x.Currency })
		if i < 0 {
			i, all = len(all), append(all, ReformMoney{Currency: x.Currency})
		}
		m := &all[i]
		m.AtStake, m.Payable, m.Paid = m.AtStake.Add(x.AtStake), m.Payable.Add(x.Payable), m.Paid.Add(x.Paid)
		m.Released, m.Reduced, m.Held = m.Released.Add(x.Released), m.Reduced.Add(x.Reduced), m.Held.Add(x.Held)
	}
	slices.SortFunc(all, func(a, b ReformMoney) int { return cmp.Compare(a.Currency, b.Currency) })
	return all
}

// Sections implements Sectioned.
func (b *Scoreboard) Sections() []Section {
	chapters := Section{Key: "chapters", Name: "steps by chapter", Columns: columns("chapter", "title")}
	for _, name := range (Score{}).Columns()[2:] {
		chapters.Columns = append(chapters.Columns, SectionColumn{name, true})
	}
	for _, c := range append(slices.Clone(b.Chapters), b.All) {
		chapters.Rows = append(chapters.Rows, c.Cells())
	}
	if n := len(chapters.Rows) - 1; n >= 0 {
		chapters.Rows[n][0] = "all"
	}
	sums := Section{Key: "money", Name: "money by currency", Columns: columns("currency", "#at_stake", "#payable", "#paid", "#released", "#held", "#reduced")}
	for _, m := range b.Money {
		sums.Rows = append(sums.Rows, []string{string(m.Currency), m.AtStake.String(), m.Payable.String(), m.Paid.String(), m.Released.String(), m.Held.String(), m.Reduced.String()})
	}
	paid := SectionOf("instalments", "instalments", b.Instalments, "steps", "fulfilled", "suspended", "lapsed", "at_stake", "payable", "paid", "released", "held", "reduced", "days_left")
	held := Section{Key: "held", Name: "steps whose money is held, and those that lapsed", Columns: columns("step", "code", "title", "state", "instalment", "decision", "decided", "until", "#days_left", "#stake", "currency", "#instalment_held", "instalment_currency")}
	for _, h := range b.Held {
		row := append([]string{h.Step, h.Code, h.Title.In("en"), h.State, h.Instalment, h.Decision, h.Decided, h.Until, strconv.Itoa(h.DaysLeft)}, h.Stake.cells()...)
		held.Rows = append(held.Rows, append(row, h.Held.cells()...))
	}
	apart := Section{Key: "preconditions", Name: "preconditions, assessed apart", Columns: columns("step", "code", "title", "state")}
	for _, x := range b.Precondition {
		apart.Rows = append(apart.Rows, []string{x.Step, x.Code, x.Title.In("en"), x.State})
	}
	scales := Section{Key: "scales", Name: "words of scales", Columns: columns("scale", "scale_title", "rates", "period", "word", "title", "#in_this_record", "#published", "published_on", "source")}
	for _, s := range b.Scales {
		for _, w := range s.Words {
			row := []string{s.Scale, s.Title.In("en"), s.Rates, s.Period, w.Word, w.Title.In("en"), strconv.Itoa(w.Count), "", "", ""}
			if s.Published != nil {
				row[7], row[8], row[9] = strconv.Itoa(w.Published), s.Published.On, s.Published.Source
			}
			scales.Rows = append(scales.Rows, row)
		}
		scales.Rows = append(scales.Rows, []string{s.Scale, s.Title.In("en"), s.Rates, s.Period, "", "none yet", strconv.Itoa(s.Unrated), "", "", ""})
	}
	return []Section{chapters, sums, paid, held, apart, scales}
}
