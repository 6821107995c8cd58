// Package layer keeps one reader's judgements on top of the record without changing it: labels,
// exclusions, another date, type or value for a row, each with a note.
//
// A judgement is no claim about assistance and no statement: it is never sealed, never cited and never
// counted for anybody who did not ask for it. It names its row by what stays the same across editions,
// and keeps what the row said when it was judged, so that it notices once the row says something else.
// All here is pure; where layers lie is a Store's business, and the time is handed in.
package layer

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"muster"
	"muster/money"
	"muster/pledge"
)

// Format names the document that a layer is kept and handed on as (docs/layers.md).
const Format = "muster.layer/1"

// ID names a layer within one Muster.
type ID string

// Owner is whose a layer is: the digest of a key that its owner holds.
type Owner string

// Layer is a named set of judgements.
type Layer struct {
	Format     string      `json:"format"`
	ID         ID          `json:"id,omitempty"`
	Name       string      `json:"name"` // as it stands in the name of a method: "mine"
	Owner      Owner       `json:"owner,omitempty"`
	Shared     bool        `json:"shared,omitempty"` // everybody who reads this record may see it
	Judgements []Judgement `json:"judgements"`
}

// Kind is what a judgement does.
type Kind string

// The kinds of judgement.
const (
	Label   Kind = "label"   // names the row for its reader, and changes no figure
	Exclude Kind = "exclude" // the row does not count
	Value   Kind = "value"   // it is worth something else: "EUR 1200000"
	Type    Kind = "type"    // it is of another type: "military"
	Date    Kind = "date"    // it happened at another time: a day, a month, days, or "none"
)

// Kinds lists the kinds in the order in which their effect on a figure is told.
var Kinds = []Kind{Exclude, Value, Type, Date, Label}

// noDate is the value of a judgement that a row has no date.
const noDate = "none"

// Judgement is one thing said of one row.
type Judgement struct {
	pledge.Target
	Kind  Kind         `json:"kind"`
	Value string       `json:"value,omitempty"` // what is said; nothing for an exclusion
	Note  string       `json:"note,omitempty"`  // why
	When  time.Time    `json:"when,omitzero"`
	Base  *pledge.Base `json:"base,omitempty"` // what the row said then; nil: it was judged unseen
}

// same says that two judgements cannot stand beside each other: a row has one date, one type, one
// value, and each label once.
func (j Judgement) same(o Judgement) bool {
	return j.Target == o.Target && j.Kind == o.Kind && (j.Kind != Label || j.Value == o.Value)
}

// Judge adds a judgement in its place, or puts it where one of the same kind stood.
func (l *Layer) Judge(j Judgement) error {
	if errs := j.faults(); len(errs) > 0 {
		return join(errs)
	}
	if i := slices.IndexFunc(l.Judgements, j.same); i >= 0 {
		l.Judgements[i] = j
		return nil
	}
	l.Judgements = append(l.Judgements, j)
	return l.Check()
}

// Drop takes a judgement back.
func (l *Layer) Drop(j Judgement) error {
	n := len(l.Judgements)
	if l.Judgements = slices.DeleteFunc(l.Judgements, j.same); len(l.Judgements) == n {
		return muster.Missing("this judgement of " + j.Contribution)
	}
	return nil
}

// Keep lets a judgement stand against what its row says now.
func (l *Layer) Keep(j Judgement, base pledge.Base, when time.Time) error {
	i := slices.IndexFunc(l.Judgements, j.same)
	if i < 0 {
		return muster.Missing("this judgement of " + j.Contribution)
	}
	l.Judgements[i].Base, l.Judgements[i].When = &base, when
	return nil
}

// Of lists what a layer says of a row.
func (l *Layer) Of(t pledge.Target) (out []Judgement) {
	for _, j := range l.Judgements {
		if j.Target == t {
			out = append(out, j)
		}
	}
	return out
}

// SeenBy says whether somebody may see a layer: its owner, and everybody once it is shared.
func (l *Layer) SeenBy(o Owner) bool { return l.Shared || l.OwnedBy(o) }

// OwnedBy says whether somebody may change it.
func (l *Layer) OwnedBy(o Owner) bool { return o != "" && l.Owner == o }

