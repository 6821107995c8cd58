package reform

import (
	"time"

	"muster"
)

// What a scale rates.
const (
	OfStep    = "step"    // how far what is asked for was done
	OfResult  = "result"  // what came of it, apart from what was done
	OfChapter = "chapter" // a whole chapter
)

// Rated lists what a scale may rate.
var Rated = []string{OfStep, OfResult, OfChapter}

// Degree is a word of a scale.
type Degree struct {
	Key   string      `json:"key" say:"a short id, as in some-level"`
	Title muster.Text `json:"title" say:"the framework's own word"`
	Means string      `json:"means,omitempty" say:"of a step: where it leaves it, fulfilled, partly fulfilled or not fulfilled; absent: nowhere by itself"`
}

// Scale is a scale of a framework, in its own words and its own order. What two scales say is never added.
type Scale struct {
	Key     string      `json:"key" say:"a short id, as in preparation"`
	Title   muster.Text `json:"title" say:"what the framework calls it"`
	Rates   string      `json:"rates" say:"what it rates: step, result or chapter"`
	Degrees []Degree    `json:"degrees,omitempty" say:"its words, from the least to the most"`
}

// Degree finds a word of the scale.
func (s *Scale) Degree(key string) (Degree, bool) {
	for _, d := range s.Degrees {
		if d.Key == key {
			return d, true
		}
	}
	return Degree{}, false
}

// Chapter is a chapter of a framework, or a cluster of them.
type Chapter struct {
	Key   string      `json:"key" say:"a short id, as in 23"`
	Title muster.Text `json:"title" say:"what the framework calls it"`
	In    string      `json:"in,omitempty" say:"the cluster that it belongs to, by its key"`
}

// Reporting is by when something is reported.
type Reporting struct {
	What  muster.Text `json:"what" say:"what is reported, and to whom"`
	Every string      `json:"every" say:"for which time: month, quarter, half-year or year"`
	Month int         `json:"month,omitempty" say:"in which month of that time, from 1; absent: in its last"`
	Day   int         `json:"day" say:"by which day of that month"`
}

// Spans are for which time reports are made, by months.
var Spans = map[string]int{"month": 1, "quarter": 3, "half-year": 6, "year": 12}

// Next is the first day on or after a day by which it is reported.
func (r Reporting) Next(from muster.Day) muster.Day {
	n := Spans[r.Every]
	if n == 0 {
		return from
	}
	in := r.Month
	if in == 0 {
		in = n
	}
	y, m, _ := from.Time().Date()
	for first := (int(m)-1)/n*n + 1; ; first += n {
		// The last day of a month that is shorter than the day that is named.
		last := muster.NewDay(y, time.Month(first+in), 0)
		if d := min(muster.NewDay(y, time.Month(first+in-1), r.Day), last); d >= from {
			return d
		}
	}
}

// Clock is how long money is held for a step that was not fulfilled.
type Clock struct {
	Months int         `json:"months" say:"how many months it runs"`
	Starts muster.Text `json:"starts" say:"the decision on whose day it starts"`
	Stops  muster.Text `json:"stops" say:"the day on which it stops"`
}

// Until is the last day of a clock that started on a day: of the same date, or the last of a shorter month.
func (c *Clock) Until(from muster.Day) muster.Day {
	y, m, d := from.Time().Date()
	return min(muster.NewDay(y, m+time.Month(c.Months), d), muster.NewDay(y, m+time.Month(c.Months)+1, 0))
}

// Framework is the statement reform.framework/1: who asks a country for reforms, and in what words. About is its
// id, "ukraine-facility".
type Framework struct {
	muster.Envelope
	Title     muster.Text      `json:"title" say:"what it is called, in up to two languages"`
	Keeper    muster.PartyID   `json:"keeper,omitempty" say:"the party whose framework it is"`
	Assessors []muster.PartyID `json:"assessors,omitempty" say:"the parties that assess by it; absent: any that did not do the step"`
	Scales    []Scale          `json:"scales,omitempty" say:"its scales, each in its own words"`
	Chapters  []Chapter        `json:"chapters,omitempty" say:"its chapters, and clusters of them"`
	Reports   []Reporting      `json:"reports,omitempty" say:"by when something is reported"`
	Clock     *Clock           `json:"clock,omitempty" say:"how long money is held for a step that was not fulfilled; absent: none is"`
}

// Scale finds a scale by its key.
func (f *Framework) Scale(key string) (Scale, bool) {
	for _, s := range f.Scales {
		if s.Key == key {
			return s, true
		}
	}
	return Scale{}, false
}

// Chapter finds a chapter by its key.
func (f *Framework) Chapter(key string) (Chapter, bool) {
	for _, c := range f.Chapters {
		if c.Key == key {
			return c, true
		}
	}
	return Chapter{}, false
}
