package storetest

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"muster"
	"muster/record"
	"muster/seal"
)

// testTampering changes the tables behind the store's back, one thing at a time, sees that verify
// names what was changed, and puts it back.
func testTampering(t *testing.T, s Subject) {
	x, place := s.fresh(t)
	for i := range 30 {
		x.must(claims("de", fmt.Sprintf("r%d", i), 1+i%4)...)
	}
	d, err := record.Pack(bytes.NewReader(noise(1, 2*record.ChunkSize+9)), "file", "bin")
	if err == nil {
		err = x.put(d)
	}
	if err != nil {
		t.Fatal(err)
	}
	size, root := x.log.Head()
	m := &tampering{s, t, place, x.store, d, seal.Checkpoint{Origin: seal.Origin(recordID), Size: size, Root: root}}
	if got := m.findings(); len(got) > 0 {
		t.Fatalf("before anything was changed: %v", got)
	}
	m.columns(size)
	m.rows(size)
	m.chunks()
	if got := m.findings(); len(got) > 0 {
		t.Errorf("after everything was put back: %v", got)
	}
	s.whole(t, place, x)
}

type tampering struct {
	Subject
	t     *testing.T
	place string
	store record.Store
	doc   *record.Document
	head  seal.Checkpoint
}

func (m *tampering) exec(sql string, args ...any) {
	m.t.Helper()
	m.Tamper(m.t, m.place, sql, args...)
}

// findings is what verify says, with the head that was kept from before.
func (m *tampering) findings() []record.Finding {
	m.t.Helper()
	r, err := record.Verify(m.t.Context(), m.store, []muster.Seq{m.head.Size}, nil)
	if err != nil {
		m.t.Fatal(err)
	}
	return append(r.Findings, r.CheckHead(m.head)...)
}

// named reports the findings for a statement's position; 0 stands for the kept head.
func (m *tampering) named(what string, at muster.Seq) {
	m.t.Helper()
	all := m.findings()
	for _, f := range all {
		if f.Position == at && (at != 0 || strings.HasPrefix(f.What, "head: ")) {
			return
		}
	}
	m.t.Errorf("%s: not named; verify says %v", what, all)
}

// few checks that one changed row does not drown in findings about others.
func (m *tampering) few(what string, most int) {
	m.t.Helper()
	if all := m.findings(); len(all) > most {
		m.t.Errorf("%s: %d findings: %v", what, len(all), all)
	}
}

func (m *tampering) columns(size muster.Seq) {
	for range 12 {
		at := muster.Seq(rand.Uint64N(uint64(size))) + 1
		st, err := m.store.Statement(m.t.Context(), at)
		if err != nil {
			m.t.Fatal(err)
		}
		for column, was := range map[string][]byte{"head": st.Head, "salt": st.Salt, "body": st.Body, "hashes": st.Hashes} {
			set := "UPDATE statement SET " + column + " = ? WHERE position = ?"
			i := rand.IntN(len(was))
			for what, b := range map[string][]byte{
				"flipped": flip(was, i), "one byte short": was[:len(was)-1], "one byte longer": append(bytes.Clone(was), 0), "emptied": {},
			} {
				m.exec(set, b, int64(at))
				m.named(fmt.Sprintf("%s of %d %s", column, at, what), at)
				if what == "flipped" { // the row, what its head says, a document that nothing speaks of then, and the head kept elsewhere
					m.few(fmt.Sprintf("%s of %d %s at %d", column, at, what, i), 4)
				}
			}
			if column == "salt" || column == "body" {
				m.exec("UPDATE statement SET "+column+" = NULL WHERE position = ?", int64(at))
				m.named(fmt.Sprintf("%s of %d taken away", column, at), at)
			}
			m.exec(set, was, int64(at))
		}
		// A byte passes from the body to the salt, or back: the commitment is the same.
		both := append(bytes.Clone(st.Salt), st.Body...)
		for _, cut := range []int{len(st.Salt) - 1, len(st.Salt) + 1} {
			m.exec("UPDATE statement SET salt = ?, body = ? WHERE position = ?", both[:cut], both[cut:], int64(at))
			m.named(fmt.Sprintf("salt of %d with %d bytes", at, cut), at)
		}
		// As if it had been erased.
		m.exec("UPDATE statement SET salt = NULL, body = NULL WHERE position = ?", int64(at))
		m.named(fmt.Sprintf("%d erased without a statement", at), at)
		m.restore(st)
	}
}

func flip(b []byte, i int) []byte {
	c := bytes.Clone(b)
	c[i] ^= 1 << rand.IntN(8)
	return c
}

func (m *tampering) restore(st muster.Statement) {
	m.t.Helper()
	m.exec("DELETE FROM statement WHERE position = ?", int64(st.Position))
	m.exec("INSERT INTO statement (position, head, salt, body, hashes) VALUES (?, ?, ?, ?, ?)", int64(st.Position), st.Head, st.Salt, st.Body, st.Hashes)
}

