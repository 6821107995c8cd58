package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"muster"
	"muster/report"
)

// lessonDigestAsked are the parameters of a digest.
type lessonDigestAsked struct {
	Asked
	For   string `query:"for" doc:"The audience: public, participants, group/NAME or party/NAME; absent: participants."`
	Line  string `query:"line" doc:"One line of development, as in training; absent: all."`
	Since string `query:"since" doc:"What was learned on this day or later; absent: all."`
}

func (a *api) lessons() {
	read[Asked, report.Lessons](a, huma.Operation{
		OperationID: "lessons", Path: "/v1/lessons", Tags: []string{"Lessons"},
		Summary:     "What became of what was observed: stages and ages, late bodies, what changed, what was observed again, measures then and now",
		Description: "A measure informs who validates a lesson and closes none. Each has how many cases stand behind it and the quartiles.",
	}, func(_ context.Context, _ *Asked, at asOf) (given, error) {
		var l *report.Lessons
		at.view.Read(func() { l = report.LessonsOf(at.view) })
		l.Foot = at.foot
		return given{body: l, daily: true}, nil
	})
	read[lessonDigestAsked, report.LessonDigest](a, huma.Operation{
		OperationID: "lesson-digest", Path: "/v1/lessons/digest", Tags: []string{"Lessons"},
		Summary:     "What was learned and is for an audience: for a course, a unit, a partner",
		Description: "It holds what all of that audience may see, and of that what you may see.",
	}, func(_ context.Context, in *lessonDigestAsked, at asOf) (given, error) {
		q := report.LessonDigestQuery{For: muster.Audience(in.For), Line: in.Line}
		if in.Since != "" {
			d, err := muster.ParseDay(in.Since)
			if err != nil {
				return given{}, muster.Found("since", in.Since, "a day, as in 2026-11-23")
			}
			q.Since = &d
		}
		var d *report.LessonDigest
		var err error
		if at.view.Read(func() { d, err = report.LessonDigestOf(at.view, q) }); err != nil {
			return given{}, err
		}
		d.Foot = at.foot
		return given{body: d, daily: true}, nil
	})
}
