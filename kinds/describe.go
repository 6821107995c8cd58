package kinds

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/standing"
	"muster/work"
)

// Kind describes a kind of statement.
type Kind struct {
	Name     string   `json:"name"`
	Says     string   `json:"says"`
	By       []string `json:"by"`               // the roles that may record it, as far as its part does not ask for more
	Closed   string   `json:"closed,omitempty"` // how it comes, where it is not recorded one by one
	Erasable bool     `json:"erasable,omitempty"`
	Fields   []Field  `json:"fields,omitempty"`
	Life     *Life    `json:"life,omitempty"` // of the objects that it states or moves

	kind    standing.Kind
	reading Reading
}

// Life is a state table in words.
type Life struct {
	Object string   `json:"object"`
	Stated []string `json:"stated_by"`
	States []State  `json:"states"`
	Acts   []Act    `json:"acts"`
}

// State is a state in words.
type State struct {
	Name    string   `json:"name"`
	Means   string   `json:"means"`
	Next    []string `json:"next"`             // who must act
	Within  string   `json:"within,omitempty"` // how long it may take
	Derived bool     `json:"derived,omitempty"`
	Final   bool     `json:"final,omitempty"`
}

// Act is an act in words.
type Act struct {
	Name   string   `json:"name"`
	Does   string   `json:"does"`
	From   []string `json:"from"`
	To     string   `json:"to,omitempty"` // empty: it stays where it is
	By     []string `json:"by"`
	NotFor []string `json:"not_for,omitempty"` // whose parties may not do it
	Needs  []string `json:"needs,omitempty"`   // what must be said
}

// All describes every kind of a state, without fields and lives.
func All(s *standing.State) []Kind {
	var all []Kind
	for _, k := range s.Kinds() {
		all = append(all, brief(k))
	}
	return all
}

// Of describes one kind in full. Its name may lack the version, of which the newest is meant.
func Of(s *standing.State, name string) (Kind, error) {
	found := -1
	all := s.Kinds()
	var names []string
	for i, k := range all {
		names = append(names, k.Name)
		if bare, _, _ := strings.Cut(k.Name, "/"); k.Name == name || bare == name {
			found = i
		}
	}
	if found < 0 {
		return Kind{}, muster.Invalid("kind", fmt.Sprintf("found %q; accepted are %s", name, strings.Join(names, ", ")))
	}
	k := brief(all[found])
	v := all[found].New()
	k.Fields = FieldsOf(v)
	k.Life = lifeOf(s, k.Name, v)
	return k, nil
}

func brief(k standing.Kind) Kind {
	by := k.By
	if by == nil {
		by = []access.Role{access.Operator}
	}
	d := Kind{Name: k.Name, Says: k.Words, Closed: Closed[k.Name], Erasable: k.Erasable, kind: k}
	for _, r := range by {
		d.By = append(d.By, string(r))
	}
	return d
}

// Everybody reports whether every role that says anything may record the kind, as far as its part does
// not ask for more.
func (k Kind) Everybody() bool { return len(k.By) == len(access.Speakers) }

// lifeOf finds the table of what a kind of act moves: that of the object which its name says.
func lifeOf(s *standing.State, kind string, v muster.Value) *Life {
	if _, moves := v.(work.Acts); !moves {
		return nil
	}
	tables := work.Tables(s)
	for _, t := range tables {
		if l := inWords(t, kind); len(l.Acts) > 0 {
			return l
		}
	}
	return nil
}

// inWords is a table in words, with the acts that statements of a kind do.
func inWords(t *work.Table, kind string) *Life {
	l := &Life{Object: t.Object, Stated: turns(t.By)}
	for _, s := range t.States {
		l.States = append(l.States, State{s.Name, s.Words, turns(s.Waits), within(s.Limit), s.Derived, s.Final})
	}
	for _, m := range t.Moves {
		if cmp.Or(m.Kind, t.Kind) != kind {
			continue
		}
		l.Acts = append(l.Acts, Act{m.Act, m.Words, slices.Clone(m.From), m.To, turns(m.By), slices.Clone(m.NotFor), slices.Clone(m.Needs)})
	}
	return l
}

func turns(all []access.Turn) []string {
	out := []string{}
	for _, t := range all {
		out = append(out, t.String())
	}
	return out
}

// within is a limit in words: "5 working days; urgent: 24 hours".
func within(l work.Limit) string {
	var all []string
	add := func(n int, one string) {
		if n == 1 {
			all = append(all, "1 "+one)
		} else if n > 1 {
			all = append(all, fmt.Sprintf("%d %ss", n, one))
		}
	}
	add(l.Hours, "hour")
	add(l.Days, "day")
	add(l.WorkingDays, "working day")
	if l.Until != "" {
		all = append(all, "until "+l.Until)
	}
	words := strings.Join(all, " or ")
	if all = nil; l.UrgentHours > 0 {
		if add(l.UrgentHours, "hour"); words != "" {
			words += "; "
		}
		words += "urgent: " + all[0]
	}
	return words
}
