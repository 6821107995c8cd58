package api

import (
	"context"
	"iter"

	"muster/matching"

	"github.com/danielgtaylor/huma/v2"

	"muster"
	"muster/pledge"
	"muster/report"
	"muster/standing"
)

// Only are the values of dimensions that a question may ask for, beside its types.
type Only struct {
	Donor        string `query:"donor" doc:"Only these donors', by their ids, with commas between them."`
	Year         string `query:"year" doc:"Only of these years, as in 2024, with commas between them; none: those dated less finely."`
	Month        string `query:"month" doc:"Only of these months, as in 2024-07, with commas between them; none: those dated less finely."`
	Contribution string `query:"contribution" doc:"Only of this contribution, as in kiel:AUH1."`
}

func (o Only) keys() (keys []pledge.Key) {
	keys = append(keys, several(pledge.ByDonor, o.Donor)...)
	for _, k := range append(several(pledge.ByYear, o.Year), several(pledge.ByMonth, o.Month)...) {
		if k.ID == "none" {
			k.ID = ""
		}
		keys = append(keys, k)
	}
	if o.Contribution != "" { // its name may have commas in it
		keys = append(keys, pledge.Key{Dim: pledge.ByContribution, ID: o.Contribution})
	}
	return keys
}

// several reads the values of a dimension that are asked for.
func several(d pledge.Dim, text string) (keys []pledge.Key) {
	for _, id := range report.Words(text) {
		keys = append(keys, pledge.Key{Dim: d, ID: id})
	}
	return keys
}

// EntriesAsked are the parameters of the entries behind a position.
type EntriesAsked struct {
	PositionAsked
	Sort string `query:"sort" doc:"date, amount, donor or statement; with a - before it the other way round; absent: date."`
}

// ContributionsAsked are the parameters of the list of contributions.
type ContributionsAsked struct {
	Paged
	Only
	Source  string `query:"source" doc:"The series; absent: kiel."`
	Edition string `query:"edition" doc:"Of this edition, by its label; absent: what stands."`
	Group   string `query:"group" doc:"Only donors in this group on each entry's date, as in nato."`
	Type    string `query:"type" doc:"Only these types of assistance, with commas between them."`
	From    string `query:"from" doc:"Only those with an entry dated on or after this day."`
	To      string `query:"to" doc:"Only those with an entry dated before this day."`
	Sort    string `query:"sort" doc:"source, donor, date, committed, allocated or delivered; with a - before it the other way round; absent: as the source has them."`
}

// foundWeight is what one found row takes in bytes: its number.
const foundWeight = 4

// chunk is how many rows of a file are read under one lock.
const chunk = 1000

// chunked reads rows of a file from one on, some at a time, so that nobody waits for a slow reader.
func chunked[T report.Row](v standing.View, from, n, most int, read func(from, n int) []T) iter.Seq2[report.Row, error] {
	if most > 0 {
		n = min(n, from+most)
	}
	return func(yield func(report.Row, error) bool) {
		for from := from; from < n; from += chunk {
			var some []T
			v.Read(func() { some = read(from, min(chunk, n-from)) })
			for _, row := range some {
				if !yield(row, nil) {
					return
				}
			}
		}
	}
}

// span is the place of a page in a list of n.
func (p *Paged) span(v standing.View, n int) (from, most int, next string, err error) {
	after, err := p.after()
	if err != nil {
		return 0, 0, "", err
	}
	if after > uint64(n) {
		return 0, 0, "", muster.Invalid("cursor", "it goes on after the end of the list")
	}
	from, most = int(after), p.most()
	if from+most < n {
		next = p.next(v, uint64(from+most))
	}
	return from, most, next, nil
}

