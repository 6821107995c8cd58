package standing

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"muster"
	"muster/record"
	"muster/search"
)

// Texts returns what of a statement is found by its words. ok is false where nothing is: its body was
// erased, or its kind has no texts.
func (s *State) Texts(st muster.Statement) (a search.Addition, ok bool, err error) {
	if st.Body == nil {
		return a, false, nil
	}
	name := kindOf(st.Body)
	k, known := s.kinds[name]
	if !known {
		return a, false, fmt.Errorf("statement at position %d: this release of Muster does not know the kind %q", st.Position, name)
	}
	if k.Texts == nil {
		return a, false, nil
	}
	v := k.New()
	if err := json.Unmarshal(st.Body, v); err != nil {
		return a, false, fmt.Errorf("statement at position %d: decode %s: %w", st.Position, name, err)
	}
	s.Read(func() { a.Said = k.Texts(s, st.Position, v) })
	audience := v.Common().Audience
	if audience == "" {
		audience = a.Said.Audience
	}
	a.Statement = search.Statement{Position: st.Position, Kind: k.n, Audience: s.AudienceNumber(audience)}
	return a, true, nil
}

// Erased returns what a statement says was erased: the position of another, or the name of a document.
func (s *State) Erased(st muster.Statement) (at muster.Seq, document string, err error) {
	if kindOf(st.Body) != record.KindErase {
		return 0, "", nil
	}
	var e record.Erase
	if err := json.Unmarshal(st.Body, &e); err != nil {
		return 0, "", fmt.Errorf("statement at position %d: %w", st.Position, err)
	}
	if e.Statement != "" {
		s.Read(func() { at, err = s.Position(e.Statement) })
	}
	return at, e.Document, err
}

// KindNumber is the number under which search keeps a kind.
func (s *State) KindNumber(name string) (n uint16, ok bool) {
	k, ok := s.kinds[name]
	return k.n, ok
}

// KindOfNumber is the kind that search keeps under a number.
func (s *State) KindOfNumber(n uint16) Kind {
	for _, k := range s.kinds {
		if k.n == n {
			return k.Kind
		}
	}
	return Kind{}
}

// KindsFound lists the kinds that are found by their words, in the order in which they are declared.
func (s *State) KindsFound() []Kind {
	return slices.DeleteFunc(s.Kinds(), func(k Kind) bool { return k.Texts == nil })
}

// Short is what a kind is called in a word: its name without its part and its version, "entry" for
// "pledge.entry/1", or as it says. No two kinds are called the same.
func (k Kind) Short() string {
	if k.Called != "" {
		return k.Called
	}
	name, _, _ := strings.Cut(k.Name, "/")
	return name[strings.LastIndexByte(name, '.')+1:]
}

// baseTexts are the texts of the record's own kinds.
func baseTexts(_ *State, _ muster.Seq, v muster.Value) (said search.Said) {
	switch x := v.(type) {
	case *record.Open:
		said.Add(search.Name, x.Title)
		said.Add(search.ID, x.Record)
	case *record.DocumentStated:
		said.About = x.Digest
		said.Add(search.Name, x.Name)
		said.Add(search.ID, x.Digest)
		said.Add(search.Aside, x.Format)
	case *record.Note:
		said.About = x.About
		said.Add(search.Body, x.Text)
		said.Add(search.ID, x.About)
	case *record.Withdrawal:
		said.Add(search.Body, x.Why)
		said.Add(search.ID, string(x.Withdraws))
	case *record.Erase:
		said.Add(search.Body, x.Why)
		said.Add(search.ID, string(x.Statement))
	}
	return said
}
