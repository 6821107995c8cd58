package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"muster"
	"muster/money"
	"muster/node"
	"muster/pledge"
	"muster/standing"
)

// question is the position that every tool is asked for: by donor and type, in euros at the rate of
// each entry's day.
var question = pledge.PositionQuery{
	Series: series, Event: pledge.Allocated, By: []pledge.Dim{pledge.ByDonor, pledge.ByType}, Rate: pledge.ReferenceRate, Currency: "EUR",
}

// ask answers the question and says what it adds up to.
func ask(v standing.View) (sum money.Amount, rows, entries int, err error) {
	var pos *pledge.Position
	v.Read(func() { pos, err = pledge.In(v).Position(v, question) })
	if err != nil {
		return sum, 0, 0, err
	}
	for _, r := range pos.Rows {
		if r.Partial > 0 {
			return sum, 0, 0, fmt.Errorf("%v is partial", r.Keys)
		}
		sum = sum.Add(r.Amount)
		entries += r.Entries
	}
	return sum, len(pos.Rows), entries, nil
}

// cent is the unit to which totals must agree.
var cent = money.New(1, 2)

// agree compares a tool's total with the exact one: equal as rounded to the cent, or for tools that
// compute with floats less than a cent apart.
func agree(tool string, got, want money.Amount, floats bool) error {
	if got.Fixed(2) == want.Fixed(2) || floats && got.Sub(want).Abs().Cmp(cent) < 0 {
		return nil
	}
	return fmt.Errorf("WRONG TOTAL: %s has %s, the bare exact loop %s", tool, got.Fixed(2), want.Fixed(2))
}

func milliseconds(f func() error) (float64, error) {
	s, err := timed(f)
	return s * 1000, err
}

// positions compares the scan with every engine that is there.
func (b *bench) positions() error {
	if err := b.once(); err != nil {
		return err
	}
	cells := make([]sum128, len(donors)*kinds)
	b.data.bareLoop(cells)
	want := total(cells)

	n, err := node.Open(b.ctx, node.Config{Data: b.file(onceData), ReadOnly: true})
	if err != nil {
		return err
	}
	defer n.Close()
	v, err := n.View(b.ctx, "")
	if err != nil {
		return err
	}
	got, rows, entries, err := ask(v)
	if err != nil {
		return err
	}
	if !got.Equal(want) || entries != b.n {
		return fmt.Errorf("WRONG TOTAL: Muster has %s of %d entries, the bare exact loop %s of %d", got, entries, want, b.n)
	}
	fmt.Fprintf(os.Stderr, "  total %s EUR, %d rows, %d entries\n", want.Fixed(2), rows, entries)
	ours := func() (float64, error) {
		return milliseconds(func() error {
			_, _, _, err := ask(v)
			return err
		})
	}
	runs := max(b.runs, 11) // they are short
	l := b.add("b", "position by donor × type in EUR; peer: a bare exact loop over arrays, 1 goroutine", "ms", atMost(3))
	err = l.alternate(runs, ours, func() (float64, error) {
		return milliseconds(func() error { b.data.bareLoop(cells); return nil })
	})
	return errors.Join(err, b.besideDuckDB(ours, want, runs), b.besideSQLite(ours, want), b.besidePostgres(ours, want))
}

// duckdb is the peer's own process: it answers each line with a time and a total.
type duckdb struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
}

func (b *bench) besideDuckDB(ours func() (float64, error), want money.Amount, runs int) error {
	const name = "position by donor × type in EUR; peer: DuckDB, 2 threads, the same rows"
	program, err := b.buildDuckDB()
	if err != nil {
		b.missing("b", name, err.Error())
		return nil
	}
	for _, columns := range []string{"plain", "enum"} {
		d, err := b.startDuckDB(program, columns)
		if err != nil {
			return err
		}
		g, title := atMost(0.25), name
		if columns == "enum" {
			g, title = goal{}, name+", its columns dictionary-coded by hand"
		}
		l := b.add("b", title, "ms", g)
		err = l.alternate(runs, ours, func() (float64, error) { return d.ask(want) })
		if err = errors.Join(err, d.in.Close(), d.cmd.Wait()); err != nil {
			return err
		}
	}
	return nil
}

