package bag

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"muster"
	"muster/evidence"
	"muster/seal"
)

// Finding is what is wrong with a bundle.
type Finding struct{ File, What string }

func (f Finding) String() string { return f.File + ": " + f.What }

// Report is what checking a bundle showed. Without findings it holds.
type Report struct {
	Findings                            []Finding
	Bag, Record, Root, Key              string
	Files, Items, Events, Proofs, Chain int  // Chain: how many chains of custody
	Signed                              bool // the tree head is signed with Key, which the bundle brings itself
}

// verifier checks one bundle.
type verifier struct {
	root *os.Root
	Report
	proved map[string]*seal.Proof // by body
	said   map[string][]Said      // what is proven to be said of an object, by OBJECT/ID, in order
	head   *seal.Proof            // the first: all are of one tree
}

// Verify checks a bundle: that its files are those of its manifests, that no other is there, that each chain of custody
// holds, that each statement is in the record whose tree head is signed, and that index, custody and proofs say the same.
func Verify(dir string) (*Report, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close() //nolint:errcheck // only read from
	v := &verifier{root: root, proved: map[string]*seal.Proof{}, said: map[string][]Said{}}
	v.format()
	tags := v.manifest(fileTags)
	data := v.manifest(fileManifest)
	if err := v.extra(tags, data); err != nil {
		return nil, err
	}
	v.proofs(data)
	v.custody(data)
	v.index(data)
	slices.SortStableFunc(v.Findings, func(a, b Finding) int { return strings.Compare(a.File, b.File) })
	return &v.Report, nil
}

func (v *verifier) wrong(file, format string, args ...any) {
	v.Findings = append(v.Findings, Finding{file, fmt.Sprintf(format, args...)})
}

func (v *verifier) read(name string) ([]byte, bool) {
	b, err := v.root.ReadFile(filepath.FromSlash(name))
	return b, err == nil
}

// format checks that it is a bundle of the version that is read here, and reads what it says of itself.
func (v *verifier) format() {
	if b, _ := v.read(fileBagit); !bytes.HasPrefix(b, []byte("BagIt-Version: 1.0\n")) && !bytes.HasPrefix(b, []byte("BagIt-Version: 0.97\n")) {
		v.wrong(fileBagit, "it does not say BagIt-Version 1.0")
	}
	b, _ := v.read(fileInfo)
	for line := range strings.SplitSeq(string(b), "\n") {
		name, value, _ := strings.Cut(line, ": ")
		switch name {
		case "External-Identifier":
			v.Bag = value
		case "Muster-Record":
			v.Record = value
		case "Muster-Root":
			v.Root = value
		case "Muster-Key":
			v.Key = value
		}
	}
}

// manifest checks every file that a manifest names, and returns them.
func (v *verifier) manifest(name string) map[string]bool {
	all := map[string]bool{}
	b, ok := v.read(name)
	if !ok {
		v.wrong(name, "it is missing")
		return all
	}
	for i, line := range strings.Split(strings.TrimSuffix(string(b), "\n"), "\n") {
		digest, file, ok := strings.Cut(line, " ")
		file = strings.TrimLeft(file, " *")
		if !ok || len(digest) != 2*sha256.Size || !local(file) || name == fileManifest != strings.HasPrefix(file, folderData+"/") {
			v.wrong(name, "line %d is no digest and path of the bundle", i+1)
			continue
		}
		if all[file] {
			v.wrong(name, "it names %s twice", file)
		}
		all[file] = true
		v.Files++
		switch got, err := v.sum(file); {
		case err != nil:
			v.wrong(file, "it is missing")
		case got != strings.ToLower(digest):
			v.wrong(file, "it was changed: its SHA-256 is %s, the manifest's %s", got, digest)
		}
	}
	return all
}

func (v *verifier) sum(file string) (string, error) {
	f, err := v.root.Open(filepath.FromSlash(file))
	if err != nil {
		return "", err
	}
	defer f.Close() //nolint:errcheck // only read from
	if st, err := f.Stat(); err != nil || !st.Mode().IsRegular() {
		return "", fmt.Errorf("%s is no file", file)
	}
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// extra finds files that no manifest names.
func (v *verifier) extra(tags, data map[string]bool) error {
	return fs.WalkDir(v.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() || name == fileTags || tags[name] || data[name] {
			return nil
		}
		v.wrong(name, "it is in no manifest: somebody put it there")
		return nil
	})
}

