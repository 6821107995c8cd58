package node

import (
	"encoding/csv"
	"io"
	"strings"

	"muster/sheet"
)

// writeCSV writes a book's first sheet as plain CSV, whatever it came as; its headings in small
// letters.
func writeCSV(w io.Writer, book *sheet.Book) error {
	out := csv.NewWriter(w)
	if len(book.Sheets) > 0 {
		width := 0
		for _, r := range book.Sheets[0].Rows {
			width = max(width, len(r.Cells))
		}
		for n, r := range book.Sheets[0].Rows {
			cells := make([]string, width)
			for i := range r.Cells {
				cells[i] = r.Cells[i].Text
				if n == 0 {
					cells[i] = strings.ToLower(cells[i])
				}
			}
			if err := out.Write(cells); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}
