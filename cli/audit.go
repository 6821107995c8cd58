package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"muster/report"
)

// audited gives a report of what auditors look at the flags of all such; it has what --as may see.
func (a *app) audited(c *cobra.Command, do func(ctx context.Context, in asker) error) *cobra.Command {
	var as string
	c.Flags().StringVar(&as, "as", "", "for whom, as `ROLE@PARTY`: auditor@us; empty: the operator")
	c.Args = takes(0, 0)
	c.RunE = a.run(func(ctx context.Context, _ []string) error {
		return a.askingAs(ctx, as, func(ctx context.Context, in asker) error { return asked(do(ctx, in)) })
	})
	return a.reads(c, "table")
}

func (a *app) exceptionsReport() *cobra.Command {
	var q report.ExceptionsQuery
	c := &cobra.Command{
		Use: "exceptions", Short: "What is allowed and for which somebody answers, with who and the reason given",
		Long: `Lists what is allowed and for which somebody answers: overrides, statements that hold from long before
they were recorded, one person in two roles, values whose basis is not known, gaps of custody …; each with
who answers for it and the reason given. Each part knows exceptions of its own.`,
	}
	f := c.Flags()
	f.StringVar(&q.Party, "party", "", "those for which this `PARTY` answers")
	f.Var(day{&q.From}, "from", "those recorded on or after this day")
	f.Var(day{&q.To}, "to", "those recorded before this day")
	f.StringVar(&q.Kind, "kind", "", "those of this `KIND` only, as in match-override")
	f.IntVar(&q.Days, "days", report.BackDated, "a statement is back-dated after so many `DAYS`")
	return a.audited(c, func(ctx context.Context, in asker) error {
		out, err := in.Exceptions(ctx, a.known, q)
		if err != nil {
			return err
		}
		for _, k := range out.Kinds {
			fmt.Fprintf(a.err, "%s: %d; %s.\n", k.Kind, k.Items, k.Words)
		}
		return a.print(gridOf(out.Items), out)
	})
}

func (a *app) damageReport() *cobra.Command {
	c := &cobra.Command{Use: "damage", Short: "What damage comes to, by sort of object, region, month and currency; it names nobody"}
	return a.audited(c, func(ctx context.Context, in asker) error {
		out, err := in.Damage(ctx, a.known)
		if err != nil {
			return err
		}
		if out.LeftOut > 0 {
			fmt.Fprintf(a.err, "Left out: %d set aside, or the same as another.\n", out.LeftOut)
		}
		return a.print(gridOf(out.Items, "entries", "maybe_twice", "cost"), out)
	})
}

func (a *app) backlogReport() *cobra.Command {
	c := &cobra.Command{Use: "backlog", Short: "What waits of evidence: items to register or review, images that look alike, hints on damage; and when originals were hashed last"}
	return a.audited(c, func(ctx context.Context, in asker) error {
		out, err := in.Backlog(ctx, a.known)
		if err != nil {
			return err
		}
		for _, s := range out.States {
			fmt.Fprintf(a.err, "%s: %d, the oldest for %s.\n", s.State, s.Items, counted(s.Oldest, "day"))
		}
		if f := out.Fixity; f != nil {
			fmt.Fprintf(a.err, "Originals were hashed again on %s: %d, wrong %d.\n", f.At, f.Checked, len(f.Wrong)+f.Withheld)
		}
		if out.Late {
			fmt.Fprintf(a.err, "Hashing them again was due by %s.\n", out.Due)
		}
		if err := a.print(gridOf(out.Items, "days"), out); err != nil || a.format != "" && a.format != "table" {
			return err
		}
		if len(out.Alike) > 0 {
			fmt.Fprintln(a.out, "\nImages that look alike, for a person to decide on (muster record evidence-pair):")
			gridOf(out.Alike, "differ_bits").table(a.out)
		}
		if len(out.Hints) > 0 {
			fmt.Fprintln(a.out, "\nWhat entries of damage say of the conditions of claim categories; a register decides:")
			gridOf(out.Hints).table(a.out)
		}
		return nil
	})
}

func (a *app) accessReport() *cobra.Command {
	c := &cobra.Command{Use: "access", Short: "Who read, copied or took out what is restricted, when and why"}
	return a.audited(c, func(ctx context.Context, in asker) error {
		out, err := in.Access(ctx, a.known)
		if err != nil {
			return err
		}
		return a.print(gridOf(out.Items, "number"), out)
	})
}

func (a *app) samplesReport() *cobra.Command {
	c := &cobra.Command{Use: "samples", Short: "The random samples that were drawn, with what draws each of them again"}
	return a.audited(c, func(ctx context.Context, in asker) error {
		out, err := in.Samples(ctx, a.known)
		if err != nil {
			return err
		}
		return a.print(gridOf(out.Items, "size", "population", "position"), out)
	})
}

// cells is a line of a report.
type cells interface {
	Columns() []string
	Cells() []string
}

func gridOf[T cells](all []T, right ...string) *grid {
	var none T
	g := &grid{}
	for _, name := range none.Columns() {
		g.columns = append(g.columns, column{name, strings.Contains(" "+strings.Join(right, " ")+" ", " "+name+" ")})
	}
	for _, x := range all {
		g.rows = append(g.rows, x.Cells())
	}
	return g
}
