package node_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"muster"
	"muster/indicator"
	"muster/money"
	"muster/node"
	"muster/pledge"
)

const claimed = `contribution,event,party,date,type,amount,currency
usd,committed,us,2022-03-14,military,1000000,USD
weekend,committed,us,2022-03-13,military,1000000,USD
aud,committed,au,2022-03-14,military,35000000,AUD
hrk-last,committed,hr,2022-12-30,military,1000,HRK
hrk-carried,committed,hr,2023-01-04,military,1000,HRK
hrk-after,committed,hr,2023-01-05,military,1000,HRK
uah,committed,pl,2022-03-14,military,1000,UAH
eur,committed,de,,military,77.70,EUR
month,committed,us,2022-03,military,1000000,USD
`

// at asks for one contribution in a currency at the reference rate of its day.
func at(t testing.TB, n *node.Node, currency money.Currency) map[string]string {
	t.Helper()
	out := map[string]string{}
	q := pledge.PositionQuery{Series: "book", Event: pledge.Committed, By: []pledge.Dim{pledge.ByContribution}, Currency: currency}
	for line := range strings.Lines(position(t, n, "", q)) {
		f := strings.Fields(line)
		out[strings.TrimPrefix(f[0], "book:")] = f[2]
		if f[4] == "1" {
			out[strings.TrimPrefix(f[0], "book:")] = "partial"
		}
	}
	return out
}

func TestReferenceRatesAreThoseOfTheDayAndCarriedFiveDays(t *testing.T) {
	n := fresh(t)
	rates := imported(t, n, file(t, "rates", ratesFile, ""))
	if rates.Rows != 6983 || rates.Recorded != 6983 {
		t.Errorf("got %d days, %d recorded; want 6983", rates.Rows, rates.Recorded)
	}
	imported(t, n, node.Import{Kind: "entries", Series: "book", By: "kiel-institute", Name: "book.csv", Data: []byte(claimed)})
	got := at(t, n, "EUR")
	for about, want := range map[string]string{
		"usd":         quotient(t, "1000000", "1.0960"),  // 14 March 2022: USD 1.0960 for 1 EUR
		"weekend":     quotient(t, "1000000", "1.0990"),  // Sunday 13 March: that of Friday the 11th
		"aud":         quotient(t, "35000000", "1.5137"), // 14 March 2022: AUD 1.5137
		"hrk-last":    quotient(t, "1000", "7.5365"),     // Croatia's last rate, 30 December 2022
		"hrk-carried": quotient(t, "1000", "7.5365"),     // five days old
		"hrk-after":   "partial",                         // six days old
		"uah":         "partial",                         // never had one
		"month":       "partial",                         // no day to take the rate of
		"eur":         "77.70",                           // needs none
	} {
		if got[about] != want {
			t.Errorf("%s: got %s, want %s", about, got[about], want)
		}
	}
	// From euros on to dollars, rounded once.
	usd := at(t, n, "USD")
	million, err := money.MustParse("35000000").Mul(money.MustParse("1.0960"), 8).Quo(money.MustParse("1.5137"), 8)
	if err != nil {
		t.Fatal(err)
	}
	if usd["aud"] != million.String() || usd["usd"] != "1000000" || usd["eur"] != "partial" {
		t.Errorf("in dollars: %v; want %s for AUD 35 m", usd, million)
	}
}

func quotient(t testing.TB, a, b string) string {
	t.Helper()
	q, err := money.MustParse(a).Quo(money.MustParse(b), 8)
	if err != nil {
		t.Fatal(err)
	}
	return q.String()
}

func TestRatesAndGDPBroughtAgainAreNotRecordedAgain(t *testing.T) {
	n := fresh(t)
	for _, f := range []struct{ kind, name string }{{"rates", ratesFile}, {"gdp", gdpFile}} {
		first := imported(t, n, file(t, f.kind, f.name, ""))
		now := size(n)
		again := imported(t, n, file(t, f.kind, f.name, ""))
		if first.Recorded == 0 || again.Recorded != 0 || again.Statements != 0 || again.Unchanged != first.Recorded+first.Unchanged || size(n) != now {
			t.Errorf("%s: first %+v, again %+v", f.kind, first, again)
		}
	}
}

func unpacked(t testing.TB, data []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestACorrectedGDPIsOneStatementAndThePastKeepsTheOld(t *testing.T) {
	ctx := context.Background()
	n := fresh(t)
	im := file(t, "gdp", gdpFile, "")
	im.Name, im.Data = "gdp.csv", unpacked(t, im.Data)
	first := imported(t, n, im)
	before := weighed(t, n, "", pledge.Query{})
	i := bytes.Index(im.Data, []byte("Germany,DEU,2023,"))
	if i < 0 {
		t.Fatal("the file has no GDP of Germany for 2023")
	}
	end := i + bytes.IndexByte(im.Data[i:], '\n')
	old := strings.TrimSpace(string(im.Data[i:end]))
	old = old[strings.LastIndexByte(old, ',')+1:]
	im.Data = append(append(append([]byte(nil), im.Data[:i]...), "Germany,DEU,2023,4525703903627.5"...), im.Data[end:]...)
	done := imported(t, n, im)
	if done.Recorded != 1 || done.Statements != 2 { // the file, and the one value
		t.Errorf("a corrected value made %d statements for %d values", done.Statements, done.Recorded)
	}
	s, err := n.Statement(ctx, fmt.Sprint(done.Known))
	if err != nil || !strings.Contains(string(s.Body), `"2023 4525703903627.5\n"`) || strings.Count(string(s.Body), `\n`) != 1 {
		t.Errorf("it says %s (%v)", s.Body, err)
	}
	gdp := func(known muster.Seq) string {
		v, err := n.View(ctx, fmt.Sprint(known))
		if err != nil {
			t.Fatal(err)
		}
		return indicator.In(v).InYear(known, indicator.GDP, 2023)["de"].String()
	}
	if got := gdp(done.Known); got != "4525703903627.5" {
		t.Errorf("now the GDP is %s", got)
	}
	if got, want := gdp(first.Known), money.MustParse(old).String(); got != want {
		t.Errorf("as known before it is %s, want %s", got, want)
	}
	then := weighed(t, n, fmt.Sprint(first.Known), pledge.Query{})
	now := weighed(t, n, "", pledge.Query{})
	for k := range before.Shares {
		if b, x := before.Shares[k], then.Shares[k]; b.Party != x.Party || !b.Indicative.Amount.Equal(x.Indicative.Amount) {
			t.Errorf("as known before, %s has %s instead of %s", x.Party, x.Indicative.Amount, b.Indicative.Amount)
		}
	}
	if before.Shares[0].Indicative.Amount.Equal(now.Shares[0].Indicative.Amount) {
		t.Error("the correction changed no share")
	}
	// Withdrawn, it gives way to what was said before.
	if _, err := n.Withdraw(ctx, fmt.Sprint(done.Known), "the correction was wrong"); err != nil {
		t.Fatal(err)
	}
	if got, want := gdp(n.State.Durable()), money.MustParse(old).String(); got != want {
		t.Errorf("after the withdrawal it is %s, want %s", got, want)
	}
}
