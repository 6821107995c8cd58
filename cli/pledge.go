package cli

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"muster/pledge"
)

func (a *app) pledge() *cobra.Command {
	var q pledge.Query
	c := &cobra.Command{
		Use: "pledge NAME", GroupID: "ask", Short: "What counts against a pledge's floor, by which rule, and who carries it",
		Long: `Weighs a pledge, as in 'muster pledge washington-2024': what counts against its floor by a method,
each member's part beside its indicative share, and what is left out with the reason.

The window is the pledge's own unless --from (included) and --to (not included) say otherwise.`,
		Args: takes(1, 1),
	}
	f := c.Flags()
	f.StringVar(&q.Method, "method", "", "a counting `METHOD`; empty: the pledge's own")
	f.Var(day{&q.From}, "from", "first day of the window")
	f.Var(day{&q.To}, "to", "first day after the window")
	f.IntVar(&q.GDPYear, "gdp-year", 0, "`YEAR` of the GDP that shares are worked out by; 0: the pledge's own")
	f.BoolVar(&q.MonthsInside, "months-inside", false, "count rows dated only to a month that lies wholly in the window")
	f.StringVar(&q.Membership, "membership", "", "`WHEN`: window-end: members on the window's last day; entry-date: on each entry's own date")
	f.StringVar(&q.Edition, "edition", "", "weigh this edition, by its `LABEL`; empty: what stands")
	var over string
	a.layerFlag(c, &over)
	c.RunE = a.run(func(ctx context.Context, args []string) (err error) {
		if q.Layer, err = a.overlay(over); err != nil {
			return err
		}
		return a.asking(ctx, func(in asker) error {
			r, err := in.Pledge(ctx, a.known, args[0], q)
			if err != nil {
				return asked(err)
			}
			if err := a.printPledge(r); err != nil {
				return err
			}
			a.printLaid(r.Laid)
			return nil
		})
	})
	return a.reads(c, "table")
}

func (a *app) printPledge(r *pledge.Result) error {
	switch a.format {
	case "json":
		if r.Shares == nil {
			r.Shares = []pledge.Share{} // a list without members, not nothing
		}
		return a.print(nil, r)
	case "csv":
		return pledgeFile(r).csv(a.out)
	}
	g := &grid{columns: []column{{"ally", false}, {"counted", true}, {"indicative share", true}, {"share − counted", true}}}
	cur := r.Floor.Currency
	text := func(m *pledge.Money) string {
		if m == nil {
			return notCovered
		}
		return grouped(m.Amount.Fixed(cur.Minor()))
	}
	for _, s := range r.Shares {
		g.rows = append(g.rows, []string{s.Name, text(s.Counted), text(&s.Indicative), text(s.Gap)})
	}
	a.pledgeHead(r)
	if len(r.Shares) > 0 {
		total := r.Counted
		share := r.Floor
		g.rows = append(g.rows, []string{fmt.Sprintf("all %d", len(r.Shares)), text(&total), text(&share), text(&r.Gap)})
		fmt.Fprintf(a.out, "\nEUR, beside the indicative share by GDP %d (%s)\n\n", r.GDPYear, r.GDPSource)
		g.table(a.out)
	} else {
		fmt.Fprintf(a.out, "\n%s\n", r.SharesNote)
	}
	if r.Edition == "" {
		fmt.Fprintf(a.out, "\nKnown position %d, %s; root %s\n", r.Known, longTime(r.KnownAt), r.Root)
		return nil
	}
	fmt.Fprintln(a.out, "\nLeft out of this figure")
	left := &grid{columns: []column{{"reason", false}, {"rows", true}, {string(cur), true}}}
	for _, l := range r.LeftOut {
		if l.Entries > 0 {
			left.rows = append(left.rows, []string{l.Text, strconv.Itoa(l.Entries), grouped(l.Amount.Amount.Fixed(cur.Minor()))})
		}
	}
	left.table(a.out)
	if len(r.Choices) > 0 {
		fmt.Fprintln(a.out, "\nOther choices")
		for _, c := range r.Choices {
			fmt.Fprintf(a.out, "  %s: %s %s\n", c.Text, c.Counted.Currency, grouped(c.Counted.Amount.Fixed(cur.Minor())))
		}
	}
	fmt.Fprintf(a.out, "\nMethod %s; %s, %s, data to %s\nKnown position %d, %s; root %s\n",
		r.Method, r.Cite, r.Edition, r.DataTo, r.Known, longTime(r.KnownAt), r.Root)
	return nil
}

func longTime(t time.Time) string { return t.Format("2 January 2006 15:04:05 MST") }

// notCovered is what stands where a source does not cover a party: never 0, never blank.
const notCovered = "not covered"

// pledgeFile is the members of a pledge for a file: a row each, amounts with every digit.
func pledgeFile(r *pledge.Result) *grid {
	g := &grid{columns: []column{
		{"party", false}, {"name", false}, {"currency", false}, {"counted", true}, {"indicative", true}, {"gap", true}, {"gdp", true}, {"share", true},
	}}
	text := func(m *pledge.Money) string {
		if m == nil {
			return notCovered
		}
		return m.Amount.Canonical()
	}
	for _, s := range r.Shares {
		g.rows = append(g.rows, []string{
			string(s.Party), s.Name, string(r.Floor.Currency), text(s.Counted), text(&s.Indicative), text(s.Gap), s.GDP.Amount.Canonical(), s.Share.Canonical(),
		})
	}
	return g
}

func (a *app) pledgeHead(r *pledge.Result) {
	cur := r.Floor.Currency
	fmt.Fprintf(a.out, "%s\n\n", r.Title)
	if r.Edition == "" {
		fmt.Fprintf(a.out, "Nothing of %s is in this record yet: 'muster import %s FILE' brings an edition.\n", r.Series, r.Series)
		return
	}
	bn := func(m pledge.Money) string {
		x, err := m.Amount.Quo(billion, 2)
		if err != nil {
			return m.String()
		}
		return fmt.Sprintf("%s %s bn", cur, grouped(x.Fixed(2)))
	}
	fmt.Fprintf(a.out, "Counted by %s: %s between %s and %s, against a floor of %s.\nExactly %s %s in %d rows.\n",
		r.MethodText, bn(r.Counted), longDay(r.Window.From), longDay(r.Window.To-1), bn(r.Floor), cur, grouped(r.Counted.Amount.Fixed(cur.Minor())), r.Entries)
	if r.Partial > 0 {
		fmt.Fprintf(a.out, "Partial: %d rows that should count have no amount in %s.\n", r.Partial, cur)
	}
	if r.Withheld {
		fmt.Fprintln(a.out, "Not all of it is for you.")
	}
	if r.Proxy != "" {
		fmt.Fprintf(a.out, "A proxy. %s\n", r.Proxy)
	}
}
