package main

import (
	"bufio"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"

	"muster"
)

// ledger is an invented ledger as arrays: what the bare loop runs over, and what every file is
// written from. It is the same for the same number of entries.
type ledger struct {
	day    []uint16 // from firstDay
	donor  []uint8  // of donors
	kind   []uint8  // of kinds
	ccy    []uint8  // of currencies
	amount []int64  // hundredths
	rate   [][]int64
}

// days is three years of days, from firstDay on.
const days = 1096

var firstDay = muster.NewDay(2022, 1, 1)

const (
	series     = "bench"
	kinds      = 24
	rateScale  = 4 // decimals of every rate
	amountUnit = 100
)

// donors are parties that every record begins with.
var donors = []string{
	"al", "at", "au", "be", "bg", "ca", "ch", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gb", "gr", "hr", "hu", "ie",
	"in", "is", "it", "jp", "kr", "lt", "lu", "lv", "me", "mk", "mt", "nl", "no", "nz", "pl", "pt", "ro", "se", "si", "sk",
	"tr", "tw", "us", "ar", "br", "cl", "co", "ge", "id", "il", "ke", "ma", "md", "mx", "my", "ph", "rs", "sg", "th", "za",
}

var currencies = []string{"EUR", "USD", "GBP", "NOK", "SEK", "DKK", "CHF", "JPY", "CAD", "AUD", "PLN", "CZK"}

// perEuro is what the rates begin at: units of each currency for one euro.
var perEuro = []float64{1, 1.08, .86, 11.5, 11.4, 7.46, .96, 161, 1.47, 1.64, 4.3, 25}

func newLedger(n int) *ledger {
	r := rand.New(rand.NewPCG(42, 7))
	l := &ledger{rate: make([][]int64, len(currencies))}
	for c := range currencies {
		l.rate[c] = make([]int64, days)
		x := perEuro[c]
		for d := range days {
			if c > 0 {
				x *= 1 + (r.Float64()-.5)*.006
			}
			l.rate[c][d] = int64(math.Round(x * 1e4))
		}
	}
	for i := range n {
		donor := int(float64(len(donors)) * math.Pow(r.Float64(), 2)) // a few give most
		l.day = append(l.day, uint16(i*days/n))
		l.donor = append(l.donor, uint8(donor))
		l.kind = append(l.kind, uint8(r.IntN(kinds)))
		l.ccy = append(l.ccy, uint8((donor+r.IntN(3))%len(currencies)))
		l.amount = append(l.amount, max(1, int64(math.Exp(r.NormFloat64()*1.6+11))*amountUnit/int64(1+r.IntN(3))))
	}
	return l
}

func kindName(k uint8) string { return fmt.Sprintf("category %02d", k+1) }

func dayText(d uint16) string { return (firstDay + muster.Day(d)).String() }

func decimal(coef int64, scale int) string {
	s := strconv.FormatInt(coef, 10)
	for len(s) <= scale {
		s = "0" + s
	}
	return s[:len(s)-scale] + "." + s[len(s)-scale:]
}

// The files of a ledger.
const (
	entriesCSV  = "entries.csv"  // muster import entries, and every peer
	entries2CSV = "entries2.csv" // a later edition: every other row has another amount
	ratesCSV    = "rates.csv"    // muster import rates: the ECB's form
	pricesCSV   = "prices.csv"   // the same rates, a row each, for the peers
	journal     = "ledger.journal"
)

func (l *ledger) write(dir string) error {
	return errors.Join(
		writeFile(dir, entriesCSV, func(w *bufio.Writer) { l.entries(w, false) }),
		writeFile(dir, entries2CSV, func(w *bufio.Writer) { l.entries(w, true) }),
		writeFile(dir, ratesCSV, l.rates),
		writeFile(dir, pricesCSV, l.prices),
	)
}

func writeFile(dir, name string, write func(*bufio.Writer)) error {
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	write(w)
	return errors.Join(w.Flush(), f.Close())
}

func (l *ledger) entries(w *bufio.Writer, second bool) {
	w.WriteString("contribution,event,party,date,type,amount,currency\n")
	for i := range l.day {
		a := l.amount[i]
		if second && i%2 == 1 {
			a++
		}
		fmt.Fprintf(w, "P%07d,allocated,%s,%s,%s,%s,%s\n", i+1, donors[l.donor[i]], dayText(l.day[i]), kindName(l.kind[i]), decimal(a, 2), currencies[l.ccy[i]])
	}
}

func (l *ledger) rates(w *bufio.Writer) {
	w.WriteString("Date")
	for _, c := range currencies[1:] {
		w.WriteString("," + c)
	}
	for d := range uint16(days) {
		w.WriteString("\n" + dayText(d))
		for c := range currencies[1:] {
			w.WriteString("," + decimal(l.rate[c+1][d], rateScale))
		}
	}
	w.WriteString("\n")
}

func (l *ledger) prices(w *bufio.Writer) {
	w.WriteString("currency,date,rate\n")
	for c := range currencies {
		for d := range uint16(days) {
			fmt.Fprintf(w, "%s,%s,%s\n", currencies[c], dayText(d), decimal(l.rate[c][d], rateScale))
		}
	}
}
