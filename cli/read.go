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
	"muster/money"
	"muster/node"
	"muster/pledge"
)

func (a *app) editions() *cobra.Command {
	var source string
	c := &cobra.Command{
		Use: "editions", GroupID: "ask", Short: "The editions of a series, and what each changed against the one before",
		Args: takes(0, 0),
	}
	c.Flags().StringVar(&source, "source", "kiel", "the `SERIES`")
	c.RunE = a.run(func(ctx context.Context, _ []string) error {
		return a.reading(ctx, func(n *node.Node) error {
			v, err := n.View(ctx, a.known)
			if err != nil {
				return asked(err)
			}
			var eds []pledge.EditionInfo
			var have []muster.SeriesID
			n.State.Read(func() {
				eds = pledge.In(v).Editions(v.Known, muster.SeriesID(source))
				have = pledge.In(v).Series(v.Known)
			})
			if len(eds) == 0 && len(have) > 0 {
				return usageError{muster.Invalid("source", fmt.Sprintf("found %q; this record has editions of %s", source, joined(have)))}
			}
			if len(eds) == 0 {
				fmt.Fprintf(a.err, "%s.\n", noEditions)
			}
			return a.printEditions(eds)
		})
	})
	return a.reads(c, "table")
}

func (a *app) printEditions(eds []pledge.EditionInfo) error {
	type edition struct {
		Label      string     `json:"label"`
		ID         muster.ID  `json:"id"`
		Known      muster.Seq `json:"known"`
		DataTo     muster.Day `json:"data_to"`
		Stands     bool       `json:"stands"`
		Rows       int        `json:"rows"`
		New        int        `json:"new"`
		Gone       int        `json:"gone"`
		Changed    int        `json:"changed"`
		Revalued   int        `json:"revalued"`
		Unchanged  int        `json:"unchanged"`
		Refused    int        `json:"refused"`
		Notes      int        `json:"notes"`
		Comparable bool       `json:"comparable"`
	}
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
	out := []edition{}
	for _, e := range eds {
		c := e.Change
		out = append(out, edition{
			e.Label, e.ID, e.At, e.DataTo, e.Stands, e.Rows, c.New, c.Gone, c.Changed, c.Revalued, c.Same, e.Refused, e.Noted, c.Comparable,
		})
		row := []string{e.Label, strconv.FormatUint(uint64(e.At), 10), e.DataTo.String(), yes(e.Stands)}
		for _, n := range []int{e.Rows, c.New, c.Gone, c.Changed, c.Revalued, c.Same, e.Refused, e.Noted} {
			row = append(row, strconv.Itoa(n))
		}
		g.rows = append(g.rows, append(row, yes(c.Comparable)))
	}
	return a.print(g, out)
}

// noEditions is what to say where a figure is asked of a record without one.
const noEditions = "This record has no edition of any series yet: 'muster import kiel FILE' brings one"

