package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"muster"
	"muster/access"
	"muster/node"
	"muster/signin"
)

func TestOnlyWhoMayWrites(t *testing.T) {
	s := open(t, t.TempDir())
	body := []byte(fmt.Sprintf(group, "eleven", "Eleven"))
	before := s.n.State.Durable()
	post := func(headers ...string) reply { return s.do("POST", "/v1/statements?dry_run=true", body, headers...) }
	r := post()
	r.refused(t, 401)
	if !strings.HasPrefix(r.Header.Get("WWW-Authenticate"), "Bearer") {
		t.Errorf("%v", r.Header)
	}
	post("Authorization", "Basic xyz").refused(t, 401)
	post("Authorization", "Bearer muster_x_y").refused(t, 401)
	post("Authorization", "Bearer "+s.token).want(t, 201, nil)

	// A page of another site cannot act, whatever the browser sends along.
	post("Authorization", "Bearer "+s.token, "Sec-Fetch-Site", "cross-site").refused(t, 403)
	post("Authorization", "Bearer "+s.token, "Origin", "https://elsewhere.example").refused(t, 403)
	// Nor can one that has pointed its own name here.
	post("Authorization", "Bearer "+s.token, "Host", "elsewhere.example").refused(t, 421)
	s.get("/v1/record", "Host", "elsewhere.example").refused(t, 421)
	s.get("/checkpoint", "Host", "elsewhere.example:80").refused(t, 421)

	desk := node.Desk(s.cfg)
	_, gone, err := desk.NewToken(signin.Pass{For: "de", Expires: node.Clock().Add(time.Millisecond)}, node.Clock())
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(2 * time.Millisecond)
	post("Authorization", "Bearer "+gone).refused(t, 401)
	all, err := desk.Tokens()
	if err != nil || all[0].Used.IsZero() || !all[1].Used.IsZero() {
		t.Errorf("%+v, %v", all, err)
	}
	if err := desk.Revoke(all[0].ID); err != nil {
		t.Fatal(err)
	}
	post("Authorization", "Bearer "+s.token).refused(t, 401)
	if now := s.n.State.Durable(); now != before {
		t.Errorf("position %d, want %d", now, before)
	}
}

func TestALinkBeginsASession(t *testing.T) {
	s := open(t, t.TempDir())
	code, _, err := node.Desk(s.cfg).NewLink(signin.Pass{For: "operator"}, node.Clock())
	if err != nil {
		t.Fatal(err)
	}
	if r := s.do("HEAD", "/signin/"+code, nil); r.StatusCode != 204 || len(r.Cookies()) > 0 {
		t.Errorf("looked at: status %d", r.StatusCode)
	}
	r := s.get("/signin/" + code)
	if r.StatusCode != http.StatusSeeOther || r.Header.Get("Location") != "/" || len(r.Cookies()) != 1 || r.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("status %d, %v\n%s", r.StatusCode, r.Header, r.body)
	}
	c := r.Cookies()[0]
	if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" || c.Secure {
		t.Errorf("%+v", c)
	}
	if again := s.get("/signin/" + code); again.StatusCode != 403 || len(again.Cookies()) > 0 {
		t.Errorf("a spent link: status %d", again.StatusCode)
	}
	body := []byte(fmt.Sprintf(group, "eleven", "Eleven"))
	s.do("POST", "/v1/statements", body, "Cookie", c.Name+"="+c.Value, "Sec-Fetch-Site", "same-origin").want(t, 201, nil)
	s.do("POST", "/v1/statements", body, "Cookie", c.Name+"="+c.Value, "Sec-Fetch-Site", "cross-site").refused(t, 403)
	s.do("POST", "/v1/statements", body, "Cookie", c.Name+"="+c.Value[:len(c.Value)-1], "Sec-Fetch-Site", "same-origin").refused(t, 401)
}

func TestWhoGuessesHasToWait(t *testing.T) {
	s := open(t, t.TempDir())
	for i := range 10 {
		s.do("POST", "/v1/statements", nil, "Authorization", fmt.Sprint("Bearer muster_x_", i)).refused(t, 401)
	}
	r := s.do("POST", "/v1/statements", nil, "Authorization", "Bearer "+s.token)
	r.refused(t, 429)
	if r.Header.Get("Retry-After") == "" {
		t.Error("it does not say how long")
	}
	if r := s.get("/signin/x_y"); r.StatusCode != 429 {
		t.Errorf("a link: status %d", r.StatusCode)
	}
	s.get("/v1/record").want(t, 200, nil)
}

// Nobody but the operator speaks for others or in a role that is not theirs, and an auditor says
// nothing; what is left out is the token's.
func TestWhoWritesSpeaksForThemselves(t *testing.T) {
	s := start(t)
	token := func(role access.Role, party muster.PartyID) string {
		_, text, err := node.Desk(s.cfg).NewToken(signin.Pass{For: party, Role: role, Label: "somebody"}, node.Clock())
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	officer, auditor := token(access.DonorOfficer, "de"), token(access.Auditor, "us")
	post := func(token, fields string) reply {
		return s.do("POST", "/v1/statements", []byte(`{"kind":"record.note/1","about":"claims:x","text":"said","audience":"participants"`+fields+`}`), "Authorization", "Bearer "+token)
	}
	post(officer, `,"by":"fr"`).refused(t, 403, "body.by")
	post(officer, `,"role":"operator"`).refused(t, 403, "body.role")
	post(officer, `,"role":"auditor"`).refused(t, 403, "body.role")
	post(auditor, "").refused(t, 403, "body")
	var r struct{ Position int }
	for _, fields := range []string{"", `,"by":"de","role":"donor-officer"`} {
		post(officer, fields).want(t, 201, &r)
		var got struct {
			Statement struct {
				Body muster.Envelope
			}
		}
		s.get(fmt.Sprint("/v1/statements/", r.Position), "Authorization", "Bearer "+officer).want(t, 200, &got)
		if e := got.Statement.Body; e.By != "de" || e.Role != "donor-officer" || e.ActedBy != "somebody" {
			t.Errorf("%+v", e)
		}
	}
	post(s.token, `,"by":"de","role":"donor-officer"`).want(t, 201, nil)
	s.do("POST", "/v1/imports/entries?dry_run=true&series=x", file(t, "entries-1.csv"), "Authorization", "Bearer "+officer).refused(t, 403)
}

// Who reads with a token that does not hold is told so, and is not shown what anybody else sees.
func TestATokenThatDoesNotHoldReadsNothing(t *testing.T) {
	s := open(t, t.TempDir())
	s.get("/v1/parties", "Authorization", "Bearer muster_x_y").refused(t, 401)
	s.get("/v1/parties").want(t, 200, nil)
}
