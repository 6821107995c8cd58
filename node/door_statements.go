package node

import (
	"context"
	"iter"

	"muster"
	"muster/pledge"
	"muster/report"
	"muster/standing"
)

// passedEvery is how many statements that a filter keeps back are passed over before it is told.
const passedEvery = 1000

// Statements implements api.Reader. Now and then it yields how far it is, as a statement with nothing
// but a position.
func (d *door) Statements(ctx context.Context, v standing.View, f report.Filter, after muster.Seq) iter.Seq2[report.Statement, error] {
	return func(yield func(report.Statement, error) bool) {
		for after < v.Known {
			upto := min(after+passedEvery, v.Known)
			some := d.match(v, f, after, upto)
			told := muster.Seq(0)
			for st, err := range d.stored(ctx, some, f, after, upto) {
				s, err := d.keep(v, f, st, err)
				if told = st.Position; !yield(s, err) || err != nil {
					return
				}
			}
			if told != upto && !yield(report.Statement{Position: upto}, nil) {
				return
			}
			after = upto
		}
	}
}

// keep lays out a stored statement that the filter lets through; else only where it is.
func (d *door) keep(v standing.View, f report.Filter, st muster.Statement, err error) (report.Statement, error) {
	if err != nil {
		return report.Statement{}, err
	}
	if chooses(f) {
		// What is not for the viewer is not of that kind either, nor about that object, nor anybody's. An
		// erased body says nothing any more.
		e, ok, err := d.n.sees(v, st)
		if err != nil {
			return report.Statement{}, err
		}
		// What stands knows nothing of texts, which fold to nothing: their own words do.
		text := f.Kind != "" && e.Kind != f.Kind || f.By != "" && e.By != "" && e.By != f.By
		if f.About != "" && e.About != f.About || text || st.Body == nil || !ok {
			return report.Statement{Position: st.Position}, nil
		}
	}
	s, err := d.n.shown(v, st)
	if err != nil {
		return report.Statement{}, err
	}
	return *s, nil
}

// chooses reports whether a filter lets only some statements through.
func chooses(f report.Filter) bool { return f.Kind != "" || f.By != "" || f.About != "" }

// match lists the positions that what stands lets through, by kind, speaker and object, and those of texts.
func (d *door) match(v standing.View, f report.Filter, after, upto muster.Seq) (some []muster.Seq) {
	if !chooses(f) {
		return nil
	}
	v.Read(func() {
		ledger := pledge.In(v)
		for at := after + 1; at <= upto; at++ {
			kind := v.KindOf(at)
			if f.About != "" && !v.MayBeAbout(at, f.About) {
				continue
			}
			if kind == "" || (f.Kind == "" || kind == f.Kind) && (f.By == "" || ledger.SpeakerOf(v, at) == f.By) {
				some = append(some, at)
			}
		}
	})
	return some
}

// stored yields some statements, or where nothing is chosen all of a span.
func (d *door) stored(ctx context.Context, some []muster.Seq, f report.Filter, after, upto muster.Seq) iter.Seq2[muster.Statement, error] {
	if !chooses(f) {
		return d.n.Store.Statements(ctx, after, upto)
	}
	return func(yield func(muster.Statement, error) bool) {
		for _, at := range some {
			if st, err := d.n.Store.Statement(ctx, at); !yield(st, err) || err != nil {
				return
			}
		}
	}
}