// proofs checks every proof, and that all are of one tree.
func (v *verifier) proofs(data map[string]bool) {
	for file := range data {
		if !strings.HasPrefix(file, folderProofs+"/") {
			continue
		}
		b, ok := v.read(file)
		if !ok {
			continue
		}
		p, err := seal.ParseProof(b)
		if err != nil {
			v.wrong(file, "%v", err)
			continue
		}
		v.Proofs++
		verdict, err := p.Check()
		switch {
		case err != nil:
			v.wrong(file, "%v", err)
			continue
		case v.head == nil:
			v.head, v.Signed = p, verdict.Signed
		case p.Record != v.head.Record || p.Root != v.head.Root || p.Size != v.head.Size || p.Key != v.head.Key:
			v.wrong(file, "it is of another tree than the other proofs")
		}
		if verdict.Body {
			v.proved[string(p.Body)] = p
			v.says(p)
		}
	}
	for _, all := range v.said {
		slices.SortFunc(all, func(a, b Said) int { return cmp.Compare(a.At, b.At) })
	}
	if v.head == nil {
		return
	}
	if v.head.Record != v.Record || v.head.Root.String() != v.Root || v.head.Key != v.Key {
		v.wrong(fileInfo, "it speaks of another record, root or key than the proofs")
	}
	if b, _ := v.read(fileHead); string(b) != v.head.Checkpoint {
		v.wrong(fileHead, "it is another tree head than that of the proofs")
	}
}

// says keeps a proven statement under the object that it is about.
func (v *verifier) says(p *seal.Proof) {
	head, err := muster.ParseHead(p.Head)
	object, about := objectOf(p.Body)
	if err != nil || object == "" {
		return
	}
	ref := object + "/" + about
	v.said[ref] = append(v.said[ref], Said{p.Position, head.ID, p.Body})
}

// custody checks every chain, and that each event is proven.
func (v *verifier) custody(data map[string]bool) {
	for file := range data {
		if !strings.HasPrefix(file, folderCustody+"/") {
			continue
		}
		b, ok := v.read(file)
		if !ok {
			continue
		}
		v.Chain++
		events := bytes.Split(bytes.TrimSuffix(b, []byte("\n")), []byte("\n"))
		for _, broken := range evidence.CheckChain(events) {
			v.wrong(file, "the custody does not hold: %s", broken)
		}
		for i, e := range events {
			v.Events++
			if v.proved[string(e)] == nil {
				v.wrong(file, "event %d has no proof that it is in the record", i+1)
			}
		}
		v.exported(file, events)
	}
}

// exported checks that an item's custody ends with this bundle.
func (v *verifier) exported(file string, events [][]byte) {
	var last evidence.Custody
	if json.Unmarshal(events[len(events)-1], &last) != nil || last.Object != evidence.ObjectItem {
		return
	}
	if last.Event != evidence.EventExported || last.Bag != v.Bag {
		v.wrong(file, "its last event is not that it left in the bundle %s", v.Bag)
	}
}

// rows reads a table of the bundle; its first row are its columns.
func (v *verifier) rows(file string, columns []string) [][]string {
	b, ok := v.read(file)
	if !ok {
		v.wrong(file, "it is missing")
		return nil
	}
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil || len(rows) == 0 || !slices.Equal(rows[0], columns) {
		v.wrong(file, "it is not a table with the columns %s", strings.Join(columns, ", "))
		return nil
	}
	return rows[1:]
}

// index checks that each item of the index is as the statements say that are proven, with its file and its custody.
func (v *verifier) index(data map[string]bool) {
	seen := map[string]bool{}
	for _, r := range v.rows(fileIndex, indexColumns) {
		v.Items++
		id, file, digest := r[0], folderData+"/"+r[1], r[2]
		x, ok := ItemOf(v.said[evidence.ObjectItem+"/"+id])
		switch got, err := v.sum(file); {
		case err != nil || !data[file]:
			v.wrong(fileIndex, "%s is not here", file)
		case got != digest:
			v.wrong(fileIndex, "%s is not the file of %s that was received", file, id)
		case !ok || x.Digest != digest:
			v.wrong(fileIndex, "no proof says that %s is what was received as %s", file, id)
		}
		if ok {
			v.same(fileIndex, id, indexColumns, r, x.cells())
		}
		if custody := (&Custody{Object: evidence.ObjectItem, ID: id}).file(); !data[custody] {
			v.wrong(fileIndex, "the custody of %s is not here", id)
		}
		v.once(fileIndex, evidence.ObjectItem+"/"+id, seen)
	}
	for _, r := range v.rows(fileAbout, aboutColumns) {
		ref := r[0] + "/" + r[1]
		if x, ok := AboutOf(r[0], v.said[ref]); ok {
			v.same(fileAbout, ref, aboutColumns, r, x.cells())
		} else {
			v.wrong(fileAbout, "no proof says what %s is", ref)
		}
		v.once(fileAbout, ref, seen)
	}
	for ref := range v.said {
		if file := fileAbout; !seen[ref] {
			if strings.HasPrefix(ref, evidence.ObjectItem+"/") {
				file = fileIndex
			}
			v.wrong(file, "%s is proven and not in it: a row was taken out", ref)
		}
	}
}

func (v *verifier) once(file, ref string, seen map[string]bool) {
	if seen[ref] {
		v.wrong(file, "%s is in it twice", ref)
	}
	seen[ref] = true
}

// same names the columns of a row that do not say what the proven statements do.
func (v *verifier) same(file, of string, columns, found, want []string) {
	for i, name := range columns {
		if found[i] != want[i] {
			v.wrong(file, "the %s of %s is %q; by the statements that are proven it is %q", name, of, found[i], want[i])
		}
	}
}
