package money

import (
	"fmt"
	"math/big"
	"slices"
)

// Apportion splits total in proportion to weights into parts of exactly scale decimals that sum to
// exactly total, by largest remainder: each part is its exact share rounded toward zero, and the
// units left over go one each to the largest remainders, ties to the larger weight, then to the
// earlier index. So each part is within one unit of its exact share, and a weight of 0 gets 0. A
// negative total is split as its positive.
//
// Errors: no weights, a negative weight, all weights zero, a scale above MaxScale, and a total that
// scale decimals cannot express.
func Apportion(total Amount, weights []Amount, scale uint8) ([]Amount, error) {
	w, sum, err := integerWeights(weights)
	if err != nil {
		return nil, err
	}
	if scale > MaxScale {
		return nil, fmt.Errorf("money: parts with %d decimals: at most %d", scale, MaxScale)
	}
	if total.Round(scale).Cmp(total) != 0 {
		return nil, fmt.Errorf("money: total %s cannot be split into parts with %d decimals: round it to %d first", total, scale, scale)
	}
	units := new(big.Int).Abs(total.Round(scale).coefBig(scale))
	left := new(big.Int).Set(units)
	parts, rest := make([]*big.Int, len(w)), make([]*big.Int, len(w))
	for i := range w {
		share := new(big.Int).Mul(units, w[i])
		parts[i], rest[i] = share.QuoRem(share, sum, new(big.Int))
		left.Sub(left, parts[i])
	}
	order := make([]int, len(w))
	for i := range order {
		order[i] = i
	}
	// Stable, so that the last tie goes to the earlier index.
	slices.SortStableFunc(order, func(i, j int) int {
		if c := rest[j].Cmp(rest[i]); c != 0 {
			return c
		}
		return w[j].Cmp(w[i])
	})
	for _, i := range order[:left.Int64()] { // the remainders sum to left × sum, so left < len(w)
		parts[i].Add(parts[i], big.NewInt(1))
	}
	out := make([]Amount, len(w))
	for i, p := range parts {
		if total.Sign() < 0 {
			p.Neg(p)
		}
		out[i] = fromBig(p, scale)
	}
	return out, nil
}

// integerWeights brings weights to one scale, where they are integers, and sums them.
func integerWeights(weights []Amount) (w []*big.Int, sum *big.Int, err error) {
	if len(weights) == 0 {
		return nil, nil, fmt.Errorf("money: nothing to apportion by: give at least one weight")
	}
	var scale uint8
	for i, x := range weights {
		if x.Sign() < 0 {
			return nil, nil, fmt.Errorf("money: weight %d is %s: a weight must be 0 or more", i+1, x)
		}
		scale = max(scale, x.scale)
	}
	sum = new(big.Int)
	for _, x := range weights {
		w = append(w, x.coefBig(scale))
		sum.Add(sum, w[len(w)-1])
	}
	if sum.Sign() == 0 {
		return nil, nil, fmt.Errorf("money: all %d weights are 0: at least one must be above 0", len(weights))
	}
	return w, sum, nil
}
