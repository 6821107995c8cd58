package node

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"muster/access"
	"muster/offer"
	"muster/report"
	"muster/standing"
	"muster/work"
)

// A file is attached, got and withdrawn on pages: what is wrong with it is said at its field, and it is only
// ever saved.
func TestAFileIsAttachedOnAPage(t *testing.T) {
	d := deskOf(t)
	d.as = access.Principal{Role: access.DonorOfficer, Party: "de"}
	offers := standing.Find[*offer.Part](d.n.State)
	path := ""
	for id, x := range offers.All(d.n.State.Durable()) {
		if x.Value.Donor == "de" {
			path = id
		}
	}
	if path == "" {
		t.Fatal("no offer of Germany's is in the scene")
	}
	path = "/offers/" + path
	forms := strings.Replace(path, "/offers/", "/attach/offer/", 1)
	send := func(name, text, audience string) (code int, body, to string) {
		t.Helper()
		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		for k, v := range map[string]string{"form": "attach", "kind": "work.attachment/1", "shown": "1", "title": "zqletter", "audience": audience} {
			m.WriteField(k, v) //nolint:errcheck // a Buffer does not fail
		}
		f, err := m.CreateFormFile("file", name)
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(text)) //nolint:errcheck // as above
		m.Close()             //nolint:errcheck // as above
		rec := ask(d.h, "POST", forms, &b, m.FormDataContentType())
		return rec.Code, rec.Body.String(), rec.Header().Get("Location")
	}
	known := d.n.State.Durable()
	for what, c := range map[string]struct {
		name, text, audience string
		code                 int
		says                 []string
	}{
		"an empty file":  {"a.txt", "", "party/de", 400, []string{`href="#attach-file"`, `id="attach-file-why"`}},
		"one too large":  {"a.txt", strings.Repeat("x", 64<<20+1), "party/de", 413, []string{`href="#attach-file"`, "larger than 64 MiB"}},
		"one for nobody": {"a.txt", "abc", "whoever", 400, []string{`href="#attach-audience"`, "accepted are public", "zqletter"}},
	} {
		code, body, _ := send(c.name, c.text, c.audience)
		if code != c.code {
			t.Errorf("%s: status %d, want %d", what, code, c.code)
		}
		for _, s := range c.says {
			if !strings.Contains(body, s) {
				t.Errorf("%s: the page does not say %s", what, s)
			}
		}
	}
	if now := d.n.State.Durable(); now != known {
		t.Fatalf("%d statements were recorded", now-known)
	}
	if code, body, to := send("../x<script>.html", "<script>alert(1)</script>", "party/de"); code != http.StatusSeeOther || to != path {
		t.Fatalf("attached: %d to %q: %.500s", code, to, body)
	}
	page := d.get(path, http.StatusOK)
	_, at, _ := strings.Cut(page, `href="/attachments/`)
	at, _, _ = strings.Cut(at, `"`)
	if !strings.Contains(page, "zqletter") || strings.Contains(page, "x<script>") || at == "" {
		t.Fatalf("the offer's page leads to %q", at)
	}
	rec := ask(d.h, "GET", "/attachments/"+at, nil, "")
	h := rec.Header()
	if rec.Body.String() != "<script>alert(1)</script>" || h.Get("Content-Disposition") != `attachment; filename="x_script_.html"` || h.Get("X-Content-Type-Options") != "nosniff" ||
		h.Get("Content-Type") != "application/octet-stream" || !strings.Contains(h.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("it is sent with %v", h)
	}
	// Another party has no form to withdraw it; who attached it has.
	withdraw := "form=withdraw-" + at + "&kind=record.withdraw%2F1&withdraws=" + at + "&audience=party%2Fde&shown=1&why="
	d.as = access.Principal{Role: access.DonorOfficer, Party: "fr"}
	if page := d.get(path, http.StatusOK); strings.Contains(page, "zqletter") || strings.Contains(page, "withdraw-"+at) {
		t.Error("another party sees it")
	}
	if rec := ask(d.h, "POST", forms, strings.NewReader(withdraw+"mine"), "application/x-www-form-urlencoded"); rec.Code != http.StatusForbidden {
		t.Errorf("another party withdraws it: %d", rec.Code)
	}
	d.as = access.Principal{Role: access.DonorOfficer, Party: "de"}
	if rec := ask(d.h, "POST", forms, strings.NewReader(withdraw), "application/x-www-form-urlencoded"); rec.Code != http.StatusBadRequest || !strings.Contains(rec.Body.String(), `-why-why"`) {
		t.Errorf("withdrawn without a reason: %d", rec.Code)
	}
	if rec := ask(d.h, "POST", forms, strings.NewReader(withdraw+"wrong"), "application/x-www-form-urlencoded"); rec.Code != http.StatusSeeOther {
		t.Errorf("withdrawn: %d: %.500s", rec.Code, rec.Body)
	}
	if page := d.get(path, http.StatusOK); strings.Contains(page, `href="/attachments/`) || !strings.Contains(page, "Withdraws a statement") {
		t.Error("it is still listed, or its history does not say that it was withdrawn")
	}
	if rec := ask(d.h, "GET", "/attachments/"+at, nil, ""); rec.Code != http.StatusNotFound {
		t.Errorf("withdrawn, and got: %d", rec.Code)
	}
}

// What is attached to an object of any kind that has a page is on that page.
func TestEveryObjectsPageShowsItsFiles(t *testing.T) {
	d := deskOf(t)
	d.as = access.Principal{Role: access.Operator, Party: "operator"}
	v, err := d.n.View(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for object, under := range map[string]string{"requirement": "/needs/", "offer": "/offers/", "match": "/matches/"} {
		id := ""
		d.n.State.Read(func() {
			for _, desk := range work.Desks(d.n.State) {
				for th := range desk.Things(v, object) {
					id = th.About
				}
			}
		})
		done, err := d.n.Attach(t.Context(), d.as, report.AttachedFile{Object: object, About: id, Title: "zq" + object, Name: "a.txt", Content: strings.NewReader(object)})
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []string{under + id, "/attach/" + object + "/" + id} {
			if body := d.get(at, http.StatusOK); !strings.Contains(body, "zq"+object) || !strings.Contains(body, "/attachments/"+string(done.Attachment.Statement)) {
				t.Errorf("%s does not show the file of %s %s", at, object, id)
			}
		}
	}
}
