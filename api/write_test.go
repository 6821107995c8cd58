package api_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"muster/report"
)

const group = `{"kind":"party.group/1","about":"%s","name":"%s"}`

func TestStatementsAreRecordedAllOrNothing(t *testing.T) {
	s := open(t, t.TempDir())
	before := s.n.State.Durable()
	var one report.Recorded
	s.post("/v1/statements", fmt.Sprintf(group, "eleven", "Eleven")).want(t, 201, &one)
	if one.First != before+1 || one.Position != before+1 || len(one.Items) != 1 || one.Items[0].Verdict != "recorded" || one.Items[0].Position != before+1 {
		t.Fatalf("%+v", one)
	}
	var said report.StatementAnswer
	s.get("/v1/statements/"+string(one.Items[0].ID)+fmt.Sprintf("?at-least=%d", one.Position)).want(t, 200, &said)
	var body struct{ By, ActedBy string }
	json.Unmarshal([]byte(strings.ReplaceAll(string(said.Statement.Body), "acted_by", "actedby")), &body) //nolint:errcheck // compared below
	if body.By != "operator" || body.ActedBy != "a test" {
		t.Errorf("%s: %+v", said.Statement.Body, body)
	}
	var two report.Recorded
	s.post("/v1/statements", "["+fmt.Sprintf(group, "twelve", "Twelve")+`,{"kind":"party.member/1","about":"twelve/de","group":"twelve","party":"de","from":"2024-01-01"}]`).want(t, 201, &two)
	if two.First != before+2 || two.Position != before+3 || two.Items[1].Kind != "party.member/1" {
		t.Errorf("%+v", two)
	}

	// Every statement that is refused is named, and none is recorded.
	r := s.post("/v1/statements", "["+strings.Join([]string{
		fmt.Sprintf(group, "thirteen", "Thirteen"),
		`{"kind":"party.member/1","about":"thirteen/de","group":"thirteen","party":"de","from":"soon"}`,
		`{"kind":"party.member/1","about":"thirteen/fr","group":"thirteen","party":"fr","from":"2024-01-01"}`,
		`{"kind":"party.party/1","about":"xx","name":"Xland","sort":"planet"}`,
	}, ",")+"]")
	r.refused(t, 422, "body[1].from", "body[3].sort")
	if now := s.n.State.Durable(); now != two.Position {
		t.Errorf("position %d, want %d", now, two.Position)
	}
	s.post("/v1/statements", fmt.Sprintf(group, "eleven", "Eleven again")).refused(t, 409, "body.replaces")
	s.post("/v1/statements", `{"kind":"record.withdraw/1","withdraws":"`+string(said.Statement.ID)+`","why":"no","by":"de"}`).refused(t, 403, "body")
	s.post("/v1/statements", `{"kind":"record.withdraw/1","withdraws":"aaaaaaaaaa-9","why":"no"}`).refused(t, 404, "body")
}

func TestADryRunRecordsNothing(t *testing.T) {
	s := open(t, t.TempDir())
	before := s.n.State.Durable()
	var r report.Recorded
	s.post("/v1/statements?dry_run=true", fmt.Sprintf(group, "eleven", "Eleven")).want(t, 201, &r)
	if !r.DryRun || r.Items[0].Verdict != "accepted" || r.Position != 0 || s.n.State.Durable() != before {
		t.Errorf("%+v, position %d", r, s.n.State.Durable())
	}
	s.post("/v1/statements?dry_run=true", fmt.Sprintf(group, "", "Eleven")).refused(t, 422, "body.about")
}

func TestARequestSentAgainIsAnsweredAsTheFirstTime(t *testing.T) {
	s := open(t, t.TempDir())
	body := "[" + fmt.Sprintf(group, "eleven", "Eleven") + "," + fmt.Sprintf(group, "twelve", "Twelve") + "]"
	var first, again report.Recorded
	s.post("/v1/statements", body, "Idempotency-Key", "k1").want(t, 201, &first)
	s.post("/v1/statements", body, "Idempotency-Key", "k1").want(t, 201, &again)
	if !again.Again || first.Again || again.First != first.First || again.Position != first.Position || again.Items[1].ID != first.Items[1].ID {
		t.Errorf("first %+v\nagain %+v", first, again)
	}
	s.post("/v1/statements", fmt.Sprintf(group, "other", "Other"), "Idempotency-Key", "k1").refused(t, 409, "header.Idempotency-Key")
	// The first of a request is refused: the others are looked at all the same.
	s.post("/v1/statements", "["+fmt.Sprintf(group, "", "No name")+","+fmt.Sprintf(group, "good", "Good")+","+fmt.Sprintf(group, "bad", "")+"]", "Idempotency-Key", "k2").
		refused(t, 422, "body[0].about", "body[2].about")
	var fresh report.Recorded
	s.post("/v1/statements", fmt.Sprintf(group, "good", "Good"), "Idempotency-Key", "k2").want(t, 201, &fresh)
}

