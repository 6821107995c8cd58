package api

import (
	"testing"

	"muster"
	"muster/parts"
	"muster/report"
	"muster/standing"
)

// A plan is worked out once for a position, a day, a viewer and a question.
func TestAPlanIsWorkedOutOnce(t *testing.T) {
	a := &api{memo: newMemo()}
	at := func(day muster.Day, who standing.Looker) standing.View {
		v, err := parts.State().At(0, day, who)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	plan := func(v standing.View, q report.PlanQuery) *report.Plan {
		p, err := a.plan(v, q)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	usual := report.PlanQuery{Transit: 14}
	first := plan(at(20000, standing.OperatorViewer), usual)
	if plan(at(20000, standing.OperatorViewer), usual) != first {
		t.Error("it was worked out again")
	}
	for what, p := range map[string]*report.Plan{
		"day": plan(at(20001, standing.OperatorViewer), usual), "viewer": plan(at(20000, standing.PublicViewer), usual),
		"question": plan(at(20000, standing.OperatorViewer), report.PlanQuery{Transit: 15}),
	} {
		if p == first {
			t.Errorf("another %s is given the same plan", what)
		}
	}
}
