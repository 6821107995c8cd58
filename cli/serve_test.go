package cli_test

import (
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"muster/demo"
)

func get(t *testing.T, url string) []byte {
	t.Helper()
	r, err := http.Get(url) //nolint:noctx // a page of this machine's own
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close() //nolint:errcheck // only read from
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if r.StatusCode != http.StatusOK || !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
		t.Fatalf("GET %s: %s, %s\n%s", url, r.Status, r.Header.Get("Content-Type"), b)
	}
	return b
}

// TestDemoServesWhatItPrints serves the demo on a free port: the total it prints is the one over
// the rows on the page, and the temporary record is gone when it stops.
func TestDemoServesWhatItPrints(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	out, page := serveUntilReady(t, "pledges/washington-2024/rows", "demo", "--listen", "127.0.0.1:0")
	_, rest, found := strings.Cut(out, "Exactly EUR ")
	total, _, _ := strings.Cut(rest, " ")
	if !found || !strings.Contains(string(page), total) {
		t.Errorf("the printed total %q is not on the page", total)
	}
	if !demo.Synthetic && total != "41,043,752,802.31" {
		t.Errorf("the demo counts EUR %s, want 41,043,752,802.31", total)
	}
	left, err := os.ReadDir(tmp)
	if err != nil {
		t.Fatal(err)
	}
	if len(left) > 0 {
		t.Errorf("the demo leaves %s behind", left[0].Name())
	}
}

func TestServeNamesAnAddressItCannotTake(t *testing.T) {
	_, errs, code := run(t, "serve", "--listen", "256.0.0.1:1", "--data", t.TempDir())
	if code != 1 || !strings.Contains(errs, "muster: --listen: 256.0.0.1:1 cannot be listened on") {
		t.Errorf("exit code %d: %s", code, errs)
	}
}
