package indicator_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"muster"
	"muster/indicator"
	"muster/money"
	"muster/record"
	"muster/standing"
)

// book takes statements in as a record does.
type book struct {
	t     testing.TB
	state *standing.State
	n     int
}

const recordID = "testrecord"

func newBook(t testing.TB) *book {
	b := &book{t: t, state: standing.New(indicator.New())}
	b.add(&record.Open{Envelope: muster.Envelope{Kind: record.KindOpen, By: "x"}, Record: recordID})
	return b
}

func (b *book) admit(v muster.Value) error {
	head := muster.Head{ID: muster.NewID(recordID, uint64(b.n+1)), At: time.Date(2026, 1, 1, 0, 0, b.n, 0, time.UTC)}
	err := b.state.Admit(v, head, muster.Seq(b.n+1))
	if err == nil {
		b.n++
	}
	return err
}

func (b *book) add(values ...muster.Value) {
	b.t.Helper()
	for _, v := range values {
		if err := b.admit(v); err != nil {
			b.t.Fatal(err)
		}
		b.state.Keep()
	}
}

func (b *book) part() *indicator.Part { return standing.Find[*indicator.Part](b.state) }

func values(about, lines string) *indicator.Values {
	return &indicator.Values{Envelope: muster.Envelope{Kind: indicator.KindValues, By: "x", About: about}, Values: lines}
}

func (b *book) withdraw(at int) {
	b.t.Helper()
	b.add(&record.Withdrawal{Envelope: muster.Envelope{Kind: record.KindWithdraw, By: "x", Withdraws: muster.NewID(recordID, uint64(at)), Why: "wrong"}})
}

const usd = indicator.EuroRates + "/USD"

// known writes down the values of a series as known at a position.
func (b *book) known(at muster.Seq, about string) string {
	var out []string
	for _, x := range b.part().Points(at, about) {
		out = append(out, fmt.Sprint(x.Day, "=", money.New(x.Coef, x.Scale)))
	}
	return strings.Join(out, " ")
}

func TestALaterStatementAddsValuesAndCorrectsThem(t *testing.T) {
	b := newBook(t)
	b.add(values(usd, "2024-07-02 1.07\n2024-07-01 1.0710\n"), // 2; in any order
		values(usd, "2024-07-02 1.08\n2024-07-03 1.09\n")) // 3
	b.withdraw(3) // 4
	instead := values(usd, "2024-07-01 2\n")
	instead.Replaces = muster.NewID(recordID, 2)
	b.add(instead) // 5
	b.withdraw(5)  // 6
	for at, want := range map[muster.Seq]string{
		1: "", 2: "2024-07-01=1.0710 2024-07-02=1.07", 3: "2024-07-01=1.0710 2024-07-02=1.08 2024-07-03=1.09",
		4: "2024-07-01=1.0710 2024-07-02=1.07", 5: "2024-07-01=2", 6: "",
	} {
		if got := b.known(at, usd); got != want {
			t.Errorf("known %d: got %s, want %s", at, got, want)
		}
	}
}

func TestOnlyWhatIsNewIsSaidAgain(t *testing.T) {
	b := newBook(t)
	b.add(values(usd, "2024-07-01 1.0710\n2024-07-02 1.07\n"))
	for lines, want := range map[string]string{
		"2024-07-01 1.0710\n2024-07-02 1.07\n": "",
		"2024-07-01 1.071\n2024-07-02 1.070":   "", // the same numbers
		"2024-07-03 1.1\n2024-07-02 1.07\n":    "2024-07-03 1.1\n",
		"2024-07-02 1.070001\n":                "2024-07-02 1.070001\n",
		"2024 5":                               "2024 5\n", // another day: the first of January
	} {
		got, err := b.part().Changed(b.state.Known(), usd, lines)
		if err != nil || got != want {
			t.Errorf("%q: got %q, %v; want %q", lines, got, err, want)
		}
	}
}

func TestARateIsCarriedFiveDaysAndNoFurther(t *testing.T) {
	b := newBook(t)
	b.add(values(usd, "2024-07-01 1.5\n2024-07-03 1.25\n2024-07-20 2\n2024-07-22 0\n"))
	v, err := b.state.At(0, 0, standing.OperatorViewer)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]string{
		"2024-06-30": "", "2024-07-01": "1.50", "2024-07-02": "1.50", "2024-07-03": "1.25", "2024-07-08": "1.25", "2024-07-09": "",
		"2024-07-19": "", "2024-07-20": "2.00", "2024-07-21": "2.00", "2024-07-22": "", "2024-07-27": "", "2024-07-28": "",
	} {
		d, err := muster.ParseDay(day)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if r, err := indicator.In(v).Table(v, usd).Rate(d); err == nil {
			got = r.String()
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", day, got, want)
		}
	}
	if _, ok := indicator.In(v).Table(v, indicator.EuroRates+"/XXX").On(0); ok {
		t.Error("a series nobody spoke of has a rate")
	}
}

