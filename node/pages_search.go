package node

import (
	"context"

	"muster"
	"muster/web"
)

var _ web.SearchSource = pages{}

// Search implements web.SearchSource.
func (p pages) Search(ctx context.Context, known string, q web.Search) (*web.Found, error) {
	r, err := p.n.Search(ctx, known, SearchQuery{Text: q.Text, Kinds: q.Kinds, All: q.All, After: q.After})
	if err != nil {
		return nil, err
	}
	out := &web.Found{Total: r.Total, Capped: r.Capped, Next: r.Next}
	for _, k := range r.Kinds {
		out.Kinds = append(out.Kinds, web.FoundKind{Name: k.Short, Words: k.Words, Hits: k.Hits})
	}
	for _, h := range r.Hits {
		x := web.Hit{Kind: h.Short, About: h.About, Title: h.Title, Snippet: h.Snippet, Statement: h.Statement, Stands: h.Stands, Statements: h.Statements}
		for _, m := range h.Marks {
			x.Marks = append(x.Marks, [2]int{m.From, m.To})
		}
		out.Hits = append(out.Hits, x)
	}
	out.Moment, err = p.moment(ctx, max(r.Known, muster.Seq(1)))
	return out, err
}