// buildDuckDB builds the peer from its own module; without -full only if nothing need be fetched.
func (b *bench) buildDuckDB() (string, error) {
	program := b.file("duckdb")
	ctx, cancel := context.WithTimeout(b.ctx, 20*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", "build", "-o", program, ".")
	cmd.Dir = filepath.Join("bench", "duckdb")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1")
	if !b.full {
		cmd.Env = append(cmd.Env, "GOPROXY=off", "GOFLAGS=-mod=mod")
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		first, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
		return "", fmt.Errorf("its driver was not built (%s)", first)
	}
	return program, nil
}

func (b *bench) startDuckDB(program, columns string) (*duckdb, error) {
	d := &duckdb{cmd: exec.CommandContext(b.ctx, program, b.file(entriesCSV), b.file(pricesCSV), columns)}
	d.cmd.Stderr = os.Stderr
	var err error
	if d.in, err = d.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := d.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	d.out = bufio.NewScanner(out)
	if err := d.cmd.Start(); err != nil {
		return nil, err
	}
	if !d.out.Scan() {
		return nil, fmt.Errorf("duckdb: %w", d.cmd.Wait())
	}
	return d, nil
}

func (d *duckdb) ask(want money.Amount) (float64, error) {
	if _, err := io.WriteString(d.in, "again\n"); err != nil {
		return 0, err
	}
	if !d.out.Scan() {
		return 0, errors.New("duckdb gave no answer")
	}
	var ms, sum float64
	if _, err := fmt.Sscan(d.out.Text(), &ms, &sum); err != nil {
		return 0, fmt.Errorf("duckdb said %q: %w", d.out.Text(), err)
	}
	got, err := money.FromFloat(sum)
	if err != nil {
		return 0, err
	}
	return ms, agree("DuckDB", got, want, true)
}

// known compares a view of the past with one of now, in a record where every other row was said
// anew since.
func (b *bench) known() error {
	if err := b.once(); err != nil {
		return err
	}
	if err := b.copyOf(onceData, twiceData); err != nil {
		return err
	}
	before, err := node.Open(b.ctx, node.Config{Data: b.file(onceData), ReadOnly: true})
	if err != nil {
		return err
	}
	past := before.State.Durable()
	if err := before.Close(); err != nil {
		return err
	}
	if err := b.edition(twiceData, entries2CSV, "second"); err != nil {
		return err
	}
	n, err := node.Open(b.ctx, node.Config{Data: b.file(twiceData), ReadOnly: true})
	if err != nil {
		return err
	}
	defer n.Close()
	at := func(known muster.Seq) (standing.View, error) {
		v, err := n.View(b.ctx, fmt.Sprint(known))
		return v, err
	}
	then, err := at(past)
	if err != nil {
		return err
	}
	now, err := at(n.State.Durable())
	if err != nil {
		return err
	}
	if err := b.checkKnown(then, now); err != nil {
		return err
	}
	run := func(v standing.View) func() (float64, error) {
		return func() (float64, error) {
			return milliseconds(func() error {
				_, _, _, err := ask(v)
				return err
			})
		}
	}
	l := b.add("b", "position at a past known; peer: the same now, half of the rows replaced since", "ms", atMost(1.5))
	return l.alternate(max(b.runs, 11), run(then), run(now))
}

func (b *bench) checkKnown(then, now standing.View) error {
	cells := make([]sum128, len(donors)*kinds)
	b.data.bareLoop(cells)
	want := total(cells)
	got, _, n, err := ask(then)
	if err != nil {
		return err
	}
	if !got.Equal(want) || n != b.n {
		return fmt.Errorf("WRONG TOTAL: as known before, Muster has %s of %d entries, the bare exact loop %s of %d", got, n, want, b.n)
	}
	second := *b.data
	second.amount = append([]int64(nil), b.data.amount...)
	for i := 1; i < len(second.amount); i += 2 {
		second.amount[i]++
	}
	second.bareLoop(cells)
	want = total(cells)
	if got, _, n, err = ask(now); err != nil {
		return err
	}
	if !got.Equal(want) || n != b.n {
		return fmt.Errorf("WRONG TOTAL: as known now, Muster has %s of %d entries, the bare exact loop %s of %d", got, n, want, b.n)
	}
	return nil
}
