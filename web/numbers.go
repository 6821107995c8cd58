package web

import (
	"strconv"
	"strings"

	"muster"
	"muster/figure"
	"muster/money"
)

// Numbers and amounts as a reader of a language writes them. What a program reads is written
// elsewhere and plainly: a file, an address and a field have ISO dates and decimals with a point
// whatever the language.

// signs are how a language parts a number.
type signs struct {
	thousands string // between groups of three digits
	point     string // before the decimals
}

// grouped writes a plain number, "-1234.50": digits in threes, the language's point, a real minus.
func (w *words) grouped(s string) string {
	sign := ""
	if rest, negative := strings.CutPrefix(s, "-"); negative {
		sign, s = "−", rest
	}
	whole, rest, point := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + w.thousands + whole[i:]
	}
	if point {
		whole += w.point + rest
	}
	return sign + whole
}

// num is a count, "1,234".
func (w *words) num(n int) string { return w.grouped(strconv.Itoa(n)) }

// num64 is a position, or a count of statements.
func (w *words) num64(n muster.Seq) string { return w.grouped(strconv.FormatUint(uint64(n), 10)) }

// cents is an amount rounded to the minor unit: "10,182,812,345.67".
func (w *words) cents(m money.Money) string { return w.grouped(m.Rounded().Amount.String()) }

// digits is an amount with all the digits it keeps, and at least those of the minor unit.
func (w *words) digits(m money.Money) string {
	if m.Amount.Scale() <= m.Currency.Minor() {
		return w.cents(m)
	}
	return w.grouped(m.Amount.String())
}

// money is cents with the currency: "EUR 10,182.67".
func (w *words) money(m money.Money) string { return w.inCurrency(m.Currency, w.cents(m)) }

// exactly is digits with the currency.
func (w *words) exactly(m money.Money) string { return w.inCurrency(m.Currency, w.digits(m)) }

func (w *words) inCurrency(c money.Currency, number string) string {
	return w.say("money", "currency", string(c), "n", number)
}

// written is how a drawing writes amounts divided by a power of ten.
func (w *words) written(power int) figure.Numbers {
	return figure.Numbers{Power: power, Decimals: 2, Thousands: w.thousands, Point: w.point}
}
