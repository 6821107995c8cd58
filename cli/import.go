package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"muster"
	"muster/node"
	"muster/observations"
	"muster/pledge"
	"muster/sheet"
)

// faultsShown is how many refusals and notes are printed; --faults writes them all.
const faultsShown = 20

func (a *app) importCommand() *cobra.Command {
	var im node.Import
	var faults, series, by, how string
	var ev entering
	c := &cobra.Command{
		Use: "import kiel|rates|gdp|parties|entries|steps|evidence|lessons FILE…", GroupID: "work",
		Short: "Bring a file: what is new in it is recorded, all or nothing",
		Long: `Brings a file into the record, and begins a record where there is none. Files may be .gz; what
they are is told by their content.

  kiel     an edition of the Ukraine Support Tracker: workbook, main data CSV or activity list
  rates    the European Central Bank's history of euro reference rates
  gdp      the World Bank's GDP in current US dollars
  parties  parties with codes and aliases; all rows or none
  entries  the ledger's own CSV (docs/import.md lists the columns)
  steps    what a framework asks for, a row each: new rows are stated, changed ones amended
  evidence a folder of files with a sheet that says what each is: --sheet FILE, --as, --person
  lessons  reports, lessons and recommendations of others, a row each, as accepted observations:
           several files in one request, read by --map (docs/lessons.md says how maps are written)

A row that cannot be taken is refused and listed with sheet, row and column; good rows are kept.
The same file a second time records nothing. An edition stands in for the one before it in its
series: what the file no longer has is gone. 'muster withdraw' takes an edition back.`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 2 && args[0] == "lessons" {
				return nil
			}
			return takes(2, 2)(c, args)
		},
		ValidArgs: append(slices.Clone(node.ImportKinds), evidenceKind),
	}
	f := c.Flags()
	f.StringVar(&im.Label, "label", "", "`LABEL` of the edition, as in \"Release 7\"; empty: the day its data run to")
	f.Var(day{&im.AsOf}, "as-of", "the day the data run to; empty: as the file says")
	f.StringVar((*string)(&im.Audience), "audience", "", "to whom an edition's rows are shown, as in public or \"party/de totals public\" (docs/access.md); empty: to the operator")
	f.BoolVar(&im.DryRun, "dry-run", false, "record nothing, print the same account")
	f.StringVar(&faults, "faults", "", "write every refusal and note to this CSV `FILE`")
	f.StringVar(&series, "series", "entries", "for entries: the `SERIES` that they are an edition of")
	f.StringVar(&by, "by", "", "for entries and steps: the `PARTY` whose claims these are; empty: the operator")
	f.StringVar(&im.Framework, "framework", "", "for steps: the `FRAMEWORK` of rows that name none")
	f.StringVar(&im.Why, "why", "", "for steps and evidence: the `REASON`, of amendments whose rows give none, and in the custody of each item")
	f.StringVar(&im.Title, "title", "", "for entries: the `TITLE` by which the source is cited")
	ev.flags(f)
	f.StringVar(&how, "map", "", "for lessons: the `MAP` by which they are read, "+strings.Join(observations.Built, ", ")+" or a file")
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		im.Kind, im.Name = args[0], args[1]
		if im.Kind == evidenceKind {
			return a.enterEvidence(ctx, ev, im, faults)
		}
		for _, name := range []string{"sheet", "as", "person", "receipt"} {
			if c.Flags().Changed(name) && (name != "as" || im.Kind != "lessons") {
				return usageError{fmt.Errorf("--%s: it is for evidence", name)}
			}
		}
		if !slices.Contains(node.ImportKinds, im.Kind) {
			return usageError{fmt.Errorf("import: found %q; accepted are %s, %s", im.Kind, strings.Join(node.ImportKinds, ", "), evidenceKind)}
		}
		for _, f := range [][]string{{"series", "entries"}, {"by", "entries", "steps"}, {"title", "entries"}, {"framework", "steps"}, {"why", "steps"}} {
			if name, kinds := f[0], f[1:]; !slices.Contains(kinds, im.Kind) && c.Flags().Changed(name) {
				return usageError{fmt.Errorf("--%s: it is for %s; %s says itself what it is", name, strings.Join(kinds, " and "), im.Kind)}
			}
		}
		for _, name := range []string{"map", "as"} {
			if (im.Kind == "lessons") != c.Flags().Changed(name) {
				if im.Kind == "lessons" {
					return usageError{fmt.Errorf("import: it lacks --%s; write: muster import lessons FILE… --map MAP --as lessons-manager@PARTY", name)}
				}
				return usageError{fmt.Errorf("--%s: it is for lessons; %s is not brought by a map", name, im.Kind)}
			}
		}
		im.As = ev.as
		im.Series, im.By = muster.SeriesID(series), muster.PartyID(by)
		for _, path := range args[1:] {
			data, err := readFile(path)
			if err != nil {
				return err
			}
			im.Files = append(im.Files, observations.File{Name: filepath.Base(path), Data: data})
		}
		im.Data = im.Files[0].Data
		if im.Kind == "lessons" {
			var err error
			if im.Map, err = mapOf(how); err != nil {
				return err
			}
		}
		list, err := openFaults(faults)
		if err != nil {
			return err
		}
		bar := a.progress("recording")
		im.Progress = bar.step
		done, began, err := node.ImportInto(ctx, a.config(), im)
		bar.done()
		if began != "" {
			a.began(began)
		}
		if done == nil {
			list.drop()
			return nothingRecorded{err}
		}
		a.account(im, done)
		return errors.Join(err, list.write(done.Faults))
	})
	return c
}

