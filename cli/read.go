package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"muster"
	"muster/report"
)

func (a *app) editions() *cobra.Command {
	var source string
	c := &cobra.Command{
		Use: "editions", GroupID: "ask", Short: "The editions of a series, and what each changed against the one before",
		Args: takes(0, 0),
	}
	c.Flags().StringVar(&source, "source", "kiel", "the `SERIES`")
	c.RunE = a.run(func(ctx context.Context, _ []string) error {
		return a.asking(ctx, func(in asker) error {
			eds, err := in.Editions(ctx, a.known, muster.SeriesID(source))
			if err != nil {
				return asked(err)
			}
			if len(eds.Items) == 0 {
				fmt.Fprintf(a.err, "%s.\n", report.NoEditions)
			}
			return a.printEditions(eds.Items)
		})
	})
	return a.reads(c, "table")
}

func (a *app) printEditions(eds []report.Edition) error {
	g := &grid{columns: []column{
		{"label", false},
		{"known", true},
		{"data to", false},
		{"stands", false},
		{"rows", true},
		{"new", true},
		{"gone", true},
		{"changed", true},
		{"revalued", true},
		{"unchanged", true},
		{"refused", true},
		{"notes", true},
		{"comparable", false},
	}}
	for _, e := range eds {
		row := []string{e.Label, strconv.FormatUint(uint64(e.Known), 10), e.DataTo.String(), yes(e.Stands)}
		for _, n := range []int{e.Rows, e.New, e.Gone, e.Changed, e.Revalued, e.Unchanged, e.Refused, e.Notes} {
			row = append(row, strconv.Itoa(n))
		}
		g.rows = append(g.rows, append(row, yes(e.Comparable)))
	}
	return a.print(g, eds)
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func (a *app) position() *cobra.Command {
	var w report.PositionWords
	var from, to *muster.Day
	c := &cobra.Command{
		Use: "position", GroupID: "ask", Short: "Add up what stands, by donor, type, month …",
		Long: `Adds up the entries of a series that speak of one measure, exactly, by any dimensions.

Without --currency each amount is the source's own conversion, or where it gives none the amount
as said. With --currency it is the original amount at the reference rate of the entry's date (the
last one on or before it, at most five days old); an entry without a rate is counted as partial.`,
		Args: takes(0, 0),
	}
	f := c.Flags()
	f.StringVar(&w.Source, "source", "kiel", "the `SERIES`")
	f.StringVar(&w.Measure, "measure", "allocated", "`EVENT`: committed, allocated, delivered or another")
	f.StringVar(&w.By, "by", "donor,type", "`DIMENSIONS`: donor, type, event, year, month, series, contribution")
	f.StringVar(&w.Group, "group", "", "only donors in this `GROUP` on each entry's date, as in nato")
	f.StringVar(&w.Type, "type", "", "only these `TYPES` of assistance, as in military,humanitarian")
	f.Var(day{&from}, "from", "only entries dated on or after this day")
	f.Var(day{&to}, "to", "only entries dated before this day")
	f.StringVar(&w.Currency, "currency", "", "convert into this `CURRENCY`")
	f.StringVar(&w.Rate, "rate", "", "`source` or reference; empty: as --currency says")
	f.StringVar(&w.Edition, "edition", "", "of this edition, by its `LABEL`; empty: what stands")
	var over string
	a.layerFlag(c, &over)
	c.RunE = a.run(func(ctx context.Context, _ []string) error {
		w.From, w.To = day{&from}.String(), day{&to}.String()
		q, err := w.Query()
		if err != nil {
			return usageError{err}
		}
		if q.Layer, err = a.overlay(over); err != nil {
			return err
		}
		return a.asking(ctx, func(in asker) error {
			p, err := in.Position(ctx, a.known, q)
			if err != nil {
				return asked(err)
			}
			if err := a.printPosition(p); err != nil {
				return err
			}
			a.printLaid(p.Laid)
			return nil
		})
	})
	return a.reads(c, "table")
}

func (a *app) printPosition(p *report.Position) error {
	g := &grid{}
	for _, d := range p.By {
		g.columns = append(g.columns, column{string(d), false})
	}
	g.columns = append(g.columns, column{"currency", false}, column{"amount", true}, column{"entries", true}, column{"partial", true})
	for _, r := range p.Rows {
		amount := r.Amount.Amount.Canonical()
		if a.format == "" || a.format == "table" {
			if amount = grouped(r.Amount.Amount.Fixed(r.Amount.Currency.Minor())); r.Partial == r.Entries {
				amount = "not known"
			}
		}
		cells := slices.Clone(p.Keys(r))
		g.rows = append(g.rows, append(cells, string(r.Amount.Currency), amount, strconv.Itoa(r.Entries), strconv.Itoa(r.Partial)))
	}
	if p.Undated > 0 {
		verb := "entries are not dated to a day and lie"
		if p.Undated == 1 {
			verb = "entry is not dated to a day and lies"
		}
		fmt.Fprintf(a.err, "%d %s in no window.\n", p.Undated, verb)
	}
	if p.Withheld {
		fmt.Fprintln(a.err, "Not all of it is for you.")
	}
	return a.print(g, p)
}

func (a *app) contribution() *cobra.Command {
	var edition string
	var all bool
	c := &cobra.Command{
		Use: "contribution ID", GroupID: "ask", Short: "What was said of one contribution, with the sheet and row it was read from",
		Args: takes(1, 1),
	}
	c.Flags().StringVar(&edition, "edition", "", "in this edition, by its `LABEL`; empty: what stands")
	c.Flags().BoolVar(&all, "all", false, "everything ever said of it")
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		return a.asking(ctx, func(in asker) error {
			said, err := in.Contribution(ctx, a.known, args[0], edition, all)
			if err != nil {
				return asked(err)
			}
			g := &grid{columns: []column{
				{"event", false},
				{"date", false},
				{"party", false},
				{"type", false},
				{"line", false},
				{"quantity", true},
				{"amount", true},
				{"currency", false},
				{"converted", true},
				{"in", false},
				{"edition", false},
				{"sheet", false},
				{"row", true},
				{"statement", false},
			}}
			for _, s := range said {
				g.rows = append(g.rows, contributionRow(s, edition))
			}
			return a.print(g, said)
		})
	})
	return a.reads(c, "table")
}

