package cli_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestSharedLessonsAreImportedWithAnExactAccount brings the whole files of three sources, twice.
func TestSharedLessonsAreImportedWithAnExactAccount(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared(t), "data/lessons/safenet_*.csv.gz"))
	if err != nil || len(files) != 11 {
		t.Fatalf("%d files of SAFENET, %v", len(files), err)
	}
	lessons := func(name string) []string { return []string{filepath.Join(shared(t), "data/lessons", name)} }
	data := t.TempDir()
	for _, c := range []struct {
		name         string
		files        []string
		first, again string
	}{
		{"safenet", files, "rows read 1392 = new 1381 + changed 0 + unchanged 0 + left as decided 0 + joined 0 + duplicates 0 + refused 1 + blank 10;", "new 0 + changed 0 + unchanged 1381 +"},
		{"llis", lessons("nasa-llis_125.jsonl"), "rows read 125 = new 125 + changed 0 + unchanged 0 + left as decided 0 + joined 0 + duplicates 0 + refused 0 + blank 0;", "new 0 + changed 0 + unchanged 125 +"},
		{"taic", lessons("taic-recommendations_2024-04-04.csv.gz"), "rows read 1756 = new 1751 + changed 0 + unchanged 0 + left as decided 0 + joined 0 + duplicates 5 + refused 0 + blank 0;", "new 0 + changed 0 + unchanged 1751 +"},
	} {
		args := append(append([]string{"import", "lessons"}, c.files...), "--map", c.name, "--as", "lessons-manager@ua", "--data", data)
		for _, want := range []string{c.first, c.again} {
			if out := done(t, args...); !strings.Contains(out, want) {
				t.Errorf("%s: %q is not in\n%s", c.name, want, out)
			}
		}
	}
	for typed, want := range map[string]string{"repeater Deschutes": "safenet-7ulpmesafe", "KiwiRail ALCAM": "taic-012-21-kiwirail", "STS-36 inverter": "llis-1"} {
		if out := done(t, "search", typed, "--format", "csv", "--data", data); !strings.Contains(out, want) {
			t.Errorf("%s does not find %s:\n%s", typed, want, out)
		}
	}
}
