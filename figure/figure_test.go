package figure

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muster"
	"muster/money"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden drawings anew")

var months = [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

func amount(s string) *money.Amount { a := money.MustParse(s); return &a }

func day(s string) muster.Day {
	d, err := muster.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// year is an invented line over a year that reaches its floor in June.
func year() Cumulative {
	reached := day("2025-06-27")
	c := Cumulative{
		Title: "Counted against the floor", Desc: "A rising stepped line reaches the floor in June 2025.",
		From: day("2024-07-10"), To: day("2025-07-10"),
		Floor: amount("40000000000"), Reached: &reached, Numbers: Numbers{Power: 9},
		Words: CumulativeWords{Total: "41.04 counted", Floor: "40 floor", Reached: "floor reached 27 Jun 2025", Months: months},
	}
	for _, s := range []string{
		"2024-07-11 800000000", "2024-08-20 2500000000.50", "2024-09-30 7400000000", "2024-12-01 12000000000", "2025-02-14 20200000000",
		"2025-03-31 26000000000", "2025-05-28 36900000000", "2025-06-27 40100000000", "2025-07-04 41043752802.31",
	} {
		d, a, _ := strings.Cut(s, " ")
		c.Steps = append(c.Steps, Step{day(d), *amount(a)})
	}
	return c
}

func allies() Paired {
	return Paired{Numbers: Numbers{Power: 9}, Pairs: []Pair{
		{amount("10182812345.67"), amount("21150000000")},
		{amount("6929000000"), amount("3445000000")},
		{amount("29000000"), amount("1222000000")},
		{amount("0"), amount("164000000")},
		{amount("1000"), amount("31000000")},
		{nil, amount("6000000")},
		{amount("-150000000"), amount("53000000")},
	}}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".svg")
	if *update {
		if err := os.WriteFile(path, []byte(got+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got+"\n" != string(want) {
		t.Errorf("%s changed; run go test ./figure -update and look at it:\n got %s\nwant %s", path, got, want)
	}
}

func TestDrawingsAreTheGoldenOnes(t *testing.T) {
	one := year()
	one.Steps, one.Reached, one.Words.Reached = one.Steps[:1], nil, ""
	partial := year()
	partial.Steps, partial.Reached, partial.Until = partial.Steps[:5], nil, day("2025-02-28")
	partial.Words.Total, partial.Words.Until = "20.20 counted", "data to 28 Feb 2025"
	down := year()
	down.Steps = append(down.Steps, Step{day("2025-07-05"), *amount("-3000000000")})
	empty := year()
	empty.Steps, empty.Reached, empty.Words.Total = nil, nil, "0 counted"
	huge := year()
	huge.Steps = append(huge.Steps, Step{day("2025-07-08"), *amount("99999999999999999999999999999999999999")})
	near := year()
	near.Steps, near.Reached, near.Words.Total = near.Steps[:7], nil, "38.60 counted"
	near.Steps[6].Total = *amount("38600000000")
	days := year()
	days.From, days.To = day("2025-06-20"), day("2025-07-10")
	for name, c := range map[string]Cumulative{
		"year": year(), "one-step": one, "partial": partial, "down": down, "empty": empty, "huge": huge, "days": days, "near": near,
	} {
		golden(t, name+"-wide", c.SVG(Wide, "c", "wide"))
		golden(t, name+"-narrow", c.SVG(Narrow, "n", "narrow"))
	}
	s := allies().Scale()
	var rows strings.Builder
	rows.WriteString(s.Axis(""))
	for i := range s.Pairs {
		rows.WriteString("\n" + s.Row(i))
	}
	golden(t, "paired", rows.String())
}

func drawCumulative(t *rapid.T, rising bool) Cumulative {
	c := year()
	c.From = muster.Day(rapid.Int32Range(-40000, 60000).Draw(t, "from"))
	span := rapid.Int32Range(-3, 20000).Draw(t, "span")
	c.To = c.From + muster.Day(span)
	c.Power = rapid.SampledFrom([]int{0, 6, 9}).Draw(t, "power")
	total, at := money.Amount{}, c.From
	c.Steps, c.Reached = nil, nil
	for i := range rapid.IntRange(0, 300).Draw(t, "steps") {
		at += muster.Day(rapid.Int32Range(0, 90).Draw(t, "after"))
		lo := int64(-1 << 40)
		if rising {
			lo = 0
		}
		total = total.Add(money.New(rapid.Int64Range(lo, 1<<50).Draw(t, "added"), uint8(rapid.IntRange(0, 8).Draw(t, "scale"))))
		c.Steps = append(c.Steps, Step{at, total})
		if i == 5 {
			reached := at
			c.Reached = &reached
		}
	}
	if rapid.Bool().Draw(t, "no floor") {
		c.Floor = nil
	}
	if rapid.Bool().Draw(t, "partial") {
		c.Until = c.From + muster.Day(rapid.Int32Range(-10, 20000).Draw(t, "until"))
	}
	c.Words.Until = "data to some day"
	return c
}

func TestEveryDrawingIsWellFormedAndInsideItsBox(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCumulative(t, false)
		c.Title = rapid.String().Draw(t, "title")
		for _, size := range []Size{Wide, Narrow} {
			svg := c.SVG(size, "id", "wide")
			d := read(t, svg)
			d.inside(t, svg)
			if d.role != "img" || d.desc == "" {
				t.Fatalf("role %q, description %q", d.role, d.desc)
			}
			if svg != c.SVG(size, "id", "wide") {
				t.Fatalf("the same data gave other bytes")
			}
			if len(d.line) == 0 {
				t.Fatalf("no line")
			}
			for i := 1; i < len(d.line); i++ {
				if d.line[i].x < d.line[i-1].x {
					t.Fatalf("the line runs back at corner %d: %v", i, d.line)
				}
			}
		}
	})
}

func TestALineOfAdditionsNeverFalls(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCumulative(t, true)
		for _, size := range []Size{Wide, Narrow} {
			line := read(t, c.SVG(size, "id", "")).line
			for i := 1; i < len(line); i++ {
				if line[i].y > line[i-1].y {
					t.Fatalf("falls at corner %d: %v", i, line)
				}
			}
		}
	})
}

