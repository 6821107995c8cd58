package cli

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"muster/sheet"
)

// column is one column of a printed table.
type column struct {
	name  string
	right bool // numbers stand to the right
}

// grid is rows of text under columns, printed as a table or as CSV.
type grid struct {
	columns []column
	rows    [][]string
}

// print writes the grid in the format asked for; v is what JSON gets.
func (a *app) print(g *grid, v any) error {
	switch a.format {
	case "json":
		e := json.NewEncoder(a.out)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		return e.Encode(v)
	case "csv":
		return g.csv(a.out)
	}
	g.table(a.out)
	return nil
}

func (g *grid) csv(out io.Writer) error {
	w := csv.NewWriter(out)
	head := make([]string, len(g.columns))
	for i, c := range g.columns {
		head[i] = c.name
	}
	if err := w.Write(head); err != nil {
		return err
	}
	for _, r := range g.rows {
		cells := slices.Clone(r)
		for i, c := range g.columns {
			if !c.right { // words, which a spreadsheet must not take for a formula
				cells[i] = sheet.Harmless(cells[i])
			}
		}
		if err := w.Write(cells); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

func (g *grid) table(out io.Writer) {
	width := make([]int, len(g.columns))
	for i, c := range g.columns {
		width[i] = utf8.RuneCountInString(c.name)
	}
	for _, r := range g.rows {
		for i, s := range r {
			width[i] = max(width[i], utf8.RuneCountInString(s))
		}
	}
	line := func(cells []string) {
		var b strings.Builder
		for i, s := range cells {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(s))
			switch {
			case g.columns[i].right:
				b.WriteString(pad + s)
			case i == len(cells)-1:
				b.WriteString(s)
			default:
				b.WriteString(s + pad)
			}
			if i < len(cells)-1 {
				b.WriteString("  ")
			}
		}
		io.WriteString(out, strings.TrimRight(b.String(), " ")+"\n") //nolint:errcheck // a closed pipe ends the program anyway
	}
	head := make([]string, len(g.columns))
	rule := make([]string, len(g.columns))
	for i, c := range g.columns {
		head[i], rule[i] = c.name, strings.Repeat("─", width[i])
	}
	line(head)
	line(rule)
	for _, r := range g.rows {
		line(r)
	}
}

// grouped writes a decimal with its thousands apart, for people: "41,043,752,802.31".
func grouped(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "−", s[1:]
	}
	whole, frac, _ := strings.Cut(s, ".")
	var b strings.Builder
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	if frac != "" {
		b.WriteString("." + frac)
	}
	return sign + b.String()
}
