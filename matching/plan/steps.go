package plan

import "math/big"

// common is the least common denominator, nil if it passes most.
func common(all []*big.Rat, most *big.Int) *big.Int {
	d := big.NewInt(1)
	g := new(big.Int)
	for _, r := range all {
		q := r.Denom()
		g.GCD(nil, nil, d, q)
		if d.Mul(d, new(big.Int).Quo(q, g)); d.Cmp(most) > 0 {
			return nil
		}
	}
	return d
}

var gridInt = big.NewInt(grid)

// floor and ceil round a number to a whole one.
func floor(r *big.Rat) int64 {
	n := new(big.Int).Div(r.Num(), r.Denom()) // denominators are above 0, so Div rounds down
	if !n.IsInt64() {
		return int64(n.Sign()) << 62
	}
	return n.Int64()
}

func ceil(r *big.Rat) int64 { return -floor(new(big.Rat).Neg(r)) }

func scaledBy(r *big.Rat, d *big.Int) *big.Rat {
	return new(big.Rat).Mul(r, new(big.Rat).SetInt(d))
}

// steps finds how fine the steps are in which numbers are counted so that the largest sum keeps to the
// grid: exactly, where that can be, else so that each is rounded up by less than a step.
func steps(all []*big.Rat, most *big.Rat) (d *big.Int, exact bool) {
	if d = common(all, gridInt); d != nil && scaledBy(most, d).Cmp(new(big.Rat).SetInt(gridInt)) <= 0 {
		return d, true
	}
	d = big.NewInt(1)
	for k := uint(60); k > 0; k-- {
		d.Lsh(big.NewInt(1), k)
		if scaledBy(most, d).Cmp(new(big.Rat).SetInt(gridInt)) <= 0 {
			return d, false
		}
	}
	return big.NewInt(1), false
}

// countedBy finds the steps in which a level is counted: exact ones where they fit into the grid, else
// some that leave its bounds room for what is rounded off prices.
func countedBy(all []*big.Rat, most *big.Rat) *big.Int {
	d, exact := steps(all, most)
	if !exact {
		d.Rsh(d, 6)
	}
	if d.Sign() == 0 {
		d.SetInt64(1)
	}
	return d
}

// nearest rounds to a whole number, but nothing that is more than 0 to 0.
func nearest(r *big.Rat) int64 {
	n := floor(new(big.Rat).Add(r, big.NewRat(1, 2)))
	if n == 0 && r.Sign() > 0 {
		return 1
	}
	return n
}

// gcdOf is the largest step of which all are multiples, at least 1.
func gcdOf(all []int64) int64 {
	g := int64(0)
	for _, v := range all {
		for v != 0 {
			g, v = v, g%v
		}
		if g == 1 || g == -1 {
			return 1
		}
	}
	if g < 0 {
		g = -g
	}
	return max(1, g)
}
