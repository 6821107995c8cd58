// Package sheet opens a table that somebody brought, whatever it really is: a workbook (.xlsx) or
// delimited text in any common encoding, gzipped or not. It goes by content, never by name. What
// it cannot open it refuses with a sentence that says what the file is and what would be accepted;
// it never panics and never unpacks without bound.
package sheet

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"muster"
)

// The limits. What is beyond them is refused with a sentence.
const (
	MaxFile     = 256 << 20 // bytes of a file as brought
	MaxUnpacked = 512 << 20 // bytes that a gzip, or all parts of a workbook together, may unpack to
	MaxRatio    = 200       // times its packed size that a packed part may unpack to, once past freeUnpacked
	MaxRows     = 1 << 20   // rows of a workbook's sheet, as spreadsheets have it
	MaxTextRows = 16 << 20  // rows of delimited text
	MaxColumns  = 1 << 14   // columns of a sheet, as spreadsheets have it
	MaxCells    = 32 << 20  // cells of a book kept at once, blank ones between others counted
	MaxSheets   = 1000      // sheets of a workbook

	freeUnpacked = 16 << 20 // bytes below which no ratio is held against a file
)

// accepted is said wherever a file is refused for what it is.
const accepted = "accepted are a workbook (.xlsx) and delimited text (.csv, .tsv) in UTF-8 or UTF-16, each also gzipped (.gz)"

// Kind says what a cell holds.
type Kind uint8

// The kinds of cell.
const (
	Blank  Kind = iota // nothing, or blanks only
	Text               // words
	Number             // a decimal number; in a workbook the shortest that reads back to the same float64
	Date               // a workbook's date cell as ISO: a day, or day and time where it is not midnight
	Error              // a workbook's error value, such as #N/A
)

func (k Kind) String() string {
	return [...]string{"blank", "text", "number", "date", "error"}[k]
}

// Cell is one cell: its text and what it holds. Delimited text has no dates and no errors: there
// every cell is blank, a number or text, and its text is kept as it stands.
type Cell struct {
	Text string
	Kind Kind
}

// Row is a row with any content. Number is as the sheet shows it: in delimited text a record is
// one row even if its cells hold line breaks, as in the spreadsheet that opens it.
type Row struct {
	Number int
	Cells  []Cell
}

// Cell returns the cell of a column, counted from 0; beyond the row's end it is blank.
func (r Row) Cell(column int) Cell {
	if column < 0 || column >= len(r.Cells) {
		return Cell{}
	}
	return r.Cells[column]
}

// Sheet is a table by name; the one of delimited text has none. Rows without content are absent.
type Sheet struct {
	Name string
	Rows []Row
}

// Book is an opened file.
type Book struct {
	Name   string   // as brought, without folders
	Format string   // "workbook", "comma-separated text" …, with its encoding
	Notes  []string // what had to be guessed, each a sentence
	Sheets []Sheet
}

// OpenFile opens a file by its path; see Open.
func OpenFile(path string) (*Book, error) {
	data, err := ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Open(path, data)
}

// ReadFile reads a whole file of at most MaxFile bytes, and says so if path is a directory, is not
// there, or is larger.
func ReadFile(path string) ([]byte, error) {
	name := filepath.Base(path)
	f, err := os.Open(path)
	if err != nil {
		if os.IsNotExist(err) {
			return nil, muster.Invalid(name, fmt.Sprintf("there is no file %s", path))
		}
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	defer f.Close() //nolint:errcheck // only read from
	st, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("stat %s: %w", path, err)
	}
	if st.IsDir() {
		return nil, muster.Invalid(name, "it is a directory; name one file in it; "+accepted)
	}
	if st.Size() > MaxFile {
		return nil, tooLarge(name)
	}
	data, err := io.ReadAll(io.LimitReader(f, MaxFile+1)) // what is no plain file may hold more than its size says
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return data, checkSize(name, data)
}

// Open reads a file's bytes into a book. A refusal is a *muster.Error that names the file, says
// what it is, and what would be accepted.
func Open(name string, data []byte) (book *Book, err error) {
	name = filepath.Base(name)
	defer func() {
		if p := recover(); p != nil {
			book, err = nil, muster.Invalid(name, fmt.Sprintf("it is damaged in a way that stopped the reader (%v); save it anew; %s", p, accepted))
		}
	}()
	data, zipped, err := unpack(name, data)
	if err != nil {
		return nil, err
	}
	if isZip(data) {
		book, err = openWorkbook(name, data)
	} else {
		book, err = openText(name, data)
	}
	if err != nil {
		return nil, err
	}
	if zipped {
		book.Format += ", gzipped"
	}
	return book, nil
}

// Letter returns the letters of a column counted from 0: A … Z, AA …
func Letter(column int) string {
	if column < 0 {
		return ""
	}
	var b [8]byte
	i := len(b)
	for column++; column > 0 && i > 0; column = (column - 1) / 26 {
		i--
		b[i] = byte('A' + (column-1)%26)
	}
	return string(b[i:])
}

// column is the inverse of Letter for the front of a reference such as "AB12"; -1 if there is none.
func column(ref string) int {
	n := 0
	for i := 0; i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z'; i++ {
		n = n*26 + int(ref[i]-'A') + 1
		if n > MaxColumns {
			return MaxColumns
		}
	}
	return n - 1
}

// sealed trims what is blank at a row's end and reports whether anything is left.
func (r *Row) sealed() bool {
	n := len(r.Cells)
	for n > 0 && r.Cells[n-1].Kind == Blank {
		n--
	}
	r.Cells = r.Cells[:n]
	return n > 0
}

// textCell gives a cell of text the kind that its content has.
func textCell(s string) Cell {
	switch {
	case strings.TrimSpace(s) == "":
		return Cell{Text: s}
	case IsNumber(strings.TrimSpace(s)):
		return Cell{s, Number}
	}
	return Cell{s, Text}
}

// IsNumber reports whether s is a plain decimal number: a sign or none, digits with at most one
// point, an exponent or none; no blanks and no thousands marks.
func IsNumber(s string) bool {
	i, digits := 0, 0
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		i++
	}
	for point := false; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			digits++
			continue
		}
		if s[i] != '.' || point {
			break
		}
		point = true
	}
	if digits == 0 || i == len(s) {
		return digits > 0
	}
	if s[i] != 'e' && s[i] != 'E' {
		return false
	}
	if i++; i < len(s) && (s[i] == '-' || s[i] == '+') {
		i++
	}
	start := i
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return i == len(s) && i > start && i-start <= 3
}
