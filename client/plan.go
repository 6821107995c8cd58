package client

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"muster/report"
)

// Plan returns the plan for all that is open in what the client's token may see; with changes to try it
// needs a token.
func (c *Client) Plan(ctx context.Context, known string, q report.PlanQuery) (*report.Plan, error) {
	p := params("known", known, "effective", day(q.On), "requirement", q.Line, "fair", q.Fair)
	p.Set("transit", strconv.FormatInt(q.Transit, 10))
	if len(q.WhatIf.Changes) == 0 {
		return ask[report.Plan](ctx, c, "/v1/plan", p)
	}
	text, err := json.Marshal(q.WhatIf)
	if err != nil {
		return nil, err
	}
	b, err := c.send(ctx, http.MethodPost, "/v1/plan/what-if", p, http.Header{"Content-Type": {"application/json"}}, text)
	if err != nil {
		return nil, err
	}
	var x report.Plan
	if err := json.Unmarshal(b, &x); err != nil {
		return nil, fmt.Errorf("read the answer of %s: %w", c.base, err)
	}
	return &x, nil
}
