package web

import (
	"testing"

	"muster/parts"
	"muster/report"
)

// Every kind of exception that a part declares has a name in each language, and says what it is in each.
func TestEveryKindOfExceptionHasWordsInEachLanguage(t *testing.T) {
	kinds := report.ExceptionKinds(parts.State())
	for _, w := range []*words{english, ukrainian} {
		for _, k := range kinds {
			if _, foreign, ok := w.find("exception." + k.Name); !ok || foreign {
				t.Errorf("%s: %s has no name", w.lang, k.Name)
			}
			if w.base != nil && w.told[k.Words] == "" {
				t.Errorf("%s: nothing says %q", w.lang, k.Words)
			}
		}
	}
	if len(kinds) < 10 {
		t.Errorf("%d kinds", len(kinds))
	}
}
