package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"muster"
)

// Export is a table on its way out: what a page shows, as a file for a spreadsheet or a program.
type Export struct {
	Name    string // of the sheet, in words: "Contributions"
	Columns []ExportColumn
	Rows    iter.Seq[[]string] // a text for each column: numbers as decimal text, days as ISO; empty: nothing is there
	About   [][2]string        // what the table is: definition, method, known position, root …
}

// ExportColumn is a column's heading and what its cells are. A cell that is not of its column's kind
// is written as text, as it is: "not covered" among numbers.
type ExportColumn struct {
	Name string
	Kind Kind
}

// CSV writes the table alone, comma-separated, in UTF-8 with CRLF, every digit kept. A text that a
// spreadsheet would run as a formula gets an apostrophe before it.
func (e Export) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	heading := make([]string, len(e.Columns))
	for i, c := range e.Columns {
		heading[i] = Harmless(c.Name)
	}
	if err := out.Write(heading); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	cells := make([]string, len(e.Columns))
	for row := range e.Rows {
		for i, c := range e.Columns {
			if cells[i] = row[i]; c.Kind != Number || !IsNumber(row[i]) {
				cells[i] = Harmless(row[i])
			}
		}
		if err := out.Write(cells); err != nil {
			return fmt.Errorf("write csv: %w", err)
		}
	}
	out.Flush()
	return out.Error()
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
type styles struct{ heading, number, day, text int }

func newStyles(f *excelize.File) (s styles, err error) {
	// The number's format shows thousands and as many decimals as there are, up to eight.
	number, day, text := "#,##0.########", "yyyy-mm-dd", "@"
	for _, x := range []struct {
		to    *int
		style excelize.Style
	}{
		{&s.heading, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "bottom"}}},
		{&s.number, excelize.Style{CustomNumFmt: &number}},
		{&s.day, excelize.Style{CustomNumFmt: &day}},
		{&s.text, excelize.Style{CustomNumFmt: &text}},
	} {
		if *x.to, err = f.NewStyle(&x.style); err != nil {
			return s, err
		}
	}
	return s, nil
}

func (e Export) table(f *excelize.File, name string) error {
	st, err := newStyles(f)
	if err != nil {
		return err
	}
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for i, c := range e.Columns {
		if err := out.SetColWidth(i+1, i+1, float64(min(max(utf8.RuneCountInString(c.Name)+2, 12), 40))); err != nil {
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
			cells[i] = cellOf(c.Kind, row[i], st)
		}
		if err := out.SetRow("A"+strconv.Itoa(n), cells); err != nil {
			return err
		}
	}
	return out.Flush()
}

// cellOf is a cell of its column's kind where the text is one; nil where there is none.
func cellOf(k Kind, text string, st styles) any {
	switch {
	case text == "":
		return nil
	case k == Number && IsNumber(text) && significant(text) <= 15:
		if x, err := strconv.ParseFloat(text, 64); err == nil {
			return excelize.Cell{StyleID: st.number, Value: x}
		}
	case k == Date:
		// Workbooks count days from 1900 and know none before.
		if d, err := muster.ParseDay(text); err == nil && d >= muster.NewDay(1900, time.March, 1) {
			return excelize.Cell{StyleID: st.day, Value: int(d - muster.NewDay(1899, time.December, 30))}
		}
	}
	return excelize.Cell{StyleID: st.text, Value: cut(text)}
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
	out, err := f.NewStreamWriter(aboutSheet)
	if err != nil {
		return err
	}
	if err := out.SetColWidth(1, 1, 24); err != nil {
		return err
	}
	if err := out.SetColWidth(2, 2, 100); err != nil {
		return err
	}
	for i, pair := range e.About {
		if err := out.SetRow("A"+strconv.Itoa(i+1), []any{cut(pair[0]), cut(pair[1])}); err != nil {
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
