package search

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longest is how many bytes of a folded word count.
const longest = 64

// folder takes a text apart into folded words. The zero value is ready; it is not safe for use by
// several goroutines.
//
// A text that is indexed gives every form in which its words may be asked for; a query gives one
// form of each, which is among them.
type folder struct {
	query bool
	word  []byte // the word as folded
	again []byte // the same word as another language reads it; empty: none does
	whole []byte // a number put together
	norm  []byte
	// emit takes a word and the bytes of the text that it stands for. The word is valid until it
	// returns.
	emit func(word []byte, from, to int)
}

// Words returns a text's folded words in order, each as a query would ask for it.
func Words(text string) (words []string) {
	f := folder{query: true, emit: func(w []byte, _, _ int) { words = append(words, string(w)) }}
	f.text(text)
	return words
}

func (f *folder) text(s string) {
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case alone(r):
			f.fold(s[i:i+n], false)
			f.put(f.word, i, i+n)
			i += n
		case isWord(r) && !unicode.IsMark(r):
			i = f.run(s, i)
		default:
			i += n
		}
	}
}

// isWord reports whether a rune is part of a word.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M) && !alone(r)
}

// alone reports whether a rune is a word by itself: scripts without spaces between words.
func alone(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// silent runes may stand inside a word without being part of it: soft hyphens and joiners.
func silent(r rune) bool {
	return r == 0xAD || 0x200B <= r && r <= 0x200D || r == 0x2060 || r == 0xFEFF
}

// apostrophe reports whether a rune separates sounds, but not words, between Cyrillic letters.
func apostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '`' || r == '´'
}

// run takes the word that begins at from, and returns where the text goes on.
func (f *folder) run(s string, from int) int {
	ascii, last, to := true, rune(0), from
	for to < len(s) {
		r, n := rune(s[to]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[to:])
		}
		if !isWord(r) {
			if !silent(r) && !(apostrophe(r) && cyrillic(last)) {
				break
			}
			next, _ := utf8.DecodeRuneInString(s[to+n:])
			if !isWord(next) || apostrophe(r) && !cyrillic(next) {
				break
			}
		}
		ascii = ascii && r < utf8.RuneSelf
		last = r
		to += n
	}
	f.fold(s[from:to], ascii)
	if digits := leadingDigits(f.word); digits == len(f.word) {
		if end := f.number(s, from, to); end > 0 {
			return end
		}
	} else if digits > 0 && f.measure(digits, from, to) {
		return to
	} else if digits == 0 {
		if end := f.designation(s, from, to); end > 0 {
			return end
		}
	}
	f.put(f.word, from, to)
	f.put(f.again, from, to)
	return to
}

// put hands a word on.
func (f *folder) put(w []byte, from, to int) {
	if len(w) > longest {
		cut := longest
		for cut > 0 && !utf8.RuneStart(w[cut]) {
			cut--
		}
		w = w[:cut]
	}
	if len(w) > 0 {
		f.emit(w, from, to)
	}
}

// fold writes the folded form of a word to f.word: compatibility forms resolved, diacritics
// dropped, case folded, Cyrillic and Greek in Latin letters.
func (f *folder) fold(s string, ascii bool) {
	f.word, f.again = f.word[:0], f.again[:0]
	if ascii {
		for i := range len(s) {
			c := s[i]
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			f.word = append(f.word, c)
		}
		return
	}
	f.norm = norm.NFKC.AppendString(f.norm[:0], s)
	if f.cyrillicWord() {
		return
	}
	var before rune
	for rest := f.norm; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		rest = rest[n:]
		r = unicode.ToLower(r)
		if r == 'υ' || r == 'ύ' {
			f.upsilon(before)
		} else {
			f.word = appendFolded(f.word, r)
		}
		before = r
	}
}

// appendFolded folds one rune in lower case.
func appendFolded(b []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		if isWord(r) {
			b = append(b, byte(r))
		}
		return b
	}
	if latin, ok := letters[r]; ok {
		return append(b, latin...)
	}
	if unicode.IsDigit(r) {
		return append(b, byte('0'+digit(r)))
	}
	var apart [64]byte
	var one [utf8.UTFMax]byte
	n := utf8.EncodeRune(one[:], r)
	d := norm.NFKD.Append(apart[:0], one[:n]...)
	for len(d) > 0 {
		x, n := utf8.DecodeRune(d)
		if norm.NFKD.Properties(d).CCC() == 0 {
			switch latin, ok := letters[x]; {
			case ok:
				b = append(b, latin...)
			case cyrillic(unicode.ToLower(x)) && ukrainian[unicode.ToLower(x)][0] != "":
				b = append(b, ukrainian[unicode.ToLower(x)][0]...)
			case x < utf8.RuneSelf && isWord(unicode.ToLower(x)):
				b = append(b, byte(unicode.ToLower(x)))
			case x >= utf8.RuneSelf && !silent(x) && !apostrophe(x) && (isWord(x) || alone(x)):
				b = utf8.AppendRune(b, unicode.ToLower(x))
			}
		}
		d = d[n:]
	}
	return b
}

// digit is the value of a decimal digit of any script: they lie in runs of ten that begin with 0.
func digit(r rune) rune {
	for v := rune(0); v < 10; v++ {
		if !unicode.IsDigit(r - v - 1) {
			return v
		}
	}
	// Runs that touch begin at multiples of ten from the first of them; mathematical digits are
	// resolved before.
	return (r & 0xF) % 10
}

// upsilon is u after omicron, v after alpha and epsilon, and y elsewhere.
func (f *folder) upsilon(before rune) {
	switch before {
	case 'ο', 'ό':
		f.word = append(f.word, 'u')
	case 'α', 'ε', 'ά', 'έ':
		f.word = append(f.word, 'v')
	default:
		f.word = append(f.word, 'y')
	}
}
