package sheet

import (
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"muster"
)

// Export is a table on its way out: what a page shows, as a file for a spreadsheet or a program.
type Export struct {
	Name    string // of the sheet, in words: "Contributions"
	Columns []ExportColumn
	Rows    iter.Seq[[]string] // a text for each column: numbers as decimal text, days as ISO; empty: nothing is there. Gone through more than once
	Stamps  []Stamp            // what holds for the whole table, for a file that has one sheet only
	About   [][2]string        // what the table is: definition, method, known position, root …
}

// ExportColumn is a column's heading and what its cells are. A cell that is not of its column's kind
// is written as text, as it is: "not covered" among numbers.
type ExportColumn struct {
	Name  string
	Kind  Kind
	Plain bool // a number that names something, as a year does: a spreadsheet shows it without thousands
}

// Stamp is what a whole table has in common: a CSV file says it on every row, so that it says what
// it is without a companion. A workbook says it on its second sheet.
type Stamp struct {
	ExportColumn
	Text string
}

// aboutSheet is the name of the second sheet of a workbook.
const aboutSheet = "About"

// Workbook writes the table as an XLSX file, with a second sheet that says what it is. Numbers and
// days are cells of their kind; a spreadsheet keeps 15 digits of a number, so what has more is
// written as text.
func (e Export) Workbook(w io.Writer) error {
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // it holds temporary files only
	name := sheetName(e.Name)
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	if err := e.table(f, name); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	if err := e.about(f); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	if _, err := f.WriteTo(w); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// styles are the looks of cells.
type styles struct {
	f                  *excelize.File
	heading, day, text int
	numbers            map[string]int // by format
}

func newStyles(f *excelize.File) (s *styles, err error) {
	s = &styles{f: f, numbers: map[string]int{}}
	day, text := "yyyy-mm-dd", "@"
	for _, x := range []struct {
		to    *int
		style excelize.Style
	}{
		{&s.heading, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "bottom"}, Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "52606C"}}}},
		{&s.day, excelize.Style{CustomNumFmt: &day}},
		{&s.text, excelize.Style{CustomNumFmt: &text}},
	} {
		if *x.to, err = f.NewStyle(&x.style); err != nil {
			return s, err
		}
	}
	return s, nil
}

// number is the look of a number with so many decimals.
func (s *styles) number(plain bool, decimals int) (int, error) {
	format := "#,##0"
	if plain {
		format = "0"
	}
	if decimals > 0 {
		format += "." + strings.Repeat("0", decimals)
	}
	id, ok := s.numbers[format]
	if !ok {
		var err error
		if id, err = s.f.NewStyle(&excelize.Style{CustomNumFmt: &format}); err != nil {
			return 0, err
		}
		s.numbers[format] = id
	}
	return id, nil
}

// look is how a column is shown: as wide as what stands in it, and with as many decimals as its
// numbers need, so that they line up.
type look struct{ width, decimals int }

// looked is how many rows are gone through to see how columns look.
const looked = 500

// A column is at least and at most so many characters wide.
const narrowest, widest = 8, 48

func (e Export) looks() []look {
	out := make([]look, len(e.Columns))
	for i, c := range e.Columns {
		// Headings break into two lines where they have more than one word.
		out[i].width = max(utf8.RuneCountInString(c.Name)+2, narrowest)
	}
	n := 0
	for row := range e.Rows {
		for i, text := range row {
			if e.Columns[i].Kind == Number && IsNumber(text) {
				out[i].decimals = max(out[i].decimals, decimalsOf(text))
			}
		}
		if n++; n == looked {
			break
		}
	}
	n = 0
	for row := range e.Rows {
		for i, text := range row {
			if w := e.widthOf(i, text, out[i].decimals); w > out[i].width {
				out[i].width = min(w, widest)
			}
		}
		if n++; n == looked {
			break
		}
	}
	return out
}

// widthOf is how wide a text stands in its column, thousands and decimals with it.
func (e Export) widthOf(column int, text string, decimals int) int {
	c := e.Columns[column]
	if c.Kind != Number || !IsNumber(text) {
		line, _, _ := strings.Cut(text, "\n")
		return utf8.RuneCountInString(line) + 2
	}
	whole, _, _ := strings.Cut(text, ".")
	w := len(whole) + 2
	if !c.Plain {
		w += len(whole) / 3
	}
	if decimals > 0 {
		w += 1 + decimals
	}
	return w
}

// decimalsOf is how many decimals a number is shown with: none for a whole one, else at least two.
func decimalsOf(text string) int {
	if strings.ContainsAny(text, "eE") {
		return 0
	}
	_, fraction, _ := strings.Cut(text, ".")
	if fraction = strings.TrimRight(fraction, "0"); fraction == "" {
		return 0
	}
	return min(max(len(fraction), 2), 15)
}

