package sheet

import (
	"iter"
	"unicode/utf8"
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

// maxCell is how many characters a cell of a workbook holds.
const maxCell = 32767

// cut shortens a text to what a cell holds, and says so.
func cut(s string) string {
	if len(s) <= maxCell || utf8.RuneCountInString(s) <= maxCell {
		return s
	}
	return string([]rune(s)[:maxCell-1]) + "…"
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
