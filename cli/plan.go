package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"muster/matching/plan"
	"muster/report"
	"muster/sheet"
)

func (a *app) plan() *cobra.Command {
	q := report.PlanQuery{}
	var as, file, transit string
	c := &cobra.Command{
		Use: "plan", GroupID: "work", Short: "The best set of matches for all that is open, and why",
		Long: `Proposes matches of accepted offers with open requirements: as much as can be in time, by priority;
then as little late as can be; whole packages; few new types; few movements. It says how far from the
best possible it may be, what blocks each line that stays open, and the cheapest change that would
unblock it. Nothing is recorded.

--what-if FILE supposes changes, a list as JSON: {"changes":[{"change":"earlier","offer":"o-1","days":5}]}.
The change that a plan as JSON names for a line can be put there as it is. docs/planning.md has them all.`,
		Args: takes(0, 0),
	}
	f := c.Flags()
	f.StringVar(&file, "what-if", "", "suppose the changes in this `FILE`")
	f.Var(day{&q.On}, "on", "the day of the plan, before which nothing leaves; empty: today")
	f.StringVar(&q.Line, "requirement", "", "say what there is to say of this `REQUIREMENT` alone; empty: of all")
	f.StringVar(&q.Fair, "fair", "", "of plans as good otherwise one that spreads what is given by the indicative shares of this `PLEDGE`")
	f.StringVar(&transit, "transit", "", "`DAYS` from readiness to arrival to reckon with; empty: 14")
	f.StringVar(&as, "as", "", "of what is shown to `ROLE@PARTY`; empty: to the operator")
	c.RunE = a.run(func(ctx context.Context, _ []string) (err error) {
		if q.Transit, err = report.TransitOf(transit); err != nil {
			return usageError{err}
		}
		if file != "" {
			b, err := sheet.ReadFile(file)
			if err != nil {
				return err
			}
			if q.WhatIf, err = plan.ReadWhatIf(b); err != nil {
				return err
			}
		}
		return a.askingAs(ctx, as, func(ctx context.Context, in asker) error {
			p, err := in.Plan(ctx, a.known, q)
			if f := (*plan.Fault)(nil); errors.As(err, &f) {
				return err // what is wrong is in the file
			}
			if err != nil {
				return asked(err)
			}
			return a.printPlan(p)
		})
	})
	return a.reads(c, "table")
}

// printPlan prints a plan: as CSV its matches, for people what it reaches, its matches, and what stays open.
func (a *app) printPlan(p *report.Plan) error {
	g := &grid{}
	for _, name := range (report.PlanMatch{}).Columns() {
		g.columns = append(g.columns, column{name, name == "quantity" || name == "meets" || name == "days late" || name == "share"})
	}
	for _, m := range p.Matches {
		g.rows = append(g.rows, m.Cells())
	}
	if a.format != "" && a.format != "table" {
		return a.print(g, p)
	}
	fmt.Fprintf(a.out, "Plan of %s, as known at position %d\n\n", longDay(p.Day), p.Known)
	levels := &grid{columns: []column{{"level", false}, {"reaches", true}, {"", false}}}
	for _, l := range p.Levels {
		reach := l.Short()
		if l.Of != "" {
			reach += " of " + l.Of
		}
		levels.rows = append(levels.rows, []string{l.Level, reach, l.Says})
	}
	levels.table(a.out)
	if len(p.Matches) > 0 {
		fmt.Fprintln(a.out)
		a.planMatches(p).table(a.out)
	}
	a.planOpen(p)
	a.planPackages(p)
	for _, d := range p.Donors {
		fmt.Fprintf(a.out, "\n%s could fill:\n", d.Donor)
		for _, f := range d.Lines[:min(len(d.Lines), 5)] {
			fmt.Fprintf(a.out, "  %s\n", f.Says)
		}
	}
	for _, x := range p.Pins {
		fmt.Fprintf(a.out, "\nThe pin of %s of offer %s for %s cannot be held whole: %s are.\n", x.Quantity, x.Offer, x.Requirement, x.Held)
	}
	if !p.Whole {
		fmt.Fprintln(a.out, "\nThere was too much to look into everything; what was not says so in JSON.")
	}
	return nil
}

func (*app) planMatches(p *report.Plan) *grid {
	g := &grid{columns: []column{{"requirement", false}, {"offer", false}, {"donor", false}, {"quantity", true}, {"of", false}, {"share", true}, {"arrives", false}, {"needed by", false}, {"why", false}}}
	for _, m := range p.Matches {
		arrives := m.Arrives.String()
		if m.DaysLate > 0 {
			arrives += fmt.Sprintf(" (%d late)", m.DaysLate)
		}
		what := string(m.Item)
		if m.StandsInFor != "" {
			what += " for " + string(m.StandsInFor)
		}
		g.rows = append(g.rows, []string{
			m.Requirement, m.Offer, string(m.Donor), m.Quantity + " " + string(m.Unit), what, report.PerCent(m.Share), arrives, m.NeededBy.String(), m.Says,
		})
	}
	return g
}

func (a *app) planOpen(p *report.Plan) {
	for _, o := range p.Open {
		fmt.Fprintf(a.out, "\n%s, %s %s of %s by %s, is met %s in time.\n", o.Requirement, o.Quantity, o.Unit, o.Item, o.NeededBy, report.PerCent(o.Share))
		for _, b := range o.Blocks {
			fmt.Fprintf(a.out, "  %s\n", b.Says)
		}
		switch {
		case o.Change != nil:
			fmt.Fprintf(a.out, "  → %s: then %s\n", o.ChangeSays, report.PerCent(o.Rises))
		case o.Looked:
			fmt.Fprintln(a.out, "  → no single change unblocks it")
		}
	}
}

func (a *app) planPackages(p *report.Plan) {
	for _, k := range p.Packages {
		var short []string
		for _, part := range k.Parts {
			if part.Share != "1" {
				short = append(short, part.Short())
			}
		}
		for _, m := range k.Missing {
			short = append(short, fmt.Sprintf("nobody asked for %s %s of %s (%s)", report.Rounded(m.Short), m.Unit, m.What, strings.ReplaceAll(m.Sort, "_", " ")))
		}
		if len(short) > 0 {
			fmt.Fprintf(a.out, "\nThe package of %s is whole to %s: %s.\n", k.Package, report.PerCent(k.Share), strings.Join(short, "; "))
			if k.Rises != "" {
				fmt.Fprintf(a.out, "  → %s: then %s\n", k.Says, report.PerCent(k.Rises))
			}
		}
	}
}
