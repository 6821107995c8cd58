package standing

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"

	"muster"
	"muster/access"
	"muster/record"
	"muster/seal"
)

// base is the part every state has: who spoke which statement of which kind, what was replaced or
// withdrawn, which requests were answered, which documents are kept.
type base struct {
	opened    *record.Open
	speakers  []muster.PartyID // interned
	number    map[muster.PartyID]uint16
	by        []uint16 // by position - 1
	kinds     []uint16 // by position - 1; erasedKind where the body is gone
	abouts    []uint32 // by position - 1: aboutHash of what it is about, 0 where the body is gone
	ended     *Register[struct{}]
	answers   map[answerKey]record.Answer
	docs      *Register[docStated]
	keys      *Register[string] // signing keys, under "key"
	audiences *audiences
	undo      []baseUndo
}

type answerKey struct {
	by  muster.PartyID
	key string
}

type docStated struct {
	record.Kept
	Name string
}

// erasedKind is the kind of statements that fold to nothing: texts, erased or still to be.
const erasedKind = 1<<16 - 1

var recordID = regexp.MustCompile(`^[a-z0-9]{10}$`)

// baseUndo takes back what one statement changed beside the columns.
type baseUndo struct {
	n       int // how many statements there were before it
	answer  *answerKey
	speaker bool // it brought a new speaker
	opened  bool // it opened the record
}

func newBase() *base {
	return &base{
		number: map[muster.PartyID]uint16{}, answers: map[answerKey]record.Answer{},
		ended: NewRegister[struct{}](), docs: NewRegister[docStated](), keys: NewRegister[string](), audiences: newAudiences(),
	}
}

func (*base) Name() string { return "record" }

func (*base) Kinds() []Kind {
	return []Kind{
		{Name: record.KindOpen, New: func() muster.Value { return new(record.Open) }, Words: "opens a record", Texts: baseTexts},
		{Name: record.KindDocument, New: func() muster.Value { return new(record.DocumentStated) }, By: access.Speakers, Words: "keeps a document", Texts: baseTexts},
		{Name: record.KindErase, New: func() muster.Value { return new(record.Erase) }, Words: "says that something was erased", Texts: baseTexts},
		{Name: record.KindKey, New: func() muster.Value { return new(record.KeyRotation) }, Words: "puts another signing key in place"},
		{Name: record.KindNote, New: func() muster.Value { return new(record.Note) }, By: access.Speakers, Erasable: true, Words: "a text about an object", Texts: baseTexts},
		{Name: record.KindWithdraw, New: func() muster.Value { return new(record.Withdrawal) }, By: access.Speakers, Words: "withdraws a statement", Texts: baseTexts},
	}
}

// enter keeps who said what kind of statement, and the key of its request.
func (b *base) enter(m Moment, kind uint16, e *muster.Envelope) {
	u := baseUndo{n: len(b.by)}
	n, ok := b.number[e.By]
	if !ok {
		n = uint16(len(b.speakers))
		b.number[e.By] = n
		b.speakers = append(b.speakers, e.By)
		u.speaker = true
	}
	b.by = append(b.by, n)
	b.kinds = append(b.kinds, kind)
	b.abouts = append(b.abouts, aboutHash(e.About))
	b.audiences.enter(e.Audience)
	if e.Request != nil {
		k := answerKey{e.By, e.Request.Key}
		b.answers[k] = record.Answer{Input: e.Request.Input, First: m.At, Last: m.At + muster.Seq(e.Request.Statements) - 1}
		u.answer = &k
	}
	if u.answer != nil || u.speaker {
		b.undo = append(b.undo, u)
	}
}

func (b *base) erased(Moment) {
	b.by = append(b.by, 0)
	b.kinds = append(b.kinds, erasedKind)
	b.abouts = append(b.abouts, 0)
}

// position turns an id into a position. Until records are merged every statement's counter is its
// position.
func (b *base) position(id muster.ID) (muster.Seq, bool) {
	if id == "" || b.opened == nil {
		return 0, false
	}
	rec, n, err := id.Split()
	if err != nil || rec != b.opened.Record || n > uint64(len(b.kinds)) {
		return 0, false
	}
	return muster.Seq(n), true
}

func (b *base) kind(at muster.Seq) uint16 {
	if at == 0 || int(at) > len(b.kinds) {
		return erasedKind
	}
	return b.kinds[at-1]
}

func stamp(at muster.Seq) string { return fmt.Sprintf("%020d", at) }

func (b *base) end(m Moment, at muster.Seq) { b.ended.Set(m, stamp(at), struct{}{}) }

