package node

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"time"

	"muster"
	"muster/access"
	"muster/evidence"
	"muster/intake"
	"muster/party"
	"muster/record"
	"muster/standing"
)

// Intake is a folder of files that somebody brings as evidence, with a sheet that says what each is.
type Intake struct {
	Folder   fs.FS
	Sheet    string // its file's name
	Data     []byte // of the sheet
	As       access.Principal
	Audience muster.Audience // of what is said of the items; empty: for those who keep evidence, the operator and auditors
	Why      string          // kept with the custody of each
	DryRun   bool
}

// Entered is what became of a folder. Where a row is refused nothing was recorded.
type Entered struct {
	Rows, Recorded, Unchanged, Refused int
	Faults                             []muster.Fault
	Notes                              []string
	Receipt                            intake.Receipt
	Known                              muster.Seq
}

// entering is a row with its file's digest.
type entering struct {
	*intake.Row
	digest string
	size   int64
	before string // the item that has these bytes already
}

// Enter enters a folder of files as evidence: every row is tried first, then each item is recorded whole, with its
// bytes, its custody and its restricted texts. The same folder again enters what is new in it.
func (n *Node) Enter(ctx context.Context, in Intake) (*Entered, error) {
	if in.As.Person == "" {
		return nil, muster.Invalid("person", "say who enters it, by name: who documents an item does not review it")
	}
	in.Audience, in.Why = cmp.Or(in.Audience, evidence.Keepers), cmp.Or(in.Why, "entered with a folder of files")
	dir := n.directory()
	sheet, err := intake.Read(in.Sheet, in.Data, dir.Party)
	if err != nil {
		return nil, err
	}
	out := &Entered{Rows: len(sheet.Rows) + sheet.Refused(), Notes: sheet.Notes}
	rows, err := n.entering(in, sheet)
	if err != nil {
		return nil, err
	}
	n.left(in, sheet)
	if err := n.tryRows(ctx, in, sheet, rows); err != nil {
		return nil, err
	}
	out.Faults, out.Refused = sheet.Faults, refusedRows(sheet.Faults)
	slices.SortStableFunc(out.Faults, func(a, b muster.Fault) int { return a.Row - b.Row })
	for _, x := range rows {
		if x.before != "" {
			out.Unchanged++
		}
	}
	if out.Refused > 0 || in.DryRun {
		out.Recorded, out.Known = len(rows)-out.Unchanged, n.State.Durable()
		if out.Refused > 0 {
			out.Recorded = 0
		}
		return out, nil
	}
	for _, x := range rows {
		if x.before == "" {
			alike, err := n.enter(ctx, in, x)
			if err != nil {
				return nil, fmt.Errorf("row %d, after %d were entered: %w", x.Number, out.Recorded, err)
			}
			if out.Recorded++; len(alike) > 0 {
				out.Notes = append(out.Notes, fmt.Sprintf("%s looks like %s: a person decides whether they are one", x.Item.About, strings.Join(alike, ", ")))
			}
		}
		out.Receipt.Received = append(out.Receipt.Received, intake.Received{File: x.File, Digest: x.digest, Size: x.size, Item: cmp.Or(x.before, x.Item.About), Before: x.before != ""})
	}
	size, root := n.Log.Head()
	out.Known = size
	r := &out.Receipt
	r.Record, r.By, r.At, r.Known, r.Root = n.Log.ID(), in.As.Person+", "+in.As.Words(), now(), size, root.String()
	return out, nil
}

func refusedRows(all []muster.Fault) int {
	rows := map[int]bool{}
	for _, f := range all {
		if f.Refused {
			rows[f.Row] = true
		}
	}
	return len(rows)
}

// entering hashes the files of all rows.
func (n *Node) entering(in Intake, sheet *intake.Sheet) (rows []*entering, err error) {
	seen := map[string]string{}
	for i := range sheet.Rows {
		x := &entering{Row: &sheet.Rows[i]}
		if x.digest, x.size, err = hashFile(in.Folder, x.File); err != nil {
			if !isRefusal(err) {
				return nil, err
			}
			sheet.Refuse(x.Row, err)
			continue
		}
		if other := seen[x.digest]; other != "" {
			sheet.Refuse(x.Row, muster.Conflict("file", "the same bytes are in "+other+": enter them once"))
			continue
		}
		seen[x.digest] = x.File
		x.Item.About = cmp.Or(x.Item.About, intake.IDOf(x.digest))
		n.State.Read(func() { x.before = n.enteredBefore(in.As, x.digest) })
		rows = append(rows, x)
	}
	return rows, nil
}

// enteredBefore is the item that has some bytes already, if somebody may see it; else the row is refused as the record
// refuses it, without its id.
func (n *Node) enteredBefore(as access.Principal, digest string) string {
	p, known := standing.Find[*evidence.Part](n.State), n.State.Known()
	id, ok := p.Original(known, digest)
	if x, _ := p.Items.Get(known, id); !ok || !as.SeesRow(audienceOf(x.Value.Audience), Today()) {
		return ""
	}
	return id
}

func isRefusal(err error) bool { return len(muster.Refusals(err)) > 0 }

func hashFile(folder fs.FS, name string) (digest string, size int64, err error) {
	f, err := folder.Open(name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return "", 0, muster.Found("file", name, "the name of a file that is in the folder")
		}
		return "", 0, muster.Invalid("file", fmt.Sprintf("%s cannot be read: %v", name, err))
	}
	defer f.Close() //nolint:errcheck // only read from
	st, err := f.Stat()
	switch {
	case err != nil:
		return "", 0, err
	case !st.Mode().IsRegular():
		return "", 0, muster.Found("file", name, "a plain file")
	case st.Size() > record.MaxDocument:
		return "", 0, muster.Invalid("file", fmt.Sprintf("%s has %d bytes; an original has at most %d MiB here", name, st.Size(), record.MaxDocument>>20))
	case st.Size() == 0:
		return "", 0, muster.Invalid("file", name+" is empty")
	}
	h := sha256.New()
	if size, err = io.Copy(h, f); err != nil {
		return "", 0, muster.Invalid("file", fmt.Sprintf("%s cannot be read: %v", name, err))
	}
	return hex.EncodeToString(h.Sum(nil)), size, nil
}

