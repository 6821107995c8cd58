package money

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

func TestParseKeepsTheDigitsOfItsSource(t *testing.T) {
	for _, c := range []struct{ in, text, canonical string }{
		{"12.50", "12.50", "12.5"},
		{"-12.50", "-12.50", "-12.5"},
		{"+3", "3", "3"},
		{"007.10", "7.10", "7.1"},
		{".5", "0.5", "0.5"},
		{"-.50", "-0.50", "-0.5"},
		{"0", "0", "0"},
		{"0.00", "0.00", "0"},
		{"-0.00", "0.00", "0"},
		{"1e5", "100000", "100000"},
		{"1.50E3", "1500", "1500"},
		{"1.5000e3", "1500.0", "1500"},
		{"4.84e-05", "0.0000484", "0.0000484"},
		{"1.2e+2", "120", "120"},
		{"0e99999999999", "0", "0"},
		{"0.0000000000000000001", "0.0000000000000000001", "0.0000000000000000001"},
		{"1e37", "1" + strings.Repeat("0", 37), "1" + strings.Repeat("0", 37)},
		{strings.Repeat("9", 38), strings.Repeat("9", 38), strings.Repeat("9", 38)},
		{"0000000000000000000000000000000000000000000000001", "1", "1"},
		{"1234567890123456789.1234567890123456789", "1234567890123456789.1234567890123456789", "1234567890123456789.1234567890123456789"},
	} {
		a, err := Parse(c.in)
		if err != nil {
			t.Errorf("Parse(%q): %v", c.in, err)
			continue
		}
		if got := a.String(); got != c.text {
			t.Errorf("Parse(%q).String() = %s, want %s", c.in, got, c.text)
		}
		if got := a.Canonical(); got != c.canonical {
			t.Errorf("Parse(%q).Canonical() = %s, want %s", c.in, got, c.canonical)
		}
	}
}

func TestParseRefusesSayingWhatWasFound(t *testing.T) {
	for in, found := range map[string]string{
		"":                          "it is empty",
		"  ":                        "it is blank",
		" 1":                        "a space (' ' at character 1)",
		"1 000":                     "a space (' ' at character 2)",
		"1\u00a0000":                "a space",
		"1,000.00":                  "a separator (',' at character 2)",
		"12,5":                      "a separator (',' at character 3)",
		"1'000":                     "a separator",
		"−5":                        "a dash ('−' at character 1)",
		"NaN":                       "'N' at character 1",
		"Inf":                       "'I' at character 1",
		"-Infinity":                 "'I' at character 2",
		"undisclosed":               "'u' at character 1",
		".":                         "no digit after the point",
		"5.":                        "no digit after the point",
		"-":                         "no digit",
		"1e":                        "no digit in the exponent",
		"1e+":                       "no digit in the exponent",
		"1.2.3":                     "a second point ('.' at character 4)",
		"--1":                       "'-' at character 2",
		"0x10":                      "'x' at character 2",
		"1_000":                     "a separator",
		"١٢":                        "'١' at character 1",
		"12€":                       "'€' at character 3",
		"1\xff":                     "at character 2",
		"0.00000000000000000001":    "more than 19 decimals",
		"1.0e-19":                   "more than 19 decimals",
		"1e-999999999999":           "more than 19 decimals",
		"1e38":                      "more than 38 digits",
		"1e999999999999":            "more than 38 digits",
		strings.Repeat("9", 39):     "more than 38 digits",
		strings.Repeat("9", 100000): "more than 38 digits",
	} {
		a, err := Parse(in)
		if err == nil {
			t.Errorf("Parse(%.60q) = %s, want a refusal", in, a)
			continue
		}
		msg := err.Error()
		if !strings.Contains(msg, found) || !strings.Contains(msg, "write plain decimal text") {
			t.Errorf("Parse(%.60q) says %q, want %q and what is accepted", in, msg, found)
		}
		if len(msg) > 400 {
			t.Errorf("Parse(%.60q) quotes all its input: %d bytes", in, len(msg))
		}
	}
}

