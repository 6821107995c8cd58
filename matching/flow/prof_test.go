package flow_test

import (
	"os"
	"strconv"
	"syscall"
	"testing"

	"muster/bench/network"
	"muster/matching/flow"
)

func cpu() float64 {
	var r syscall.Rusage
	syscall.Getrusage(0, &r)
	return float64(r.Utime.Nano()+r.Stime.Nano()) / 1e9
}

func TestProf(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("N"))
	w := network.NewMatching(n, os.Getenv("SUB") != "")
	reps, _ := strconv.Atoi(os.Getenv("REPS"))
	best := 1e9
	for range reps {
		b := cpu()
		flow.Solve(w.Whole)
		best = min(best, cpu()-b)
	}
	t.Logf("best %.4f", best)
}
