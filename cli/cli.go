// Package cli is Muster's command line. Exit codes: 0 done, 1 refused input or a check that fails,
// 2 wrong usage, 3 fault.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"muster"
	"muster/node"
)

// The exit codes.
const (
	exitDone    = 0
	exitRefused = 1
	exitUsage   = 2
	exitFault   = 3
)

// atom is the form of a feed, which only some commands have.
const atom = "atom"

// app is one run of the program.
type app struct {
	in       io.Reader
	out, err io.Writer
	data     string
	store    string
	format   string
	known    string
	server   string
	verbose  bool
	feeds    bool // the command writes feeds too
	ran      bool // a command's own work began: what fails from here on is no wrong usage
}

// errCheck says that a check failed and has been reported.
var errCheck = errors.New("the check failed")

// Main runs the program and returns its exit code.
func Main(ctx context.Context, args []string, in io.Reader, out, errw io.Writer) int {
	a := &app{in: in, out: out, err: errw}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errw)
	defer context.AfterFunc(ctx, a.stopping)()
	c, err := root.ExecuteContextC(ctx)
	return a.code(c, err)
}

// stopping lets a second Ctrl-C end the program at once, and says so if the first takes its time:
// what is being made durable is waited for.
func (a *app) stopping() {
	signal.Reset(os.Interrupt, syscall.SIGTERM)
	if f, ok := a.err.(*os.File); ok {
		time.AfterFunc(time.Second, func() {
			fmt.Fprintln(f, "Stopping; Ctrl-C again ends it at once, and a request half made is not recorded.")
		})
	}
}

// code reports an error in words and turns it into an exit code.
func (a *app) code(c *cobra.Command, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errCheck):
		return exitRefused
	case errors.As(err, &usage) || !a.ran:
		fmt.Fprintf(a.err, "muster: %s\n", words(c, err))
		if c.HasParent() && c.Name() != "help" {
			fmt.Fprintf(a.err, "'muster help %s' explains it.\n", c.Name())
		} else {
			fmt.Fprintln(a.err, "'muster help' lists the commands.")
		}
		return exitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(a.err, "muster: interrupted"+after(err))
		return exitFault
	}
	if refusals := muster.Refusals(err); len(refusals) > 0 {
		fmt.Fprintf(a.err, "muster: %s\n", words(c, err))
		return exitRefused
	}
	fmt.Fprintf(a.err, "muster: fault: %v\n", err)
	return exitFault
}

// after is what an error says on the lines after its first.
func after(err error) string {
	_, rest, found := strings.Cut(err.Error(), "\n")
	if !found {
		return ""
	}
	return "\n" + rest
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "muster",
		Short: "One true picture of assistance, from the pledge to the receipt",
		Long: `Muster keeps what parties say about assistance (pledges, allocations, deliveries) as attributed
statements in one append-only record that anybody can verify, and answers from it what counts,
by which rule, who carries it, and where each figure comes from.

Begin with 'muster demo', or with 'muster import kiel FILE' in an empty folder.`,
		SilenceErrors: true, SilenceUsage: true, Version: node.Version,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	data := os.Getenv("MUSTER_DATA")
	if data == "" {
		data = "muster-data"
	}
	f := root.PersistentFlags()
	f.StringVar(&a.data, "data", data, "`FOLDER` of the record, its key and its snapshot; $MUSTER_DATA says which where this does not")
	f.StringVar(&a.store, "store", "", "`URL`, as in postgres://…, for a record in PostgreSQL; empty: a SQLite file in the data folder")
	f.BoolVarP(&a.verbose, "verbose", "v", false, "say what is being done, on standard error")
	root.SetFlagErrorFunc(flagWords)
	root.SetHelpCommand(help())
	root.AddGroup(&cobra.Group{ID: "work", Title: "Work:"}, &cobra.Group{ID: "ask", Title: "Ask:"}, &cobra.Group{ID: "keep", Title: "Keep:"})
	root.AddCommand(
		a.demo(), a.serve(), a.importCommand(), a.record(), a.attach(), a.work(), a.plan(),
		a.search(), a.pledge(), a.position(), a.editions(), a.contribution(), a.statement(), a.statements(), a.check(), a.layer(), a.kinds(), a.report(), a.sample(), a.evidence(), a.export(),
		a.initCommand(), a.withdraw(), a.verify(), a.copy(), a.rotateKey(), a.token(), a.link(),
	)
	return root
}

// reads gives a command the flags of every command that reads.
func (a *app) reads(c *cobra.Command, format string) *cobra.Command {
	c.Flags().StringVar(&a.format, "format", format, "`table`, csv or json")
	c.Flags().StringVar(&a.known, "known", "", "as known at a `POSITION` (4711) or instant (2026-11-23T17:30:00Z); empty: now")
	return a.serverFlag(c)
}

// run wraps a command's work: from here on an error is no wrong usage.
func (a *app) run(work func(ctx context.Context, args []string) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		switch a.format {
		case "", "table", "csv", "json":
		case atom:
			if !a.feeds {
				return usageError{fmt.Errorf("--format: found %q; accepted are table, csv and json", a.format)}
			}
		default:
			return usageError{fmt.Errorf("--format: found %q; accepted are table, csv and json", a.format)}
		}
		if a.store != "" && !node.IsPostgres(a.store) {
			return usageError{fmt.Errorf("--store: found %q; accepted is postgres://…, or nothing for a SQLite file in the data folder", node.Redacted(a.store))}
		}
		if a.server != "" && (c.Flags().Changed("data") || a.store != "") {
			if c.Flags().Changed("server") {
				return usageError{fmt.Errorf("--server: it asks %s; --data and --store are opened here: say one of them", a.server)}
			}
			a.server = "" // what this command says goes before what the environment does
		}
		a.ran = true
		return work(c.Context(), args)
	}
}

func (a *app) config() node.Config {
	least := slog.LevelWarn // what a page says was logged has to be somewhere
	if a.verbose {
		least = slog.LevelInfo
	}
	return node.Config{Data: a.data, Store: a.store, Log: slog.New(slog.NewTextHandler(a.err, &slog.HandlerOptions{Level: least}))}
}

// place names where the record lies, without the password of a database.
func (a *app) place() string {
	if a.store == "" {
		return a.data
	}
	return node.Redacted(a.store)
}

// began says that a record was begun, which somebody in the wrong folder did not mean.
func (a *app) began(id string) {
	fmt.Fprintf(a.err, "A new record, %s, was begun in %s.\n", id, a.place())
}

// with opens the record, works with it and closes it.
func (a *app) with(ctx context.Context, cfg node.Config, work func(n *node.Node) error) error {
	n, err := node.Open(ctx, cfg)
	if err != nil {
		return err
	}
	return errors.Join(work(n), n.Close())
}

// reading is with, for commands that only read.
func (a *app) reading(ctx context.Context, work func(n *node.Node) error) error {
	cfg := a.config()
	cfg.ReadOnly = true
	return a.with(ctx, cfg, work)
}

// changing is with, for commands that add to a record that is there.
func (a *app) changing(ctx context.Context, work func(n *node.Node) error) error {
	cfg := a.config()
	cfg.Existing = true
	return a.with(ctx, cfg, work)
}

// day is a flag that holds a day.
type day struct{ to **muster.Day }

func (d day) String() string {
	if d.to == nil || *d.to == nil {
		return ""
	}
	return (*d.to).String()
}

func (d day) Set(s string) error {
	v, err := muster.ParseDay(s)
	if err == nil {
		*d.to = &v
	}
	return err
}

func (day) Type() string { return "date" }
