package network

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muster/matching/flow"
)

// The costs that LEMON, Clp, HiGHS and GLPK found.
func TestGeneratedInstancesCostWhatEverySolverFound(t *testing.T) {
	for n, want := range map[int]int64{1000: 671_143_788, 10_000: 4_117_139_710} {
		m := NewMatching(n, false)
		r, err := flow.Solve(m.Whole)
		if err != nil {
			t.Fatal(err)
		}
		if err := flow.Verify(m.Whole, r.Flow, r.Potential); err != nil {
			t.Error(err)
		}
		sum := int64(0)
		for _, w := range m.Parts() {
			r, err := flow.Solve(w)
			if err != nil {
				t.Fatal(err)
			}
			sum += r.Cost
		}
		if r.Cost != want || sum != want {
			t.Errorf("%d lines: %d, its parts %d, want %d", n, r.Cost, sum, want)
		}
	}
}

// The instances of the DIMACS challenge's generators, and what LEMON found.
func TestDIMACSInstancesCostWhatLEMONFound(t *testing.T) {
	dir := os.Getenv("MUSTER_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "data")); err != nil {
		t.Skipf("no real data: %s is absent (MUSTER_SHARED names another folder)", dir)
	}
	for name, want := range map[string]int64{"Network1.dmx": 250_408_004, "Network2.dmx": 74_168_480, "Network3.dmx": 12_909_051} {
		text, err := os.ReadFile(filepath.Join(dir, "data", "min-cost-flow", name))
		if err != nil {
			t.Fatal(err)
		}
		w, err := Read(bytes.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		r, err := flow.Solve(w)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if r.Cost != want {
			t.Errorf("%s: %d, want %d", name, r.Cost, want)
		}
		if err := flow.Verify(w, r.Flow, r.Potential); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	w := NewMatching(100, true).Whole
	w.AddArc(flow.Arc{From: 3, To: 4, Lower: -2, Upper: flow.Infinite, Cost: -7})
	var once, twice bytes.Buffer
	if err := Write(&once, w); err != nil {
		t.Fatal(err)
	}
	again, err := Read(bytes.NewReader(once.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := Write(&twice, again); err != nil {
		t.Fatal(err)
	}
	if once.String() != twice.String() || again.Arcs() != w.Arcs() || again.Arc(w.Arcs()-1) != w.Arc(w.Arcs()-1) {
		t.Error("another network is read than was written")
	}
}

func TestFaultsOfAFileAreNamedByLine(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   `no line "p min NODES ARCS" in 0 lines`,
		"c only\n":                           `in 1 lines`,
		"n 1 5\n":                            `line 1: "n 1 5" before the line "p min NODES ARCS"`,
		"p max 2 1\n":                        `line 1: "p max 2 1"; want "p min NODES ARCS"`,
		"p min 2 x\n":                        `line 1: "x" is no whole number`,
		"p min 2 -1\n":                       `line 1: 2 nodes and -1 arcs`,
		"p min 2 0\np min 2 0\n":             `line 2: a second p line`,
		"p min 2 0\nn 3 1\n":                 `line 2: node 3; nodes are numbered 1 to 2`,
		"p min 2 0\nn 1\n":                   `line 2: "n 1"; want "n NODE SUPPLY"`,
		"p min 2 0\nn 1 1\nn 1 2\n":          `line 3: node 1 again; line 2 gave its supply`,
		"p min 2 1\na 1 2 0 5 1\nn 1 2\n":    `line 3: "n 1 2" after an arc`,
		"p min 2 1\na 1 2 0 5\n":             `line 2: "a 1 2 0 5"; want "a FROM TO LOWER CAPACITY COST"`,
		"p min 2 1\na 1 0 0 5 1\n":           `line 2: node 0; nodes are numbered 1 to 2`,
		"p min 2 1\na 1 2 6 5 1\n":           `line 2: the capacity, 5, is below the lower bound, 6`,
		"p min 2 1\na 1 2 0 5 1.5\n":         `line 2: "1.5" is no whole number`,
		"p min 2 2\na 1 2 0 5 1\n":           `1 arcs; the p line announces 2`,
		"p min 2 0\na 1 2 0 5 1\n":           `line 2: more arcs than the p line announces, 0`,
		"p min 2 0\nx\n":                     `line 2: "x"; lines begin with c, p, n or a`,
		"p min 2 0\nn 1 9223372036854775808": `line 2: "9223372036854775808" is no whole number of 64 bits`,
	} {
		if _, err := Read(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	w, err := Read(strings.NewReader("c a comment\n\np min 3 0\nn 1 0\n"))
	if err != nil || w.Nodes() != 3 {
		t.Errorf("a network without arcs: %+v, %v", w, err)
	}
}
