package web

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/board"
	"muster/item"
	"muster/money"
	"muster/party"
	"muster/work"

	"github.com/a-h/templ"
)

// boardEach is how many lines of a board stand on a page.
const boardEach = 100

// soon is how many days before its end something is marked as ending soon.
const soon = 14

// The parameters of boards beside those of all lists.
const (
	fieldRequester    = "requester"
	fieldItem         = "item"
	fieldThing        = "thing"
	fieldFamily       = "family"
	fieldCoalition    = "coalition"
	fieldPriority     = "priority"
	fieldNeededBefore = "needed-before"
)

// stateAll asks for lines in every state; without a state a board shows what is open.
const stateAll = "all"

// boards are the pages of coordination, which lead to each other: a name, which is also the key of its
// word, and an address.
var boards = []struct{ name, path string }{
	{"work", "/work"},
	{"needs", "/needs"},
	{"offers", "/offers"},
	{"asks", "/asks"},
	{"packages", "/packages"},
	{"overlaps", "/overlaps"},
	{"types", "/types"},
	{"items", itemsPath},
	{"plan", "/plan"},
}

// boardPage is what every page of coordination has.
type boardPage struct {
	page
	around Around
	board  string // which of the boards it belongs to
}

// tab says of a board that the page is it, or belongs to it.
func (p *boardPage) tab(board string) templ.Attributes {
	switch {
	case p.board != board:
		return nil
	case p.here:
		return templ.Attributes{"aria-current": "page"}
	}
	return templ.Attributes{"aria-current": "true"}
}

// item is what an item is called in the reader's language.
func (p *boardPage) item(l board.Line) string { return l.Called.In(p.lang) }

func (p *boardPage) party(id muster.PartyID) string {
	return cmp.Or(p.around.Parties[id], string(id))
}

// unit is a unit as it stands after a number: its sign, else its name.
func (p *boardPage) unit(id item.UnitID) string {
	u, ok := p.around.Units[id]
	if !ok {
		return string(id)
	}
	return cmp.Or(u.Symbol, u.Names.In(p.lang))
}

// quantity is a number with its unit.
func (p *boardPage) quantity(n string, unit item.UnitID) string {
	return p.say("board.quantity", "n", n, "unit", p.unit(unit))
}

// qty writes an amount with every digit.
func (p *boardPage) qty(a money.Amount) string { return p.grouped(a.String()) }

// part writes a ratio: exactly where it has few decimals, else rounded and marked so.
func (p *boardPage) part(r item.Ratio) string {
	if a, ok := r.Amount(); ok && a.Scale() <= 3 {
		return p.grouped(a.String())
	}
	return "≈ " + p.grouped(r.Rat().FloatString(1))
}

// stateWord is a state as a reader says it.
func (p *boardPage) stateWord(state string) string {
	if key := "state." + strings.ReplaceAll(state, " ", "-"); p.has(key) {
		return p.say(key)
	}
	return state
}

// states count lines by state, in the order of a table of lives.
func statesOf(t *work.Table, count map[string]int) (out []stateCount) {
	for _, s := range t.States {
		if n := count[s.Name]; n > 0 {
			out = append(out, stateCount{s.Name, n})
		}
	}
	return out
}

// stateCount is how many lines are in a state.
type stateCount struct {
	state string
	n     int
}

// days left until a day as words, and whether that is late: "in 12 days", "today", "12 days late".
func (p *boardPage) until(d muster.Day) (words string, late bool) {
	switch n := int(d - p.around.Today); {
	case n < 0:
		return p.count("board.late", -n), true
	case n == 0:
		return p.say("board.today"), false
	default:
		return p.count("board.left", n), false
	}
}

// dayCell is a day with what is left until it below; what is late, and where marked what ends soon, stands
// out.
func (p *boardPage) dayCell(d muster.Day, over, mark bool) cell {
	if d == muster.MaxDay {
		return plain(p.say("board.withdrawn"))
	}
	c := plain(p.shortDay(d))
	if over {
		return c
	}
	words, late := p.until(d)
	if mark && !late && int(d-p.around.Today) <= soon {
		words = p.say("board.soon", "left", words)
		late = true
	}
	if late {
		c.class = "due"
	}
	return under(c, words)
}

