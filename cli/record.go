package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"muster"
	"muster/access"
	"muster/client"
	"muster/kinds"
	"muster/node"
	"muster/parts"
	"muster/report"
	"muster/sheet"
	"muster/work"
)

// recording is what 'muster record' was asked for.
type recording struct {
	file, as, audience, faults, key string
	dryRun, good                    bool
}

// recorder takes statements: the record on this machine, or a Muster elsewhere.
type recorder interface {
	As(text string) (access.Principal, error)
	Say(ctx context.Context, how node.Saying, values ...muster.Value) (*node.Said, error)
}

func (a *app) record() *cobra.Command {
	var r recording
	c := &cobra.Command{
		Use: "record KIND --file FILE", GroupID: "work", Short: "Record statements of one kind from a file, all or nothing",
		Long: `Records statements of any kind that 'muster kinds' lists. FILE is told by its content:

  JSON      an object, a list of objects, or an object a line
  a table   workbook, CSV or other delimited text, with a column for each field by its name, as
            'muster kinds KIND' and 'muster statements KIND' have it: value.amount for what lies
            within, a;b;c for a list (a backslash makes a semicolon part of a text)

Every fault is told by row and column with what was found and what is accepted. Where one row is
refused nothing is recorded, unless --good keeps the good rows.`,
		Args: takes(1, 1),
	}
	f := c.Flags()
	f.StringVar(&r.file, "file", "", "`FILE` with the statements")
	f.StringVar(&r.as, "as", "", "who speaks, as `ROLE@PARTY`, the party by any of its names; empty: as the rows say, else the operator")
	f.StringVar(&r.audience, "audience", "", "to whom the rows are shown that do not say it, as in participants, `WHOM` as 'muster kinds' has it")
	f.BoolVar(&r.dryRun, "dry-run", false, "record nothing, print the same account")
	f.BoolVar(&r.good, "good", false, "record the rows that can be, and leave out those that are refused")
	f.StringVar(&r.key, "key", "", "a `TEXT` of your own: the same key with the same file is recorded once")
	f.StringVar(&r.faults, "faults", "", "write every fault to this CSV `FILE`")
	f.StringVar(&a.format, "format", "table", "`table` or json")
	a.serverFlag(c)
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		if r.file == "" {
			return usageError{muster.Invalid("file", "say which file has the statements, as in --file offers.csv")}
		}
		kind, err := kinds.Of(parts.State(), args[0])
		if err != nil {
			return usageError{err}
		}
		if kind.Closed != "" {
			return usageError{muster.Invalid("record", fmt.Sprintf("found %s; %s", kind.Name, kind.Closed))}
		}
		data, err := sheet.ReadFile(r.file)
		if errors.Is(err, os.ErrPermission) {
			return muster.Invalid(r.file, "it cannot be read: permission denied")
		}
		if err != nil {
			return err
		}
		t, err := kinds.Read(kind, filepath.Base(r.file), data)
		if err != nil {
			return err
		}
		list, err := openFaults(r.faults)
		if err != nil {
			return err
		}
		if err := show(t, r); err != nil {
			return asked(err)
		}
		sum := sha256.Sum256(append([]byte(kind.Name+"\n"+r.as+"\n"+r.audience+"\n"), data...))
		how := node.Saying{Key: r.key, DryRun: r.dryRun}
		if r.key != "" {
			how.Input = hex.EncodeToString(sum[:])
		}
		if a.server != "" {
			c, err := client.New(a.server, os.Getenv("MUSTER_TOKEN"))
			if err != nil {
				return usageError{err}
			}
			return a.recordBy(ctx, elsewhere{ctx, c}, r, how, t, list)
		}
		return a.changing(ctx, func(n *node.Node) error { return a.recordBy(ctx, n, r, how, t, list) })
	})
	return c
}

