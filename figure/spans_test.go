package figure

import (
	"strings"
	"testing"
)

func TestSpansSayWhenEachThingComesAndWhetherLate(t *testing.T) {
	s := Spans{
		Head: Head{Title: "On the way", Desc: "two", Columns: []string{"what", "leaves", "arrives", "due", "said"}},
		Rows: []Span{
			{Name: "r-1", From: 20500, To: 20514, Due: 20520, Text: "6 days early", Href: "/needs/r-1"},
			{Name: "r-2", From: 20500, To: 20530, Due: 20520, Text: "10 days late"},
		},
		Months: months,
	}
	for _, size := range []Size{Wide, Narrow} {
		svg := s.SVG(size, "a", "c")
		if strings.Count(svg, `class="tm"`) != 1 || strings.Count(svg, `class="o"`) != 1 || strings.Count(svg, `class="i"`) != 2 {
			t.Errorf("not one in time, one late, each with its due day: %s", svg)
		}
		for _, want := range []string{"6 days early", "10 days late", `href="/needs/r-1"`, "<title", "<desc"} {
			if !strings.Contains(svg, want) {
				t.Errorf("the drawing lacks %s", want)
			}
		}
	}
	w := s.Table()
	if len(w.Rows) != 2 || len(w.Columns) != 5 || w.Rows[1][2].Period.From != 20530 || w.Rows[1][3].Period.From != 20520 {
		t.Errorf("the table says %v", w)
	}
	// Due first of all and come last of all, a bar has its words between the two.
	s.Rows = append(s.Rows, Span{Name: "r-3", From: 20700, To: 20714, Due: 20490, Text: "224 days late"})
	if svg := s.SVG(Wide, "a", "c"); !strings.Contains(svg, "224 days late</text>") {
		t.Error("what comes last has no room for its words")
	}
	if (Spans{}).SVG(Wide, "b", "c") == "" {
		t.Error("nothing on the way draws nothing")
	}
}