func TestABodyThatIsNoStatementIsRefused(t *testing.T) {
	s := open(t, t.TempDir())
	before := s.n.State.Durable()
	for body, want := range map[string]struct {
		status int
		at     string
	}{
		"":                                   {400, "body"},
		"{":                                  {400, "body"},
		"3":                                  {400, "body"},
		"[]":                                 {422, "body"},
		`[3]`:                                {422, "body[0]"},
		`{}`:                                 {422, "body.kind"},
		`{"kind":"party.group/9"}`:           {422, "body.kind"},
		`{"kind":"record.open/1"}`:           {422, "body.kind"},
		`{"kind":"pledge.submission/1"}`:     {422, "body.kind"},
		`{"kind":"party.group/1","nmae":""}`: {422, "body.nmae"},
		`{"kind":"party.group/1","name":3}`:  {422, "body.name"},
		`{"kind":"party.group/1","about":"x","name":"X","request":{}}`:                              {422, "body.request"},
		`{"kind":"party.group/1","about":"x","name":"X","audience":"friends"}`:                      {422, "body.audience"},
		`{"kind":"pledge.terms/1","about":"x","title":"x","floor":{"amount":"x","currency":"EUR"}}`: {422, "body"},
	} {
		s.post("/v1/statements", body).refused(t, want.status, want.at)
	}
	s.post("/v1/statements", `{"kind":"party.group/1","about":"x","name":"`+strings.Repeat("x", 17<<20)+`"}`).refused(t, 413, "body")
	s.post("/v1/statements", `{"kind":"party.group/1","about":"x","name":"`+strings.Repeat("x", 2<<20)+`"}`).refused(t, 422, "body.body")
	s.post("/v1/statements", "["+strings.Repeat(fmt.Sprintf(group, "x", "x")+",", 1000)+fmt.Sprintf(group, "x", "x")+"]").refused(t, 422, "body")
	if now := s.n.State.Durable(); now != before {
		t.Errorf("position %d, want %d", now, before)
	}
}

func TestATextIsErased(t *testing.T) {
	s := open(t, t.TempDir())
	var note, erased report.Recorded
	s.post("/v1/statements", `{"kind":"record.note/1","about":"kiel:A","text":"a name"}`).want(t, 201, &note)
	path := "/v1/statements/" + string(note.Items[0].ID)
	if r := s.get(fmt.Sprintf("%s?known=%d", path, note.Position)); strings.Contains(r.Header.Get("Cache-Control"), "immutable") || !strings.Contains(string(r.body), "a name") {
		t.Errorf("%s\n%s", r.Header.Get("Cache-Control"), r.body)
	}
	var l report.List[report.Statement]
	s.get("/v1/statements?kind=record.note/1").want(t, 200, &l)
	if len(l.Items) != 1 {
		t.Errorf("%d notes are listed", len(l.Items))
	}
	s.post("/v1/statements", `{"kind":"record.erase/1","statement":"`+string(note.Items[0].ID)+`","why":"asked for"}`).want(t, 201, &erased)
	if r := s.get(path); !strings.Contains(string(r.body), `"body":null`) {
		t.Errorf("%s", r.body)
	}
	s.post("/v1/statements", `{"kind":"record.note/1","about":"x","text":"x"}`, "Idempotency-Key", "k").refused(t, 422, "body.kind")
}

func TestAFileIsImported(t *testing.T) {
	s := open(t, t.TempDir())
	send := func(path string, b []byte) reply {
		return s.post(path, string(b), "Content-Type", "application/octet-stream")
	}
	var dry, done, again report.Account
	path := "/v1/imports/entries?name=entries-faults.csv&series=ministry&label=first&as-of=2024-08-01"
	send(path+"&dry_run=true", file(t, "entries-faults.csv")).want(t, 200, &dry)
	if !dry.DryRun || dry.Rows != 9 || dry.Recorded != 4 || dry.Refused != 5 || dry.Noted != 2 || dry.Faults[0].Verdict != "refused" || dry.Faults[0].Row != 2 {
		t.Errorf("%+v", dry)
	}
	send(path, file(t, "entries-faults.csv")).want(t, 200, &done)
	if done.Ledger == nil || done.Ledger.Label != "first" || done.Position != s.n.State.Durable() || done.Statements == 0 {
		t.Errorf("%+v", done)
	}
	send(path, file(t, "entries-faults.csv")).want(t, 200, &again)
	if again.Ledger.Again != "first" || again.Position != done.Position {
		t.Errorf("%+v", again)
	}
	send("/v1/imports/kiel", []byte("%PDF-1.7")).refused(t, 422, "body")
	send("/v1/imports/kiel?by=de", file(t, "activities-1.csv")).refused(t, 422, "query.by")
	send("/v1/imports/kiel?as-of=soon", file(t, "activities-1.csv")).refused(t, 422, "query.as-of")
	send("/v1/imports/entries", file(t, "entries-1.csv")).refused(t, 422, "query.series")
	send("/v1/imports/sheep", []byte("x")).refused(t, 422, "path.kind")
	send("/v1/imports/kiel", nil).refused(t, 400, "body")
}

// What one process records the other's server answers, at the latest when it is asked for it.
func TestTwoProcessesServeOneRecord(t *testing.T) {
	a := open(t, t.TempDir())
	b := open(t, a.cfg.Data)
	var done report.Recorded
	a.post("/v1/statements", fmt.Sprintf(group, "eleven", "Eleven")).want(t, 201, &done)
	var said report.StatementAnswer
	b.get(fmt.Sprintf("/v1/statements/%s?at-least=%d", done.Items[0].ID, done.Position)).want(t, 200, &said)
	if said.Known != done.Position {
		t.Errorf("known %d, want %d", said.Known, done.Position)
	}
	waited := make(chan reply, 1)
	go func() { waited <- b.get(fmt.Sprintf("/v1/record?at-least=%d", done.Position+1)) }()
	time.Sleep(100 * time.Millisecond) // so that it waits, most likely
	a.post("/v1/statements", fmt.Sprintf(group, "twelve", "Twelve")).want(t, 201, nil)
	var head report.Head
	r := <-waited
	r.want(t, 200, &head)
	if head.Known != done.Position+1 {
		t.Errorf("known %d, want %d", head.Known, done.Position+1)
	}
	b.get(fmt.Sprintf("/v1/record?at-least=%d", done.Position+100)).refused(t, 409, "query.at-least")
}
