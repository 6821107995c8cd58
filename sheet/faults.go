package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"muster"
)

// WriteFaults writes faults as CSV, one a row, under the headings sheet, row, column, verdict
// (refused or note), found, accepts, why. Text that a spreadsheet would run as a formula is made
// harmless with a leading apostrophe; see Harmless.
func WriteFaults(w io.Writer, faults []muster.Fault) error {
	cw := csv.NewWriter(w)
	cw.Write([]string{"sheet", "row", "column", "verdict", "found", "accepts", "why"}) //nolint:errcheck // Flush keeps the error
	for _, f := range faults {
		verdict := "note"
		if f.Refused {
			verdict = "refused"
		}
		cw.Write([]string{Harmless(f.Sheet), strconv.Itoa(f.Row), Harmless(f.Column), verdict, Harmless(f.Found), Harmless(f.Accepts), Harmless(f.Why)}) //nolint:errcheck // as above
	}
	cw.Flush()
	if err := cw.Error(); err != nil {
		return fmt.Errorf("write faults: %w", err)
	}
	return nil
}

// Harmless puts an apostrophe before text that a spreadsheet would run as a formula: what begins
// with = + - @, a tab or a line break and is no plain number.
func Harmless(s string) string {
	if s == "" || IsNumber(s) {
		return s
	}
	switch s[0] {
	case '=', '+', '-', '@', '\t', '\r', '\n':
		return "'" + s
	}
	return s
}
