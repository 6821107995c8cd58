// Command dimacs solves a minimum-cost flow problem in the form of DIMACS with Muster's own solver.
//
//	go run ./bench/dimacs FILE
//
// It prints one line, {"flow":…,"cost":…,"seconds":…}: what all supplies add up to, what the cheapest way
// to send it costs, and how long solving took, reading not counted.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"muster/bench/network"
	"muster/matching/flow"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "dimacs:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) != 1 {
		return errors.New("want one argument, a file in the form of DIMACS (p min, n, a): go run ./bench/dimacs FILE")
	}
	f, err := os.Open(args[0])
	if err != nil {
		return err
	}
	defer f.Close()
	w, err := network.Read(f)
	if err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	began := time.Now()
	r, err := flow.Solve(w)
	if err != nil {
		return fmt.Errorf("%s: %w (nodes and arcs counted from 0 in the order of the file)", args[0], err)
	}
	took := time.Since(began).Seconds()
	sent := int64(0)
	for v := range w.Nodes() {
		sent += max(0, w.Supply(v))
	}
	_, err = fmt.Fprintf(out, "{\"flow\":%d,\"cost\":%d,\"seconds\":%.6f}\n", sent, r.Cost, took)
	return err
}