// A table is kept; it must not outlive what it was made of.
func TestATableIsThatOfItsView(t *testing.T) {
	b := newBook(t)
	b.add(values(usd, "2024-07-01 1\n"), values(usd, "2024-07-01 2\n")) // 2, 3
	b.withdraw(3)                                                       // 4
	rate := func(known muster.Seq) string {
		v, err := b.state.At(known, 0, standing.OperatorViewer)
		if err != nil {
			t.Fatal(err)
		}
		r, err := indicator.In(v).Table(v, usd).Rate(muster.NewDay(2024, 7, 1))
		if err != nil {
			return "none"
		}
		return r.String()
	}
	for range 2 { // the second time from what was kept
		for known, want := range map[muster.Seq]string{1: "none", 2: "1", 3: "2", 4: "1"} {
			if got := rate(known); got != want {
				t.Errorf("known %d: got %s, want %s", known, got, want)
			}
		}
	}
	mark := b.state.Mark()
	if err := b.admit(values(usd, "2024-07-01 3\n")); err != nil {
		t.Fatal(err)
	}
	b.state.Rollback(mark)
	b.n--
	b.add(values(usd, "2024-07-01 4\n"))
	if got := rate(5); got != "4" {
		t.Errorf("after a request was taken back: got %s, want 4", got)
	}
}

func TestYearlyValuesAreFoundByParty(t *testing.T) {
	b := newBook(t)
	de := values(indicator.GDP+"/DEU", "2022 4.1\n2023 4.5\n")
	de.Party, de.Title, de.Unit = "de", "GDP", "USD"
	world := values(indicator.GDP+"/WLD", "2023 100\n") // an aggregate: no party's
	b.add(de, world)
	p, known := b.part(), b.state.Known()
	if got := fmt.Sprint(p.InYear(known, indicator.GDP, 2023), p.InYear(known, indicator.GDP, 2021), p.Years(known, indicator.GDP)); got != "map[de:4.5] map[] [2022 2023]" {
		t.Errorf("got %s", got)
	}
	if s, ok := p.Describe(known, indicator.GDP+"/DEU"); !ok || s.Title != "GDP" || s.Unit != "USD" || s.Party != "de" || s.Statements != 1 {
		t.Errorf("got %+v, %v", s, ok)
	}
	if _, ok := p.Describe(1, indicator.GDP+"/DEU"); ok {
		t.Error("it was known before it was said")
	}
}

func TestLinesThatAreNoneAreRefused(t *testing.T) {
	b := newBook(t)
	for name, v := range map[string]*indicator.Values{
		"no series": values("USD", "2024-07-01 1\n"), "no key": values("ecb:EUR/", "2024-07-01 1\n"), "nothing": values(usd, ""),
		"no number": values(usd, "2024-07-01\n"), "no day": values(usd, "July 1\n"), "words": values(usd, "2024-07-01 much\n"),
		"twice": values(usd, "2024-07-01 1\n2024-07-01 1\n"), "a year and its first day": values(usd, "2024 1\n2024-01-01 2\n"),
		"a blank line": values(usd, "2024-07-01 1\n\n"), "too many digits": values(usd, "2024-07-01 12345678901234567890\n"),
	} {
		if r := muster.Refusals(b.admit(v)); len(r) != 1 || r[0].Field != "values" && r[0].Field != "about" {
			t.Errorf("%s: got %v", name, r)
		}
	}
}

func TestValuesComeBackFromASnapshot(t *testing.T) {
	b := newBook(t)
	b.add(values(usd, "2024-07-01 1.0710\n"), values(usd, "2024-07-01 -2\n2024-07-02 9223372036854775807\n"))
	b.withdraw(2)
	want := b.known(3, usd) + "|" + b.known(4, usd)
	path := filepath.Join(t.TempDir(), "snapshot")
	if err := b.state.SaveSnapshot(path, muster.Hash{}); err != nil {
		t.Fatal(err)
	}
	b.state = standing.New(indicator.New())
	if err := b.state.LoadSnapshot(path, func(muster.Seq) (muster.Hash, error) { return muster.Hash{}, nil }); err != nil {
		t.Fatal(err)
	}
	if got := b.known(3, usd) + "|" + b.known(4, usd); got != want || strings.HasPrefix(got, "|") {
		t.Errorf("got %s, want %s", got, want)
	}
}
