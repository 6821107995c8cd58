package record

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"muster"
	"muster/seal"
)

var errGone = errors.New("its bytes are not in the record, and no statement says that they were erased")

// Finding is one thing that verification found wrong: which statement, document or head, and what.
type Finding struct {
	Position muster.Seq // 0 where it is no statement
	ID       muster.ID
	Document string // digest, hex
	What     string
}

func (f Finding) String() string {
	switch {
	case f.Document != "":
		return "document " + f.Document + ": " + f.What
	case f.Position != 0 && f.ID != "":
		return fmt.Sprintf("statement %s at position %d: %s", f.ID, f.Position, f.What)
	case f.Position != 0:
		return fmt.Sprintf("statement at position %d: %s", f.Position, f.What)
	}
	return f.What
}

// Report is what verifying a record showed.
type Report struct {
	Record     string
	Statements muster.Seq
	Erased     int // statements whose body was erased, as a statement says
	Documents  int
	Root       muster.Hash
	At         time.Time // when the last statement was recorded
	Findings   []Finding // nothing found: empty
	roots      map[muster.Seq]muster.Hash
	lost       bool // statements are missing
}

// RootAt is the root over the first n statements, for the sizes asked for beforehand.
func (r *Report) RootAt(n muster.Seq) (muster.Hash, bool) { h, ok := r.roots[n]; return h, ok }

// maxFindings bounds a report; a record that was shifted by one row has as many findings as rows.
const maxFindings = 1000

// Verify reads a whole record and checks all that it claims: that positions and ids follow on each
// other and times never go back; every head's form; every body against its head; every stored
// tree hash; every document against its statement; and that what is missing was erased by a
// statement. Roots at the sizes in at are kept for comparison with heads kept elsewhere. progress,
// if not nil, is called now and then with the number of statements done.
func Verify(ctx context.Context, s Store, at []muster.Seq, progress func(muster.Seq)) (*Report, error) {
	v := &verifier{r: &Report{roots: map[muster.Seq]muster.Hash{}}, docs: map[string]*DocumentStated{}, erased: map[string]bool{}, want: map[muster.Seq]bool{}}
	for _, n := range at {
		v.want[n] = true
	}
	for st, err := range s.Statements(ctx, 0, 0) {
		if err != nil {
			return nil, fmt.Errorf("read statement after position %d: %w", v.r.Statements, err)
		}
		v.statement(st)
		if progress != nil && v.r.Statements%4096 == 0 {
			progress(v.r.Statements)
		}
	}
	v.r.Root, v.r.lost = v.tree.Root(), v.lost
	v.bodies()
	return v.r, v.documents(ctx, s)
}

// bodies compares the bodies that are missing with those that statements say were erased.
func (v *verifier) bodies() {
	for _, g := range v.gone {
		if !v.erased[string(g.ID)] {
			g.What = "its body is missing, and no statement says that it was erased"
			v.found(g)
			continue
		}
		v.r.Erased++
		delete(v.erased, string(g.ID))
	}
	for _, name := range slices.Sorted(maps.Keys(v.erased)) {
		if id := muster.ID(name); strings.Contains(name, "-") {
			_, n, _ := id.Split()
			v.found(Finding{Position: muster.Seq(n), ID: id, What: "its body is still stored, though a statement says that it was erased"})
		}
	}
}

type verifier struct {
	r      *Report
	tree   seal.Frontier
	other  *seal.Frontier // the tree if the row before has the true hashes and another head
	lost   bool           // statements are missing: inner tree hashes can't be computed
	docs   map[string]*DocumentStated
	order  []string
	erased map[string]bool // statement ids and document digests
	gone   []Finding
	want   map[muster.Seq]bool
}

func (v *verifier) found(f Finding) {
	if len(v.r.Findings) < maxFindings {
		v.r.Findings = append(v.r.Findings, f)
	}
}

func (v *verifier) statement(st muster.Statement) {
	want := v.r.Statements + 1
	if st.Position != want {
		v.found(Finding{Position: st.Position, What: fmt.Sprintf("follows on position %d: statements between them are missing", want-1)})
		v.lost = true
	}
	v.r.Statements = st.Position
	wrong := func(id muster.ID, format string, args ...any) {
		v.found(Finding{Position: st.Position, ID: id, What: fmt.Sprintf(format, args...)})
	}
	if !v.grow(st) {
		wrong("", "its head or its stored tree hashes were changed: they do not belong to each other, or to the statements before")
	}
	if v.want[st.Position] && !v.lost {
		v.r.roots[st.Position] = v.tree.Root()
	}
	head, err := muster.ParseHead(st.Head)
	if err != nil {
		wrong("", "%v", err)
		return
	}
	record, n, err := head.ID.Split()
	if err == nil && v.r.Record == "" {
		v.r.Record = record
	}
	switch {
	case err != nil:
		wrong(head.ID, "%v", err)
	case record == v.r.Record && muster.Seq(n) != st.Position:
		wrong(head.ID, "stands at position %d, not at its own", st.Position)
	}
	if !head.At.After(v.r.At) && st.Position > 1 {
		wrong(head.ID, "was recorded at %s, not after the statement before it", head.At.Format(time.RFC3339Nano))
	}
	v.r.At = head.At
	if st.Body == nil && st.Salt == nil {
		v.gone = append(v.gone, Finding{Position: st.Position, ID: head.ID})
		return
	}
	// The salt's length is fixed, so that no byte can pass from the salt to the body unseen.
	if len(st.Salt) != muster.SaltSize || muster.Commit(st.Salt, st.Body) != head.Body {
		wrong(head.ID, "its body or its salt was changed: they are not what its head commits to")
		return
	}
	v.body(st, head)
}

