package flow

import "fmt"

// addition is a change of what a node supplies that the parts do not know of yet.
type addition struct {
	node int32
	more int64
}

// SetCost changes what each unit on an arc costs.
func (s *Solver) SetCost(arc int, cost int64) error {
	a, err := s.arc(arc)
	if err != nil {
		return err
	}
	a.Cost = cost
	return s.setArc(arc, a)
}

// SetBounds changes what an arc must and may carry.
func (s *Solver) SetBounds(arc int, lower, upper int64) error {
	a, err := s.arc(arc)
	if err != nil {
		return err
	}
	a.Lower, a.Upper = lower, upper
	return s.setArc(arc, a)
}

// SetSupply changes what a node supplies, negative if it demands. Supplies need balance only when
// [Solver.Solve] is called.
func (s *Solver) SetSupply(node int, supply int64) error {
	if node < 0 || node >= len(s.net.supply) {
		return &InputError{"node", node, fmt.Sprintf("unknown; nodes are numbered 0 to %d", len(s.net.supply)-1)}
	}
	if supply > Largest || supply < -Largest {
		return &InputError{"node", node, fmt.Sprintf("the supply is %d; at most %d either sign", supply, Largest)}
	}
	old := s.net.supply[node]
	s.sums.supply(old, -1)
	s.sums.supply(supply, 1)
	s.net.supply[node] = supply
	s.solved, s.result = false, nil
	if s.parts == nil || s.rebuild {
		return nil
	}
	if o := s.offset[node]; o != 0 {
		s.fixed.addProduct(o, old)
		s.fixed.addProduct(-o, supply)
	}
	s.later = append(s.later, addition{int32(node), supply - old})
	if s.eliminated(node) {
		s.recheck = true
	}
	return nil
}

// AddNode adds a node and returns its number.
func (s *Solver) AddNode(supply int64) (int, error) {
	if len(s.net.supply) == mostNodes {
		return 0, &OverflowError{fmt.Sprintf("more than %d nodes", mostNodes)}
	}
	v := s.net.AddNode(0)
	if s.parts != nil {
		s.stands, s.offset = append(s.stands, int32(v)), append(s.offset, 0)
		s.home, s.nodeAt, s.tops = append(s.home, nowhere), append(s.nodeAt, 0), append(s.tops, false)
	}
	s.solved, s.result = false, nil
	return v, s.SetSupply(v, supply)
}

// AddArc adds an arc and returns its number.
func (s *Solver) AddArc(a Arc) (int, error) {
	if s.parts != nil {
		s.index()
	}
	i := len(s.net.arcs)
	if why := a.wrong(len(s.net.supply)); why != "" {
		return 0, &InputError{"arc", i, why}
	}
	if i == mostNodes {
		return 0, &OverflowError{fmt.Sprintf("more than %d arcs", mostNodes)}
	}
	s.net.AddArc(a)
	s.sums.arc(&a, 1)
	s.solved, s.result = false, nil
	if s.parts == nil || s.rebuild {
		return i, nil
	}
	s.arcIn, s.arcAt = append(s.arcIn, nowhere), append(s.arcAt, 0)
	if s.stands[a.From] == s.stands[a.To] {
		s.loops = append(s.loops, int32(i))
	}
	s.countHubs(&a, 1)
	s.count(i, 1)
	if s.eliminated(a.From) || s.eliminated(a.To) {
		s.joined = append(s.joined, int32(i))
	}
	if s.stands[a.From] == s.stands[a.To] {
		return i, nil
	}
	s.added = append(s.added, int32(i))
	s.lower(i, a.Lower)
	return i, nil
}

// RemoveArc takes an arc away. Its number is not used again.
func (s *Solver) RemoveArc(arc int) error {
	a, err := s.arc(arc)
	if err != nil {
		return err
	}
	a.Lower, a.Upper = 0, 0
	if err := s.setArc(arc, a); err != nil {
		return err
	}
	s.gone = append(s.gone, make([]bool, max(0, arc+1-len(s.gone)))...)
	s.gone[arc] = true
	if s.parts != nil && !s.rebuild && s.isFreed(int32(arc)) {
		s.rebuild = true
	}
	return nil
}

