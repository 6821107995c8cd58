package figure

import (
	"strings"
	"testing"

	"muster"
	"muster/money"

	"pgregory.net/rapid"
)

// The forms as anything may make them: any words, any amounts, nothing at all.

func anyWords(t *rapid.T, name string) string {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"", "Germany", "United Kingdom", "not covered", `"><script>alert(1)</script>`, "Велика Британія", strings.Repeat("long ", 60)}),
		rapid.String(),
	).Draw(t, name)
}

func anyAmount(t *rapid.T, name string) *money.Amount {
	if rapid.IntRange(0, 7).Draw(t, name+" unknown") == 0 {
		return nil
	}
	if rapid.IntRange(0, 30).Draw(t, name+" huge") == 0 {
		return amount(rapid.SampledFrom([]string{"99999999999999999999999999999999999999", "-99999999999999999999999999999999999999", "0.0000000000000000001"}).Draw(t, name+" extreme"))
	}
	a := money.New(rapid.Int64().Draw(t, name), uint8(rapid.IntRange(0, 19).Draw(t, name+" scale")))
	return &a
}

func anyDatum(t *rapid.T, name string) Datum {
	return Datum{
		Value: anyAmount(t, name), Word: anyWords(t, name+" word"),
		Href: rapid.SampledFrom([]string{"", "/rows?a=1&b=2", "javascript:alert(1)", "https://example.org/", "//evil.example", "#here"}).Draw(t, name+" href"),
	}
}

func anyHead(t *rapid.T) Head {
	return Head{
		Title: anyWords(t, "title"), Desc: "what is seen", Unit: anyWords(t, "unit"), Source: anyWords(t, "source"),
		Columns: rapid.SliceOfN(rapid.String(), 0, 3).Draw(t, "columns"),
		Numbers: Numbers{
			Power: rapid.SampledFrom([]int{0, 6, 9, -2, 40}).Draw(t, "power"), Decimals: uint8(rapid.IntRange(0, 4).Draw(t, "decimals")),
			Suffix: rapid.SampledFrom([]string{"", "%"}).Draw(t, "suffix"), Thousands: rapid.SampledFrom([]string{"", "."}).Draw(t, "thousands"),
			Point: rapid.SampledFrom([]string{"", ","}).Draw(t, "point"),
		},
	}
}

func anyDay(t *rapid.T, name string) muster.Day {
	return muster.Day(rapid.OneOf(rapid.Int32Range(18000, 21000), rapid.Int32(), rapid.SampledFrom([]int32{0, int32(muster.MinDay), int32(muster.MaxDay)})).Draw(t, name))
}

// some draws how many: mostly few, now and then two hundred.
func some(t *rapid.T, name string) int {
	return rapid.OneOf(rapid.IntRange(0, 8), rapid.IntRange(0, 8), rapid.IntRange(0, 8), rapid.SampledFrom([]int{1, 30, 200})).Draw(t, name)
}

