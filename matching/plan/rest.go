package plan

import (
	"math/big"
	"slices"
)

// What flows leave open after the first levels falls into pieces that nothing ties together any more: what
// is fixed ties nothing. Each is decided apart from the others, and answers to pieces are kept like those
// to parts, so that after a change only pieces are decided anew that have become others.

// rest is a piece of a part on its face.
type rest struct {
	part
	places []int32 // by pair: its place in the part
	begin  []int64 // what to begin with, where flows do not say it
}

// rests are the pieces of what is open beside x, in order of their first pairs.
func (a *part) rests(x []int64) []*rest {
	f := a.face
	nl, ns, nk := int32(len(a.lines)), int32(len(a.stocks)), int32(len(a.kits))
	parent := make([]int32, int(nl+ns+nk)+a.kinds)
	for v := range parent {
		parent[v] = int32(v)
	}
	find := func(v int32) int32 {
		for parent[v] != v {
			parent[v] = parent[parent[v]]
			v = parent[v]
		}
		return v
	}
	join := func(u, v int32) {
		u, v = find(u), find(v)
		parent[max(u, v)] = min(u, v)
	}
	free := func(k int32) bool { return f.lo[k] < f.hi[k] }
	come := make([]bool, a.kinds) // types that come whatever is decided
	for k, v := range x {
		if t := a.kind[k]; t >= 0 && v > 0 && !free(int32(k)) {
			come[t] = true
		}
	}
	for k := range int32(len(x)) {
		if !free(k) {
			continue
		}
		join(a.line[k], nl+a.stock[k])
		if t := a.kind[k]; t >= 0 && !come[t] {
			join(a.line[k], nl+ns+nk+t)
		}
	}
	for i := range a.kits {
		for j := range a.kits[i].members {
			for _, k := range a.kits[i].members[j].at {
				if free(k) {
					join(a.line[k], nl+ns+int32(i))
				}
			}
		}
	}
	by := make(map[int32]*rest)
	var all []*rest
	at := make([]int32, len(x)) // by pair: its place in its rest
	for k := range int32(len(x)) {
		if !free(k) {
			continue
		}
		b := by[find(a.line[k])]
		if b == nil {
			b = &rest{part: part{p: a.p, scale: a.scale}}
			by[find(a.line[k])] = b
			all = append(all, b)
		}
		at[k] = int32(len(b.places))
		b.places = append(b.places, k)
	}
	for _, b := range all {
		b.fill(a, x, come)
	}
	for i := range a.kits {
		b := by[find(nl+ns+int32(i))]
		if b == nil {
			continue // nothing of it is open
		}
		t := kit{weight: a.kits[i].weight, full: a.kits[i].full}
		for _, m := range a.kits[i].members {
			u := kitMember{have: m.have}
			for n, k := range m.at {
				if free(k) {
					u.at, u.val = append(u.at, at[k]), append(u.val, m.val[n])
				} else {
					u.have += m.val[n] * min(x[k], 1+a.kits[i].full/max(1, m.val[n]))
				}
			}
			u.have = min(u.have, t.full)
			t.members = append(t.members, u)
		}
		b.kits = append(b.kits, t)
	}
	for _, b := range all {
		b.byWorth = b.order()
		b.start()
	}
	return all
}

// fill takes over from the part what the pairs are, and what is left for them.
func (b *rest) fill(a *part, x []int64, come []bool) {
	f := a.face
	n := len(b.places)
	b.face = &face{level: f.level, lo: make([]int64, n), hi: make([]int64, n)}
	lineAt, stockAt, kindAt := make(map[int32]int32), make(map[int32]int32), make(map[int32]int32)
	for at, k := range b.places {
		l, ok := lineAt[a.line[k]]
		if !ok {
			l = int32(len(b.lines))
			lineAt[a.line[k]] = l
			used := int64(0)
			for _, j := range a.of[a.line[k]] {
				if f.lo[j] == f.hi[j] {
					used += a.each[j] * x[j]
				}
			}
			i := a.line[k]
			b.lines = append(b.lines, a.lines[i])
			b.open, b.wide, b.rough = append(b.open, a.open[i]-used), append(b.wide, a.wide[i]-used), append(b.rough, a.rough[i])
			b.face.line, b.face.lineFix = append(b.face.line, f.line[i]-used), append(b.face.lineFix, f.lineFix[i])
			b.part.of = append(b.part.of, nil)
		}
		s, ok := stockAt[a.stock[k]]
		if !ok {
			s = int32(len(b.stocks))
			stockAt[a.stock[k]] = s
			used := int64(0)
			for _, j := range a.at[a.stock[k]] {
				if f.lo[j] == f.hi[j] {
					used += x[j]
				}
			}
			i := a.stock[k]
			b.stocks = append(b.stocks, a.stocks[i])
			b.free = append(b.free, a.free[i]-used)
			b.face.stock, b.face.stockFix = append(b.face.stock, f.stock[i]-used), append(b.face.stockFix, f.stockFix[i])
			b.at = append(b.at, nil)
		}
		b.line, b.stock, b.pairs = append(b.line, l), append(b.stock, s), append(b.pairs, a.pairs[k])
		b.part.of[l], b.at[s] = append(b.part.of[l], int32(at)), append(b.at[s], int32(at))
		kind := int32(-1)
		if t := a.kind[k]; t >= 0 && !come[t] {
			if kind, ok = kindAt[t]; !ok {
				kind = int32(len(kindAt))
				kindAt[t] = kind
			}
		}
		b.kind = append(b.kind, kind)
		b.each, b.low, b.use = append(b.each, a.each[k]), append(b.low, a.low[k]), append(b.use, a.use[k])
		b.met, b.late, b.effort = append(b.met, a.met[k]), append(b.late, a.late[k]), append(b.effort, a.effort[k])
		b.face.lo[at], b.face.hi[at] = f.lo[k], f.hi[k]
		b.begin = append(b.begin, x[k])
	}
	b.lo, b.hi = slices.Clone(b.face.lo), slices.Clone(b.face.hi)
	b.kinds = len(kindAt)
	for _, all := range [][]int64{b.met, b.late} { // in steps of their own, so that other pieces do not matter
		g := gcdOf(all)
		for k := range all {
			all[k] /= g
		}
	}
}

