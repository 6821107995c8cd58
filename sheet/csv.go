package sheet

import (
	"fmt"
	"iter"
	"strings"
	"unicode/utf8"

	"muster"
)

var delimiterNames = map[byte]string{',': "comma-separated text", ';': "semicolon-separated text", '\t': "tab-separated text"}

// Records reads delimited text row by row without keeping it: for tables too long for a Book. The
// rows are those of Open; each row's cells are its own. A refusal ends the sequence.
func Records(name string, data []byte) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		data, _, err := unpack(name, data)
		if err == nil && isZip(data) {
			err = muster.Invalid(name, "it is a workbook; accepted here is delimited text (.csv, .tsv)")
		}
		var text string
		if err == nil {
			text, _, _, err = decode(name, data)
		}
		if err != nil {
			yield(Row{}, err)
			return
		}
		body, delim := delimiter(text)
		for row, err := range records(body, delim) {
			if err != nil {
				yield(Row{}, muster.Invalid(name, err.Error()))
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// delimiter finds what parts the cells, by the first rows: the one that parts every row into the
// same number of cells, else the most frequent in the first. A line "sep=;" says it outright and
// is no row, as in spreadsheets.
func delimiter(text string) (body string, delim byte) {
	if len(text) > 4 && strings.EqualFold(text[:4], "sep=") && strings.IndexByte(",;\t", text[4]) >= 0 {
		rest := strings.TrimLeft(text[5:], "\r")
		return strings.TrimPrefix(rest, "\n"), text[4]
	}
	const look = 64 << 10
	head := text[:min(len(text), look)]
	best, bestScore := byte(','), 0
	for _, d := range []byte{',', ';', '\t'} {
		var widths []int
		for row, err := range records(head, d) {
			if err != nil || len(widths) == 20 {
				break
			}
			widths = append(widths, len(row.Cells))
		}
		if len(widths) == 0 || widths[0] < 2 {
			continue
		}
		same := 0
		for _, w := range widths {
			if w == widths[0] {
				same++
			}
		}
		if score := widths[0] * (1 + 4*same/len(widths)); score > bestScore {
			best, bestScore = d, score
		}
	}
	return text, best
}

// records parts text into rows with any content. Quotes are read as spreadsheets read them: a cell
// that begins with a quote runs to the closing one, and a quote elsewhere is a character.
func records(text string, delim byte) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		p := parser{text: text, delim: delim}
		width := 8
		for number := 1; p.at < len(text); number++ {
			row := Row{Number: number, Cells: make([]Cell, 0, width)}
			if number > MaxTextRows {
				yield(row, fmt.Errorf("it has more than %d rows; bring it in parts", MaxTextRows))
				return
			}
			for more := true; more; {
				var s string
				var closed bool
				s, more, closed = p.cell()
				if !closed {
					yield(row, fmt.Errorf("row %d, column %s: a quoted cell begins and never ends: the file is cut off or a quote is missing", number, Letter(len(row.Cells))))
					return
				}
				if len(row.Cells) == MaxColumns {
					yield(row, fmt.Errorf("row %d: it has more than %d columns", number, MaxColumns))
					return
				}
				row.Cells = append(row.Cells, textCell(s))
			}
			width = max(1, len(row.Cells))
			if row.sealed() && !yield(row, nil) {
				return
			}
		}
	}
}

type parser struct {
	text  string
	at    int
	delim byte
}

// cell reads one cell and what ends it; more says that another follows in the same row.
func (p *parser) cell() (s string, more, closed bool) {
	if p.at < len(p.text) && p.text[p.at] == '"' {
		if s, closed = p.quoted(); !closed {
			return "", false, false
		}
	}
	start := p.at
	for p.at < len(p.text) && p.text[p.at] != p.delim && p.text[p.at] != '\n' && p.text[p.at] != '\r' {
		p.at++
	}
	if p.at > start { // text after a closing quote belongs to the cell, as in spreadsheets
		s += p.text[start:p.at]
	}
	if p.at == len(p.text) {
		return s, false, true
	}
	more = p.text[p.at] == p.delim
	if p.text[p.at] == '\r' && p.at+1 < len(p.text) && p.text[p.at+1] == '\n' {
		p.at++
	}
	p.at++
	return s, more, true
}

func (p *parser) quoted() (s string, closed bool) {
	p.at++
	start := p.at
	var b strings.Builder // used only where the cell holds doubled quotes
	for {
		i := strings.IndexByte(p.text[p.at:], '"')
		if i < 0 {
			return "", false
		}
		p.at += i + 1
		if p.at == len(p.text) || p.text[p.at] != '"' {
			if b.Len() == 0 {
				return p.text[start : p.at-1], true
			}
			b.WriteString(p.text[start : p.at-1])
			return b.String(), true
		}
		b.WriteString(p.text[start:p.at])
		p.at++
		start = p.at
	}
}

// clip shortens a cell for a sentence.
func clip(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}
