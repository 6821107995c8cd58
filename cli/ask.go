package cli

import (
	"context"

	"muster/node"
	"muster/pledge"
	"muster/report"
)

// asker answers what the commands that read ask: the record on this machine.
type asker interface {
	node.Asked
	Pledge(ctx context.Context, known, name string, q pledge.Query) (*pledge.Result, error)
	Contribution(ctx context.Context, known, about, edition string, all bool) ([]report.Said, error)
	Statement(ctx context.Context, id string) (*report.Statement, error)
	Proof(ctx context.Context, id string) ([]byte, error)
}

var _ asker = (*node.Node)(nil)

// asking opens what is to be asked, asks it and closes it.
func (a *app) asking(ctx context.Context, ask func(asker) error) error {
	return a.reading(ctx, func(n *node.Node) error { return ask(n) })
}
