package cli

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"muster"
	"muster/layer"
	"muster/node"
	"muster/pledge"
)

func (a *app) layer() *cobra.Command {
	c := &cobra.Command{
		Use: "layer", GroupID: "ask", Short: "Readers' own judgements on top of the record",
		Long: `A layer holds one reader's judgements of rows: left out, another date, type or value, or a label, each
with a note. It lies beside the record and is no part of it. People keep layers on the pages of
'muster serve'; here they are listed, shown, and taken out and in as files. 'muster pledge' and
'muster position' lay one over a figure with --layer.`,
		Args: takes(0, 0), RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.layerList(), a.layerShow(), a.layerExport(), a.layerImport())
	return c
}

func (a *app) layers() layer.Store { return node.Layers(a.config()) }

func (a *app) layerList() *cobra.Command {
	c := &cobra.Command{Use: "list", Short: "The layers beside this record", Args: takes(0, 0)}
	c.RunE = a.run(func(context.Context, []string) error {
		all, err := a.layers().Layers()
		if err != nil {
			return err
		}
		if len(all) == 0 {
			fmt.Fprintln(a.err, "No layer lies beside this record: one begins on its pages, or with 'muster layer import FILE'.")
		}
		g := &grid{columns: []column{{"layer", false}, {"name", false}, {"judgements", true}, {"digest", false}, {"shared", false}}}
		out := []layerLine{}
		for _, l := range all {
			x := layerLine{l.ID, l.Name, len(l.Judgements), l.Digest(), l.Shared}
			out = append(out, x)
			g.rows = append(g.rows, []string{string(x.ID), x.Name, fmt.Sprint(x.Judgements), x.Digest[:8], yes(x.Shared)})
		}
		return a.print(g, out)
	})
	return a.localReads(c)
}

// layerLine is a layer in a list.
type layerLine struct {
	ID         layer.ID `json:"id"`
	Name       string   `json:"name"`
	Judgements int      `json:"judgements"`
	Digest     string   `json:"digest"`
	Shared     bool     `json:"shared"`
}

func (a *app) layerShow() *cobra.Command {
	c := &cobra.Command{
		Use: "show LAYER", Short: "What a layer says, and which rows changed since", Args: takes(1, 1),
		Long: `Shows a layer, by its id or as a FILE: what it judges, and beside each judgement whether its row says
what it said then, says something else, or is gone.`,
	}
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		l, err := a.findLayer("layer", args[0])
		if err != nil {
			return err
		}
		return a.reading(ctx, func(n *node.Node) error {
			v, err := n.View(ctx, a.known)
			if err != nil {
				return asked(err)
			}
			moved := map[layer.Judgement]layer.Moved{}
			n.State.Read(func() {
				for _, m := range l.Underneath(func(t pledge.Target) (pledge.Base, bool) { return pledge.In(v).Base(v, t) }) {
					moved[m.Judgement] = m
				}
			})
			g := &grid{columns: []column{{"contribution", false}, {"line", false}, {"event", false}, {"kind", false}, {"value", false}, {"note", false}, {"underneath", false}}}
			for _, j := range l.Judgements {
				state := "same"
				if m, ok := moved[j]; ok {
					state = "gone"
					if m.Now != nil {
						state = "changed: says " + cmp.Or(m.Now.Says.Converted, m.Now.Says.Value, "no value") + ", " + m.Now.Says.Type + ", " + cmp.Or(m.Now.Says.Date, "no date")
					}
				}
				g.rows = append(g.rows, []string{j.Contribution, j.Line, string(j.Event), string(j.Kind), j.Value, j.Note, state})
			}
			l.Owner = ""
			return a.print(g, l)
		})
	})
	c.Flags().StringVar(&a.known, "known", "", "as known at a `POSITION` (4711) or instant (2026-11-23T17:30:00Z); empty: now")
	return a.localReads(c)
}

func (a *app) layerExport() *cobra.Command {
	c := &cobra.Command{Use: "export LAYER", Short: "Write a layer as a file, to standard output", Args: takes(1, 1)}
	format := "json"
	c.Flags().StringVar(&format, "format", format, "`FORMAT`: json or csv")
	c.RunE = a.run(func(_ context.Context, args []string) error {
		l, err := a.findLayer("layer", args[0])
		if err != nil {
			return err
		}
		switch format {
		case "csv":
			return l.Export().CSV(a.out)
		case "json":
			b, err := l.JSON()
			if err == nil {
				_, err = a.out.Write(b)
			}
			return err
		}
		return usageError{muster.Invalid("format", fmt.Sprintf("found %q; accepted are json and csv", format))}
	})
	return c
}

