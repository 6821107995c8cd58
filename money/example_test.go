package money_test

import (
	"fmt"

	"muster/money"
)

func ExampleParse() {
	a, err := money.Parse("12.50")
	fmt.Println(a, a.Canonical(), a.Fixed(0), err)
	_, err = money.Parse("1,000")
	fmt.Println(err)
	// Output:
	// 12.50 12.5 12 <nil>
	// money: "1,000" is not an amount: a separator (',' at character 2); thousands are not separated and the decimal sign is a point; write plain decimal text such as -1234.50 (at most 38 digits, 19 of them decimals)
}

func ExampleApportion() {
	envelope := money.MustParse("40000000000")
	gdp := []money.Amount{money.MustParse("20000"), money.MustParse("4500")}
	parts, err := money.Apportion(envelope, gdp, 2)
	fmt.Println(parts[0], parts[1], parts[0].Add(parts[1]), err)
	// Output: 32653061224.49 7346938775.51 40000000000.00 <nil>
}

func ExampleSum() {
	var s money.Sum
	s.Add(1250, 2) // 12.50
	s.AddAmount(money.MustParse("-0.125"))
	fmt.Println(s.Total(), s.N())
	// Output: 12.375 2
}

func ExampleDivide() {
	// AUD 35 m at 1.6025 AUD per EUR.
	q, ok := money.Divide(35_000_000, 0, 16025, 4)
	fmt.Println(money.New(q, money.ConvertScale), ok)
	// Output: 21840873.63494540 true
}

func ExampleParseCurrency() {
	c, err := money.ParseCurrency(" kwd ")
	fmt.Println(c, c.Minor(), err)
	_, err = money.ParseCurrency("EUT")
	fmt.Println(err)
	// Output:
	// KWD 3 <nil>
	// money: "EUT" is not a known currency; the nearest code of ISO 4217 is EUR
}

func ExampleMoney_Rounded() {
	m := money.Money{Amount: money.MustParse("41043752802.305"), Currency: "EUR"}
	fmt.Println(m, "→", m.Rounded())
	// Output: EUR 41043752802.305 → EUR 41043752802.30
}
