package figure

import (
	"math"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/money"

	"pgregory.net/rapid"
)

func known(s string) Datum { return Datum{Value: amount(s)} }

func TestAWordIsNeverABar(t *testing.T) {
	b := Bars{Bars: []Bar{{Name: "a", Datum: known("3")}, {Name: "b", Datum: Datum{Word: "not covered"}}, {Name: "c", Datum: known("0")}, {Name: "d", Datum: known("-2")}}}
	s := look(t, b.SVG(Wide, "i", ""), Wide)
	if s.classes["b"] != 2 {
		t.Errorf("%d bars for 3, a word, 0 and −2; want 2", s.classes["b"])
	}
	for _, want := range []string{"not covered", "0", "−2"} {
		if !s.has(want) {
			t.Errorf("%q is not said", want)
		}
	}
}

func TestNegativeBarsLieLeftOfZero(t *testing.T) {
	svg := Bars{Bars: []Bar{{Name: "a", Datum: known("-5")}, {Name: "b", Datum: known("5")}}}.SVG(Wide, "i", "")
	d := read(t, svg)
	// Each row's rect gives two xs; the negative one ends where the other begins.
	if len(d.xs) < 8 {
		t.Fatal(svg)
	}
	var rects [][2]float64
	for _, part := range strings.Split(svg, `<rect class="b" x="`)[1:] {
		x := number(part[:strings.IndexByte(part, '"')])
		w := part[strings.Index(part, `width="`)+7:]
		rects = append(rects, [2]float64{x, x + number(w[:strings.IndexByte(w, '"')])})
	}
	if len(rects) != 2 || math.Abs(rects[0][1]-rects[1][0]) > 0.2 || math.Abs((rects[0][1]-rects[0][0])-(rects[1][1]-rects[1][0])) > 0.2 {
		t.Errorf("−5 and 5 are drawn as %v; want equal lengths from one zero", rects)
	}
}

func TestTheBridgeNamesWhatNoStepExplains(t *testing.T) {
	w := Waterfall{
		From: Total{Name: "before", Value: *amount("40")}, To: Total{Name: "after", Value: *amount("41.04")},
		Steps: []Move{{"one", known("3")}, {"two", known("-2.5")}, {"three", Datum{Word: "undisclosed"}}}, Remainder: "unexplained", Head: Head{Numbers: Numbers{Decimals: 2}},
	}
	s := look(t, w.SVG(Wide, "i", ""), Wide)
	for _, want := range []string{"+3.00", "−2.50", "undisclosed", "unexplained", "+0.54", "41.04"} {
		if !s.has(want) {
			t.Errorf("%q is not said: %v", want, s.words)
		}
	}
	rows := w.Table().Rows
	if last := rows[len(rows)-2]; last[0].Text != "unexplained" || last[2].Amount.Cmp(w.To.Value) != 0 {
		t.Errorf("the table ends with %v; want the remainder leading to the total", last)
	}
	w.Steps = append(w.Steps, Move{"rest", known("0.54")})
	if s := look(t, w.SVG(Wide, "i", ""), Wide); s.has("unexplained") {
		t.Error("a remainder though the steps explain all")
	}
}

func lines() Lines {
	l := Lines{Months: months}
	for i, name := range []string{"Germany", "United Kingdom", "Denmark"} {
		s := Series{Name: name}
		for k := range 6 {
			s.Points = append(s.Points, Point{Day: muster.Day(19000 + 90*k), Datum: Datum{Value: amount([]string{"1", "2", "2.01", "2.02", "2.03", "2.04"}[k])}})
		}
		s.Points[2].Value = nil
		s.Points[i].Href = "/rows"
		l.Series = append(l.Series, s)
	}
	return l
}

func TestALineHasAGapWhereNothingIsKnown(t *testing.T) {
	svg := lines().SVG(Wide, "i", "")
	part := svg[strings.Index(svg, `class="l n1" d="`)+16:]
	if got := strings.Count(part[:strings.IndexByte(part, '"')], "M"); got != 2 {
		t.Errorf("the line is in %d pieces, want 2", got)
	}
	look(t, svg, Wide).apart(t, svg)
}

