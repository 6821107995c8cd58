package node

import (
	"context"
	"errors"
	"fmt"

	"muster"
	"muster/access"
	"muster/lesson"
	"muster/observations"
	"muster/party"
	"muster/record"
	"muster/standing"
	"muster/work"
)

// readLessons reads what others observed. What of it is new is told only with the record in hand.
func readLessons(im Import, dir *party.Directory) (incoming, error) {
	as, err := access.ParsePrincipal(im.As)
	if err != nil {
		return nil, muster.InvalidAt("as", err)
	}
	if as.Role != access.LessonsManager {
		return nil, muster.Found("as", im.As, "a lessons manager, who accepts what is brought, as in lessons-manager@de")
	}
	if as.Party != party.Operator {
		if as.Party, err = partyIn(dir, string(as.Party)); err != nil {
			return nil, muster.InvalidAt("as", err)
		}
	}
	if im.Map == nil {
		return nil, muster.Invalid("map", "it is left out; accepted is the map by which the files are read")
	}
	files := im.Files
	if len(files) == 0 {
		files = []observations.File{{Name: im.Name, Data: im.Data}}
	}
	d, err := observations.Read(im.Map, files)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, n *Node) (*Done, error) {
		v, err := n.View(access.Looking(ctx, access.Principal{Role: access.Operator, Party: party.Operator}), "")
		if err != nil {
			return nil, err
		}
		draft := d.Copy() // read once, it may be tried and recorded
		n.State.Read(func() { draft.Against(v, as, im.Audience) })
		for len(draft.Lines) > 0 { // what is refused is taken out, and the rest tried again
			refused, _, err := n.sayReports(ctx, draft.Lines, true)
			if err != nil {
				return nil, err
			}
			if len(refused) == 0 {
				break
			}
			draft.Refuse(refused)
		}
		a := draft.Account
		done := &Done{
			Rows: a.Rows, Recorded: a.New + a.Changed, Unchanged: a.Unchanged, Refused: a.Refused, Notes: draft.Notes, Faults: draft.Faults, Lessons: &a,
			Words: fmt.Sprintf("%s: %d observations stated and accepted, %d stated again", im.Map.Name, a.New, a.Changed),
		}
		for _, l := range draft.Lines {
			done.Statements += l.Statements()
		}
		for _, f := range done.Faults {
			if !f.Refused {
				done.Noted++
			}
		}
		if a.Refused+a.Blank == a.Rows {
			return nil, noReport(files[0].Name, draft)
		}
		if im.DryRun || len(draft.Lines) == 0 {
			return done, nil
		}
		refused, took, err := n.sayReports(ctx, draft.Lines, false)
		if err != nil {
			return nil, err
		}
		done.Statements = took
		for _, all := range refused { // somebody acted between the two
			return nil, all[0]
		}
		return done, nil
	}, nil
}

// noReport refuses files without a single good row.
func noReport(name string, d *observations.Draft) error {
	for _, f := range d.Faults {
		if f.Refused {
			return muster.Invalid(name, fmt.Sprintf("none of its %d rows can be taken; the first: row %d, column %s: found %q; %s", d.Rows, f.Row, f.Column, f.Found, f.Why))
		}
	}
	return muster.Invalid(name, "all its rows are blank")
}

// sayReports states reports and accepts them in one request, and says how many statements it took. Where some
// are refused nothing is recorded, and which they are is returned by their number.
func (n *Node) sayReports(ctx context.Context, lines []*observations.Line, dry bool) (refused map[int][]*muster.Error, took int, err error) {
	parties := standing.Find[*party.Part](n.State)
	_, err = n.Log.Record(ctx, &record.Request{By: lines[0].Value.By, DryRun: dry, Make: func(w *record.Writer) error {
		refused = map[int][]*muster.Error{}
		var errs []error
		if _, ok := parties.Get(n.State.Known(), party.Operator); !ok && lines[0].Value.By == party.Operator {
			if err := w.Add(theOperator()); err != nil {
				return err
			}
		}
		for i, l := range lines {
			err := sayReport(w, l)
			if err != nil && len(muster.Refusals(err)) == 0 {
				return err
			}
			if err != nil {
				refused[i] = muster.Refusals(err)
				errs = append(errs, err)
			}
		}
		took = w.Len()
		return errors.Join(errs...)
	}})
	if len(refused) > 0 {
		return refused, 0, nil
	}
	return nil, took, err
}

// sayReport states one: it is accepted as it is stated, and only then shown to more.
func sayReport(w *record.Writer, l *observations.Line) error {
	x := l.Value
	id := w.ID(w.Len())
	if err := w.Add(&x); err != nil {
		return err
	}
	if l.Accept {
		act := &lesson.ObservationActed{Act: work.Act{Envelope: x.Envelope, Act: lesson.ActAccept}}
		act.Kind, act.Replaces = lesson.KindObservationAct, ""
		if err := w.Add(act); err != nil {
			return err
		}
	}
	if l.Widen == "" {
		return nil
	}
	wide := x
	wide.Replaces, wide.Audience = id, l.Widen
	return w.Add(&wide)
}