func (a *app) layerImport() *cobra.Command {
	var name string
	var shared bool
	c := &cobra.Command{
		Use: "import FILE", Short: "Bring a layer in from a file, JSON or CSV", Args: takes(1, 1),
		Long: `Brings a layer in from a file (docs/layers.md). It belongs to whoever has this folder; with --shared
everybody who reads the record's pages may lay it over figures.`,
	}
	c.Flags().StringVar(&name, "name", "", "what it is called, as `NAME`; empty: as in the file, or as the file")
	c.Flags().BoolVar(&shared, "shared", false, "let everybody see it who reads the record's pages")
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		l, err := readLayer("file", args[0])
		if err != nil {
			return err
		}
		return a.reading(ctx, func(*node.Node) error { // layers lie beside a record
			made, err := a.layers().Change("", func(to *layer.Layer) error {
				to.Name, to.Shared, to.Judgements = cmp.Or(name, l.Name), shared, l.Judgements
				return nil
			})
			if err != nil {
				return err
			}
			fmt.Fprintf(a.out, "%s\n", made.ID)
			fmt.Fprintf(a.err, "%s, %d judgements, digest %s; 'muster pledge washington-2024 --layer %s' lays it over a figure.\n", made.Name, len(made.Judgements), made.Digest()[:8], made.ID)
			return nil
		})
	})
	return c
}

// layerFlag gives a command the flag by which a layer is laid over its figure.
func (a *app) layerFlag(c *cobra.Command, to *string) {
	c.Flags().StringVar(to, "layer", "", "lay this `LAYER` over the figure: its id, or a file of it")
}

// overlay finds a layer that a flag names; nil where it names none.
func (a *app) overlay(text string) (*pledge.Overlay, error) {
	if text == "" {
		return nil, nil
	}
	if a.server != "" {
		return nil, usageError{muster.Invalid("layer", "it is laid over a record here; leave --server out")}
	}
	l, err := a.findLayer("layer", text)
	if err != nil {
		return nil, err
	}
	return l.Overlay(), nil
}

// findLayer finds a layer by its id, or reads it from a file.
func (a *app) findLayer(field, text string) (layer.Layer, error) {
	if id := layer.ID(text); id.Valid() {
		l, err := a.layers().Layer(id)
		if len(muster.Refusals(err)) == 0 {
			return l, err
		}
		if _, serr := os.Stat(text); serr != nil {
			return l, muster.Invalid(field, fmt.Sprintf("found %q, which is neither a layer beside this record ('muster layer list') nor a file", text))
		}
	}
	return readLayer(field, text)
}

func readLayer(field, path string) (layer.Layer, error) {
	st, err := os.Stat(path)
	if err != nil || st.IsDir() {
		return layer.Layer{}, muster.Invalid(field, fmt.Sprintf("found %q, which is no file that can be read", path))
	}
	if st.Size() > layer.MostBytes {
		return layer.Layer{}, muster.Invalid(field, fmt.Sprintf("%s has %d bytes; a layer's file has at most %d", path, st.Size(), layer.MostBytes))
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return layer.Layer{}, muster.Invalid(field, err.Error())
	}
	return layer.Read(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), b)
}

// printLaid says beside a figure what it is without its layer.
func (a *app) printLaid(x *pledge.Laid) {
	if x == nil {
		return
	}
	out := a.err // beside a file
	if a.format == "" || a.format == "table" {
		out = a.out
	}
	fmt.Fprintf(out, "\nWith the layer %s (digest %s). Without it: %s.", x.Name, x.Digest, sums(x.Without))
	if len(x.Excluded) > 0 {
		fmt.Fprintf(out, " Left out by it: %s.", sums(x.Excluded))
	}
	fmt.Fprintln(out)
}

// localReads gives a command that reads what lies here the flag of every command that prints.
func (a *app) localReads(c *cobra.Command) *cobra.Command {
	c.Flags().StringVar(&a.format, "format", "table", "`table`, csv or json")
	return c
}

func sums(rows []pledge.PositionRow) string {
	var out []string
	for _, r := range rows {
		out = append(out, fmt.Sprintf("%s %s in %d entries", r.Currency, r.Amount, r.Entries))
	}
	if len(out) == 0 {
		return "nothing"
	}
	return strings.Join(out, ", ")
}
