package plan

// build makes the question of one level: quantities, what the levels before must keep, and the objective.
// The columns are the pairs first, then what follows from them.
func (a *part) build(level Level, reached score, lo, hi []int64) *model {
	m := &model{}
	for l := range m.keeps {
		m.keeps[l] = -1
	}
	n := len(a.pairs)
	m.pairs = n
	for k := range n {
		cost, charge := int64(0), int64(0)
		switch level {
		case Met:
			cost = a.met[k]
		case Lateness:
			cost = a.late[k]
		case Effort:
			charge = a.effort[k]
		}
		m.addCol(lo[k], hi[k], a.use[k], charge, cost, false)
	}
	m.stockRow, m.lineRow = make([]int, len(a.at)), make([]int, len(a.of))
	for s, ks := range a.at {
		sum, r, open := int64(0), row{rhs: a.free[s]}, false
		for _, k := range ks {
			r.put(k, 1)
			sum += a.hi[k]
			open = open || lo[k] < hi[k]
		}
		if f := a.face; f != nil && f.stockFix[s] && open {
			r.rhs, r.equal = f.stock[s], true
		}
		m.stockRow[s] = m.addNeeded(r, sum)
	}
	for l, ks := range a.of {
		r, open := row{rhs: a.wide[l]}, false
		sum := int64(0)
		for _, k := range ks {
			r.put(k, a.low[k])
			sum += a.low[k] * a.hi[k]
			open = open || lo[k] < hi[k]
		}
		if f := a.face; f != nil && f.lineFix[l] && open {
			r.rhs, r.equal = f.line[l], true
		}
		m.lineRow[l] = m.addNeeded(r, sum)
	}
	m.flowRows = len(m.rows)
	keep := func(by func(k int32) int64, l Level) {
		m.keeps[l] = len(m.rows)
		r := m.addRow(-reached[l])
		for k := range int32(n) {
			r.put(k, -by(k))
		}
	}
	if level > Met && !a.holds(Met) {
		keep(func(k int32) int64 { return a.met[k] }, Met)
	}
	if level > Lateness && !a.holds(Lateness) {
		keep(func(k int32) int64 { return a.late[k] }, Lateness)
	}
	if level >= Whole && a.decides(Whole) {
		a.buildKits(m, level, reached)
	}
	if level >= Types && a.kinds > 0 {
		a.buildKinds(m, level, reached)
	}
	if level == Spread {
		a.buildFair(m, reached)
	}
	return m
}

// addNeeded adds a row that rules something out where columns can sum up to so much, and returns its
// place, −1 where it rules nothing out.
func (m *model) addNeeded(r row, sum int64) int {
	if sum <= r.rhs && !r.equal {
		return -1
	}
	m.rows = append(m.rows, r)
	return len(m.rows) - 1
}

// holds says whether a level is kept by the face that the part is on, so that no row need keep it.
func (a *part) holds(l Level) bool { return a.face != nil && l <= a.face.level }

func (a *part) buildKits(m *model, level Level, reached score) {
	var keep row
	for i := range a.kits {
		t := &a.kits[i]
		cost := int64(0)
		if level == Whole {
			cost = t.weight
		}
		col := m.addCol(0, t.full, 1, 0, cost, true)
		keep.put(col, -t.weight)
		for j := range t.members {
			u := &t.members[j]
			r := m.addRow(u.have)
			r.put(col, 1)
			for n, k := range u.at {
				r.put(k, -u.val[n])
			}
		}
	}
	if level > Whole {
		keep.rhs = -reached[Whole]
		m.keeps[Whole] = len(m.rows)
		m.rows = append(m.rows, keep)
	}
}

// kindRowsMost is up to how many pairs every line and stock says which types it brings.
const kindRowsMost = 3000

func (a *part) buildKinds(m *model, level Level, reached score) {
	first := int32(len(m.lo))
	keep := row{rhs: -reached[Types]}
	for range a.kinds {
		cost := int64(0)
		if level == Types {
			cost = -1
		}
		col := m.addCol(0, 1, 1, 0, cost, false)
		keep.put(col, 1)
	}
	// A type comes if any line or stock uses it: a row for each of them, whatever its pairs. Where that
	// would be too many rows, one for each type, which says less.
	if len(a.pairs) > kindRowsMost {
		rows, most := make([]row, a.kinds), make([]int64, a.kinds)
		for k, t := range a.kind {
			if t >= 0 {
				rows[t].put(int32(k), 1)
				most[t] += a.hi[k]
			}
		}
		for t := range rows {
			rows[t].put(first+int32(t), -most[t])
			m.rows = append(m.rows, rows[t])
		}
		a.keepKinds(m, level, &keep)
		return
	}
	for at, ks := range [][][]int32{a.of, a.at} {
		for i, of := range ks {
			var rows []row
			where := make(map[int32]int)
			for _, k := range of {
				t := a.kind[k]
				if t < 0 {
					continue
				}
				n, ok := where[t]
				if !ok {
					n = len(rows)
					where[t] = n
					rows = append(rows, row{})
				}
				if at == 0 {
					rows[n].put(k, a.low[k])
				} else {
					rows[n].put(k, 1)
				}
			}
			for n := range rows {
				r := &rows[n]
				most, total := a.free[min(i, len(a.free)-1)], int64(0)
				if at == 0 {
					most = a.wide[i]
				}
				for m, k := range r.at {
					total += r.val[m] * a.hi[k]
				}
				r.put(first+a.kind[r.at[0]], -min(most, total))
				m.rows = append(m.rows, *r)
			}
		}
	}
	a.keepKinds(m, level, &keep)
}

func (a *part) keepKinds(m *model, level Level, keep *row) {
	if level > Types {
		m.keeps[Types] = len(m.rows)
		m.rows = append(m.rows, *keep)
	}
}
