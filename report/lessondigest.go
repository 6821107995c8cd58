package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/lesson"
	"muster/standing"
)

// LessonDigestQuery says for whom a digest of lessons is.
type LessonDigestQuery struct {
	For   muster.Audience // participants, public, group/NAME, party/NAME; empty: participants
	Line  string          // of development; empty: any
	Since *muster.Day     // settled on this day or later
}

// LessonDigest is what was learned and is for an audience: for a course, a unit, a partner. It holds what all of that
// audience may see, whoever asks, and of that what who asks may see.
type LessonDigest struct {
	Foot
	For     muster.Audience `json:"for"`
	Line    string          `json:"line,omitempty"`
	Since   *muster.Day     `json:"since,omitempty"`
	On      muster.Day      `json:"on"`
	Lessons []DigestLesson  `json:"lessons"` // the latest first
}

// DigestLesson is a lesson that was learned, or a best practice.
type DigestLesson struct {
	Lesson         string      `json:"lesson"`
	Title          muster.Text `json:"title"`
	Observation    muster.Text `json:"observation"`
	Discussion     muster.Text `json:"discussion"`
	Conclusion     muster.Text `json:"conclusion"`
	Recommendation muster.Text `json:"recommendation"`
	Lines          []string    `json:"lines"`
	Records        []string    `json:"records"`
	State          string      `json:"state"` // lesson learned, best practice, disseminated, recurred
	Since          muster.Day  `json:"since"` // learned, or found a best practice
	Document       string      `json:"document,omitempty"`
	Version        string      `json:"version,omitempty"`
	Changed        string      `json:"changed,omitempty"` // the day since which the change is in force
}

// learned are the states of a lesson that a digest has.
var learned = []string{lesson.Learned, lesson.BestPractice, lesson.Disseminated}

// LessonDigestOf answers what was learned and is for an audience.
func LessonDigestOf(v standing.View, q LessonDigestQuery) (*LessonDigest, error) {
	out := &LessonDigest{For: cmp.Or(q.For, muster.Audience(access.WhomParticipants)), Line: q.Line, Since: q.Since, On: v.Effective, Lessons: []DigestLesson{}}
	to, err := access.ParseAudience(out.For)
	if err != nil {
		return nil, muster.InvalidAt("for", err)
	}
	if q.Line != "" && !slices.Contains(lesson.Lines, q.Line) {
		return nil, muster.Found("line", q.Line, "one of "+strings.Join(lesson.Lines, ", "))
	}
	reaches := reaching(v, to)
	p := lesson.In(v)
	for x := range p.AllSpoken(v, lesson.Life.Object) {
		l := x.Value.(*lesson.Lesson)
		at, _ := p.Lessons.State(v.Known, x.About)
		if !reaches(l.Audience) || !slices.Contains(learned, at.Value.State) || q.Line != "" && !slices.Contains(l.Lines, q.Line) {
			continue
		}
		d := DigestLesson{
			Lesson: x.About, Title: x.Texts, Observation: l.Observation, Discussion: l.Discussion, Conclusion: l.Conclusion, Recommendation: l.Recommendation,
			Lines: append([]string{}, l.Lines...), Records: append([]string{}, l.Records...), State: x.State, Since: at.Value.Day,
		}
		for _, s := range p.Lessons.Lived(v.Known, x.About) {
			if s.Value.State == lesson.Learned || s.Value.State == lesson.BestPractice {
				d.Since = s.Value.Day
			}
		}
		if q.Since != nil && d.Since < *q.Since {
			continue
		}
		if c, ok := p.Change(v.Known, x.About); ok && reaches(c.Value.Audience) && v.Shows(c.Value.Audience) {
			d.Document, d.Version, d.Changed = c.Value.Document, c.Value.Version, c.Value.On
		}
		out.Lessons = append(out.Lessons, d)
	}
	slices.SortStableFunc(out.Lessons, func(a, b DigestLesson) int {
		return cmp.Or(cmp.Compare(b.Since, a.Since), cmp.Compare(a.Lesson, b.Lesson))
	})
	return out, nil
}

// reaching tells whether all of an audience may see what is for another: of a party also what is for a group to which
// it belongs today.
func reaching(v standing.View, to access.Audience) func(muster.Audience) bool {
	var member *standing.Hearer
	if p, ok := to.Rows.Party(); ok && to.Rows == access.Whom("party/"+p) {
		member = v.Hearer(&muster.Envelope{By: p, Role: string(access.Observer)})
	}
	return func(a muster.Audience) bool {
		of, err := access.ParseAudience(a)
		return err == nil && (to.Within(of) || member != nil && member.Sees(a))
	}
}

// Sections implements Sectioned.
func (d *LessonDigest) Sections() []Section {
	s := Section{Key: "digest", Name: "what was learned", Columns: columns("lesson", "since", "state", "lines", "title", "observation", "conclusion", "recommendation", "document", "version", "changed")}
	for _, l := range d.Lessons {
		s.Rows = append(s.Rows, []string{l.Lesson, l.Since.String(), l.State, strings.Join(l.Lines, ", "), l.Title.In("en"), l.Observation.In("en"), l.Conclusion.In("en"), l.Recommendation.In("en"), l.Document, l.Version, l.Changed})
	}
	return []Section{s}
}

// Text writes the digest as a text to hand out or to mail, in a language where its texts have it.
func (d *LessonDigest) Text(out io.Writer, lang string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "What was learned, for %s, on %s\n", d.For, d.On)
	if d.Line != "" {
		fmt.Fprintf(&b, "Line of development: %s\n", d.Line)
	}
	if d.Since != nil {
		fmt.Fprintf(&b, "Since %s\n", *d.Since)
	}
	if len(d.Lessons) == 0 {
		b.WriteString("\nNothing yet: no lesson that is for them was learned.\n")
	}
	for _, l := range d.Lessons {
		fmt.Fprintf(&b, "\n%s (%s, %s since %s)\n", l.Title.In(lang), l.Lesson, l.State, l.Since)
		for _, t := range []struct {
			name string
			text muster.Text
		}{{"What happened", l.Observation}, {"Why", l.Discussion}, {"What follows", l.Conclusion}, {"What to do", l.Recommendation}} {
			if len(t.text) > 0 {
				fmt.Fprintf(&b, "  %s: %s\n", t.name, t.text.In(lang))
			}
		}
		if l.Document != "" {
			fmt.Fprintf(&b, "  What changed: %s, version %s, in force since %s\n", l.Document, l.Version, l.Changed)
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}
