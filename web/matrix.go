package web

import (
	"cmp"
	"slices"

	"muster/money"
	"muster/pledge"
)

// matrix is a position by one dimension or two, in one currency: what a table, a heat map or a chart
// over time is drawn from.
type matrix struct {
	by       []pledge.Dim
	currency money.Currency
	rows     []axis
	cols     []axis // one without a name where there is one dimension
	cells    map[[2]int]*count
	total    count
	others   map[money.Currency]count // what is in another currency and stands in no cell
}

// axis is one value of a dimension, with what all of it comes to.
type axis struct {
	id, word string
	count
}

// count is an amount, and of how many entries.
type count struct {
	amount  money.Amount
	entries int
	partial int // of them without a value
}

func (c *count) add(r pledge.PositionRow) {
	c.amount = c.amount.Add(r.Amount)
	c.entries += r.Entries
	c.partial += r.Partial
}

// known reports whether any entry has a value.
func (c *count) known() bool { return c != nil && c.entries > c.partial }

// newMatrix lays a position out. Its currency is the one that most entries with a value have.
func newMatrix(p *pledge.Position, word func(d pledge.Dim, id string) string) *matrix {
	m := &matrix{by: p.By, cells: map[[2]int]*count{}, others: map[money.Currency]count{}}
	valued := map[money.Currency]int{}
	for _, r := range p.Rows {
		valued[r.Currency] += r.Entries - r.Partial
	}
	for cur, n := range valued {
		if best := valued[m.currency]; m.currency == "" || n > best || n == best && cur < m.currency {
			m.currency = cur
		}
	}
	rows, cols := map[string]int{}, map[string]int{}
	place := func(list *[]axis, index map[string]int, d pledge.Dim, id string) int {
		i, ok := index[id]
		if !ok {
			i = len(*list)
			index[id] = i
			*list = append(*list, axis{id: id, word: word(d, id)})
		}
		return i
	}
	for _, r := range p.Rows {
		if r.Currency != m.currency {
			c := m.others[r.Currency]
			c.add(r)
			m.others[r.Currency] = c
			continue
		}
		i, j := place(&m.rows, rows, p.By[0], r.IDs[0]), 0
		if len(p.By) > 1 {
			j = place(&m.cols, cols, p.By[1], r.IDs[1])
			m.cols[j].add(r)
		}
		m.rows[i].add(r)
		at := [2]int{i, j}
		if m.cells[at] == nil {
			m.cells[at] = &count{}
		}
		m.cells[at].add(r)
		m.total.add(r)
	}
	return m
}

// at is a cell; nil where no entry falls into it.
func (m *matrix) at(i, j int) *count { return m.cells[[2]int{i, j}] }

// inTime reports whether a dimension is an order of its own.
func inTime(d pledge.Dim) bool { return d == pledge.ByYear || d == pledge.ByMonth }

// order puts rows and columns in order: time as it goes, all else by how much it comes to, or as
// asked by name. It returns the rows' new order as places in the old.
func (m *matrix) order(asked string) {
	rows := ordered(m.rows, m.by[0], asked)
	cols := []int{0}
	if len(m.by) > 1 {
		cols = ordered(m.cols, m.by[1], "")
	}
	cells := map[[2]int]*count{}
	for i, oldRow := range rows {
		for j, oldCol := range cols {
			if c := m.cells[[2]int{oldRow, oldCol}]; c != nil {
				cells[[2]int{i, j}] = c
			}
		}
	}
	m.rows = picked(m.rows, rows)
	if len(m.by) > 1 {
		m.cols = picked(m.cols, cols)
	}
	m.cells = cells
}

func ordered(list []axis, d pledge.Dim, asked string) []int {
	places := make([]int, len(list))
	for i := range places {
		places[i] = i
	}
	byName := func(a, b int) int {
		if inTime(d) {
			return cmp.Compare(list[a].id, list[b].id)
		}
		return cmp.Compare(list[a].word, list[b].word)
	}
	slices.SortStableFunc(places, func(a, b int) int {
		switch {
		case asked == "-name":
			return byName(b, a)
		case asked == "name" || asked == "" && inTime(d):
			return byName(a, b)
		case asked == "total":
			return cmp.Or(list[a].amount.Cmp(list[b].amount), byName(a, b))
		}
		return cmp.Or(list[b].amount.Cmp(list[a].amount), byName(a, b))
	})
	return places
}

func picked(list []axis, places []int) []axis {
	out := make([]axis, len(places))
	for i, p := range places {
		out[i] = list[p]
	}
	return out
}
