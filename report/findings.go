package report

import (
	"cmp"
	"slices"
	"strconv"

	"muster"
	"muster/lesson"
	"muster/standing"
	"muster/work"
)

// AuditFinding is what an audit found, and what became of it on the chain of lessons: a recommendation (the
// lesson), the response of who was tasked, what was done, and whether somebody else followed it up.
type AuditFinding struct {
	Observation string         `json:"observation"`
	Audit       string         `json:"audit"`
	Reference   string         `json:"reference,omitempty"`
	Title       muster.Text    `json:"title"`
	On          muster.Day     `json:"on"`    // submitted
	Stage       string         `json:"stage"` // finding, recommendation, response, done, followed-up
	State       string         `json:"state"` // of the lesson, or of the observation while there is none
	Lesson      string         `json:"lesson,omitempty"`
	Lead        muster.PartyID `json:"lead,omitempty"`
	Due         string         `json:"due,omitempty"`
	Document    string         `json:"document,omitempty"` // that changed
	Changed     string         `json:"changed,omitempty"`  // the day since which it is in force
	Judged      string         `json:"judged_by,omitempty"`
	Days        int            `json:"open_days"` // since it was submitted, while it is open; 0: it is not
}

// The stages of a finding, in their order.
const (
	StageFinding        = "finding"
	StageRecommendation = "recommendation"
	StageResponse       = "response"
	StageDone           = "done"
	StageFollowedUp     = "followed-up"
)

// FindingStages are those stages.
var FindingStages = []string{StageFinding, StageRecommendation, StageResponse, StageDone, StageFollowedUp}

// findingStage is where a finding is when its lesson is in a state. What was found learned without validation is
// done: nobody followed it up.
//
// Of one whose judgement is not for the viewer only that it is done is told.
func findingStage(state, judged string) string {
	switch state {
	case lesson.UnderAnalysis:
		return StageFinding
	case lesson.Identified:
		return StageRecommendation
	case lesson.ValidationFailed:
		return StageFollowedUp
	case lesson.Learned, lesson.Disseminated, lesson.Recurred:
		if judged == lesson.ActConfirm {
			return StageFollowedUp
		}
		if state == lesson.Learned || judged != "" {
			return StageDone
		}
	case lesson.Implemented, lesson.Validating:
		return StageDone
	}
	return StageResponse
}

// closedFinding are the states in which nothing is waited for any more.
var closedFinding = []string{lesson.Rejected, lesson.SetAside, lesson.Withdrawn, lesson.Noted, lesson.NotEndorsed, lesson.Learned, lesson.BestPractice, lesson.Disseminated}

// findings are what audits found and what became of it: of a finding that several lessons name the one that came
// furthest, those that are open longest first.
func findings(v standing.View, p *lesson.Part) []AuditFinding {
	of := map[string][]work.Spoken{}
	for x := range p.AllSpoken(v, lesson.Life.Object) {
		for _, o := range x.Value.(*lesson.Lesson).Observations {
			of[o] = append(of[o], x)
		}
	}
	out := []AuditFinding{}
	for x := range p.AllSpoken(v, lesson.ObservationLife.Object) {
		o := x.Value.(*lesson.Observation)
		if o.Finding == nil {
			continue
		}
		f := AuditFinding{Observation: x.About, Audit: o.Finding.Audit, Reference: o.Finding.Reference, Title: x.Texts, Stage: StageFinding, State: x.State, On: v.Effective}
		if lived := p.Observations.Lived(v.Known, x.About); len(lived) > 0 {
			f.On = lived[0].Value.Day
		}
		found := f
		for _, l := range of[x.About] {
			at, _ := p.Lessons.State(v.Known, l.About)
			if at.Value.State == lesson.Dropped {
				continue // nothing comes of it, and the finding is free again
			}
			if next := found.on(v, p, l); f.Lesson == "" || slices.Index(FindingStages, next.Stage) > slices.Index(FindingStages, f.Stage) {
				f = next
			}
		}
		if !slices.Contains(closedFinding, f.State) {
			f.Days = max(0, int(v.Effective-f.On))
		}
		out = append(out, f)
	}
	slices.SortStableFunc(out, func(a, b AuditFinding) int {
		return cmp.Or(cmp.Compare(b.Days, a.Days), cmp.Compare(a.Audit, b.Audit), cmp.Compare(a.Observation, b.Observation))
	})
	return out
}

// on is a finding as a lesson took it up, as far as the viewer may see that.
func (f AuditFinding) on(v standing.View, p *lesson.Part, l work.Spoken) AuditFinding {
	f.Lesson, f.State, f.Lead = l.About, l.State, l.Parties[lesson.Lead]
	if t, ok := p.Task(v.Known, l.About); ok && v.Shows(t.Value.Audience) {
		f.Due = t.Value.Due
	}
	if c, ok := p.Change(v.Known, l.About); ok && v.Shows(c.Value.Audience) {
		f.Document, f.Changed = c.Value.Document, c.Value.On
	}
	act := ""
	for _, s := range p.Lessons.Lived(v.Known, l.About) {
		switch {
		case s.Value.State == lesson.UnderAnalysis || s.Value.State == lesson.Endorsed:
			f.Judged, act = "", "" // what was judged before is over
		case v.Shows(s.Value.For) && slices.Contains([]string{lesson.ActConfirm, lesson.ActFail, lesson.ActWaive}, s.Value.Act):
			f.Judged, act = s.Value.By, s.Value.Act
		}
	}
	f.Stage = findingStage(l.State, act)
	return f
}

// findingsSection is the findings as a table.
func findingsSection(all []AuditFinding) Section {
	s := Section{Key: "findings", Name: "what audits found", Columns: columns("audit", "reference", "observation", "on", "stage", "state", "lesson", "lead", "due", "document", "judged by", "#open days", "title")}
	for _, f := range all {
		s.Rows = append(s.Rows, []string{f.Audit, f.Reference, f.Observation, f.On.String(), f.Stage, f.State, f.Lesson, string(f.Lead), f.Due, f.Document, f.Judged, strconv.Itoa(f.Days), f.Title.In("en")})
	}
	return s
}
