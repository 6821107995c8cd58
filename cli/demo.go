package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"muster"
	"muster/demo"
	"muster/node"
	"muster/pledge"
)

// demoRoles are whom one can be in the demo.
var demoRoles = []string{
	"public", "operator@operator", "coordinator@nato", "recipient-officer@ua", "donor-officer@de", "donor-officer@pl", "donor-officer@gb", "analyst@at", "auditor@us", "custodian@ua",
	"observer@ua", "lessons-manager@nato", "tasking-authority@nato", "action-body@fr", "validator@gb",
	"reform-coordinator@ua", "executor@ua", "assessor@eu-institutions",
	"documenter@ua", "reviewer@ua", "legal-officer@ua", "damage-assessor@ua",
}

const defaultListen = "127.0.0.1:8080"

func (a *app) demo() *cobra.Command {
	var listen string
	var printOnly bool
	c := &cobra.Command{
		Use: "demo", GroupID: "work", Short: "The Washington pledge on the bundled data: print it and serve the pages",
		Args: takes(0, 0),
	}
	c.Flags().StringVar(&listen, "listen", defaultListen, "`ADDRESS` to serve on")
	c.Flags().BoolVar(&printOnly, "print", false, "print the pledge and do not serve")
	c.RunE = a.run(func(ctx context.Context, _ []string) error {
		cfg := a.config()
		if !c.Flags().Changed("data") && a.store == "" {
			dir, err := os.MkdirTemp("", "muster-demo-")
			if err != nil {
				return err
			}
			defer os.RemoveAll(dir) //nolint:errcheck // a temporary folder
			// Whoever stops reading early, as in 'muster demo --print | head', must not leave it behind.
			signal.Ignore(syscall.SIGPIPE)
			cfg.Data = dir
		} else if there, err := node.Exists(ctx, cfg); err != nil {
			return err
		} else if there {
			return muster.Invalid("data", fmt.Sprintf("there is a record in %s already; the demo wants an empty folder", a.place()))
		}
		return a.with(ctx, cfg, func(n *node.Node) error {
			if err := a.loadDemo(ctx, n); err != nil {
				return err
			}
			if err := loadStory(ctx, n, muster.DayOf(time.Now())); err != nil {
				return err
			}
			r, err := n.Pledge(ctx, "", "washington-2024", pledge.Query{})
			if err != nil {
				return err
			}
			if err := a.printPledge(r); err != nil {
				return err
			}
			if err := a.printStory(ctx, n); err != nil {
				return err
			}
			notice := demo.Notice() + " " + demo.StoryNotice
			fmt.Fprintf(a.out, "\n%s\n", notice)
			if printOnly {
				return nil
			}
			p := node.Pages{Listen: listen, Notice: notice, Roles: demoRoles, Person: "a reader of the demo"}
			if demo.Synthetic {
				p.Banner, p.Notice = p.Notice, ""
			}
			return a.listen(ctx, n, p)
		})
	})
	return c
}

func (a *app) loadDemo(ctx context.Context, n *node.Node) error {
	for _, f := range demo.Files() {
		im := node.Import{Kind: f.Kind, Name: f.Name, Data: f.Data, Label: f.Label, Audience: muster.Public}
		if f.Kind == "kiel" {
			d, err := muster.ParseDay(f.AsOf)
			if err != nil {
				return err
			}
			im.AsOf = &d
			if demo.Synthetic {
				im.By, im.Title = "operator", demo.Notice()
			}
		}
		if _, err := n.Import(ctx, im); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return nil
}

func (a *app) serve() *cobra.Command {
	var listen string
	var public bool
	c := &cobra.Command{
		Use: "serve", GroupID: "work", Short: "Serve the pages of the record",
		Long: `Serves the pages and the API of the record. Whoever signed in, by a link or a token, sees what their role
may see. Whoever did not sees what the operator sees, where this listens on this machine alone: who can
reach it there is the operator's own. With --public, and wherever else it listens, they are the public.`,
		Args: takes(0, 0),
	}
	c.Flags().BoolVar(&public, "public", false, "show those who did not sign in what the public may see, on this machine too")
	c.Flags().StringVar(&listen, "listen", defaultListen, "`ADDRESS` to serve on")
	c.RunE = a.run(func(ctx context.Context, _ []string) error {
		return a.with(ctx, a.config(), func(n *node.Node) error {
			if n.Began {
				a.began(n.Log.ID())
			}
			return a.listen(ctx, n, node.Pages{Listen: listen, Public: public})
		})
	})
	return c
}

func (a *app) listen(ctx context.Context, n *node.Node, p node.Pages) error {
	p.Ready = func(url string) { fmt.Fprintf(a.out, "Serving %s (stop with Ctrl-C)\n", url) }
	return n.Serve(ctx, p)
}
