package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"muster/report"
)

// planned records an item, two lines and an offer by the roles that may, all of them public.
func planned(t *testing.T) *server {
	s := open(t, t.TempDir())
	say := func(role, party, rest string) {
		s.post("/v1/statements", fmt.Sprintf(`{"by":%q,"role":%q,"audience":"public",%s}`, party, role, rest)).want(t, 201, nil)
	}
	say("operator", "operator", `"kind":"item.item/1","about":"pump","names":{"en":"Pump"},"thing":"vehicle","unit":"each"`)
	for id, priority := range map[string]int{"r-1": 1, "r-2": 3} {
		say("recipient-officer", "ua", fmt.Sprintf(`"kind":"requirement.line/1","about":%q,"requester":"ua","item":"pump","quantity":"10","unit":"each","priority":%d,"needed_by":"2030-02-01"`, id, priority))
		for _, act := range []string{"submit", "validate", "open"} {
			role, party := "coordinator", "operator"
			if act == "submit" {
				role, party = "recipient-officer", "ua"
			}
			say(role, party, fmt.Sprintf(`"kind":"requirement.act/1","about":%q,"act":%q`, id, act))
		}
	}
	say("donor-officer", "de", `"kind":"offer.line/1","about":"o-1","donor":"de","item":"pump","quantity":"15","unit":"each","condition":"new","ready":"2030-01-02","channel":"bilateral"`)
	say("donor-officer", "de", `"kind":"offer.act/1","about":"o-1","act":"notify"`)
	say("coordinator", "operator", `"kind":"offer.act/1","about":"o-1","act":"assess"`)
	say("coordinator", "operator", `"kind":"offer.act/1","about":"o-1","act":"accept","quantity":"12"`)
	return s
}

func TestAPlanIsGivenWithItsReasons(t *testing.T) {
	s := planned(t)
	const at = "?effective=2030-01-01"
	var p report.Plan
	first := s.get("/v1/plan" + at)
	first.want(t, 200, &p)
	if len(p.Matches) != 2 || len(p.Open) != 1 || p.Levels[0].Reach != "16.8" || p.Levels[0].Of != "20" || !p.Levels[0].Proven || p.Known == 0 || p.Day.String() != "2030-01-01" {
		t.Fatalf("%s", first.body)
	}
	o := p.Open[0]
	if o.Requirement != "r-2" || o.Share != "0.2" || o.Blocks[0].Reason != "taken" || o.Blocks[0].Line != "r-1" || !o.Blocks[0].Higher || o.Change == nil || o.Change.Act != "accept" {
		t.Errorf("%+v", o)
	}
	if len(p.Offers) != 1 || p.Offers[0].Loses[0].By != "16.8" {
		t.Errorf("%+v", p.Offers)
	}
	var one report.Plan
	s.get("/v1/plan"+at+"&requirement=r-1").want(t, 200, &one)
	if len(one.Matches) != 1 || len(one.Open) != 0 || len(one.Offers) != 1 || one.Levels[0].Reach != p.Levels[0].Reach {
		t.Errorf("%+v", one)
	}
	// The same position gives the same bytes, also from a server that worked nothing out yet.
	fresh := openOn(t, s)
	if again := fresh.get("/v1/plan" + at); !bytes.Equal(again.body, first.body) {
		t.Errorf("the same position gives\n%s\nand\n%s", first.body, again.body)
	}
	rows := strings.Split(strings.TrimSpace(string(fresh.get("/v1/plan"+at+"&format=csv").body)), "\n")
	if len(rows) != 3 || !strings.HasPrefix(rows[0], "requirement,requester,offer") {
		t.Errorf("%v", rows)
	}

	// The change that was named can be sent as it was named; with it the line's share rises, and nothing is
	// recorded.
	change, err := json.Marshal(o.Change)
	if err != nil {
		t.Fatal(err)
	}
	var with report.Plan
	fresh.post("/v1/plan/what-if"+at, fmt.Sprintf(`{"changes":[%s]}`, change)).want(t, 200, &with)
	if with.Levels[0].Reach != "18" || with.Open[0].Share != o.Rises || len(with.Changes) != 1 || with.Known != p.Known {
		t.Errorf("%+v", with)
	}
	if after := fresh.get("/v1/plan" + at); !bytes.Equal(after.body, first.body) {
		t.Error("what was only supposed has changed the plan")
	}
}

func TestChangesThatCannotBeTriedArePointedAt(t *testing.T) {
	s := planned(t)
	for body, at := range map[string]string{
		`{"changes":[{"change":"earlier","offer":"o-1","days":1},{"change":"withdraw","offer":"o-9"}]}`: "body.changes[1].offer",
		`{"changes":[{"change":"melt"}]}`:                                "body.changes[0].change",
		`{"changes":[{"change":"split","offer":"o-1","lots":"5"}]}`:      "body.changes[0]",
		`{"changes":[{"change":"split","offer":"o-1","quantity":"-5"}]}`: "body.changes[0]",
		`{"changes":[{"change":"earlier","offer":"o-1","days":"5"}]}`:    "body.changes[0].days",
		`{"colour":1}`: "body",
		`[`:            "body",
	} {
		s.post("/v1/plan/what-if", body).refused(t, 422, at)
	}
	s.get("/v1/plan?transit=soon").refused(t, 422, "query.transit")
	s.get("/v1/plan?fair=nothing").refused(t, 422, "query.fair")
	s.get("/v1/plan?fair=washington-2024").refused(t, 422, "query.fair") // no GDP is known here
	s.get("/v1/plan?requirement=r-9").refused(t, 422, "query.requirement")
	s.get("/v1/plan?transit=366").refused(t, 422, "query.transit")
	s.get("/v1/plan?effective=soon").refused(t, 422, "query.effective")
	if r := s.do("POST", "/v1/plan/what-if", []byte(`[]`), "Content-Type", "application/json"); r.StatusCode != 401 {
		t.Errorf("status %d without a token", r.StatusCode)
	}
}

// openOn serves the record of a server that is stopped, anew.
func openOn(t *testing.T, s *server) *server {
	t.Helper()
	s.stop()
	return open(t, s.cfg.Data)
}