// recordBy records what a table has, or with --good what is good of it, and prints the account.
func (a *app) recordBy(ctx context.Context, by recorder, r recording, how node.Saying, t *kinds.Table, list *faultList) error {
	if err := speak(by, r.as, t); err != nil {
		list.drop()
		return asked(err)
	}
	var said *node.Said
	for len(t.Rows) > 0 {
		try := how
		try.DryRun = how.DryRun || t.Refused > 0 && !r.good // the rest is tried, so that all faults come at once
		var err error
		if said, err = by.Say(ctx, try, t.Values()...); err != nil {
			list.drop()
			return nothingRecorded{err}
		}
		if len(said.Refused) == 0 {
			break
		}
		rows := append([]kinds.Row(nil), t.Rows...)
		for i, row := range rows {
			if why := said.Refused[i]; len(why) > 0 {
				t.Refuse(row, why...)
			}
		}
		if said = nil; !r.good {
			break
		}
	}
	done := account{Kind: t.Kind(), DryRun: r.dryRun, Rows: t.Count(), Refused: t.Refused}
	if said != nil && (t.Refused == 0 || r.good) {
		done.Again, done.First, done.Position = said.Again, said.First, said.Last
		if done.Recorded = len(t.Rows); done.Again {
			done.Recorded = 0
		}
	}
	done.Faults, done.MoreFaults = report.Faults(t.Faults)
	if err := a.printRecorded(done, t); err != nil {
		return err
	}
	if err := list.write(t.Faults); err != nil {
		return err
	}
	if t.Refused > 0 && (!r.good || done.Recorded == 0 && !done.Again) {
		return errCheck
	}
	return nil
}

// account is what 'muster record' did, or in a dry run would do.
type account struct {
	Kind       string         `json:"kind"`
	DryRun     bool           `json:"dry_run"`
	Again      bool           `json:"again"`
	Rows       int            `json:"rows"`
	Recorded   int            `json:"recorded"`
	Refused    int            `json:"refused"`
	First      muster.Seq     `json:"first"`
	Position   muster.Seq     `json:"position"`
	Faults     []report.Fault `json:"faults"`
	MoreFaults int            `json:"more_faults"`
}

func (a *app) printRecorded(d account, t *kinds.Table) error {
	if a.format == "json" {
		return a.print(nil, d)
	}
	w := a.out
	for _, n := range t.Notes {
		fmt.Fprintln(w, "note:", n)
	}
	switch {
	case d.Again:
		fmt.Fprintf(w, "The same request was recorded before, from position %d to %d: nothing is new.\n", d.First, d.Position)
	case d.DryRun:
		fmt.Fprintln(w, "Dry run: nothing was recorded.")
	case d.Recorded == 0:
		fmt.Fprintln(w, "Nothing was recorded.")
	}
	recorded := "recorded"
	if d.DryRun {
		recorded = "good"
	}
	fmt.Fprintf(w, "%s: rows read %d, %s %d, refused %d", d.Kind, d.Rows, recorded, d.Recorded, d.Refused)
	if d.Position > 0 && !d.Again {
		fmt.Fprintf(w, "; known position %d", d.Position)
	}
	fmt.Fprintln(w)
	a.faults(w, t.Faults)
	return nil
}

// show says to whom rows are shown that do not say it. Where nobody says it a party's rows are the
// operator's alone, which is told, since whoever records for a party will look for them.
func show(t *kinds.Table, r recording) error {
	audience := muster.Audience(r.audience)
	if _, err := access.ParseAudience(audience); err != nil {
		return err
	}
	hidden := 0
	for _, v := range t.Values() {
		e := v.Common()
		if e.Audience == "" {
			e.Audience = audience
		}
		if _, act := v.(work.Acts); e.Audience == "" && !act {
			hidden++
		}
	}
	if hidden > 0 && r.as != "" && !strings.HasPrefix(r.as, string(access.Operator)) {
		t.Notes = append(t.Notes, fmt.Sprintf("to whom they are shown is not said in %s, so only the operator sees them: give them an audience, or --audience participants", counted(hidden, "row")))
	}
	return nil
}

