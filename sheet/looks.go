package sheet

import (
	"strings"
	"unicode/utf8"
)

// look is how a column of a workbook is shown: as wide as what stands in it, and its numbers with as
// many decimals as help to read them, all the same, so that they line up. What a cell holds does not
// depend on it.
type look struct {
	width, decimals int
	number, plain   bool
}

const (
	looked    = 500 // rows gone through to see how columns look
	narrowest = 8   // characters
	widest    = 62
	mostShown = 8 // decimals
)

func (e Export) looks() []look {
	out := make([]look, len(e.Columns))
	large := make([]bool, len(e.Columns))
	for i, c := range e.Columns {
		// A button to filter by stands in the heading too.
		out[i] = look{width: max(utf8.RuneCountInString(c.Name)+4, narrowest), number: c.Kind == Number, plain: c.Plain}
	}
	e.first(func(i int, text string) {
		if out[i].number && IsNumber(text) {
			out[i].decimals, large[i] = max(out[i].decimals, decimalsOf(text)), large[i] || wholeDigits(text) > 3
		}
	})
	for i := range out {
		switch {
		case out[i].decimals == 0:
		case large[i]:
			out[i].decimals = 2
		default:
			out[i].decimals = min(max(out[i].decimals, 2), mostShown)
		}
	}
	e.first(func(i int, text string) { out[i].width = max(out[i].width, min(out[i].widthOf(text), widest)) })
	return out
}

// first goes through the cells of the first rows.
func (e Export) first(each func(column int, text string)) {
	n := 0
	for row := range e.Rows {
		for i, text := range row {
			each(i, text)
		}
		if n++; n == looked {
			break
		}
	}
}

// widthOf is how wide a text stands in the column, thousands and decimals with it.
func (l look) widthOf(text string) int {
	if !l.number || !IsNumber(text) {
		line, _, _ := strings.Cut(text, "\n")
		return utf8.RuneCountInString(line) + 2
	}
	whole, _, _ := strings.Cut(text, ".")
	w := len(whole) + 3
	if !l.plain {
		w += (len(whole) - 1) / 3
	}
	if l.decimals > 0 {
		w += 1 + l.decimals
	}
	return w
}

// format is the column's format for numbers.
func (l look) format() string {
	format := "#,##0"
	if l.plain {
		format = "0"
	}
	if l.decimals > 0 {
		format += "." + strings.Repeat("0", l.decimals)
	}
	return format
}

// decimalsOf is how many decimals a number has.
func decimalsOf(text string) int {
	if strings.ContainsAny(text, "eE") {
		return mostShown
	}
	_, fraction, _ := strings.Cut(text, ".")
	return len(strings.TrimRight(fraction, "0"))
}

// wholeDigits is how many digits stand before the point.
func wholeDigits(text string) int {
	whole, _, _ := strings.Cut(strings.TrimLeft(text, "+-0"), ".")
	return len(whole)
}
