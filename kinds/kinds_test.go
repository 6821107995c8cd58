package kinds_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"muster/kinds"
	"muster/parts"
	"muster/requirement"
	"muster/work"
)

func kindOf(t *testing.T, name string) kinds.Kind {
	t.Helper()
	k, err := kinds.Of(parts.State(), name)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// Every kind is described in full: by its name, with or without its version, each of its fields with words.
func TestEveryKindIsDescribed(t *testing.T) {
	all := kinds.All(parts.State())
	for _, k := range all {
		bare, _, _ := strings.Cut(k.Name, "/")
		full := kindOf(t, k.Name)
		if short := kindOf(t, bare); short.Name != full.Name || full.Says == "" || len(full.By) == 0 {
			t.Errorf("%s: %q by %q, and by its bare name %s", k.Name, full.Says, full.By, short.Name)
		}
		seen := map[string]bool{}
		for _, f := range full.Fields {
			if f.Says == "" || f.Type == "" || seen[f.Name] || f.Name == "kind" || f.Name == "request" {
				t.Errorf("%s: field %+v lacks words, is there twice, or is the record's", k.Name, f)
			}
			seen[f.Name] = true
		}
		if !seen["audience"] || !seen["about"] {
			t.Errorf("%s has no envelope", k.Name)
		}
	}
	if _, err := kinds.Of(parts.State(), "requirement"); err == nil || !strings.Contains(err.Error(), requirement.KindLine) {
		t.Error(err)
	}
	for name := range kinds.Closed {
		if !slices.ContainsFunc(all, func(k kinds.Kind) bool { return k.Name == name }) {
			t.Errorf("%s is closed, and no kind", name)
		}
		if _, err := kinds.Read(kindOf(t, name), "x.json", []byte(`{}`)); err == nil || !strings.Contains(err.Error(), kinds.Closed[name]) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A kind that moves an object has the object's table: of all tables together every move is told, in one kind
// each, with who may make it.
func TestEveryMoveIsToldByOneKind(t *testing.T) {
	told := map[string]int{}
	for _, k := range kinds.All(parts.State()) {
		l := kindOf(t, k.Name).Life
		if l == nil {
			continue
		}
		for _, a := range l.Acts {
			for _, from := range a.From {
				told[l.Object+" "+from+" "+a.Name]++
			}
			if a.Does == "" || len(a.By) == 0 {
				t.Errorf("%s: act %+v", k.Name, a)
			}
		}
		for _, s := range l.States {
			if s.Means == "" || s.Final && len(s.Next) > 0 {
				t.Errorf("%s: state %+v", k.Name, s)
			}
		}
	}
	for _, table := range work.Tables(parts.State()) {
		for _, m := range table.Moves {
			for _, from := range m.From {
				if n := told[table.Object+" "+from+" "+m.Act]; n != 1 {
					t.Errorf("%s: %s from %s is told by %d kinds", table.Object, m.Act, from, n)
				}
			}
		}
	}
	life := kindOf(t, requirement.KindAct).Life
	if i := slices.IndexFunc(life.States, func(s kinds.State) bool { return s.Name == requirement.Submitted }); life.States[i].Within == "" || !slices.Equal(life.States[i].Next, []string{"coordinator"}) {
		t.Errorf("%+v", life.States[i])
	}
}

// recorded are the bodies of the golden records, which have every kind, by kind.
func recorded(t *testing.T) map[string][]json.RawMessage {
	t.Helper()
	all := map[string][]json.RawMessage{}
	files, err := filepath.Glob("../parts/testdata/golden/*/record.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sc := bufio.NewScanner(bytes.NewReader(b))
		sc.Buffer(nil, 4<<20)
		for sc.Scan() {
			var l struct{ Body []byte }
			var e struct{ Kind string }
			if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
				t.Fatal(err)
			}
			if l.Body == nil {
				continue
			}
			if err := json.Unmarshal(l.Body, &e); err != nil {
				t.Fatal(err)
			}
			all[e.Kind] = append(all[e.Kind], l.Body)
		}
	}
	return all
}

// What was recorded of every kind, written as a table or as JSON, is read back as it was.
func TestStatementsOfEveryKindReadBack(t *testing.T) {
	all := recorded(t)
	for _, brief := range kinds.All(parts.State()) {
		if brief.Closed != "" {
			continue
		}
		k := kindOf(t, brief.Name)
		bodies := all[k.Name]
		if len(bodies) == 0 {
			t.Errorf("%s is in no golden record", k.Name)
			continue
		}
		var lines []byte
		for i, b := range bodies {
			bare, err := k.Bare(b)
			if err != nil {
				t.Fatal(err)
			}
			bodies[i] = bare
			lines = append(append(lines, bare...), '\n')
		}
		var table bytes.Buffer
		if err := kinds.WriteCSV(&table, k, bodies); err != nil {
			t.Fatal(err)
		}
		list := append(append([]byte{'['}, bytes.Join(rawOf(bodies), []byte{','})...), ']')
		for form, data := range map[string][]byte{"csv": table.Bytes(), "lines": lines, "list": list} {
			read, err := kinds.Read(k, "x."+form, data)
			if err != nil || len(read.Faults) > 0 || read.Count() != len(bodies) || read.Kind() != k.Name {
				t.Errorf("%s as %s: %v, %+v", k.Name, form, err, read)
				continue
			}
			for i, v := range read.Values() {
				v.Common().Kind = k.Name
				got, err := json.Marshal(v)
				if err != nil || !same(t, got, bodies[i]) {
					t.Errorf("%s as %s: %s, recorded was %s: %v", k.Name, form, got, bodies[i], err)
				}
			}
		}
	}
}

func rawOf(all []json.RawMessage) (out [][]byte) {
	for _, b := range all {
		out = append(out, b)
	}
	return out
}

// same compares JSON whatever the order of names; a list that is not there is one of nothing.
func same(t *testing.T, a, b []byte) bool {
	t.Helper()
	var x, y any
	if json.Unmarshal(a, &x) != nil || json.Unmarshal(b, &y) != nil {
		t.Fatalf("%s %s", a, b)
	}
	p, _ := json.Marshal(x)
	q, _ := json.Marshal(y)
	none := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("null"), []byte("[]")) }
	return bytes.Equal(none(p), none(q))
}

