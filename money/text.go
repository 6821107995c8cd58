package money

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Parse reads plain decimal text: "-12.50", "+3", ".5", "1e5", "4.84e-05". It refuses empty text,
// spaces, thousands separators, decimal commas, NaN, Inf, more than MaxScale decimals and more than
// MaxDigits digits; the error says what was found and what would be accepted.
func Parse(s string) (Amount, error) {
	n, why := read(s)
	if why == "" {
		return n.amount()
	}
	return Amount{}, refuse(s, why)
}

// ParseRounded reads what Parse reads, and a number of more than MaxScale decimals too, which it
// rounds half to even to MaxScale; exact is false if that dropped digits other than 0. Sources that
// compute in billions print such numbers (4.840080708345812e-05), and they are only ever compared.
func ParseRounded(s string) (a Amount, exact bool, err error) {
	n, why := read(s)
	if why != "" {
		return Amount{}, false, refuse(s, why)
	}
	drop := n.scale - MaxScale
	if drop <= 0 || n.digits > MaxDigits {
		a, err = n.amount()
		return a, err == nil, err
	}
	if n.digits == 0 || drop > MaxDigits { // a coefficient below 10^38 is then less than half of the last decimal
		return from128(false, 0, 0, MaxScale), n.digits == 0, nil
	}
	coef := from128(n.neg, n.hi, n.lo, 0).coefBig(0)
	ten := pow10Big(uint(drop))
	q := quoHalfEven(coef, ten)
	return fromBig(q, MaxScale), ten.Mul(ten, q).Cmp(coef) == 0, nil
}

// MustParse is Parse for constants and tests; it panics where Parse refuses.
func MustParse(s string) Amount {
	a, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return a
}

// numeral is a decimal as read: digits without a point, and where the point stands.
type numeral struct {
	text   string
	neg    bool
	hi, lo uint64 // the coefficient
	digits int    // of the coefficient, leading zeros not counted
	scale  int    // decimals, negative after a positive exponent
}

// read takes s apart; why is empty or says what stands in the way.
func read(s string) (n numeral, why string) {
	n.text = s
	i := 0
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		n.neg = s[i] == '-'
		i++
	}
	i, whole := n.digitRun(s, i)
	fraction := 0
	if i < len(s) && s[i] == '.' {
		i, fraction = n.digitRun(s, i+1)
		if fraction == 0 {
			return n, complain(s, i, "no digit after the point")
		}
	}
	if whole+fraction == 0 {
		return n, complain(s, i, "no digit")
	}
	n.scale = fraction
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		exp, end, ok := exponent(s, i+1)
		if !ok {
			return n, complain(s, end, "no digit in the exponent")
		}
		n.scale -= exp
		i = end
	}
	if i < len(s) {
		return n, complain(s, i, "")
	}
	return n, ""
}

// digitRun adds the digits from i to the coefficient; beyond MaxDigits it only counts.
func (n *numeral) digitRun(s string, i int) (end, count int) {
	start := i
	for ; i < len(s) && s[i]-'0' <= 9; i++ {
		if n.digits == 0 && s[i] == '0' {
			continue
		}
		n.digits++
		switch {
		case n.digits <= 19:
			n.lo = n.lo*10 + uint64(s[i]-'0')
		case n.digits <= MaxDigits:
			carry, lo := bits.Mul64(n.lo, 10)
			lo, c := bits.Add64(lo, uint64(s[i]-'0'), 0)
			n.hi, n.lo = n.hi*10+carry+c, lo
		}
	}
	return i, i - start
}

// exponent reads a signed integer at i. Past 9999 it stops growing: far beyond any accepted amount.
func exponent(s string, i int) (exp, end int, ok bool) {
	neg := false
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		neg = s[i] == '-'
		i++
	}
	start := i
	for ; i < len(s) && s[i]-'0' <= 9; i++ {
		if exp < 10_000 {
			exp = exp*10 + int(s[i]-'0')
		}
	}
	if neg {
		exp = -exp
	}
	return exp, i, i > start
}

// amount is the numeral's value, refused where it is longer than an amount may be.
func (n numeral) amount() (Amount, error) {
	if n.digits <= MaxDigits && n.scale > MaxScale {
		return Amount{}, refuse(n.text, fmt.Sprintf("more than %d decimals", MaxScale))
	}
	shift := max(0, -n.scale)
	if n.digits == 0 {
		shift = 0
	}
	if n.digits+shift > MaxDigits {
		return Amount{}, refuse(n.text, fmt.Sprintf("more than %d digits", MaxDigits))
	}
	for ; shift > 0; shift -= MaxScale {
		n.hi, n.lo, _ = mul128(n.hi, n.lo, pow10[min(shift, MaxScale)])
	}
	return from128(n.neg, n.hi, n.lo, uint8(max(0, n.scale))), nil
}

