package gallery

import (
	"strconv"
	"strings"
	"time"

	"muster"
	"muster/figure"
	"muster/money"
)

// ally is a member of NATO in the first year of the Washington pledge.
type ally struct {
	code, name string
	counted    *money.Amount // nil: no edition speaks of it
	share      money.Amount  // its indicative share of the floor
}

// ratio is a month's counted so far as part of the indicative share, in %, over the Allies.
type ratio struct {
	day               muster.Day // the month's last
	median, low, high money.Amount
}

// factsRead are the figures that the examples show.
type factsRead struct {
	allies   []ally // who counted most first
	quarters []string
	by       map[string]map[string]money.Amount // by code and quarter
	ratios   []ratio
	steps    []figure.Step // counted so far, by day of the window
}

func readFacts(text string) factsRead {
	f := factsRead{by: map[string]map[string]money.Amount{}}
	first, last, total := "9999-Q4", "0000-Q1", money.Amount{}
	for line := range strings.Lines(text) {
		v := strings.Split(strings.TrimSpace(line), ",")
		switch {
		case v[0] == "ally" && len(v) == 5:
			a := ally{code: v[1], name: v[2], share: number(v[4])}
			if v[3] != "" {
				n := number(v[3])
				a.counted = &n
			}
			f.allies = append(f.allies, a)
		case v[0] == "quarter" && len(v) == 4:
			if f.by[v[1]] == nil {
				f.by[v[1]] = map[string]money.Amount{}
			}
			f.by[v[1]][v[2]] = number(v[3])
			first, last = min(first, v[2]), max(last, v[2])
		case v[0] == "month" && len(v) == 5:
			year, month := whole(v[1][:4]), whole(v[1][5:])
			f.ratios = append(f.ratios, ratio{muster.NewDay(year, time.Month(month)+1, 0), number(v[2]), number(v[3]), number(v[4])})
		case v[0] == "day" && len(v) == 3:
			d, _ := muster.ParseDay(v[1]) //nolint:errcheck // as below
			total = total.Add(number(v[2]))
			f.steps = append(f.steps, figure.Step{Day: d, Total: total})
		}
	}
	for q := first; q <= last; q = next(q) {
		f.quarters = append(f.quarters, q)
	}
	return f
}

// next is the quarter after one, "2024-Q4" → "2025-Q1".
func next(q string) string {
	if q[6] < '4' {
		return q[:6] + string(q[6]+1)
	}
	return strconv.Itoa(whole(q[:4])+1) + "-Q1"
}

// lastDay is the last day of a quarter.
func lastDay(q string) muster.Day {
	return muster.NewDay(whole(q[:4]), time.Month(3*int(q[6]-'0')+1), 0)
}

func number(s string) money.Amount {
	a, _, _ := money.ParseRounded(s) //nolint:errcheck // a test reads every line; what is no number is 0
	return a
}

func whole(s string) int {
	n, _ := strconv.Atoi(s) //nolint:errcheck // as above
	return n
}
