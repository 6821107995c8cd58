package sheet_test

import (
	"testing"

	"muster/sheet"
)

func TestANumberKeepsItsDigitsUnlessNoAmountCanHoldThem(t *testing.T) {
	for in, want := range map[string]string{
		"35000000": "35000000", " 1.50 ": "1.50", "+3": "3", "-0.5": "-0.5", "6e-05": "0.00006", "1.5E3": "1500",
		"0.00007282289875594215": "0.0000728228987559422", "7.282289875594215e-05": "0.0000728228987559422",
	} {
		text, a, err := sheet.Decimal(in)
		if err != nil || text != want || a.String() == "" {
			t.Errorf("%q: got %q, %v; want %q", in, text, err, want)
		}
	}
	for _, in := range []string{"", ".", "Not given", "1,5", "1.000.00", "0x10", "1e-300", "1e300", "NaN", "--1", "1 000"} {
		if text, _, err := sheet.Decimal(in); err == nil {
			t.Errorf("%q: got %q, want a refusal", in, text)
		}
	}
}
