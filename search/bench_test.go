package search

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"muster"
)

// BenchmarkFindTwoCommonWords asks for words that half of 100,000 texts have.
func BenchmarkFindTwoCommonWords(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	x := NewIndex()
	for i := range muster.Seq(100_000) {
		var words []string
		for range 20 {
			words = append(words, "w"+string(rune('a'+int(26*math.Pow(r.Float64(), 3)))))
		}
		add(b, x, i+1, strings.Join(words, " "))
	}
	q := Parse(`"wa" "wb"`)
	b.ResetTimer()
	for b.Loop() {
		if x.Find(q, Options{Limit: 20}).Total == 0 {
			b.Fatal("nothing is found")
		}
	}
}
