package sheet

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"muster"
)

// readShared reads the strings that cells refer to by number. Readings beside Japanese text (rPh)
// are no part of it.
func (w *workbook) readShared(part string) error {
	var b strings.Builder
	text, reading := false, 0
	return w.walk(part, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "si":
				b.Reset()
			case "rPh":
				reading++
			case "t":
				text = reading == 0
			}
		case xml.CharData:
			if text {
				b.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "si":
				w.shared = append(w.shared, unescape(b.String()))
			case "rPh":
				reading--
			case "t":
				text = false
			}
		}
		return nil
	})
}

// readStyles finds which styles show a number as a date.
func (w *workbook) readStyles(part string) error {
	var doc struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := w.decode(part, &doc); err != nil {
		return err
	}
	own := map[int]bool{}
	for _, f := range doc.Formats {
		own[f.ID] = showsDate(f.Code)
	}
	w.dates = make([]bool, len(doc.Cells))
	for i, c := range doc.Cells {
		date, ok := own[c.Format]
		w.dates[i] = date || !ok && (c.Format >= 14 && c.Format <= 17 || c.Format == 22 || c.Format >= 27 && c.Format <= 36 || c.Format >= 50 && c.Format <= 58)
	}
	return nil
}

// showsDate reports whether a number format shows a year, a month or a day. A format of hours only
// is a duration, which stays a number.
func showsDate(code string) bool {
	code, _, _ = strings.Cut(code, ";")
	var letters strings.Builder
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			if end := strings.IndexByte(code[i+1:], '"'); end >= 0 {
				i += end + 1
			}
		case '[':
			if end := strings.IndexByte(code[i:], ']'); end >= 0 {
				i += end
			}
		case '\\', '_', '*':
			i++
		default:
			letters.WriteByte(c | 0x20)
		}
	}
	s := letters.String()
	if strings.Contains(s, "general") {
		return false
	}
	return strings.ContainsAny(s, "yd") || strings.Contains(s, "m") && !strings.ContainsAny(s, "hs0#")
}

// cellState is a cell while its XML is read.
type cellState struct {
	column int
	kind   string // the t attribute
	style  int
	value  strings.Builder
}

func (w *workbook) readSheet(name, part string) (rows []Row, err error) {
	r := sheetReader{w: w, sheet: name}
	err = w.walk(part, r.see)
	return r.rows, err
}

type sheetReader struct {
	w     *workbook
	sheet string
	rows  []Row
	row   Row
	cell  cellState
	take  bool
	skip  int // depth inside readings beside Japanese text
}

func (r *sheetReader) see(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		switch t.Name.Local {
		case "row":
			return r.startRow(t.Attr)
		case "c":
			return r.startCell(t.Attr)
		case "v":
			r.take = true
		case "rPh":
			r.skip++
		case "t":
			r.take = r.skip == 0
		}
	case xml.CharData:
		if r.take {
			r.cell.value.Write(t)
		}
	case xml.EndElement:
		switch t.Name.Local {
		case "v", "t":
			r.take = false
		case "rPh":
			r.skip--
		case "c":
			return r.endCell()
		case "row":
			if r.row.sealed() {
				r.rows = append(r.rows, r.row)
			}
		}
	}
	return nil
}

func (r *sheetReader) refuse(why string) error {
	return muster.Invalid(r.w.name, fmt.Sprintf("sheet %q: %s", r.sheet, why))
}

func (r *sheetReader) startRow(attrs []xml.Attr) error {
	n := r.row.Number + 1
	for _, a := range attrs {
		if a.Name.Local == "r" && a.Name.Space == "" {
			var err error
			if n, err = strconv.Atoi(a.Value); err != nil {
				return r.refuse(fmt.Sprintf("a row is numbered %q: the workbook is damaged; save it anew", clip(a.Value)))
			}
		}
	}
	if n <= r.row.Number || n > MaxRows {
		return r.refuse(fmt.Sprintf("a row is numbered %d after row %d; rows go up to %d", n, r.row.Number, MaxRows))
	}
	r.row = Row{Number: n, Cells: make([]Cell, 0, len(r.row.Cells))}
	return nil
}

