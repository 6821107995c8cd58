package web

import (
	"crypto/sha256"
	_ "embed"
	"fmt"
	"net/http"
)

// htmxSource is htmx 4.0.1 as its package on npm has it (assets/htmx-LICENSE.txt). It makes filters
// and paging quick; every page is whole without it, and pages without lists do not load it.
//
//go:embed assets/htmx-4.0.1.min.js
var htmxSource []byte

// htmxPath names the script by its content, so that it can be kept for ever.
var htmxPath = fmt.Sprintf("/assets/htmx-%.8x.js", sha256.Sum256(htmxSource))

func (s *site) htmx(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Write(htmxSource) //nolint:errcheck // the reader left
}