func TestMarksOpenIntoTheirRows(t *testing.T) {
	svg := lines().SVG(Wide, "i", "")
	s := look(t, svg, Wide)
	if len(s.links) != 2 { // the third stands where nothing is known
		t.Errorf("links %v, want two", s.links)
	}
	if file := File(lines(), Wide); strings.Contains(file, "<a ") {
		t.Error("a file links into a site it does not stand on")
	}
	b := Bars{Bars: []Bar{{Name: "a", Datum: Datum{Value: amount("1"), Href: "https://example.org/rows"}}}}
	if file := File(b, Wide); !strings.Contains(file, `<a href="https://example.org/rows">`) {
		t.Error("a file lost a link that leads somewhere")
	}
}

func TestADayWithAnUnknownPartHasNoTotal(t *testing.T) {
	s := Stacked{
		Days: []muster.Day{100, 200, 300, 400, 500}, Months: months,
		Layers: []Layer{
			{Name: "a", Values: []Datum{known("1"), known("2"), {Word: "withheld"}, known("3"), known("4")}},
			{Name: "b", Values: []Datum{known("1"), known("-2"), known("2"), known("3"), known("4")}},
		},
	}
	w := look(t, s.SVG(Wide, "i", ""), Wide)
	if w.hatched != 1 || w.classes["s1"] != 2 {
		t.Errorf("%d hatched spans and the first layer in %d pieces, want 1 and 2", w.hatched, w.classes["s1"])
	}
	if !w.has("withheld") {
		t.Error("the word is not said")
	}
}

func TestUnknownCellsAndCountriesAreHatched(t *testing.T) {
	h := HeatMap{Rows: []string{"a"}, Across: []string{"x", "y", "z"}, Cells: [][]Datum{{known("5"), {Word: "not covered"}}}}
	if s := look(t, h.SVG(Wide, "i", ""), Wide); s.hatched != 3 { // two cells and the key
		t.Errorf("%d hatched, want the two cells and the key", s.hatched)
	}
	m := Map{Countries: []Country{{"DE", "Germany", known("5")}, {"ALB", "Albania", Datum{Word: "not covered"}}}}
	svg := m.SVG(Wide, "i", "")
	if got := strings.Count(svg, `class="mq mh"`); got != 1 {
		t.Errorf("%d countries hatched, want 1", got)
	}
	if !strings.Contains(svg, "<title>Albania: not covered</title>") {
		t.Error("Albania does not say why it is hatched")
	}
}

func TestSmallDonorsAreSeen(t *testing.T) {
	for _, code := range []string{"LU", "MT", "CYP", "SGP", "IS", "XK"} {
		for _, size := range []Size{Wide, Narrow} {
			svg := Map{Countries: []Country{{code, code, known("1")}}}.SVG(size, "i", "")
			if !strings.Contains(svg, `<title>`+code+`: 1</title><path class="mq q7"`) && !strings.Contains(svg, `class="mq q7 mc"`) {
				t.Errorf("%s is not on the map of the world, %g wide", code, size.Width)
			}
		}
	}
	if svg := (Map{Countries: []Country{{"LU", "Luxembourg", known("1")}}}).SVG(Wide, "i", ""); !strings.Contains(svg, "<circle") {
		t.Error("Luxembourg has no circle on the map of the world")
	}
}

func TestWhoIsNotOnTheMapIsNamedBelow(t *testing.T) {
	m := Map{View: Europe, Beyond: "Not on this map:", Countries: []Country{{"US", "United States", known("9")}, {"DE", "Germany", known("5")}}}
	if s := look(t, m.SVG(Wide, "i", ""), Wide); !s.has("Not on this map: United States 9") {
		t.Errorf("said: %v", s.words)
	}
}

func TestEveryShapeCanBeDrawn(t *testing.T) {
	for name, want := range map[View]int{World: 220, Europe: 40} {
		v := shapes()[string(name)]
		if v.width < 1000 || v.height < 500 || len(v.lands) < want {
			t.Fatalf("%s: %g × %g with %d lands", name, v.width, v.height, len(v.lands))
		}
		size := 0
		for _, s := range v.lands {
			size += len(s.path)
			if strings.Contains(s.path, "lz") || len(s.two) > 2 || s.x < 0 && s.path == "" {
				t.Errorf("%s: %+v", name, s)
			}
		}
		if size > 55_000 {
			t.Errorf("the %s takes %d bytes of a page", name, size)
		}
	}
	for _, code := range []string{"US", "UA", "DE", "LU", "XK", "TW", "PS", "GB", "KR", "JP", "NZ"} {
		if !slices.ContainsFunc(shapes()["world"].lands, func(s shape) bool { return s.two == code }) {
			t.Errorf("no %s in the world", code)
		}
	}
}

