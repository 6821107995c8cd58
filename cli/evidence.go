package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"muster"
	"muster/access"
	"muster/evidence"
	"muster/node"
	"muster/sheet"
)

// evidenceKind is what 'muster import' calls a folder of evidence.
const evidenceKind = "evidence"

// entering is what 'muster import evidence' was asked for beside what every import is.
type entering struct{ sheet, as, person, receipt string }

func (e *entering) flags(f *pflag.FlagSet) {
	f.StringVar(&e.sheet, "sheet", "", "for evidence: `FILE` with a row for each file of the folder")
	f.StringVar(&e.as, "as", "", "for evidence and lessons: who brings it, as `ROLE@PARTY`: documenter@ua, lessons-manager@nato")
	f.StringVar(&e.person, "person", "", "for evidence: who enters it, by `NAME`")
	f.StringVar(&e.receipt, "receipt", "", "for evidence: write the receipt for the giver to this `FILE`; empty: print it")
}

// who reads --as and --person.
func who(n *node.Node, as, person string) (access.Principal, error) {
	if as == "" {
		return access.Principal{}, usageError{muster.Invalid("as", "say who acts, as in custodian@ua")}
	}
	p, err := n.As(as)
	p.Person = person
	return p, asked(err)
}

func (a *app) enterEvidence(ctx context.Context, e entering, im node.Import, faults string) error {
	if e.sheet == "" {
		return usageError{muster.Invalid("sheet", "say which file has a row for each file of the folder, as in --sheet items.csv")}
	}
	data, err := sheet.ReadFile(e.sheet)
	if err != nil {
		return err
	}
	folder, err := os.OpenRoot(im.Name) // what lies outside is not read, whatever a link says
	if err != nil {
		return muster.Invalid("folder", fmt.Sprintf("%s cannot be read as a folder: %v", im.Name, errors.Unwrap(err)))
	}
	defer folder.Close() //nolint:errcheck // only read from
	list, err := openFaults(faults)
	if err != nil {
		return err
	}
	return a.changing(ctx, func(n *node.Node) error {
		as, err := who(n, e.as, e.person)
		if err != nil {
			list.drop()
			return err
		}
		in := node.Intake{Folder: folder.FS(), Sheet: filepath.Base(e.sheet), Data: data, As: as, Audience: im.Audience, Why: im.Why, DryRun: im.DryRun}
		done, err := n.Enter(ctx, in)
		if err != nil {
			list.drop()
			return nothingRecorded{err}
		}
		if err := a.entered(e, im, done); err != nil {
			return err
		}
		if err := list.write(done.Faults); err != nil {
			return err
		}
		if done.Refused > 0 {
			return errCheck
		}
		return nil
	})
}

// entered prints what became of a folder, and the receipt.
func (a *app) entered(e entering, im node.Import, done *node.Entered) error {
	w := a.out
	for _, n := range done.Notes {
		fmt.Fprintln(w, "note:", n)
	}
	word := "entered"
	switch {
	case done.Refused > 0:
		fmt.Fprintln(w, "Nothing was recorded.")
	case im.DryRun:
		word = "to enter"
		fmt.Fprintln(w, "Dry run: nothing was recorded.")
	}
	fmt.Fprintf(w, "evidence: rows %d, %s %d, here before %d, refused %d; known position %d\n", done.Rows, word, done.Recorded, done.Unchanged, done.Refused, done.Known)
	a.faults(w, done.Faults)
	if done.Refused > 0 || im.DryRun {
		return nil
	}
	if e.receipt == "" {
		fmt.Fprintln(w)
		return done.Receipt.Write(w)
	}
	f, err := os.OpenFile(e.receipt, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return muster.Invalid("receipt", fmt.Sprintf("%s cannot be written: %v", e.receipt, errors.Unwrap(err)))
	}
	return errors.Join(done.Receipt.Write(f), f.Close())
}

