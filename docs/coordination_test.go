package docs_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"muster/access"
	"muster/audit"
	"muster/evidence"
	"muster/fund"
	"muster/matching"
	"muster/parts"
	"muster/reform"
	"muster/work"
)

// pages are where the tables of objects are drawn: on the first one that has marks for them.
var pages = []string{"coordination.md", "lessons.md", "reforms.md", "accountability.md"}

// The state tables on the pages are drawn from those by which Muster checks and folds; write them with
// MUSTER_UPDATE=1 go test ./docs -run Tables.
func TestTheStateTablesAreThoseOfTheParts(t *testing.T) {
	want := map[string]string{"other acts": others(append(matching.Rules(), fund.Rules()...)), "reform acts": others(reform.New().Rules()), "evidence acts": others(evidence.Rules()), "audit acts": others(audit.Rules())}
	for _, table := range work.Tables(parts.State()) {
		want[table.Object] = drawn(table)
	}
	if len(want) < 8 {
		t.Fatalf("there are only %d tables", len(want))
	}
	for _, page := range pages {
		b, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		old := string(b)
		text := old
		for name, now := range want {
			if put, ok := between(text, name, now); ok {
				text = put
				delete(want, name)
			}
		}
		if text == old {
			continue
		}
		if os.Getenv("MUSTER_UPDATE") == "" {
			t.Errorf("%s is not as the tables are; write it with MUSTER_UPDATE=1 go test ./docs -run Tables; want\n%s", page, text)
		} else if err := os.WriteFile(page, []byte(text), 0o644); err != nil { //nolint:gosec // a page of the documentation
			t.Fatal(err)
		}
	}
	for name := range want {
		t.Errorf("no page has marks for the table of the %s", name)
	}
}

// between puts a text between the marks of a name, where there are any.
func between(text, name, now string) (string, bool) {
	begin, end := "<!-- table "+name+" -->\n", "<!-- end "+name+" -->"
	before, rest, ok := strings.Cut(text, begin)
	_, after, ok2 := strings.Cut(rest, end)
	return before + begin + now + end + after, ok && ok2
}

// drawn is a table as two: where an object may be, and what is done to it.
func drawn(table *work.Table) string {
	var b strings.Builder
	b.WriteString("| state | meaning | waits for | within |\n|---|---|---|---|\n")
	for _, s := range table.States {
		words := s.Words
		switch {
		case s.Derived:
			words += fmt.Sprintf(" It follows from other statements and the calendar, of what is %s.", either(s.Of))
		case s.Change != "" && s.Change != s.Name:
			words += fmt.Sprintf(" Changed it is %s.", s.Change)
		case s.Final:
			words += " It is over."
		}
		fmt.Fprintf(&b, "| **%s** | %s | %s | %s |\n", s.Name, words, turns(s.Waits), within(s.Limit))
	}
	fmt.Fprintf(&b, "\nIt is stated and changed by: %s.\n\n", turns(table.By))
	b.WriteString("| act | what it does | from | to | who | must say |\n|---|---|---|---|---|---|\n")
	for _, m := range table.Moves {
		to := m.To
		if to == "" {
			to = "as it is"
		}
		who := turns(m.By)
		if len(m.NotFor) > 0 {
			who += "; never the " + either(m.NotFor) + " itself"
		}
		var needs []string
		for _, n := range m.Needs {
			needs = append(needs, "`"+n+"`")
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s |\n", m.Act, m.Words, strings.Join(m.From, ", "), to, who, strings.Join(needs, ", "))
	}
	return b.String()
}

// others are the acts that move no object with a life.
func others(rules []access.Rule) string {
	var b strings.Builder
	b.WriteString("| act | who |\n|---|---|\n")
	for _, r := range rules {
		who := turns(r.By)
		if len(r.NotFor) > 0 {
			who += "; never the " + either(r.NotFor) + " itself"
		}
		fmt.Fprintf(&b, "| `%s` | %s |\n", r.Act, who)
	}
	return b.String()
}

func turns(all []access.Turn) string {
	var words []string
	for _, turn := range all {
		w := turn.Role.Words()
		if turn.For != "" {
			w += " of the " + turn.For
		}
		words = append(words, w)
	}
	return either(words)
}

// either joins words: "a, b or c".
func either(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " or " + words[n-1]
	}
	return strings.Join(words, "")
}

func within(l work.Limit) string {
	var all []string
	say := func(n int, unit string) {
		if n == 1 {
			unit = strings.TrimSuffix(unit, "s")
		}
		if n > 0 {
			all = append(all, fmt.Sprintf("%d %s", n, unit))
		}
	}
	say(l.Hours, "hours")
	say(l.Days, "days")
	say(l.WorkingDays, "working days")
	if l.Until != "" {
		all = append(all, "its day `"+l.Until+"`")
	}
	words := strings.Join(all, ", at most until ")
	if l.UrgentHours > 0 {
		words += fmt.Sprintf("; urgent: %d hours", l.UrgentHours)
	}
	return words
}

// No state and no act is left out of the drawing, whatever the page says.
func TestATableIsDrawnWhole(t *testing.T) {
	for _, table := range work.Tables(parts.State()) {
		lines := strings.Split(drawn(table), "\n")
		for _, s := range table.States {
			if !slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, "| **"+s.Name+"** | "+s.Words) }) {
				t.Errorf("the %s has no line for %s", table.Object, s.Name)
			}
		}
		for _, m := range table.Moves {
			want := fmt.Sprintf("| `%s` | %s | %s |", m.Act, m.Words, strings.Join(m.From, ", "))
			if !slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, want) && strings.Contains(l, m.By[0].Role.Words()) }) {
				t.Errorf("the %s has no line for %s", table.Object, m.Act)
			}
		}
	}
}
