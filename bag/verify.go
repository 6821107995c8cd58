package bag

import (
	"bytes"
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
	v := &verifier{root: root, proved: map[string]*seal.Proof{}}
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
		}
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

// index checks that each item of the index is the one whose statement is proven, and has its custody.
func (v *verifier) index(data map[string]bool) {
	b, ok := v.read(fileIndex)
	if !ok {
		v.wrong(fileIndex, "it is missing")
		return
	}
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil || len(rows) == 0 || !slices.Equal(rows[0], indexColumns) {
		v.wrong(fileIndex, "it is not an index of this form")
		return
	}
	digests := map[string]bool{}
	for body := range v.proved {
		var x evidence.Item
		if json.Unmarshal([]byte(body), &x) == nil && x.Kind == evidence.KindItem {
			digests[x.About+" "+x.Digest] = true
		}
	}
	for _, r := range rows[1:] {
		v.Items++
		id, file, digest := r[0], folderData+"/"+r[1], r[2]
		custody := (&Custody{Object: evidence.ObjectItem, ID: id}).file()
		switch got, err := v.sum(file); {
		case err != nil || !data[file]:
			v.wrong(fileIndex, "%s is not here", file)
		case got != digest:
			v.wrong(fileIndex, "%s is not the file of %s that was received", file, id)
		case !digests[id+" "+digest]:
			v.wrong(fileIndex, "no proof says that %s is what was received as %s", file, id)
		}
		if !data[custody] {
			v.wrong(fileIndex, "the custody of %s is not here", id)
		}
	}
}
