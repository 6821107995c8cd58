package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

// line is one row of the table: ours beside a peer's.
type line struct {
	group string // the requirement it belongs to: a, b, c, d, e, f, g
	name  string
	unit  string
	ours  []float64 // one for each run
	peer  []float64 // empty: nothing to compare with
	goal  goal
	load  [2]float64 // before and after
	note  string
}

// goal is what the ratio ours ÷ peer should be, or where there is no peer ours itself.
type goal struct {
	most  float64 // at most; 0: none
	least float64 // at least; 0: none
}

func atMost(x float64) goal  { return goal{most: x} }
func atLeast(x float64) goal { return goal{least: x} }

func (g goal) String() string {
	switch {
	case g.most != 0:
		return "≤ " + short(g.most)
	case g.least != 0:
		return "≥ " + short(g.least)
	}
	return "shown"
}

func (g goal) verdict(x float64) string {
	switch {
	case g == goal{}:
		return ""
	case g.most != 0 && x <= g.most, g.least != 0 && x >= g.least:
		return "ok"
	}
	return "SHORT"
}

// value is what the goal speaks of.
func (l *line) value() float64 {
	if len(l.peer) == 0 {
		return median(l.ours)
	}
	return median(l.ours) / median(l.peer)
}

// add begins a line; end completes it with the load afterwards.
func (b *bench) add(group, name, unit string, g goal) *line {
	l := &line{group: group, name: name, unit: unit, goal: g}
	l.load[0] = load()
	b.lines = append(b.lines, l)
	return l
}

func (l *line) end() {
	l.load[1] = load()
	fmt.Fprintf(os.Stderr, "  %s: %s\n", l.name, strings.Join(l.cells()[2:], "  "))
}

// missing says why a peer is not shown.
func (b *bench) missing(group, name, why string) {
	l := b.add(group, name, "", goal{})
	l.note = "not measured: " + why
	l.end()
}

// alternate fills in ours and the peer's runs, one after the other.
func (l *line) alternate(runs int, ours, peer func() (float64, error)) error {
	for range runs {
		for _, side := range []struct {
			into *[]float64
			run  func() (float64, error)
		}{{&l.ours, ours}, {&l.peer, peer}} {
			if side.run == nil {
				continue
			}
			x, err := side.run()
			if err != nil {
				return fmt.Errorf("%s: %w", l.name, err)
			}
			*side.into = append(*side.into, x)
		}
	}
	l.end()
	return nil
}

func median(xs []float64) float64 {
	if len(xs) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(xs))
	if m := len(s) / 2; len(s)%2 == 1 {
		return s[m]
	} else {
		return (s[m-1] + s[m]) / 2
	}
}

// load is the load average of the last minute.
func load() float64 {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return -1
	}
	first, _, _ := strings.Cut(string(text), " ")
	x, _ := strconv.ParseFloat(first, 64)
	return x
}

// short writes a figure with three digits or so.
func short(x float64) string {
	switch a := max(x, -x); {
	case a == 0:
		return "0"
	case a >= 100_000:
		return strconv.FormatFloat(x/1000, 'f', 0, 64) + "k"
	case a >= 100:
		return strconv.FormatFloat(x, 'f', 0, 64)
	case a >= 10:
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
	s := strconv.FormatFloat(x, 'f', 3, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// spread is the median with the least and the most.
func spread(xs []float64, unit string) string {
	switch len(xs) {
	case 0:
		return ""
	case 1:
		return short(xs[0]) + " " + unit
	}
	return fmt.Sprintf("%s [%s–%s] %s", short(median(xs)), short(slices.Min(xs)), short(slices.Max(xs)), unit)
}

var headings = []string{"", "comparison", "ours", "peer", "ratio", "goal", "", "n", "load", "note"}

func (l *line) cells() []string {
	ratio, n := "", strconv.Itoa(max(len(l.ours), len(l.peer)))
	if len(l.ours) > 0 && len(l.peer) > 0 {
		ratio = short(l.value())
	}
	verdict := ""
	if len(l.ours) > 0 {
		verdict = l.goal.verdict(l.value())
	}
	return []string{
		l.group, l.name, spread(l.ours, l.unit), spread(l.peer, l.unit), ratio, l.goal.String(), verdict, n,
		fmt.Sprintf("%.1f–%.1f", l.load[0], l.load[1]), l.note,
	}
}

func (b *bench) sorted() []*line {
	return slices.SortedStableFunc(slices.Values(b.lines), func(x, y *line) int { return cmp.Compare(x.group, y.group) })
}

func (b *bench) print(w io.Writer) {
	fmt.Fprintln(w, machine())
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, strings.Join(headings, "\t"))
	for _, l := range b.sorted() {
		fmt.Fprintln(t, strings.Join(l.cells(), "\t"))
	}
	t.Flush()
}

func (b *bench) writeMarkdown(path string) error {
	var s strings.Builder
	fmt.Fprintf(&s, "Measured %s: %d entries. %s\n\n", time.Now().UTC().Format("2 January 2006 15:04 MST"), b.n, machine())
	fmt.Fprintf(&s, "| %s |\n|%s\n", strings.Join(headings, " | "), strings.Repeat("---|", len(headings)))
	for _, l := range b.sorted() {
		fmt.Fprintf(&s, "| %s |\n", strings.Join(l.cells(), " | "))
	}
	return os.WriteFile(path, []byte(s.String()), 0o644)
}

// machine is what the figures were measured on.
func machine() string {
	model := runtime.GOARCH
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for l := range strings.Lines(string(text)) {
			if k, v, ok := strings.Cut(l, ":"); ok && strings.TrimSpace(k) == "model name" {
				model = strings.TrimSpace(v)
				break
			}
		}
	}
	return fmt.Sprintf("%d cores of %s, %s, load average now %.1f.", runtime.NumCPU(), model, runtime.Version(), load())
}
