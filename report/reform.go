package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"muster"
	"muster/money"
	"muster/reform"
	"muster/standing"
	"muster/work"
)

// Scoreboard is how far the steps of a framework are on a day, and what money hangs on them.
type Scoreboard struct {
	Foot
	Framework    string        `json:"framework"`
	Title        muster.Text   `json:"title"`
	On           muster.Day    `json:"on" doc:"the day for which it is asked"`
	All          Score         `json:"all" doc:"all steps, without preconditions and what was dropped"`
	Chapters     []Score       `json:"chapters" doc:"the same by chapter; steps of none come last, without a key"`
	Dropped      int           `json:"dropped" doc:"steps that the framework asks for no longer"`
	Precondition []StepInShort `json:"preconditions" doc:"assessed apart, and counted nowhere above"`
	Money        []ReformMoney `json:"money" doc:"of its instalments, by currency"`
	Instalments  []Instalment  `json:"instalments" doc:"each with its money, and the steps that hold it"`
	Held         []HeldStep    `json:"held" doc:"steps whose money is held, and those that lapsed"`
	Scales       []ScaleCount  `json:"scales" doc:"how many have each word of each of its scales"`
	Reports      []NextReport  `json:"reports" doc:"by when it is reported next"`
	Withheld     bool          `json:"withheld" doc:"not all of it is for who asks"`
}

// Score counts steps by where they are. States add up to steps.
type Score struct {
	Chapter string       `json:"chapter"`
	Title   muster.Text  `json:"title,omitempty"`
	Steps   int          `json:"steps"`
	Due     int          `json:"due" doc:"those whose day is past or today"`
	Kept    int          `json:"fulfilled" doc:"of those due, fulfilled by the day asked for, before any money was held back for it"`
	Late    int          `json:"fulfilled_late" doc:"of those due, fulfilled by the day asked for, while the clock ran"`
	Early   int          `json:"fulfilled_before_due" doc:"fulfilled, and not due yet or without a day"`
	Undated int          `json:"undated" doc:"steps without a day by which they are due"`
	Percent string       `json:"percent,omitempty" doc:"fulfilled, before money was held back or while the clock ran, of those due, to a tenth; absent: none is due"`
	States  []StateCount `json:"states" doc:"how many are in each state as known, those in which none is left out"`
}

// StateCount is how many are in a state.
type StateCount struct {
	State string `json:"state"`
	Count int    `json:"count"`
}

// Done are the steps due that are fulfilled, before money was held back or while the clock ran.
func (s Score) Done() int { return s.Kept + s.Late }

// Columns implements Table.
func (Score) Columns() []string {
	all := []string{"chapter", "title", "steps", "due", "fulfilled", "fulfilled_late", "percent", "fulfilled_before_due", "undated"}
	for _, s := range reform.Life.States {
		if s.Name != reform.Dropped {
			all = append(all, "state: "+s.Name)
		}
	}
	return all
}

// Cells implements Row.
func (s Score) Cells() []string {
	all := []string{s.Chapter, s.Title.In("en"), strconv.Itoa(s.Steps), strconv.Itoa(s.Due), strconv.Itoa(s.Kept), strconv.Itoa(s.Late), s.Percent, strconv.Itoa(s.Early), strconv.Itoa(s.Undated)}
	for _, x := range reform.Life.States {
		if x.Name != reform.Dropped {
			all = append(all, strconv.Itoa(s.In(x.Name)))
		}
	}
	return all
}

// In is how many are in a state.
func (s Score) In(state string) int {
	for _, x := range s.States {
		if x.State == state {
			return x.Count
		}
	}
	return 0
}

// StepInShort is a step in few words.
type StepInShort struct {
	Step  string      `json:"step"`
	Code  string      `json:"code,omitempty"`
	Title muster.Text `json:"title"`
	State string      `json:"state"`
}

// HeldStep is a step whose money is held back, with its clock.
type HeldStep struct {
	StepInShort
	Instalment string       `json:"instalment"`
	Decision   string       `json:"decision" doc:"by which it is held"`
	Decided    string       `json:"decided" doc:"the day on which the clock started"`
	Until      string       `json:"until" doc:"the last day of the clock"`
	DaysLeft   int          `json:"days_left" doc:"below 0: it ran out so many days ago"`
	Stake      *StakeAmount `json:"stake" doc:"the step's own money; null: not known, and only the instalment's is"`
	Held       *StakeAmount `json:"instalment_held" doc:"all that is held of the instalment; null: not for who asks"`
}

// StakeAmount is money that hangs on something.
type StakeAmount struct {
	Amount   money.Amount   `json:"amount"`
	Currency money.Currency `json:"currency"`
}