// RemoveNode takes a node away with its arcs and its supply. Its number is not used again.
func (s *Solver) RemoveNode(node int) error {
	if err := s.SetSupply(node, 0); err != nil {
		return err
	}
	for i := range s.net.arcs {
		if a := &s.net.arcs[i]; (a.From == node || a.To == node) && s.alive(i) {
			if err := s.RemoveArc(i); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Solver) arc(i int) (Arc, error) {
	if i < 0 || i >= len(s.net.arcs) {
		return Arc{}, &InputError{"arc", i, fmt.Sprintf("unknown; arcs are numbered 0 to %d", len(s.net.arcs)-1)}
	}
	if !s.alive(i) {
		return Arc{}, &InputError{"arc", i, "it was removed"}
	}
	return s.net.arcs[i], nil
}

// setArc gives an arc other bounds or another cost; its ends stay.
func (s *Solver) setArc(i int, a Arc) error {
	if why := a.wrong(len(s.net.supply)); why != "" {
		return &InputError{"arc", i, why}
	}
	old := s.net.arcs[i]
	if a == old {
		return nil
	}
	s.sums.arc(&old, -1)
	s.sums.arc(&a, 1)
	s.solved, s.result = false, nil
	if s.parts == nil || s.rebuild {
		s.net.arcs[i] = a
		return nil
	}
	s.index()
	s.countHubs(&old, -1)
	s.countHubs(&a, 1)
	s.count(i, -1)
	s.net.arcs[i] = a
	s.count(i, 1)
	k := s.arcIn[i]
	if k == isFreed {
		s.recheck = true
		s.rebuild = s.rebuild || a.Cost != old.Cost
		return nil
	}
	s.lower(i, a.Lower-old.Lower)
	if k == nowhere {
		return nil
	}
	p, e := s.parts[k], s.arcAt[i]
	p.stale = true
	if cost := s.loopCost(&a); a.Cost != old.Cost {
		p.setCost(e, cost)
		if max(cost, -cost) > p.most {
			s.redear = append(s.redear, k)
		}
	}
	for _, v := range []int32{p.arcs[e].from, p.arcs[e].to} {
		if p.stub[v] == e {
			p.ground(v)
		}
	}
	p.setRoom(e, a.room())
	return nil
}

// lower lets an arc carry so much more in any case: its ends supply that much less and more.
func (s *Solver) lower(i int, more int64) {
	a := &s.net.arcs[i]
	if more == 0 || s.stands[a.From] == s.stands[a.To] {
		return
	}
	s.later = append(s.later, addition{int32(a.From), -more}, addition{int32(a.To), more})
}

// count adds to what is fixed of the cost an arc's share: its lower bound, and all of a loop's flow.
func (s *Solver) count(i int, sign int64) {
	s.countLower(i, sign)
	if a := &s.net.arcs[i]; s.arcIn[i] == nowhere && s.stands[a.From] == s.stands[a.To] {
		s.countLoop(i, sign)
	}
}

func (s *Solver) countLower(i int, sign int64) {
	if a := &s.net.arcs[i]; a.Lower != 0 {
		s.fixed.addProduct(sign*a.Lower, s.loopCost(a))
	}
}

func (s *Solver) countLoop(i int, sign int64) {
	a := &s.net.arcs[i]
	c := s.loopCost(a)
	if c >= 0 {
		return
	}
	if a.Upper == Infinite {
		s.rebuild = true // which says what is wrong
		return
	}
	s.fixed.addProduct(sign*(a.Upper-a.Lower), c)
}

func (s *Solver) eliminated(v int) bool { return s.stands[v] != int32(v) }

// countHubs keeps the sums of bounds at nodes that became one with others.
func (s *Solver) countHubs(a *Arc, sign int64) {
	if a.From == a.To {
		return
	}
	for _, v := range []int{a.From, a.To} {
		if s.eliminated(v) {
			s.hubs[int32(v)].count(a, v, sign)
			s.recheck = true
		}
	}
}