func TestClassesAreRoundAndInOrder(t *testing.T) {
	for _, c := range []struct {
		values, want string
	}{
		{"0 12 35 60 88", "20 40 60 80"},
		{"10.18 0.86 0.73 0.64 0.3 0.02", "0.2 0.5 1 2 5 10"},
		{"-40 10 30", "-40 -20 0 20"},
		{"0 0", ""},
		{"", ""},
	} {
		var data []Datum
		for v := range strings.FieldsSeq(c.values) {
			data = append(data, known(v))
		}
		k := classify(data, nil)
		var got []string
		for _, b := range k.breaks {
			got = append(got, b.Canonical())
		}
		if g := strings.Join(got, " "); g != strings.TrimPrefix(c.want, "-40 ") {
			t.Errorf("%s: %s, want %s", c.values, g, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		var data []Datum
		for range rapid.IntRange(0, 50).Draw(t, "n") {
			data = append(data, Datum{Value: anyAmount(t, "v")})
		}
		c := classify(data, nil)
		if len(c.breaks) > 6 || !slices.IsSortedFunc(c.breaks, money.Amount.Cmp) {
			t.Fatalf("breaks %v", c.breaks)
		}
		slices.SortFunc(data, func(a, b Datum) int {
			if a.Value == nil || b.Value == nil {
				return 0
			}
			return a.Value.Cmp(*b.Value)
		})
		for _, d := range data {
			if d.Value == nil {
				continue
			}
			if s := c.shade(*d.Value); s < 0 || s > 7 || c.zero && (s == 0) != (d.Value.Sign() == 0) {
				t.Fatalf("%s has shade %d", d.Value, s)
			}
		}
	})
}

func TestLabelsKeepTheirOrderAndTheirDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var labels []label
		for range rapid.IntRange(0, 40).Draw(t, "n") {
			labels = append(labels, label{y: rapid.Float64Range(0, 300).Draw(t, "y"), weight: rapid.Float64Range(0, 9).Draw(t, "weight")})
		}
		p := spread(labels, 17, 10, 290)
		if len(p.at) != len(p.labels) || len(labels) < 16 && len(p.at) != len(labels) {
			t.Fatalf("%d of %d placed", len(p.at), len(labels))
		}
		for i, y := range p.at {
			if y < 10-1e-9 || y > 290+1e-9 || i > 0 && (y-p.at[i-1] < 17-1e-9 || p.labels[i].y < p.labels[i-1].y) {
				t.Fatalf("%v for %v", p.at, p.labels)
			}
		}
	})
}

func TestATimelineDrawsDatesAsFinelyAsTheyAreKnown(t *testing.T) {
	w := Timeline{
		Rungs: []Rung{{Name: "committed"}, {Name: "delivered"}, {Name: "cancelled", Back: true}}, Undated: "undated", Months: months,
		Events: []Event{
			{0, muster.OnDay(19000), "a day", "/e"},
			{1, muster.InMonth(2022, 3), "a month", ""},
			{1, muster.Between(muster.MinDay, 19200), "until a day", ""},
			{2, muster.Period{}, "who knows", ""},
			{7, muster.OnDay(19000), "beyond the ladder", ""},
		},
	}
	for _, size := range []Size{Wide, Narrow} {
		svg := w.SVG(size, "i", "")
		s := look(t, svg, size)
		if got := strings.Count(svg, "<circle"); got != 2 {
			t.Errorf("%d dots, want one for the day and one for no date", got)
		}
		if s.classes["ar"] != 1 || s.classes["o"] != 1 {
			t.Errorf("%d open ends and %d hollow marks, want 1 and 1", s.classes["ar"], s.classes["o"])
		}
	}
	if got := len(w.Table().Rows); got != 5 {
		t.Errorf("%d rows, want all 5", got)
	}
}

func TestNumbersAreWrittenTheReadersWay(t *testing.T) {
	n := Numbers{Power: 6, Decimals: 1, Thousands: ".", Point: ",", Suffix: " %"}
	for in, want := range map[string]string{"1234567890000": "1.234.567,9 %", "-1500000": "−1,5 %", "-1": "0,0 %"} {
		if got := n.say(*amount(in)); got != want {
			t.Errorf("%s is %q, want %q", in, got, want)
		}
	}
	if got := n.short(*amount("2000000")); got != "2 %" {
		t.Errorf("short: %q", got)
	}
	if got := (Numbers{}).short(*amount("200")); got != "200" {
		t.Errorf("short: %q", got)
	}
}