func readFile(path string) ([]byte, error) {
	data, err := sheet.ReadFile(path)
	if errors.Is(err, os.ErrPermission) {
		return nil, muster.Invalid(path, "it cannot be read: permission denied")
	}
	return data, err
}

// mapOf is a map that comes with Muster, by its name, or else one in a file.
func mapOf(name string) (*observations.Map, error) {
	if m, ok := observations.Named(name); ok {
		return m, nil
	}
	if _, err := os.Stat(name); os.IsNotExist(err) {
		return nil, muster.Invalid("map", fmt.Sprintf("found %q; accepted are %s, or a file with a map", name, strings.Join(observations.Built, ", ")))
	}
	data, err := readFile(name)
	if err != nil {
		return nil, err
	}
	return observations.ReadMap(filepath.Base(name), data)
}

// nothingRecorded is why an import ended, and on a line of its own what became of the record.
type nothingRecorded struct{ error }

func (n nothingRecorded) Error() string { return n.error.Error() + "\nNothing was recorded." }
func (n nothingRecorded) Unwrap() error { return n.error }

// faultList is the file that --faults names. It is opened before anything is recorded, so that a
// path that cannot be written is refused while nothing has happened.
type faultList struct {
	f     *os.File
	fresh bool // it was not there before
}

func openFaults(path string) (*faultList, error) {
	if path == "" {
		return &faultList{}, nil
	}
	_, err := os.Lstat(path)
	fresh := os.IsNotExist(err)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, 0o644)
	if err != nil {
		return nil, muster.Invalid("faults", fmt.Sprintf("%s cannot be written: %v", path, errors.Unwrap(err)))
	}
	return &faultList{f, fresh}, nil
}

// drop closes the list and takes away a file that it made.
func (l *faultList) drop() {
	if l.f == nil {
		return
	}
	l.f.Close() //nolint:errcheck // nothing was written
	if l.fresh {
		os.Remove(l.f.Name()) //nolint:errcheck // an empty file is all that would stay
	}
}

func (l *faultList) write(faults []muster.Fault) error {
	if l.f == nil {
		return nil
	}
	if st, err := l.f.Stat(); err == nil && st.Mode().IsRegular() {
		if err := l.f.Truncate(0); err != nil {
			return errors.Join(err, l.f.Close())
		}
	}
	return errors.Join(sheet.WriteFaults(l.f, faults), l.f.Close())
}