func (a *api) entriesBehind() {
	read[EntriesAsked, report.Entries](a, huma.Operation{
		OperationID: "position-rows", Path: "/v1/positions/rows", Tags: []string{"Positions"}, Metadata: asFile,
		Summary: "The entries behind a position or a part of it; what they count for sums to it exactly",
	}, func(_ context.Context, in *EntriesAsked, at asOf) (g given, err error) {
		q, err := in.query()
		if err != nil {
			return g, err
		}
		if q.Layer, err = a.overlay(in.r, in.Layer); err != nil {
			return g, err
		}
		e, err := kept(a, &in.Paged, at.view, func() (e *pledge.Entries, weight int, err error) {
			at.view.Read(func() { e, err = matching.Ledger(at.view).Entries(at.view, q, in.Sort) })
			if err != nil {
				return nil, 0, err
			}
			return e, foundWeight * e.Len(), nil
		})
		if err != nil {
			return g, err
		}
		from, most, next, err := in.span(at.view, e.Len())
		if err != nil {
			return g, err
		}
		lines := func(from, n int) []report.Line {
			var some []pledge.Line
			for l := range e.Some(from, n) {
				some = append(some, l)
			}
			return report.LinesOf(some)
		}
		x := report.Entries{Foot: at.foot, Sums: report.SumsOf(e.Sums), Rows: e.Len(), Undated: e.Undated, Withheld: e.Withheld, Next: next}
		if len(e.Unlisted) > 0 {
			x.Unlisted = report.SumsOf(e.Unlisted)
		}
		x.Layer = report.LaidOf(e.Laid)
		at.view.Read(func() {
			x.Items = lines(from, most)
			var out []pledge.Line
			out, err = matching.Ledger(at.view).Excluded(at.view, q)
			if len(out) > 0 {
				x.Excluded = report.LinesOf(out)
			}
		})
		if err != nil {
			return g, err
		}
		return given{body: x, columns: report.Line{}.Columns(), rows: chunked(at.view, from, e.Len(), in.Limit, lines), daily: in.Group != "", own: q.Layer != nil}, nil
	})
	read[ContributionsAsked, report.Contributions](a, huma.Operation{
		OperationID: "contributions", Path: "/v1/contributions", Tags: []string{"Positions"}, Metadata: asFile,
		Summary: "The contributions of a series, with what each and all of them come to",
	}, func(_ context.Context, in *ContributionsAsked, at asOf) (g given, err error) {
		days, err := report.PositionWords{From: in.From, To: in.To}.Query()
		if err != nil {
			return g, err
		}
		q := pledge.ContributionQuery{
			Series: muster.SeriesID(or(in.Source, "kiel")), Edition: in.Edition, Group: muster.PartyID(in.Group), From: days.From, To: days.To,
			Only: append(in.keys(), several(pledge.ByType, in.Type)...), Order: in.Sort,
		}
		found, err := kept(a, &in.Paged, at.view, func() (f *foundContributions, weight int, err error) {
			f = &foundContributions{}
			at.view.Read(func() { f.Contributions, err = matching.Ledger(at.view).Contributions(at.view, q) })
			if err != nil {
				return nil, 0, err
			}
			if f.sums, err = report.SumsByEvent(f.Sums); err == nil && len(f.Unlisted) > 0 {
				f.unlisted, err = report.SumsByEvent(f.Unlisted)
			}
			return f, foundWeight*f.Len() + len(f.sums), err
		})
		if err != nil {
			return g, err
		}
		from, most, next, err := in.span(at.view, found.Len())
		if err != nil {
			return g, err
		}
		x := &report.ContributionPage{Foot: at.foot, Sums: found.sums, Unlisted: found.unlisted, Rows: found.Len(), Withheld: found.Withheld, Next: next}
		at.view.Read(func() {
			x.Items = make([]pledge.ContributionRow, 0, most)
			for r := range found.Some(from, most) {
				x.Items = append(x.Items, r)
			}
		})
		rows := func(from, n int) []report.ContributionRow {
			some := []report.ContributionRow{}
			for r := range found.Some(from, n) {
				some = append(some, report.ContributionRowOf(r))
			}
			return some
		}
		return given{body: x, columns: report.ContributionRow{}.Columns(), rows: chunked(at.view, from, found.Len(), in.Limit, rows), daily: in.Group != ""}, nil
	})
}

// foundContributions are what pages of contributions are taken from, with their sums as they are written.
type foundContributions struct {
	*pledge.Contributions
	sums, unlisted []byte
}