func TestAReductionMakesTheLineFall(t *testing.T) {
	c := year()
	c.Steps = append(c.Steps, Step{day("2025-07-08"), *amount("30000000000")})
	line := read(t, c.SVG(Wide, "id", "")).line
	if end, before := line[len(line)-1].y, line[len(line)-3].y; end <= before {
		t.Errorf("line ends at y=%g after %g; a smaller total lies lower, at a larger y", end, before)
	}
}

func TestTheLineEndsWhereTheDataEnd(t *testing.T) {
	c := year()
	whole := read(t, c.SVG(Wide, "id", "")).line
	c.Until = day("2025-01-08")
	c.Steps = c.Steps[:3]
	part := read(t, c.SVG(Wide, "id", "")).line
	full := whole[len(whole)-1].x - whole[0].x
	got := (part[len(part)-1].x - part[0].x) / full
	if got < 0.49 || got > 0.51 {
		t.Errorf("data to the middle of the window draw %.2f of it, want half", got)
	}
}

func TestHostileWordsStayWords(t *testing.T) {
	c := year()
	c.Title, c.Words.Total = `</title><script>alert(1)</script>`, `"><img src=x>`+"\x00"
	d := read(t, c.SVG(Wide, `id"><script>`, `x" onload="`))
	if d.title != c.Title {
		t.Errorf("title %q, want %q", d.title, c.Title)
	}
	if !strings.Contains(strings.Join(d.texts, "|"), `"><img src=x>`) {
		t.Errorf("texts %q lack the label", d.texts)
	}
}

func TestAPhoneGetsFewerLabels(t *testing.T) {
	wideTexts, narrowTexts := read(t, year().SVG(Wide, "w", "")).texts, read(t, year().SVG(Narrow, "n", "")).texts
	if len(narrowTexts) >= len(wideTexts) {
		t.Errorf("%d labels on a phone, %d on a desk; want fewer on a phone", len(narrowTexts), len(wideTexts))
	}
	for _, texts := range [][]string{wideTexts, narrowTexts} {
		for _, want := range []string{"41.04 counted", "40 floor", "floor reached 27 Jun 2025", "2024", "2025"} {
			if !strings.Contains(strings.Join(texts, "|"), want) {
				t.Errorf("no %q among %q", want, texts)
			}
		}
	}
}

func TestAxisMarksAreInOrderAndInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := muster.Day(rapid.Int32Range(-700000, 2900000).Draw(t, "from"))
		to := from + muster.Day(rapid.Int32Range(1, 800000).Draw(t, "span"))
		n := rapid.IntRange(0, 20).Draw(t, "n")
		marks, labels := dayMarks(from, to, n, months), 0
		for i, m := range marks {
			if m.day < from || m.day >= to || (i > 0 && m.day <= marks[i-1].day) {
				t.Fatalf("mark %d on %v, window %v to %v", i, m.day, from, to)
			}
			if m.text != "" {
				labels++
			}
		}
		if labels > max(n, 2)+2 {
			t.Fatalf("%d labels, asked for about %d", labels, n)
		}
	})
}

func TestTicksAreRoundAndReadable(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		want   string
	}{
		{0, 41.04, "0 10 20 30 40"},
		{0, 871.2, "0 200 400 600 800"},
		{-3, 41, "0 10 20 30 40"},
		{-30, 10, "−30 −20 −10 0 10"},
		{0, 0, "0.0 0.2 0.4 0.6 0.8 1.0"},
		{0, 0.0123, "0.0000 0.0025 0.0050 0.0075 0.0100"},
		{0, 2500000, "0 500,000 1,000,000 1,500,000 2,000,000 2,500,000"},
	} {
		s := newScale(c.lo, c.hi, 5, 0, 100)
		var got []string
		for _, v := range s.ticks {
			got = append(got, s.tick(v))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%g to %g: ticks %s, want %s", c.lo, c.hi, g, c.want)
		}
	}
}

// TestAxesAreWrittenAsTheReaderWrites holds the ticks of every axis to the reader's own signs.
func TestAxesAreWrittenAsTheReaderWrites(t *testing.T) {
	n := Numbers{Thousands: "\u00a0", Point: ","}
	big := amount("2500")
	c := Cumulative{From: 0, To: 100, Steps: []Step{{Day: 10, Total: *big}}, Numbers: n}
	if svg := c.SVG(Wide, "c", ""); !strings.Contains(svg, ">2\u00a0000<") || strings.Contains(svg, "2,000") {
		t.Error("the axis of a cumulative line is not written with the reader's thousands")
	}
	if axis := (Paired{Pairs: []Pair{{Value: big}}, Numbers: n}).Scale().Axis("%"); !strings.Contains(axis, ">1\u00a0000%<") {
		t.Errorf("the axis of paired bars is not written with the reader's thousands: %s", axis)
	}
	small := amount("1.5")
	if axis := (Paired{Pairs: []Pair{{Value: small}}, Numbers: n}).Scale().Axis(""); !strings.Contains(axis, ">0,5<") {
		t.Errorf("the axis of paired bars is not written with the reader's point: %s", axis)
	}
}
