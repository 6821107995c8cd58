package web

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// sources are the package's own files without the catalogue, the generated ones and the tests.
func sources(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, pattern := range []string{"*.go", "*.templ"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.HasSuffix(f, "_test.go") || strings.HasSuffix(f, "_templ.go") || strings.HasPrefix(f, "words_") {
				continue
			}
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(b)
		}
	}
	return all.String()
}

// built are the beginnings of keys that are put together from a value.
var built = []string{"event.", "mark.", "reason.", "rows.reason.", "form.membership.", "field.", "members.", "member.", "side.", "nav.", "type.", "figure.several.", "dim.", "show.", "search.kind.", "kind.", "fate.", "note.step.", "define.", "import.kind.", "does.", "use.", "judge.kind.", "layer.step."}

func TestEveryWordIsInTheCatalogueAndUsed(t *testing.T) {
	src := sources(t)
	for _, m := range regexp.MustCompile(`(?:say|rich|fact|answer)\("([a-z.]+)"`).FindAllStringSubmatch(src, -1) {
		if key := m[1]; !english.has(key) && !strings.HasSuffix(key, ".") {
			t.Errorf("%q is said and not in the catalogue", key)
		}
	}
	for _, m := range regexp.MustCompile(`count\("([a-z.]+)"`).FindAllStringSubmatch(src, -1) {
		if strings.HasSuffix(m[1], ".") {
			continue
		}
		if !english.has(m[1]+".one") || !english.has(m[1]+".other") {
			t.Errorf("%q is counted and has not both forms in the catalogue", m[1])
		}
	}
	for key := range english.text {
		used := strings.Contains(src, `"`+key+`"`) || strings.Contains(src, `"`+strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")+`"`)
		for _, b := range built {
			used = used || strings.HasPrefix(key, b)
		}
		if !used {
			t.Errorf("%q is in the catalogue and never said", key)
		}
	}
}

func TestFormsForOneAndManyHaveTheSamePlaces(t *testing.T) {
	place := regexp.MustCompile(`\{[a-z]+\}`)
	for key, one := range english.text {
		base, isOne := strings.CutSuffix(key, ".one")
		if !isOne {
			continue
		}
		if got, want := place.FindAllString(english.text[base+".other"], -1), place.FindAllString(one, -1); strings.Join(got, "") != strings.Join(want, "") {
			t.Errorf("%s: places %v for one, %v for many", base, want, got)
		}
	}
}

// TestTemplatesSpeakThroughTheCatalogue finds words between tags, which a translation would miss.
func TestTemplatesSpeakThroughTheCatalogue(t *testing.T) {
	files, err := filepath.Glob("*.templ")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	between := regexp.MustCompile(`>([^<>{}\n]*[A-Za-z]{2,}[^<>{}\n]*)<`)
	said := regexp.MustCompile(`(?:aria-label|title|placeholder|alt)="([^"]*[A-Za-z]{2,}[^"]*)"`)
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range append(between.FindAllStringSubmatch(string(b), -1), said.FindAllStringSubmatch(string(b), -1)...) {
			t.Errorf("%s: %q is not in the catalogue", f, m[1])
		}
	}
}

func TestForbiddenWordsAreNotOnScreen(t *testing.T) {
	forbidden := regexp.MustCompile(`(?i)\b(arrears|target|kill|strike package|verified)\b`)
	for key, s := range english.text {
		if w := forbidden.FindString(s); w != "" {
			t.Errorf("%s says %q", key, w)
		}
	}
}
