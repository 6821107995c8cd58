package cli

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"muster"
	"muster/access"
	"muster/audit"
	"muster/node"
	"muster/party"
)

// sampling is what 'muster sample' was asked for.
type sampling struct {
	size                       int
	seed, out, as, person, why string
	record                     bool
}

func (a *app) sample() *cobra.Command {
	var q sampling
	c := &cobra.Command{
		Use: "sample LIST", GroupID: "ask", Short: "Draw a random sample of a list as a working paper; the same seed draws the same",
		Long: `Draws a random sample of all objects of a kind (requirement, offer, match, lesson, evidence …) that --as
may see, and writes it as a workbook with the source of each, room for findings, and a second sheet with
the seed, the position and the digest of the population. Who has the seed draws the same.

With --record, or where --person says who draws, the record says that it was drawn: of which list, by whom,
how many, by which seed, as known when, and the population's number and digest. An auditor or the operator
does that, and 'muster report samples' lists it. Without --seed a seed is then made that nobody chose.`,
		Args: takes(1, 1),
	}
	f := c.Flags()
	f.IntVar(&q.size, "n", 25, "how `MANY`")
	f.StringVar(&q.seed, "seed", "", "any `TEXT`, as in a number drawn by lot; it is kept on the paper")
	f.StringVar(&q.out, "out", "", "write the workbook to this `FILE`; empty: print CSV")
	f.StringVar(&q.as, "as", "", "for whom, as `ROLE@PARTY`: auditor@us; empty: the operator")
	f.BoolVar(&q.record, "record", false, "record that it was drawn")
	f.StringVar(&q.person, "person", "", "who draws it, by `NAME`; it is recorded")
	f.StringVar(&q.why, "why", "", "the `REASON`, where it is recorded")
	f.StringVar(&a.known, "known", "", "as known at a `POSITION` (4711) or instant (2026-11-23T17:30:00Z); empty: now")
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		if q.record || q.person != "" {
			if a.known != "" {
				return usageError{muster.Invalid("known", "a sample that is recorded is drawn of what is known now; leave one of --known and --record away")}
			}
			return a.changing(ctx, func(n *node.Node) error { return a.drawRecorded(ctx, n, args[0], q) })
		}
		if q.seed == "" {
			return usageError{muster.Invalid("seed", "say a seed, any text: whoever has it draws the same sample")}
		}
		return a.reading(ctx, func(n *node.Node) error {
			ctx, err := n.ReportAs(ctx, q.as)
			if err != nil {
				return asked(err)
			}
			s, err := n.Sample(ctx, a.known, args[0], q.size, q.seed)
			if err != nil {
				return asked(flagged(err))
			}
			return a.paper(n, s, q.out)
		})
	})
	return c
}

// flagged names a refused size by its flag.
func flagged(err error) error {
	for _, r := range muster.Refusals(err) {
		if r.Field == "size" {
			r.Field = "n"
		}
	}
	return err
}

func (a *app) drawRecorded(ctx context.Context, n *node.Node, list string, q sampling) error {
	as := access.Principal{Role: access.Operator, Party: party.Operator}
	if q.as != "" {
		var err error
		if as, err = n.As(q.as); err != nil {
			return asked(err)
		}
	}
	as.Person = q.person
	s, id, err := n.DrawSample(ctx, as, list, q.size, q.seed, q.why)
	if err != nil {
		return asked(flagged(err))
	}
	fmt.Fprintf(a.err, "Recorded as %s by %s.\n", id, as)
	return a.paper(n, s, q.out)
}

// paper writes a working paper.
func (a *app) paper(n *node.Node, s *audit.Paper, out string) error {
	paper := node.Paper(s, n.Log.ID())
	fmt.Fprintf(a.err, "%d of %d drawn with the seed %q, as known at position %d; population %s\n", len(s.Drawn), len(s.Items), s.Seed, s.Known, s.Digest)
	if out == "" {
		return paper.CSV(a.out)
	}
	w, err := os.OpenFile(out, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return muster.Invalid("out", fmt.Sprintf("%s cannot be written: %v", out, errors.Unwrap(err)))
	}
	return errors.Join(paper.Workbook(w), w.Close())
}
