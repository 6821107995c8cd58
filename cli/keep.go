package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"muster"
	"muster/access"
	"muster/money"
	"muster/node"
	"muster/seal"
	"muster/sheet"
)

var billion = money.New(1_000_000_000, 0)

func longDay(d muster.Day) string { return d.Time().Format("2 January 2006") }

func (a *app) initCommand() *cobra.Command {
	var bare bool
	c := &cobra.Command{
		Use: "init", GroupID: "keep", Short: "Begin a record: parties, groups, methods and the Washington pledge, each with its source",
		Args: takes(0, 0),
	}
	c.Flags().BoolVar(&bare, "bare", false, "begin it with nothing in it")
	c.RunE = a.run(func(ctx context.Context, _ []string) error {
		cfg := a.config()
		cfg.Bare = bare
		return a.with(ctx, cfg, func(n *node.Node) error {
			size, root := n.Log.Head()
			verb := "Began"
			if !n.Began {
				verb = "Nothing to do, there is"
			}
			fmt.Fprintf(a.out, "%s record %s in %s: %d statements, root %s\n", verb, n.Log.ID(), a.place(), size, root)
			return nil
		})
	})
	return c
}

func (a *app) withdraw() *cobra.Command {
	var why, as string
	c := &cobra.Command{
		Use: "withdraw ID", GroupID: "work", Short: "Withdraw a statement; withdrawing a submission lets what stood before it stand again",
		Args: takes(1, 1),
	}
	c.Flags().StringVar(&why, "why", "", "the `REASON`, kept with it")
	c.Flags().StringVar(&as, "as", "", "act as `ROLE@PARTY`, as in donor-officer@de; empty: as the operator, for whoever made the statement")
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		if why == "" {
			return usageError{muster.Invalid("why", "say why it is withdrawn; the reason is kept with it")}
		}
		return a.changing(ctx, func(n *node.Node) error {
			if as != "" {
				p, err := n.As(as)
				if err != nil {
					return asked(err)
				}
				ctx = access.Looking(ctx, p)
			}
			known, err := n.Withdraw(ctx, args[0], why)
			if err == nil {
				fmt.Fprintf(a.out, "Withdrawn; known position %d\n", known)
			}
			return err
		})
	})
	return c
}

func (a *app) rotateKey() *cobra.Command {
	var why string
	c := &cobra.Command{
		Use: "rotate-key", GroupID: "keep", Short: "Put another signing key in place; both sign the statement that says so",
		Args: takes(0, 0),
	}
	c.Flags().StringVar(&why, "why", "", "the `REASON`, kept with it")
	c.RunE = a.run(func(ctx context.Context, _ []string) error {
		return a.changing(ctx, func(n *node.Node) error {
			kept, err := n.RotateKey(ctx, why)
			if err == nil {
				fmt.Fprintf(a.out, "The record has a new signing key. The old one is in %s: destroy it when nobody needs it.\n", kept)
			}
			return err
		})
	})
	return c
}

func (a *app) verify() *cobra.Command {
	var headPath string
	c := &cobra.Command{
		Use: "verify [FILE]", GroupID: "keep", Short: "Check the whole record, or an exported proof or bundle without any record",
		Long: `Without FILE: reads the whole record and checks every statement, document and tree hash, compares
the snapshot with a fold from the first statement, and with --head FILE compares a tree head kept
elsewhere. Without one it says so: a record is then consistent in itself, which somebody who can
rewrite all of it could arrange.

With FILE: checks a proof made by 'muster statement ID --proof FILE'. With a folder: checks a bundle made
by 'muster export case', every file, custody and proof. No record is needed.`,
		Args: takes(0, 1),
	}
	c.Flags().StringVar(&headPath, "head", "", "`FILE` with a tree head kept elsewhere")
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		var head []byte
		if headPath != "" {
			var err error
			if head, err = sheet.ReadFile(headPath); err != nil {
				return err
			}
		}
		if st, err := os.Stat(strings.Join(args, "")); err == nil && st.IsDir() {
			return a.verifyBag(args[0])
		}
		if len(args) == 1 {
			return a.verifyProof(args[0], head)
		}
		return a.verifyRecord(ctx, head)
	})
	return c
}

