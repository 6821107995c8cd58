package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"muster"
	"muster/matching/plan"
	"muster/report"
	"muster/standing"
)

// PlanAsked are the parameters of a plan.
type PlanAsked struct {
	Asked
	Line    string `query:"requirement" doc:"Say what there is to say of this requirement alone, by its id; absent: of all that there is time for."`
	Fair    string `query:"fair" doc:"Among plans that are as good otherwise, one that spreads what is given by the indicative shares of this pledge; absent: the spread does not count."`
	Transit string `query:"transit" doc:"Days from readiness to arrival that it reckons with, 0 to 365; absent: 14."`
}

func (in *PlanAsked) query() (q report.PlanQuery, err error) {
	q.Line, q.Fair = in.Line, in.Fair
	q.Transit, err = report.TransitOf(in.Transit)
	return q, err
}

// mostWhatIf bounds a list of changes, in bytes.
const mostWhatIf = 1 << 20

func (a *api) plans() {
	read[PlanAsked, report.Plan](a, huma.Operation{
		OperationID: "plan", Path: "/v1/plan", Tags: []string{"Coordination"}, Metadata: asFile,
		Summary:     "The best set of matches for all that is open, how far from the best possible, and why",
		Description: "It is worked out of what the token may see, and never recorded. As a file: a row for each match.",
	}, func(_ context.Context, in *PlanAsked, at asOf) (given, error) {
		q, err := in.query()
		if err != nil {
			return given{}, err
		}
		p, err := a.plan(at.view, q)
		if err != nil {
			return given{}, err
		}
		x := *p
		x.Foot = at.foot
		return given{body: x, columns: report.PlanMatch{}.Columns(), rows: rowsOf(x.Matches), daily: true}, nil
	})
	registry := a.huma.OpenAPI().Components.Schemas
	op := huma.Operation{
		OperationID: "plan-what-if", Method: http.MethodPost, Path: "/v1/plan/what-if", Tags: []string{"Coordination"}, Security: signedIn, DefaultStatus: http.StatusOK,
		Summary:     "The plan if some things were otherwise; nothing is recorded",
		Description: "The body is a list of changes, made one after the other (docs/planning.md); the change that an answer names for a line can be sent as it is.",
		Responses: map[string]*huma.Response{
			"200":     {Description: "The plan with the changes", Content: map[string]*huma.MediaType{"application/json": {Schema: registry.Schema(reflect.TypeFor[report.Plan](), true, "Plan")}}},
			"default": refused(registry),
		},
	}
	act(a, op, a.whatIf)
	a.huma.OpenAPI().Paths[op.Path].Post.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"application/json": {Schema: registry.Schema(reflect.TypeFor[WhatIf](), true, "WhatIf")},
	}}
}

// WhatIf is a list of changes to try.
type WhatIf struct {
	Changes []report.PlanChange `json:"changes" maxItems:"1000"`
}

func (a *api) whatIf(ctx context.Context, in *PlanAsked) (any, error) {
	q, err := in.query()
	if err != nil {
		return nil, err
	}
	if in.Format != "" && in.Format != "json" {
		return nil, muster.Invalid("format", fmt.Sprintf("found %q; this answer has no rows: accepted is json", in.Format))
	}
	raw, err := body(in.w, in.r, mostWhatIf)
	if err != nil {
		return nil, err
	}
	if name, again := twice(raw); again {
		return nil, malformed("body", fmt.Sprintf("The field %q is there twice.", name))
	}
	if q.WhatIf, err = plan.ReadWhatIf(raw); err != nil {
		return nil, changed(err)
	}
	v, err := a.view(ctx, in, &in.Asked)
	if err != nil {
		return nil, err
	}
	p, err := a.plan(v, q)
	if err != nil {
		return nil, changed(err)
	}
	x := *p
	x.Foot, err = a.src.Foot(ctx, v)
	return x, err
}

// plan works a plan out once for a position, a day, a viewer and a question, whatever form it goes out in.
func (a *api) plan(v standing.View, q report.PlanQuery) (*report.Plan, error) {
	changes, err := json.Marshal(q.WhatIf)
	if err != nil {
		return nil, err
	}
	key := "plan " + strconv.FormatUint(uint64(v.Known), 10) + " " + v.Effective.String() + " " + v.Eyes() + " " + strconv.FormatInt(q.Transit, 10) + " " + strconv.Quote(q.Line) + " " + strconv.Quote(q.Fair) + " " + string(changes)
	made, ok := a.memo.get(key)
	if !ok {
		made, err, _ = a.memo.making.Do(key, func() (any, error) {
			p, err := report.PlanOf(v, q)
			if err == nil {
				a.memo.put(key, p, rowWeight*(len(p.Matches)+len(p.Open)+len(p.Donors)+len(p.Offers)+len(p.Packages)))
			}
			return p, err
		})
		if err != nil {
			return nil, err
		}
	}
	p, ok := made.(*report.Plan)
	if !ok {
		return nil, fmt.Errorf("%s is kept as a %T", key, made)
	}
	return p, nil
}

// changed says where in the body the changes stand that are refused.
func changed(err error) error {
	if many, ok := err.(interface{ Unwrap() []error }); ok { //nolint:errorlint // the tree is walked here
		var errs []error
		for _, e := range many.Unwrap() {
			errs = append(errs, changed(e))
		}
		return errors.Join(errs...)
	}
	place := "body"
	if f := (*plan.Fault)(nil); errors.As(err, &f) {
		place = fmt.Sprintf("body.changes[%d]", f.At)
	}
	var errs []error
	for _, r := range muster.Refusals(err) {
		at := place
		if r.Field != "" && r.Field != "what-if" {
			at += "." + r.Field
		}
		errs = append(errs, located{r, at})
	}
	if errs == nil {
		return err
	}
	return errors.Join(errs...)
}
