package figure

import (
	"strings"
	"testing"

	"muster/money"

	"pgregory.net/rapid"
)

func TestBarsOfATableShareOneScale(t *testing.T) {
	s := Paired{Pairs: []Pair{{amount("10"), nil}, {amount("5"), nil}, {amount("2.5"), nil}}}.Scale()
	var widths []float64
	for i := range s.Pairs {
		d := read(t, s.Row(i))
		widths = append(widths, d.xs[1]-d.xs[0])
	}
	if r := widths[0] / widths[1]; r < 1.98 || r > 2.02 {
		t.Errorf("10 is drawn %.2f times as long as 5, want twice: %v", r, widths)
	}
	if r := widths[1] / widths[2]; r < 1.98 || r > 2.02 {
		t.Errorf("5 is drawn %.2f times as long as 2.5, want twice: %v", r, widths)
	}
}

func TestWhatIsNotKnownHasNoBar(t *testing.T) {
	s := Paired{Pairs: []Pair{{nil, amount("3")}, {amount("0"), amount("3")}, {amount("0.0001"), amount("3")}}}.Scale()
	for i, want := range []int{0, 0, 1} {
		if got := strings.Count(s.Row(i), "<rect"); got != want {
			t.Errorf("row %d has %d bars, want %d", i, got, want)
		}
		if got := strings.Count(s.Row(i), `class="i"`); got != 1 {
			t.Errorf("row %d has %d marks, want 1", i, got)
		}
	}
}

func TestOnlyABreakCutsABar(t *testing.T) {
	pairs := []Pair{{amount("900"), amount("100")}}
	for range 15 {
		pairs = append(pairs, Pair{amount("120"), amount("100")})
	}
	whole, broken := Paired{Pairs: pairs}.Scale(), Paired{Pairs: pairs, Break: true}.Scale()
	if whole.Cut() || strings.Contains(whole.Row(0), `class="c"`) {
		t.Error("a bar is cut though no break was asked for")
	}
	if !broken.Cut() || !strings.Contains(broken.Row(0), `class="c"`) {
		t.Error("the long bar has no break")
	}
	if strings.Contains(broken.Row(1), `class="c"`) {
		t.Error("a short bar has a break")
	}
	if a, b := read(t, whole.Row(1)), read(t, broken.Row(1)); a.xs[1]-a.xs[0] >= b.xs[1]-b.xs[0] {
		t.Error("the break did not make the short bars longer")
	}
	if even := (Paired{Pairs: pairs[1:], Break: true}.Scale()); even.Cut() {
		t.Error("equal bars are cut")
	}
}

func TestRowsAndAxesLieInsideTheirBox(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) *money.Amount {
			if rapid.IntRange(0, 9).Draw(t, name+" absent") == 0 {
				return nil
			}
			a := money.New(rapid.Int64Range(-1<<40, 1<<62).Draw(t, name), uint8(rapid.IntRange(0, 12).Draw(t, name+" scale")))
			return &a
		}
		p := Paired{Break: rapid.Bool().Draw(t, "break")}
		for range rapid.IntRange(1, 40).Draw(t, "rows") {
			p.Pairs = append(p.Pairs, Pair{draw("value"), draw("mark")})
		}
		s := p.Scale()
		for i := range p.Pairs {
			svg := s.Row(i)
			read(t, svg).inside(t, svg)
		}
		axis := s.Axis("%")
		read(t, axis).inside(t, axis)
	})
}

func TestATableWithoutRowsStillHasAnAxis(t *testing.T) {
	svg := Paired{}.Scale().Axis("")
	d := read(t, svg)
	d.inside(t, svg)
	if len(d.texts) == 0 {
		t.Error("no ticks")
	}
}