func TestANumberTooFineIsRoundedOnlyWhereAsked(t *testing.T) {
	for _, c := range []struct {
		in, want string
		exact    bool
	}{
		{"4.840080708345812e-05", "0.0000484008070834581", false},
		{"5e-20", "0.0000000000000000000", false},
		{"-15e-20", "-0.0000000000000000002", false},
		{"1.0e-19", "0.0000000000000000001", true},
		{"1e-999999", "0.0000000000000000000", false},
		{"0e-999999", "0.0000000000000000000", true},
	} {
		if a, err := Parse(c.in); err == nil {
			t.Errorf("Parse(%q) = %s, want a refusal", c.in, a)
		}
		a, exact, err := ParseRounded(c.in)
		if err != nil || a.String() != c.want || exact != c.exact {
			t.Errorf("ParseRounded(%q) = %s, %v, %v, want %s, %v", c.in, a, exact, err, c.want, c.exact)
		}
	}
	if a, exact, err := ParseRounded("12.50"); a.String() != "12.50" || !exact || err != nil {
		t.Errorf("ParseRounded(12.50) = %s, %v, %v", a, exact, err)
	}
	for _, in := range []string{"", "1,5", "1e38", "undisclosed"} {
		if a, _, err := ParseRounded(in); err == nil {
			t.Errorf("ParseRounded(%q) = %s, want a refusal", in, a)
		}
	}
}

func TestCoefficientKeepsDecimals(t *testing.T) {
	for _, c := range []struct {
		in    string
		coef  int64
		scale uint8
		ok    bool
	}{
		{"12.50", 1250, 2, true},
		{"-12.50", -1250, 2, true},
		{"0.000", 0, 3, true},
		{"9223372036854775807", math.MaxInt64, 0, true},
		{"-9223372036854775808", math.MinInt64, 0, true},
		{"9223372036854775808", 0, 0, false},
		{"10000000000.0000000000", 0, 10, false},
	} {
		coef, scale, ok := MustParse(c.in).Coefficient()
		if scale != c.scale || ok != c.ok || ok && coef != c.coef {
			t.Errorf("%s: got %d, %d, %v, want %d, %d, %v", c.in, coef, scale, ok, c.coef, c.scale, c.ok)
		}
		if c.ok {
			if got := New(coef, scale).String(); got != c.in {
				t.Errorf("New(%d, %d) = %s, want %s", coef, scale, got, c.in)
			}
		}
	}
}

func TestCoefficientOfASmallValueReachedThroughALargeOne(t *testing.T) {
	huge := MustParse(strings.Repeat("9", 38))
	hundredfold := MustParse("0")
	for range 100 {
		hundredfold = hundredfold.Add(huge)
	}
	back := hundredfold.Sub(hundredfold.Sub(MustParse("1.25")))
	coef, scale, ok := back.Coefficient()
	if coef != 125 || scale != 2 || !ok || back.String() != "1.25" {
		t.Errorf("got %s = %d, %d, %v, want 1.25", back, coef, scale, ok)
	}
}

func TestRoundingGoesHalfToEven(t *testing.T) {
	for _, c := range []struct {
		in    string
		scale uint8
		round string
		fixed string
	}{
		{"2.5", 0, "2", "2"},
		{"3.5", 0, "4", "4"},
		{"-2.5", 0, "-2", "-2"},
		{"-3.5", 0, "-4", "-4"},
		{"0.5", 0, "0", "0"},
		{"-0.5", 0, "0", "0"},
		{"1.005", 2, "1.00", "1.00"},
		{"1.015", 2, "1.02", "1.02"},
		{"1.0150000000000000001", 2, "1.02", "1.02"},
		{"1.0050000000000000001", 2, "1.01", "1.01"},
		{"1.999", 2, "2.00", "2.00"},
		{"1.5", 4, "1.5", "1.5000"},
		{"7", 2, "7", "7.00"},
		{"0", 2, "0", "0.00"},
		{"1", 21, "1", "1.000000000000000000000"},
		{"0.0000000000000000001", 0, "0", "0"},
	} {
		a := MustParse(c.in)
		if got := a.Round(c.scale).String(); got != c.round {
			t.Errorf("%s rounded to %d = %s, want %s", c.in, c.scale, got, c.round)
		}
		if got := a.Fixed(c.scale); got != c.fixed {
			t.Errorf("%s fixed to %d = %s, want %s", c.in, c.scale, got, c.fixed)
		}
	}
}

func TestSignificantDigits(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"123456", 2, "120000"},
		{"125000", 2, "120000"},
		{"135000", 2, "140000"},
		{"125000.1", 2, "130000"},
		{"-999.96", 4, "-1000"},
		{"-999.94", 4, "-999.9"},
		{"0.00099996", 4, "0.001"},
		{"0.000123456", 3, "0.000123"},
		{"9.5", 1, "10"},
		{"0.95", 1, "1"},
		{"0", 15, "0"},
		{"0.000", 15, "0"},
		{"12.50", 15, "12.5"},
		{"5", 0, "5"},
		{"15", -1, "20"},
		{"41043752802.310001", 15, "41043752802.31"},
		{"0.1234567890123455", 15, "0.123456789012346"},
		{"0.1234567890123445", 15, "0.123456789012344"},
	} {
		if got := MustParse(c.in).Significant(c.n); got != c.want {
			t.Errorf("%s to %d = %s, want %s", c.in, c.n, got, c.want)
		}
	}
}

