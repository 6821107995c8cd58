package client_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"muster"
	"muster/client"
	"muster/party"
	"muster/report"
)

func TestAFileIsBroughtAndReadBack(t *testing.T) {
	url, token, stop := serve()
	defer stop()
	c, err := client.New(url, token)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("../cli/testdata/files/entries-1.csv")
	if err != nil {
		t.Fatal(err)
	}
	f := report.File{Kind: "entries", Name: "list.csv", Data: data, Series: "ministry", Label: "first"}
	done, err := c.Import(t.Context(), f)
	if err != nil || done.Ledger == nil || done.Recorded == 0 {
		t.Fatalf("%+v, %v", done, err)
	}
	eds, err := c.Editions(t.Context(), "", "ministry")
	if err != nil || len(eds.Items) != 1 || eds.Items[0].ID != done.Ledger.Submission {
		t.Fatalf("%+v, %v", eds, err)
	}
	st, err := c.Statement(t.Context(), string(done.Ledger.Submission))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(st.Body), `"file":"`)
	digest, _, _ := strings.Cut(rest, `"`)
	if b, err := c.Document(t.Context(), digest); err != nil || !bytes.Equal(b, data) {
		t.Errorf("%d bytes, %v", len(b), err)
	}
}

func TestRefusalsComeBackAsTheyWere(t *testing.T) {
	url, _, stop := serve()
	defer stop()
	c, err := client.New(url, "")
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	kind := func(what string, err error, want muster.ErrorKind, field string) {
		t.Helper()
		r := muster.Refusals(err)
		if len(r) != 1 || r[0].Kind != want || r[0].Field != field {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, err = c.Say(ctx, client.Write{}, &party.Group{})
	kind("without a token", err, muster.KindDenied, "")
	_, err = c.Editions(ctx, "soon", "kiel")
	kind("known", err, muster.KindInvalid, "known")
	_, err = c.Statement(ctx, "99999")
	kind("a statement", err, muster.KindMissing, "")

	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	if c, err = client.New(other.URL, ""); err != nil {
		t.Fatal(err)
	}
	_, err = c.Parties(ctx, "")
	kind("no Muster", err, muster.KindInvalid, "server")
	for _, wrong := range []string{"", "127.0.0.1:8080", "ftp://x", "http://"} {
		if _, err := client.New(wrong, ""); len(muster.Refusals(err)) != 1 {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := c.Parties(gone, ""); len(muster.Refusals(err)) != 0 || err == nil {
		t.Errorf("interrupted: %v", err)
	}
}
