package node

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"muster"
	"muster/entries"
	"muster/kiel"
	"muster/observations"
	"muster/party"
	"muster/pledge"
	"muster/record"
	"muster/sheet"
	"muster/standing"
)

// Import is what somebody brings.
type Import struct {
	Kind   string // one of ImportKinds
	Name   string // of the file
	Data   []byte
	Label  string
	AsOf   *muster.Day
	Series muster.SeriesID // for entries
	By     muster.PartyID  // for entries: whose claims these are; empty: the operator's
	Title  string          // how the source is cited; empty: as the importer knows it
	// Framework is that of steps whose rows name none, Why the reason of amendments whose rows give none.
	Framework, Why string
	// Audience is to whom the edition and its entries are shown; empty: to the operator. Its files are
	// the operator's in any case.
	Audience muster.Audience
	DryRun   bool
	// For lessons: all files, the map by which they are read, and who brings them as ROLE@PARTY.
	Files []observations.File
	Map   *observations.Map
	As    string
	// Progress, if not nil, is told how many of the entries are done.
	Progress func(done, total int)
}

// ImportKinds lists what Import.Kind may be.
var ImportKinds = []string{"kiel", "rates", "gdp", "parties", "entries", "steps", "lessons"}

// Done is what an import did, or in a dry run would do. Ledger is set for editions of a series.
type Done struct {
	Kind       string
	Rows       int
	Recorded   int
	Unchanged  int
	Refused    int
	Noted      int
	Statements int
	Words      string // what was brought, in words
	Notes      []string
	Faults     []muster.Fault
	Ledger     *pledge.Account
	Lessons    *observations.Account // set for lessons
	Known      muster.Seq            // position afterwards
}

// incoming is a file that was read and is not recorded yet.
type incoming func(ctx context.Context, n *Node) (*Done, error)

// Import reads a file and records what is new in it, all or nothing.
func (n *Node) Import(ctx context.Context, im Import) (*Done, error) {
	in, err := read(im, n.directory())
	if err != nil {
		return nil, err
	}
	return in.record(ctx, n, im.Kind)
}

func (in incoming) record(ctx context.Context, n *Node, kind string) (*Done, error) {
	done, err := in(ctx, n)
	if err != nil {
		return nil, err
	}
	done.Kind, done.Known = kind, n.State.Durable()
	return done, nil
}

// ImportInto opens a record and imports a file into it. Where there is none yet, the file is first
// read beside a record in a temporary folder, so that neither a refused file nor a dry run begins
// one. began is the id of a record that this import began.
func ImportInto(ctx context.Context, cfg Config, im Import) (done *Done, began string, err error) {
	there, err := Exists(ctx, cfg)
	if err != nil {
		return nil, "", err
	}
	var in incoming
	if !there {
		if in, done, err = readAside(ctx, cfg, im); err != nil || im.DryRun {
			return done, "", err
		}
	}
	n, err := Open(ctx, cfg)
	if err != nil {
		return nil, "", err
	}
	if n.Began {
		began = n.Log.ID()
	}
	if in == nil {
		done, err = n.Import(ctx, im)
	} else {
		done, err = in.record(ctx, n, im.Kind)
	}
	return done, began, errors.Join(err, n.Close())
}

// readAside reads a file for a record that is still to begin; in a dry run it also says what the
// import would do.
func readAside(ctx context.Context, cfg Config, im Import) (in incoming, done *Done, err error) {
	dir, err := os.MkdirTemp("", "muster-")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a temporary folder
	n, err := Open(ctx, Config{Data: dir, Bare: cfg.Bare, Log: cfg.Log})
	if err != nil {
		return nil, nil, err
	}
	if in, err = read(im, n.directory()); err == nil && im.DryRun {
		done, err = in.record(ctx, n, im.Kind)
	}
	return in, done, errors.Join(err, n.Close())
}

// read reads a file, for which it needs the names of parties and nothing else of a record.
func read(im Import, dir *party.Directory) (incoming, error) {
	im.Name = filepath.Base(im.Name)
	switch im.Kind {
	case "kiel", "entries":
		return readEdition(im, dir)
	case "rates":
		return readRates(im)
	case "gdp":
		return readGDP(im, dir)
	case "parties":
		return readParties(im)
	case "steps":
		return readSteps(im, dir)
	case "lessons":
		return readLessons(im, dir)
	}
	return nil, muster.Invalid("import", fmt.Sprintf("found %q; accepted are %s", im.Kind, strings.Join(ImportKinds, ", ")))
}

func (n *Node) directory() (d *party.Directory) {
	n.State.Read(func() { d = standing.Find[*party.Part](n.State).Directory(n.State.Known()) })
	return d
}

