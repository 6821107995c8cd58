// Package bag writes a case as a BagIt bundle (RFC 8493) and checks one with no record at hand: every byte against
// its manifest, every chain of custody, every proof against the signed tree head.
//
// The bundle has what the consent of each item allows, an index without names, the custody of each object as it is
// stored, and a proof of each statement.
package bag

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"muster"
	"muster/seal"
)

// The files of a bundle.
const (
	fileBagit     = "bagit.txt"
	fileInfo      = "bag-info.txt"
	fileManifest  = "manifest-sha256.txt"
	fileTags      = "tagmanifest-sha256.txt"
	folderData    = "data"
	folderItems   = folderData + "/items"
	folderCustody = folderData + "/custody"
	folderProofs  = folderData + "/proofs"
	fileIndex     = folderData + "/index.csv"
	fileLeftOut   = folderData + "/left-out.csv"
	fileAbout     = folderData + "/about.csv"
	fileHead      = folderData + "/tree-head.txt"
	fileReadMe    = folderData + "/README.txt"
)

const bagit = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

// Bag is what a bundle is made of.
type Bag struct {
	ID      string // "c-2026-01-1"
	Case    string
	Record  string
	For     muster.PartyID
	Made    muster.Day
	Known   muster.Seq
	Root    string
	Head    string // the signed tree head
	Key     string // with which it is signed
	Items   []Item
	About   []About  // what else is in the case: it names nobody
	LeftOut []string // items, each with why
	Custody []Custody
	Proofs  []*seal.Proof
}

// Item is an item of a bundle. Its file is named by its id: what its giver called it could name somebody.
type Item struct {
	ID, Digest, Media, State, Captured, Region, Precision, Language, Of, Made, Looks string
	Statement                                                                        muster.ID
	Bytes                                                                            func() ([]byte, error)
}

// file is where the bytes of an item lie.
func (x *Item) file() string { return folderItems + "/" + x.ID + extension(x.Media) }

// extensions are those of media types that people open by them.
var extensions = map[string]string{
	"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp", "video/mp4": ".mp4", "video/webm": ".webm", "audio/mpeg": ".mp3", "audio/wave": ".wav",
	"application/pdf": ".pdf", "text/plain": ".txt", "text/html": ".html", "application/zip": ".zip",
}

func extension(media string) string {
	if e, ok := extensions[media]; ok {
		return e
	}
	return ".bin"
}

// About is what a bundle says of an incident or an entry of damage.
type About struct{ Object, ID, State, Region, From, Until, Sort, Extent, Cost, Currency, Method, Prices, List, Code string }

// Custody is the custody of an object: the bodies of its events, as they are stored.
type Custody struct {
	Object, ID string
	Events     [][]byte
}

func (c *Custody) file() string { return folderCustody + "/" + c.Object + "-" + c.ID + ".jsonl" }

// Write writes a bundle into a folder that is not there or is empty, and returns the digest of its tag manifest, by
// which the whole of it is told.
func Write(dir string, b *Bag) (digest string, err error) {
	if _, err := Ready(dir); err != nil {
		return "", err
	}
	w := &writer{dir: dir}
	for i := range b.Items {
		x := &b.Items[i]
		bytes, err := x.Bytes()
		if err != nil {
			return "", err
		}
		if sum := sum(bytes); sum != x.Digest {
			return "", fmt.Errorf("the bytes of %s have the digest %s, not the one that was received", x.ID, sum)
		}
		w.put(x.file(), bytes)
	}
	w.put(fileIndex, b.index())
	w.put(fileAbout, b.about())
	w.put(fileLeftOut, table([]string{"item", "why"}, split(b.LeftOut)))
	for i := range b.Custody {
		w.put(b.Custody[i].file(), append(bytes.Join(b.Custody[i].Events, []byte("\n")), '\n'))
	}
	for _, p := range b.Proofs {
		text, err := p.Encode()
		if err != nil {
			return "", err
		}
		w.put(fmt.Sprintf("%s/%d.json", folderProofs, p.Position), text)
	}
	w.put(fileHead, []byte(b.Head))
	w.put(fileReadMe, []byte(b.readMe()))
	manifest := w.manifest()
	oxum := fmt.Sprintf("%d.%d", w.size, len(w.sums))
	w.sums = nil
	w.put(fileBagit, []byte(bagit))
	w.put(fileInfo, []byte(b.info(oxum)))
	w.put(fileManifest, manifest)
	tags := w.manifest()
	w.put(fileTags, tags)
	return sum(tags), w.err
}

