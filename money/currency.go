package money

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Currency is an ISO 4217 code, "EUR". It includes withdrawn ones, such as HRK and DEM, since what a
// party said in them stays said.
type Currency string

//go:embed currencies.txt
var currencyList string

type currencyFacts struct {
	minor     uint8
	withdrawn string // "2023-01", empty while in use
}

// knownCurrencies reads the embedded list once. A list that does not parse is a fault of the build.
var knownCurrencies = sync.OnceValue(func() map[Currency]currencyFacts {
	known := make(map[Currency]currencyFacts, 300)
	for line := range strings.Lines(currencyList) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		minor, err := strconv.ParseUint(f[1], 10, 8)
		if err != nil {
			panic(fmt.Sprintf("money: currencies.txt: %s: %v", f[0], err))
		}
		c := currencyFacts{minor: uint8(minor)}
		if len(f) > 2 {
			c.withdrawn = f[2]
		}
		known[Currency(f[0])] = c
	}
	return known
})

// ParseCurrency reads an ISO 4217 code, trimmed and in any case. An unknown one is refused, naming
// the nearest known code.
func ParseCurrency(s string) (Currency, error) {
	c := Currency(strings.ToUpper(strings.TrimSpace(s)))
	if _, ok := knownCurrencies()[c]; ok {
		return c, nil
	}
	if c == "" {
		return "", fmt.Errorf("money: no currency given; write a code of ISO 4217 such as EUR")
	}
	if len(c) > 12 {
		return "", fmt.Errorf("money: %q is not a currency; write a code of ISO 4217 such as EUR", refusedText(s))
	}
	return "", fmt.Errorf("money: %q is not a known currency; the nearest code of ISO 4217 is %s", s, nearestCurrency(c))
}

// refusedText shortens s for an error.
func refusedText(s string) string {
	r := []rune(s)
	if len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// Minor is the number of decimals of the currency's minor unit: EUR 2, JPY 0, KWD 3; 2 for a code
// that is not known.
func (c Currency) Minor() uint8 {
	if f, ok := knownCurrencies()[c]; ok {
		return f.minor
	}
	return 2
}

// Withdrawn gives the month a currency was withdrawn, "2023-01"; ok is false while it is in use.
func (c Currency) Withdrawn() (month string, ok bool) {
	f := knownCurrencies()[c]
	return f.withdrawn, f.withdrawn != ""
}

// Currencies returns all known codes, sorted, withdrawn ones included.
func Currencies() []Currency {
	known := knownCurrencies()
	all := make([]Currency, 0, len(known))
	for c := range known {
		all = append(all, c)
	}
	slices.Sort(all)
	return all
}

// commonSigns are what people write instead of a code.
var commonSigns = map[Currency]Currency{
	"€": "EUR", "EURO": "EUR", "EUROS": "EUR", "$": "USD", "US$": "USD", "DOLLAR": "USD", "DOLLARS": "USD",
	"£": "GBP", "POUND": "GBP", "POUNDS": "GBP", "STG": "GBP", "UKP": "GBP", "¥": "JPY", "YEN": "JPY",
	"₴": "UAH", "GRN": "UAH", "HRYVNIA": "UAH", "ZŁ": "PLN", "ZL": "PLN", "KČ": "CZK", "RMB": "CNY",
	"A$": "AUD", "C$": "CAD", "NT$": "TWD", "₩": "KRW", "₺": "TRY", "TL": "TRY",
}

// nearestCurrency is the code the fewest changes away; among equals one still in use, then one that
// starts alike, then the first by alphabet.
func nearestCurrency(c Currency) Currency {
	if sign, ok := commonSigns[c]; ok {
		return sign
	}
	var best Currency
	bestCost := [3]int{1 << 30}
	for _, k := range Currencies() {
		cost := [3]int{changes(string(c), string(k)), 0, -sameStart(string(c), string(k))}
		if _, gone := k.Withdrawn(); gone {
			cost[1] = 1
		}
		if slices.Compare(cost[:], bestCost[:]) < 0 {
			best, bestCost = k, cost
		}
	}
	return best
}

func sameStart(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// changes is the number of letters to add, drop, replace or swap with a neighbour to make b of a.
func changes(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			replace := d[i-1][j-1]
			if a[i-1] != b[j-1] {
				replace++
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, replace)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

// Money is an amount in a currency.
type Money struct {
	Amount   Amount   `json:"amount" say:"decimal text, exact"`
	Currency Currency `json:"currency" say:"ISO 4217, as in EUR"`
}

// Rounded returns m rounded half to even to its currency's minor unit, and padded to it.
func (m Money) Rounded() Money {
	minor := m.Currency.Minor()
	return Money{Amount{m.Amount.Round(minor).dec, minor}, m.Currency}
}

// String returns "EUR 41043752802.31", the amount with all digits as kept.
func (m Money) String() string {
	if m.Currency == "" {
		return m.Amount.String()
	}
	return string(m.Currency) + " " + m.Amount.String()
}
