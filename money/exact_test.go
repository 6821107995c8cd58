package money

import (
	"math/big"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The fuzz targets compare with math/big; the property tests run the same checks on random amounts
// in every go test. References below share no code with the package.

func rat(a Amount) *big.Rat {
	r, ok := new(big.Rat).SetString(a.String())
	if !ok {
		panic("not a decimal: " + a.String())
	}
	return r
}

func tenTo(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// units is r in units of 10^-scale, half to even, by floor division.
func units(r *big.Rat, scale int) *big.Int {
	x := new(big.Rat).Mul(r, new(big.Rat).SetInt(tenTo(max(scale, 0))))
	x.Quo(x, new(big.Rat).SetInt(tenTo(max(-scale, 0))))
	floor, rem := new(big.Int).DivMod(x.Num(), x.Denom(), new(big.Int))
	switch rem.Lsh(rem, 1).Cmp(x.Denom()) {
	case 1:
		floor.Add(floor, big.NewInt(1))
	case 0:
		floor.Add(floor, new(big.Int).And(floor, big.NewInt(1)))
	}
	return floor
}

func fromUnits(u *big.Int, scale int) *big.Rat { return new(big.Rat).SetFrac(u, tenTo(scale)) }

// checkForm checks what every amount promises: its decimals, no signed zero, text that reads back.
func checkForm(t rapid.TB, a Amount, scale uint8) {
	if text, err := a.AppendText([]byte("x")); err != nil || string(text) != "x"+a.String() {
		t.Fatalf("AppendText of %s gave %q, %v", a, text, err)
	}
	t.Helper()
	s := a.String()
	whole, fraction, _ := strings.Cut(s, ".")
	if len(fraction) != int(scale) || a.Scale() != scale {
		t.Errorf("%s keeps %d decimals, want %d", s, a.Scale(), scale)
	}
	if a.IsZero() && strings.HasPrefix(s, "-") || strings.HasPrefix(strings.TrimPrefix(whole, "-"), "0") && strings.TrimPrefix(whole, "-") != "0" {
		t.Errorf("%q is not in plain form", s)
	}
	if len(strings.TrimLeft(strings.ReplaceAll(strings.TrimPrefix(s, "-"), ".", ""), "0")) > MaxDigits {
		return
	}
	if back, err := Parse(s); err != nil || back.String() != s || back.Cmp(a) != 0 {
		t.Errorf("%s reads back as %s, %v", s, back, err)
	}
}

var plainForm = regexp.MustCompile(`^[+-]?(?:([0-9]+)(?:\.([0-9]+))?|\.([0-9]+))(?:[eE]([+-]?[0-9]+))?$`)

// wanted is the reference for Parse: the value of accepted text, its decimals, and whether it is accepted.
func wanted(s string) (v *big.Rat, scale int, ok bool) {
	m := plainForm.FindStringSubmatch(s)
	if m == nil {
		return nil, 0, false
	}
	exp := new(big.Int)
	if m[4] != "" {
		exp.SetString(m[4], 10)
	}
	digits := strings.TrimLeft(m[1]+m[2]+m[3], "0")
	if exp.CmpAbs(big.NewInt(100_000)) > 0 {
		return new(big.Rat), 0, digits == "" && exp.Sign() > 0 && len(s) < 100_000
	}
	scale = len(m[2]+m[3]) - int(exp.Int64())
	length := len(digits) + max(0, -scale)
	if scale > 19 || digits != "" && length > 38 {
		return nil, 0, false
	}
	v = new(big.Rat)
	if digits != "" {
		c, _ := new(big.Int).SetString(digits, 10)
		v.SetInt(c.Mul(c, tenTo(max(0, -scale))))
		v.Quo(v, new(big.Rat).SetInt(tenTo(max(0, scale))))
	}
	if s[0] == '-' {
		v.Neg(v)
	}
	return v, max(0, scale), true
}

func checkParse(t rapid.TB, s string) {
	t.Helper()
	want, scale, ok := wanted(s)
	a, err := Parse(s)
	if (err == nil) != ok {
		t.Fatalf("Parse(%q) = %s, %v; accepted should be %v", s, a, err, ok)
	}
	if err != nil {
		if !strings.Contains(err.Error(), "write plain decimal text") || strings.Contains(err.Error(), ": ;") {
			t.Errorf("Parse(%q): %v", s, err)
		}
		return
	}
	if rat(a).Cmp(want) != 0 {
		t.Errorf("Parse(%q) = %s, want %s", s, a, want.RatString())
	}
	checkForm(t, a, uint8(scale))
	c, _ := new(big.Rat).SetString(a.Canonical())
	if c.Cmp(want) != 0 || strings.Contains(a.Canonical(), ".") && strings.HasSuffix(a.Canonical(), "0") {
		t.Errorf("Parse(%q).Canonical() = %s", s, a.Canonical())
	}
}

// checkParseRounded: as Parse where Parse accepts; else the nearest amount of 19 decimals.
func checkParseRounded(t rapid.TB, s string) {
	t.Helper()
	got, exact, err := ParseRounded(s)
	if a, refused := Parse(s); refused == nil {
		if err != nil || !exact || got.String() != a.String() {
			t.Errorf("ParseRounded(%q) = %s, %v, %v, want %s", s, got, exact, err, a)
		}
		return
	}
	m := plainForm.FindStringSubmatch(s)
	if m == nil || len(strings.TrimLeft(m[1]+m[2]+m[3], "0")) > MaxDigits {
		if err == nil {
			t.Errorf("ParseRounded(%q) = %s, want a refusal", s, got)
		}
		return
	}
	if exp, _ := new(big.Int).SetString("0"+strings.TrimLeft(m[4], "+-"), 10); exp.Cmp(big.NewInt(9999)) > 0 { // too small or too large for the reference
		if err == nil && !got.IsZero() {
			t.Errorf("ParseRounded(%q) = %s", s, got)
		}
		return
	}
	v, _ := new(big.Rat).SetString(s)
	if err != nil {
		if new(big.Rat).Abs(v).Cmp(new(big.Rat).SetInt(tenTo(MaxDigits-1))) <= 0 {
			t.Errorf("ParseRounded(%q): %v", s, err)
		}
		return
	}
	if want := fromUnits(units(v, MaxScale), MaxScale); rat(got).Cmp(want) != 0 || exact != (want.Cmp(v) == 0) {
		t.Errorf("ParseRounded(%q) = %s, %v, want %s", s, got, exact, want.FloatString(MaxScale))
	}
	checkForm(t, got, MaxScale)
}

func checkArithmetic(t rapid.TB, a, b Amount) {
	t.Helper()
	x, y, scale := rat(a), rat(b), max(a.Scale(), b.Scale())
	sum, diff := a.Add(b), a.Sub(b)
	if rat(sum).Cmp(new(big.Rat).Add(x, y)) != 0 {
		t.Errorf("%s + %s = %s", a, b, sum)
	}
	if rat(diff).Cmp(new(big.Rat).Sub(x, y)) != 0 {
		t.Errorf("%s − %s = %s", a, b, diff)
	}
	if a.Cmp(b) != x.Cmp(y) || a.Equal(b) != (a.Canonical() == b.Canonical()) || a.Sign() != x.Sign() {
		t.Errorf("%s and %s compare as %d, want %d", a, b, a.Cmp(b), x.Cmp(y))
	}
	if rat(a.Neg()).Cmp(new(big.Rat).Neg(x)) != 0 || rat(a.Abs()).Cmp(new(big.Rat).Abs(x)) != 0 {
		t.Errorf("%s: negated %s, absolute %s", a, a.Neg(), a.Abs())
	}
	checkForm(t, sum, scale)
	checkForm(t, diff, scale)
	checkForm(t, sum.Sub(b), scale)
	if coef, s, ok := sum.Sub(b).Coefficient(); ok && rat(New(coef, s)).Cmp(x) != 0 {
		t.Errorf("%s + %s − itself has the coefficient %d at %d", a, b, coef, s)
	} else if u := units(x, int(scale)); ok != u.IsInt64() {
		t.Errorf("%s at %d decimals: coefficient fits %v", a, scale, ok)
	}
}

func checkRound(t rapid.TB, a Amount, scale uint8) {
	t.Helper()
	kept := min(scale, a.Scale())
	want := fromUnits(units(rat(a), int(kept)), int(kept))
	got := a.Round(scale)
	if rat(got).Cmp(want) != 0 {
		t.Errorf("%s rounded to %d = %s, want %s", a, scale, got, want.FloatString(int(scale)))
	}
	checkForm(t, got, kept)
	if fixed := a.Fixed(scale); fixed != want.FloatString(int(scale)) {
		t.Errorf("%s fixed to %d = %s, want %s", a, scale, fixed, want.FloatString(int(scale)))
	}
}

func checkQuoMul(t rapid.TB, a, b Amount, scale uint8) {
	t.Helper()
	x, y := rat(a), rat(b)
	want := fromUnits(units(new(big.Rat).Mul(x, y), int(scale)), int(scale))
	if got := a.Mul(b, scale); rat(got).Cmp(want) != 0 {
		t.Errorf("%s × %s to %d = %s, want %s", a, b, scale, got, want.FloatString(int(scale)))
	} else {
		checkForm(t, got, scale)
	}
	got, err := a.Quo(b, scale)
	if (err != nil) != (y.Sign() == 0) {
		t.Fatalf("%s ÷ %s: %v", a, b, err)
	}
	if err != nil {
		return
	}
	want = fromUnits(units(new(big.Rat).Quo(x, y), int(scale)), int(scale))
	if rat(got).Cmp(want) != 0 {
		t.Errorf("%s ÷ %s to %d = %s, want %s", a, b, scale, got, want.FloatString(int(scale)))
	}
	checkForm(t, got, scale)
}

func checkConversion(t rapid.TB, coef int64, scale uint8, rate int64, rateScale uint8) {
	t.Helper()
	possible := rate > 0 && scale <= 19 && rateScale <= 19
	var quo, mul *big.Int
	if possible {
		x, y := fromUnits(big.NewInt(coef), int(scale)), fromUnits(big.NewInt(rate), int(rateScale))
		quo, mul = units(new(big.Rat).Quo(x, y), ConvertScale), units(new(big.Rat).Mul(x, y), ConvertScale)
	}
	q, ok := Divide(coef, scale, rate, rateScale)
	if fits := possible && quo.IsInt64(); ok != fits || ok && q != quo.Int64() {
		t.Errorf("Divide(%d, %d, %d, %d) = %d, %v, want %s, %v", coef, scale, rate, rateScale, q, ok, quo, fits)
	}
	q, ok = Multiply(coef, scale, rate, rateScale)
	if fits := possible && mul.IsInt64(); ok != fits || ok && q != mul.Int64() {
		t.Errorf("Multiply(%d, %d, %d, %d) = %d, %v, want %s, %v", coef, scale, rate, rateScale, q, ok, mul, fits)
	}
	if !possible {
		return
	}
	a, r := New(coef, scale), New(rate, rateScale)
	base, err := ToBase(a, r)
	if err != nil || rat(base).Cmp(fromUnits(quo, ConvertScale)) != 0 {
		t.Errorf("ToBase(%s, %s) = %s, %v", a, r, base, err)
	}
	back, err := FromBase(a, r)
	if err != nil || rat(back).Cmp(fromUnits(mul, ConvertScale)) != 0 {
		t.Errorf("FromBase(%s, %s) = %s, %v", a, r, back, err)
	}
}

func checkSignificant(t rapid.TB, a Amount, n int) {
	t.Helper()
	got := a.Significant(n)
	x, n := rat(a), max(n, 1)
	// The first digit stands at 10^first: search down from beyond the largest amount a test makes.
	first := 250
	for abs := new(big.Rat).Abs(x); x.Sign() != 0; first-- {
		if abs.Cmp(new(big.Rat).SetFrac(tenTo(max(first, 0)), tenTo(max(-first, 0)))) >= 0 {
			break
		}
	}
	scale := n - 1 - first
	want := new(big.Rat).SetInt(units(x, scale))
	want.Mul(want, new(big.Rat).SetFrac(tenTo(max(-scale, 0)), tenTo(max(scale, 0))))
	r, ok := new(big.Rat).SetString(got)
	if !ok || r.Cmp(want) != 0 {
		t.Fatalf("%s to %d digits = %s, want %s", a, n, got, want.RatString())
	}
	if got == "-0" || strings.Contains(got, ".") && strings.HasSuffix(got, "0") {
		t.Errorf("%s to %d digits = %s is not canonical", a, n, got)
	}
}

// anyAmount draws amounts of all sizes: the small ones of cells, those of 128 bits, and sums beyond.
func anyAmount(t *rapid.T, label string) Amount {
	scale := uint8(rapid.IntRange(0, MaxScale).Draw(t, label+" scale"))
	coef := rapid.Int64().Draw(t, label)
	switch rapid.IntRange(0, 4).Draw(t, label+" size") {
	case 0:
		return from128(coef < 0, rapid.Uint64().Draw(t, label+" high"), magnitude(coef), scale)
	case 1:
		a := from128(coef < 0, rapid.Uint64().Draw(t, label+" high"), magnitude(coef), scale)
		return a.Mul(MustParse(strings.Repeat("9", 38)), scale)
	}
	return New(coef, scale)
}

func TestParseAgreesWithBigRat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[+-]?[0-9]{0,42}(\.[0-9]{0,22})?([eE][+-]?[0-9]{1,3})?`).Draw(t, "text")
		checkParse(t, s)
		checkParseRounded(t, s)
	})
}

func TestArithmeticAgreesWithBigRat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyAmount(t, "a"), anyAmount(t, "b")
		scale := uint8(rapid.IntRange(0, MaxScale).Draw(t, "to"))
		checkArithmetic(t, a, b)
		checkArithmetic(t, a, a)
		checkRound(t, a, scale)
		checkQuoMul(t, a, b, scale)
		checkSignificant(t, a, rapid.IntRange(-1, 45).Draw(t, "digits"))
	})
}

func TestConversionAgreesWithBigRat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.Uint8Range(0, 20)
		checkConversion(t, rapid.Int64().Draw(t, "coef"), s.Draw(t, "scale"), rapid.Int64().Draw(t, "rate"), s.Draw(t, "rate scale"))
	})
}
