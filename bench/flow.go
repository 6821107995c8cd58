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
	"syscall"
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
	whole := func(w *flow.Network, what, about string, cost int64, g goal, runs int) error {
		peer, err := b.lemon(program, why, w)
		if err != nil {
			b.missing("g", name(what+"; peer: "+about), err.Error())
			return nil
		}
		l := b.add("g", name(what+"; peer: "+about), "s", g)
		err = l.alternate(runs, ours(1, cost, w), peer.solves(cost, false))
		peer.tell(l)
		return errors.Join(err, peer.end())
	}
	cost := matchCosts[n]
	if err := whole(apart.Whole, "whole, one core", "LEMON's network simplex, the same", cost, atMost(1), wholeRuns(n, runs)); err != nil {
		return err
	}
	if peer, err := b.lemon(program, why, apart.Parts()...); err != nil {
		b.missing("g", name("whole; peer: LEMON's on its 24 parts, summed"), err.Error())
	} else {
		for _, c := range []struct {
			what  string
			cores int
			nets  []*flow.Network
			goal  goal
		}{
			{"its 24 parts, given apart, summed, one core", 1, apart.Parts(), atMost(1)},
			{"whole, the parts to be found, one core", 1, []*flow.Network{apart.Whole}, atMost(1)},
			{"whole, the parts to be found, two cores", 2, []*flow.Network{apart.Whole}, atMost(0.6)},
		} {
			l := b.add("g", name(c.what+"; peer: LEMON's on the 24 parts, given apart, summed, one core"), "s", c.goal)
			if err := l.alternate(runs, ours(c.cores, cost, c.nets...), peer.solves(cost, c.cores > 1)); err != nil {
				return err
			}
			peer.tell(l)
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

// wholeRuns is less often where the peer takes seconds or minutes.
func wholeRuns(n, runs int) int {
	switch {
	case n >= 100_000:
		return 1
	case n >= 10_000:
		return min(runs, 3)
	}
	return runs
}

// ours is a solve from nothing, finding the parts included; of several networks their sum. On one core
// it is measured in processor time, as the peer is, so that other work on the machine counts for neither.
func ours(cores int, cost int64, all ...*flow.Network) func() (float64, error) {
	return func() (took float64, err error) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		sum := int64(0)
		runtime.GC()
		began, used := time.Now(), processor()
		for _, w := range all {
			r, err := flow.Solve(w)
			if err != nil {
				return 0, err
			}
			sum += r.Cost
		}
		if took = time.Since(began).Seconds(); cores == 1 {
			took = processor() - used
		}
		if sum != cost {
			err = fmt.Errorf("WRONG COST: ours is %d, want %d", sum, cost)
		}
		return took, err
	}
}

// processor is the processor time that this process has used, in seconds.
func processor() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
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
	if n >= 10_000 {
		runs = 1
	}
	for range runs {
		x, err := ours(2, s.Cost(), changed)()
		if err != nil {
			return err
		}
		l.peer = append(l.peer, x)
	}
	l.end()
	return nil
}

// lemonPeer is a process of bench/lemon. Its work is ours, from a network to what flows on its arcs and
// the potentials; making its arrays and reading them out again is a tenth of it or less.
type lemonPeer struct {
	*ftsPeer
	within []float64 // run() alone
}

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
	return &lemonPeer{ftsPeer: p}, err
}

// tell notes how long the peer's run() alone took.
func (p *lemonPeer) tell(l *line) {
	l.note, p.within = fmt.Sprintf("LEMON's run() alone: %s s", short(median(p.within))), nil
}

// solves lets the peer solve what it has read: processor time, or what the clock says.
func (p *lemonPeer) solves(cost int64, wall bool) func() (float64, error) {
	return func() (float64, error) {
		text, err := p.ask("solve")
		if err != nil {
			return 0, err
		}
		var used, seconds, within float64
		var got int64
		if _, err := fmt.Sscan(text, &used, &seconds, &got, &within); err != nil {
			return 0, fmt.Errorf("LEMON said %q: %w", text, err)
		}
		if got != cost {
			return 0, fmt.Errorf("WRONG COST: LEMON's is %d, ours %d", got, cost)
		}
		p.within = append(p.within, within)
		if wall {
			return seconds, nil
		}
		return used, nil
	}
}
