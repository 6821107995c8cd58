package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"muster"
	"muster/pledge"
)

// statementPage is one statement: in words, as stored, and how to prove it.
type statementPage struct {
	page
	st     Statement
	fields []said
}

// said is one field of a body, flattened: its path and its text.
type said struct{ name, text string }

func (s *site) statement(w http.ResponseWriter, r *http.Request) {
	st, err := s.find(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if strings.HasSuffix(r.PathValue("id"), asJSON) {
		s.statementJSON(w, r, st)
		return
	}
	p := statementPage{page: s.pageAt(r, s.words.say("statement.title", "id", string(st.ID)), "record", Moment{Known: st.Known, At: st.KnownAt, Root: st.Root}), st: st}
	if st.Body != nil {
		p.fields = flatten(st.Body)
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// find reads the id and asks for the statement.
func (s *site) find(r *http.Request) (Statement, error) {
	id := muster.ID(strings.TrimSuffix(r.PathValue("id"), asJSON))
	if _, _, err := id.Split(); err != nil {
		return Statement{}, muster.Missing(s.words.say("missing.statement", "id", printable(string(id))))
	}
	return s.src.Statement(r.Context(), given(r.URL.Query(), fieldKnown), id)
}

// asJSON at the end of a statement's address asks for a file.
const asJSON = ".json"

// statementJSON is a statement as stored, with what became of it and, where there is one, the proof
// with which it is checked without the record.
func (s *site) statementJSON(w http.ResponseWriter, r *http.Request, st Statement) {
	out := struct {
		ID       muster.ID       `json:"id"`
		Position muster.Seq      `json:"position"`
		Recorded time.Time       `json:"recorded"`
		Head     string          `json:"head"` // as sealed
		Salt     []byte          `json:"salt"` // null once erased
		Body     json.RawMessage `json:"body"` // null once erased, and where it is withheld
		Withheld bool            `json:"withheld,omitempty"`
		Stands   bool            `json:"stands"`
		EndedBy  muster.ID       `json:"ended_by,omitempty"`
		Cited    []Cited         `json:"cited,omitempty"`
		Known    muster.Seq      `json:"known"`
		KnownAt  time.Time       `json:"known_at"`
		Root     string          `json:"root"`
		Proof    json.RawMessage `json:"proof,omitempty"`
	}{
		st.ID, st.Position, st.Recorded.UTC(), string(st.Head), st.Salt, st.Body, st.Withheld, st.Standing, st.EndedBy, st.Cited, st.Known, st.KnownAt.UTC(), st.Root, nil,
	}
	if st.Proof {
		b, err := s.src.Proof(r.Context(), st.ID)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if json.Valid(b) {
			out.Proof = b
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(out); err != nil {
		s.fail(w, r, fmt.Errorf("statement %s: %w", st.ID, err))
		return
	}
	sendFile(w, "application/json", string(st.ID)+asJSON, b.Bytes())
}

// about is where what the statement speaks of has a page; empty: nowhere.
func (p statementPage) about() (name, href string) {
	var e muster.Envelope
	if p.st.Body == nil || json.Unmarshal(p.st.Body, &e) != nil || e.About == "" {
		return "", ""
	}
	if e.Kind == pledge.KindSubmission {
		return e.About, p.editionPath(p.st.ID)
	}
	return e.About, p.aboutPath(e.Kind, e.About)
}

func (s *site) proof(w http.ResponseWriter, r *http.Request) {
	st, err := s.find(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	b, err := s.src.Proof(r.Context(), st.ID)
	if err != nil {
		s.fail(w, r, err, way{statementPath(st.ID), s.words.say("statement.title", "id", string(st.ID))})
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s.proof"`, fileName(string(st.ID))))
	w.Write(b) //nolint:errcheck // the reader left
}

// deepest is how far a body's fields are followed; one nested deeper is shown only as stored.
const deepest = 16

// flatten lists a JSON object's fields in their own order, nested ones by their path.
func flatten(body []byte) (list []said) {
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	if err := flattenValue(dec, "", 0, &list); err != nil {
		return nil
	}
	return list
}

func flattenValue(dec *json.Decoder, path string, depth int, list *[]said) error {
	tok, err := dec.Token()
	if err != nil {
		return err
	}
	if depth > deepest {
		return fmt.Errorf("nested deeper than %d", deepest)
	}
	delim, nested := tok.(json.Delim)
	if !nested {
		text := fmt.Sprint(tok)
		if tok == nil {
			text = "null"
		}
		*list = append(*list, said{path, text})
		return nil
	}
	for i := 1; dec.More(); i++ {
		name := fmt.Sprint(i)
		if delim == '{' {
			key, err := dec.Token()
			if err != nil {
				return err
			}
			name = fmt.Sprint(key)
		}
		if path != "" {
			name = path + " · " + name
		}
		if err := flattenValue(dec, name, depth+1, list); err != nil {
			return err
		}
	}
	_, err = dec.Token()
	return err
}

// label is a field's name for people, where the catalogue has one.
func (p statementPage) label(name string) string {
	parts := strings.Split(name, " · ")
	for i, part := range parts {
		if key := "field." + part; p.has(key) {
			parts[i] = p.say(key)
		}
	}
	return strings.Join(parts, " · ")
}

// pretty is the body with its lines broken; what is no JSON stays as it is.
func pretty(body []byte) string {
	var b bytes.Buffer
	if json.Indent(&b, body, "", "  ") != nil {
		return strings.ToValidUTF8(string(body), "�")
	}
	return strings.ToValidUTF8(b.String(), "�")
}

// place says where in a file something was read: "sheet Main, row 12, column H".
func (p page) placeOf(c Cited) string {
	var parts []string
	if c.Sheet != "" {
		parts = append(parts, p.say("place.sheet", "sheet", c.Sheet))
	}
	if c.Row > 0 {
		parts = append(parts, p.say("place.row", "row", fmt.Sprint(c.Row)))
	}
	if c.Column != "" {
		parts = append(parts, p.say("place.column", "column", c.Column))
	}
	if c.Text != "" {
		parts = append(parts, c.Text)
	}
	return strings.Join(parts, ", ")
}

// value is a field's text, a party's with its name.
func (p statementPage) value(f said) string {
	if f.name == "party" && p.st.Party != "" {
		return p.say("field.party.named", "name", p.st.Party, "id", f.text)
	}
	return f.text
}
