// Package measure computes the figures by which it is seen whether a lesson helps: of what the record says, in
// a window of days, with how many stand behind them and how far they spread. They inform who validates a
// lesson, and close none.
package measure

import (
	"slices"
	"strconv"
	"time"

	"muster"
	"muster/lesson"
	"muster/matching"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
	"muster/work"
)

// Window is how many days a figure looks back, its last day included.
const Window = 180

// The measures.
const (
	OpenToFirm = lesson.OpenToFirm
	Unanswered = lesson.Unanswered
)

// percent is the unit of a share.
const percent = "%"

// Measure is a figure that is computed.
type Measure struct {
	Name  string // as lessons name it
	Words string // what it says
	Unit  string // "days", "%"
}

// All are the measures there are. Of each, less is better.
var All = []Measure{
	{OpenToFirm, "median days from open requirement to first firm match", "days"},
	{Unanswered, "share of offers whose validity ended unanswered", percent},
}

// Of finds a measure by name.
func Of(name string) (Measure, bool) {
	i := slices.IndexFunc(All, func(m Measure) bool { return m.Name == name })
	if i < 0 {
		return Measure{}, false
	}
	return All[i], true
}

// Figure is a measure over a window of days.
type Figure struct {
	Measure
	From, To  muster.Day // both days count
	N         int        // cases in the window
	K         int        // of a share: how many of them
	Value     string     // a decimal in the measure's unit; empty where there is no case
	Low, High string     // of a median: the quartiles between which half of the cases lie
	Partial   bool       // some cases are not for the viewer, and are left out
}

// Cases are what a measure is made of, on whatever day: of them a figure is worked out for any window.
type Cases struct {
	of  Measure
	all []one
}

// one is one case. What is not for the viewer is known of alone to say that something is left out.
type one struct {
	day    muster.Day // to whose window it belongs
	n      int        // days, or for a share 1 where it is one of them
	hidden bool
}

// CasesOf gathers the cases of a measure, as far as the viewer may see them.
func CasesOf(v standing.View, name string) (c Cases, ok bool) {
	if c.of, ok = Of(name); !ok {
		return c, false
	}
	switch name {
	case OpenToFirm:
		c.openToFirm(v)
	case Unanswered:
		c.unanswered(v)
	}
	return c, true
}

// At is the figure of the window that ends on a day.
func (c *Cases) At(to muster.Day) Figure { return c.Between(to-Window+1, to) }

// Between is the figure of any window.
func (c *Cases) Between(from, to muster.Day) Figure {
	f := Figure{Measure: c.of, From: from, To: to}
	var n []int
	for _, x := range c.all {
		switch {
		case x.day < from || x.day > to:
		case x.hidden:
			f.Partial = true
		default:
			n = append(n, x.n)
		}
	}
	if f.N = len(n); f.N == 0 {
		return f
	}
	if c.of.Unit == percent {
		f.share(n)
	} else {
		f.median(n)
	}
	return f
}

// Quarters are the figures of the last calendar quarters, the one of a day last.
func (c *Cases) Quarters(on muster.Day, n int) (all []Figure) {
	t := on.Time()
	at := t.Year()*4 + (int(t.Month())-1)/3
	first := func(quarter int) muster.Day {
		return muster.NewDay(quarter/4, time.Month(quarter%4*3+1), 1)
	}
	for q := at - n + 1; q <= at; q++ {
		all = append(all, c.Between(first(q), first(q+1)-1))
	}
	return all
}

// openToFirm are the days from a requirement's opening to its first firm match. The day of an act is for those
// who may see the act.
func (c *Cases) openToFirm(v standing.View) {
	needs, matches := requirement.In(v), matching.In(v)
	for id, need := range needs.All(v.Known) {
		x, at, ok := firstFirm(v, matches, id)
		if !ok {
			continue
		}
		opened, ok := muster.Day(0), false
		for _, s := range needs.Lived(v.Known, id) {
			if s.Value.Act == requirement.ActOpen && s.From < at {
				opened, ok = s.Value.Day, true
				x.hidden = x.hidden || !v.Shows(s.Value.For)
			}
		}
		if ok {
			x.hidden = x.hidden || !v.Shows(need.Value.Audience)
			x.n = max(0, int(x.day-opened))
			c.all = append(c.all, x)
		}
	}
}

// firstFirm is when a requirement's first match was made firm, and whether that is hidden.
func firstFirm(v standing.View, matches *matching.Part, need string) (x one, at muster.Seq, ok bool) {
	for _, m := range matches.OfNeed(v.Known, need) {
		for _, s := range matches.Lived(v.Known, m.Value.About) {
			if s.Value.Act == matching.ActFirm && (!ok || s.Value.Day < x.day) {
				x, at, ok = one{day: s.Value.Day, hidden: !v.Shows(m.Value.Audience) || !v.Shows(s.Value.For)}, s.From, true
			}
		}
	}
	return x, at, ok
}

// unanswered are the offers whose validity ended, and of them those that nobody had accepted or declined by then.
func (c *Cases) unanswered(v standing.View) {
	offers := offer.In(v)
	for id, x := range offers.All(v.Known) {
		if x.Value.ValidUntil >= v.Effective {
			continue // it goes on
		}
		at := stateOn(offers.Lived(v.Known, id), x.Value.ValidUntil)
		if at == offer.Withdrawn {
			continue // it ended otherwise
		}
		n := 0
		if slices.Contains([]string{offer.Announced, offer.Notified, offer.Assessment}, at) {
			n = 1
		}
		c.all = append(c.all, one{day: x.Value.ValidUntil, n: n, hidden: !v.Shows(x.Value.Audience)})
	}
}

// stateOn is where an object was at the end of a day, whatever was done to it later: what is declined after its
// validity ended was not answered. Of what came into the record only then it is where it is now.
func stateOn(lived []standing.Version[work.Life], on muster.Day) (state string) {
	for _, s := range lived {
		if state == "" || s.Value.Day <= on {
			state = s.Value.State
		}
	}
	if len(lived) > 0 && lived[0].Value.Day > on {
		state = lived[len(lived)-1].Value.State
	}
	return state
}

// median fills a figure with the middle of the cases and their quartiles.
func (f *Figure) median(days []int) {
	slices.Sort(days)
	f.Value, f.Low, f.High = halves(middle(days)), halves(middle(days[:(len(days)+1)/2])), halves(middle(days[len(days)/2:]))
}

// middle is twice the median of sorted numbers.
func middle(sorted []int) int {
	n := len(sorted)
	return sorted[(n-1)/2] + sorted[n/2]
}

// halves writes half of a number exactly.
func halves(n int) string {
	if n%2 == 0 {
		return strconv.Itoa(n / 2)
	}
	return strconv.Itoa(n/2) + ".5"
}

// share fills a figure with how many of the cases are such, in per cent, rounded half up to one decimal.
func (f *Figure) share(n []int) {
	for _, x := range n {
		f.K += x
	}
	tenths := (2000*f.K + f.N) / (2 * f.N)
	f.Value = strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10)
}