// checkThread refuses to replace or withdraw what does not stand now, or what somebody else said.
func (b *base) checkThread(s *State, e *muster.Envelope) error {
	if e.Replaces != "" && e.Withdraws != "" {
		return muster.Invalid("withdraws", "a statement replaces another or withdraws it, not both")
	}
	for _, t := range []struct {
		field string
		id    muster.ID
	}{{"replaces", e.Replaces}, {"withdraws", e.Withdraws}} {
		if t.id == "" {
			continue
		}
		if _, _, err := t.id.Split(); err != nil {
			return muster.Invalid(t.field, err.Error())
		}
		at, ok := b.position(t.id)
		if !ok {
			return muster.Missing("statement " + string(t.id))
		}
		// What somebody else said may not be for this speaker: whose it is, what it is and whether it stands
		// is not told. Of a text nobody knows here whose it is.
		if b.kind(at) == erasedKind || b.speakers[b.by[at-1]] != e.By {
			return muster.Denied(fmt.Sprintf("statement %s is none of %q that can be replaced or withdrawn: only its speaker does that, anybody else makes a competing claim; texts are erased", t.id, e.By))
		}
		if end, ok := b.ended.Get(s.known, stamp(at)); ok {
			return muster.Conflict(t.field, fmt.Sprintf("statement %s no longer stands: statement %s took its place", t.id, end.ID))
		}
		if k := s.kinds[e.Kind]; t.field == "replaces" && b.kind(at) != k.n {
			return muster.Invalid(t.field, fmt.Sprintf("statement %s is of another kind than %s", t.id, e.Kind))
		}
	}
	return nil
}

func (b *base) Check(s *State, v muster.Value) error {
	switch x := v.(type) {
	case *record.Open:
		if s.known != 0 {
			return muster.Conflict("record", "this record was opened before")
		}
		if !recordID.MatchString(x.Record) {
			return muster.Invalid("record", fmt.Sprintf("found %q; a record's id is ten lower-case letters and digits", x.Record))
		}
	case *record.DocumentStated:
		if was, ok := b.docs.Get(s.known, x.Digest); ok && was.Value.Kept != keptOf(x) {
			return muster.Conflict("digest", "the document "+x.Digest+" is kept already, and packed otherwise")
		}
		if h, err := hex.DecodeString(x.Digest); err != nil || len(h) != 32 {
			return muster.Invalid("digest", fmt.Sprintf("found %q; a digest is 64 hexadecimal digits", x.Digest))
		}
	case *record.Erase:
		return b.checkErase(s, x)
	case *record.KeyRotation:
		return seal.CheckRotation(x.Signed, s.Key(s.known), x.Key)
	case *record.Note:
		if x.About == "" || x.Text == "" {
			return muster.Invalid("about", "a note says what it is about and has a text")
		}
	case *record.Withdrawal:
		if x.Withdraws == "" {
			return muster.Invalid("withdraws", "name the statement to withdraw by its id")
		}
		if x.Why == "" {
			return muster.Invalid("why", "say why it is withdrawn")
		}
		at, _ := b.position(x.Withdraws)
		if p := s.partOf(at); p == Part(b) || p == nil {
			return muster.Invalid("withdraws", fmt.Sprintf("statement %s belongs to the record itself and stays", x.Withdraws))
		}
	}
	return nil
}

func keptOf(x *record.DocumentStated) record.Kept {
	return record.Kept{Packed: x.Packed, Chunks: x.Chunks, Size: x.Size}
}

func (b *base) checkErase(s *State, x *record.Erase) error {
	if (x.Statement == "") == (x.Document == "") {
		return muster.Invalid("statement", "name one statement by its id, or one document by its digest")
	}
	if x.Why == "" {
		return muster.Invalid("why", "say why it is erased, and on whose order")
	}
	if x.Document != "" {
		if _, ok := b.docs.Get(s.known, x.Document); !ok {
			return muster.Missing("document " + x.Document)
		}
		return nil
	}
	at, ok := b.position(x.Statement)
	if !ok {
		return muster.Missing("statement " + string(x.Statement))
	}
	for _, k := range s.kinds {
		if k.n == b.kind(at) && !k.Erasable {
			return muster.Invalid("statement", fmt.Sprintf("statement %s is a %s, which figures rest on; only texts can be erased", x.Statement, k.Name))
		}
	}
	return nil
}

func (b *base) Apply(m Moment, v muster.Value) {
	switch x := v.(type) {
	case *record.Open:
		b.opened = x
		b.undo = append(b.undo, baseUndo{n: len(b.by) - 1, opened: true})
		b.keys.Set(m, "key", x.Key)
	case *record.DocumentStated:
		b.docs.Set(m, x.Digest, docStated{keptOf(x), x.Name})
	case *record.Erase:
		if v, ok := b.docs.Get(m.At, x.Document); ok {
			b.docs.push(x.Document, Version[docStated]{From: m.At, ID: m.ID, Gone: true, Value: v.Value})
		}
	case *record.KeyRotation:
		b.keys.Set(m, "key", x.Key)
	}
}

func (*base) End(Moment, muster.Seq) {}

func (b *base) Undos() []Undo { return []Undo{b, b.ended, b.docs, b.keys, b.audiences} }