// account prints what an import did.
func (a *app) account(im node.Import, d *node.Done) {
	w := a.out
	if im.DryRun {
		fmt.Fprintln(w, "Dry run: nothing was recorded.")
	}
	l := d.Ledger
	switch {
	case l != nil && l.Again != "":
		fmt.Fprintf(w, "The same bytes were recorded before, as %s: nothing is new.\n", l.Again)
		return
	case d.Statements == 0 && d.Refused == 0:
		fmt.Fprintln(w, "All of it is known: nothing is new.")
	}
	fmt.Fprintln(w, d.Words)
	for _, n := range d.Notes {
		fmt.Fprintln(w, "note:", n)
	}
	if o := d.Lessons; o != nil {
		fmt.Fprintf(w, "rows read %d = new %d + changed %d + unchanged %d + left as decided %d + joined %d + duplicates %d + refused %d + blank %d; %d with a note\n",
			o.Rows, o.New, o.Changed, o.Unchanged, o.Left, o.Joined, o.Duplicates, o.Refused, o.Blank, d.Noted)
	} else {
		fmt.Fprintf(w, "rows read %d = recorded %d + unchanged %d + refused %d; %d with a note\n", d.Rows, d.Recorded, d.Unchanged, d.Refused, d.Noted)
	}
	if l != nil {
		ledgerAccount(w, l)
	}
	if im.DryRun {
		fmt.Fprintf(w, "statements it would take: %d\n", d.Statements)
	} else {
		fmt.Fprintf(w, "statements %d; known position %d\n", d.Statements, d.Known)
	}
	a.faults(w, d.Faults)
}

func ledgerAccount(w io.Writer, l *pledge.Account) {
	switch {
	case l.Before == "":
		fmt.Fprintf(w, "contributions: %d new\n", l.New)
	case l.Comparable:
		fmt.Fprintf(w, "contributions against %s: %d new, %d gone, %d changed, %d revalued, %d unchanged\n", l.Before, l.New, l.Gone, l.Changed, l.Revalued, l.Same)
	default:
		fmt.Fprintf(w, "contributions against %s, matched by content since one of them has no identities: %d new, %d gone, %d in both\n", l.Before, l.New, l.Gone, l.Same)
	}
	if !l.Stands {
		fmt.Fprintln(w, "A later edition stands: figures do not change, but --edition shows this one.")
	}
}

// faults prints the first refusals, then the first notes: a refusal is never hidden behind notes.
func (a *app) faults(w io.Writer, faults []muster.Fault) {
	sorted := slices.Clone(faults)
	slices.SortStableFunc(sorted, func(a, b muster.Fault) int {
		switch {
		case a.Refused == b.Refused:
			return 0
		case a.Refused:
			return -1
		}
		return 1
	})
	for i, f := range sorted {
		if i == faultsShown {
			fmt.Fprintf(w, "… and %d more; --faults FILE writes them all\n", len(sorted)-i)
			return
		}
		fmt.Fprintln(w, faultLine(f))
	}
}

func faultLine(f muster.Fault) string {
	verdict := "note"
	if f.Refused {
		verdict = "refused"
	}
	place := ""
	if f.Sheet != "" {
		place = fmt.Sprintf("sheet %q, ", f.Sheet)
	}
	if f.Row > 0 {
		place += fmt.Sprintf("row %d, ", f.Row)
	}
	switch {
	case f.Column == "": // of the whole row
		return fmt.Sprintf("%s: %s: %s", verdict, strings.TrimSuffix(place, ", "), f.Why)
	case strings.HasPrefix(f.Why, "found "), f.Found == "" && strings.HasSuffix(f.Why, f.Accepts): // which says it all
		return fmt.Sprintf("%s: %scolumn %s: %s", verdict, place, f.Column, f.Why)
	case strings.HasSuffix(f.Why, f.Accepts): // which says what is accepted, or nothing is
		return fmt.Sprintf("%s: %scolumn %s: found %q; %s", verdict, place, f.Column, clipped(f.Found), f.Why)
	}
	return fmt.Sprintf("%s: %scolumn %s: found %q; accepted: %s (%s)", verdict, place, f.Column, clipped(f.Found), f.Accepts, f.Why)
}

func clipped(s string) string {
	r := []rune(s)
	if len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}
