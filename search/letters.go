package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// letters are those that do not come apart into a Latin letter and a mark, in lower case, with what
// they are folded to. Cyrillic stands in the tables below.
var letters = map[rune]string{
	'ß': "ss", 'ł': "l", 'ø': "o", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ð': "d", 'đ': "d", 'ħ': "h", 'ŋ': "n", 'ŧ': "t",
	'ı': "i", 'ĸ': "k", 'ə': "e", 'ɨ': "i", 'ƀ': "b", 'ɓ': "b", 'ɗ': "d", 'ƒ': "f", 'ɡ': "g", 'ŀ': "l", 'ǥ': "g", 'ƙ': "k", 'ƴ': "y",
	// Greek, by ELOT 743 but for the digraphs.
	'α': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'ζ': "z", 'η': "i", 'θ': "th", 'ι': "i", 'κ': "k", 'λ': "l", 'μ': "m",
	'ν': "n", 'ξ': "x", 'ο': "o", 'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s", 'τ': "t", 'υ': "y", 'φ': "f", 'χ': "ch", 'ψ': "ps", 'ω': "o",
}

// ukrainian is the national transliteration (resolution 55 of the Cabinet of Ministers, 2010) with
// the letters of other Cyrillic alphabets that it lacks. The second form stands where a word does
// not begin; empty: as the first. The soft sign and the apostrophe are not written.
var ukrainian = map[rune][2]string{
	'а': {"a"}, 'б': {"b"}, 'в': {"v"}, 'г': {"h"}, 'ґ': {"g"}, 'д': {"d"}, 'е': {"e"}, 'є': {"ye", "ie"}, 'ж': {"zh"}, 'з': {"z"},
	'и': {"y"}, 'і': {"i"}, 'ї': {"yi", "i"}, 'й': {"y", "i"}, 'к': {"k"}, 'л': {"l"}, 'м': {"m"}, 'н': {"n"}, 'о': {"o"}, 'п': {"p"},
	'р': {"r"}, 'с': {"s"}, 'т': {"t"}, 'у': {"u"}, 'ф': {"f"}, 'х': {"kh"}, 'ц': {"ts"}, 'ч': {"ch"}, 'ш': {"sh"}, 'щ': {"shch"},
	'ь': {}, 'ю': {"yu", "iu"}, 'я': {"ya", "ia"},
	'ы': {"y"}, 'э': {"e"}, 'ё': {"e"}, 'ъ': {}, // Russian; ё is e, as it is mostly written
	'ў': {"u"},                                                                                                                  // Belarusian
	'ђ': {"dj"}, 'ј': {"j"}, 'љ': {"lj"}, 'њ': {"nj"}, 'ћ': {"c"}, 'џ': {"dz"}, 'ѓ': {"g"}, 'ќ': {"k"}, 'ѕ': {"dz"}, 'ѝ': {"i"}, // Serbian, Macedonian
}

// other is what differs in a word that has a letter Ukrainian lacks.
var other = map[rune]string{'г': "g", 'и': "i", 'й': "y", 'ю': "yu", 'я': "ya"}

// cyrillic reports whether a rune is a letter of that script.
func cyrillic(r rune) bool { return 0x400 <= r && r <= 0x52F }

// foreign are the letters that tell a Russian, Serbian or Macedonian word from a Ukrainian one.
const foreign = "ыэёъђјљњћџѓќѕ"

// cyrillicWord folds f.norm if it has Cyrillic letters. A word with a foreign letter is written as its
// language is: Горбачёв is Gorbachev. Where it is indexed its Ukrainian reading is kept in f.again,
// since a reader may type only its first letters, or е for ё.
func (f *folder) cyrillicWord() bool {
	found, abroad := false, false
	for _, r := range string(f.norm) {
		r = unicode.ToLower(r)
		found = found || cyrillic(r)
		abroad = abroad || cyrillic(r) && strings.ContainsRune(foreign, r)
	}
	if !found {
		return false
	}
	if abroad && !f.query {
		f.again = transliterated(f.again, f.norm, false)
	}
	f.word = transliterated(f.word[:0], f.norm, abroad)
	return true
}

func transliterated(b, word []byte, abroad bool) []byte {
	var before rune
	for len(word) > 0 {
		r, n := utf8.DecodeRune(word)
		word = word[n:]
		r = unicode.ToLower(r)
		latin, ok := ukrainian[r]
		latin2, differs := other[r]
		switch {
		case apostrophe(r):
			continue
		case !ok:
			b = appendFolded(b, r)
			if unicode.IsMark(r) {
				continue
			}
		case abroad && differs:
			b = append(b, latin2...)
		case r == 'г' && before == 'з': // zgh, to tell it from ж
			b = append(b, "gh"...)
		case before != 0 && latin[1] != "":
			b = append(b, latin[1]...)
		default:
			b = append(b, latin[0]...)
		}
		before = r
	}
	return b
}
