package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"muster"
	"muster/money"
	"muster/node"
	"muster/report"
	"muster/standing"
)

func (a *app) report() *cobra.Command {
	c := &cobra.Command{
		Use: "report", GroupID: "ask", Short: "Figures and lists of the registers, as of any day and as known then",
	}
	c.AddCommand(a.lessonsReport(), a.lessonsDigest(), a.scoreboard(), a.due(), a.slippage(), a.evidenceIndex(), a.crosswalk(),
		a.exceptionsReport(), a.backlogReport(), a.damageReport(), a.accessReport(), a.samplesReport())
	return c
}

// reports gives a report the flags of all, and works it out in a view on its day.
func (a *app) reports(c *cobra.Command, do func(v standing.View, foot report.Foot) error) *cobra.Command {
	var on *muster.Day
	f := c.Flags()
	f.StringVar(&a.format, "format", "table", "`table`, csv or json")
	f.StringVar(&a.known, "known", "", "as known at a `POSITION` (4711) or instant (2026-11-23T17:30:00Z); empty: now")
	f.Var(day{&on}, "on", "on this day; empty: today")
	c.RunE = a.run(func(ctx context.Context, _ []string) error {
		return a.reading(ctx, func(n *node.Node) error {
			v, err := n.View(ctx, a.known)
			if err != nil {
				return asked(err)
			}
			if on != nil {
				v.Effective = *on
			}
			foot, err := n.Foot(ctx, v)
			if err != nil {
				return asked(err)
			}
			return asked(do(v, foot))
		})
	})
	return c
}

func (a *app) scoreboard() *cobra.Command {
	var framework string
	c := &cobra.Command{
		Use: "scoreboard", Short: "How far a framework's steps are, by chapter, and what money hangs on them",
		Long: `Counts the steps of a framework: of those due how many are fulfilled, before money was held back or
while the clock ran, and where all are; what was paid of its instalments, what is held, with the days left, and what lapsed; and how many
have each word of its scales. What is reported counts as reported, and no scale is averaged. As CSV a
row for each chapter.`,
		Args: takes(0, 0),
	}
	c.Flags().StringVar(&framework, "framework", "", "`FRAMEWORK`, by its id; empty: the only one there is")
	return a.reports(c, func(v standing.View, foot report.Foot) (err error) {
		var b *report.Scoreboard
		v.Read(func() { b, err = report.ScoreboardOf(v, framework) })
		if err != nil {
			return err
		}
		b.Foot = foot
		return a.printScoreboard(b)
	})
}

func (a *app) printScoreboard(b *report.Scoreboard) error {
	if a.format == "csv" || a.format == "json" {
		g := &grid{}
		for i, name := range (report.Score{}).Columns() {
			g.columns = append(g.columns, column{name, i > 1})
		}
		for _, s := range b.Chapters {
			g.rows = append(g.rows, s.Cells())
		}
		return a.print(g, b)
	}
	fmt.Fprintf(a.out, "%s on %s\n\n", b.Title.In("en"), b.On)
	g := &grid{columns: []column{{"chapter", false}, {"steps", true}, {"due", true}, {"fulfilled", true}, {"late", true}, {"of due", true}, {"where they are", false}}}
	line := func(name string, s report.Score) {
		var states []string
		for _, x := range s.States {
			states = append(states, fmt.Sprintf("%d %s", x.Count, x.State))
		}
		share := ""
		if s.Percent != "" {
			share = s.Percent + " %"
		}
		g.rows = append(g.rows, []string{name, fmt.Sprint(s.Steps), fmt.Sprint(s.Due), fmt.Sprint(s.Kept), fmt.Sprint(s.Late), share, strings.Join(states, ", ")})
	}
	for _, s := range b.Chapters {
		name := s.Title.In("en")
		if s.Chapter == "" {
			name = "of no chapter"
		}
		line(name, s)
	}
	line("all", b.All)
	g.table(a.out)
	a.printReformMoney(b)
	for _, s := range b.Scales {
		a.printScale(s)
	}
	for _, r := range b.Reports {
		fmt.Fprintf(a.out, "\nBy %s: %s.", r.By, strings.TrimSuffix(r.What.In("en"), "."))
	}
	if len(b.Reports) > 0 {
		fmt.Fprintln(a.out)
	}
	if n := len(b.Precondition); n > 0 {
		fmt.Fprintf(a.err, "%s, assessed apart.\n", counted(n, "precondition"))
	}
	if b.Withheld {
		fmt.Fprintln(a.err, "Not all of it is for you.")
	}
	return nil
}

