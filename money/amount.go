package money

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/quagmt/udecimal"
)

const (
	// MaxScale is the largest number of decimals an amount has.
	MaxScale = 19
	// MaxDigits is the largest number of digits Parse reads, leading zeros not counted.
	MaxDigits = 38
)

// Amount is an exact decimal with at most 19 decimals; it keeps the digits its source gave
// ("12.50" stays "12.50"). The zero value is 0. Compare with Cmp or Equal, not with ==.
type Amount struct {
	dec   udecimal.Decimal // the value; its own precision is at most scale
	scale uint8            // decimals kept, which dec alone forgets for a zero
}

// New returns coef × 10^-scale, kept with scale decimals. It panics if scale is above MaxScale,
// which no amount read by this package has.
func New(coef int64, scale uint8) Amount {
	checkScale(scale)
	hi, lo := uint64(0), magnitude(coef)
	return from128(coef < 0, hi, lo, scale)
}

// FromFloat returns the shortest decimal that reads back to the same float64. NaN, the infinities,
// and values whose shortest decimal has more than MaxScale decimals or MaxDigits digits are refused.
func FromFloat(f float64) (Amount, error) {
	return Parse(strconv.FormatFloat(f, 'g', -1, 64))
}

func checkScale(scale uint8) {
	if scale > MaxScale {
		panic(fmt.Sprintf("money: scale %d is above %d", scale, MaxScale))
	}
}

// magnitude is |n|, also for the smallest int64.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func from128(neg bool, hi, lo uint64, scale uint8) Amount {
	d, err := udecimal.NewFromHiLo(neg, hi, lo, scale)
	if err != nil { // unreachable while scale is at most MaxScale
		panic(fmt.Sprintf("money: %v", err))
	}
	return Amount{d, scale}
}

// fromBig returns x × 10^-scale. Beyond 128 bits it builds the decimal word by word, since udecimal
// takes larger numbers as text of at most 200 characters only.
func fromBig(x *big.Int, scale uint8) Amount {
	m := new(big.Int).Abs(x)
	if m.BitLen() <= 128 {
		lo := new(big.Int).And(m, maxWord).Uint64()
		return from128(x.Sign() < 0, m.Rsh(m, 64).Uint64(), lo, scale)
	}
	bytes := m.Bytes()
	d, shift := udecimal.Zero, udecimal.MustFromUint64(1<<32, 0)
	for len(bytes)%4 != 0 {
		bytes = append([]byte{0}, bytes...)
	}
	for ; len(bytes) > 0; bytes = bytes[4:] {
		word := uint64(bytes[0])<<24 | uint64(bytes[1])<<16 | uint64(bytes[2])<<8 | uint64(bytes[3])
		d = d.Mul(shift).Add(udecimal.MustFromUint64(word, 0))
	}
	d = d.Mul(udecimal.MustFromUint64(1, scale))
	if x.Sign() < 0 {
		d = d.Neg()
	}
	return Amount{d, scale}
}

var maxWord = new(big.Int).SetUint64(math.MaxUint64)

// coefBig is a × 10^scale for a scale of at least a.scale.
func (a Amount) coefBig(scale uint8) *big.Int {
	neg, hi, lo, prec, ok := a.dec.ToHiLo()
	if !ok {
		s := a.dec.StringFixed(scale)
		x, _ := new(big.Int).SetString(strings.Replace(s, ".", "", 1), 10)
		return x
	}
	x := new(big.Int).SetUint64(hi)
	x.Lsh(x, 64).Or(x, new(big.Int).SetUint64(lo))
	if scale > prec {
		x.Mul(x, pow10Big(uint(scale-prec)))
	}
	if neg {
		x.Neg(x)
	}
	return x
}

func pow10Big(n uint) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), new(big.Int).SetUint64(uint64(n)), nil)
}

// Coefficient returns a as coef × 10^-scale with the decimals a keeps; ok is false when the
// coefficient does not fit an int64.
func (a Amount) Coefficient() (coef int64, scale uint8, ok bool) {
	neg, hi, lo, prec, small := a.dec.ToHiLo()
	if !small { // a large intermediate may have come back to a small value
		x := a.coefBig(a.scale)
		return x.Int64(), a.scale, x.IsInt64()
	}
	if prec != a.scale {
		hi, lo, small = mul128(hi, lo, pow10[a.scale-prec])
	}
	if !small || hi != 0 {
		return 0, a.scale, false
	}
	coef, ok = signed(neg, lo)
	return coef, a.scale, ok
}

