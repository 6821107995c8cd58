package api_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"muster/layer"
	"muster/node"
	"muster/report"
	"muster/signin"
)

// A layer is brought, judged in, laid over figures and taken out by its token; to everybody else it
// does not exist until it is shared, and no answer with it is kept for anybody.
func TestALayerIsItsTokensOwn(t *testing.T) {
	s := start(t)
	_, other, err := node.Desk(s.cfg).NewToken(signin.Pass{For: "de", Label: "another"}, node.Clock())
	if err != nil {
		t.Fatal(err)
	}
	mine := []string{"Authorization", "Bearer " + s.token}
	foreign := []string{"Authorization", "Bearer " + other}
	const rows = "/v1/positions/rows?source=ministry&measure=allocated"
	var plain report.Entries
	s.get(rows).want(t, 200, &plain)
	var row report.Line
	for _, l := range plain.Items {
		if l.Counted != nil && l.Counted.Amount.Sign() > 0 {
			row = l
		}
	}
	if row.Contribution == "" {
		t.Fatal("no entry has a value")
	}

	var made layer.Summary
	s.post("/v1/layers?name=mine", `{"format":"muster.layer/1","name":"x","judgements":[]}`).want(t, 201, &made)
	if made.Name != "mine" || made.Judgements != 0 || made.Shared {
		t.Fatalf("%+v", made)
	}
	id := string(made.ID)
	judge := fmt.Sprintf(`{"contribution":%q,"line":%q,"event":%q,"kind":"exclude","note":"twice"}`, row.Contribution, row.Line, row.Event)
	s.post("/v1/layers/"+id+"/judgements", "["+judge+"]").want(t, 201, &made)
	if made.Judgements != 1 {
		t.Errorf("%+v", made)
	}
	// What is refused is named, and nothing of the request is kept.
	s.post("/v1/layers/"+id+"/judgements", "["+strings.Replace(judge, `"exclude"`, `"label","value":"good"`, 1)+","+strings.Replace(judge, `"exclude"`, `"value","value":"five"`, 1)+"]").refused(t, 422, "body[1].value")
	s.post("/v1/layers/"+id+"/judgements", `{"contribution":"ministry:none","event":"allocated","kind":"exclude"}`).refused(t, 422, "body.contribution")
	s.post("/v1/layers/"+id+"/judgements", `{"colour":"red"}`).refused(t, 422, "body.colour")
	s.post("/v1/layers", `{"format":"muster.layer/2","name":"x","judgements":[]}`).refused(t, 422, "body.format")

	var one layer.Answer
	s.get("/v1/layers/"+id, mine...).want(t, 200, &one)
	if len(one.Layer.Judgements) != 1 || one.Layer.Judgements[0].Base == nil || one.Layer.Judgements[0].When.IsZero() || len(one.Underneath) != 0 || one.Digest != made.Digest {
		t.Errorf("%+v", one)
	}
	file := s.get("/v1/layers/"+id+"?format=csv", mine...)
	if l, err := layer.Read("mine", file.body); err != nil || l.Digest() != made.Digest {
		t.Errorf("its file is not the layer: %v\n%s", err, file.body)
	}

	// It is laid over every figure, with what it leaves out apart from the sum.
	var laid report.Entries
	got := s.get(rows+"&known="+fmt.Sprint(plain.Known)+"&layer="+id, mine...)
	got.want(t, 200, &laid)
	if laid.Rows != plain.Rows-1 || len(laid.Excluded) != 1 || laid.Excluded[0].Statement != row.Statement || laid.Excluded[0].Counted == nil || laid.Layer == nil || fmt.Sprint(laid.Layer.Without) != fmt.Sprint(plain.Sums) {
		t.Errorf("with the layer: %+v", laid)
	}
	if c := got.Header.Get("Cache-Control"); strings.Contains(c, "immutable") {
		t.Errorf("an answer with a layer may be kept: %s", c)
	}
	var position report.PositionAnswer
	s.get("/v1/positions?source=ministry&measure=allocated&by=contribution&layer="+id, mine...).want(t, 200, &position)
	if position.Layer == nil || len(position.Layer.Excluded) != 1 {
		t.Errorf("%+v", position.Layer)
	}
	paths := []string{
		"/v1/layers/" + id, "/v1/layers/" + id + "?format=csv", rows + "&layer=" + id, "/v1/positions?source=ministry&layer=" + id,
		"/v1/pledges/washington-2024?layer=" + id, "/v1/pledges/washington-2024/rows?layer=" + id,
	}
	lists := func(headers ...string) bool {
		var all report.List[layer.Summary]
		s.get("/v1/layers", headers...).want(t, 200, &all)
		return len(all.Items) == 1
	}
	for _, p := range paths {
		s.get(p, mine...).want(t, 200, nil)
		s.get(p, foreign...).want(t, 404, nil)
		s.get(p).want(t, 404, nil)
	}
	if !lists(mine...) || lists(foreign...) || lists() {
		t.Error("the list of layers is not each one's own")
	}
	s.do("POST", "/v1/layers/"+id+"/judgements", []byte(judge), append(foreign, "Content-Type", "application/json")...).want(t, 404, nil)
	s.get("/v1/layers", "Authorization", "Bearer nonsense").want(t, 401, nil)

	// Once shared it is read by everybody, and changed by its owner alone.
	if _, err := node.Layers(s.cfg).Change(layer.ID(id), func(l *layer.Layer) error { l.Shared = true; return nil }); err != nil {
		t.Fatal(err)
	}
	for _, p := range paths {
		s.get(p, foreign...).want(t, 200, nil)
		s.get(p).want(t, 200, nil)
	}
	s.do("POST", "/v1/layers/"+id+"/judgements", []byte(judge), append(foreign, "Content-Type", "application/json")...).want(t, 403, nil)

	// A layer changes, and the next answer has the change.
	s.post("/v1/layers/"+id+"/judgements", strings.Replace(judge, `"exclude"`, `"value","value":"EUR 1"`, 1)).want(t, 201, nil)
	var again layer.Answer
	s.get("/v1/layers/"+id).want(t, 200, &again)
	if len(again.Layer.Judgements) != 2 {
		t.Errorf("an old answer came back: %+v", again.Layer)
	}
	s.get(rows+"&layer="+url.QueryEscape("<b>")).want(t, 404, nil)
}
