package docs_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/entries"
	"muster/node"
	"muster/party"
	"muster/pledge"
	"muster/sheet"
	"muster/standing"
)

func TestTheColumnsOfImportAreThoseThatTheImporterReads(t *testing.T) {
	text := page(t, "import.md")
	s, ok := section(text, "## entries: the ledger's own CSV")
	if !ok {
		t.Fatal("import.md lacks the section on entries")
	}
	if got := fieldsShown(s); !slices.Equal(got, entries.Columns) {
		t.Errorf("import.md names the columns %v; the importer reads %v", got, entries.Columns)
	}
	for _, e := range pledge.Events {
		if !strings.Contains(s, string(e)) {
			t.Errorf("import.md does not name the event %s", e)
		}
	}
	for _, m := range pledge.Marks {
		if !strings.Contains(s, "`"+string(m)+"`") {
			t.Errorf("import.md does not name the mark %s", m)
		}
	}
	var b bytes.Buffer
	if err := sheet.WriteFaults(&b, nil); err != nil {
		t.Fatal(err)
	}
	s, _ = section(text, "## The list of faults")
	if got, want := strings.Join(fieldsShown(s), ",")+"\n", b.String(); got != want {
		t.Errorf("import.md names the columns %q; the list of faults has %q", got, want)
	}
}

func TestTheExampleOfImportIsTakenWithoutAFault(t *testing.T) {
	n, err := node.Open(t.Context(), node.Config{Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close() //nolint:errcheck // thrown away
	var example string
	for _, m := range block.FindAllStringSubmatch(page(t, "import.md"), -1) {
		if m[1] == "entries" {
			example = m[2]
		}
	}
	var who *party.Directory
	n.State.Read(func() { who = standing.Find[*party.Part](n.State).Directory(n.State.Known()) })
	d, err := entries.Read("example.csv", []byte(example), who, entries.Options{Series: "ministry", By: party.Operator})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Entries) != 4 || len(d.Faults) > 0 || d.DataTo != muster.NewDay(2024, 8, 1) {
		t.Errorf("%d entries, data to %s, faults %+v", len(d.Entries), d.DataTo, d.Faults)
	}
	if done, err := n.Import(t.Context(), node.Import{Kind: "entries", Name: "example.csv", Data: []byte(example), Series: "ministry"}); err != nil || done.Recorded != 4 {
		t.Errorf("importing it: %+v, %v", done, err)
	}
}
