package api_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"muster/report"
)

// BenchmarkPage compares a page of 20 rows with a bare handler that encodes the same 20 rows.
func BenchmarkPage(b *testing.B) {
	s := start(b)
	var l report.List[report.Party]
	s.get("/v1/parties?limit=20").want(b, 200, &l)
	bare := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(l) //nolint:errcheck // a benchmark
	}))
	defer bare.Close()
	for _, c := range []struct{ name, url string }{
		{"bare", bare.URL}, {"parties", s.url + "/v1/parties?limit=20"}, {"statements", s.url + "/v1/statements?limit=20"},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				res, err := http.Get(c.url) //nolint:noctx // a benchmark
				if err != nil {
					b.Fatal(err)
				}
				if _, err := io.Copy(io.Discard, res.Body); err != nil {
					b.Fatal(err)
				}
				res.Body.Close() //nolint:errcheck // read to its end
			}
		})
	}
}
