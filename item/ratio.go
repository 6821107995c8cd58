package item

import (
	"fmt"
	"math/big"
	"strings"

	"muster/money"
)

// Ratio is an exact number that need not have a decimal: 1/12. The zero value is 0.
type Ratio struct{ r *big.Rat }

// One is the ratio of a thing to itself.
var One = Ratio{big.NewRat(1, 1)}

// ParseRatio reads a number above 0: a decimal, or two of them with a slash between ("1/12", "2.5/3").
func ParseRatio(s string) (Ratio, error) {
	refuse := func() (Ratio, error) {
		return Ratio{}, fmt.Errorf("found %q; accepted is a number above 0, as a decimal or a ratio: 12, 0.5 or 1/12", s)
	}
	num, den, both := strings.Cut(s, "/")
	n, err := money.Parse(num)
	if err != nil || n.Sign() <= 0 {
		return refuse()
	}
	r := RatioOf(n)
	if both {
		d, err := money.Parse(den)
		if err != nil || d.Sign() <= 0 {
			return refuse()
		}
		r = r.Over(RatioOf(d))
	}
	return r, nil
}

// RatioOf returns an amount as a ratio.
func RatioOf(a money.Amount) Ratio {
	if coef, scale, ok := a.Coefficient(); ok && scale == 0 {
		return Ratio{new(big.Rat).SetInt64(coef)}
	}
	r, _ := new(big.Rat).SetString(a.Canonical()) // an amount writes itself as decimal text
	return Ratio{r}
}

// RatioOfRat returns a number as a ratio; it is copied.
func RatioOfRat(r *big.Rat) Ratio { return Ratio{new(big.Rat).Set(r)} }

func (a Ratio) rat() *big.Rat {
	if a.r == nil {
		return new(big.Rat)
	}
	return a.r
}

// Rat returns the number to compute with; it is a copy.
func (a Ratio) Rat() *big.Rat { return new(big.Rat).Set(a.rat()) }

// Times returns a × b.
func (a Ratio) Times(b Ratio) Ratio { return Ratio{new(big.Rat).Mul(a.rat(), b.rat())} }

// Over returns a ÷ b; b is not 0.
func (a Ratio) Over(b Ratio) Ratio { return Ratio{new(big.Rat).Quo(a.rat(), b.rat())} }

// Plus returns a + b.
func (a Ratio) Plus(b Ratio) Ratio { return Ratio{new(big.Rat).Add(a.rat(), b.rat())} }

// Minus returns a − b.
func (a Ratio) Minus(b Ratio) Ratio { return Ratio{new(big.Rat).Sub(a.rat(), b.rat())} }

// Cmp compares: -1 if a < b, 0 if they are equal, 1 if a > b.
func (a Ratio) Cmp(b Ratio) int {
	x, y := a.rat(), b.rat()
	if x.IsInt() && y.IsInt() {
		return x.Num().Cmp(y.Num()) // without multiplying by denominators
	}
	return x.Cmp(y)
}

// Small returns the number as two whole ones in lowest terms, if both fit.
func (a Ratio) Small() (num, den int64, ok bool) {
	switch r := a.rat(); {
	case !r.Num().IsInt64():
		return 0, 0, false
	case r.IsInt():
		return r.Num().Int64(), 1, true
	default:
		return r.Num().Int64(), r.Denom().Int64(), r.Denom().IsInt64()
	}
}

// Sign returns -1, 0 or 1.
func (a Ratio) Sign() int { return a.rat().Sign() }

// Amount returns the number as a decimal; ok is false where no decimal that Muster keeps is exactly it.
func (a Ratio) Amount() (amount money.Amount, ok bool) {
	n, exact := a.rat().FloatPrec()
	if !exact || n > money.MaxScale {
		return amount, false
	}
	amount, err := money.Parse(a.rat().FloatString(n))
	return amount, err == nil
}

// String writes the number as a decimal where one is exactly it, else as a ratio in lowest terms.
func (a Ratio) String() string {
	if d, ok := a.Amount(); ok {
		return d.String()
	}
	return a.rat().RatString()
}

// MarshalText writes what String does.
func (a Ratio) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads what MarshalText writes, and 0.
func (a *Ratio) UnmarshalText(b []byte) (err error) {
	if string(b) == "0" {
		*a = Ratio{}
		return nil
	}
	*a, err = ParseRatio(string(b))
	return err
}
