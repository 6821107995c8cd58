package plan

import (
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// rounds is how often a random test runs: more where MUSTER_SOAK says so.
func rounds(t testing.TB, n int) int {
	if s := os.Getenv("MUSTER_SOAK"); s != "" {
		k, err := strconv.Atoi(s)
		if err != nil {
			t.Fatalf("MUSTER_SOAK: found %q; accepted is a number", s)
		}
		return n * max(1, k)
	}
	return n
}

func seeds(t testing.TB) uint64 {
	if os.Getenv("MUSTER_SOAK") != "" {
		s := rand.Uint64()
		t.Logf("seed %d", s)
		return s
	}
	return 1
}

// levelsOf is what a plan says it reaches, turned as the brute force's are.
func levelsOf(values []Value, bound bool) []*big.Rat {
	var all []*big.Rat
	for _, v := range values {
		r := v.Reach.Rat()
		if bound {
			r = v.Bound.Rat()
		}
		if v.Level != Met && v.Level != Whole {
			r.Neg(r)
		}
		all = append(all, r)
	}
	return all
}

func show(all []*big.Rat) (s string) {
	for _, r := range all {
		s += " " + r.RatString()
	}
	return s
}

// sound checks what holds of every plan, proven or not.
func sound(p *Problem, plan *Plan) error {
	if err := p.Check(plan.Take); err != nil {
		return err
	}
	want := 5
	if p.Options.Fair != nil {
		want = 6
	}
	if len(plan.Levels) != want {
		return fmt.Errorf("%d levels, want %d", len(plan.Levels), want)
	}
	reach, bound := levelsOf(plan.Levels, false), levelsOf(plan.Levels, true)
	true_ := bruteLevels(p, plan.Take)
	for l, v := range plan.Levels {
		if reach[l].Cmp(true_[l]) != 0 {
			return fmt.Errorf("level %d says%s, is%s", l, show(reach), show(true_))
		}
		if c := reach[l].Cmp(bound[l]); c > 0 || v.Proven != (c == 0) || v.Level != Level(l) {
			return fmt.Errorf("level %d reaches %s, bound %s, proven %v", l, v.Reach, v.Bound, v.Proven)
		}
	}
	return nil
}

// againstBrute compares a plan with the best there is.
func againstBrute(p *Problem, plan *Plan, err error) error {
	best, ok := brute(p)
	if err != nil {
		if pins := (*PinsError)(nil); ok || !errors.As(err, &pins) {
			return fmt.Errorf("error %w; the best is%s", err, show(best))
		}
		return nil
	}
	if !ok {
		return errors.New("a plan where none is allowed")
	}
	if err := sound(p, plan); err != nil {
		return err
	}
	reach, bound := levelsOf(plan.Levels, false), levelsOf(plan.Levels, true)
	for l := range best {
		if c := reach[l].Cmp(best[l]); c > 0 {
			return fmt.Errorf("reaches%s, better than the best%s", show(reach), show(best))
		}
		if bound[l].Cmp(best[l]) < 0 {
			return fmt.Errorf("level %d: bound%s, but the best is%s", l, show(bound), show(best))
		}
		if reach[l].Cmp(best[l]) != 0 {
			return fmt.Errorf("level %d: reaches%s, the best is%s", l, show(reach), show(best))
		}
		if !plan.Levels[l].Proven {
			return fmt.Errorf("level %d: the best is not proven: reach%s bound%s", l, show(reach), show(bound))
		}
	}
	return nil
}

func TestPlanIsTheBestThereIs(t *testing.T) {
	seed := seeds(t)
	for i := range rounds(t, 3000) {
		p := random(rand.New(rand.NewPCG(seed, uint64(i))))
		plan, err := Solve(p)
		if err := againstBrute(p, plan, err); err != nil {
			t.Fatalf("problem %d of seed %d: %v\n%+v", i, seed, err, p)
		}
	}
}

// boundsHold looks at every plan that is allowed, whether it is as good on the levels before and yet better
// than the bound says.
func boundsHold(p *Problem, plan *Plan) (err error) {
	reach, bound := levelsOf(plan.Levels, false), levelsOf(plan.Levels, true)
	everyPlan(p, func(v []*big.Rat) {
		for l := range v {
			if v[l].Cmp(bound[l]) > 0 {
				err = fmt.Errorf("level %d: a plan reaches%s, past the bound%s of%s", l, show(v), show(bound), show(reach))
				return
			}
			if v[l].Cmp(reach[l]) < 0 {
				return
			}
		}
	})
	return err
}
