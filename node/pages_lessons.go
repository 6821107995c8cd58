package node

import (
	"context"
	"slices"

	"muster"
	"muster/measure"
	"muster/party"
	"muster/report"
	"muster/standing"
	"muster/web"
)

// quartersShown is how many calendar quarters a measure is shown over.
const quartersShown = 8

// Lessons implements web.LessonSource.
func (p pages) Lessons(ctx context.Context, known string) (*web.LessonsBoard, error) {
	return laid(ctx, p, "lessons", known, func(v standing.View, a web.Around) *web.LessonsBoard {
		return &web.LessonsBoard{Around: a, Lessons: report.LessonsOf(v)}
	})
}

// Measured implements web.LessonSource.
func (p pages) Measured(ctx context.Context, known, id string) (*web.Measured, error) {
	b, err := p.Lessons(ctx, known)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(b.Measures, func(m report.MeasuredLesson) bool { return m.Lesson == id && m.Words != "" })
	if i < 0 {
		return nil, nil
	}
	out := &web.Measured{MeasuredLesson: b.Measures[i]}
	v, _, err := p.at(ctx, known)
	if err != nil {
		return nil, err
	}
	p.n.State.Read(func() {
		c, _ := measure.CasesOf(v, out.Measure)
		out.Quarters = c.Quarters(v.Effective, quartersShown)
	})
	return out, nil
}

// LessonDigest implements web.LessonSource.
func (p pages) LessonDigest(ctx context.Context, known string, q report.LessonDigestQuery) (*web.LessonDigest, error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return nil, err
	}
	out := &web.LessonDigest{}
	p.n.State.Read(func() {
		out.Around = around(v, m)
		for g := range party.In(v).Groups(v.Known) {
			out.Groups = append(out.Groups, web.Group{ID: muster.PartyID(g.About), Name: g.Name})
		}
		out.LessonDigest, err = report.LessonDigestOf(v, q)
	})
	return out, err
}
