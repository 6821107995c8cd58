package web

import (
	"regexp"
	"strings"
	"testing"
)

// Excel refuses a text of more than 255 letters within a formula, so a long address comes in parts,
// which are the address when put together.
func TestAFormulaTakesALongAddressInParts(t *testing.T) {
	part := regexp.MustCompile(`"([^"]*)"`)
	for _, n := range []int{1, 255, 256, 511, 2000} {
		address := strings.Repeat("x", n)
		got := spreadsheetText(address)
		var whole strings.Builder
		for _, m := range part.FindAllStringSubmatch(got, -1) {
			if len(m[1]) > longestText {
				t.Errorf("%d letters: a part has %d", n, len(m[1]))
			}
			whole.WriteString(m[1])
		}
		if whole.String() != address || strings.Count(got, "&") != (n-1)/longestText {
			t.Errorf("%d letters: %q", n, got)
		}
	}
}
