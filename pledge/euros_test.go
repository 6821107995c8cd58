package pledge

import (
	"testing"

	"pgregory.net/rapid"

	"muster/indicator"
	"muster/money"
)

// newDivisor is what a scan divides amounts of a scale by.
func newDivisor(t *indicator.Table, scale uint8) (d divisor) {
	d.prepare(t, int(scale))
	return d
}

func (d *divisor) quotient(coef int64, day int32) (int64, bool) {
	return quotient(coef, d.unit, d.on(day))
}

func TestDivisorDividesAsMoneyDoes(t *testing.T) {
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		table := &indicator.Table{First: 100, Scale: uint8(rapid.IntRange(0, 10).Draw(t, "rate scale"))}
		table.Coef = rapid.SliceOfN(rapid.Int64Range(0, 1<<rapid.IntRange(1, 62).Draw(t, "rate bits")), 1, 5).Draw(t, "rates")
		scale := uint8(rapid.IntRange(0, divisorScales).Draw(t, "scale"))
		d := newDivisor(table, scale)
		day := rapid.IntRange(99, 105).Draw(t, "day")
		bits := rapid.IntRange(0, 63).Draw(t, "bits")
		coef := rapid.Int64().Draw(t, "coef") >> bits
		// Halves are where rounding goes wrong: near a multiple of half a rate.
		if at := day - 100; at >= 0 && at < len(table.Coef) && rapid.Bool().Draw(t, "half") {
			coef = table.Coef[at] / 2 * (coef % 1000)
		}
		got, ok := d.quotient(coef, int32(day))
		if !ok {
			return
		}
		taken++
		want, ok := money.Divide(coef, scale, table.Coef[day-100], table.Scale)
		if !ok || got != want {
			t.Fatalf("%d at scale %d ÷ %d at scale %d: %d, want %d (%v)", coef, scale, table.Coef[day-100], table.Scale, got, want, ok)
		}
	})
	if taken == 0 {
		t.Fatal("the divisor took none of the divisions")
	}
}

// The rates of the European Central Bank and amounts in cents are what it is made for.
func TestDivisorTakesUsualAmountsAtUsualRates(t *testing.T) {
	for _, rate := range []int64{8600, 10812, 115000, 1610000, 4000000} {
		d := newDivisor(&indicator.Table{Coef: []int64{rate}, Scale: 4}, 2)
		for _, coef := range []int64{0, 1, -1, 5, 99, 43, -8600, 12_345_678_901, 1_000_000_000_00, -999_999_999_99} {
			got, ok := d.quotient(coef, 0)
			want, _ := money.Divide(coef, 2, rate, 4)
			if !ok || got != want {
				t.Errorf("%d ÷ %d: %d (%v), want %d", coef, rate, got, ok, want)
			}
		}
	}
}

// 2048 ÷ 10^4 leaves half a unit of the last decimal to every odd amount of cents: it goes to the even
// neighbour, whichever side that is on.
func TestDivisorRoundsHalvesToEven(t *testing.T) {
	d := newDivisor(&indicator.Table{Coef: []int64{2048}, Scale: 4}, 2)
	up, down := 0, 0
	for coef := int64(-99); coef < 100; coef += 2 {
		got, ok := d.quotient(coef, 0)
		want, _ := money.Divide(coef, 2, 2048, 4)
		if !ok || got != want || got%2 != 0 {
			t.Errorf("%d ÷ 0.2048: %d (%v), want %d", coef, got, ok, want)
		}
		if 2*got > coef*9765625 { // twice the quotient: 10^10 ÷ 1024
			up++
		} else {
			down++
		}
	}
	if up == 0 || down == 0 {
		t.Errorf("%d rounded up, %d down: there is nothing to see", up, down)
	}
}
