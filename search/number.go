package search

import (
	"unicode/utf8"
)

// Numbers are found as written, whatever parts their thousands: 35000000, 35,000,000, 35.000.000
// and 35 000 000 are one word. A fraction ends without zeros: 35.50 is 35.5, 35.0 is 35.

func leadingDigits(w []byte) int {
	for i, c := range w {
		if c < '0' || c > '9' {
			return i
		}
	}
	return len(w)
}

// separator returns what may part groups of digits at the beginning of s: the kind of separator,
// with all spaces one kind, and its length; 0 for none.
func separator(s string) (kind byte, n int) {
	if s == "" {
		return 0, 0
	}
	switch s[0] {
	case ',', '.', '\'', '_', ' ':
		return s[0], 1
	}
	switch r, n := utf8.DecodeRuneInString(s); r {
	case 0xA0, 0x2009, 0x202F:
		return ' ', n
	case '’':
		return '\'', n
	}
	return 0, 0
}

// asciiDigits is how many digits s begins with; −1 if a letter follows on them.
func asciiDigits(s string) int {
	i := 0
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	if r, _ := utf8.DecodeRuneInString(s[i:]); i < len(s) && isWord(r) {
		return -1
	}
	return i
}

// number takes the number that begins with the digits in f.word, which stand at s[from:to]. It
// returns where the text goes on, or 0 where there are only those digits.
func (f *folder) number(s string, from, to int) int {
	if from > 1 && (s[from-1] == '.' || s[from-1] == ',') && '0' <= s[from-2] && s[from-2] <= '9' {
		return 0 // inside a date, a version or a list
	}
	var kind byte
	groups, end := 0, to
	whole := append(f.whole[:0], f.word...)
	for to-from <= 3 {
		k, n := separator(s[end:])
		if k == 0 || kind != 0 && k != kind || asciiDigits(s[end+n:]) != 3 {
			break
		}
		kind, groups = k, groups+1
		whole = append(whole, s[end+n:end+n+3]...)
		end += n + 3
	}
	f.whole = whole
	point, fraction := f.fraction(s, end, kind, groups)
	switch {
	case groups == 0 && fraction == 0:
		return 0
	case groups == 1 && fraction == 0 && kind == '.':
		f.thousandsOrDecimals(s, from, to, end)
		return end
	case groups == 1 && fraction == 0 && kind == ',' && !f.query:
		f.thousandsOrDecimals(s, from, to, end)
		return end
	}
	if fraction > 0 {
		f.whole = appendFraction(f.whole, s[end+point:end+point+fraction])
	}
	f.put(f.whole, from, end+point+fraction)
	if kind == ' ' && !f.query { // they may be several numbers
		f.put(f.word, from, to)
		for at := to; at < end; {
			_, n := separator(s[at:])
			f.put(append(f.word[:0], s[at+n:at+n+3]...), at+n, at+n+3)
			at += n + 3
		}
	}
	return end + point + fraction
}

// fraction finds the decimals of a number whose whole part ends at end: the length of the point,
// and of the digits. Digits after a second point make it a date or a version, and no fraction.
func (f *folder) fraction(s string, end int, kind byte, groups int) (point, digits int) {
	k, n := separator(s[end:])
	if k != '.' && k != ',' || groups > 0 && k == kind {
		return 0, 0
	}
	d := asciiDigits(s[end+n:])
	if d < 1 || groups == 0 && d == 3 {
		return 0, 0
	}
	after := end + n + d
	if k2, n2 := separator(s[after:]); k2 == k && asciiDigits(s[after+n2:]) != 0 {
		return 0, 0
	}
	return n, d
}

func appendFraction(b []byte, digits string) []byte {
	for len(digits) > 0 && digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
	}
	if digits != "" {
		b = append(append(b, '.'), digits...)
	}
	return b
}

// thousandsOrDecimals takes 1.234 and 1,234, which may be either: a text gives both, and a query
// what English makes of it.
func (f *folder) thousandsOrDecimals(s string, from, to, end int) {
	if !f.query {
		f.put(f.whole, from, end)
	}
	f.put(appendFraction(f.word, s[end-3:end]), from, end)
}

// measure takes digits with a unit grown on to them, as in 155mm: two words, so that they are found
// as 155 mm too.
func (f *folder) measure(digits, from, to int) bool {
	letters := len(f.word) - digits
	if digits > 6 || letters > 4 {
		return false
	}
	for _, c := range f.word[digits:] {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	f.put(f.word[:digits], from, to)
	f.put(f.word[digits:], from, to)
	return true
}

// designation takes a few letters, a hyphen and a number, as in T-72 and F-16: it is found with the
// hyphen and without, and when it is indexed by its parts too.
func (f *folder) designation(s string, from, to int) int {
	if len(f.word) > 3 || to >= len(s) {
		return 0
	}
	r, n := utf8.DecodeRuneInString(s[to:])
	if r != '-' && r != '‑' && r != '–' {
		return 0
	}
	end := to + n
	for end < len(s) && isWord(rune(s[end])) && s[end] < utf8.RuneSelf {
		end++
	}
	if end == to+n || s[to+n] < '0' || s[to+n] > '9' || end-to-n > 6 {
		return 0
	}
	if next, _ := utf8.DecodeRuneInString(s[end:]); end < len(s) && (isWord(next) || next == '-') {
		return 0
	}
	letters := len(f.word)
	for _, c := range []byte(s[to+n : end]) {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		f.word = append(f.word, c)
	}
	f.put(f.word, from, end)
	if !f.query {
		f.put(f.word[:letters], from, to)
		f.put(f.word[letters:], to+n, end)
	}
	return end
}
