package api_test

import (
	"fmt"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/node"
	"muster/report"
	"muster/signin"
)

// withItem puts an item into a record, which only Germany sees.
func withItem(t *testing.T) *server {
	s := open(t, t.TempDir())
	s.post("/v1/statements", `[{"kind":"item.thing/1","about":"zthing","names":{"en":"thing"},"audience":"public"},{"kind":"item.unit/1","about":"zunit","names":{"en":"unit"},"measures":"count","audience":"public"},
		{"kind":"item.item/1","about":"zitem","names":{"en":"item"},"thing":"zthing","unit":"zunit","audience":"party/de"}]`).want(t, 201, &report.Recorded{})
	return s
}

const ofItem = "/v1/attachments?object=item&about=zitem"

func TestAFileIsAttachedRawOrInAForm(t *testing.T) {
	s := withItem(t)
	auth := []string{"Authorization", "Bearer " + s.token}
	send := func(query, kind, body string, more ...string) reply {
		t.Helper()
		return s.do("POST", ofItem+query, []byte(body), append(append([]string{"Content-Type", kind}, auth...), more...)...)
	}
	before := s.n.State.Durable()
	var dry, raw, form report.Attached
	send("&name=..%2F..%2Fa.html&title=a+drawing&dry_run=true", "text/html; charset=utf-8", "<b>").want(t, 201, &dry)
	if !dry.DryRun || dry.Position != 0 || s.n.State.Durable() != before {
		t.Errorf("a dry run: %+v, position %d", dry, s.n.State.Durable())
	}
	send("&name=..%2F..%2Fa.html&title=a+drawing", "text/html; charset=utf-8", "<b>", "Idempotency-Key", "one").want(t, 201, &raw)
	a := raw.Attachment
	if raw.Position != before+2 || a.Name != "a.html" || a.Type != "text/html" || a.Title != "a drawing" || a.Audience != "party/de" || a.ActedBy != "a test" || a.Size != 3 {
		t.Errorf("raw: %+v", raw)
	}
	const boundary = "--x\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"b.pdf\"\r\nContent-Type: application/pdf\r\n\r\nforms%s"
	send("&audience=operator", "multipart/form-data; boundary=x", fmt.Sprintf(boundary, "file", "\r\n--x--\r\n")).want(t, 201, &form)
	if f := form.Attachment; f.Name != "b.pdf" || f.Title != "b.pdf" || f.Type != "application/pdf" || f.Audience != "operator" || f.Size != 5 {
		t.Errorf("in a form: %+v", form)
	}
	// The same key again is answered as the first time, and with another file refused.
	var again report.Attached
	send("&name=..%2F..%2Fa.html&title=a+drawing", "text/html; charset=utf-8", "<b>", "Idempotency-Key", "one").want(t, 201, &again)
	if !again.Again || again.Attachment.Statement != a.Statement {
		t.Errorf("again: %+v", again)
	}
	send("", "text/html", "<i>", "Idempotency-Key", "one").refused(t, 409, "header.Idempotency-Key")

	var list report.List[report.Attachment]
	s.get(ofItem, auth...).want(t, 200, &list)
	if len(list.Items) != 2 || list.Items[0].Digest != a.Digest || list.Items[0].Statement != a.Statement || list.Items[1].By != "operator" {
		t.Errorf("listed: %+v", list.Items)
	}
	r := s.get("/v1/attachments/"+string(a.Statement), auth...)
	h := r.Header
	if string(r.body) != "<b>" || h.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment;") || h.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%q, %v", r.body, h)
	}
	if r := s.get("/v1/attachments/"+string(a.Statement), append(auth, "Range", "bytes=1-1")...); r.StatusCode != 206 || string(r.body) != "b" {
		t.Errorf("a range: %d, %q", r.StatusCode, r.body)
	}

	for what, c := range map[string]struct {
		reply  reply
		status int
		at     string
	}{
		"empty":                   {send("", "a/b", ""), 422, "body"},
		"cut off within its form": {send("", "multipart/form-data; boundary=x", fmt.Sprintf(boundary, "file", "")), 400, "body"},
		"another part":            {send("", "multipart/form-data; boundary=x", fmt.Sprintf(boundary, "title", "\r\n--x--\r\n")), 400, "body"},
		"no part":                 {send("", "multipart/form-data; boundary=x", "forms"), 400, "body"},
		"packed":                  {send("", "a/b", "abc", "Content-Encoding", "gzip"), 415, "header.Content-Encoding"},
		"wider":                   {send("&audience=public", "a/b", "abc"), 422, "query.audience"},
		"the same":                {send("", "a/b", "<b>"), 409, "digest"},
	} {
		t.Run(what, func(t *testing.T) { c.reply.refused(t, c.status, c.at) })
	}
	s.do("POST", strings.Replace(ofItem, "zitem", "nothing", 1), []byte("abc"), auth...).refused(t, 404, "")
	s.do("POST", strings.Replace(ofItem, "object=item", "object=planet", 1), []byte("abc"), auth...).refused(t, 422, "query.object")

	// Who does not see the item sees nothing of its files, and who did not sign in attaches nothing.
	as := func(p muster.PartyID) []string {
		_, token, err := node.Desk(s.cfg).NewToken(signin.Pass{For: p, Role: access.DonorOfficer}, node.Clock())
		if err != nil {
			t.Fatal(err)
		}
		return []string{"Authorization", "Bearer " + token}
	}
	s.get(ofItem, as("fr")...).refused(t, 404, "")
	s.get("/v1/attachments/"+string(a.Statement), as("fr")...).refused(t, 404, "path.id")
	s.do("POST", ofItem, []byte("abc"), as("fr")...).refused(t, 404, "")
	if r := s.do("POST", ofItem, []byte("abc")); r.StatusCode != 401 {
		t.Errorf("without a token: %d", r.StatusCode)
	}
	var hers report.List[report.Attachment]
	s.get(ofItem, as("de")...).want(t, 200, &hers)
	if len(hers.Items) != 1 || hers.Items[0].Statement != a.Statement {
		t.Errorf("an officer of Germany is shown %+v", hers.Items)
	}
	s.get("/v1/attachments/"+string(form.Attachment.Statement), as("de")...).refused(t, 404, "path.id")
}
