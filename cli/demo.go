package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"muster"
	"muster/demo"
	"muster/node"
	"muster/pledge"
)

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
			r, err := n.Pledge(ctx, "", "washington-2024", pledge.Query{})
			if err != nil {
				return err
			}
			if err := a.printPledge(r); err != nil {
				return err
			}
			fmt.Fprintf(a.out, "\n%s\n", demo.Notice())
			if printOnly {
				return nil
			}
			return a.listen(ctx, n, listen, demo.Notice(), demo.Synthetic)
		})
	})
	return c
}

func (a *app) loadDemo(ctx context.Context, n *node.Node) error {
	for _, f := range demo.Files() {
		im := node.Import{Kind: f.Kind, Name: f.Name, Data: f.Data, Label: f.Label}
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
	c := &cobra.Command{
		Use: "serve", GroupID: "work", Short: "Serve the pages of the record",
		Args: takes(0, 0),
	}
	c.Flags().StringVar(&listen, "listen", defaultListen, "`ADDRESS` to serve on")
	c.RunE = a.run(func(ctx context.Context, _ []string) error {
		return a.with(ctx, a.config(), func(n *node.Node) error {
			if n.Began {
				a.began(n.Log.ID())
			}
			return a.listen(ctx, n, listen, "", false)
		})
	})
	return c
}

func (a *app) listen(ctx context.Context, n *node.Node, addr, notice string, invented bool) error {
	p := node.Pages{Listen: addr, Notice: notice, Ready: func(url string) { fmt.Fprintf(a.out, "Serving %s (stop with Ctrl-C)\n", url) }}
	if invented {
		p.Banner, p.Notice = notice, ""
	}
	return n.Serve(ctx, p)
}
