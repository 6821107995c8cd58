package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"muster"
	"muster/layer"
	"muster/pledge"
	"muster/report"
)

// LayerAsked names a layer.
type LayerAsked struct {
	Asked
	Layer string `path:"layer" doc:"Its id."`
}

// LayerBrought are the parameters of a layer that is brought.
type LayerBrought struct {
	Request
	Name   string `query:"name" maxLength:"200" doc:"What it is called; absent: as its file says."`
	Shared string `query:"shared" enum:"yes,no,true,false" doc:"Let everybody see it who reads this record; absent: it is its owner's alone."`
}

// Judging names the layer that judgements go into.
type Judging struct {
	Request
	Layer string `path:"layer" doc:"Its id; it must be the token's own."`
}

// layers registers what is done with layers. They are no part of the record, and belong to the token
// that they were made with.
func (a *api) layers() {
	read[Asked, report.List[layer.Summary]](a, huma.Operation{
		OperationID: "layers", Path: "/v1/layers", Tags: []string{"Layers"}, Metadata: asFile,
		Summary: "The layers that the token may see: its own, and those that are shared",
	}, a.listLayers)
	read[LayerAsked, layer.Answer](a, huma.Operation{
		OperationID: "layer", Path: "/v1/layers/{layer}", Tags: []string{"Layers"}, Metadata: asFile,
		Summary: "One layer with its file, and the judgements whose rows changed underneath", Description: "As a file: its judgements as CSV, which can be brought in again.",
	}, func(_ context.Context, in *LayerAsked, at asOf) (g given, err error) {
		l, err := a.layerFor(in.r, in.Layer)
		if err != nil {
			return g, err
		}
		var x layer.Answer
		at.view.Read(func() {
			x = layer.AnswerOf(l, func(t pledge.Target) (pledge.Base, bool) { return pledge.In(at.view).Base(at.view, t) })
		})
		x.Foot = at.foot
		return given{body: x, columns: layer.Judgement{}.Columns(), rows: rowsOf(l.Judgements), own: true}, nil
	})
	registry := a.huma.OpenAPI().Components.Schemas
	made := func(description string) map[string]*huma.Response {
		return map[string]*huma.Response{
			"201":     {Description: description, Content: map[string]*huma.MediaType{"application/json": {Schema: registry.Schema(reflect.TypeFor[layer.Summary](), true, "Summary")}}},
			"default": refused(registry),
		}
	}
	bring := huma.Operation{
		OperationID: "bring-layer", Method: http.MethodPost, Path: "/v1/layers", Tags: []string{"Layers"}, Summary: "Bring a layer, which belongs to the token",
		Description: "The body is a layer's file, JSON or CSV (docs/layers.md); one without judgements begins a layer.", Security: withToken, DefaultStatus: http.StatusCreated,
		Responses: made("Kept"),
	}
	act(a, bring, a.bringLayer)
	a.huma.OpenAPI().Paths[bring.Path].Post.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"application/json": {Schema: registry.Schema(reflect.TypeFor[layer.Layer](), true, "Layer")},
		"text/csv":         {Schema: &huma.Schema{Type: "string"}},
	}}
	judge := huma.Operation{
		OperationID: "judge", Method: http.MethodPost, Path: "/v1/layers/{layer}/judgements", Tags: []string{"Layers"},
		Summary:     "Judge rows: one judgement or a list of them, all or nothing",
		Description: "A row has one judgement of each kind, and any number of labels: what is said again takes the place of what was said. when and base are filled in where they are absent.",
		Security:    withToken, DefaultStatus: http.StatusCreated, Responses: made("Kept"),
	}
	act(a, judge, a.judge)
	one := registry.Schema(reflect.TypeFor[layer.Judgement](), true, "Judgement")
	a.huma.OpenAPI().Paths[judge.Path].Post.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"application/json": {Schema: &huma.Schema{OneOf: []*huma.Schema{one, {Type: "array", Items: one, MaxItems: new(mostStatements)}}}},
	}}
}

// withToken says that an operation wants a token: a layer belongs to one, and a session ends.
var withToken = []map[string][]string{{"token": {}}}

// owner is whose layers a request may see: of the bearer of its token. A token that is sent must be
// one that holds.
func (a *api) owner(r *http.Request) (layer.Owner, error) {
	_, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	if !ok {
		return "", nil
	}
	if _, err := a.opt.Gate.who(r); err != nil {
		return "", &muster.Error{Kind: muster.KindDenied, Why: strings.TrimSuffix(sentence(err), ".")}
	}
	return layer.ByToken(strings.TrimSpace(token)), nil
}

func (a *api) listLayers(_ context.Context, in *Asked, at asOf) (g given, err error) {
	o, err := a.owner(in.r)
	if err != nil {
		return g, err
	}
	var all []layer.Layer
	if a.opt.Layers != nil {
		if all, err = a.opt.Layers.Layers(); err != nil {
			return g, err
		}
	}
	items := []layer.Summary{}
	for _, l := range all {
		if l.SeenBy(o) {
			items = append(items, layer.SummaryOf(&l))
		}
	}
	return given{body: report.List[layer.Summary]{Foot: at.foot, Items: items}, columns: layer.Summary{}.Columns(), rows: rowsOf(items), own: true}, nil
}