func (a *app) evidence() *cobra.Command {
	c := &cobra.Command{
		Use: "evidence", GroupID: "work", Short: "Read what is restricted, which is recorded; hash every original again",
		Args: takes(0, 0),
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("evidence: nothing follows it; accepted are read and fixity")}
		},
	}
	c.AddCommand(a.readEvidence(), a.fixity())
	return c
}

func (a *app) readEvidence() *cobra.Command {
	var r node.Reading
	var as, person, out string
	c := &cobra.Command{
		Use: "read ID", Short: "Read an original or a restricted text; who reads it, when and why is recorded first",
		Long: `Hands out the original of an item, or with --text one of the restricted texts of an object. That it
was read is recorded first, as an event of its custody, with who, when and why. Who keeps, reviews or
uses evidence may read; anybody else, an auditor too, under a grant that is in the record.`,
		Args: takes(1, 1),
	}
	f := c.Flags()
	f.StringVar(&as, "as", "", "who reads, as `ROLE@PARTY`: custodian@ua")
	f.StringVar(&person, "person", "", "who reads, by `NAME`")
	f.StringVar(&r.Why, "why", "", "the `REASON`, kept in the custody")
	f.StringVar(&r.Object, "object", evidence.ObjectItem, "`KIND` of object: evidence, incident, damage or case")
	f.StringVar((*string)(&r.Text), "text", "", "the `STATEMENT` that has the text; empty: the original")
	f.StringVar(&r.Grant, "grant", "", "the `GRANT` under which it is read")
	f.StringVar(&out, "out", "", "write it to this `FILE`; empty: to standard output")
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		r.About = args[0]
		if r.Why == "" {
			return usageError{muster.Invalid("why", "say why it is read; the reason is kept in its custody")}
		}
		return a.changing(ctx, func(n *node.Node) error {
			p, err := who(n, as, person)
			if err != nil {
				return err
			}
			b, err := n.ReadEvidence(ctx, p, r)
			if err != nil {
				return err
			}
			if out == "" {
				_, err = a.out.Write(b)
				return err
			}
			if err := os.WriteFile(out, b, 0o600); err != nil {
				return muster.Invalid("out", fmt.Sprintf("%s cannot be written: %v", out, errors.Unwrap(err)))
			}
			return nil
		})
	})
	return c
}

func (a *app) fixity() *cobra.Command {
	var as, person, why string
	c := &cobra.Command{
		Use: "fixity", Short: "Hash every original again, and record what that showed",
		Long: fmt.Sprintf(`Hashes every original of the record again and records what that showed. It is due every %d days,
so let a timer do it (docs/operating.md). An original that cannot be read, as where a disk fails, ends the
run, and nothing is recorded.`, evidence.FixityDays),
		Args: takes(0, 0),
	}
	f := c.Flags()
	f.StringVar(&as, "as", "operator@operator", "who does it, as `ROLE@PARTY`: custodian@ua")
	f.StringVar(&person, "person", "", "who does it, by `NAME`")
	f.StringVar(&why, "why", "on schedule", "the `REASON`, kept with it")
	c.RunE = a.run(func(ctx context.Context, _ []string) error {
		return a.changing(ctx, func(n *node.Node) error {
			p, err := who(n, as, person)
			if err != nil {
				return err
			}
			x, err := n.Fixity(ctx, p, why)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.out, "%s hashed again, %d erased, %d wrong\n", counted(x.Checked, "original"), len(x.Erased), len(x.Wrong)+x.Withheld)
			for _, id := range x.Wrong {
				fmt.Fprintf(a.out, "WRONG      %s: its bytes are not those that were received\n", id)
			}
			if x.Withheld > 0 {
				fmt.Fprintf(a.out, "WRONG      %d more, which are not for %s to see: who keeps them has them hashed again\n", x.Withheld, p)
			}
			if len(x.Wrong)+x.Withheld > 0 {
				return errCheck
			}
			return nil
		})
	})
	return c
}
