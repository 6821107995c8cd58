package item

import (
	"fmt"
	"strings"

	"muster"
)

// NSN is a NATO stock number in its canonical form, 9999-99-999-9999: the class of supply, the country
// that codified it, and the item's own number. Class and country are digits; in later items the own number
// may have letters.
type NSN string

// ParseNSN reads a stock number of 13 characters, with dashes in their places (9999-99-999-9999) or
// without any; small letters are read as capitals.
func ParseNSN(s string) (NSN, error) {
	refuse := func(why string) (NSN, error) {
		return "", muster.Invalid("nsn", fmt.Sprintf("found %q; %s; a stock number is 13 characters, as in 2320-01-107-7155 or 2320011077155", s, why))
	}
	plain := s
	if strings.ContainsRune(s, '-') {
		parts := strings.Split(s, "-")
		if len(parts) != 4 || len(parts[0]) != 4 || len(parts[1]) != 2 || len(parts[2]) != 3 {
			return refuse("the dashes are not after 4, 6 and 9 characters")
		}
		plain = strings.Join(parts, "")
	}
	if len(plain) != 13 {
		return refuse(fmt.Sprintf("that is %d characters without dashes", len(plain)))
	}
	b := []byte(plain)
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
			b[i] = c
		}
		switch {
		case c >= '0' && c <= '9':
		case i < 4:
			return refuse("the class, its first four characters, is digits")
		case i < 6:
			return refuse("the country, its fifth and sixth character, is digits")
		case c < 'A' || c > 'Z':
			return refuse("its last seven characters are digits or letters from A to Z")
		}
	}
	plain = string(b)
	return NSN(plain[:4] + "-" + plain[4:6] + "-" + plain[6:9] + "-" + plain[9:]), nil
}

// Class is the supply class of four digits.
func (n NSN) Class() string { return string(n[:4]) }

// Country is the code of the country that codified the item, two digits.
func (n NSN) Country() string { return string(n[5:7]) }

// NIIN is what identifies the item whatever its class: country and own number, "01-107-7155".
func (n NSN) NIIN() string { return string(n[5:]) }

// Plain is the number without dashes.
func (n NSN) Plain() string { return strings.ReplaceAll(string(n), "-", "") }

// niinOf reads an NSN or the NIIN alone, to look an item up.
func niinOf(s string) (string, bool) {
	if len(strings.ReplaceAll(s, "-", "")) == 9 {
		if strings.Count(s, "-") == 0 {
			s = "0000" + s
		} else {
			s = "0000-" + s
		}
	}
	n, err := ParseNSN(s)
	if err != nil {
		return "", false
	}
	return n.NIIN(), true
}
