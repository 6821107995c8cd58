package sheet

import (
	"fmt"
	"math/big"
	"strings"

	"muster/money"
)

// Decimal reads the number in a cell. The text is the cell's own digits; only an exponent is
// written out, a leading plus dropped, and what has more decimals than an amount can hold
// (money.MaxScale) is rounded to them, as tiny floats of a workbook need. It refuses what is no
// plain number, and one that the rounding would make 0.
func Decimal(s string) (text string, a money.Amount, err error) {
	s = strings.TrimPrefix(strings.TrimSpace(s), "+")
	a, err = money.Parse(s)
	switch {
	case err == nil && strings.ContainsAny(s, "eE"):
		return a.String(), a, nil
	case err == nil:
		return s, a, nil
	case !IsNumber(s) || len(s) > 400:
		return "", a, err
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return "", a, err
	}
	text = strings.TrimRight(strings.TrimRight(r.FloatString(money.MaxScale), "0"), ".")
	rounded, err := money.Parse(text)
	if err != nil {
		return "", a, err
	}
	if rounded.IsZero() && r.Sign() != 0 {
		return "", a, fmt.Errorf("found %q; a number that small cannot be kept", s)
	}
	return text, rounded, nil
}