// waits says who must act next, and until when.
func (p *boardPage) waits(t *work.Table, l board.Line, urgent bool, days map[string]muster.Day) (who, when string, late bool) {
	s, ok := t.State(l.State)
	if !ok || len(s.Waits) == 0 {
		return "", "", false
	}
	var roles []string
	for _, turn := range s.Waits {
		if w := p.say("role." + string(turn.Role)); !slices.Contains(roles, w) {
			roles = append(roles, w)
		}
	}
	who = p.eitherOf(roles)
	if last, ok := t.Last(l.State, l.Life.Value.Since, urgent, days); ok {
		when, late = p.until(last)
	}
	return who, when, late
}

// eitherOf joins names of which one will do.
func (p page) eitherOf(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return p.say("board.either", "some", strings.Join(names[:last], ", "), "last", names[last])
}

// choiceOf is a control that offers what occurs in a board, in order of its words.
func (p *boardPage) choiceOf(name, label, value string, words map[string]string) field {
	f := field{name: name, label: label, value: value, options: []option{{"", p.say("filter.any")}}}
	var rest []option
	for v, text := range words {
		rest = append(rest, option{v, text})
	}
	slices.SortFunc(rest, func(a, b option) int { return cmp.Compare(a.text, b.text) })
	f.options = append(f.options, rest...)
	return f
}

// stateChoice offers the states that a table has, and first what is open.
func (p *boardPage) stateChoice(t *work.Table, open, value string) field {
	f := field{name: fieldState, label: p.say("board.state"), value: value, options: []option{{"", open}, {stateAll, p.say("board.all")}}}
	for _, s := range t.States {
		f.options = append(f.options, option{s.Name, p.stateWord(s.Name)})
	}
	return f
}

// strays refuses choices that are not offered.
func strays(f *filter) {
	for _, x := range f.fields {
		if x.options != nil && x.stray() {
			f.refused = append(f.refused, &muster.Error{Kind: muster.KindInvalid, Field: x.name, Why: notOffered(x)})
		}
	}
}

// dayField reads a day of a filter.
func dayField(f *filter, name, value string) (d muster.Day) {
	if value == "" {
		return 0
	}
	d, err := muster.ParseDay(value)
	for _, e := range muster.Refusals(err) {
		f.refused = append(f.refused, &muster.Error{Kind: muster.KindInvalid, Field: name, Why: e.Why})
	}
	if err != nil && len(muster.Refusals(err)) == 0 {
		f.refused = append(f.refused, &muster.Error{Kind: muster.KindInvalid, Field: name, Why: err.Error()})
	}
	return d
}

// ofItem reports whether a line is of what a filter asks for.
func ofItem(l board.Line, of item.ID, asked, thing, family string) bool {
	return (asked == "" || string(of) == asked) && (thing == "" || string(l.Thing) == thing) && (family == "" || string(l.Family) == family)
}

// found folds what is looked for.
func found(words string) string { return party.FoldName(words) }

// cover is a bar of what covers a need: widths in thousandths of its length.
type cover struct {
	received, moving, firm, proposed int // one after the other
	need                             int // where the need ends
}

// coverOf draws a cover: the whole length is the need, or what is firm and proposed where that is more.
func coverOf(need, firm, moving, received, proposed item.Ratio) (c cover) {
	all := need
	if sum := firm.Plus(proposed); sum.Cmp(all) > 0 {
		all = sum
	}
	if all.Sign() <= 0 {
		return c
	}
	share := func(r item.Ratio) int {
		q := new(big.Rat).Quo(r.Rat(), all.Rat())
		f, _ := q.Mul(q, big.NewRat(1000, 1)).Float64()
		return int(f + 0.5)
	}
	c.received, c.moving, c.proposed, c.need = share(received), share(moving), share(proposed), share(need)
	c.firm = max(0, share(firm)-c.received-c.moving)
	return c
}

// at is where the next segment begins.
func (c cover) at(n int) string {
	return strconv.Itoa([]int{0, c.received, c.received + c.moving, c.received + c.moving + c.firm}[n])
}

// length writes a length of a drawing.
func length(n int) string { return fmt.Sprint(n) }
