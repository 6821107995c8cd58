package plan

import (
	"math"
	"math/rand/v2"
	"testing"
)

// A basis in triangles solves what the basis itself would, also after columns were replaced.
func TestFactorSolvesItsBasis(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 300 {
		m := 1 + r.IntN(40)
		cols := make([][]cell, m)
		column := func() (c []cell) {
			rows := r.Perm(m)[:1+r.IntN(min(m, 4))]
			for _, i := range rows {
				c = append(c, cell{int32(i), math.Round(r.NormFloat64()*8)/2 + 0.25})
			}
			return c
		}
		for i := range cols {
			cols[i] = column()
		}
		var f factor
		ok, bad, rows := f.build(m, func(c int) []cell { return cols[c] })
		for !ok {
			for i, c := range bad {
				cols[c] = []cell{{rows[i], 1}}
			}
			ok, bad, rows = f.build(m, func(c int) []cell { return cols[c] })
		}
		check := func() {
			t.Helper()
			rhs, v, x := make([]float64, m), make([]float64, m), make([]float64, m)
			for i := range rhs {
				rhs[i] = r.NormFloat64()
			}
			copy(v, rhs)
			f.forward(v, x)
			for c, col := range cols {
				for _, e := range col {
					rhs[e.at] -= e.v * x[c]
				}
			}
			for i, d := range rhs {
				if math.Abs(d) > 1e-5 {
					t.Fatalf("round %d: row %d of %d is off by %g", round, i, m, d)
				}
			}
			c, y := make([]float64, m), make([]float64, m)
			for i := range c {
				c[i] = r.NormFloat64()
			}
			f.backward(append([]float64(nil), c...), y)
			for i, col := range cols {
				for _, e := range col {
					c[i] -= e.v * y[e.at]
				}
				if math.Abs(c[i]) > 1e-5 {
					t.Fatalf("round %d: column %d of %d is off by %g", round, i, m, c[i])
				}
			}
		}
		check()
		for range 5 {
			col, at := column(), r.IntN(m)
			v, w := make([]float64, m), make([]float64, m)
			for _, e := range col {
				v[e.at] = e.v
			}
			f.forward(v, w)
			if math.Abs(w[at]) < 0.1 {
				continue
			}
			f.replace(int32(at), w)
			cols[at] = col
			check()
		}
	}
}
