package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"muster"
)

// openText opens delimited text.
func openText(name string, data []byte) (*Book, error) {
	text, encoding, note, err := decode(name, data)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(text) == "" {
		return nil, muster.Invalid(name, "it is empty; "+accepted)
	}
	if what := foreign([]byte(text[:min(len(text), 1024)])); what != "" {
		return nil, muster.Invalid(name, "it is "+what+"; "+accepted)
	}
	body, delim := delimiter(text)
	book := &Book{Name: name, Format: delimiterNames[delim] + ", " + encoding}
	if note != "" {
		book.Notes = append(book.Notes, note)
	}
	s, cells := Sheet{}, 0
	for row, err := range records(body, delim) {
		if err != nil {
			return nil, muster.Invalid(name, err.Error())
		}
		if cells += len(row.Cells); cells > MaxCells {
			return nil, muster.Invalid(name, fmt.Sprintf("row %d: it has more than %d cells; bring it in parts", row.Number, MaxCells))
		}
		s.Rows = append(s.Rows, row)
	}
	book.Sheets = []Sheet{s}
	return book, nil
}

// decode turns a file's bytes into text and says which encoding they had.
func decode(name string, data []byte) (text, encoding, note string, err error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		text, err = fromUTF16(name, data[2:], false)
		return text, "UTF-16 LE", "", err
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		text, err = fromUTF16(name, data[2:], true)
		return text, "UTF-16 BE", "", err
	default:
		if little, big := unmarked16(data); little || big {
			text, err = fromUTF16(name, data, big)
			return text, "UTF-16", "The file does not say its encoding; it was read as UTF-16.", err
		}
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return "", "", "", muster.Invalid(name, fmt.Sprintf("it is not text: byte %d is zero; %s", i+1, accepted))
	}
	if n := controls(data); n*100 > len(data) {
		return "", "", "", muster.Invalid(name, "it is not text: it is full of control characters; "+accepted)
	}
	if utf8.Valid(data) {
		return string(data), "UTF-8", "", nil
	}
	return oneByte(name, data)
}

// unmarked16 recognises UTF-16 without its mark by the zero bytes beside ASCII.
func unmarked16(data []byte) (little, big bool) {
	head := data[:min(len(data), 4096)]
	var even, odd int
	for i, b := range head {
		if b == 0 && i%2 == 0 {
			even++
		} else if b == 0 {
			odd++
		}
	}
	half := len(head) / 2
	return half > 2 && odd*10 > half*7 && even == 0, half > 2 && even*10 > half*7 && odd == 0
}

func fromUTF16(name string, data []byte, big bool) (string, error) {
	if len(data)%2 != 0 {
		return "", muster.Invalid(name, "it is UTF-16 and ends in half a character: it is cut off; fetch it again")
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		lo, hi := data[2*i], data[2*i+1]
		if big {
			lo, hi = hi, lo
		}
		units[i] = uint16(lo) | uint16(hi)<<8
	}
	var b strings.Builder
	b.Grow(len(units))
	for i := 0; i < len(units); i++ {
		r := rune(units[i])
		if utf16.IsSurrogate(r) {
			if i+1 == len(units) {
				r = utf8.RuneError
			} else if r = utf16.DecodeRune(r, rune(units[i+1])); r != utf8.RuneError {
				i++
			}
		}
		if r == utf8.RuneError && units[i] != 0xfffd || r == 0 {
			return "", muster.Invalid(name, fmt.Sprintf("it begins as UTF-16 but character %d is none: it is damaged or no text; %s", i+1, accepted))
		}
		b.WriteRune(r)
	}
	return b.String(), nil
}

// oneByte reads text that is no UTF-8 as the one-byte encoding it most probably has. Cyrillic words
// are runs of high bytes, while Latin ones have single accented letters among plain ones.
func oneByte(name string, data []byte) (text, encoding, note string, err error) {
	good, bad, first := 0, 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			if bad++; bad == 1 {
				first = i
			}
		} else if n > 1 {
			good++
		}
		i += n
	}
	if good > bad {
		row := 1 + bytes.Count(data[:first], []byte("\n"))
		return "", "", "", muster.Invalid(name, fmt.Sprintf("it is UTF-8 but for %d bytes, the first on line %d (byte %d): it is damaged or joined from two encodings; save it anew as UTF-8", bad, row, first+1))
	}
	high, inRun := 0, 0
	for i, b := range data {
		if b < 0x80 {
			continue
		}
		high++
		if i > 0 && data[i-1] >= 0xc0 || i+1 < len(data) && data[i+1] >= 0xc0 {
			inRun++
		}
	}
	if high*10 > len(data)*9 {
		return "", "", "", muster.Invalid(name, "it is not text in any encoding known here; "+accepted)
	}
	cm, encoding := charmap.Windows1252, "Windows-1252"
	if inRun*10 > high*7 {
		cm, encoding = charmap.Windows1251, "Windows-1251"
	}
	out, err := cm.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", "", fmt.Errorf("decode %s: %w", name, err)
	}
	return string(out), encoding, fmt.Sprintf("The file is no UTF-8; it was read as %s, so look at letters beyond plain ASCII.", encoding), nil
}

// controls counts the control characters that no table holds.
func controls(data []byte) (n int) {
	for _, b := range data {
		if b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1a || b == 0x7f {
			n++
		}
	}
	return n
}
