package api

import (
	"context"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"muster"
	"muster/report"
)

// SearchAsked are the parameters of a search.
type SearchAsked struct {
	Asked
	Text   string `query:"text" maxLength:"1000" doc:"Words, all of which a hit has; case, diacritics and script do not matter. A phrase stands in double quotes; an id finds its statement."`
	Kind   string `query:"kind" doc:"Only these kinds, with commas between them, as in party,entry."`
	All    string `query:"all" enum:"yes,no,true,false" doc:"Also what no longer stands."`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" doc:"How many hits a page has; absent: 20."`
	Cursor string `query:"cursor" maxLength:"400" doc:"The next of the page before."`
}

func (a *api) search() {
	read[SearchAsked, report.SearchAnswer](a, huma.Operation{
		OperationID: "search", Path: "/v1/search", Tags: []string{"Record"}, Metadata: asFile,
		Summary: "What the record holds by words of its names, texts and ids", Description: "As a file: the hits of one page.",
	}, func(ctx context.Context, in *SearchAsked, at asOf) (g given, err error) {
		r, err := a.src.Search(ctx, strconv.FormatUint(uint64(at.view.Known), 10), report.SearchQuery{
			Text: in.Text, Kinds: report.Words(in.Kind), All: in.All == "yes" || in.All == "true", Limit: in.Limit, After: in.Cursor,
		})
		for _, x := range muster.Refusals(err) {
			if x.Field == "after" {
				return g, located{x, "query.cursor"}
			}
		}
		if err != nil {
			return g, err
		}
		foot := at.foot
		if r.Known != foot.Known { // a further page rests on what the first one rested on
			v, err := a.src.View(ctx, strconv.FormatUint(uint64(r.Known), 10), nil)
			if err != nil {
				return g, err
			}
			if foot, err = a.src.Foot(ctx, v); err != nil {
				return g, err
			}
		}
		return given{
			foot: foot, body: report.SearchAnswer{SearchResult: *r, KnownAt: foot.KnownAt, Root: foot.Root},
			columns: report.SearchHit{}.Columns(), rows: rowsOf(r.Hits), mutable: true, // what is erased is found by nobody
		}, nil
	})
}