// Ready makes the folder of a bundle, and refuses one with something in it or that cannot be written to; drop takes away
// what it made. So nobody says that something left which could not.
func Ready(dir string) (drop func(), err error) {
	all, err := os.ReadDir(dir)
	switch {
	case err == nil && len(all) > 0:
		return nil, muster.Invalid("dir", dir+" has something in it: a bundle is written into a folder of its own")
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, muster.Invalid("dir", fmt.Sprintf("%s cannot be written to: %v", dir, errors.Unwrap(err)))
	}
	drop = func() {}
	if err != nil {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, muster.Invalid("dir", fmt.Sprintf("%s cannot be made: %v", dir, errors.Unwrap(err)))
		}
		drop = func() { os.Remove(dir) } //nolint:errcheck // an empty folder is no bundle
	}
	try := filepath.Join(dir, fileBagit)
	if err := os.WriteFile(try, nil, 0o600); err != nil {
		drop()
		return nil, muster.Invalid("dir", fmt.Sprintf("%s cannot be written to: %v", dir, errors.Unwrap(err)))
	}
	return drop, os.Remove(try)
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// writer writes files and keeps their digests.
type writer struct {
	dir  string
	sums []string // "digest  path", as sha256sum has them
	size int64
	err  error
}

func (w *writer) put(name string, b []byte) {
	if w.err != nil {
		return
	}
	to := filepath.Join(w.dir, filepath.FromSlash(name))
	if w.err = os.MkdirAll(filepath.Dir(to), 0o700); w.err == nil {
		w.err = os.WriteFile(to, b, 0o600)
	}
	w.sums = append(w.sums, sum(b)+"  "+name)
	w.size += int64(len(b))
}

func (w *writer) manifest() []byte {
	slices.SortFunc(w.sums, func(a, b string) int { return strings.Compare(a[66:], b[66:]) })
	return []byte(strings.Join(w.sums, "\n") + "\n")
}

func (b *Bag) info(oxum string) string {
	return fmt.Sprintf("Bag-Software-Agent: Muster\nBagging-Date: %s\nExternal-Identifier: %s\nExternal-Description: Case %s of record %s, for %s\nPayload-Oxum: %s\nMuster-Record: %s\nMuster-Position: %d\nMuster-Root: %s\nMuster-Key: %s\n",
		b.Made, b.ID, b.Case, b.Record, b.For, oxum, b.Record, b.Known, b.Root, b.Key)
}

// readMe says how a bundle is checked, for whoever receives it.
func (b *Bag) readMe() string {
	return `This is bundle ` + b.ID + ` of case ` + b.Case + `, in the form of BagIt (RFC 8493).

items/        the files, each as it was received; named by item, not as its giver named it
index.csv     what each item is; it names nobody
about.csv     the incidents and the damage of the case; what is alleged is said to be alleged
left-out.csv  items of the case that are not here, and why
custody/      what happened to each item: who, when, why; a line for each event
proofs/       each statement about the items, incidents and damage that are here, with the proof that it is in record ` + b.Record + `
tree-head.txt the record's tree head, signed

In the folder above this one

  sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt

checks every file with a plain tool. Each line of a file in custody/ names, as "before", the SHA-256
of the line above it without its line break:

  sed -n 1p data/custody/FILE | tr -d '\n' | sha256sum

'muster verify FOLDER' checks all of it, without any record and without a network.
`
}

func (b *Bag) index() []byte {
	var rows [][]string
	for i := range b.Items {
		rows = append(rows, b.Items[i].cells())
	}
	return table(indexColumns, rows)
}

// The columns of the index, and of what else is in the case. None is a person's.
var (
	indexColumns = []string{"item", "file", "sha256", "media", "state", "captured", "region", "precision", "language", "of", "made", "looks", "statement"}
	aboutColumns = []string{"object", "id", "state", "region", "from", "until", "sort", "extent", "cost", "currency", "method", "price_date", "list", "code"}
)

func (b *Bag) about() []byte {
	var rows [][]string
	for i := range b.About {
		rows = append(rows, b.About[i].cells())
	}
	return table(aboutColumns, rows)
}

func split(all []string) (rows [][]string) {
	for _, x := range all {
		item, why, _ := strings.Cut(x, ": ")
		rows = append(rows, harmless([]string{item, why}))
	}
	return rows
}

func table(columns []string, rows [][]string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write(columns) //nolint:errcheck // into memory
	for _, r := range rows {
		w.Write(r) //nolint:errcheck // into memory
	}
	w.Flush()
	return b.Bytes()
}

// local refuses a path that leads out of the bundle.
func local(name string) bool {
	return name != "" && path.Clean(name) == name && filepath.IsLocal(filepath.FromSlash(name))
}
