package network

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"muster/matching/flow"
)

// Read reads a minimum-cost flow problem in the form of DIMACS: a line "p min NODES ARCS", then lines
// "n NODE SUPPLY" and "a FROM TO LOWER CAPACITY COST", nodes numbered from 1; "c" begins a comment. A
// capacity below 0 is taken as none, as other readers of this form do.
func Read(r io.Reader) (*flow.Network, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	var d dimacs
	for lines.Scan() {
		d.line++
		if err := d.read(lines.Text()); err != nil {
			return nil, fmt.Errorf("line %d: %w", d.line, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", d.line+1, err)
	}
	if d.w == nil {
		return nil, fmt.Errorf("no line \"p min NODES ARCS\" in %d lines", d.line)
	}
	d.settle()
	if d.w.Arcs() != d.arcs {
		return nil, fmt.Errorf("%d arcs; the p line announces %d", d.w.Arcs(), d.arcs)
	}
	return d.w, nil
}

type dimacs struct {
	line, arcs int
	w          *flow.Network
	supplies   []int64
	said       []int // by node: the line that gave its supply
}

func (d *dimacs) read(text string) error {
	field := strings.Fields(text)
	if len(field) == 0 || strings.HasPrefix(field[0], "c") {
		return nil
	}
	if field[0] != "p" && d.w == nil {
		return fmt.Errorf("%q before the line \"p min NODES ARCS\"", text)
	}
	switch field[0] {
	case "p":
		if d.w != nil {
			return fmt.Errorf("a second p line: %q", text)
		}
		if len(field) != 4 || field[1] != "min" {
			return fmt.Errorf("%q; want \"p min NODES ARCS\"", text)
		}
		x, err := numbers(field[2:])
		if err != nil {
			return err
		}
		if x[0] < 0 || x[0] > 1<<30 || x[1] < 0 || x[1] > 1<<30 {
			return fmt.Errorf("%d nodes and %d arcs; at most %d of each", x[0], x[1], 1<<30)
		}
		d.arcs, d.supplies, d.said = int(x[1]), make([]int64, x[0]), make([]int, x[0])
		d.w = flow.NewNetwork(int(x[0]), min(d.arcs, 1<<20))
		return nil
	case "n":
		if d.w.Nodes() > 0 || len(field) != 3 {
			if len(field) == 3 {
				return fmt.Errorf("%q after an arc; lines n come before lines a", text)
			}
			return fmt.Errorf("%q; want \"n NODE SUPPLY\"", text)
		}
		x, err := numbers(field[1:])
		if err != nil {
			return err
		}
		if err := d.node(x[0]); err != nil {
			return err
		}
		if before := d.said[x[0]-1]; before > 0 {
			return fmt.Errorf("node %d again; line %d gave its supply", x[0], before)
		}
		d.supplies[x[0]-1], d.said[x[0]-1] = x[1], d.line
		return nil
	case "a":
		if len(field) != 6 {
			return fmt.Errorf("%q; want \"a FROM TO LOWER CAPACITY COST\"", text)
		}
		x, err := numbers(field[1:])
		if err != nil {
			return err
		}
		for _, v := range x[:2] {
			if err := d.node(v); err != nil {
				return err
			}
		}
		d.settle()
		a := flow.Arc{From: int(x[0] - 1), To: int(x[1] - 1), Lower: x[2], Upper: x[3], Cost: x[4]}
		if a.Upper < 0 {
			a.Upper = flow.Infinite
		}
		if a.Upper < a.Lower {
			return fmt.Errorf("the capacity, %d, is below the lower bound, %d", a.Upper, a.Lower)
		}
		if d.w.Arcs() == d.arcs {
			return fmt.Errorf("more arcs than the p line announces, %d", d.arcs)
		}
		d.w.AddArc(a)
		return nil
	}
	return fmt.Errorf("%q; lines begin with c, p, n or a", text)
}

func (d *dimacs) node(v int64) error {
	if v < 1 || v > int64(len(d.supplies)) {
		return fmt.Errorf("node %d; nodes are numbered 1 to %d", v, len(d.supplies))
	}
	return nil
}

func (d *dimacs) settle() {
	if d.w.Nodes() == 0 {
		for _, b := range d.supplies {
			d.w.AddNode(b)
		}
	}
}

func numbers(field []string) ([]int64, error) {
	x := make([]int64, len(field))
	for i, f := range field {
		var err error
		if x[i], err = strconv.ParseInt(f, 10, 64); err != nil {
			return nil, fmt.Errorf("%q is no whole number of 64 bits", f)
		}
	}
	return x, nil
}

// Write writes a network in the form of DIMACS.
func Write(to io.Writer, w *flow.Network) error {
	out := bufio.NewWriterSize(to, 1<<20)
	fmt.Fprintf(out, "p min %d %d\n", w.Nodes(), w.Arcs())
	for v := range w.Nodes() {
		if b := w.Supply(v); b != 0 {
			fmt.Fprintf(out, "n %d %d\n", v+1, b)
		}
	}
	for i := range w.Arcs() {
		a := w.Arc(i)
		if a.Upper == flow.Infinite {
			a.Upper = -1
		}
		fmt.Fprintf(out, "a %d %d %d %d %d\n", a.From+1, a.To+1, a.Lower, a.Upper, a.Cost)
	}
	return out.Flush()
}
