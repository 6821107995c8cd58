package flow

import (
	"fmt"
	"strconv"
	"strings"
)

// InputError says what is wrong with one node or arc.
type InputError struct {
	What   string // "node" or "arc"
	Number int
	Why    string
}

func (e *InputError) Error() string { return fmt.Sprintf("flow: %s %d: %s", e.What, e.Number, e.Why) }

// UnbalancedError says that supplies and demands differ.
type UnbalancedError struct {
	Supply, Demand int64
}

func (e *UnbalancedError) Error() string {
	return fmt.Sprintf("flow: unbalanced: nodes supply %d and demand %d; the two must be equal", e.Supply, e.Demand)
}

// InfeasibleError names nodes that cannot get rid of what they must: they supply Supply together, arcs
// that leave them carry at most Out, and those that reach them bring at least In.
type InfeasibleError struct {
	Nodes           []int
	Supply, Out, In int64
}

func (e *InfeasibleError) Error() string {
	return fmt.Sprintf("flow: infeasible: %s together have %s, at least %d flows in, and arcs out of them carry at most %d",
		named("node", e.Nodes), surplus(e.Supply), e.In, e.Out)
}

func surplus(n int64) string {
	if n < 0 {
		return fmt.Sprintf("a demand of %d", -n)
	}
	return fmt.Sprintf("a supply of %d", n)
}

// UnboundedError names a cycle of arcs without capacities whose cost is negative: each round makes any
// flow cheaper, without end.
type UnboundedError struct {
	Arcs []int // in the order of the cycle
	Cost int64 // of one round
}

func (e *UnboundedError) Error() string {
	return fmt.Sprintf("flow: unbounded: a round over %s, of infinite capacity, costs %d", named("arc", e.Arcs), e.Cost)
}

// OverflowError says that an answer could leave 64 bits, and why.
type OverflowError struct {
	Why string
}

func (e *OverflowError) Error() string { return "flow: too large for 64 bits: " + e.Why }

// named lists numbers, the first of them where there are many.
func named(what string, numbers []int) string {
	const most = 8
	if len(numbers) == 1 {
		return what + " " + strconv.Itoa(numbers[0])
	}
	var s []string
	for _, n := range numbers[:min(most, len(numbers))] {
		s = append(s, strconv.Itoa(n))
	}
	text := what + "s " + strings.Join(s, ", ")
	if more := len(numbers) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