func (e Export) table(f *excelize.File, name string) error {
	st, err := newStyles(f)
	if err != nil {
		return err
	}
	if err := printed(f, name, len(e.Columns) > 6); err != nil {
		return err
	}
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	looks := e.looks()
	for i, l := range looks {
		if err := out.SetColWidth(i+1, i+1, float64(l.width)); err != nil {
			return err
		}
	}
	cells := make([]any, len(e.Columns))
	for i, c := range e.Columns {
		cells[i] = excelize.Cell{StyleID: st.heading, Value: c.Name}
	}
	if err := out.SetRow("A1", cells); err != nil {
		return err
	}
	n := 1
	for row := range e.Rows {
		n++
		for i, c := range e.Columns {
			if cells[i], err = cellOf(c, row[i], looks[i].decimals, st); err != nil {
				return err
			}
		}
		if err := out.SetRow("A"+strconv.Itoa(n), cells); err != nil {
			return err
		}
	}
	return out.Flush()
}

// printed makes a sheet as wide as a page of paper, with its headings on each.
func printed(f *excelize.File, name string, across bool) error {
	yes, wide, long, orientation := true, 1, 0, "portrait"
	if across {
		orientation = "landscape"
	}
	if err := f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	if err := f.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &orientation, FitToWidth: &wide, FitToHeight: &long}); err != nil {
		return err
	}
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: name, RefersTo: "'" + name + "'!$1:$1"})
}

// cellOf is a cell of its column's kind where the text is one; nil where there is none.
func cellOf(c ExportColumn, text string, decimals int, st *styles) (any, error) {
	switch {
	case text == "":
		return nil, nil
	case c.Kind == Number && IsNumber(text) && significant(text) <= 15:
		if x, err := strconv.ParseFloat(text, 64); err == nil {
			id, err := st.number(c.Plain, max(decimals, decimalsOf(text)))
			return excelize.Cell{StyleID: id, Value: x}, err
		}
	case c.Kind == Date:
		// Workbooks count days from 1900 and know none before.
		if d, err := muster.ParseDay(text); err == nil && d >= muster.NewDay(1900, time.March, 1) {
			return excelize.Cell{StyleID: st.day, Value: int(d - muster.NewDay(1899, time.December, 30))}, nil
		}
	}
	return excelize.Cell{StyleID: st.text, Value: cut(text)}, nil
}

// significant counts the digits of a decimal text without zeros before and after.
func significant(text string) int {
	first, last, n := -1, -1, 0
	for _, r := range text {
		if r < '0' || r > '9' {
			continue
		}
		if r != '0' {
			if first < 0 {
				first = n
			}
			last = n
		}
		n++
	}
	return last - first + 1
}

// maxCell is how many characters a cell of a workbook holds.
const maxCell = 32767

// cut shortens a text to what a cell holds, and says so.
func cut(s string) string {
	if len(s) <= maxCell || utf8.RuneCountInString(s) <= maxCell {
		return s
	}
	return string([]rune(s)[:maxCell-1]) + "…"
}

func (e Export) about(f *excelize.File) error {
	if _, err := f.NewSheet(aboutSheet); err != nil {
		return err
	}
	if err := printed(f, aboutSheet, false); err != nil {
		return err
	}
	text := "@"
	word, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "top"}, CustomNumFmt: &text})
	if err != nil {
		return err
	}
	said, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}, CustomNumFmt: &text})
	if err != nil {
		return err
	}
	out, err := f.NewStreamWriter(aboutSheet)
	if err != nil {
		return err
	}
	if err := out.SetColWidth(1, 1, 24); err != nil {
		return err
	}
	if err := out.SetColWidth(2, 2, 90); err != nil {
		return err
	}
	for i, pair := range e.About {
		if err := out.SetRow("A"+strconv.Itoa(i+1), []any{excelize.Cell{StyleID: word, Value: cut(pair[0])}, excelize.Cell{StyleID: said, Value: cut(pair[1])}}); err != nil {
			return err
		}
	}
	return out.Flush()
}

// sheetName is a name as workbooks take it: at most 31 characters and none of : \ / ? * [ ].
func sheetName(s string) string {
	var out []rune
	for _, r := range s {
		switch r {
		case ':', '\\', '/', '?', '*', '[', ']', '\'':
			r = ' '
		}
		out = append(out, r)
	}
	if len(out) == 0 || string(out) == aboutSheet {
		return "Table"
	}
	return string(out[:min(len(out), 31)])
}