// ScaleCount is how many have each word of a scale, in the framework's own order.
type ScaleCount struct {
	Scale     string      `json:"scale"`
	Title     muster.Text `json:"title"`
	Rates     string      `json:"rates" doc:"step, result or chapter"`
	Period    string      `json:"period,omitempty" doc:"of chapters: the last one that was rated"`
	Words     []WordCount `json:"words"`
	Unrated   int         `json:"unrated" doc:"those that have no word of it yet"`
	Published *Published  `json:"published" doc:"what the keeper of the framework published last, where it did"`
}

// WordCount is how many have a word.
type WordCount struct {
	Word      string      `json:"word"`
	Title     muster.Text `json:"title"`
	Count     int         `json:"count"`
	Published int         `json:"published,omitempty" doc:"as published"`
}

// Published says when and by whom counts were published.
type Published struct {
	On        string          `json:"on"`
	By        muster.PartyID  `json:"by"`
	Source    string          `json:"source,omitempty"`
	Total     int             `json:"total"`
	Statement muster.ID       `json:"statement"`
	Audience  muster.Audience `json:"-"`
}

// NextReport is by when something is reported next.
type NextReport struct {
	What muster.Text `json:"what"`
	By   muster.Day  `json:"by"`
}

// frameworkOf finds a framework that the viewer may see; without a name the only one there is.
func frameworkOf(v standing.View, id string) (x standing.Version[reform.Framework], err error) {
	p := reform.In(v)
	if x, ok := p.Frameworks.Shown(v, id); ok {
		return x, nil
	}
	var all []string
	for name, f := range p.Frameworks.Visible(v) {
		all, x = append(all, name), f
	}
	switch {
	case len(all) == 0:
		return x, muster.Missing("any framework")
	case id == "" && len(all) == 1:
		return x, nil
	}
	return x, muster.Invalid("framework", fmt.Sprintf("found %q; this record has %s", id, joined(all)))
}

// ScoreboardOf works the scoreboard of a framework out, in a view on its effective day.
func ScoreboardOf(v standing.View, framework string) (*Scoreboard, error) {
	f, err := frameworkOf(v, framework)
	if err != nil {
		return nil, err
	}
	p := reform.In(v)
	b := &Scoreboard{Framework: f.Value.About, Title: f.Value.Title, On: v.Effective, Chapters: []Score{}, Precondition: []StepInShort{}, Held: []HeldStep{}}
	by := map[string][]counted{}
	var all []counted
	for id, x := range p.Steps.All(v.Known) {
		th, ok := p.Thing(v, reform.Life.Object, id)
		switch {
		case !ok || x.Value.Framework != b.Framework:
		case !v.Shows(x.Value.Audience):
			b.Withheld = true
		case th.State == reform.Dropped:
			b.Dropped++
		case x.Value.Precondition:
			b.Precondition = append(b.Precondition, stepOf(&x.Value, th.State))
		default:
			c := counted{x.Value, th, fulfilledBy(v, p, &th)}
			all, by[x.Value.Chapter] = append(all, c), append(by[x.Value.Chapter], c)
			if th.State == reform.Suspended || th.State == reform.Lapsed {
				if h, ok := p.Hold(v, id); ok {
					b.Held = append(b.Held, heldOf(v, p, c, h))
				} else {
					b.Withheld = true
				}
			}
		}
	}
	b.All = scoreOf(v.Effective, reform.Chapter{}, all)
	for _, c := range append(slices.Clone(f.Value.Chapters), reform.Chapter{}) {
		if len(by[c.Key]) > 0 {
			b.Chapters = append(b.Chapters, scoreOf(v.Effective, c, by[c.Key]))
		}
	}
	slices.SortStableFunc(b.Held, func(x, y HeldStep) int { return cmp.Compare(x.Until, y.Until) })
	var hidden bool
	b.Instalments, hidden = instalmentsOf(v, p, b.Framework)
	b.Money = moneyOf(b.Instalments)
	b.Withheld = b.Withheld || hidden
	b.Scales = scalesOf(v, p, &f.Value, all)
	b.Reports = []NextReport{}
	for _, r := range f.Value.Reports {
		b.Reports = append(b.Reports, NextReport{r.What, r.Next(v.Effective)})
	}
	return b, nil
}

// counted is a step with where it is, and whether it is fulfilled on the day asked for.
type counted struct {
	reform.Step
	th   work.Thing
	done bool
}

// fulfilledBy reports whether a step is fulfilled, and was so by the day asked for, as it was accepted.
func fulfilledBy(v standing.View, p *reform.Part, th *work.Thing) bool {
	if th.State != reform.Fulfilled && th.State != reform.FulfilledLate {
		return false
	}
	day := p.Fulfilled(v, th)
	return day == "" || day <= v.Effective.String()
}

func stepOf(x *reform.Step, state string) StepInShort {
	return StepInShort{x.About, x.Code, x.Title, state}
}

func stakeOf(s *reform.Stake) *StakeAmount {
	if s == nil {
		return nil
	}
	return &StakeAmount{s.Total(), s.Currency}
}

