package api_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"

	"muster/ask"
	"muster/fund"

	"muster"
	"muster/matching"
	"muster/node"
	"muster/offer"
	"muster/report"
	"muster/requirement"
	"muster/work"
)

// coordinators say at random what is said of requirements, offers and matches, about few objects, so that
// much of it follows on what was said before.
type coordinators struct {
	r     *rand.Rand
	lines map[string]string // by requirement, the statement of its line
}

func newCoordinators(r *rand.Rand) *coordinators { return &coordinators{r, map[string]string{}} }

// before is what the operator says first: an item to ask for and to offer.
func (*coordinators) before() []string {
	return []string{`{"kind":"item.item/1","about":"fuzz-pump","names":{"en":"Pump"},"thing":"vehicle","unit":"each"}`}
}

func (*coordinators) has(kind string) bool {
	part, _, _ := strings.Cut(kind, ".")
	return slices.Contains([]string{"requirement", "offer", "matching", "ask", "fund"}, part)
}

// heard keeps what a later statement must name.
func (c *coordinators) heard(f map[string]any, a reply) {
	var got report.Recorded
	if about, ok := f["about"].(string); ok && f["kind"] == requirement.KindLine && a.StatusCode == http.StatusCreated && json.Unmarshal(a.body, &got) == nil && len(got.Items) == 1 {
		c.lines[about] = string(got.Items[0].ID)
	}
}

func (c *coordinators) id(of string) string { return fmt.Sprintf("%s%d", of, c.r.IntN(4)) }

func (c *coordinators) one(of ...string) string { return of[c.r.IntN(len(of))] }

// good gives a statement of these kinds what makes it likely to be taken, in a role that may say it; a few
// are left as they are, and a few get a word too much.
func (c *coordinators) good(kind string, f map[string]any) {
	if c.r.IntN(5) == 0 {
		return
	}
	clear(f)
	if c.r.IntN(8) == 0 {
		f[c.one("why", "audience", "replaces", "withdraws", "quantity", "until", "unit", "by")] = strings.ToValidUTF8(words[c.r.IntN(len(words))], "?")
	}
	set := func(pairs ...any) {
		for i := 0; i < len(pairs); i += 2 {
			f[pairs[i].(string)] = pairs[i+1]
		}
	}
	as := func(role, by string) { set("role", role, "by", by) }
	switch kind {
	case requirement.KindLine:
		as("recipient-officer", "ua")
		id := c.id("r")
		set("about", id, "requester", "ua", "item", "fuzz-pump", "quantity", "40", "unit", "each", "priority", 1+c.r.IntN(5), "needed_by", "2099-03-01", "list", c.one("a", "b"))
		if last := c.lines[id]; last != "" {
			set("replaces", last)
		}
	case requirement.KindAct:
		c.act(&requirement.Life, "r", f)
	case requirement.KindOverlap:
		as("coordinator", "operator")
		set("about", "r0+r1", "verdict", c.one("same", "part", "different"), "why", "seen")
	case offer.KindLine:
		as("donor-officer", "de")
		set("about", c.id("o"), "donor", "de", "item", "fuzz-pump", "quantity", "40", "unit", "each", "condition", "new", "ready", "2027-01-15", "channel", c.one("eu", "bilateral"))
		if c.r.IntN(3) == 0 {
			set("original_owner", "us")
		}
	case offer.KindAct:
		c.act(&offer.Life, "o", f)
	case offer.KindConsent:
		as("donor-officer", "de")
		set("about", c.id("o"), "original_owner", "us", "due", "2027-01-01")
	case offer.KindConsentAct:
		c.act(&offer.ConsentLife, "o", f)
	case offer.KindOverlap:
		as("coordinator", "operator")
		set("about", "o0+o1", "verdict", c.one("same", "part", "different"), "why", "seen")
	case matching.KindMatch:
		as("coordinator", "operator")
		need := c.id("r")
		set("about", fmt.Sprintf("m%d", c.r.IntN(1<<30)), "requirement", need, "line", c.lines[need], "offer", c.id("o"), "quantity", fmt.Sprint(1+c.r.IntN(20)))
		if c.r.IntN(2) == 0 {
			set("about", c.id("m"))
		}
	case matching.KindAct:
		c.act(&matching.Life, "m", f)
	case matching.KindReserve:
		as("donor-officer", "de")
		set("about", c.id("k"), "offer", c.id("o"), "requirement", c.id("r"), "quantity", "1", "until", (muster.DayOf(node.Clock()) + 7).String())
	case ask.KindAsk:
		as("coordinator", "operator")
		set("about", c.id("a"), "lines", []string{c.id("r")}, "donors", []string{"de", "us"}, "reply_by", (muster.DayOf(node.Clock()) + 7).String())
	case ask.KindAct:
		c.act(&ask.Life, "a", f)
	case ask.KindAnswer:
		as("donor-officer", "de")
		set("about", c.id("a"), "line", c.id("r"), "donor", "de", "act", c.one("later", "cannot"), "why", "none")
		if f["act"] == "later" {
			set("from", "2027-02-01")
		}
	case fund.KindPackage:
		as("coordinator", "operator")
		set("about", c.id("p"), "title", "pumps", "lines", []map[string]any{{"key": "1", "item": "pumps", "quantity": "2", "unit": "each", "price": "9.5", "currency": "EUR"}})
	case fund.KindAct:
		c.act(&fund.Life, "p", f)
		if f["act"] == fund.ActOrder {
			set("override", "enough")
		}
	case fund.KindMoney:
		as("donor-officer", "de")
		set("about", c.id("f"), "package", c.id("p"), "donor", "de", "amount", "7", "currency", c.one("EUR", "USD"))
	case fund.KindSupply:
		as("donor-officer", "de")
		set("about", c.id("p")+"+1+"+c.id("o"))
	case matching.KindPin:
		as("coordinator", "operator")
		set("about", c.id("r")+"+"+c.id("o"), "verdict", c.one("pin", "forbid"), "quantity", c.one("", "5"), "why", "promised")
	}
}

// act is one of a table's moves by one of those who may make it, or by somebody else.
func (c *coordinators) act(t *work.Table, of string, f map[string]any) {
	m := t.Moves[c.r.IntN(len(t.Moves))]
	turn := m.By[c.r.IntN(len(m.By))]
	by := map[string]string{"requester": "ua", "donor": "de", "original owner": "us"}[turn.For]
	if by == "" {
		by = "operator"
	}
	f["about"], f["act"], f["role"], f["by"] = c.id(of), m.Act, string(turn.Role), by
	for _, need := range m.Needs {
		f[need] = map[string]string{"quantity": "10", "received": "0", "successor": "r0", "offer": "o0", "from": "2027-02-01"}[need]
		if need == "why" {
			f[need] = "a reason"
		}
	}
}
