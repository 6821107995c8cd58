package api

import (
	"context"

	"muster/matching"

	"github.com/danielgtaylor/huma/v2"

	"muster"
	"muster/pledge"
	"muster/report"
)

// asFile marks an operation whose answer can be had as rows.
var asFile = map[string]any{"rows": true}

// Switches are how a pledge is asked for, as the command and the page have them.
type Switches struct {
	Paged
	Pledge       string `path:"pledge" doc:"Its name, as in washington-2024."`
	Method       string `query:"method" doc:"A counting method; absent: the pledge's own."`
	From         string `query:"from" doc:"The first day of the window."`
	To           string `query:"to" doc:"The first day after the window."`
	GDPYear      int    `query:"gdp-year" doc:"The year of the GDP that shares are worked out by; absent: the pledge's own."`
	MonthsInside string `query:"months-inside" enum:"yes,no,true,false" doc:"Count rows dated only to a month that lies wholly in the window."`
	Membership   string `query:"membership" enum:"window-end,entry-date" doc:"Members as of the window's last day, or of each entry's own date; absent: the method's own."`
	Edition      string `query:"edition" doc:"Weigh this edition, by its label; absent: what stands."`
	Layer        string `query:"layer" doc:"Lay this layer over the figure, by its id; absent: none."`
}

func (s *Switches) query() (q pledge.Query, err error) {
	q = pledge.Query{
		Method: s.Method, GDPYear: s.GDPYear, MonthsInside: s.MonthsInside == "yes" || s.MonthsInside == "true", Membership: s.Membership, Edition: s.Edition,
	}
	w := report.PositionWords{From: s.From, To: s.To}
	days, err := w.Query()
	q.From, q.To = days.From, days.To
	return q, err
}

// LinesAsked are the parameters of the rows behind a number.
type LinesAsked struct {
	Switches
	Party   string `query:"party" doc:"Only this donor's, by its id."`
	LeftOut string `query:"left-out" enum:"other_measure,other_type,outside_group,no_date,month_only,outside_window,match,layer" doc:"Those left out for this reason, instead of those that count."`
	Days    string `query:"days" doc:"Only those dated to one of these days: a day, a month or an interval."`
}

// PositionAsked are the parameters of a position.
type PositionAsked struct {
	Paged
	Only
	Source   string `query:"source" doc:"The series; absent: kiel."`
	Measure  string `query:"measure" doc:"The event: committed, allocated, delivered or another; absent: allocated."`
	By       string `query:"by" doc:"Dimensions, with commas between them: donor, type, event, year, month, series, contribution; absent: donor,type."`
	Group    string `query:"group" doc:"Only donors in this group on each entry's date, as in nato."`
	Type     string `query:"type" doc:"Only these types of assistance, with commas between them."`
	From     string `query:"from" doc:"Only entries dated on or after this day."`
	To       string `query:"to" doc:"Only entries dated before this day."`
	Currency string `query:"currency" doc:"Convert into this currency; absent: the source's own conversion, or the amount as said."`
	Rate     string `query:"rate" enum:"source,reference" doc:"Whose conversion; absent: as currency says."`
	Edition  string `query:"edition" doc:"Of this edition, by its label; absent: what stands."`
	Layer    string `query:"layer" doc:"Lay this layer over the figure, by its id; absent: none."`
}

