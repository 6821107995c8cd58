package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"muster/kinds"
	"muster/parts"
)

func (a *app) kinds() *cobra.Command {
	c := &cobra.Command{
		Use: "kinds [KIND]", GroupID: "ask", Short: "List the kinds of statement, or one kind's fields, states and acts",
		Long: `Without KIND: every kind of statement, what it says and who may record it.

With KIND: its fields, each by the name that 'muster record' reads it by, its type, whether it is
required, and what it says. A name within another has a dot; a kind that moves objects is shown with
their states and acts: who must act next, within what time, who may do what and what must be said.

No record is needed.`,
		Args: takes(0, 1),
	}
	c.Flags().StringVar(&a.format, "format", "table", "`table`, csv or json")
	c.RunE = a.run(func(_ context.Context, args []string) error {
		if len(args) == 0 {
			return a.printKinds(kinds.All(parts.State()))
		}
		k, err := kinds.Of(parts.State(), args[0])
		if err != nil {
			return usageError{err}
		}
		return a.printKind(k)
	})
	return c
}

func (a *app) printKinds(all []kinds.Kind) error {
	g := &grid{columns: []column{{"kind", false}, {"says", false}, {"by", false}}}
	for _, k := range all {
		g.rows = append(g.rows, []string{k.Name, k.Says, recorders(k)})
	}
	return a.print(g, all)
}

// recorders says who records a kind.
func recorders(k kinds.Kind) string {
	switch {
	case k.Closed != "":
		return "not one by one"
	case k.Everybody():
		return "every role, as its acts allow"
	}
	return strings.Join(k.By, ", ")
}

func (a *app) printKind(k kinds.Kind) error {
	g := &grid{columns: []column{{"field", false}, {"type", false}, {"required", false}, {"says", false}}}
	for _, f := range k.Fields {
		g.rows = append(g.rows, []string{f.Name, f.Type, required(f), f.Says})
	}
	if a.format != "" && a.format != "table" {
		return a.print(g, k)
	}
	fmt.Fprintf(a.out, "%s: %s\nrecorded by: %s\n", k.Name, k.Says, recorders(k))
	if k.Closed != "" {
		fmt.Fprintln(a.out, k.Closed)
	}
	if k.Erasable {
		fmt.Fprintln(a.out, "Its text can be erased.")
	}
	fmt.Fprintln(a.out)
	g.table(a.out)
	if k.Life == nil {
		return nil
	}
	states := &grid{columns: []column{{"state", false}, {"who must act", false}, {"within", false}, {"means", false}}}
	for _, s := range k.Life.States {
		next := strings.Join(s.Next, ", ")
		if s.Final {
			next = "nobody: it is over"
		}
		means := s.Means
		if s.Derived {
			means += " No act leads here: it follows from other statements and the calendar."
		}
		states.rows = append(states.rows, []string{s.Name, next, s.Within, means})
	}
	acts := &grid{columns: []column{{"act", false}, {"from", false}, {"to", false}, {"who", false}, {"must say", false}, {"does", false}}}
	for _, m := range k.Life.Acts {
		to := m.To
		if to == "" {
			to = "(it stays)"
		}
		who := strings.Join(m.By, ", ")
		if len(m.NotFor) > 0 {
			who += "; not for the " + strings.Join(m.NotFor, " or the ")
		}
		acts.rows = append(acts.rows, []string{m.Name, strings.Join(m.From, ", "), to, who, strings.Join(m.Needs, ", "), m.Does})
	}
	fmt.Fprintf(a.out, "\nThe states of %s, stated by %s:\n\n", an(k.Life.Object), strings.Join(k.Life.Stated, ", "))
	states.table(a.out)
	fmt.Fprintf(a.out, "\nThe acts on %s:\n\n", an(k.Life.Object))
	acts.table(a.out)
	return nil
}

// required says whether a field must be given.
func required(f kinds.Field) string {
	switch {
	case f.Required:
		return "yes"
	case f.Within != "":
		return "within " + f.Within
	}
	return ""
}

// an puts the article before a word.
func an(word string) string {
	if strings.ContainsRune("aeiou", rune(word[0])) {
		return "an " + word
	}
	return "a " + word
}