func (a *app) verifyRecord(ctx context.Context, head []byte) error {
	bar := a.progress("verified")
	v, err := node.Verify(ctx, a.config(), head, func(n muster.Seq) { bar.step(int(n), 0) })
	bar.done()
	if err != nil {
		return err
	}
	if v.Statements > 0 {
		a.verified(v)
	}
	for _, f := range v.Findings {
		fmt.Fprintf(a.out, "WRONG      %s\n", f)
	}
	switch n := len(v.Findings); {
	case n == 1:
		fmt.Fprintln(a.out, "The record does not hold: 1 finding.")
		return errCheck
	case n > 1:
		fmt.Fprintf(a.out, "The record does not hold: %d findings.\n", n)
		return errCheck
	case v.Head == "":
		fmt.Fprintln(a.out, "The record is consistent in itself, no outside head.")
	default:
		fmt.Fprintf(a.out, "The record is consistent in itself and with %s.\n", v.Head)
	}
	return nil
}

func (a *app) verified(v *node.Verified) {
	fmt.Fprintf(a.out, "record     %s\nstatements %d\nerased     %d\ndocuments  %d\nroot       %s\nrecorded   %s\nsnapshot   %s\n",
		v.Record, v.Statements, v.Erased, v.Documents, v.Root, v.At.Format(time.RFC3339Nano), v.Snapshot)
}

func (a *app) verifyProof(path string, head []byte) error {
	b, err := sheet.ReadFile(path)
	if err != nil {
		return err
	}
	p, err := seal.ParseProof(b)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	v, err := p.Check()
	if err != nil {
		fmt.Fprintf(a.out, "WRONG      %v\n", err)
		return errCheck
	}
	fmt.Fprintf(a.out, "statement  %s\nrecorded   %s\nposition   %d of %d\nroot       %s\n", v.Head.ID, v.Head.At.Format(time.RFC3339Nano), p.Position, p.Size, p.Root)
	if v.Body {
		fmt.Fprintf(a.out, "body       %s\n", p.Body)
	} else {
		fmt.Fprintln(a.out, "body       erased, or kept back: only the head is proved")
	}
	if head != nil {
		c, err := seal.ReadCheckpoint(head)
		if err != nil {
			return muster.Invalid("head", err.Error())
		}
		if c.Origin != seal.Origin(p.Record) || c.Size != p.Size || c.Root != p.Root {
			fmt.Fprintf(a.out, "WRONG      the head kept elsewhere is of %s over %d statements with root %s; the proof is not against that one\n", c.Origin, c.Size, c.Root)
			return errCheck
		}
		fmt.Fprintln(a.out, "The statement is in the record whose head was kept elsewhere.")
		return nil
	}
	if v.Signed {
		fmt.Fprintf(a.out, "The statement is in the record that the key %s signed for.\n", p.Key)
		return nil
	}
	fmt.Fprintln(a.out, "The statement leads to this root; no signature and no outside head says whose it is.")
	return nil
}

func (a *app) copy() *cobra.Command {
	var from, to string
	c := &cobra.Command{
		Use: "copy --from S --to S", GroupID: "keep", Short: "Copy a record between stores: ids, salts and bytes kept, the same root",
		Long: `Copies a record from one store to another, which must be empty. A store is postgres://… or the
data folder of a SQLite record.`,
		Args: takes(0, 0),
	}
	c.Flags().StringVar(&from, "from", "", "the `STORE` to copy")
	c.Flags().StringVar(&to, "to", "", "the empty `STORE` to copy it to")
	c.RunE = a.run(func(ctx context.Context, _ []string) error {
		if from == "" || to == "" {
			return usageError{errors.New("copy needs --from and --to")}
		}
		bar := a.progress("copied")
		size, root, err := node.Copy(ctx, from, to, func(n int) { bar.step(n, 0) })
		bar.done()
		if err != nil {
			return err
		}
		fmt.Fprintf(a.out, "Copied %d statements; root %s\n", size, root)
		return nil
	})
	return c
}