func TestQuotientsAndProductsAreRoundedOnce(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		scale uint8
		quo   string
		mul   string
	}{
		{"10", "4", 8, "2.50000000", "40.00000000"},
		{"1", "3", 2, "0.33", "3.00"},
		{"-1", "8", 2, "-0.12", "-8.00"},
		{"3", "-8", 2, "-0.38", "-24.00"},
		{"0.05", "0.1", 0, "0", "0"},
		{"0.15", "0.1", 0, "2", "0"},
		{"0", "7", 2, "0.00", "0.00"},
		{
			"99999999999999999999999999999999999999", "0.0000000000000000001", 0,
			"999999999999999999999999999999999999990000000000000000000", "10000000000000000000",
		},
	} {
		a, b := MustParse(c.a), MustParse(c.b)
		q, err := a.Quo(b, c.scale)
		if err != nil || q.String() != c.quo {
			t.Errorf("%s ÷ %s = %s, %v, want %s", a, b, q, err, c.quo)
		}
		if got := a.Mul(b, c.scale).String(); got != c.mul {
			t.Errorf("%s × %s = %s, want %s", a, b, got, c.mul)
		}
	}
	if _, err := MustParse("1").Quo(MustParse("0.00"), 2); err == nil {
		t.Error("1 ÷ 0.00 is no error")
	}
	for _, rate := range []string{"0", "-1.5"} {
		if _, err := ToBase(MustParse("1"), MustParse(rate)); err == nil {
			t.Errorf("conversion at rate %s is no error", rate)
		}
		if _, err := FromBase(MustParse("1"), MustParse(rate)); err == nil {
			t.Errorf("conversion at rate %s is no error", rate)
		}
	}
}

func TestAWorkbookNumberBecomesItsShortestDecimal(t *testing.T) {
	for f, want := range map[float64]string{
		0.1:                    "0.1",
		4.84e-05:               "0.0000484",
		41043752802.31:         "41043752802.31",
		-2:                     "-2",
		math.Copysign(0, -1):   "0",
		1e21:                   "1000000000000000000000",
		0.30000000000000004:    "0.30000000000000004",
		float64(1<<53 + 2):     "9007199254740994",
		-6.02e22:               "-60200000000000000000000",
		1234567.89:             "1234567.89",
		0.00012345678901234567: "",
		1e300:                  "",
		math.NaN():             "",
		math.Inf(-1):           "",
	} {
		a, err := FromFloat(f)
		if want == "" {
			if err == nil {
				t.Errorf("FromFloat(%v) = %s, want a refusal", f, a)
			}
			continue
		}
		if err != nil || a.String() != want || a.Float() != f {
			t.Errorf("FromFloat(%v) = %s (%v), %v, want %s", f, a, a.Float(), err, want)
		}
	}
}

func TestJSONIsADecimalString(t *testing.T) {
	m := Money{MustParse("12.50"), "EUR"}
	b, err := json.Marshal(m)
	if want := `{"amount":"12.50","currency":"EUR"}`; err != nil || string(b) != want {
		t.Fatalf("got %s, %v, want %s", b, err, want)
	}
	var back Money
	if err := json.Unmarshal(b, &back); err != nil || back.String() != "EUR 12.50" {
		t.Errorf("read back %s, %v", back, err)
	}
	for _, in := range []string{`{"amount":12.5}`, `{"amount":"12,5"}`, `{"amount":""}`} {
		kept := Money{MustParse("7"), "EUR"}
		if err := json.Unmarshal([]byte(in), &kept); err == nil {
			t.Errorf("%s is accepted as %s", in, kept)
		}
	}
}

func TestEqualAmountsHaveEqualCanonicalText(t *testing.T) {
	a, b := MustParse("1.50"), MustParse("1.5000")
	if !a.Equal(b) || a.Cmp(b) != 0 || a.Canonical() != b.Canonical() || a.String() == b.String() {
		t.Errorf("%s and %s: equal %v, canonical %s and %s", a, b, a.Equal(b), a.Canonical(), b.Canonical())
	}
	var zero Amount
	if zero.String() != "0" || !zero.IsZero() || zero.Sign() != 0 || zero.Neg().String() != "0" {
		t.Errorf("the zero value is %s", zero)
	}
}

func TestNewRefusesAScaleNoAmountHas(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("New(1, 20) did not panic")
		}
	}()
	New(1, MaxScale+1)
}