// Scale is the number of decimals a keeps.
func (a Amount) Scale() uint8 { return a.scale }

// Add returns a + b, exactly, with the decimals of the longer.
func (a Amount) Add(b Amount) Amount { return Amount{a.dec.Add(b.dec), max(a.scale, b.scale)} }

// Sub returns a − b, exactly, with the decimals of the longer.
func (a Amount) Sub(b Amount) Amount { return Amount{a.dec.Sub(b.dec), max(a.scale, b.scale)} }

// Neg returns −a.
func (a Amount) Neg() Amount { return Amount{a.dec.Neg(), a.scale} }

// Abs returns |a|.
func (a Amount) Abs() Amount { return Amount{a.dec.Abs(), a.scale} }

// Cmp compares values: -1 if a < b, 0 if they are equal ("1.5" and "1.50" are), 1 if a > b.
func (a Amount) Cmp(b Amount) int { return a.dec.Cmp(b.dec) }

// Equal reports whether a and b are the same value, whatever digits they keep.
func (a Amount) Equal(b Amount) bool { return a.Cmp(b) == 0 }

// Sign returns -1, 0 or 1.
func (a Amount) Sign() int { return a.dec.Sign() }

// IsZero reports whether a is 0, with whatever decimals.
func (a Amount) IsZero() bool { return a.dec.IsZero() }

// Round returns a rounded half to even to scale decimals; an amount with no more than that stays
// as it is (Fixed pads).
func (a Amount) Round(scale uint8) Amount {
	if scale >= a.scale {
		return a
	}
	return Amount{a.dec.RoundBank(scale), scale}
}

// Quo returns a ÷ b rounded once, half to even, to exactly scale decimals (a scale above MaxScale
// counts as MaxScale). Division by zero is an error.
func (a Amount) Quo(b Amount, scale uint8) (Amount, error) {
	if b.IsZero() {
		return Amount{}, fmt.Errorf("money: %s divided by zero: the divisor must not be 0", a)
	}
	scale = min(scale, MaxScale)
	ac, as, aok := a.Coefficient()
	bc, bs, bok := b.Coefficient()
	if aok && bok {
		if q, ok := quo(magnitude(ac), magnitude(bc), int(scale)+int(bs)-int(as)); ok {
			return from128((ac < 0) != (bc < 0), 0, q, scale), nil
		}
	}
	num := a.coefBig(a.scale)
	den := b.coefBig(b.scale)
	if e := int(scale) + int(b.scale) - int(a.scale); e >= 0 {
		num.Mul(num, pow10Big(uint(e)))
	} else {
		den.Mul(den, pow10Big(uint(-e)))
	}
	return fromBig(quoHalfEven(num, den), scale), nil
}

// Mul returns a × b rounded once, half to even, to exactly scale decimals (a scale above MaxScale
// counts as MaxScale).
func (a Amount) Mul(b Amount, scale uint8) Amount {
	scale = min(scale, MaxScale)
	ac, as, aok := a.Coefficient()
	bc, bs, bok := b.Coefficient()
	if aok && bok {
		if q, ok := mul(magnitude(ac), magnitude(bc), int(scale)-int(as)-int(bs)); ok {
			return from128((ac < 0) != (bc < 0), 0, q, scale)
		}
	}
	num := a.coefBig(a.scale)
	num.Mul(num, b.coefBig(b.scale))
	if e := int(scale) - int(a.scale) - int(b.scale); e >= 0 {
		num.Mul(num, pow10Big(uint(e)))
	} else {
		num = quoHalfEven(num, pow10Big(uint(-e)))
	}
	return fromBig(num, scale)
}

// quoHalfEven is num ÷ den rounded half to even.
func quoHalfEven(num, den *big.Int) *big.Int {
	q, r := new(big.Int).QuoRem(num, den, new(big.Int))
	c := r.Lsh(r, 1).CmpAbs(den)
	if c > 0 || c == 0 && q.Bit(0) == 1 {
		step := int64(1)
		if num.Sign() != den.Sign() {
			step = -1
		}
		q.Add(q, big.NewInt(step))
	}
	return q
}
