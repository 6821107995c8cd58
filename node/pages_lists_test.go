package node

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"muster/access"
)

// A sheet that was tried waits for whoever brought it, in the role in which it was brought, and for nobody else.
func TestASheetThatWaitsIsItsBringersAlone(t *testing.T) {
	d := deskOf(t)
	d.as = access.Principal{Role: access.DonorOfficer, Party: "de"}
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	m.WriteField("audience", "party/de") //nolint:errcheck // a Buffer does not fail
	f, err := m.CreateFormFile("file", "zqministry.csv")
	if err != nil {
		t.Fatal(err)
	}
	f.Write([]byte("reference,donor,item,quantity,unit,condition,ready,channel\nzq-1,de,zqnothing,much,each,new,2030-01-01,bilateral\n")) //nolint:errcheck // as above
	m.Close()                                                                                                                             //nolint:errcheck // as above
	rec := ask(d.h, "POST", "/sheets/offers", &b, m.FormDataContentType())
	at := rec.Header().Get("Location")
	if rec.Code != http.StatusSeeOther || !strings.HasPrefix(at, "/sheets/offers/") {
		t.Fatalf("tried: status %d to %q: %.2000s", rec.Code, at, rec.Body)
	}
	if page := d.get(at, http.StatusOK); !strings.Contains(page, "zqministry.csv") || !strings.Contains(page, "zqnothing") {
		t.Error("who brought it does not see it")
	}
	for _, who := range []access.Principal{
		{Role: access.DonorOfficer, Party: "fr"},
		{Role: access.DonorOfficer, Party: "de", Person: "Ada"},
		{Role: access.Coordinator, Party: "nsatu"},
		{Role: access.Analyst, Party: "de"},
		{Role: access.Operator, Party: "operator"},
		{Role: access.Auditor, Party: "us"},
		access.Anybody(),
	} {
		d.as = who
		for _, path := range []string{at, at + "?format=csv", strings.Replace(at, "offers", "requirements", 1)} {
			rec := ask(d.h, "GET", path, nil, "")
			if rec.Code < 400 || rec.Code >= 500 || strings.Contains(rec.Body.String(), "zqministry") || strings.Contains(rec.Body.String(), "zqnothing") {
				t.Errorf("%s asks for %s: status %d: %.1000s", who, path, rec.Code, rec.Body)
			}
		}
		if rec := ask(d.h, "POST", at, strings.NewReader("rows=good"), "application/x-www-form-urlencoded"); rec.Code < 400 || rec.Code >= 500 {
			t.Errorf("%s records it: status %d", who, rec.Code)
		}
	}
}
