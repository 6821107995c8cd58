package sheet

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// CSV writes the table alone, comma-separated, in UTF-8 with CRLF, every digit kept, with its stamps
// on every row. A text that a spreadsheet would run as a formula gets an apostrophe before it. A text
// that it could take for a number or a day, as 007, stands in quotes: a spreadsheet that reads quoted
// fields as text then keeps it, and to a program quotes mean nothing.
func (e Export) CSV(w io.Writer) error {
	out := bufio.NewWriter(w)
	line := make([]string, 0, len(e.Columns)+len(e.Stamps))
	for _, c := range e.Columns {
		line = append(line, csvField(c.Name, Text))
	}
	var stamps []string
	for _, s := range e.Stamps {
		line, stamps = append(line, csvField(s.Name, Text)), append(stamps, csvField(s.Text, s.Kind))
	}
	csvLine(out, line)
	for row := range e.Rows {
		line = line[:0]
		for i, c := range e.Columns {
			line = append(line, csvField(row[i], c.Kind))
		}
		csvLine(out, append(line, stamps...))
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

func csvLine(out *bufio.Writer, fields []string) {
	for i, f := range fields {
		if i > 0 {
			out.WriteByte(',') //nolint:errcheck // Flush keeps the error
		}
		out.WriteString(f) //nolint:errcheck // as above
	}
	out.WriteString("\r\n") //nolint:errcheck // as above
}

// csvField is a text as a field of a column of some kind.
func csvField(text string, kind Kind) string {
	if text == "" || kind == Number && IsNumber(text) {
		return text
	}
	text = Harmless(text)
	if kind != Date && strings.ContainsRune("0123456789.+-", rune(text[0])) || strings.ContainsAny(text, "\",\r\n") || text[0] == ' ' || text[0] == '\t' {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}
