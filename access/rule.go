package access

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"muster"
)

// Act is something that can be done, "requirement.validate".
type Act string

// Turn is who may do an act, or must do the next one: a role, held for the party that stands to the
// object in a relation. An empty For means any party.
type Turn struct {
	Role Role
	For  string // "donor", "requester"
}

func (t Turn) String() string {
	if t.For == "" {
		return string(t.Role)
	}
	return string(t.Role) + " of the " + t.For
}

// Rule lets somebody do an act. NotFor names relations to the object whose parties may not do it
// themselves, so that nobody validates what they asked for.
type Rule struct {
	Act    Act
	By     []Turn
	NotFor []string
}

// Object is what an act is done to, as far as rules ask: which party stands to it in which relation.
type Object struct {
	Parties map[string]muster.PartyID
	// Said is for whom the statement is that says which party stands in a relation, where it is another than
	// the object's own.
	Said map[string]muster.Audience
	// Untold are the relations of which a refusal does not say whose they are.
	Untold []string
}

// For is the object as it may be told of to whoever sees some audiences and not others.
func (o Object) For(sees func(muster.Audience) bool) Object {
	o.Untold = nil
	for rel, a := range o.Said {
		if !sees(a) {
			o.Untold = append(o.Untold, rel)
		}
	}
	return o
}

// Table is all rules, by act.
type Table struct {
	rules map[Act]Rule
	acts  []Act // in order of entry
}

// NewTable joins rules; of two for one act the first one holds, which Problems tells.
func NewTable(rules ...Rule) *Table {
	t := &Table{rules: map[Act]Rule{}}
	for _, r := range rules {
		if _, ok := t.rules[r.Act]; !ok {
			t.rules[r.Act] = r
			t.acts = append(t.acts, r.Act)
		}
	}
	return t
}

// Acts lists every act that has a rule, in the order in which the rules were given.
func (t *Table) Acts() []Act { return slices.Clone(t.acts) }

// Rule returns the rule for an act.
func (t *Table) Rule(a Act) (Rule, bool) {
	r, ok := t.rules[a]
	return r, ok
}

// May reports whether a principal may do an act to an object: nil, or why not and who may. An act
// without a rule is nobody's.
func (t *Table) May(p Principal, a Act, o Object) error {
	r, ok := t.rules[a]
	if !ok {
		return muster.Denied(fmt.Sprintf("nobody may do %s: no rule lets anybody", a))
	}
	return r.May(p, o)
}

// May reports whether the rule lets a principal act.
func (r Rule) May(p Principal, o Object) error {
	wrong := "" // the party that it would have to be
	for _, turn := range r.By {
		if turn.Role != p.Role {
			continue
		}
		if turn.For == "" {
			return r.apart(p, o)
		}
		party, ok := o.Parties[turn.For]
		if ok && party != "" && party == p.Party {
			return r.apart(p, o)
		}
		wrong = turn.For
	}
	why := fmt.Sprintf("%s may not do %s; that is for %s", p.Words(), r.Act, r.Who())
	switch party := o.Parties[wrong]; {
	case wrong == "":
	case slices.Contains(o.Untold, wrong):
		why = fmt.Sprintf("%s may not do %s here; that is for %s, and who the %s is, is not yours to see", p.Words(), r.Act, r.Who(), wrong)
	case party != "":
		why = fmt.Sprintf("%s may not do %s here; the %s is %s", p.Words(), r.Act, wrong, party)
	default:
		why = fmt.Sprintf("%s may not do %s here; no %s is named yet", p.Words(), r.Act, wrong)
	}
	return muster.Denied(why)
}

func (r Rule) apart(p Principal, o Object) error {
	for _, rel := range r.NotFor {
		if o.Parties[rel] == p.Party {
			return muster.Denied(fmt.Sprintf("%s may not do %s: the %s does not judge its own", p.Words(), r.Act, rel))
		}
	}
	return nil
}

// Who says in words whom the rule lets act: "a coordinator, or a donor officer of the donor".
func (r Rule) Who() string {
	if len(r.By) == 0 {
		return "nobody"
	}
	var all []string
	for _, t := range r.By {
		words := t.Role.Words()
		if t.For != "" {
			words += " of the " + t.For
		}
		all = append(all, words)
	}
	return strings.Join(all, " or ")
}

// Relations lists the relations that the rules speak of, in order.
func (t *Table) Relations() []string {
	seen := map[string]bool{}
	for _, r := range t.rules {
		for _, turn := range r.By {
			if turn.For != "" {
				seen[turn.For] = true
			}
		}
		for _, rel := range r.NotFor {
			seen[rel] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}