func (in *PositionAsked) query() (pledge.PositionQuery, error) {
	w := report.PositionWords{
		Source: or(in.Source, "kiel"), Measure: or(in.Measure, string(pledge.Allocated)), By: or(in.By, "donor,type"), Group: in.Group,
		Type: in.Type, From: in.From, To: in.To, Currency: in.Currency, Rate: in.Rate, Edition: in.Edition,
	}
	q, err := w.Query()
	q.Only = in.keys()
	return q, err
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// listed registers a list that is worked out whole from a view.
func listed[I any, T report.Row, P interface {
	*I
	paged() *Paged
}](a *api, op huma.Operation, daily bool, list func(in *I, at asOf) ([]T, error)) {
	op.Metadata = asFile
	read[I, report.List[T]](a, op, func(_ context.Context, in *I, at asOf) (g given, err error) {
		p := P(in).paged()
		all, err := whole(a, p, at.view, func() (all []T, err error) {
			at.view.Read(func() { all, err = list(in, at) })
			return all, err
		})
		if err != nil {
			return g, err
		}
		items, next, err := page(p, at.view, all)
		if err != nil {
			return g, err
		}
		var row T
		return given{
			body: report.List[T]{Foot: at.foot, Items: items, Next: next}, columns: any(row).(report.Table).Columns(),
			rows: rowsOf(filed(p, all, items)), daily: daily,
		}, nil
	})
}

func (a *api) reads() {
	read[Asked, report.Head](a, huma.Operation{
		OperationID: "record", Path: "/v1/record", Tags: []string{"Record"}, Summary: "The record: how far it goes, and its signed tree head",
	}, func(ctx context.Context, _ *Asked, at asOf) (given, error) {
		h, err := a.src.Head(ctx)
		if at.view.Known != h.Known { // asked as known then: the head of that time is not signed anew
			h.Foot, h.Checkpoint = at.foot, ""
		}
		return given{body: h, mutable: true}, err
	})
	listed(a, huma.Operation{
		OperationID: "pledges", Path: "/v1/pledges", Tags: []string{"Pledges"}, Summary: "The pledges with their terms",
	}, false, func(_ *Paged, at asOf) ([]report.Terms, error) { return report.Pledges(at.view), nil })
	a.pledges()
	a.lessons()
	a.reforms()
	a.accountability()
	a.positions()
	a.entriesBehind()
	a.editions()
	listed(a, huma.Operation{
		OperationID: "parties", Path: "/v1/parties", Tags: []string{"Parties"}, Summary: "The parties, under every name met",
	}, true, func(in *PartiesAsked, at asOf) ([]report.Party, error) {
		return report.Parties(at.view, muster.PartyID(in.Group))
	})
	read[PartyAsked, report.PartyAnswer](a, huma.Operation{
		OperationID: "party", Path: "/v1/parties/{party}", Tags: []string{"Parties"}, Summary: "One party, with its groups over time",
	}, func(_ context.Context, in *PartyAsked, at asOf) (g given, err error) {
		x := report.PartyAnswer{Foot: at.foot}
		at.view.Read(func() { x.Party, x.Memberships, err = report.PartyOf(at.view, in.Party) })
		return given{body: x, daily: true}, err
	})
	listed(a, huma.Operation{
		OperationID: "definitions", Path: "/v1/definitions", Tags: []string{"Pledges"}, Summary: "The counting methods: what a figure means by what counts",
	}, false, func(_ *Paged, at asOf) ([]report.Method, error) { return report.Methods(at.view), nil })
}

// PartiesAsked are the parameters of the list of parties.
type PartiesAsked struct {
	Paged
	Group string `query:"group" doc:"Only members of this group on the effective day."`
}

// PartyAsked names a party.
type PartyAsked struct {
	Asked
	Party string `path:"party" doc:"Its id, or any name that is its alone."`
}

func (a *api) pledges() {
	read[Switches, report.Pledge](a, huma.Operation{
		OperationID: "pledge", Path: "/v1/pledges/{pledge}", Tags: []string{"Pledges"}, Metadata: asFile,
		Summary:     "What counts against a pledge's floor, by which rule, and who carries it",
		Description: "As a file: a row for each member.",
	}, func(ctx context.Context, in *Switches, at asOf) (given, error) {
		q, err := in.query()
		if err != nil {
			return given{}, err
		}
		if q.Layer, err = a.overlay(in.r, in.Layer); err != nil {
			return given{}, err
		}
		r, err := a.src.Pledge(ctx, at.view, in.Pledge, q)
		if err != nil {
			return given{}, err
		}
		p := report.PledgeOf(r)
		return given{body: p, columns: report.Share{}.Columns(), rows: rowsOf(p.Members()), own: q.Layer != nil}, nil
	})
	read[LinesAsked, report.Lines](a, huma.Operation{
		OperationID: "pledge-rows", Path: "/v1/pledges/{pledge}/rows", Tags: []string{"Pledges"}, Metadata: asFile,
		Summary: "The rows behind a number of a pledge's answer; what they count for sums to it exactly",
	}, func(_ context.Context, in *LinesAsked, at asOf) (g given, err error) {
		q, err := in.query()
		if err != nil {
			return g, err
		}
		if q.Layer, err = a.overlay(in.r, in.Layer); err != nil {
			return g, err
		}
		sel, err := report.Selection(in.Party, in.LeftOut, in.Days)
		if err != nil {
			return g, err
		}
		var terms pledge.Terms
		all, err := kept(a, &in.Paged, at.view, func() (all *report.Lines, weight int, err error) {
			var behind pledge.Behind
			at.view.Read(func() {
				if terms, err = pledge.In(at.view).Terms(at.view, in.Pledge); err == nil {
					behind, err = matching.Ledger(at.view).Lines(at.view, in.Pledge, q, sel)
				}
			})
			if err != nil {
				return nil, 0, err
			}
			return report.LinesBehind(behind, terms.Floor.Currency), rowWeight * len(behind.Lines), nil
		})
		if err != nil {
			return g, err
		}
		x := *all
		x.Foot = at.foot
		x.Items, x.Next, err = page(&in.Paged, at.view, all.Items)
		return given{
			body:    x,
			columns: report.Line{}.Columns(), rows: rowsOf(filed(&in.Paged, all.Items, x.Items)), own: q.Layer != nil,
		}, err
	})
}

func (a *api) positions() {
	read[PositionAsked, report.PositionAnswer](a, huma.Operation{
		OperationID: "position", Path: "/v1/positions", Tags: []string{"Positions"}, Metadata: asFile,
		Summary: "What stands, added up by any dimensions",
	}, func(_ context.Context, in *PositionAsked, at asOf) (g given, err error) {
		q, err := in.query()
		if err != nil {
			return g, err
		}
		if q.Layer, err = a.overlay(in.r, in.Layer); err != nil {
			return g, err
		}
		found, err := kept(a, &in.Paged, at.view, func() (p *report.Position, weight int, err error) {
			at.view.Read(func() { p, err = report.PositionOf(at.view, q) })
			if err != nil {
				return nil, 0, err
			}
			return p, rowWeight * len(p.Rows), nil
		})
		if err != nil {
			return g, err
		}
		p, all := *found, found.Rows
		var next string
		if p.Rows, next, err = page(&in.Paged, at.view, all); err != nil {
			return g, err
		}
		return given{
			body: report.PositionAnswer{Foot: at.foot, By: p.By, Position: p, Layer: report.LaidOf(p.Laid), Next: next}, columns: p.Columns(),
			rows: rowsOf(filed(&in.Paged, all, p.Rows)), daily: in.Group != "", own: q.Layer != nil,
		}, nil
	})
	read[ContributionAsked, report.Contribution](a, huma.Operation{
		OperationID: "contribution", Path: "/v1/contributions/{contribution...}", Tags: []string{"Positions"}, Metadata: asFile,
		Summary: "What was said of one contribution, with the sheet and row it was read from",
	}, func(ctx context.Context, in *ContributionAsked, at asOf) (given, error) {
		about, said, err := a.src.Contribution(ctx, at.view, in.Contribution, in.Edition, in.All == "yes" || in.All == "true")
		return given{
			body:    report.Contribution{Foot: at.foot, Contribution: about, Items: said},
			columns: report.Said{}.Columns(), rows: rowsOf(said),
		}, err
	})
}

// ContributionAsked names a contribution.
type ContributionAsked struct {
	Asked
	Contribution string `path:"contribution" doc:"Its name, as in kiel:AUH1; without the series where one series alone has it."`
	Edition      string `query:"edition" doc:"In this edition, by its label; absent: what stands."`
	All          string `query:"all" enum:"yes,no,true,false" doc:"Everything ever said of it."`
}

// SeriesAsked names a series.
type SeriesAsked struct {
	Paged
	Series string `path:"series" doc:"As in kiel."`
}

// EditionAsked names an edition of a series.
type EditionAsked struct {
	Asked
	Series  string `path:"series" doc:"As in kiel."`
	Edition string `path:"edition" doc:"Its label, or the id of its statement."`
}

func (a *api) editions() {
	listed(a, huma.Operation{
		OperationID: "series", Path: "/v1/series", Tags: []string{"Submissions"}, Summary: "The series that come in editions",
	}, false, func(_ *Paged, at asOf) ([]report.Series, error) { return report.AllSeries(at.view), nil })
	listed(a, huma.Operation{
		OperationID: "submissions", Path: "/v1/series/{series}/submissions", Tags: []string{"Submissions"},
		Summary: "The editions of a series, and what each changed against the one before",
	}, false, func(in *SeriesAsked, at asOf) ([]report.Edition, error) {
		all, err := report.Editions(at.view, muster.SeriesID(in.Series))
		for _, r := range muster.Refusals(err) {
			return nil, located{r, "path.series"}
		}
		return all, err
	})
	read[EditionAsked, report.SubmissionAnswer](a, huma.Operation{
		OperationID: "submission", Path: "/v1/series/{series}/submissions/{edition...}", Tags: []string{"Submissions"},
		Summary: "One edition: its account, its changes and its documents",
	}, func(_ context.Context, in *EditionAsked, at asOf) (g given, err error) {
		x := report.SubmissionAnswer{Foot: at.foot}
		at.view.Read(func() { x.Submission, err = report.SubmissionOf(at.view, muster.SeriesID(in.Series), in.Edition) })
		return given{body: x}, err
	})
}