func joined[T ~string](all []T) string {
	out := make([]string, len(all))
	for i, x := range all {
		out[i] = string(x)
	}
	return strings.Join(out, ", ")
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func (a *app) position() *cobra.Command {
	var q pledge.PositionQuery
	var source, measure, by, group, types, currency, rate string
	c := &cobra.Command{
		Use: "position", GroupID: "ask", Short: "Add up what stands, by donor, type, month …",
		Long: `Adds up the entries of a series that speak of one measure, exactly, by any dimensions.

Without --currency each amount is the source's own conversion, or where it gives none the amount
as said. With --currency it is the original amount at the reference rate of the entry's date (the
last one on or before it, at most five days old); an entry without a rate is counted as partial.`,
		Args: takes(0, 0),
	}
	f := c.Flags()
	f.StringVar(&source, "source", "kiel", "the `SERIES`")
	f.StringVar(&measure, "measure", "allocated", "`EVENT`: committed, allocated, delivered or another")
	f.StringVar(&by, "by", "donor,type", "`DIMENSIONS`: donor, type, event, year, month, series, contribution")
	f.StringVar(&group, "group", "", "only donors in this `GROUP` on each entry's date, as in nato")
	f.StringVar(&types, "type", "", "only these `TYPES` of assistance, as in military,humanitarian")
	f.Var(day{&q.From}, "from", "only entries dated on or after this day")
	f.Var(day{&q.To}, "to", "only entries dated before this day")
	f.StringVar(&currency, "currency", "", "convert into this `CURRENCY`")
	f.StringVar(&rate, "rate", "", "`source` or reference; empty: as --currency says")
	f.StringVar(&q.Edition, "edition", "", "of this edition, by its `LABEL`; empty: what stands")
	c.RunE = a.run(func(ctx context.Context, _ []string) error {
		q.Series, q.Event, q.Group = muster.SeriesID(source), pledge.Event(measure), muster.PartyID(group)
		q.Rate = pledge.Rate(rate)
		if currency != "" {
			var err error
			if q.Currency, err = money.ParseCurrency(currency); err != nil {
				return usageError{muster.Invalid("currency", err.Error())}
			}
		}
		for _, d := range list(by) {
			if slices.Contains(q.By, pledge.Dim(d)) {
				return usageError{muster.Invalid("by", fmt.Sprintf("found %s twice", d))}
			}
			q.By = append(q.By, pledge.Dim(d))
		}
		if q.From != nil && q.To != nil && *q.To < *q.From {
			return usageError{muster.Invalid("to", fmt.Sprintf("it ends on %s, before it begins on %s; the last day is not included", *q.To, *q.From))}
		}
		q.Types = list(types)
		return a.reading(ctx, func(n *node.Node) error {
			v, err := n.View(ctx, a.known)
			if err != nil {
				return asked(err)
			}
			var p *pledge.Position
			n.State.Read(func() {
				if len(pledge.In(v).Series(v.Known)) == 0 {
					err = &muster.Error{Kind: muster.KindMissing, Why: noEditions}
					return
				}
				p, err = pledge.In(v).Position(v, q)
			})
			if err != nil {
				return asked(err)
			}
			return a.printPosition(p)
		})
	})
	return a.reads(c, "table")
}

func list(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, strings.ToLower(part))
		}
	}
	return out
}

func (a *app) printPosition(p *pledge.Position) error {
	g := &grid{}
	for _, d := range p.By {
		g.columns = append(g.columns, column{string(d), false})
	}
	g.columns = append(g.columns, column{"currency", false}, column{"amount", true}, column{"entries", true}, column{"partial", true})
	type row struct {
		By      map[string]string `json:"by"`
		Amount  money.Money       `json:"amount"`
		Entries int               `json:"entries"`
		Partial int               `json:"partial"`
	}
	out := struct {
		Rows     []row `json:"rows"`
		Undated  int   `json:"undated"`
		Withheld bool  `json:"withheld"`
	}{Rows: []row{}, Undated: p.Undated, Withheld: p.Withheld}
	for _, r := range p.Rows {
		amount := r.Amount.Canonical()
		if a.format == "" || a.format == "table" {
			if amount = grouped(r.Amount.Fixed(r.Currency.Minor())); r.Partial == r.Entries {
				amount = "not known"
			}
		}
		g.rows = append(g.rows, append(slices.Clone(r.Keys), string(r.Currency), amount, strconv.Itoa(r.Entries), strconv.Itoa(r.Partial)))
		x := row{By: map[string]string{}, Amount: money.Money{Amount: r.Amount, Currency: r.Currency}, Entries: r.Entries, Partial: r.Partial}
		for i, d := range p.By {
			x.By[string(d)] = r.Keys[i]
		}
		out.Rows = append(out.Rows, x)
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
	return a.print(g, out)
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
		return a.reading(ctx, func(n *node.Node) error {
			said, err := n.Contribution(ctx, a.known, args[0], edition, all)
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

func contributionRow(s node.Said, asked string) []string {
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
		return a.reading(ctx, func(n *node.Node) error {
			if proof != "" {
				b, err := n.Proof(ctx, args[0])
				if err != nil {
					return err
				}
				if err := os.WriteFile(proof, b, 0o600); err != nil {
					return muster.Invalid("proof", fmt.Sprintf("%s cannot be written: %v", proof, errors.Unwrap(err)))
				}
				fmt.Fprintf(a.out, "The proof of %s is in %s: 'muster verify %s' checks it without the record.\n", args[0], proof, proof)
				return nil
			}
			s, err := n.Statement(ctx, args[0])
			if err != nil {
				return err
			}
			e := json.NewEncoder(a.out)
			e.SetIndent("", "  ")
			e.SetEscapeHTML(false)
			return e.Encode(s)
		})
	})
	return c
}
