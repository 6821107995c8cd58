package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"muster/bench/network"
	"muster/matching/flow"
)

// matchCosts is what the generated instances cost, as every solver found that ever ran on them.
var matchCosts = map[int]int64{1000: 671_143_788, 10_000: 4_117_139_710, 100_000: 28_229_547_077}

// flows compares the solver of minimum-cost flows with LEMON's network simplex, on instances of matching
// whole and in their parts and on one that hangs together; and with itself, after one change.
func (b *bench) flows() error {
	sizes := []int{1000, 10_000}
	if b.full {
		sizes = append(sizes, 100_000)
	}
	program, why := b.buildLemon()
	for _, n := range sizes {
		if err := b.flowsOf(n, program, why); err != nil {
			return err
		}
	}
	return nil
}

// buildLemon compiles the peer, or says why it cannot.
func (b *bench) buildLemon() (program string, why error) {
	program = b.file("lemon-peer")
	out, err := exec.CommandContext(b.ctx, "g++", "-O3", "-march=native", "-o", program, filepath.Join("bench", "lemon", "peer.cpp"), "-llemon").CombinedOutput()
	if err != nil {
		first, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
		return "", fmt.Errorf("g++ with liblemon-dev: %w %s", err, first)
	}
	return program, nil
}

func (b *bench) flowsOf(n int, program string, why error) error {
	apart, together := network.NewMatching(n, false), network.NewMatching(n, true)
	runs := b.runs
	if n >= 100_000 {
		runs = min(runs, 3)
	}
	name := func(what string) string { return fmt.Sprintf("minimum-cost flow, %d lines: %s", n, what) }
	one := func(w *flow.Network, cost int64) func() (float64, error) { return ours(w, 1, cost) }
	whole := func(w *flow.Network, what, about string, cost int64, g goal, runs int) error {
		peer, err := b.lemon(program, why, w)
		if err != nil {
			b.missing("g", name(what+"; peer: "+about), err.Error())
			return nil
		}
		l := b.add("g", name(what+"; peer: "+about), "s", g)
		return errors.Join(l.alternate(runs, one(w, cost), peer.solves(cost)), peer.end())
	}
	cost := matchCosts[n]
	if err := whole(apart.Whole, "whole, one core", "LEMON's network simplex, the same", cost, atMost(1), wholeRuns(n, runs)); err != nil {
		return err
	}
	if peer, err := b.lemon(program, why, apart.Parts()...); err != nil {
		b.missing("g", name("whole; peer: LEMON's on its 24 parts, summed"), err.Error())
	} else {
		for _, c := range []struct {
			cores int
			goal  goal
		}{{1, atMost(1)}, {2, atMost(0.6)}} {
			l := b.add("g", name(fmt.Sprintf("whole, %d core(s); peer: LEMON's on its 24 parts, given apart, summed", c.cores)), "s", c.goal)
			if err := l.alternate(runs, ours(apart.Whole, c.cores, cost), peer.solves(cost)); err != nil {
				return err
			}
		}
		if err := peer.end(); err != nil {
			return err
		}
	}
	r, err := flow.Solve(together.Whole)
	if err != nil {
		return err
	}
	if err := whole(together.Whole, "substitutes tie the parts together, one core", "LEMON's, the same", r.Cost, atMost(1.5), wholeRuns(n, runs)); err != nil {
		return err
	}
	if err := b.replans(name("in parts: after one change; peer: a solver that begins anew"), apart.Whole, n); err != nil {
		return err
	}
	return b.replans(name("with substitutes: after one change; peer: a solver that begins anew"), together.Whole, n)
}

// wholeRuns is less often where the peer takes minutes.
func wholeRuns(n, runs int) int {
	if n >= 100_000 {
		return 1
	}
	return runs
}

// ours is a solve from nothing, finding the parts included.
func ours(w *flow.Network, cores int, cost int64) func() (float64, error) {
	return func() (float64, error) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		runtime.GC()
		began := time.Now()
		r, err := flow.Solve(w)
		took := time.Since(began).Seconds()
		if err == nil && r.Cost != cost {
			err = fmt.Errorf("WRONG COST: ours is %d, want %d", r.Cost, cost)
		}
		return took, err
	}
}

// replans times single changes: what an offer has, what meeting from it costs, how much may come from it.
func (b *bench) replans(name string, w *flow.Network, n int) error {
	s := flow.NewSolver(w)
	if err := s.Solve(); err != nil {
		return err
	}
	l := b.add("g", name, "s", atMost(0.01))
	r := rand.New(rand.NewPCG(1, 1))
	unused := w.Nodes() - 1
	supply := make([]int64, w.Nodes())
	for v := range supply {
		supply[v] = w.Supply(v)
	}
	for k := range 30 {
		i := r.IntN(w.Arcs() - 2*n - 1)
		a := w.Arc(i)
		began := time.Now()
		var err error
		switch k % 3 {
		case 0:
			less := supply[a.From] / 2
			supply[a.From] -= less
			supply[unused] += less
			err = errors.Join(s.SetSupply(a.From, supply[a.From]), s.SetSupply(unused, supply[unused]))
		case 1:
			err = s.SetCost(i, a.Cost/2)
		case 2:
			err = s.SetBounds(i, 0, a.Upper/2)
		}
		if err = errors.Join(err, s.Solve()); err != nil {
			return err
		}
		l.ours = append(l.ours, time.Since(began).Seconds())
	}
	changed := s.Network()
	runs := 3
	if n >= 100_000 {
		runs = 1
	}
	for range runs {
		x, err := ours(changed, runtime.NumCPU(), s.Cost())()
		if err != nil {
			return err
		}
		l.peer = append(l.peer, x)
	}
	l.end()
	return nil
}

// lemonPeer is a process of bench/lemon.
type lemonPeer struct{ *ftsPeer }

func (b *bench) lemon(program string, why error, all ...*flow.Network) (*lemonPeer, error) {
	if why != nil {
		return nil, why
	}
	var files []string
	for i, w := range all {
		f, err := os.Create(b.file(fmt.Sprintf("flow-%d.min", i)))
		if err != nil {
			return nil, err
		}
		if err := errors.Join(network.Write(f, w), f.Close()); err != nil {
			return nil, err
		}
		files = append(files, f.Name())
	}
	p, err := startPeer(exec.CommandContext(b.ctx, program, files...))
	return &lemonPeer{p}, err
}

// solves lets the peer solve what it has read.
func (p *lemonPeer) solves(cost int64) func() (float64, error) {
	return func() (seconds float64, err error) {
		text, err := p.ask("solve")
		if err != nil {
			return 0, err
		}
		var got int64
		if _, err := fmt.Sscan(text, &seconds, &got); err != nil {
			return 0, fmt.Errorf("LEMON said %q: %w", text, err)
		}
		if got != cost {
			return 0, fmt.Errorf("WRONG COST: LEMON's is %d, ours %d", got, cost)
		}
		return seconds, nil
	}
}
