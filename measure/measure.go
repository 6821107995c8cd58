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
)

// Window is how many days a figure looks back, its last day included.
const Window = 180

// The measures.
const (
	OpenToFirm = lesson.OpenToFirm
	Unanswered = lesson.Unanswered
)

// Measure is a figure that is computed.
type Measure struct {
	Name  string // as lessons name it
	Words string // what it says
	Unit  string // "days", "%"
}

// All are the measures there are. Of each, less is better.
var All = []Measure{
	{OpenToFirm, "median days from open requirement to first firm match", "days"},
	{Unanswered, "share of offers whose validity ended unanswered", "%"},
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

// At is a measure over the window that ends on a day, as its viewer sees it.
func At(v standing.View, name string, to muster.Day) (Figure, bool) {
	return Between(v, name, to-Window+1, to)
}

// Between is a measure over any window of days.
func Between(v standing.View, name string, from, to muster.Day) (Figure, bool) {
	m, ok := Of(name)
	if !ok {
		return Figure{}, false
	}
	f := Figure{Measure: m, From: from, To: to}
	switch name {
	case OpenToFirm:
		f.median(f.openToFirm(v))
	case Unanswered:
		f.share(f.unanswered(v))
	}
	return f, true
}

// openToFirm are the days from a requirement's opening to its first firm match, of those that came to it in the
// window.
func (f *Figure) openToFirm(v standing.View) (days []int) {
	needs, matches := requirement.In(v), matching.In(v)
	for id := range needs.All(v.Known) {
		if _, ok := needs.Shown(v, id); !ok {
			f.Partial = true
			continue
		}
		first, at, ok := f.firstFirm(v, matches, id)
		if !ok || first < f.From || first > f.To {
			continue
		}
		opened, ok := muster.Day(0), false
		for _, s := range needs.Lived(v.Known, id) {
			if s.Value.State == requirement.Open && s.Value.Act == requirement.ActOpen && s.From < at {
				opened, ok = s.Value.Day, true
			}
		}
		if ok {
			days = append(days, max(0, int(first-opened)))
		}
	}
	return days
}

// firstFirm is when a requirement's first match was made firm.
func (f *Figure) firstFirm(v standing.View, matches *matching.Part, need string) (first muster.Day, at muster.Seq, ok bool) {
	for _, m := range matches.OfNeed(v.Known, need) {
		if !v.Shows(m.Value.Audience) {
			f.Partial = true
			continue
		}
		for _, s := range matches.Lived(v.Known, m.Value.About) {
			if s.Value.Act == matching.ActFirm && (!ok || s.Value.Day < first) {
				first, at, ok = s.Value.Day, s.From, true
			}
		}
	}
	return first, at, ok
}

// unanswered counts the offers whose validity ended in the window while nobody had accepted or declined them.
func (f *Figure) unanswered(v standing.View) (k, n int) {
	offers := offer.In(v)
	for id, x := range offers.All(v.Known) {
		if !v.Shows(x.Value.Audience) {
			f.Partial = true
			continue
		}
		until := x.Value.ValidUntil
		if until < f.From || until > f.To || until >= v.Effective {
			continue // it goes on, or ended at another time
		}
		at, _ := offers.State(v.Known, id)
		if at.Value.State == offer.Withdrawn {
			continue
		}
		if n++; slices.Contains([]string{offer.Announced, offer.Notified, offer.Assessment}, at.Value.State) {
			k++
		}
	}
	return k, n
}

// median fills a figure with the middle of the cases and their quartiles.
func (f *Figure) median(days []int) {
	if f.N = len(days); f.N == 0 {
		return
	}
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

// share fills a figure with k of n in per cent, rounded half up to one decimal.
func (f *Figure) share(k, n int) {
	if f.K, f.N = k, n; n == 0 {
		return
	}
	tenths := (2000*k + n) / (2 * n)
	f.Value = strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10)
}

// Quarters are a measure over each of the last calendar quarters, the one of the day last.
func Quarters(v standing.View, name string, n int) (all []Figure) {
	t := v.Effective.Time()
	year, quarter := t.Year(), (int(t.Month())-1)/3
	for i := n - 1; i >= 0; i-- {
		at := year*4 + quarter - i
		from, to := muster.NewDay(at/4, time.Month(at%4*3+1), 1), muster.NewDay((at+1)/4, time.Month((at+1)%4*3+1), 1)-1
		if f, ok := Between(v, name, from, to); ok {
			all = append(all, f)
		}
	}
	return all
}