// Digest is the SHA-256 of what the layer says, in hexadecimal: of its judgements without their time and
// base, whatever their order, so that a copy handed on has the digest of its original.
func (l *Layer) Digest() string {
	var lines []string
	for _, j := range l.Judgements {
		var b strings.Builder
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.Encode([]string{j.Contribution, j.Line, string(j.Event), string(j.Kind), j.Value, j.Note}) //nolint:errcheck // strings can be written
		lines = append(lines, strings.TrimSuffix(b.String(), "\n"))
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(Format + "\n" + strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:])
}

// Overlay turns a layer, or of it the judgements of some kinds, into what is laid over rows. What
// cannot be read was refused when it came in, and is passed over here.
func (l *Layer) Overlay(kinds ...Kind) *pledge.Overlay {
	place := map[pledge.Target]int{}
	var rows []pledge.Judged
	for _, j := range l.Judgements {
		if len(kinds) > 0 && !slices.Contains(kinds, j.Kind) || len(j.faults()) > 0 {
			continue
		}
		i, ok := place[j.Target]
		if !ok {
			i = len(rows)
			place[j.Target] = i
			rows = append(rows, pledge.Judged{Target: j.Target})
		}
		j.put(&rows[i])
	}
	return pledge.NewOverlay(string(l.ID), l.Name, l.Digest()[:8], rows)
}

func (j Judgement) put(row *pledge.Judged) {
	switch j.Kind {
	case Exclude:
		row.Exclude = true
	case Label:
		row.Labels = append(row.Labels, j.Value)
	case Type:
		row.Type = j.Value
	case Date:
		when, _ := readDate(j.Value)
		row.Date = &when
	case Value:
		m, _ := readValue(j.Value)
		row.Value = &m
	}
	if j.Note != "" {
		row.Notes = append(row.Notes, j.Note)
	}
}

// Moved is a judgement whose row does not say any more what it said when it was judged.
type Moved struct {
	Judgement
	Now *pledge.Base `json:"now" doc:"what the row says now; null: it is gone"`
}

// Underneath lists the judgements whose row changed or is gone, by what rows say now.
func (l *Layer) Underneath(says func(pledge.Target) (pledge.Base, bool)) (out []Moved) {
	for _, j := range l.Judgements {
		now, ok := says(j.Target)
		switch {
		case !ok:
			out = append(out, Moved{j, nil})
		case j.Base != nil && j.Base.Digest != now.Digest:
			out = append(out, Moved{j, &now})
		}
	}
	return out
}

// Bridge leads from a figure without a layer to the same with it, kind by kind.
type Bridge struct {
	Without, With money.Amount
	Steps         []Step // of the kinds that the layer has and that can change a figure
}

// Step is what the judgements of one kind add to a figure on top of those before it.
type Step struct {
	Kind   Kind
	Rows   int // judged so
	Amount money.Amount
}

// Bridge works out a bridge by asking for the figure again and again, each time with one kind more.
func (l *Layer) Bridge(figure func(*pledge.Overlay) (money.Amount, error)) (b Bridge, err error) {
	if b.Without, err = figure(nil); err != nil {
		return b, err
	}
	b.With = b.Without
	for i, k := range Kinds[:len(Kinds)-1] {
		s := Step{Kind: k}
		for _, j := range l.Judgements {
			if j.Kind == k {
				s.Rows++
			}
		}
		if s.Rows == 0 {
			continue
		}
		before := b.With
		if b.With, err = figure(l.Overlay(Kinds[:i+1]...)); err != nil {
			return b, err
		}
		s.Amount = b.With.Sub(before)
		b.Steps = append(b.Steps, s)
	}
	return b, nil
}

// Store keeps layers.
type Store interface {
	// Layers returns all that are kept, in order of id.
	Layers() ([]Layer, error)
	// Layer returns one; a missing one is refused as such.
	Layer(ID) (Layer, error)
	// Change keeps what a change made of a layer, unless it fails, one change after the other; an empty
	// id begins one.
	Change(ID, func(*Layer) error) (Layer, error)
	// Remove takes one away, unless the look at it fails.
	Remove(id ID, look func(*Layer) error) error
}
