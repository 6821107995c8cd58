package main

import (
	"errors"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strconv"
	"time"

	"muster"
	"muster/bench/network"
	"muster/matching/plan"
)

// plans compares the whole optimiser, with smallest quantities, rates, packages, types and effort, with CBC on
// its first level alone; and with itself, after one change.
func (b *bench) plans() error {
	sizes, lines := [][2]int{{300, 1}}, 600
	if b.full {
		sizes, lines = append(sizes, [2]int{1000, 24}, [2]int{1000, 1}, [2]int{3000, 24}), 2000
	}
	for _, s := range sizes {
		if err := b.plansOf(s[0], s[1]); err != nil {
			return err
		}
	}
	return b.replan(lines, lines/10)
}

// plansOf lets CBC search until its gap on the first level is as small as ours, or for a minute.
func (b *bench) plansOf(lines, categories int) error {
	p := network.NewMarket(lines, categories)
	name := fmt.Sprintf("plan, %d lines in %d categories, %d pairs", lines, categories, len(p.Pairs))
	var met plan.Value
	ours := func() (float64, error) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
		used := processor()
		got, err := plan.Solve(p)
		if err != nil {
			return 0, err
		}
		met = got.Levels[plan.Met]
		return processor() - used, p.Check(got.Take)
	}
	took, err := ours()
	if err != nil {
		return err
	}
	reach, gap := gapOf(met)
	l := b.add("g", name+": all levels; how far the first may be from the best", "%", goal{})
	l.ours = []float64{100 * gap}
	l.end()
	if _, err := exec.LookPath("cbc"); err != nil {
		b.missing("g", name+"; peer: CBC on the first level", "no cbc (Debian coinor-cbc)")
		return nil
	}
	file := b.file("plan.lp")
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := errors.Join(network.WriteLP(f, p), f.Close()); err != nil {
		return err
	}
	found := 0.0
	peer := func() (float64, error) {
		began := time.Now()
		out, err := exec.CommandContext(b.ctx, "cbc", file, "-seconds", "60", "-ratio", fmt.Sprintf("%.9f", max(gap, 1e-9)), "-solve", "-quit").CombinedOutput()
		if err != nil {
			return 0, fmt.Errorf("cbc: %w", err)
		}
		took := time.Since(began).Seconds()
		m := regexp.MustCompile(`Objective value: +(-?[0-9.]+)`).FindSubmatch(out)
		if m == nil {
			return 0, errNothingFound
		}
		v, err := strconv.ParseFloat(string(m[1]), 64)
		found = -v
		return took, err
	}
	l = b.add("g", name+": all levels, one core; peer: CBC on the first level alone to the same gap, a minute at most", "s", goal{})
	again := func() (float64, error) { defer func() { took = 0 }(); return ours() }
	if took > 20 {
		again = func() (float64, error) { return took, nil }
	}
	if err := l.alternate(1, again, peer); errors.Is(err, errNothingFound) {
		l.note = "CBC found no plan in a minute"
		l.end()
		return nil
	} else if err != nil {
		return err
	}
	l = b.add("g", name+": what is met; peer: what CBC found", "", atLeast(0.999))
	l.ours, l.peer = []float64{reach}, []float64{found}
	l.end()
	return nil
}

var errNothingFound = errors.New("CBC found no plan")

// gapOf is what a value reaches, and how far from its bound that is, as a share of it.
func gapOf(v plan.Value) (reach, gap float64) {
	reach, _ = v.Reach.Rat().Float64()
	by := new(big.Rat).Sub(v.Bound.Rat(), v.Reach.Rat())
	gap, _ = by.Abs(by).Float64()
	return reach, gap / max(reach, 1e-9)
}

// replan times single changes: what a stock has, when a pair comes, what a line counts.
func (b *bench) replan(lines, categories int) error {
	p := network.NewMarket(lines, categories)
	var s plan.Solver
	began := time.Now()
	if _, err := s.Solve(p); err != nil {
		return err
	}
	anew := time.Since(began).Seconds()
	l := b.add("g", fmt.Sprintf("plan, %d lines in %d categories, %d pairs: after one change; peer: a solver that begins anew", lines, categories, len(p.Pairs)), "s", atMost(0.01))
	l.peer = []float64{anew}
	for k := range 9 {
		switch i := k * 611; k % 3 {
		case 0:
			p.Stocks[i%len(p.Stocks)].Free++
		case 1:
			p.Pairs[i%len(p.Pairs)].Arrives += muster.Day(3)
		case 2:
			p.Lines[i%len(p.Lines)].Weight *= 2
		}
		began := time.Now()
		if _, err := s.Solve(p); err != nil {
			return err
		}
		l.ours = append(l.ours, time.Since(began).Seconds())
	}
	l.end()
	return nil
}
