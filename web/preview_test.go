package web

import (
	"net/http"
	"os"
	"testing"

	"muster/access"

	"github.com/chromedp/chromedp"
)

// Two tools for people, which check nothing.

// TestPreview serves the pages over test figures:
//
//	MUSTER_PREVIEW=127.0.0.1:8099 go test ./web -run TestPreview -timeout 0
func TestPreview(t *testing.T) {
	listen := os.Getenv("MUSTER_PREVIEW")
	if listen == "" {
		t.Skip("a tool: MUSTER_PREVIEW names the address to listen on")
	}
	t.Logf("http://%s/", listen)
	t.Fatal(http.ListenAndServe(listen, New(real(t), Options{
		Loopback: true, Version: "0.1.0", Who: func(*http.Request) (access.Principal, bool) {
			return access.Principal{Role: access.Operator, Party: "operator"}, true
		},
	}))) //nolint:gosec // a preview
}

// TestPictures takes the pictures of the documentation from a running Muster:
//
//	MUSTER_PICTURES=http://127.0.0.1:8080 MUSTER_SHOTS=$PWD/docs/img go test ./web -run TestPictures
func TestPictures(t *testing.T) {
	base := os.Getenv("MUSTER_PICTURES")
	if base == "" {
		t.Skip("a tool: MUSTER_PICTURES is the address of a running Muster")
	}
	b := openBrowser(t, http.NotFoundHandler())
	b.base = base
	picture := func(name string) { b.write(name+".png", ask(b, chromedp.CaptureScreenshot())) }
	b.window(1200, 1560, 1, false)
	b.theme("light")
	b.visit("/pledges/washington-2024")
	picture("pledge")
	b.window(1200, 1100, 0.5, false)
	b.theme("dark")
	picture("dark")
	b.theme("light")
	b.follow(".carry tbody tr:nth-child(2) td.n a")
	picture("rows")
	b.follow("table.stack tbody th a")
	picture("statement")
	b.window(360, 780, 1, true)
	b.visit("/pledges/washington-2024")
	picture("phone")
}
