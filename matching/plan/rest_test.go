package plan

import (
	"math/rand/v2"
	"testing"

	"muster"
)

// Where flows decide the first levels, what they leave open is kept in pieces: after a change most of them
// are the same, and the plan is that of a new solver.
func TestPiecesAreKeptAndThePlanIsThatOfANewSolver(t *testing.T) {
	seed := seeds(t)
	kept, anew := 0, 0
	for i := range rounds(t, 3) {
		r := rand.New(rand.NewPCG(seed, uint64(i)))
		p := market(seed+uint64(i), 120, 2, 8, []sides{noSides, {useful: 0.05}, {packages: 0.2, types: true}}[i%3])
		p.Options.Nodes = 4
		var s Solver
		for step := range 8 {
			before := map[digest]bool{}
			for d := range s.now {
				before[d] = true
			}
			got, err := s.Solve(p)
			if err != nil {
				t.Fatal(err)
			}
			want, err := Solve(p)
			if err != nil {
				t.Fatal(err)
			}
			if a, b := byID(p, got), byID(p, want); a != b {
				t.Fatalf("market %d of seed %d, change %d: after changes\n%s\nanew\n%s", i, seed, step, a, b)
			}
			for d, a := range s.now {
				for _, x := range a.rests {
					switch {
					case step == 0 || before[d]: // of a part that is as it was
					case before[x.digest]:
						kept++
					default:
						anew++
					}
				}
			}
			switch k := r.IntN(len(p.Pairs)); step % 3 {
			case 0:
				p.Stocks[p.Pairs[k].Stock].Free++
			case 1:
				p.Pairs[k].Arrives += muster.Day(r.IntN(20) - 10)
			case 2:
				p.Pairs[k].Effort += 5
			}
		}
	}
	if t.Logf("%d pieces kept, %d decided anew", kept, anew); kept < anew {
		t.Errorf("%d pieces were kept and %d decided anew: a change costs more than what it changes", kept, anew)
	}
}