func (a *app) printReformMoney(b *report.Scoreboard) {
	if len(b.Money) > 0 {
		fmt.Fprintln(a.out)
		g := &grid{columns: []column{{"money", false}, {"at stake", true}, {"paid", true}, {"released later", true}, {"held", true}, {"reduced", true}}}
		for _, m := range b.Money {
			row := []string{string(m.Currency)}
			for _, x := range []money.Amount{m.AtStake, m.Paid, m.Released, m.Held, m.Reduced} {
				row = append(row, grouped(x.String()))
			}
			g.rows = append(g.rows, row)
		}
		g.table(a.out)
	}
	if len(b.Held) > 0 {
		fmt.Fprintln(a.out)
		g := &grid{columns: []column{{"held for", false}, {"state", false}, {"since", false}, {"until", false}, {"days left", true}, {"its money", true}, {"held of the instalment", true}}}
		for _, h := range b.Held {
			own, all := "not known", ""
			if h.Stake != nil {
				own = grouped(h.Stake.Amount.String()) + " " + string(h.Stake.Currency)
			}
			if h.Held != nil {
				all = grouped(h.Held.Amount.String()) + " " + string(h.Held.Currency)
			}
			g.rows = append(g.rows, []string{h.Step, h.State, h.Decided, h.Until, fmt.Sprint(h.DaysLeft), own, all})
		}
		g.table(a.out)
	}
}

func (a *app) printScale(s report.ScaleCount) {
	fmt.Fprintln(a.out)
	g := &grid{columns: []column{{s.Title.In("en"), false}, {"here", true}}}
	if s.Published != nil {
		g.columns = append(g.columns, column{"published " + s.Published.On, true})
	}
	for _, w := range s.Words {
		row := []string{w.Title.In("en"), fmt.Sprint(w.Count)}
		if s.Published != nil {
			row = append(row, fmt.Sprint(w.Published))
		}
		g.rows = append(g.rows, row)
	}
	rest := []string{"no word yet", fmt.Sprint(s.Unrated)}
	if s.Published != nil {
		rest = append(rest, "")
	}
	g.rows = append(g.rows, rest)
	g.table(a.out)
}

// listing prints a list in the shape of its rows.
func listing[T interface {
	report.Row
	report.Table
}](a *app, all []T, err error,
) error {
	if err != nil {
		return err
	}
	g := &grid{}
	var row T
	for _, name := range row.Columns() {
		g.columns = append(g.columns, column{name, name == "days_left" || name == "stake" || strings.HasPrefix(name, "moved")})
	}
	for _, x := range all {
		g.rows = append(g.rows, x.Cells())
	}
	if a.format == "" || a.format == "table" {
		g.dropEmpty()
	}
	return a.print(g, all)
}

func (a *app) due() *cobra.Command {
	var framework string
	var until *muster.Day
	c := &cobra.Command{Use: "due", Short: "The steps that are not fulfilled, by the day on which they are due, with the money that hangs on them", Args: takes(0, 0)}
	c.Flags().StringVar(&framework, "framework", "", "only steps of this `FRAMEWORK`, by its id")
	c.Flags().Var(day{&until}, "until", "only what is due by this day")
	return a.reports(c, func(v standing.View, _ report.Foot) (err error) {
		var all []report.DueStep
		last := muster.Day(0)
		if until != nil {
			last = *until
		}
		v.Read(func() { all, err = report.DueSteps(v, framework, last) })
		return listing(a, all, err)
	})
}

func (a *app) slippage() *cobra.Command {
	var framework string
	c := &cobra.Command{Use: "slippage", Short: "Every amendment that moved a deadline or a wording, with its reason", Args: takes(0, 0)}
	c.Flags().StringVar(&framework, "framework", "", "only steps of this `FRAMEWORK`, by its id")
	return a.reports(c, func(v standing.View, _ report.Foot) (err error) {
		var all []report.Slippage
		v.Read(func() { all, err = report.Slippages(v, framework) })
		return listing(a, all, err)
	})
}

func (a *app) evidenceIndex() *cobra.Command {
	var framework, step string
	c := &cobra.Command{Use: "evidence", Short: "Every piece of evidence of reforms, by step: what was reported, and apart from it what was assessed", Args: takes(0, 0)}
	c.Flags().StringVar(&framework, "framework", "", "only of this `FRAMEWORK`, by its id")
	c.Flags().StringVar(&step, "step", "", "only of this `STEP`, by its id")
	return a.reports(c, func(v standing.View, _ report.Foot) (err error) {
		var all []report.Evidence
		v.Read(func() { all, err = report.EvidenceIndex(v, framework, step) })
		return listing(a, all, err)
	})
}

func (a *app) crosswalk() *cobra.Command {
	var name string
	c := &cobra.Command{Use: "crosswalk", Short: "What several frameworks ask of one reform, and how each rated it", Args: takes(0, 0)}
	c.Flags().StringVar(&name, "reform", "", "only steps of this `REFORM`, by its id")
	return a.reports(c, func(v standing.View, _ report.Foot) (err error) {
		var all []report.Crossed
		v.Read(func() { all, err = report.Crosswalk(v, name) })
		return listing(a, all, err)
	})
}
