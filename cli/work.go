package cli

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"muster/access"
	"muster/node"
	"muster/party"
	"muster/report"
)

func (a *app) work() *cobra.Command {
	var as, officer string
	var all, others, overdue, digest bool
	c := &cobra.Command{
		Use: "work", GroupID: "work", Short: "What waits for me: since when, due when, late by how much",
		Long: `Lists what waits for whoever --as names, the most overdue first: what can be done, since when, due
when, who handed it over. What waits for whom follows from the state tables ('muster kinds KIND').
Times are UTC; late is by this machine's clock.`,
		Args: takes(0, 0),
	}
	f := c.Flags()
	f.StringVar(&as, "as", "operator@operator", "for whom, as `ROLE@PARTY`, the party by any of its names")
	f.StringVar(&officer, "officer", "", "for whom by `NAME`: what was handed over to another officer of the same office is left out")
	f.BoolVar(&all, "all", false, "what waits for anybody, as far as --as may see it")
	f.BoolVar(&others, "others", false, "what the party waits for from others")
	f.BoolVar(&overdue, "overdue", false, "how much is late, by who must act")
	f.BoolVar(&digest, "digest", false, "a text for the morning: late, due today, this week, later, and what others owe")
	f.StringVar(&a.known, "known", "", "as known at a `POSITION` (4711) or instant (2026-11-23T17:30:00Z); empty: now")
	f.StringVar(&a.format, "format", "table", "`table`, csv, json or atom, a feed for readers of feeds")
	c.MarkFlagsMutuallyExclusive("all", "others", "overdue")
	work := a.run(func(ctx context.Context, _ []string) error {
		which := report.WorkMine
		for w, is := range map[report.Which]bool{report.WorkAll: all, report.WorkOthers: others, report.WorkOverdue: overdue} {
			if is {
				which = w
			}
		}
		return a.reading(ctx, func(n *node.Node) error {
			p, err := n.As(as)
			if err != nil {
				return asked(err)
			}
			p.Person = officer
			w, err := n.Work(ctx, a.known, p, which)
			if err != nil {
				return asked(err)
			}
			switch {
			case digest:
				return a.printDigest(ctx, n, p, w)
			case a.format == atom:
				return w.Atom(a.out, n.Log.ID())
			case which == report.WorkOverdue:
				return a.printOverdue(w)
			}
			return a.printWork(w)
		})
	})
	c.RunE = func(c *cobra.Command, args []string) error {
		if digest && c.Flags().Changed("format") {
			return usageError{fmt.Errorf("--digest: it is a text; say --format without it")}
		}
		a.feeds = true
		return work(c, args)
	}
	return c
}

// printDigest prints the digest, with what the party waits for where one's own work is asked for.
func (a *app) printDigest(ctx context.Context, n *node.Node, p access.Principal, w *report.Work) error {
	if w.Which != report.WorkMine || p.Party == party.Operator {
		return w.Digest(a.out, nil)
	}
	others, err := n.Work(ctx, a.known, p, report.WorkOthers)
	if err != nil {
		return err
	}
	return w.Digest(a.out, others)
}

func (a *app) printWork(w *report.Work) error {
	g := &grid{}
	for _, name := range (report.Task{}).Columns() {
		g.columns = append(g.columns, column{name, name == "late by" && a.format == "table"})
	}
	for _, t := range w.Items {
		g.rows = append(g.rows, t.Cells())
	}
	if a.format == "" || a.format == "table" {
		g.dropEmpty()
		fmt.Fprintf(a.err, "%s for %s, %d late.\n", counted(len(w.Items), "thing"), w.As, w.Late)
	}
	return a.print(g, w)
}

// dropEmpty leaves out columns in which nothing stands, for people.
func (g *grid) dropEmpty() {
	for i := len(g.columns) - 1; i >= 0 && len(g.rows) > 0; i-- {
		if slices.ContainsFunc(g.rows, func(row []string) bool { return row[i] != "" }) {
			continue
		}
		g.columns = slices.Delete(g.columns, i, i+1)
		for r := range g.rows {
			g.rows[r] = slices.Delete(g.rows[r], i, i+1)
		}
	}
}

func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	if strings.HasSuffix(one, "ch") {
		one += "e" // match
	}
	return fmt.Sprintf("%d %ss", n, one)
}

func (a *app) printOverdue(w *report.Work) error {
	g := &grid{columns: []column{{"waits for", false}, {"late", true}, {"latest by", true}, {"object", false}, {"about", false}, {"title", false}}}
	all := w.ByParty()
	for _, o := range all {
		g.rows = append(g.rows, []string{o.Waits, strconv.Itoa(o.Tasks), o.Oldest.LateBy, o.Oldest.Object, o.Oldest.About, o.Oldest.Title})
	}
	return a.print(g, all)
}
