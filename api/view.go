package api

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"muster"
	"muster/standing"
)

// view waits for at-least and finds what stood.
func (a *api) view(ctx context.Context, in any, q *Asked) (v standing.View, err error) {
	if p, ok := in.(interface{ paged() *Paged }); ok && p.paged().Cursor != "" {
		var c cursor
		if c, err = readCursor(p.paged().Cursor); err != nil {
			return v, err
		}
		p.paged().from = c
		// Every page of a list rests on what the first one rested on.
		known, day := strconv.FormatUint(uint64(c.Known), 10), c.Effective.String()
		for field, said := range map[string][2]string{"known": {q.Known, known}, "effective": {q.Effective, day}} {
			if said[0] != "" && said[0] != said[1] && (field != "known" || isPosition(said[0])) {
				return v, muster.Invalid(field, fmt.Sprintf("found %s; this list began at %s: keep it as it was, or begin without a cursor", said[0], said[1]))
			}
		}
		q.Known, q.Effective = known, day
		defer func() {
			if r := muster.Refusals(err); len(r) > 0 && r[0].Field == "known" {
				err = muster.Invalid("cursor", notACursor)
			}
		}()
	}
	var effective *muster.Day
	if q.Effective != "" {
		d, err := muster.ParseDay(q.Effective)
		if err != nil {
			return v, muster.Invalid("effective", err.Error())
		}
		effective = &d
	}
	if q.AtLeast > 0 {
		if err := a.until(ctx, muster.Seq(q.AtLeast)); err != nil {
			return v, err
		}
	}
	return a.src.View(ctx, q.Known, effective)
}

func isPosition(known string) bool {
	n, err := strconv.ParseUint(strings.TrimSpace(known), 10, 63)
	return err == nil && n > 0
}

// until waits until a position is taken in, as long as the API is patient.
func (a *api) until(ctx context.Context, at muster.Seq) error {
	var size muster.Seq
	patience := time.NewTimer(a.opt.Patience)
	defer patience.Stop()
	for {
		v, err := a.src.View(ctx, "", nil)
		if err != nil {
			return err
		}
		if size = v.Known; size >= at {
			return nil
		}
		select {
		case <-time.After(pollEvery / 4):
		case <-ctx.Done():
			return ctx.Err()
		case <-a.opt.Done:
			return muster.Conflict("at-least", "this server is stopping: ask again")
		case <-patience.C:
			return muster.Conflict("at-least", fmt.Sprintf("found %d; this server has taken in the positions up to %d: ask again, or without it", at, size))
		}
	}
}
