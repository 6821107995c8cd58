package plan

// forward solves B·x = v: v is by row and is used up, what comes out in x is by place in the basis.
func (f *factor) forward(v, x []float64) {
	for _, k := range f.deep {
		if t := v[f.prow[k]]; t != 0 {
			for _, e := range f.lower[k] {
				v[e.at] -= float64(e.v * t)
			}
		}
	}
	for k := f.m - 1; k >= 0; k-- {
		r := f.prow[k]
		t := v[r]
		if t == 0 {
			x[f.pcol[k]] = 0
			continue
		}
		t /= f.diag[k]
		for _, e := range f.upper[k] {
			v[e.at] -= float64(e.v * t)
		}
		x[f.pcol[k]] = t
		v[r] = 0
	}
	for i := range f.etas {
		e := &f.etas[i]
		t := x[e.at]
		if t == 0 {
			continue
		}
		t /= e.pivot
		x[e.at] = t
		for _, c := range e.rest {
			x[c.at] -= float64(c.v * t)
		}
	}
}

// backward solves y·B = c: c is by place in the basis and is used up, what comes out in y is by row.
func (f *factor) backward(c, y []float64) {
	for i := len(f.etas) - 1; i >= 0; i-- {
		e := &f.etas[i]
		t := c[e.at]
		for _, r := range e.rest {
			t -= float64(r.v * c[r.at])
		}
		c[e.at] = t / e.pivot
	}
	for k := range f.m {
		t := c[f.pcol[k]]
		for _, e := range f.upper[k] {
			t -= float64(e.v * y[e.at])
		}
		if t != 0 {
			t /= f.diag[k]
		}
		y[f.prow[k]] = t
	}
	for i := len(f.deep) - 1; i >= 0; i-- {
		k := f.deep[i]
		t := y[f.prow[k]]
		for _, e := range f.lower[k] {
			t -= float64(e.v * y[e.at])
		}
		y[f.prow[k]] = t
	}
}

// replace puts a column in the place of another; w is what forward made of it.
func (f *factor) replace(at int32, w []float64) {
	e := eta{at: at, pivot: w[at]}
	for i, v := range w {
		if int32(i) != at && (v > tiny || v < -tiny) {
			e.rest = append(e.rest, cell{int32(i), v})
		}
	}
	f.etas = append(f.etas, e)
}

func resized[T any](s []T, n int, with T) []T {
	if cap(s) < n {
		s = make([]T, n)
	}
	s = s[:n]
	for i := range s {
		s[i] = with
	}
	return s
}