func heldOf(v standing.View, p *reform.Part, c counted, h reform.Hold) HeldStep {
	x := HeldStep{StepInShort: stepOf(&c.Step, c.th.State), Instalment: h.Instalment, Decision: h.Decision, Decided: h.Decided, Until: h.Until, DaysLeft: h.Left(v.Effective), Stake: stakeOf(c.Stake)}
	if in, ok := p.Instalments.Shown(v, h.Instalment); ok {
		if purse, withheld := p.Purse(v, &in.Value); !withheld {
			x.Held = &StakeAmount{purse.Held(), in.Value.Stake.Currency}
		}
	}
	return x
}

// scoreOf counts the steps of a chapter on a day.
func scoreOf(on muster.Day, chapter reform.Chapter, all []counted) Score {
	s := Score{Chapter: chapter.Key, Title: chapter.Title, Steps: len(all), States: []StateCount{}}
	states := map[string]int{}
	for _, c := range all {
		states[c.th.State]++
		day, dated := c.th.Days["due"]
		if !dated {
			s.Undated++
		}
		due := dated && day <= on
		if due {
			s.Due++
		}
		switch {
		case !c.done:
		case !due:
			s.Early++
		case c.th.State == reform.FulfilledLate:
			s.Late++
		default:
			s.Kept++
		}
	}
	for _, x := range reform.Life.States {
		if n := states[x.Name]; n > 0 {
			s.States = append(s.States, StateCount{x.Name, n})
		}
	}
	s.Percent = tenths(s.Done(), s.Due)
	return s
}

// tenths is a share to a tenth of a per cent; empty of nothing.
func tenths(part, of int) string {
	q, err := money.New(int64(part)*100, 0).Quo(money.New(int64(of), 0), 1)
	if err != nil {
		return ""
	}
	return q.String()
}

// scalesOf counts the words of a framework's scales: of each step and each chapter the last period that was
// rated.
func scalesOf(v standing.View, p *reform.Part, f *reform.Framework, steps []counted) []ScaleCount {
	last := map[string]reform.Rating{} // by scale and by step or chapter
	period := map[string]string{}      // of chapters, by scale
	for about := range p.Ratings.Visible(v) {
		x, ok := ratedBy(v, p, about)
		if !ok || x.Framework != f.About {
			continue
		}
		if x.Step == "" {
			period[x.Scale] = max(period[x.Scale], x.Period)
		}
		key := x.Scale + "+" + x.Step + "+" + x.Chapter
		if was, ok := last[key]; !ok || was.Period < x.Period {
			last[key] = x
		}
	}
	all := []ScaleCount{}
	for _, s := range f.Scales {
		c := ScaleCount{Scale: s.Key, Title: s.Title, Rates: s.Rates, Period: period[s.Key], Words: make([]WordCount, len(s.Degrees))}
		for i, d := range s.Degrees {
			c.Words[i] = WordCount{Word: d.Key, Title: d.Title}
		}
		count := func(key string) {
			r, ok := last[s.Key+"+"+key]
			i := slices.IndexFunc(c.Words, func(w WordCount) bool { return w.Word == r.Value })
			if !ok || i < 0 || r.Period != c.Period && s.Rates == reform.OfChapter {
				c.Unrated++
				return
			}
			c.Words[i].Count++
		}
		if s.Rates == reform.OfChapter {
			for _, chapter := range f.Chapters {
				if cluster := slices.ContainsFunc(f.Chapters, func(o reform.Chapter) bool { return o.In == chapter.Key }); !cluster {
					count("+" + chapter.Key)
				}
			}
		} else {
			for _, x := range steps {
				count(x.About + "+")
			}
		}
		c.publish(v, p, f.About)
		all = append(all, c)
	}
	return all
}

// ratedBy is the last rating about something that was assessed by the day asked for.
func ratedBy(v standing.View, p *reform.Part, about string) (x reform.Rating, ok bool) {
	for _, r := range p.Ratings.Versions(v.Known, about) {
		if v.Shows(r.Value.Audience) && r.Value.Assessed <= v.Effective.String() {
			x, ok = r.Value, true
		}
	}
	return x, ok
}

// publish puts beside what is counted here what the keeper of the framework published last.
func (c *ScaleCount) publish(v standing.View, p *reform.Part, framework string) {
	for _, t := range p.Tallies.Visible(v) {
		x := t.Value
		if x.Framework != framework || x.Scale != c.Scale || x.On > v.Effective.String() || c.Published != nil && x.On < c.Published.On {
			continue
		}
		c.Published = &Published{On: x.On, By: x.By, Statement: t.ID, Audience: x.Audience}
		if x.Source != nil {
			c.Published.Source = x.Source.Text
		}
		for i, w := range c.Words {
			c.Words[i].Published = 0
			for _, n := range x.Counts {
				if n.Value == w.Word {
					c.Words[i].Published, c.Published.Total = n.Count, c.Published.Total+n.Count
				}
			}
		}
	}
}