func readEdition(im Import, dir *party.Directory) (incoming, error) {
	// The file is packed while it is read, and thrown away where it cannot be.
	var file *record.Document
	var packing error
	var packed sync.WaitGroup
	packed.Go(func() { file, packing = record.Pack(bytes.NewReader(im.Data), im.Name, im.Kind) })
	d, notes, err := readDraft(im, dir)
	packed.Wait()
	if err == nil {
		err = packing
	}
	if err != nil {
		return nil, err
	}
	if len(d.Entries) == 0 {
		return nil, nothingGood(im.Name, d)
	}
	if im.Title != "" {
		d.Title = im.Title
	}
	d.Progress, d.Audience = im.Progress, im.Audience
	faults, err := packFaults(d)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, n *Node) (*Done, error) {
		a, err := n.submit(ctx, d, file, faults, im.DryRun)
		if err != nil {
			return nil, err
		}
		return &Done{
			Rows: a.Rows, Recorded: a.Recorded, Unchanged: a.Unchanged, Refused: a.Refused, Noted: a.Noted, Statements: a.Statements,
			Words: fmt.Sprintf("%s of %s, data to %s (%s)", a.Label, a.Series, a.DataTo, a.DataToFrom), Notes: notes, Faults: a.Faults, Ledger: a,
		}, nil
	}, nil
}

// readDraft reads an edition, and says what is to be noted of the file as a whole.
func readDraft(im Import, dir *party.Directory) (d *pledge.Draft, notes []string, err error) {
	if im.Kind == "kiel" {
		book, err := sheet.Open(im.Name, im.Data)
		if err != nil {
			return nil, nil, err
		}
		d, err := kiel.Read(book, dir, kiel.Options{Label: im.Label, AsOf: im.AsOf})
		if err == nil && im.By != "" {
			d.By = im.By
		}
		return d, book.Notes, err
	}
	if im.Series == "" {
		return nil, nil, muster.Invalid("series", "say to which series the entries belong, as in --series ministry")
	}
	if strings.ContainsAny(string(im.Series), ":/ ") {
		return nil, nil, muster.Invalid("series", fmt.Sprintf("found %q; a series is named in one word, as in --series ministry", im.Series))
	}
	if im.By == "" {
		im.By = party.Operator
	} else if id, ok := dir.Party(string(im.By)); ok {
		im.By = id
	} else if im.By != party.Operator {
		return nil, nil, muster.Invalid("by", fmt.Sprintf("found %q; no party goes by this name, the nearest known is %q", im.By, dir.Nearest(string(im.By))))
	}
	d, err = entries.Read(im.Name, im.Data, dir, entries.Options{Series: im.Series, By: im.By, Label: im.Label, Title: im.Title, AsOf: im.AsOf})
	return d, nil, err
}

// nothingGood refuses an edition without a single good row: recording it would end all that stood
// before it.
func nothingGood(name string, d *pledge.Draft) error {
	if len(d.Faults) == 0 {
		return muster.Invalid(name, "no row follows its heading; an edition has at least one")
	}
	f := d.Faults[0]
	return muster.Invalid(name, fmt.Sprintf("none of its %d rows can be taken; the first: row %d, column %s: found %q; accepted: %s (%s)", d.RowsRead, f.Row, f.Column, f.Found, f.Accepts, f.Why))
}

// submit records an edition. Where the operator speaks for itself, the record first says who that
// is: an edition is by a party.
func (n *Node) submit(ctx context.Context, d *pledge.Draft, file, faults *record.Document, dry bool) (account *pledge.Account, err error) {
	ledger, parties := standing.Find[*pledge.Part](n.State), standing.Find[*party.Part](n.State)
	_, err = n.Log.Record(ctx, &record.Request{By: d.By, DryRun: dry, Make: func(w *record.Writer) error {
		if _, ok := parties.Get(n.State.Known(), party.Operator); !ok && d.By == party.Operator {
			if err := w.Add(theOperator()); err != nil {
				return err
			}
		}
		account, err = ledger.Submit(n.State, w, d, file, faults)
		return err
	}})
	return account, err
}

func theOperator() *party.Party {
	return &party.Party{
		Envelope: muster.Envelope{
			Kind: party.KindParty, By: party.Operator, About: string(party.Operator), Audience: muster.Public,
			Source: &muster.Citation{Text: "said by the operator of this record"},
		},
		Name: "Operator of this record", Sort: party.Institution,
	}
}

// packFaults keeps the list of refusals and notes with the edition; nil where there are none.
func packFaults(d *pledge.Draft) (*record.Document, error) {
	if len(d.Faults) == 0 {
		return nil, nil //nolint:nilnil // no faults, no list: Submit takes nil for that
	}
	var b bytes.Buffer
	if err := sheet.WriteFaults(&b, d.Faults); err != nil {
		return nil, err
	}
	return record.Pack(&b, string(d.Series)+" "+d.Label+" faults.csv", "faults")
}