func (r *sheetReader) startCell(attrs []xml.Attr) error {
	c := &r.cell
	c.column, c.kind, c.style = len(r.row.Cells), "", 0
	c.value.Reset()
	for _, a := range attrs {
		if a.Name.Space != "" {
			continue
		}
		switch a.Name.Local {
		case "r":
			c.column = column(a.Value)
		case "t":
			c.kind = a.Value
		case "s":
			c.style, _ = strconv.Atoi(a.Value) // no style is style 0
		}
	}
	if c.column < len(r.row.Cells) || c.column >= MaxColumns {
		return r.refuse(fmt.Sprintf("row %d has a cell that is out of order or beyond column %s: the workbook is damaged; save it anew", r.row.Number, Letter(MaxColumns-1)))
	}
	return nil
}

func (r *sheetReader) endCell() error {
	cell, err := r.w.cell(&r.cell)
	if err != nil {
		return r.refuse(fmt.Sprintf("row %d, column %s: %v", r.row.Number, Letter(r.cell.column), err))
	}
	if cell.Kind == Blank {
		return nil
	}
	if r.w.cells += r.cell.column + 1 - len(r.row.Cells); r.w.cells > MaxCells {
		return r.refuse(fmt.Sprintf("row %d: the workbook has more than %d cells; bring it in parts", r.row.Number, MaxCells))
	}
	for len(r.row.Cells) < r.cell.column {
		r.row.Cells = append(r.row.Cells, Cell{})
	}
	r.row.Cells = append(r.row.Cells, cell)
	return nil
}

// cell gives a cell's text and kind by its type and style.
func (w *workbook) cell(c *cellState) (Cell, error) {
	v := c.value.String()
	switch c.kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(v))
		if v == "" {
			return Cell{}, nil
		}
		if err != nil || i < 0 || i >= len(w.shared) {
			return Cell{}, fmt.Errorf("it refers to text %q of %d: the workbook is damaged; save it anew", clip(v), len(w.shared))
		}
		return words(w.shared[i]), nil
	case "str", "inlineStr":
		return words(unescape(v)), nil
	case "b":
		return Cell{map[bool]string{true: "TRUE", false: "FALSE"}[v == "1" || v == "true"], Text}, nil
	case "e":
		return Cell{v, Error}, nil
	case "d":
		return Cell{strings.TrimSuffix(strings.TrimSuffix(v, "Z"), "T00:00:00"), Date}, nil
	}
	if v = strings.TrimSpace(v); v == "" {
		return Cell{}, nil
	}
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) || math.Abs(f) >= 1e100 {
		return Cell{clip(v), Error}, nil
	}
	if c.style >= 0 && c.style < len(w.dates) && w.dates[c.style] {
		if s, ok := serial(f, w.from1904); ok {
			return Cell{s, Date}, nil
		}
	}
	return Cell{shortest(f), Number}, nil
}

// words is a cell of text in a workbook, where a number typed as text stays text.
func words(s string) Cell {
	if strings.TrimSpace(s) == "" {
		return Cell{Text: s}
	}
	return Cell{s, Text}
}

// shortest writes the shortest decimal that reads back to the same float64, without an exponent.
func shortest(f float64) string {
	if f == 0 {
		return "0"
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// serial turns a workbook's day number into ISO. Day 60 of the usual count is 29 February 1900,
// which never was: the days before it are one off, as in every spreadsheet.
func serial(f float64, from1904 bool) (string, bool) {
	if f < 0 || f >= 2958466 { // beyond the year 9999
		return "", false
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case f < 1:
		return "", false // a time of day without a day
	case f < 60:
		epoch = epoch.AddDate(0, 0, 1)
	}
	day, part := math.Modf(f)
	at := epoch.AddDate(0, 0, int(day)).Add(time.Duration(math.Round(part*86400)) * time.Second)
	if at.Hour() == 0 && at.Minute() == 0 && at.Second() == 0 {
		return at.Format(time.DateOnly), true
	}
	return at.Format("2006-01-02T15:04:05"), true
}

// unescape resolves _xHHHH_, which stands for a character that XML cannot hold.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if i+7 <= len(s) && s[i] == '_' && s[i+1] == 'x' && s[i+6] == '_' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				b.WriteRune(rune(n))
				i += 6
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