func refuse(s, why string) error {
	if len(s) > 60 {
		cut := 50
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut] + "…"
	}
	return fmt.Errorf("money: %q is not an amount: %s; write plain decimal text such as -1234.50 (at most %d digits, %d of them decimals)",
		s, why, MaxDigits, MaxScale)
}

// complain says what stands at byte i of s.
func complain(s string, i int, missing string) string {
	switch {
	case s == "":
		return "it is empty"
	case strings.TrimSpace(s) == "":
		return "it is blank"
	case i >= len(s):
		return missing
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	at := fmt.Sprintf("%q at character %d", r, utf8.RuneCountInString(s[:i])+1)
	switch {
	case strings.ContainsRune(" \t\r\n\u00a0\u202f\u2009", r):
		return "a space (" + at + ")"
	case r == ',' || r == '\'' || r == '’' || r == '_':
		return "a separator (" + at + "); thousands are not separated and the decimal sign is a point"
	case r == '.':
		return "a second point (" + at + ")"
	case r == '−' || r == '–':
		return "a dash (" + at + "); the minus sign of an amount is the hyphen -"
	}
	return "found " + at
}

// String returns the amount with all digits as kept, "-12.50".
func (a Amount) String() string { return a.dec.StringFixed(a.scale) }

// Canonical returns the amount without trailing zeros: equal amounts have equal text, "-12.5".
func (a Amount) Canonical() string { return a.dec.String() }

// Fixed returns a rounded half to even and padded to exactly scale decimals.
func (a Amount) Fixed(scale uint8) string {
	a = a.Round(scale)
	s := a.dec.StringFixed(min(scale, MaxScale))
	if scale > MaxScale {
		s += strings.Repeat("0", int(scale-MaxScale))
	}
	return s
}

// Significant returns a rounded half to even to n significant digits (n below 1 counts as 1), as
// canonical text: "123456" to 2 is "120000". Numbers a workbook holds are compared at 15.
func (a Amount) Significant(n int) string {
	n = max(n, 1)
	s := a.Canonical()
	sign, digits := "", s
	if s[0] == '-' {
		sign, digits = "-", s[1:]
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	digits = whole + fraction
	lead := len(digits) - len(strings.TrimLeft(digits, "0"))
	if len(digits)-lead <= n {
		return s
	}
	kept := []byte("0" + digits[:lead+n]) // room for a carry
	if roundsUp(kept[len(kept)-1], digits[lead+n:]) {
		increment(kept)
	}
	point := len(whole) + 1
	for len(kept) < point {
		kept = append(kept, '0')
	}
	whole = strings.TrimLeft(string(kept[:point]), "0")
	fraction = strings.TrimRight(string(kept[point:]), "0")
	if whole == "" {
		whole = "0"
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return sign + whole
}

// roundsUp reports whether dropping rest after the digit last rounds away from zero, half to even.
func roundsUp(last byte, rest string) bool {
	if rest[0] != '5' {
		return rest[0] > '5'
	}
	return strings.Trim(rest[1:], "0") != "" || (last-'0')%2 == 1
}

func increment(digits []byte) {
	for i := len(digits) - 1; ; i-- {
		if digits[i] < '9' {
			digits[i]++
			return
		}
		digits[i] = '0'
	}
}

// Float returns the nearest float64, for drawing only.
func (a Amount) Float() float64 {
	f, _ := strconv.ParseFloat(a.Canonical(), 64) // out of range gives ±Inf, which a chart cannot draw anyway
	return f
}

// MarshalText writes String, so an amount in JSON is a decimal string.
func (a Amount) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads what Parse reads. A sum of more than MaxDigits digits, which no real amount
// reaches, is written but not read back.
func (a *Amount) UnmarshalText(text []byte) error {
	v, err := Parse(string(text))
	if err != nil {
		return err
	}
	*a = v
	return nil
}

// AppendText implements encoding.TextAppender: it appends String.
func (a Amount) AppendText(b []byte) ([]byte, error) {
	coef, scale, ok := a.Coefficient()
	if !ok {
		return append(b, a.String()...), nil
	}
	if coef < 0 {
		b = append(b, '-')
	}
	var room [MaxScale + 20]byte // so many zeros, and the digits of an int64
	digits := strconv.AppendUint(append(room[:0], "00000000000000000000"[:scale+1]...), magnitude(coef), 10)
	whole := len(digits) - int(scale)
	first := min(int(scale)+1, whole-1) // past the zeros that are not needed
	b = append(b, digits[first:whole]...)
	if scale > 0 {
		b = append(append(b, '.'), digits[whole:]...)
	}
	return b, nil
}
