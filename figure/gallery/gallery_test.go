package gallery

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muster/figure"
)

// TestPreview writes the gallery as a page into the folder GALLERY names, to be looked at:
//
//	GALLERY=/tmp go test ./figure/gallery -run Preview
func TestPreview(t *testing.T) {
	folder := os.Getenv("GALLERY")
	if folder == "" {
		t.Skip("GALLERY names no folder to write the page into")
	}
	css, err := os.ReadFile("../../web/style.css")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Gallery</title><style>%s</style><main class="w"><h1>Gallery</h1>`, css)
	for i, e := range Examples() {
		fmt.Fprintf(&b, `<section class="chart" id="%s"><h2>%s</h2><p class="note">%s</p>%s%s</section>`, e.Name, e.Form.Table().Caption, e.When,
			e.Form.SVG(figure.Wide, fmt.Sprintf("w%d", i), "wide"), e.Form.SVG(figure.Narrow, fmt.Sprintf("n%d", i), "narrow"))
		if err := os.WriteFile(filepath.Join(folder, e.Name+".svg"), []byte(figure.File(e.Form, figure.Wide)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "gallery.html"), []byte(b.String()+"</main></html>"), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestEveryFormIsInTheGallery(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range Examples() {
		if seen[e.Name] || e.When == "" {
			t.Errorf("example %q twice, or without a word on when to use it", e.Name)
		}
		seen[e.Name] = true
		// A page with both drawings of a map, and all else there is on it, stays below 100 kB as it travels.
		if n := len(e.Form.SVG(figure.Wide, "w", "wide")); n > 60_000 {
			t.Errorf("%s takes %d bytes of a page", e.Name, n)
		}
	}
	for _, name := range []string{"bars", "paired", "waterfall", "steps", "lines", "band", "stacked", "heatmap", "world", "europe", "timeline"} {
		if !seen[name] {
			t.Errorf("no example %q", name)
		}
	}
}