func anyForm(t *rapid.T) Form {
	switch rapid.IntRange(0, 6).Draw(t, "form") {
	case 0:
		b := Bars{Head: anyHead(t), Key: anyWords(t, "key"), Held: anyWords(t, "held")}
		for range some(t, "bars") {
			b.Bars = append(b.Bars, Bar{anyWords(t, "name"), anyDatum(t, "bar"), anyAmount(t, "mark")})
		}
		return b
	case 1:
		w := Waterfall{Head: anyHead(t), From: Total{Name: anyWords(t, "from")}, To: Total{Name: anyWords(t, "to"), Href: "/x"}, Remainder: anyWords(t, "rest")}
		for range some(t, "steps") {
			w.Steps = append(w.Steps, Move{anyWords(t, "name"), anyDatum(t, "step")})
		}
		if a := anyAmount(t, "end"); a != nil {
			w.To.Value = *a
		}
		return w
	case 2:
		return anyLines(t)
	case 3:
		s := Stacked{Head: anyHead(t), Total: anyWords(t, "total"), Months: months}
		day := anyDay(t, "first")
		for range some(t, "days") {
			s.Days = append(s.Days, day)
			if day < 1<<30 {
				day += muster.Day(rapid.Int32Range(0, 4000).Draw(t, "after"))
			}
		}
		for range some(t, "layers") {
			l := Layer{Name: anyWords(t, "name"), Href: "/layer"}
			for range rapid.IntRange(0, len(s.Days)).Draw(t, "values") {
				l.Values = append(l.Values, anyDatum(t, "value"))
			}
			s.Layers = append(s.Layers, l)
		}
		return s
	case 4:
		h := HeatMap{Head: anyHead(t), Ordered: rapid.Bool().Draw(t, "ordered")}
		for range min(some(t, "rows"), 60) {
			h.Rows = append(h.Rows, anyWords(t, "row"))
		}
		for range min(some(t, "columns"), 40) {
			h.Across = append(h.Across, anyWords(t, "column"))
		}
		for range min(len(h.Rows), 12) {
			var row []Datum
			for range min(len(h.Across), 9) {
				row = append(row, anyDatum(t, "cell"))
			}
			h.Cells = append(h.Cells, row)
		}
		return h
	case 5:
		m := Map{Head: anyHead(t), View: rapid.SampledFrom([]View{World, Europe, "", "moon"}).Draw(t, "view"), Beyond: anyWords(t, "beyond")}
		for range some(t, "countries") {
			m.Countries = append(m.Countries, Country{
				rapid.SampledFrom([]string{"DE", "fra", "UKR", "LU", "MT", "SG", "US", "XK", "", "-", "??"}).Draw(t, "code"), anyWords(t, "name"), anyDatum(t, "country"),
			})
		}
		return m
	}
	w := Timeline{Head: anyHead(t), Undated: anyWords(t, "undated"), Months: months}
	for range some(t, "rungs") {
		w.Rungs = append(w.Rungs, Rung{anyWords(t, "rung"), rapid.Bool().Draw(t, "back")})
	}
	for range some(t, "events") {
		from, to := anyDay(t, "from"), anyDay(t, "to")
		w.Events = append(w.Events, Event{
			rapid.IntRange(-1, 5).Draw(t, "rung"),
			muster.Period{From: from, To: to, Precision: muster.Precision(rapid.IntRange(0, 3).Draw(t, "precision"))},
			anyWords(t, "text"), "/e",
		})
	}
	return w
}

func anyLines(t *rapid.T) Form {
	l := Lines{Head: anyHead(t), Band: anyWords(t, "band"), Months: months}
	if rapid.Bool().Draw(t, "asked") {
		l.From, l.To = anyDay(t, "from"), anyDay(t, "to")
	}
	if a := anyAmount(t, "level"); a != nil {
		l.Held = &Level{anyWords(t, "held"), *a}
	}
	for range some(t, "series") {
		s := Series{Name: anyWords(t, "name")}
		for range rapid.IntRange(0, 12).Draw(t, "points") {
			s.Points = append(s.Points, Point{anyDay(t, "day"), anyDatum(t, "point"), anyAmount(t, "low"), anyAmount(t, "high")})
		}
		l.Series = append(l.Series, s)
	}
	return l
}

func TestAnythingIsDrawnInsideItsBoxAndSaidInItsTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyForm(t)
		for _, size := range []Size{Wide, Narrow} {
			svg := f.SVG(size, "id", "wide")
			s := look(t, svg, size)
			s.apart(t, svg)
			if svg != f.SVG(size, "id", "wide") {
				t.Fatalf("the same data gave other bytes")
			}
			for _, l := range s.links {
				if !strings.HasPrefix(l, "/") && !strings.HasPrefix(l, "#") && !strings.HasPrefix(l, "https://") || strings.HasPrefix(l, "//") {
					t.Fatalf("a link to %q", l)
				}
			}
			if want := map[bool]string{true: "group", false: "img"}[len(s.links) > 0]; s.roles[0] != want {
				t.Fatalf("role %q with %d links", s.roles[0], len(s.links))
			}
		}
		table := f.Table()
		for _, row := range table.Rows {
			if len(row) != len(table.Columns) {
				t.Fatalf("a row of %d cells in a table of %d columns", len(row), len(table.Columns))
			}
		}
		file := File(f, Wide)
		if !strings.HasPrefix(file, `<svg xmlns="http://www.w3.org/2000/svg"`) || strings.Contains(file, "var(") || strings.Contains(file, `href="/`) {
			t.Fatalf("no file of its own: %s", file)
		}
	})
}