// start finds quantities to begin with from the piece alone: those of least effort, spread over what
// there can be. Where they are not of use, what the part found is kept, and the answer depends on it too.
func (b *rest) start() {
	t := b.network().stream(b.build(Effort, score{}, b.lo, b.hi))
	if t.again() != lpBest {
		return
	}
	x := slices.Clone(t.found.Flow[:len(b.places)])
	if b.feasible(x) {
		b.begin = x
	}
}

// digest stands for everything that the answer follows from.
func (b *rest) digest(nodes int) digest {
	w := newWriter()
	ints := func(all []int64) {
		w.int(int64(len(all)))
		for _, v := range all {
			w.int(v)
		}
	}
	short := func(all []int32) {
		w.int(int64(len(all)))
		for _, v := range all {
			w.int(int64(v))
		}
	}
	bools := func(all []bool) {
		for _, v := range all {
			if v {
				w.int(1)
			} else {
				w.int(0)
			}
		}
	}
	w.string("rest")
	w.int(int64(nodes))
	w.int(int64(b.face.level))
	for _, all := range [][]int64{b.free, b.open, b.wide, b.face.stock, b.face.line, b.each, b.low, b.lo, b.hi, b.use, b.met, b.late, b.effort, b.begin} {
		ints(all)
	}
	for _, all := range [][]int32{b.line, b.stock, b.kind} {
		short(all)
	}
	for _, all := range [][]bool{b.rough, b.face.stockFix, b.face.lineFix} {
		bools(all)
	}
	w.int(int64(len(b.kits)))
	for i := range b.kits {
		k := &b.kits[i]
		w.int(k.weight)
		w.int(k.full)
		w.int(int64(len(k.members)))
		for _, m := range k.members {
			w.int(m.have)
			short(m.at)
			ints(m.val)
		}
	}
	return w.sum()
}

// restAnswer is the answer to a piece, by its digest.
type restAnswer struct {
	digest digest
	answer *answer
}

// decideRests decides what is open beside x, and says how good a plan of the part can be on later levels.
func (a *part) decideRests(r *answer, x []int64, nodes int, known func(digest) *answer) {
	rests := a.rests(x)
	r.rests = make([]restAnswer, len(rests))
	each(len(rests), func(i int) {
		b := rests[i]
		d := b.digest(nodes)
		got := known(d)
		if got == nil {
			got = b.part.solveFrom(Level(b.face.level+1), b.begin, nodes, nil)
		}
		r.rests[i] = restAnswer{d, got}
	})
	r.x = slices.Clone(x)
	answers := make([]*answer, len(rests))
	for i, b := range rests {
		got := *r.rests[i].answer
		got.scale = a.scale
		answers[i] = &got
		for at, k := range b.places {
			r.x[k] = got.x[at]
			r.lo[k], r.hi[k] = got.lo[at], got.hi[at]
		}
	}
	r.score = a.score(r.x)
	gaps := gaps(answers)
	for l := a.face.level + 1; int(l) < levelCount; l++ {
		r.cap[l] = r.score[l] + floor(new(big.Rat).Quo(gaps[l], a.by[l]))
		r.loose[l] = looseCap{decided: a.decides(l), simple: a.atMost(l)}
		r.loose[l].cap = r.loose[l].simple
	}
	for _, q := range r.rests {
		r.nodes += q.answer.nodes
	}
}

// atMost is what a part cannot pass on a level whatever it is on others.
func (a *part) atMost(l Level) (most int64) {
	switch l {
	case Whole:
		for i := range a.kits {
			most += a.kits[i].weight * a.kits[i].share(a.hi)
		}
	case Effort:
		for k, v := range a.lo {
			if v > 0 {
				most -= a.effort[k]
			}
		}
	}
	return most
}
