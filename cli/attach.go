package cli

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"muster"
	"muster/access"
	"muster/client"
	"muster/node"
	"muster/record"
	"muster/report"
)

// attacher takes files: the record on this machine, or a Muster elsewhere.
type attacher interface {
	As(text string) (access.Principal, error)
	Attach(ctx context.Context, as access.Principal, f report.AttachedFile) (*report.Attached, error)
}

func (a *app) attach() *cobra.Command {
	var as string
	var f report.AttachedFile
	c := &cobra.Command{
		Use: "attach OBJECT FILE...", GroupID: "work", Short: "Attach files to an object: a contract, a photo, a letter",
		Long: fmt.Sprintf(`Attaches files to OBJECT, which is written as its kind and its id: requirement/r-0417, offer/o-0012,
match/m-0003, ask/a-0002, package/p-0001, item/generator-60kw. Each file, of at most %d MiB, is
recorded together with the statement that attaches it, so a file that is refused leaves nothing; those
before it are attached. A file that the same party attached to the object before is passed over.

'muster withdraw ID --as ROLE@PARTY' takes an attachment back.`, record.MaxDocument>>20),
		Args: takes(2, 1000),
	}
	fl := c.Flags()
	fl.StringVar(&as, "as", "operator@operator", "who attaches them, as `ROLE@PARTY`, the party by any of its names")
	fl.StringVar(&f.Title, "title", "", "what the file is, in `WORDS`; empty: its name")
	fl.StringVar((*string)(&f.Audience), "audience", "", "to `WHOM` they are shown, within the object's own audience, as in party/de; empty: to all who see the object")
	fl.BoolVar(&f.DryRun, "dry-run", false, "record nothing, print the same account")
	fl.StringVar(&a.format, "format", "table", "`table` or json")
	a.serverFlag(c)
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		object, about, ok := strings.Cut(args[0], "/")
		if !ok || object == "" || about == "" {
			return usageError{muster.Found("attach", args[0], "an object as its kind and its id, as in requirement/r-0417")}
		}
		f.Object, f.About = object, about
		if a.server != "" {
			c, err := client.New(a.server, os.Getenv("MUSTER_TOKEN"))
			if err != nil {
				return usageError{err}
			}
			return a.attachBy(ctx, elsewhere{ctx, c}, as, f, args[1:])
		}
		return a.changing(ctx, func(n *node.Node) error { return a.attachBy(ctx, n, as, f, args[1:]) })
	})
	return c
}

// attachBy attaches one file after another and prints what became of each.
func (a *app) attachBy(ctx context.Context, to attacher, as string, f report.AttachedFile, names []string) error {
	who, err := to.As(as)
	if err != nil {
		return asked(err)
	}
	all := []report.Attached{}
	for _, name := range names {
		done, err := attachOne(ctx, to, who, f, name)
		var refused *muster.Error
		if errors.As(err, &refused) && refused.Kind == muster.KindConflict && strings.HasSuffix(refused.Field, "digest") {
			if a.format != "json" {
				fmt.Fprintf(a.out, "%s: passed over; %s.\n", name, refused.Why)
			}
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, *done)
		if a.format != "json" {
			a.printAttached(name, done)
		}
	}
	if a.format == "json" {
		return a.print(nil, all)
	}
	return nil
}

func (a *app) printAttached(name string, d *report.Attached) {
	if d.DryRun {
		fmt.Fprintf(a.out, "%s: good, nothing was recorded: %d bytes, SHA-256 %s, shown to %s\n", name, d.Attachment.Size, d.Attachment.Digest, d.Attachment.Audience)
		return
	}
	fmt.Fprintf(a.out, "%s: attached by statement %s: %d bytes, SHA-256 %s, shown to %s; known position %d\n", name, d.Attachment.Statement, d.Attachment.Size, d.Attachment.Digest, d.Attachment.Audience, d.Position)
}

func attachOne(ctx context.Context, to attacher, who access.Principal, f report.AttachedFile, name string) (*report.Attached, error) {
	file, err := os.Open(name)
	if err != nil {
		why := "there is no such file"
		if !errors.Is(err, os.ErrNotExist) {
			why = "it cannot be read"
		}
		return nil, muster.Invalid("file", why)
	}
	defer file.Close() //nolint:errcheck // it is read only
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, muster.Invalid("file", "it is a folder; accepted is a file")
	}
	f.Content, f.Name, f.Type = file, filepath.Base(name), mime.TypeByExtension(filepath.Ext(name))
	return to.Attach(ctx, who, f)
}

// Attach attaches over the API, as whoever the token is.
func (s elsewhere) Attach(ctx context.Context, _ access.Principal, f report.AttachedFile) (*report.Attached, error) {
	return s.c.Attach(ctx, f)
}
