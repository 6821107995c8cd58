package web

import (
	"context"

	"muster/measure"
	"muster/report"
)

// LessonSource answers what the pages of lessons ask beside those of all registers.
type LessonSource interface {
	// Lessons is what became of what was observed.
	Lessons(ctx context.Context, known string) (*LessonsBoard, error)
	// Measured is a lesson's measure over time; nil where it names none that is computed.
	Measured(ctx context.Context, known, lesson string) (*Measured, error)
	// LessonDigest is what was learned and is for an audience.
	LessonDigest(ctx context.Context, known string, q report.LessonDigestQuery) (*LessonDigest, error)
}

// LessonDigest is what was learned and is for an audience, with the groups that are one.
type LessonDigest struct {
	Around
	*report.LessonDigest
	Groups []Group
}

// LessonsBoard is what became of what was observed.
type LessonsBoard struct {
	Around
	*report.Lessons
}

// Measured is a lesson's measure: then, now and by calendar quarter.
type Measured struct {
	report.MeasuredLesson
	Quarters []measure.Figure
}
