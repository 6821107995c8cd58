package docs_test

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"muster"
	"muster/demo"
	"muster/money"
	"muster/node"
	"muster/pledge"
)

// bundled is a record with the bundled facts.
func bundled(t *testing.T) *node.Node {
	t.Helper()
	if demo.Synthetic {
		t.Skip("built without the facts of Kiel's releases (tag nodemo): the figures of methods.md are of those facts")
	}
	n, err := node.Open(t.Context(), node.Config{Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := n.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, f := range demo.Files() {
		asOf, err := muster.ParseDay(f.AsOf)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := n.Import(t.Context(), node.Import{Kind: f.Kind, Name: f.Name, Data: f.Data, Label: f.Label, AsOf: &asOf}); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
	}
	return n
}

func page(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// grouped writes an amount as the pages do: cents, commas between thousands, a minus sign.
func grouped(m money.Money) string {
	s := m.Rounded().Amount.String()
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "−", s[1:]
	}
	whole, cents, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return sign + whole + "." + cents
}

// asked turns the switches of a command line into a question.
func asked(t *testing.T, switches string) (q pledge.Query) {
	t.Helper()
	words := strings.Fields(switches)
	for i := 0; i < len(words); i++ {
		value := func() string { i++; return words[i] }
		day := func() *muster.Day {
			d, err := muster.ParseDay(value())
			if err != nil {
				t.Fatal(err)
			}
			return &d
		}
		switch words[i] {
		case "--from":
			q.From = day()
		case "--to":
			q.To = day()
		case "--months-inside":
			q.MonthsInside = true
		case "--membership":
			q.Membership = value()
		default:
			t.Fatalf("methods.md names the switch %q, which this test does not know", words[i])
		}
	}
	return q
}

func weigh(t *testing.T, n *node.Node, switches string) *pledge.Result {
	t.Helper()
	r, err := n.Pledge(t.Context(), "", "washington-2024", asked(t, switches))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// methods are those of a fresh record.
func methods(t *testing.T, n *node.Node) (all []pledge.Method) {
	t.Helper()
	v, err := n.View(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	n.State.Read(func() { all = pledge.In(v).Methods(v) })
	if len(all) == 0 {
		t.Fatal("a fresh record has no methods")
	}
	return all
}

func TestTheFiguresOfMethodsAreThoseThatMusterGives(t *testing.T) {
	n := bundled(t)
	text := page(t, "methods.md")
	for _, m := range methods(t, n) {
		if !strings.Contains(text, "\n| `"+m.Name+"` |") {
			t.Errorf("methods.md does not describe the method %s", m.Name)
		}
	}
	rows := regexp.MustCompile("(?m)^\\| (?:`(--[^`]+)`|\\*\\(none: [^)]*\\)\\*) \\| ([0-9,.]+) \\|$").FindAllStringSubmatch(text, -1)
	if len(rows) != 6 {
		t.Fatalf("found %d rows of switches in methods.md, want 6", len(rows))
	}
	for _, m := range rows {
		if got := grouped(weigh(t, n, m[1]).Counted); got != m[2] {
			t.Errorf("methods.md says that %q counts %s; Muster says %s", m[1], m[2], got)
		}
	}
	r := weigh(t, n, "")
	counts := regexp.MustCompile("(?m)^\\| [`*]([a-z_]+)[`*] \\| ([0-9,]+) \\| ([0-9,.]+) \\|$").FindAllStringSubmatch(text, -1)
	if len(counts) != 5 {
		t.Fatalf("found %d rows of reasons in methods.md, want 5", len(counts))
	}
	for _, m := range counts {
		entries, amount := r.Entries, r.Counted
		for _, l := range r.LeftOut {
			if string(l.Reason) == m[1] {
				entries, amount = l.Entries, l.Amount
			}
		}
		if strconv.Itoa(entries) != strings.ReplaceAll(m[2], ",", "") || grouped(amount) != m[3] {
			t.Errorf("methods.md says of %s: %s rows, %s; Muster says %d rows, %s", m[1], m[2], m[3], entries, grouped(amount))
		}
	}
	inside := weigh(t, n, "--from 2024-01-01 --to 2024-07-01 --months-inside")
	for _, l := range inside.LeftOut {
		if want := strconv.Itoa(l.Entries) + " rows with EUR " + grouped(l.Amount) + " stay"; l.Reason == pledge.MonthOnly && !strings.Contains(text, want) {
			t.Errorf("methods.md lacks %q", want)
		}
	}
}

func TestTheSharesOfMethodsAreThoseThatMusterGives(t *testing.T) {
	r := weigh(t, bundled(t), "")
	var sum money.Sum
	shown := map[string]pledge.Share{}
	for _, s := range r.Shares {
		sum.AddAmount(s.Indicative.Amount)
		shown[s.Name] = s
	}
	if got := grouped(money.Money{Amount: sum.Total(), Currency: "EUR"}); len(r.Shares) != 32 || got != "40,000,000,000.00" {
		t.Errorf("%d shares sum to %s", len(r.Shares), got)
	}
	rows := regexp.MustCompile(`(?m)^\| ([^|]+) \| ([0-9,.]+) \| ([0-9,.]+) \| ([^|]+) \| ([^|]+) \|$`).FindAllStringSubmatch(page(t, "methods.md"), -1)
	if len(rows) != 4 {
		t.Fatalf("found %d rows of shares in methods.md, want 4", len(rows))
	}
	for _, m := range rows {
		s := shown[m[1]]
		counted, gap := "not covered", "not covered"
		if s.Mark == "" && s.Counted != nil {
			counted, gap = grouped(*s.Counted), grouped(*s.Gap)
		}
		got := []string{grouped(s.GDP), grouped(s.Indicative), counted, gap}
		if strings.Join(got, " | ") != strings.Join(m[2:], " | ") {
			t.Errorf("methods.md says of %s: %v; Muster says %v", m[1], m[2:], got)
		}
	}
}
