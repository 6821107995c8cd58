package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"muster"
	"muster/access"
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

func (a *app) lessonsDigest() *cobra.Command {
	var q report.LessonDigestQuery
	var lang string
	c := &cobra.Command{
		Use: "digest", Short: "What was learned and is for an audience, as a text to hand out",
		Long: `Writes the lessons that were learned and the best practices which all of an audience may see, the latest
first: what happened, why, what follows, what to do, and what changed since. As a text to hand out on a
course or to mail; as CSV and JSON with all fields.`,
		Args: takes(0, 0),
	}
	f := c.Flags()
	f.StringVar((*string)(&q.For), "for", string(access.WhomParticipants), "the `AUDIENCE`: public, participants, group/NAME or party/NAME")
	f.StringVar(&q.Line, "line", "", "what is of this `LINE` of development only, as in training")
	f.Var(day{&q.Since}, "since", "what was learned on this day or later")
	f.StringVar(&lang, "language", "en", "the `LANGUAGE` of its texts where they have it: en or uk")
	return a.reports(c, func(v standing.View, foot report.Foot) (err error) {
		if lang != "en" && lang != "uk" {
			return muster.Found("language", lang, "en or uk")
		}
		var d *report.LessonDigest
		if v.Read(func() { d, err = report.LessonDigestOf(v, q) }); err != nil {
			return err
		}
		if d.Foot = foot; a.format == "table" {
			return d.Text(a.out, lang)
		}
		return a.printSections(d)
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
