package money

import (
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func amounts(texts ...string) []Amount {
	var out []Amount
	for _, s := range texts {
		out = append(out, MustParse(s))
	}
	return out
}

func TestSharesOfTheEnvelopeFollowGDP(t *testing.T) {
	for _, c := range []struct {
		claim   string
		total   string
		weights []Amount
		scale   uint8
		want    string
	}{
		{"three parties", "40000000000", amounts("20000", "4500", "500"), 2, "32000000000.00 7200000000.00 800000000.00"},
		{"without the third", "40000000000", amounts("20000", "4500"), 2, "32653061224.49 7346938775.51"},
		{"the third with weight zero", "40000000000", amounts("20000", "4500", "0"), 2, "32653061224.49 7346938775.51 0.00"},
		{"weights of any scale", "40000000000", amounts("2e4", "4500.000"), 2, "32653061224.49 7346938775.51"},
		{"equal weights: to the earlier", "1.00", amounts("1", "1", "1"), 2, "0.34 0.33 0.33"},
		{"a tie goes to the larger weight", "2", amounts("1", "3"), 0, "0 2"},
		{"one unit for three", "0.01", amounts("1", "1", "2"), 2, "0.00 0.00 0.01"},
		{"a reduction", "-1.00", amounts("1", "1", "1"), 2, "-0.34 -0.33 -0.33"},
		{"nothing to split", "0", amounts("1", "2"), 2, "0.00 0.00"},
		{"yen", "100", amounts("1", "1", "1"), 0, "34 33 33"},
		{"trailing zeros are no decimals", "1.000", amounts("1"), 2, "1.00"},
		{"fewer units than parties", "0.02", amounts("1", "1", "1"), 2, "0.01 0.01 0.00"},
	} {
		parts, err := Apportion(MustParse(c.total), c.weights, c.scale)
		var got []string
		for _, p := range parts {
			got = append(got, p.String())
		}
		if err != nil || strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %v, %v, want %s", c.claim, got, err, c.want)
		}
	}
}

func TestApportionRefuses(t *testing.T) {
	for _, c := range []struct {
		total   string
		weights []Amount
		scale   uint8
		says    string
	}{
		{"1", nil, 2, "at least one weight"},
		{"1", amounts("1", "-0.5"), 2, "weight 2 is -0.5"},
		{"1", amounts("0", "0.00"), 2, "all 2 weights are 0"},
		{"1.005", amounts("1"), 2, "total 1.005 cannot be split"},
		{"1", amounts("1"), 20, "at most 19"},
	} {
		parts, err := Apportion(MustParse(c.total), c.weights, c.scale)
		if err == nil || parts != nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s by %v: got %v, %v, want %q", c.total, c.weights, parts, err, c.says)
		}
	}
}

// checkApportion: exact sum, each part within one unit of its exact share and on its side, none
// for a weight of 0, no smaller part for a larger weight.
func checkApportion(t rapid.TB, total Amount, weights []Amount, scale uint8) {
	t.Helper()
	sum := new(big.Rat)
	for _, w := range weights {
		sum.Add(sum, rat(w))
	}
	parts, err := Apportion(total, weights, scale)
	if err != nil {
		t.Fatalf("%s by %v: %v", total, weights, err)
	}
	unit := new(big.Rat).SetFrac(big.NewInt(1), tenTo(int(scale)))
	got := new(big.Rat)
	for i, p := range parts {
		checkForm(t, p, scale)
		got.Add(got, rat(p))
		share := new(big.Rat).Mul(rat(total), rat(weights[i]))
		off := share.Sub(rat(p), share.Quo(share, sum))
		if off.Abs(off).Cmp(unit) >= 0 || weights[i].IsZero() && !p.IsZero() || p.Sign()*total.Sign() < 0 {
			t.Errorf("%s by %v: part %d is %s, off by %s", total, weights, i, p, off.FloatString(25))
		}
		for j := range i {
			if c := weights[i].Cmp(weights[j]); c != 0 && c*p.Abs().Cmp(parts[j].Abs()) < 0 {
				t.Errorf("%s by %v: parts %d and %d are %s and %s, against their weights", total, weights, i, j, p, parts[j])
			}
		}
	}
	if got.Cmp(rat(total)) != 0 {
		t.Errorf("%s by %v: parts sum to %s", total, weights, got.FloatString(int(scale)))
	}
}

func TestPartsSumToExactlyTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scale := rapid.Uint8Range(0, MaxScale).Draw(t, "scale")
		total := anyAmount(t, "total").Round(scale)
		weights := []Amount{New(1, 3)}
		for range rapid.IntRange(0, 40).Draw(t, "parties") {
			weights = append(weights, anyAmount(t, "weight").Abs())
		}
		checkApportion(t, total, weights, scale)
	})
}
