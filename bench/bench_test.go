package main

import (
	"bufio"
	"bytes"
	"strings"
	"testing"

	"muster/money"
)

// The loop is what every total is compared with, so it is itself compared with exact arithmetic.
func TestBareLoopAddsExactQuotients(t *testing.T) {
	l := newLedger(20_000)
	cells := make([]sum128, len(donors)*kinds)
	l.bareLoop(cells)
	var want money.Amount
	for i := range l.day {
		q, err := money.ToBase(money.New(l.amount[i], 2), money.New(l.rate[l.ccy[i]][l.day[i]], rateScale))
		if err != nil {
			t.Fatal(err)
		}
		want = want.Add(q)
	}
	if got := total(cells); !got.Equal(want) {
		t.Errorf("the loop has %s, want %s", got, want)
	}
}

func TestSumsBeyond64BitsAreTotalled(t *testing.T) {
	got := total([]sum128{{lo: 1, hi: 2}, {lo: 1<<64 - 1}})
	if want := money.MustParse("553402322211.28654848"); !got.Equal(want) { // 3 × 2^64
		t.Errorf("%s, want %s", got, want)
	}
}

// Every peer reads the same file, and the journal says the same as it.
func TestFilesHoldTheLedgerThatTheLoopRunsOver(t *testing.T) {
	l := newLedger(500)
	var csv, second, journal bytes.Buffer
	for to, write := range map[*bytes.Buffer]func(*bufio.Writer){
		&csv:     func(w *bufio.Writer) { l.entries(w, false) },
		&second:  func(w *bufio.Writer) { l.entries(w, true) },
		&journal: l.journal,
	} {
		w := bufio.NewWriter(to)
		write(w)
		w.Flush()
	}
	rows, other := strings.Split(csv.String(), "\n"), strings.Split(second.String(), "\n")
	if len(rows) != 502 || len(other) != len(rows) {
		t.Fatalf("%d and %d lines, want a heading, 500 rows and a line's end", len(rows), len(other))
	}
	changed := 0
	for i, row := range rows[1:501] {
		cell := strings.Split(row, ",")
		if want := decimal(l.amount[i], 2); cell[5] != want || cell[2] != donors[l.donor[i]] || cell[6] != currencies[l.ccy[i]] {
			t.Errorf("row %d: %s; want %s of %s in %s", i+2, row, want, donors[l.donor[i]], currencies[l.ccy[i]])
		}
		if posting := "Assets:" + cell[2] + ":" + strings.ReplaceAll(cell[4], " ", "-") + "  " + cell[5] + " " + cell[6] + "\n"; !strings.Contains(journal.String(), posting) {
			t.Errorf("the journal has no %q", posting)
		}
		if row != other[i+1] {
			changed++
		}
	}
	if changed != 250 {
		t.Errorf("%d rows of the second edition are other ones, want every other", changed)
	}
}

func TestWrongTotalIsToldFromARightOne(t *testing.T) {
	for _, c := range []struct {
		got, want string
		floats    bool
		right     bool
	}{
		{"10.004", "10.0000001", false, true},
		{"10.005", "10.0149", false, false},
		{"10.006", "10.0049", true, true},
		{"10.02", "10.00", true, false},
	} {
		if err := agree("peer", money.MustParse(c.got), money.MustParse(c.want), c.floats); (err == nil) != c.right {
			t.Errorf("%s against %s: %v", c.got, c.want, err)
		}
	}
}

func TestGoalIsHeldAgainstTheRatioOfMedians(t *testing.T) {
	l := line{goal: atMost(3), ours: []float64{9, 2, 100}, peer: []float64{3, 4, 1, 5}}
	if got := l.value(); got != 9/3.5 {
		t.Errorf("ratio %g, want %g", got, 9/3.5)
	}
	for _, c := range []struct {
		goal goal
		x    float64
		want string
	}{{atMost(3), 3, "ok"}, {atMost(3), 3.1, "SHORT"}, {atLeast(.5), .5, "ok"}, {atLeast(.5), .4, "SHORT"}, {goal{}, 9, ""}} {
		if got := c.goal.verdict(c.x); got != c.want {
			t.Errorf("%s of %g: %q, want %q", c.goal, c.x, got, c.want)
		}
	}
}

func TestTotalIsReadFromEachReport(t *testing.T) {
	for _, report := range []string{
		"     1.00 EUR  Assets\n---------\n  7570749758.78 EUR\n",
		"\"account\",\"balance\"\n\"a\",\"EUR 1.00\"\n\"total\",\"7570749758.78 EUR\"\n",
		"\"Total:\",\"EUR 7570749758.78\"\n",
	} {
		if got, err := lastTotal(report); err != nil || got.String() != "7570749758.78" {
			t.Errorf("%q: %s, %v", report, got, err)
		}
	}
	if _, err := lastTotal("nothing\n"); err == nil {
		t.Error("a report without a total has one")
	}
}