// Mark implements Undo.
func (b *base) Mark() int { return len(b.by) }

// Rollback implements Undo.
func (b *base) Rollback(mark int) {
	i := len(b.undo)
	for ; i > 0 && b.undo[i-1].n >= mark; i-- {
		u := b.undo[i-1]
		if u.answer != nil {
			delete(b.answers, *u.answer)
		}
		if u.speaker {
			last := len(b.speakers) - 1
			delete(b.number, b.speakers[last])
			b.speakers = b.speakers[:last]
		}
		if u.opened {
			b.opened = nil
		}
	}
	b.by, b.kinds, b.abouts, b.undo = b.by[:mark], b.kinds[:mark], b.abouts[:mark], b.undo[:i]
}

// Keep implements Undo.
func (b *base) Keep() { b.undo = nil }

func (b *base) Save(w *SnapshotWriter) {
	w.JSON(b.opened)
	w.JSON(b.speakers)
	SaveSlice(w, b.by)
	SaveSlice(w, b.kinds)
	SaveSlice(w, b.abouts)
	var answers []savedAnswer
	for k, a := range b.answers {
		answers = append(answers, savedAnswer{k.by, k.key, a})
	}
	slices.SortFunc(answers, func(a, b savedAnswer) int { return cmp.Compare(a.Answer.First, b.Answer.First) })
	w.JSON(answers)
	b.audiences.save(w)
	b.ended.Save(w)
	b.docs.Save(w)
	b.keys.Save(w)
}

type savedAnswer struct {
	By     muster.PartyID
	Key    string
	Answer record.Answer
}

func (b *base) Load(r *SnapshotReader) {
	r.JSON(&b.opened)
	r.JSON(&b.speakers)
	for i, p := range b.speakers {
		b.number[p] = uint16(i)
	}
	b.by = LoadSlice[uint16](r)
	b.kinds = LoadSlice[uint16](r)
	b.abouts = LoadSlice[uint32](r)
	var answers []savedAnswer
	r.JSON(&answers)
	for _, a := range answers {
		b.answers[answerKey{a.By, a.Key}] = a.Answer
	}
	b.audiences.load(r)
	b.ended.Load(r)
	b.docs.Load(r)
	b.keys.Load(r)
}

// Kept implements record.State.
func (s *State) Kept(digest string) (record.Kept, bool) {
	v, ok := s.base.docs.Get(s.known, digest)
	return v.Value.Kept, ok
}

// HasDocument reports whether a document is kept, by its digest in hexadecimal.
func (s *State) HasDocument(known muster.Seq, digest string) bool {
	_, ok := s.base.docs.Get(known, digest)
	return ok
}

// Document returns the name of a document's file, by its digest in hexadecimal; ok is false where it is
// not kept.
func (s *State) Document(known muster.Seq, digest string) (name string, ok bool) {
	v, ok := s.base.docs.Get(known, digest)
	return v.Value.Name, ok
}

// KindOf is the kind of the statement at a position; empty for a text, erased or still to be.
func (s *State) KindOf(at muster.Seq) string {
	if n := int(s.base.kind(at)); n < len(s.names) {
		return s.names[n]
	}
	return ""
}

// Key is the verifier key of the record's tree heads as known at a position.
func (s *State) Key(known muster.Seq) string {
	v, _ := s.base.keys.Get(known, "key")
	return v.Value
}

// Keys are the verifier keys that the record's tree heads were ever signed with.
func (s *State) Keys(known muster.Seq) []string {
	var out []string
	for _, v := range s.base.keys.history["key"] {
		if v.From <= known && v.Value != "" {
			out = append(out, v.Value)
		}
	}
	return out
}

// RecordID is the record's id; empty while nothing is recorded.
func (s *State) RecordID() string {
	if s.base.opened == nil {
		return ""
	}
	return s.base.opened.Record
}

// Title is what the record calls itself.
func (s *State) Title() string {
	if s.base.opened == nil {
		return ""
	}
	return s.base.opened.Title
}

// EndedBy returns the statement that replaced or withdrew the one at a position.
func (s *State) EndedBy(known, at muster.Seq) (muster.ID, bool) {
	v, ok := s.base.ended.Get(known, stamp(at))
	return v.ID, ok
}

// Position turns an id into a position.
func (s *State) Position(id muster.ID) (muster.Seq, error) {
	if _, _, err := id.Split(); err != nil {
		return 0, err
	}
	at, ok := s.base.position(id)
	if !ok {
		return 0, muster.Missing("statement " + string(id))
	}
	return at, nil
}

// Speaker is the party that made the statement at a position, by itself or in a submission.
func (s *State) Speaker(at muster.Seq) muster.PartyID {
	if s.base.kind(at) == erasedKind {
		return "" // what a text keeps of its speaker is in its body
	}
	return s.base.speakers[s.base.by[at-1]]
}
