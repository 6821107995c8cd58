package web

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
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
var built = []string{"event.", "mark.", "reason.", "rows.reason.", "form.membership.", "field.", "members.", "member.", "side.", "nav.", "type.", "figure.several.", "dim.", "show.", "search.kind.", "kind.", "fate.", "note.step.", "define.", "import.kind.", "does.", "use.", "judge.kind.", "layer.step.", "role.", "contribution.derived.", "state.", "choice.", "pair.", "needs.new", "offers.new", "act.", "say.", "sort.", "verdict.", "audience.", "work.object.", "plan.level.", "plan.view.", "plan.if.", "plan.suppose.", "plan.done.", "packnew.", "plan.why.", "lists.title.", "lists.denied.", "lists.see.", "kit.late", "register.", "lessons.unit.", "findings.stage.", "custody.", "exception.", "reforms.did."}

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

// places are the places of a text, each once, in no order: another language may order them anew and
// may need one twice.
func places(text string) []string {
	found := regexp.MustCompile(`\{[a-z]+\}`).FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// forms are the forms that a language has for whole numbers.
func forms(lang string) (out []string) {
	for n := range 200 {
		if f := formOf(lang, n); !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	slices.Sort(out)
	return out
}

// countedKeys are the keys in English that have a form for one and another for more, without the form.
func countedKeys() (out []string) {
	for key := range english.text {
		if base, ok := strings.CutSuffix(key, ".other"); ok && english.text[base+".one"] != "" {
			out = append(out, base)
		}
	}
	return out
}

func TestFormsForOneAndManyHaveTheSamePlaces(t *testing.T) {
	for _, base := range countedKeys() {
		if got, want := places(english.text[base+".other"]), places(english.text[base+".one"]); !slices.Equal(got, want) {
			t.Errorf("%s: places %v for many, %v for one", base, got, want)
		}
	}
}

// TestACatalogueSaysNothingThatEnglishDoesNot holds each language to the keys and places of English.
func TestACatalogueSaysNothingThatEnglishDoesNot(t *testing.T) {
	for _, w := range languages[1:] {
		for key, text := range w.text {
			like, ok := english.text[key]
			for _, f := range forms(w.lang) {
				if base, cut := strings.CutSuffix(key, "."+f); !ok && cut && english.text[base+".one"] != "" {
					like, ok = english.text[base+".other"]
				}
			}
			if !ok {
				t.Errorf("%s: %q is not in English", w.lang, key)
				continue
			}
			for _, p := range places(text) {
				if !slices.Contains(places(like), p) {
					t.Errorf("%s: %q has %s, which English has not", w.lang, key, p)
				}
			}
			for _, p := range places(like) {
				// In a form for one number the number itself may be a word.
				if !slices.Contains(places(text), p) {
					t.Errorf("%s: %q lacks %s", w.lang, key, p)
				}
			}
		}
	}
}

// TestACatalogueHasEveryFormOfANumberOrNone finds what would be said with the wrong form.
func TestACatalogueHasEveryFormOfANumberOrNone(t *testing.T) {
	if got, want := forms("uk"), []string{"few", "many", "one"}; !slices.Equal(got, want) {
		t.Fatalf("Ukrainian has the forms %v, want %v", got, want)
	}
	for _, w := range languages {
		for _, base := range countedKeys() {
			var has, lacks []string
			for _, f := range forms(w.lang) {
				if w.text[base+"."+f] != "" {
					has = append(has, f)
				} else {
					lacks = append(lacks, f)
				}
			}
			if len(has) > 0 && len(lacks) > 0 {
				t.Errorf("%s: %q has %v and lacks %v", w.lang, base, has, lacks)
			}
		}
	}
}

// complete are the beginnings of keys that Ukrainian has to the last one.
var complete = []string{
	"nav.", "foot.", "language.", "filter.", "paging.", "known.", "period.", "mark.", "event.", "side.", "member", "unit.", "money", "list",
	"lead.", "proxy.", "choices.", "form.", "errors.", "chart.", "twin.", "carry.", "left.", "reason.", "how.", "rows.", "shares.",
	"statement.", "place.", "field.", "missing.", "refused.", "fault.", "method.", "host.", "empty.pledges", "empty.edition", "empty.shares", "empty.known",
	"type.", "file.", "figure.", "dim.", "show.", "explore.", "entries.", "empty.figures", "contributions.", "contribution.",
}

func TestUkrainianIsCompleteWhereItIsSaidToBe(t *testing.T) {
	for key := range english.text {
		base := strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
		if slices.ContainsFunc(complete, func(c string) bool { return strings.HasPrefix(key, c) }) && ukrainian.text[key] == "" && ukrainian.text[base+".many"] == "" {
			t.Errorf("%q is not in Ukrainian", key)
		}
	}
}

func TestUkrainianIsSetAsItIsPrinted(t *testing.T) {
	for _, table := range []map[string]string{ukrainian.text, ukrainian.told} {
		for key, text := range table {
			if strings.ContainsAny(text, `"'`) || strings.Contains(text, " - ") {
				t.Errorf("%q: an apostrophe is ’, quotes are «», a dash is —: %s", key, text)
			}
			if regexp.MustCompile(`(?i)(^|\P{L})ціл(ь|і|лю|ей|ям|ями|ях)(\P{L}|$)`).MatchString(text) {
				t.Errorf("%q speaks of something to hit: %s", key, text)
			}
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