// grow adds a statement to the tree and reports whether its stored hashes are the right ones. After
// a fault it goes on so that one changed row is named once, and not every row after it.
func (v *verifier) grow(st muster.Statement) bool {
	var buf [64 * 32]byte
	leaf, other := seal.Leaf(st.Head), v.other
	v.other = nil
	got := v.tree.Append(buf[:0], leaf)
	if v.lost {
		return len(st.Hashes) >= len(leaf) && string(seal.LeafOf(st.Hashes)) == string(leaf[:])
	}
	if string(got) == string(st.Hashes) {
		return true
	}
	if other != nil && string(other.Append(buf[:0], leaf)) == string(st.Hashes) {
		v.tree = *other
		return true
	}
	// Either the head was changed, and later rows were hashed over the stored leaf; or the stored
	// hashes were, and later rows were hashed over the head. Where the row has an inner hash it
	// tells; else the next row does.
	if f, ok := v.tree.WithLast(st.Hashes); ok && len(st.Hashes) > len(leaf) {
		v.tree = *f
	} else if ok {
		v.other = f
	}
	return false
}

func (v *verifier) body(st muster.Statement, head muster.Head) {
	var e struct {
		Kind      string    `json:"kind"`
		Statement muster.ID `json:"statement"`
		Document  string    `json:"document"`
	}
	if err := json.Unmarshal(st.Body, &e); err != nil {
		v.found(Finding{Position: st.Position, ID: head.ID, What: "its body is no JSON: " + err.Error()})
		return
	}
	switch e.Kind {
	case KindErase:
		if e.Statement != "" {
			v.erased[string(e.Statement)] = true
		}
		if e.Document != "" {
			v.erased[e.Document] = true
		}
	case KindDocument:
		var d DocumentStated
		if err := json.Unmarshal(st.Body, &d); err != nil {
			v.found(Finding{Position: st.Position, ID: head.ID, What: err.Error()})
			return
		}
		if v.docs[d.Digest] == nil {
			v.order = append(v.order, d.Digest)
		}
		v.docs[d.Digest] = &d
		delete(v.erased, d.Digest) // kept anew after it was erased
	}
}

func (v *verifier) documents(ctx context.Context, s Store) error {
	for _, digest := range v.order {
		h, err := parseDigest(digest)
		if err != nil {
			v.found(Finding{Document: digest, What: err.Error()})
			continue
		}
		v.r.Documents++
		err = checkDocument(s.Chunks(ctx, h), v.docs[digest])
		if errors.Is(err, errGone) && v.erased[digest] {
			continue
		}
		if err != nil {
			v.found(Finding{Document: digest, What: err.Error()})
		}
	}
	for h, err := range s.Documents(ctx) {
		if err != nil {
			return fmt.Errorf("list documents: %w", err)
		}
		if v.docs[h.Hex()] == nil {
			v.found(Finding{Document: h.Hex(), What: "is stored, but no statement speaks of it"})
		} else if v.erased[h.Hex()] {
			v.found(Finding{Document: h.Hex(), What: "is still stored, though a statement says that it was erased"})
		}
	}
	return nil
}

func parseDigest(s string) (h muster.Hash, err error) {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != len(h) {
		return h, fmt.Errorf("found %q; a digest is 64 hexadecimal digits", s)
	}
	copy(h[:], b)
	return h, nil
}

// CheckHead compares a tree head kept elsewhere with this record.
func (r *Report) CheckHead(c seal.Checkpoint) []Finding {
	if want := seal.Origin(r.Record); c.Origin != want {
		return []Finding{{What: fmt.Sprintf("head: it is of %s; this record is %s", c.Origin, want)}}
	}
	if c.Size > r.Statements {
		return []Finding{{What: fmt.Sprintf("head: it speaks of %d statements; this record has %d, so statements were taken away", c.Size, r.Statements)}}
	}
	root, ok := r.roots[c.Size]
	if c.Size == 0 {
		root, ok = new(seal.Frontier).Root(), true
	}
	if !ok && r.lost {
		return []Finding{{What: fmt.Sprintf("head: the root over the first %d statements can't be computed, since statements are missing", c.Size)}}
	}
	if !ok || root != c.Root {
		return []Finding{{What: fmt.Sprintf("head: over the first %d statements it has the root %s, this record %s: one of those statements was changed since", c.Size, c.Root, root)}}
	}
	return nil
}
