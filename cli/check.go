package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"muster/node"
	"muster/sheet"
)

func (a *app) check() *cobra.Command {
	c := &cobra.Command{
		Use: "check kiel SUMMARY", GroupID: "ask", Short: "Compare with the totals by donor that the publisher printed",
		Long:      "Compares what stands with a summary by donor and type that the publisher printed: release 28's country_summary.csv, or the Country Summary sheet of a workbook. Exits 1 if a donor differs.",
		Args:      takes(2, 2),
		ValidArgs: []string{"kiel"},
	}
	var edition string
	c.Flags().StringVar(&edition, "edition", "", "of this edition, by its `LABEL`; empty: what stands")
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		if args[0] != "kiel" {
			return usageError{fmt.Errorf("check: found %q; accepted is kiel", args[0])}
		}
		book, err := sheet.OpenFile(args[1])
		if err != nil {
			return err
		}
		return a.asking(ctx, func(in asker) error {
			rep, err := node.CheckSummary(ctx, in, a.known, edition, book)
			if err != nil {
				return err
			}
			for _, d := range rep.Differ {
				fmt.Fprintln(a.out, "differs:", d)
			}
			fmt.Fprintf(a.out, "%d of %d donors equal (to 10⁻⁶ bn EUR), %s\n", rep.Equal, rep.Donors, rep.Edition)
			if rep.Equal != rep.Donors {
				return errCheck
			}
			return nil
		})
	})
	return a.reads(c, "table")
}