func (m *tampering) rows(size muster.Seq) {
	for _, at := range []muster.Seq{1, 2, 7, 8, size - 1} {
		st, err := m.store.Statement(m.t.Context(), at)
		if err != nil {
			m.t.Fatal(err)
		}
		m.exec("DELETE FROM statement WHERE position = ?", int64(at))
		m.named(fmt.Sprintf("%d deleted", at), at+1) // the next one is where statements are missing
		m.few(fmt.Sprintf("%d deleted", at), 3)
		m.restore(st)

		far := size + 10
		m.exec("UPDATE statement SET position = ? WHERE position = ?", int64(far), int64(at))
		m.named(fmt.Sprintf("%d renumbered to %d", at, far), far)
		m.exec("UPDATE statement SET position = ? WHERE position = ?", int64(at), int64(far))

		other := at%5 + 10
		m.swap(at, other)
		m.named(fmt.Sprintf("%d and %d swapped", at, other), at)
		m.named(fmt.Sprintf("%d and %d swapped", at, other), other)
		m.swap(at, other)
	}
	last, err := m.store.Statement(m.t.Context(), size)
	if err != nil {
		m.t.Fatal(err)
	}
	m.exec("DELETE FROM statement WHERE position = ?", int64(size))
	m.named("the last one deleted", 0)
	m.restore(last)
	// The last one written anew with all its hashes: only a head kept elsewhere tells.
	forged := last
	h, err := muster.ParseHead(last.Head)
	if err != nil {
		m.t.Fatal(err)
	}
	forged.Body = bytes.Replace(last.Body, []byte(`"name":"file"`), []byte(`"name":"fake"`), 1)
	h.Body = muster.Commit(last.Salt, forged.Body)
	forged.Head = h.Encode()
	tree, err := seal.FrontierAt(size-1, record.ReadHash(m.t.Context(), m.store))
	if err != nil {
		m.t.Fatal(err)
	}
	forged.Hashes = tree.Append(nil, seal.Leaf(forged.Head))
	m.restore(forged)
	m.named("the last one forged", 0)
	m.few("the last one forged", 1)
	m.restore(last)
}

func (m *tampering) swap(a, b muster.Seq) {
	m.t.Helper()
	const spare = 1_000_000
	for _, c := range [][2]muster.Seq{{a, spare}, {b, a}, {spare, b}} {
		m.exec("UPDATE statement SET position = ? WHERE position = ?", int64(c[1]), int64(c[0]))
	}
}

func (m *tampering) chunks() {
	digest := m.doc.Digest
	var was [][]byte
	for c, err := range m.store.Chunks(m.t.Context(), digest) {
		if err != nil {
			m.t.Fatal(err)
		}
		was = append(was, c)
	}
	if len(was) != 3 {
		m.t.Fatalf("%d chunks, want 3", len(was))
	}
	const set, renumber, put = "UPDATE chunk SET packed = ? WHERE digest = ? AND n = ?", "UPDATE chunk SET n = ? WHERE digest = ? AND n = ?", "INSERT INTO chunk (digest, n, packed) VALUES (?, ?, ?)"
	other := muster.Hash{7}
	for _, c := range []struct {
		what       string
		does, back func()
	}{
		{"a byte of a chunk", func() { m.exec(set, flip(was[1], 5), digest[:], 1) }, func() { m.exec(set, was[1], digest[:], 1) }},
		{"bytes after a chunk", func() { m.exec(set, append(bytes.Clone(was[2]), 0), digest[:], 2) }, func() { m.exec(set, was[2], digest[:], 2) }},
		{"two chunks swapped", func() { m.exec(set, was[0], digest[:], 1); m.exec(set, was[1], digest[:], 0) }, func() { m.exec(set, was[0], digest[:], 0); m.exec(set, was[1], digest[:], 1) }},
		{"a chunk dropped", func() { m.exec("DELETE FROM chunk WHERE n = ?", 1) }, func() { m.exec(put, digest[:], 1, was[1]) }},
		{"all chunks dropped", func() { m.exec("DELETE FROM chunk") }, func() {
			for n, c := range was {
				m.exec(put, digest[:], n, c)
			}
		}},
		{"a chunk too many", func() { m.exec(put, digest[:], 3, was[0]) }, func() { m.exec("DELETE FROM chunk WHERE n = ?", 3) }},
		{"the last chunk renumbered", func() { m.exec(renumber, 9, digest[:], 2) }, func() { m.exec(renumber, 2, digest[:], 9) }},
		{"the first chunk renumbered", func() { m.exec(renumber, -4, digest[:], 0) }, func() { m.exec(renumber, 0, digest[:], -4) }},
		{"a chunk of another document", func() { m.exec("UPDATE chunk SET digest = ? WHERE n = ?", other[:], 1) }, func() { m.exec("UPDATE chunk SET digest = ? WHERE n = ?", digest[:], 1) }},
	} {
		c.does()
		found := false
		for _, f := range m.findings() {
			found = found || f.Document == digest.Hex()
		}
		if !found {
			m.t.Errorf("%s: the document is not named; verify says %v", c.what, m.findings())
		}
		c.back()
	}
	m.exec(put, other[:], 0, was[0])
	found := false
	for _, f := range m.findings() {
		found = found || f.Document == other.Hex()
	}
	if !found {
		m.t.Error("a document that no statement speaks of is not named")
	}
	m.exec("DELETE FROM chunk WHERE digest = ?", other[:])
}
