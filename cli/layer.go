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
	"muster/client"
	"muster/layer"
	"muster/node"
	"muster/pledge"
)

func (a *app) layer() *cobra.Command {
	c := &cobra.Command{
		Use: "layer", GroupID: "ask", Short: "Readers' own judgements on top of the record",
		Long: `A layer holds one reader's judgements of rows: left out, another date, type or value, or a label, each
with a note. It lies beside the record and is no part of it. People keep layers on the pages of
'muster serve'; here they are listed, shown, and taken out and in as files, also on a Muster elsewhere. 'muster pledge' and
'muster position' lay one over a figure with --layer.`,
		Args: takes(0, 0), RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.layerList(), a.layerShow(), a.layerExport(), a.layerImport())
	return c
}

// layerDesk is where layers are kept: beside the record here, or on a Muster elsewhere.
type layerDesk interface {
	Layers(ctx context.Context) ([]layer.Summary, error)
	Layer(ctx context.Context, known string, id layer.ID) (*layer.Answer, error)
	BringLayer(ctx context.Context, l layer.Layer, shared bool) (*layer.Summary, error)
}

var (
	_ layerDesk = (*client.Client)(nil)
	_ layerDesk = localLayers{}
)

// localLayers are the layers beside this record.
type localLayers struct{ a *app }

func (d localLayers) Layers(context.Context) ([]layer.Summary, error) {
	all, err := d.a.layers().Layers()
	out := []layer.Summary{}
	for i := range all {
		out = append(out, layer.SummaryOf(&all[i]))
	}
	return out, err
}

func (d localLayers) Layer(ctx context.Context, known string, id layer.ID) (*layer.Answer, error) {
	l, err := d.a.findLayer("layer", string(id))
	if err != nil {
		return nil, err
	}
	return d.answer(ctx, known, l)
}

// answer says of a layer, kept or read from a file, which rows changed underneath.
func (d localLayers) answer(ctx context.Context, known string, l layer.Layer) (x *layer.Answer, err error) {
	err = d.a.reading(ctx, func(n *node.Node) error {
		v, err := n.View(ctx, known)
		if err != nil {
			return asked(err)
		}
		n.State.Read(func() {
			got := layer.AnswerOf(l, func(t pledge.Target) (pledge.Base, bool) { return pledge.In(v).Base(v, t) })
			x = &got
		})
		return nil
	})
	return x, err
}

func (d localLayers) BringLayer(ctx context.Context, l layer.Layer, shared bool) (s *layer.Summary, err error) {
	err = d.a.reading(ctx, func(*node.Node) error { // layers lie beside a record
		made, err := d.a.layers().Change("", func(to *layer.Layer) error {
			to.Name, to.Shared, to.Judgements = l.Name, shared, l.Judgements
			return nil
		})
		x := layer.SummaryOf(&made)
		s = &x
		return err
	})
	return s, err
}

func (a *app) layers() layer.Store { return node.Layers(a.config()) }

// desk is where this command finds layers.
func (a *app) desk() (layerDesk, error) {
	if a.server == "" {
		return localLayers{a}, nil
	}
	c, err := client.New(a.server, os.Getenv("MUSTER_TOKEN"))
	if err != nil {
		return nil, usageError{err}
	}
	return c, nil
}

func (a *app) layerList() *cobra.Command {
	c := &cobra.Command{Use: "list", Short: "The layers beside a record: of one elsewhere those that $MUSTER_TOKEN may see", Args: takes(0, 0)}
	c.RunE = a.run(func(ctx context.Context, _ []string) error {
		desk, err := a.desk()
		if err != nil {
			return err
		}
		all, err := desk.Layers(ctx)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			fmt.Fprintln(a.err, "No layer lies beside this record: one begins on its pages, or with 'muster layer import FILE'.")
		}
		g := &grid{columns: []column{{"layer", false}, {"name", false}, {"judgements", true}, {"digest", false}, {"shared", false}}}
		for _, x := range all {
			g.rows = append(g.rows, []string{string(x.ID), x.Name, fmt.Sprint(x.Judgements), x.Digest[:8], yes(x.Shared)})
		}
		return a.print(g, all)
	})
	return a.serverFlag(a.localReads(c))
}

