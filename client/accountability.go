package client

import (
	"context"
	"strconv"

	"muster/report"
)

// Exceptions lists what is allowed and for which somebody answers, as far as the client's token may see it.
func (c *Client) Exceptions(ctx context.Context, known string, q report.ExceptionsQuery) (*report.Exceptions, error) {
	return ask[report.Exceptions](ctx, c, "/v1/exceptions", params("known", known, "party", q.Party, "from", day(q.From), "to", day(q.To), "kind", q.Kind, "days", strconv.Itoa(q.Days)))
}

// Backlog lists what of evidence waits.
func (c *Client) Backlog(ctx context.Context, known string) (*report.Backlog, error) {
	return ask[report.Backlog](ctx, c, "/v1/backlog", params("known", known))
}

// Damage adds up damage.
func (c *Client) Damage(ctx context.Context, known string) (*report.Damage, error) {
	return ask[report.Damage](ctx, c, "/v1/damage", params("known", known))
}

// Samples lists the random samples that were drawn.
func (c *Client) Samples(ctx context.Context, known string) (*report.Samples, error) {
	return ask[report.Samples](ctx, c, "/v1/samples", params("known", known))
}

// Access lists who read, copied or took out what is restricted.
func (c *Client) Access(ctx context.Context, known string) (*report.Access, error) {
	return ask[report.Access](ctx, c, "/v1/access", params("known", known))
}
