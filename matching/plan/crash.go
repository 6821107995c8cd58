package plan

// crash is a basis of a model's linear problem made of what flows in the network: pairs and rows whose
// price is paid in full, that between bounds first, as many as make a tree. Of a problem that is the
// network alone it is the best basis already.
func (w *network) crash(m *model) start {
	t := w.stream(m)
	if t.again() != lpBest {
		return start{}
	}
	n, rows := len(m.lo), len(m.rows)
	b := start{n: n, place: make([]int32, n+rows)}
	for j := range b.place {
		b.place[j] = atLower
	}
	group := make([]int32, 1+len(w.unit)+len(w.per))
	for v := range group {
		group[v] = int32(v)
	}
	find := func(v int32) int32 {
		for group[v] != v {
			group[v] = group[group[v]]
			v = group[v]
		}
		return v
	}
	take := func(variable, from, to int) {
		u, v := find(int32(from)), find(int32(to))
		if u == v {
			return
		}
		group[max(u, v)] = min(u, v)
		b.place[variable] = int32(len(b.basis))
		b.basis = append(b.basis, int32(variable))
	}
	net := t.solver.Network()
	variable := func(i int) int {
		row := -1
		switch np, ns := len(w.out), len(w.unit); {
		case i < np:
			return i
		case i < np+ns:
			row = m.stockRow[i-np]
		default:
			row = m.lineRow[i-np-ns]
		}
		if row < 0 {
			return -1
		}
		return n + row
	}
	// Nodes without a row hang from the ground as they are; then what flows freely, what is paid in full,
	// and slacks where neither is enough.
	for i := range net.Arcs() {
		if variable(i) < 0 {
			a := net.Arc(i)
			u, v := find(int32(a.From)), find(int32(a.To))
			group[max(u, v)] = min(u, v)
		}
	}
	for pass := range 3 {
		for i := range net.Arcs() {
			j, a, x := variable(i), net.Arc(i), t.found.Flow[i]
			if j < 0 || i < len(w.out) && w.out[i] {
				continue
			}
			if x == a.Upper && a.Upper > a.Lower && i < len(w.out) && b.place[j] < 0 {
				b.place[j] = atUpper
			}
			between, paid := a.Lower < x && x < a.Upper, t.found.ReducedCost(a) == 0
			if pass == 0 && between || pass == 1 && paid || pass == 2 && j >= n {
				take(j, a.From, a.To)
			}
		}
	}
	for i := range m.rows {
		if b.place[n+i] >= 0 || m.isFlow(i) {
			continue
		}
		b.place[n+i] = int32(len(b.basis))
		b.basis = append(b.basis, int32(n+i))
	}
	if len(b.basis) != rows {
		return start{}
	}
	return b
}

// isFlow says whether a row is that of a stock or a line.
func (m *model) isFlow(i int) bool { return i < m.flowRows }
