package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"muster/report"
	"muster/standing"
)

func (a *app) lessonsReport() *cobra.Command {
	c := &cobra.Command{
		Use: "lessons", Short: "What became of what was observed: stages and ages, late bodies, what changed, what was observed again, measures",
		Long: `Counts observations, lessons and actions by stage, with how long they have been there and how many are
late; lessons learned of those endorsed, by year; who is late; what changed and who found that it helps;
what was observed again; and each measure as it was when its lesson was endorsed, and now, with how many
cases stand behind it and the quartiles. A measure informs who validates and closes nothing. As CSV one
table after the other, each row with its table's name first.`,
		Args: takes(0, 0),
	}
	return a.reports(c, func(v standing.View, foot report.Foot) error {
		var l *report.Lessons
		v.Read(func() { l = report.LessonsOf(v) })
		l.Foot = foot
		return a.printSections(l)
	})
}

// printSections prints an answer of several tables. A CSV file of them has the name of the table in its first
// column and its cells after it.
func (a *app) printSections(x report.Sectioned) error {
	if a.format == "json" {
		return a.print(nil, x)
	}
	all := x.Sections()
	if a.format == "csv" {
		g := &grid{columns: []column{{"table", false}}}
		for _, s := range all {
			for len(g.columns) <= len(s.Columns) {
				g.columns = append(g.columns, column{fmt.Sprintf("cell %d", len(g.columns)), false})
			}
			head := []string{s.Name}
			for _, c := range s.Columns {
				head = append(head, c.Name)
			}
			g.rows = append(g.rows, head)
			for _, r := range s.Rows {
				g.rows = append(g.rows, append([]string{s.Name}, r...))
			}
		}
		for i := range g.rows {
			g.rows[i] = append(g.rows[i], make([]string, len(g.columns)-len(g.rows[i]))...)
		}
		return a.print(g, nil)
	}
	said := false
	for _, s := range all {
		if len(s.Rows) == 0 {
			continue
		}
		if said {
			fmt.Fprintln(a.out)
		}
		said = true
		fmt.Fprintf(a.out, "%s\n", strings.ToUpper(s.Name[:1])+s.Name[1:])
		g := &grid{rows: s.Rows}
		for _, c := range s.Columns {
			g.columns = append(g.columns, column{c.Name, c.Number})
		}
		g.table(a.out)
	}
	if !said {
		fmt.Fprintln(a.err, "Nothing was observed yet.")
	}
	return nil
}
