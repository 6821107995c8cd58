package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"muster"
	"muster/bag"
	"muster/node"
)

func (a *app) export() *cobra.Command {
	var as, person, why string
	c := &cobra.Command{
		Use: "export case ID DIR", GroupID: "keep", Short: "Write a case as a bundle that anybody can check, without this record",
		Long: `Writes a case into the folder DIR as a bundle in the form of BagIt (RFC 8493): the items whose consent
allows it, an index without names, the custody of each item, and for each statement the proof that it is
in the record. That each item left is recorded in its custody first.

'sha256sum -c' checks every file, 'muster verify DIR' all of it, without any record.`,
		Args: takes(3, 3), ValidArgs: []string{"case"},
	}
	f := c.Flags()
	f.StringVar(&as, "as", "", "who hands it out, as `ROLE@PARTY`: custodian@ua")
	f.StringVar(&person, "person", "", "who hands it out, by `NAME`")
	f.StringVar(&why, "why", "", "the `REASON`, kept in the custody")
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		if args[0] != "case" {
			return usageError{fmt.Errorf("export: found %q; accepted is case", args[0])}
		}
		if why == "" {
			return usageError{muster.Invalid("why", "say why it is handed out; the reason is kept in the custody")}
		}
		return a.changing(ctx, func(n *node.Node) error {
			p, err := who(n, as, person)
			if err != nil {
				return err
			}
			done, err := n.ExportCase(ctx, p, args[1], args[2], why)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.out, "bundle     %s in %s\nitems      %d\nknown      %d\ndigest     %s\n", done.Bag, args[2], done.Items, done.Known, done.Digest)
			for _, x := range done.LeftOut {
				fmt.Fprintln(a.out, "left out  ", x)
			}
			fmt.Fprintf(a.out, "'muster verify %s' checks it; the act hand-over of the case names the digest.\n", args[2])
			return nil
		})
	})
	return c
}

// verifyBag checks a bundle without a record.
func (a *app) verifyBag(dir string) error {
	r, err := bag.Verify(dir)
	if err != nil {
		return muster.Invalid(dir, fmt.Sprintf("it cannot be read: %v", errors.Unwrap(err)))
	}
	fmt.Fprintf(a.out, "bundle     %s of record %s\nfiles      %d\nitems      %d\ncustody    %d events of %d items\nproofs     %d\nroot       %s\n", r.Bag, r.Record, r.Files, r.Items, r.Events, r.Chain, r.Proofs, r.Root)
	for _, f := range r.Findings {
		fmt.Fprintf(a.out, "WRONG      %s\n", f)
	}
	switch n := len(r.Findings); {
	case n > 0:
		fmt.Fprintf(a.out, "The bundle does not hold: %s.\n", counted(n, "finding"))
		return errCheck
	case r.Signed:
		fmt.Fprintf(a.out, "The bundle holds, as the key %s signed for it.\n", r.Key)
	default:
		fmt.Fprintln(a.out, "The bundle holds in itself; no signature says whose it is.")
	}
	return nil
}