// speak says of every statement who speaks and in what role. A row that says another is refused.
func speak(by recorder, as string, t *kinds.Table) error {
	if as == "" {
		return nil
	}
	p, err := by.As(as)
	if err != nil {
		return err
	}
	if p.Role == access.Public {
		return muster.Invalid("as", "found public; who says something does it for a party, as in donor-officer@de")
	}
	for _, row := range append([]kinds.Row(nil), t.Rows...) {
		e := row.Value.Common()
		no := func(field, found, accepts string) {
			t.Refuse(row, &muster.Error{Kind: muster.KindInvalid, Field: field, Why: fmt.Sprintf("found %q, where --as says otherwise; accepted is %s, or nothing", found, accepts)})
		}
		switch {
		case e.By != "" && e.By != p.Party:
			no("by", string(e.By), string(p.Party))
			continue
		case e.Role != "" && e.Role != string(p.Role):
			no("role", e.Role, string(p.Role))
			continue
		}
		e.By, e.Role = p.Party, string(p.Role)
	}
	return nil
}

// elsewhere is a Muster that is asked over its API.
type elsewhere struct {
	ctx context.Context
	c   *client.Client
}

// As reads ROLE@PARTY with the server's parties.
func (s elsewhere) As(text string) (access.Principal, error) {
	p, err := access.ParsePrincipal(text)
	if err != nil || p.Role == access.Public || p.Party == "operator" {
		return p, err
	}
	l, err := s.c.Parties(s.ctx, "")
	if err != nil {
		return p, err
	}
	p.Party, err = node.PartyIn(l.Items, string(p.Party))
	return p, err
}

// placed is a place in the body of a request: body[2].party.
var placed = regexp.MustCompile(`^body\[(\d+)\]\.?(.*)$`)

// Say records over the API.
func (s elsewhere) Say(ctx context.Context, how node.Saying, values ...muster.Value) (*node.Said, error) {
	rec, err := s.c.Say(ctx, client.Write{Key: how.Key, DryRun: how.DryRun}, values...)
	if err == nil {
		return &node.Said{First: rec.First, Last: rec.Position, Again: rec.Again}, nil
	}
	said := &node.Said{Refused: map[int][]*muster.Error{}}
	for _, r := range muster.Refusals(err) {
		m := placed.FindStringSubmatch(r.Field)
		if m == nil {
			return nil, err
		}
		i, _ := strconv.Atoi(m[1])
		said.Refused[i] = append(said.Refused[i], &muster.Error{Kind: r.Kind, Field: strings.TrimPrefix(m[2], "."), Why: r.Why})
	}
	if len(said.Refused) == 0 {
		return nil, err
	}
	return said, nil
}

func (a *app) statements() *cobra.Command {
	var all bool
	c := &cobra.Command{
		Use: "statements KIND", GroupID: "ask", Short: "Write the statements of one kind that stand as a table that 'muster record' reads",
		Long: `Writes every statement of a kind that stands, as 'muster record' reads it back: CSV with a column
for each field that one of them has, or JSON. Where there are none, the CSV has a column for every
field: a form to fill.`,
		Args: takes(1, 1),
	}
	c.Flags().StringVar(&a.format, "format", "csv", "`csv` or json")
	c.Flags().StringVar(&a.known, "known", "", "as known at a `POSITION` (4711) or instant (2026-11-23T17:30:00Z); empty: now")
	c.Flags().BoolVar(&all, "all", false, "also what no longer stands")
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		kind, err := kinds.Of(parts.State(), args[0])
		if err != nil {
			return usageError{err}
		}
		return a.reading(ctx, func(n *node.Node) error {
			bodies, err := n.Bodies(ctx, a.known, kind.Name, all)
			if err != nil {
				return asked(err)
			}
			if a.format == "json" {
				for i, b := range bodies {
					if bodies[i], err = kind.Bare(b); err != nil {
						return err
					}
				}
				return a.print(nil, bodies)
			}
			return kinds.WriteCSV(a.out, kind, bodies)
		})
	})
	return c
}