// layerFor finds a layer that a request may see. One that it may not see is not told from one that is
// not there.
func (a *api) layerFor(r *http.Request, id string) (l layer.Layer, err error) {
	missing := muster.Missing("the layer " + id)
	o, err := a.owner(r)
	if err != nil {
		return l, err
	}
	if a.opt.Layers == nil || !layer.ID(id).Valid() {
		return l, missing
	}
	l, err = a.opt.Layers.Layer(layer.ID(id))
	if len(muster.Refusals(err)) > 0 || err == nil && !l.SeenBy(o) {
		return layer.Layer{}, missing
	}
	return l, err
}

// overlay finds the layer that is laid over a figure; nil where none is asked for.
func (a *api) overlay(r *http.Request, id string) (*pledge.Overlay, error) {
	if id == "" {
		return nil, nil
	}
	l, err := a.layerFor(r, id)
	if err != nil {
		return nil, err
	}
	return l.Overlay(), nil
}

// ownerOf is whose a layer is that a request makes or changes.
func (a *api) ownerOf(r *http.Request) (layer.Owner, error) {
	o, err := a.owner(r)
	if err == nil && o == "" {
		err = &muster.Error{Kind: muster.KindDenied, Why: "a layer belongs to a token: send one as 'Authorization: Bearer TOKEN'"}
	}
	if err == nil && a.opt.Layers == nil {
		err = muster.Missing("a place for layers")
	}
	return o, err
}

func (a *api) bringLayer(_ context.Context, in *LayerBrought) (any, error) {
	o, err := a.ownerOf(in.r)
	if err != nil {
		return nil, err
	}
	raw, err := body(in.w, in.r, layer.MostBytes)
	if err != nil {
		return nil, err
	}
	l, err := layer.Read(in.Name, raw)
	if err != nil {
		return nil, at(err, "body")
	}
	made, err := a.opt.Layers.Change("", func(to *layer.Layer) error {
		to.Name, to.Owner, to.Shared, to.Judgements = or(in.Name, l.Name), o, in.Shared == "yes" || in.Shared == "true", l.Judgements
		return nil
	})
	if err != nil {
		return nil, err
	}
	return layer.SummaryOf(&made), nil
}

func (a *api) judge(ctx context.Context, in *Judging) (any, error) {
	o, err := a.ownerOf(in.r)
	if err != nil {
		return nil, err
	}
	if _, err := a.layerFor(in.r, in.Layer); err != nil {
		return nil, err
	}
	raw, err := body(in.w, in.r, mostBody)
	if err != nil {
		return nil, err
	}
	items, single, err := parted(raw)
	if err != nil {
		return nil, err
	}
	all := make([]layer.Judgement, len(items))
	var errs []error
	place := func(i int) string {
		if single {
			return "body"
		}
		return fmt.Sprintf("body[%d]", i)
	}
	for i, item := range items {
		if err := readJudgement(item, &all[i]); err != nil {
			errs = append(errs, at(err, place(i)))
		}
	}
	if len(errs) == 0 {
		errs = a.based(ctx, all, place)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	l, err := a.opt.Layers.Change(layer.ID(in.Layer), func(l *layer.Layer) error {
		if !l.OwnedBy(o) {
			return &muster.Error{Kind: muster.KindDenied, Why: "the layer " + l.Name + " is somebody else's: take its file and bring it as your own"}
		}
		for i, j := range all {
			if err := l.Judge(j); err != nil {
				return at(err, place(i))
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return layer.SummaryOf(&l), nil
}

func readJudgement(raw json.RawMessage, j *layer.Judgement) *muster.Error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	err := d.Decode(j)
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &wrong):
		return &muster.Error{Kind: muster.KindInvalid, Field: wrong.Field, Why: fmt.Sprintf("found %s; docs/layers.md says what stands there", wrong.Value)}
	}
	if _, name, ok := strings.Cut(err.Error(), "unknown field "); ok {
		return &muster.Error{Kind: muster.KindInvalid, Field: strings.Trim(name, `"`), Why: "a judgement has no such field"}
	}
	return &muster.Error{Kind: muster.KindInvalid, Why: "a judgement is a JSON object"}
}

// based fills in what rows say now, and when they were judged; a row that is not there is refused.
func (a *api) based(ctx context.Context, all []layer.Judgement, place func(int) string) (errs []error) {
	v, err := a.src.View(ctx, "", nil)
	if err != nil {
		return []error{err}
	}
	now := a.opt.Gate.clock().Truncate(time.Second)
	v.Read(func() {
		for i := range all {
			j := &all[i]
			base, ok := pledge.In(v).Base(v, j.Target)
			if !ok {
				why := &muster.Error{Kind: muster.KindInvalid, Field: "contribution", Why: fmt.Sprintf("found %q; no row that stands is of this contribution, line and event", j.Contribution)}
				errs = append(errs, located{why, place(i) + ".contribution"})
				continue
			}
			if j.Base == nil {
				j.Base = &base
			}
			if j.When.IsZero() {
				j.When = now
			}
		}
	})
	return errs
}