func (a *app) layerShow() *cobra.Command {
	c := &cobra.Command{
		Use: "show LAYER", Short: "What a layer says, and which rows changed since", Args: takes(1, 1),
		Long: `Shows a layer, by its id or as a FILE: what it judges, and beside each judgement whether its row says
what it said then, says something else, or is gone. Of a record elsewhere only by its id.`,
	}
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		x, err := a.layerAsked(ctx, args[0])
		if err != nil {
			return asked(err)
		}
		moved := map[pledge.Target]map[layer.Kind]layer.Moved{}
		for _, m := range x.Underneath {
			if moved[m.Target] == nil {
				moved[m.Target] = map[layer.Kind]layer.Moved{}
			}
			moved[m.Target][m.Kind] = m
		}
		l := x.Whole()
		g := &grid{columns: []column{{"contribution", false}, {"line", false}, {"event", false}, {"kind", false}, {"value", false}, {"note", false}, {"underneath", false}}}
		for _, j := range l.Judgements {
			state := "same"
			if m, ok := moved[j.Target][j.Kind]; ok {
				state = "gone"
				if m.Now != nil {
					state = "changed: says " + cmp.Or(m.Now.Says.Converted, m.Now.Says.Value, "no value") + ", " + m.Now.Says.Type + ", " + cmp.Or(m.Now.Says.Date, "no date")
				}
			}
			g.rows = append(g.rows, []string{j.Contribution, j.Line, string(j.Event), string(j.Kind), j.Value, j.Note, state})
		}
		return a.print(g, l)
	})
	c.Flags().StringVar(&a.known, "known", "", "as known at a `POSITION` (4711) or instant (2026-11-23T17:30:00Z); empty: now")
	return a.serverFlag(a.localReads(c))
}

// layerAsked finds a layer that an argument names.
func (a *app) layerAsked(ctx context.Context, text string) (*layer.Answer, error) {
	if a.server == "" {
		l, err := a.findLayer("layer", text)
		if err != nil {
			return nil, err
		}
		return localLayers{a}.answer(ctx, a.known, l)
	}
	if !layer.ID(text).Valid() {
		return nil, muster.Invalid("layer", fmt.Sprintf("found %q; accepted is the id of a layer there, as 'muster layer list' prints it", text))
	}
	desk, err := a.desk()
	if err != nil {
		return nil, err
	}
	return desk.Layer(ctx, a.known, layer.ID(text))
}

func (a *app) layerExport() *cobra.Command {
	c := &cobra.Command{Use: "export LAYER", Short: "Write a layer as a file, to standard output", Args: takes(1, 1)}
	format := "json"
	c.Flags().StringVar(&format, "format", format, "`FORMAT`: json or csv")
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		if format != "csv" && format != "json" {
			return usageError{muster.Invalid("format", fmt.Sprintf("found %q; accepted are json and csv", format))}
		}
		l, err := a.layerFile(ctx, args[0])
		if err != nil {
			return asked(err)
		}
		if format == "csv" {
			return l.Export().CSV(a.out)
		}
		b, err := l.JSON()
		if err == nil {
			_, err = a.out.Write(b)
		}
		return err
	})
	return a.serverFlag(c)
}

// layerFile is a layer as it is handed on, wherever it is kept.
func (a *app) layerFile(ctx context.Context, text string) (layer.Layer, error) {
	if a.server == "" {
		return a.findLayer("layer", text)
	}
	x, err := a.layerAsked(ctx, text)
	if err != nil {
		return layer.Layer{}, err
	}
	return x.Layer, nil
}

func (a *app) layerImport() *cobra.Command {
	var name string
	var shared bool
	c := &cobra.Command{
		Use: "import FILE", Short: "Bring a layer in from a file, JSON or CSV", Args: takes(1, 1),
		Long: `Brings a layer in from a file (docs/layers.md). Here it belongs to whoever has this folder, on a
Muster elsewhere to the token in $MUSTER_TOKEN; with --shared everybody who reads the record may lay it
over figures.`,
	}
	c.Flags().StringVar(&name, "name", "", "what it is called, as `NAME`; empty: as in the file, or as the file")
	c.Flags().BoolVar(&shared, "shared", false, "let everybody see it who reads the record")
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		l, err := readLayer("file", args[0])
		if err != nil {
			return err
		}
		l.Name = cmp.Or(name, l.Name)
		desk, err := a.desk()
		if err != nil {
			return err
		}
		made, err := desk.BringLayer(ctx, l, shared)
		if err != nil {
			return asked(err)
		}
		fmt.Fprintf(a.out, "%s\n", made.ID)
		fmt.Fprintf(a.err, "%s, %d judgements, digest %s; 'muster pledge washington-2024 --layer %s' lays it over a figure.\n", made.Name, made.Judgements, made.Digest[:8], made.ID)
		return nil
	})
	return a.serverFlag(c)
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
		if _, err := os.Stat(text); !layer.ID(text).Valid() || err == nil {
			return nil, usageError{muster.Invalid("layer", fmt.Sprintf("found %q; a Muster elsewhere lays over its figures only what it keeps: 'muster layer import FILE' with --server brings it there", text))}
		}
		return pledge.NewOverlay(text, "", "", nil), nil // the server knows what it says
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