// A form to fill has every field as a column, and is read as having no statement.
func TestAnEmptyTableIsAForm(t *testing.T) {
	k := kindOf(t, requirement.KindLine)
	var form bytes.Buffer
	if err := kinds.WriteCSV(&form, k, nil); err != nil {
		t.Fatal(err)
	}
	head := strings.Split(strings.TrimSpace(form.String()), ",")
	for _, f := range k.Fields {
		if !slices.Contains(head, f.Name) {
			t.Errorf("no column %s in %q", f.Name, head)
		}
	}
	if _, err := kinds.Read(k, "form.csv", form.Bytes()); err == nil {
		t.Error("a form has no statement")
	}
}

// What cannot be read is named by row and column, with what was found and what is accepted; the rest is kept.
func TestFaultsAreNamedByRowAndColumn(t *testing.T) {
	k := kindOf(t, requirement.KindLine)
	for _, c := range []struct{ name, text, want string }{
		{"csv", "about,requester,item,quantity,unit,priority,needed_by\nr-1,ua,x,1,each,high,2027-03-01\nr-2,ua,x,1,each,2,2027-03-01\n", `2 F "high"`},
		{"lines", `{"about":"r-1","priority":"high"}` + "\n" + `{"about":"r-2"}` + "\n", "1 priority"},
		{"list", `[{"about":"r-0"},{"about":"r-1","colour":"red"}]`, "2 colour"},
		{"twice", `[{"about":"r-0"},{"about":"r-1","about":"r-2"}]`, "2 about"},
		{"kind", `[{"about":"r-0"},{"kind":"offer.line/1"}]`, "2 kind"},
		{"request", `[{"about":"r-0"},{"request":{}}]`, "2 request"},
	} {
		read, err := kinds.Read(k, c.name, []byte(c.text))
		if err != nil || len(read.Faults) != 1 || len(read.Rows) != 1 || read.Count() != 2 {
			t.Errorf("%s: %v, %+v", c.name, err, read)
			continue
		}
		f := read.Faults[0]
		row, column, _ := strings.Cut(c.want, " ")
		column, found, _ := strings.Cut(column, " ")
		if row != string(rune('0'+f.Row)) || !strings.Contains(f.Column, column) && c.name != "csv" || found != "" && f.Found != strings.Trim(found, `"`) || !f.Refused || f.Why == "" {
			t.Errorf("%s: %+v, want %s", c.name, f, c.want)
		}
	}
	for text, want := range map[string]string{
		`[{"about":"r-1"}`: "it is no JSON", `[{}] more`: "follows the list", "{\"about\":\"\xff\"}": "no UTF-8", "": "it is empty",
	} {
		if _, err := kinds.Read(k, "x", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	if name, again := kinds.Twice([]byte(`{"a":{"b":1,"b":2}}`)); !again || name != "b" {
		t.Errorf("twice: %q, %v", name, again)
	}
}