// left notes the files of the folder of which the sheet says nothing.
func (n *Node) left(in Intake, sheet *intake.Sheet) {
	named := map[string]bool{in.Sheet: true}
	for _, file := range sheet.Named {
		named[file] = true
	}
	var rest []string
	err := fs.WalkDir(in.Folder, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !named[path] && !strings.HasPrefix(d.Name(), ".") {
			rest = append(rest, path)
		}
		return err
	})
	if err != nil || len(rest) == 0 {
		return
	}
	sheet.Faults = append(sheet.Faults, muster.Fault{Row: 1, Column: "file", Found: strings.Join(rest, ", "), Accepts: "a row for each file of the folder", Why: "files of the folder that the sheet does not name are not entered"})
}

// tryRows finds out what of the rows the record would refuse.
func (n *Node) tryRows(ctx context.Context, in Intake, sheet *intake.Sheet, rows []*entering) error {
	var fault error
	_, err := n.Log.Record(ctx, &record.Request{By: in.As.Party, DryRun: true, Make: func(w *record.Writer) error {
		for _, x := range rows {
			if x.before != "" {
				continue
			}
			stated := &record.Document{Name: "", Format: "", Size: x.size, Audience: evidence.Restricted}
			stated.Digest, _ = muster.ParseDigest(x.digest)
			said := stated.Stated(party.Operator)
			if k, ok := n.State.Kept(x.digest); ok { // it would be stated again over the bytes that are there
				said.Packed, said.Chunks = k.Packed, k.Chunks
			}
			if err := w.Add(said); err != nil {
				return err
			}
			var refused muster.Faults
			for err := range n.enterItem(w, in, x, "application/octet-stream", "") {
				if err != nil && !isRefusal(err) {
					fault = err
					return err
				}
				if refused.Add(err); err != nil {
					break // what follows rests on it
				}
			}
			sheet.Refuse(x.Row, refused...)
		}
		return nil
	}})
	if fault != nil {
		return fault
	}
	return err
}

// enterItem adds the statements of one item, and yields what becomes of each.
func (n *Node) enterItem(w *record.Writer, in Intake, x *entering, media, looks string) func(func(error) bool) {
	p := standing.Find[*evidence.Part](n.State)
	env := func(kind string) muster.Envelope {
		return muster.Envelope{Kind: kind, By: in.As.Party, Role: string(in.As.Role), ActedBy: in.As.Person, About: x.Item.About, Audience: in.Audience}
	}
	custody := func(e evidence.Custody) *evidence.Custody {
		e.Envelope = env(evidence.KindCustody)
		e.Why = in.Why
		return p.Next(n.State.Known(), evidence.ObjectItem, x.Item.About, &e)
	}
	return func(yield func(error) bool) {
		item := x.Item
		item.Envelope = env(evidence.KindItem)
		item.Digest, item.Size, item.Media, item.Looks = x.digest, x.size, media, looks
		if !yield(w.Add(&item)) {
			return
		}
		if x.Held != nil && !yield(w.Add(custody(*x.Held))) {
			return
		}
		if !yield(w.Add(custody(evidence.Custody{Event: evidence.EventReceived, At: now().Format(time.RFC3339)}))) {
			return
		}
		for _, text := range append([]evidence.Text{{Object: evidence.ObjectItem, Sort: "original name", Text: x.File}}, x.Texts...) {
			text.Envelope = env(evidence.KindText)
			text.Audience = evidence.Restricted
			at := w.ID(w.Len())
			if !yield(w.Add(&text)) || !yield(w.Add(&evidence.Told{Envelope: env(evidence.KindTold), Object: evidence.ObjectItem, Sort: text.Sort, Text: at})) {
				return
			}
		}
	}
}

// enter records one item: its bytes, what is said of it, its custody and its restricted texts. It returns the items that
// look like it, of those that who enters it may see.
func (n *Node) enter(ctx context.Context, in Intake, x *entering) (alike []string, err error) {
	b, err := fs.ReadFile(in.Folder, x.File)
	if err != nil {
		return nil, muster.Invalid("file", fmt.Sprintf("%s cannot be read: %v", x.File, err))
	}
	d, err := record.Pack(bytes.NewReader(b), "", "")
	if err != nil {
		return nil, err
	}
	if d.Digest.Hex() != x.digest {
		return nil, muster.Conflict("file", x.File+" was changed while the folder was read")
	}
	media, _, _ := strings.Cut(http.DetectContentType(b), ";")
	looks := ""
	if strings.HasPrefix(media, "image/") {
		looks, _ = evidence.LooksOf(b)
	}
	if looks != "" {
		v, err := n.View(access.Looking(ctx, in.As), "")
		if err != nil {
			return nil, err
		}
		v.Read(func() { alike = evidence.In(v).AlikeTo(v, looks) })
	}
	d.Audience = evidence.Restricted
	_, err = n.Log.Record(ctx, &record.Request{By: in.As.Party, Make: func(w *record.Writer) error {
		if err := w.Bring(d, d.Stated(party.Operator)); err != nil {
			return err
		}
		for err := range n.enterItem(w, in, x, media, looks) {
			if err != nil {
				return err
			}
		}
		return nil
	}})
	return alike, err
}
