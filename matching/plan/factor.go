package plan

import "math"

// factor keeps a basis in triangles, B = L·U but for the order of rows and columns, and the changes made
// to it since (in product form). Products are rounded before they are added, so that every machine
// computes the same.
type factor struct {
	m      int
	prow   []int32 // by pivot: its row
	pcol   []int32 // by pivot: its place in the basis
	diag   []float64
	lower  [][]cell // by pivot: rows below and what of the pivot's row goes into them
	upper  [][]cell // by pivot: rows of earlier pivots
	deep   []int32  // pivots with a lower part
	etas   []eta
	rowPos []int32 // by row: its pivot, −1 before it has one
	count  []int32 // by row: entries in what is left
	work   []float64
}

type cell struct {
	at int32
	v  float64
}

// eta is one column put in another's place.
type eta struct {
	at    int32
	pivot float64
	rest  []cell
}

// tiny is what counts as nothing beside entries near 1.
const tiny = 1e-12

// build factors the matrix of columns; it returns false and the places that cannot be pivoted where the
// matrix is singular, with the rows that are left without one.
func (f *factor) build(m int, column func(int) []cell) (ok bool, badCols, badRows []int32) {
	f.m = m
	f.prow, f.pcol, f.diag = f.prow[:0], f.pcol[:0], f.diag[:0]
	f.lower, f.upper, f.deep, f.etas = f.lower[:0], f.upper[:0], f.deep[:0], f.etas[:0]
	f.rowPos = resized(f.rowPos, m, -1)
	f.work = resized(f.work, m, 0)
	order := f.order(column)
	mark := make([]int32, m) // by pivot: the column that reached it last, plus 1
	met := make([]int32, m)  // by row, likewise
	var touched, stack, path []int32
	done := make([]bool, m)
	for _, c := range order {
		touched, path = touched[:0], path[:0]
		for _, e := range column(int(c)) {
			touched, met[e.at] = append(touched, e.at), c+1
			f.work[e.at] = e.v
		}
		// Pivots that the column meets, each after those that change it.
		for _, r := range touched {
			k := f.rowPos[r]
			if k < 0 || mark[k] == c+1 {
				continue
			}
			stack = append(stack[:0], k)
			for len(stack) > 0 {
				k := stack[len(stack)-1]
				if mark[k] == c+1 {
					stack = stack[:len(stack)-1]
					if done[k] {
						path = append(path, k)
						done[k] = false
					}
					continue
				}
				mark[k], done[k] = c+1, true
				for _, e := range f.lower[k] {
					if n := f.rowPos[e.at]; n >= 0 && mark[n] != c+1 {
						stack = append(stack, n)
					}
				}
			}
		}
		var up []cell
		for i := len(path) - 1; i >= 0; i-- {
			k := path[i]
			t := f.work[f.prow[k]]
			if t == 0 {
				continue
			}
			for _, e := range f.lower[k] {
				if met[e.at] != c+1 {
					touched, met[e.at] = append(touched, e.at), c+1
				}
				f.work[e.at] -= float64(e.v * t)
			}
			if math.Abs(t) > tiny {
				up = append(up, cell{f.prow[k], t})
			}
		}
		pivot := f.choose(touched)
		if pivot < 0 {
			badCols = append(badCols, c)
			for _, r := range touched {
				f.work[r] = 0
			}
			continue
		}
		d := f.work[pivot]
		var low []cell
		for _, r := range touched {
			if v := f.work[r]; r != pivot && f.rowPos[r] < 0 && math.Abs(v) > tiny {
				low = append(low, cell{r, v / d})
			}
		}
		for _, r := range touched {
			f.work[r] = 0
		}
		k := int32(len(f.prow))
		f.rowPos[pivot] = k
		f.prow, f.pcol, f.diag = append(f.prow, pivot), append(f.pcol, c), append(f.diag, d)
		f.lower, f.upper = append(f.lower, low), append(f.upper, up)
		if len(low) > 0 {
			f.deep = append(f.deep, k)
		}
	}
	for r, k := range f.rowPos {
		if k < 0 {
			badRows = append(badRows, int32(r))
		}
	}
	return len(badCols) == 0, badCols, badRows
}

// choose picks the row to pivot in: of those large enough, the one with the fewest entries in what is left.
func (f *factor) choose(rows []int32) int32 {
	most := 0.0
	for _, r := range rows {
		if f.rowPos[r] < 0 {
			most = max(most, math.Abs(f.work[r]))
		}
	}
	if most < 1e-9 {
		return -1
	}
	best := int32(-1)
	for _, r := range rows {
		if f.rowPos[r] < 0 && math.Abs(f.work[r]) >= 0.1*most &&
			(best < 0 || f.count[r] < f.count[best] || f.count[r] == f.count[best] && r < best) {
			best = r
		}
	}
	return best
}

// order is the columns so that most of them are already triangular: first those that are alone in a row
// or column of what is left, then the others from the shortest on.
func (f *factor) order(column func(int) []cell) []int32 {
	m := f.m
	f.count = resized(f.count, m, 0)
	colCount := make([]int32, m)
	total := 0
	for c := range m {
		for _, e := range column(c) {
			f.count[e.at]++
			colCount[c]++
			total++
		}
	}
	start := make([]int32, m+1)
	for r := range m {
		start[r+1] = start[r] + f.count[r]
	}
	inRow, next := make([]int32, total), make([]int32, m)
	for c := range m {
		for _, e := range column(c) {
			inRow[start[e.at]+next[e.at]] = int32(c)
			next[e.at]++
		}
	}
	order := make([]int32, 0, m)
	rowDone, colDone := make([]bool, m), make([]bool, m)
	var cols, rows []int32
	for i := range int32(m) {
		if colCount[i] == 1 {
			cols = append(cols, i)
		}
		if f.count[i] == 1 {
			rows = append(rows, i)
		}
	}
	take := func(r, c int32) {
		rowDone[r], colDone[c] = true, true
		order = append(order, c)
		for _, e := range column(int(c)) {
			if !rowDone[e.at] {
				if f.count[e.at]--; f.count[e.at] == 1 {
					rows = append(rows, e.at)
				}
			}
		}
		for _, d := range inRow[start[r]:start[r+1]] {
			if !colDone[d] {
				if colCount[d]--; colCount[d] == 1 {
					cols = append(cols, d)
				}
			}
		}
	}
	for len(cols) > 0 || len(rows) > 0 {
		if n := len(cols); n > 0 {
			c := cols[n-1]
			cols = cols[:n-1]
			if colDone[c] || colCount[c] != 1 {
				continue
			}
			for _, e := range column(int(c)) {
				if !rowDone[e.at] {
					take(e.at, c)
					break
				}
			}
			continue
		}
		r := rows[len(rows)-1]
		rows = rows[:len(rows)-1]
		if rowDone[r] || f.count[r] != 1 {
			continue
		}
		for _, c := range inRow[start[r]:start[r+1]] {
			if !colDone[c] {
				take(r, c)
				break
			}
		}
	}
	// The rest by length, by counting.
	by := make([][]int32, 0)
	for c := range int32(m) {
		if !colDone[c] {
			n := int(colCount[c])
			for len(by) <= n {
				by = append(by, nil)
			}
			by[n] = append(by[n], c)
		}
	}
	for _, cs := range by {
		order = append(order, cs...)
	}
	return order
}
