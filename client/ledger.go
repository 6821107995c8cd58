package client

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"muster/pledge"
	"muster/report"
)

// Contributions returns a page of the contributions that a question finds, at most limit (1 to 1000);
// cursor is the Next of the page before, empty for the first.
func (c *Client) Contributions(ctx context.Context, known string, q pledge.ContributionQuery, limit int, cursor string) (*report.Contributions, error) {
	p := narrowed(known, pledge.PositionQuery{Series: q.Series, Edition: q.Edition, Group: q.Group, From: q.From, To: q.To, Only: q.Only})
	page(p, q.Order, limit, cursor)
	return ask[report.Contributions](ctx, c, "/v1/contributions", p)
}

// Entries returns a page of the entries behind a position, at most limit (1 to 1000), in an order of
// pledge.EntryOrders; By is not asked for.
func (c *Client) Entries(ctx context.Context, known string, q pledge.PositionQuery, order string, limit int, cursor string) (*report.Entries, error) {
	for _, t := range q.Types {
		q.Only = append(q.Only[:len(q.Only):len(q.Only)], pledge.Key{Dim: pledge.ByType, ID: t})
	}
	p := narrowed(known, q)
	for name, value := range map[string]string{"measure": string(q.Event), "currency": string(q.Currency), "rate": string(q.Rate), "layer": overlaid(q.Layer)} {
		if value != "" {
			p.Set(name, value)
		}
	}
	page(p, order, limit, cursor)
	return ask[report.Entries](ctx, c, "/v1/positions/rows", p)
}

func page(p url.Values, order string, limit int, cursor string) {
	if order != "" {
		p.Set("sort", order)
	}
	if limit > 0 {
		p.Set("limit", strconv.Itoa(limit))
	}
	if cursor != "" {
		p.Set("cursor", cursor)
	}
}

// narrowed are the parameters that say which contributions or entries are meant.
func narrowed(known string, q pledge.PositionQuery) url.Values {
	p := params("known", known, "source", string(q.Series), "edition", q.Edition, "group", string(q.Group), "from", day(q.From), "to", day(q.To))
	for _, d := range []pledge.Dim{pledge.ByDonor, pledge.ByType, pledge.ByYear, pledge.ByMonth, pledge.ByContribution} {
		var ids []string
		for _, k := range q.Only {
			switch {
			case k.Dim != d:
			case k.ID == "":
				ids = append(ids, "none")
			default:
				ids = append(ids, k.ID)
			}
		}
		if len(ids) > 0 {
			p.Set(string(d), strings.Join(ids, ","))
		}
	}
	return p
}