func contributionRow(s report.Said, asked string) []string {
	amount, currency, converted, in := "", "", "", ""
	if v := s.Entry.Value; v != nil {
		amount, currency = v.Amount, string(v.Currency)
		if v.Mark != "" {
			amount = string(v.Mark)
		}
	}
	if v := s.Entry.Converted; v != nil {
		converted, in = v.Amount, string(v.Currency)
		if v.Mark != "" {
			converted = string(v.Mark)
		}
	}
	q := ""
	if s.Entry.Quantity != nil {
		q = strings.TrimSpace(s.Entry.Quantity.Number + s.Entry.Quantity.Said + " " + s.Entry.Quantity.Unit)
	}
	edition, sheet, row := "", "", ""
	for _, p := range s.Places {
		if asked == "" || p.Edition == asked {
			edition, sheet, row = p.Edition, p.Sheet, strconv.Itoa(p.Row)
		}
	}
	return []string{
		string(s.Entry.Event), s.Entry.Date, string(s.Entry.Party), s.Entry.Type, clipped(s.Entry.Line), q, amount, currency,
		converted, in, edition, sheet, row, string(s.Statement),
	}
}

func (a *app) statement() *cobra.Command {
	var proof string
	c := &cobra.Command{
		Use: "statement ID", GroupID: "ask", Short: "One statement as recorded, or its proof for someone without the record",
		Args: takes(1, 1),
	}
	c.Flags().StringVar(&proof, "proof", "", "write the proof to this `FILE`; 'muster verify FILE' checks it anywhere")
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		return a.asking(ctx, func(in asker) error {
			if proof != "" {
				b, err := in.Proof(ctx, args[0])
				if err != nil {
					return err
				}
				if err := os.WriteFile(proof, b, 0o600); err != nil {
					return muster.Invalid("proof", fmt.Sprintf("%s cannot be written: %v", proof, errors.Unwrap(err)))
				}
				fmt.Fprintf(a.out, "The proof of %s is in %s: 'muster verify %s' checks it without the record.\n", args[0], proof, proof)
				return nil
			}
			s, err := in.Statement(ctx, args[0])
			if err != nil {
				return err
			}
			e := json.NewEncoder(a.out)
			e.SetIndent("", "  ")
			e.SetEscapeHTML(false)
			return e.Encode(s)
		})
	})
	return a.serverFlag(c)
}
