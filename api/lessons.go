package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"muster/report"
)

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
}
