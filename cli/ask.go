package cli

import (
	"context"
	"errors"
	"os"

	"github.com/spf13/cobra"

	"muster/client"
	"muster/node"
	"muster/pledge"
	"muster/report"
)

// asker answers what the commands that read ask: the record on this machine, or a Muster elsewhere.
type asker interface {
	node.Asked
	Pledge(ctx context.Context, known, name string, q pledge.Query) (*pledge.Result, error)
	Contribution(ctx context.Context, known, about, edition string, all bool) ([]report.Said, error)
	Statement(ctx context.Context, id string) (*report.Statement, error)
	Proof(ctx context.Context, id string) ([]byte, error)
	Search(ctx context.Context, known string, q report.SearchQuery) (*report.SearchResult, error)
	Plan(ctx context.Context, known string, q report.PlanQuery) (*report.Plan, error)
	Exceptions(ctx context.Context, known string, q report.ExceptionsQuery) (*report.Exceptions, error)
	Backlog(ctx context.Context, known string) (*report.Backlog, error)
	Damage(ctx context.Context, known string) (*report.Damage, error)
	Access(ctx context.Context, known string) (*report.Access, error)
	Samples(ctx context.Context, known string) (*report.Samples, error)
}

var (
	_ asker = (*node.Node)(nil)
	_ asker = (*client.Client)(nil)
)

// serverFlag gives a command the flag that has it ask elsewhere.
func (a *app) serverFlag(c *cobra.Command) *cobra.Command {
	c.Flags().StringVar(&a.server, "server", os.Getenv("MUSTER_SERVER"), "ask the Muster at this `URL` instead of a record here; $MUSTER_SERVER says which where this does not")
	return c
}

// askingAs is asking for somebody, as ROLE@PARTY; empty: the operator here, and elsewhere whoever the token is of.
func (a *app) askingAs(ctx context.Context, as string, ask func(ctx context.Context, in asker) error) error {
	if as != "" && a.server != "" {
		return usageError{errors.New("--as: the token says who asks a server; say one of --as and --server")}
	}
	return a.asking(ctx, func(in asker) error {
		if n, ok := in.(*node.Node); ok {
			var err error
			if ctx, err = n.ReportAs(ctx, as); err != nil {
				return asked(err)
			}
		}
		return ask(ctx, in)
	})
}

// asking opens what is to be asked, asks it and closes it.
func (a *app) asking(ctx context.Context, ask func(asker) error) error {
	if a.server == "" {
		return a.reading(ctx, func(n *node.Node) error { return ask(n) })
	}
	c, err := client.New(a.server, os.Getenv("MUSTER_TOKEN"))
	if err != nil {
		return usageError{err}
	}
	return ask(c)
}
