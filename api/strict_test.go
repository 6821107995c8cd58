package api_test

import (
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// What is asked is heeded whole or refused: nothing is passed over in silence.
func TestAQuestionIsHeededWholeOrRefused(t *testing.T) {
	s := start(t)
	for _, c := range []struct {
		query, at, says string
		status          int
	}{
		{"/v1/positions?known=5&known=7", "query.known", "found it 2 times", 422},
		{"/v1/positions?type=military&type=humanitarian", "query.type", "commas", 422},
		{"/v1/positions?%zz=1", "query", "%25", 400},
		{"/v1/positions?from=2024-01-01;to=2025-01-01", "query", "%3B", 400},
		{"/v1/positions?mesure=allocated", "query.mesure", "accepted are known, effective", 422},
		{"/v1/changes?after=x", "query.after", `found "x"; accepted is a whole number`, 422},
		{"/v1/changes?wait=61", "query.wait", "found 61; accepted is a number <= 60", 422},
		{"/v1/positions?known=2999-01-01", "query.known", "to come", 422},
		{"/v1/positions?known=" + url.QueryEscape("2999-01-01T00:00:00Z"), "query.known", "to come", 422},
	} {
		p := s.get(c.query).refused(t, c.status, c.at)
		if !strings.Contains(p.Errors[0].Message, c.says) {
			t.Errorf("%s: says %q, want %q", c.query, p.Errors[0].Message, c.says)
		}
	}
	long := s.post("/v1/statements", `{}`, "Idempotency-Key", strings.Repeat("k", 5000))
	if long.refused(t, 422, "header.Idempotency-Key"); len(long.body) > 2000 {
		t.Errorf("a refusal of %d bytes gives back what was sent", len(long.body))
	}
}

// A cursor goes on with the list that it is of, as a file too, and with no other.
func TestACursorKeepsToItsList(t *testing.T) {
	s := start(t)
	for _, path := range []string{"/v1/positions/rows", "/v1/contributions?source=kiel"} {
		sep := "?"
		if strings.Contains(path, "?") {
			sep = "&"
		}
		path += sep
		var first, second struct {
			Known uint64
			Next  string
			Items []struct{ Contribution string }
		}
		s.get(path+"limit=1").want(t, 200, &first)
		next := path + "limit=1&cursor=" + first.Next
		s.get(next).want(t, 200, &second)
		rows, err := csv.NewReader(strings.NewReader(string(s.get(next + "&format=csv").body))).ReadAll()
		if err != nil || len(rows) != 2 || !strings.Contains(strings.Join(rows[1], " "), second.Items[0].Contribution) || second.Items[0] == first.Items[0] {
			t.Errorf("%s as a file: %q, %v; want the row of %s", next, rows, err, second.Items[0].Contribution)
		}
		s.get(next+fmt.Sprintf("&known=%d", first.Known)).want(t, 200, nil)
		s.get(next+"&known=5").refused(t, 422, "query.known")
		s.get(next+"&effective=2001-01-01").refused(t, 422, "query.effective")
		raw, err := base64.RawURLEncoding.DecodeString(first.Next)
		if err != nil {
			t.Fatal(err)
		}
		var c map[string]any
		if err := json.Unmarshal(raw, &c); err != nil {
			t.Fatal(err)
		}
		c["k"] = 1 << 40
		if raw, err = json.Marshal(c); err != nil {
			t.Fatal(err)
		}
		s.get(path+"cursor="+base64.RawURLEncoding.EncodeToString(raw)).refused(t, 422, "query.cursor")
	}
}

// A body is read as it was meant, or not at all.
func TestABodyIsUnambiguous(t *testing.T) {
	s := start(t)
	for body, says := range map[string]string{
		"{\"kind\":\"record.note/1\",\"about\":\"x\",\"text\":\"\xff\"}":                   "UTF-8",
		`{"kind":"record.note/1","about":"x","text":"a","text":"b"}`:                       `"text" more than once`,
		`{"kind":"record.note/1","about":"x","text":"a","TEXT":"b"}`:                       `"TEXT" more than once`,
		`[{"kind":"record.note/1","about":"x","text":"a","source":{"text":1,"text":"b"}}]`: `"text" more than once`,
	} {
		if p := s.post("/v1/statements", body).refused(t, 400, "body"); !strings.Contains(p.Detail, says) {
			t.Errorf("%s: %s", body, p.Detail)
		}
	}
	s.post("/v1/statements?dry_run=true", `[{"kind":"record.note/1","about":"x","text":"a"},{"kind":"record.note/1","about":"x","text":"a"}]`).want(t, 201, nil)
	s.post("/v1/statements", `{"kind":"record.note/1","about":7,"text":"a"}`).refused(t, 422, "body.about")
	s.post("/v1/statements", `{"kind":"record.note/1","about":"x","text":"a"}`, "Content-Encoding", "gzip").refused(t, 415, "header.Content-Encoding")
}

// After the last position there is nothing, however large the number.
func TestNothingCameAfterTheEnd(t *testing.T) {
	s := start(t)
	for _, path := range []string{"/v1/changes", "/v1/statements"} {
		for _, after := range []string{"1000000", "9223372036854775807", "9223372036854775808", "18446744073709551615"} {
			var l struct{ Items []any }
			s.get(path+"?after="+after).want(t, 200, &l)
			if len(l.Items) > 0 {
				t.Errorf("%s after %s: %d items", path, after, len(l.Items))
			}
		}
	}
}

// What the feed says of a text goes with it when it is erased, whoever asked before and at whatever
// position.
func TestTheFeedForgetsWhatIsErased(t *testing.T) {
	s := start(t)
	var r struct {
		Position uint64
		Items    []struct{ ID string }
	}
	s.post("/v1/statements", `{"kind":"record.note/1","about":"a-secret-matter","text":"a"}`).want(t, 201, &r)
	path := fmt.Sprintf("/v1/changes?after=%d&known=%d", r.Position-1, r.Position)
	before := s.get(path)
	if !strings.Contains(string(before.body), "a-secret-matter") || strings.Contains(before.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("before: %s %s", before.Header.Get("Cache-Control"), before.body)
	}
	s.post("/v1/statements", `{"kind":"record.erase/1","statement":"`+r.Items[0].ID+`","why":"w"}`).want(t, 201, nil)
	for _, p := range []string{path, path + "&format=csv", path + "&format=ndjson"} {
		after := s.get(p, "If-None-Match", before.Header.Get("ETag"))
		if after.StatusCode != 200 || strings.Contains(string(after.body), "a-secret-matter") {
			t.Errorf("%s: status %d %s", p, after.StatusCode, after.body)
		}
	}
}
