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

// pngSource saves drawings as PNG. Pages without drawings do not load it.
//
//go:embed assets/png.js
var pngSource []byte

// Scripts are named by their content, so that they can be kept for ever.
var (
	htmxPath = fmt.Sprintf("/assets/htmx-%.8x.js", sha256.Sum256(htmxSource))
	pngPath  = fmt.Sprintf("/assets/png-%.8x.js", sha256.Sum256(pngSource))
)

func sendScript(source []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		w.Write(source) //nolint:errcheck // the reader left
	}
}
