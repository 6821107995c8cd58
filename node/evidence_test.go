package node_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"muster"
	"muster/access"
	"muster/evidence"
	"muster/node"
	"muster/record"
	"muster/report"
	"muster/standing"
	"muster/work"
)

var (
	evDocumenter = access.Principal{Role: access.Documenter, Party: "ua", Person: "Dana"}
	evCustodian  = access.Principal{Role: access.Custodian, Party: "ua", Person: "Kim"}
	evLegal      = access.Principal{Role: access.LegalOfficer, Party: "ua", Person: "Lee"}
	evAuditor    = access.Principal{Role: access.Auditor, Party: "us", Person: "Una"}
)

// The names that are planted in a folder of evidence: of a file, of who brought it, of who is seen in it.
var plantedNames = []string{"Zqvictor", "Zqwitness", "Zqcollector", "zqaddress", "Zqinside"}

const evSheet = `file,obtained,store,share,region,precision,source,collector,people,url,held by,held from,held until
Zqvictor school.png,handed over,yes,Germany,UA-63,settlement,Zqwitness brought it,Zqcollector,Zqvictor and Zqwitness,https://zqaddress.example/1,the giver,2026-03-01T10:00:00+02:00,2026-03-02T10:00:00+02:00
statement.txt,own recording,yes,,UA-63,region,Zqwitness,,,,,,
`

func evFolder(t testing.TB) fstest.MapFS {
	img := image.NewGray(image.Rect(0, 0, 64, 64))
	for i := range img.Pix {
		img.Pix[i] = uint8(i * i / 64)
	}
	img.SetGray(3, 3, color.Gray{200})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{"Zqvictor school.png": {Data: b.Bytes()}, "statement.txt": {Data: []byte("I, Zqinside, saw it.\n")}, "not named.txt": {Data: []byte("x")}}
}

// evident is a record with a folder of evidence in it.
type evident struct {
	*node.Node
	t     *testing.T
	cfg   node.Config
	items []string
	done  *node.Entered
}

func (e *evident) part() *evidence.Part { return standing.Find[*evidence.Part](e.State) }

func newEvident(t *testing.T) *evident {
	t.Helper()
	e := &evident{t: t, cfg: node.Config{Data: t.TempDir()}}
	e.open()
	e.done = e.enter(evSheet, false)
	if e.done.Recorded != 2 || e.done.Refused != 0 {
		t.Fatalf("%+v", e.done)
	}
	for _, x := range e.done.Receipt.Received {
		e.items = append(e.items, x.Item)
	}
	return e
}

func (e *evident) open() {
	var err error
	if e.Node, err = node.Open(e.t.Context(), e.cfg); err != nil {
		e.t.Fatal(err)
	}
	n := e.Node
	e.t.Cleanup(func() { n.Close() })
}

func (e *evident) enter(sheet string, dry bool) *node.Entered {
	e.t.Helper()
	done, err := e.Enter(e.t.Context(), node.Intake{Folder: evFolder(e.t), Sheet: "sheet.csv", Data: []byte(sheet), As: evDocumenter, DryRun: dry})
	if err != nil {
		e.t.Fatal(err)
	}
	return done
}

func (e *evident) add(values ...muster.Value) muster.Seq {
	e.t.Helper()
	rec, err := e.Log.Record(e.t.Context(), &record.Request{By: values[0].Common().By, Values: values})
	if err != nil {
		e.t.Fatal(err)
	}
	return rec.Last
}

func evSays(p access.Principal, kind, about string) muster.Envelope {
	return muster.Envelope{Kind: kind, By: p.Party, Role: string(p.Role), ActedBy: p.Person, About: about, Audience: evidence.Keepers, Why: "a reason"}
}

// register registers the items and makes a case of them, for Germany.
func (e *evident) theCase() {
	e.t.Helper()
	for _, id := range e.items {
		x, _ := e.part().Items.Get(e.State.Known(), id)
		e.add(&evidence.ItemActed{Act: work.Act{Envelope: evSays(evCustodian, evidence.KindItemAct, id), Act: evidence.ActRegister}, Digest: x.Value.Digest})
	}
	e.add(&evidence.Incident{Envelope: evSays(evDocumenter, evidence.KindIncident, "i-1"), Title: muster.Text{"en": "a strike"}, From: "2026-03-01", Until: "2026-03-01", Items: e.items[1:]},
		&evidence.Case{Envelope: evSays(evLegal, evidence.KindCase, "c-1"), Title: muster.Text{"en": "the school"}, For: "de", Items: e.items[:1], Incidents: []string{"i-1"}})
}

func (e *evident) bundle() (dir string, done *node.Bundled) {
	e.t.Helper()
	dir = filepath.Join(e.t.TempDir(), "bag")
	done, err := e.ExportCase(e.t.Context(), evCustodian, "c-1", dir, "asked for by the court")
	if err != nil {
		e.t.Fatal(err)
	}
	return dir, done
}

func TestAFolderIsEnteredWithItsSheetAndAReceipt(t *testing.T) {
	e := newEvident(t)
	v, err := e.View(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	p := evidence.In(v)
	x, ok := p.Items.Shown(v, e.items[0])
	if !ok || x.Value.Media != "image/png" || x.Value.Looks == "" || x.Value.Place.Region != "UA-63" || !x.Value.Consent.Allows("de") {
		t.Errorf("%+v", x.Value)
	}
	var events, sorts []string
	for _, l := range p.Chain(v.Known, "evidence", e.items[0]) {
		events = append(events, l.Value.Event)
	}
	for _, told := range p.Texts(v.Known, "evidence", e.items[0]) {
		sorts = append(sorts, told.Value.Sort)
	}
	if !slices.Equal(events, []string{"held", "received"}) || !slices.Equal(sorts, []string{"original name", "source", "address", "collector", "people"}) {
		t.Errorf("%v, %v", events, sorts)
	}
	var paper strings.Builder
	if err := e.done.Receipt.Write(&paper); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Zqvictor school.png", "SHA-256 " + x.Value.Digest, "Dana, a documenter of ua", e.Log.ID()} {
		if !strings.Contains(paper.String(), want) {
			t.Errorf("the receipt does not say %s:\n%s", want, &paper)
		}
	}
	if len(e.done.Faults) != 1 || e.done.Faults[0].Found != "not named.txt" {
		t.Errorf("%+v", e.done.Faults)
	}
	known := e.State.Known()
	again := e.enter(evSheet, false)
	if again.Recorded != 0 || again.Unchanged != 2 || e.State.Known() != known || !again.Receipt.Received[0].Before {
		t.Errorf("entered again: %+v", again)
	}
}

func TestARowThatIsWrongIsNamedAndNothingIsEntered(t *testing.T) {
	e := &evident{t: t, cfg: node.Config{Data: t.TempDir()}}
	e.open()
	known := e.State.Known()
	for want, sheet := range map[string]string{
		`2 A "file"`:             "file,obtained,store\nmissing.png,handed over,yes\n",
		`3 A "file" each file`:   "file,obtained,store\nstatement.txt,handed over,yes\nstatement.txt,handed over,yes\n",
		`2 A "file" a file with`: "file,obtained,store\n../statement.txt,handed over,yes\n",
		`2 B "obtained"`:         "file,obtained,store\nstatement.txt,stolen,yes\n",
		`2 C "store"`:            "file,obtained,store\nstatement.txt,handed over,no\n",
		`2 D "share"`:            "file,obtained,store,share\nstatement.txt,handed over,yes,nobody of this name\n",
		`2 E "captured"`:         "file,obtained,store,share,captured\nstatement.txt,handed over,yes,,2026-03-01\n",
		`2 D "region"`:           "file,obtained,store,region,precision\nstatement.txt,handed over,yes,\"49.98, 36.23\",point\n",
		`2 D "held by"`:          "file,obtained,store,held by,held from,held until\nstatement.txt,handed over,yes,,2026-03-01T10:00:00Z,2026-03-02T10:00:00Z\n",
	} {
		for _, dry := range []bool{true, false} {
			done := e.enter(sheet, dry)
			var said []string
			for _, f := range done.Faults {
				if f.Refused {
					said = append(said, fmt.Sprint(f.Row, " ", f.Column, " ", f.Accepts))
				}
			}
			if !slices.ContainsFunc(said, func(s string) bool { return strings.HasPrefix(s, want) }) || done.Recorded != 0 {
				t.Errorf("want %s; got %v, %d recorded", want, said, done.Recorded)
			}
		}
	}
	if dry := e.enter(evSheet, true); dry.Recorded != 2 || dry.Refused != 0 {
		t.Errorf("a dry run: %+v", dry)
	}
	if e.State.Known() != known {
		t.Error("something was recorded")
	}
}

// Of an item that is here already nobody is told the id who may not see it.
func TestAReceiptNamesNoItemThatItsBearerMayNotSee(t *testing.T) {
	e := &evident{t: t, cfg: node.Config{Data: t.TempDir()}}
	e.open()
	in := node.Intake{Folder: fstest.MapFS{"a.txt": {Data: []byte("for few")}}, Sheet: "s.csv", Data: []byte("file,obtained,store,id\na.txt,handed over,yes,e-zqfew\n"), As: evDocumenter, Audience: evidence.Restricted}
	done, err := e.Enter(t.Context(), in)
	if err != nil || done.Recorded != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	item := done.Receipt.Received[0].Item
	in.Audience, in.Data = "", []byte("file,obtained,store\na.txt,handed over,yes\n")
	if again, err := e.Enter(t.Context(), in); err != nil || again.Unchanged != 1 || again.Receipt.Received[0].Item != item {
		t.Errorf("to who may see it: %+v, %v", again, err)
	}
	for _, p := range []access.Principal{evAuditor, {Role: access.Operator, Party: "operator", Person: "Otto"}} {
		in.As = p
		again, err := e.Enter(t.Context(), in)
		if err != nil || again.Refused != 1 || strings.Contains(fmt.Sprintf("%+v", again), item) {
			t.Errorf("%s is told %+v, %v", p, again, err)
		}
	}
}

// What looks alike is told when it is entered and listed until it is decided on, to who may see both.
func TestImagesThatLookAlikeAreListedForAPerson(t *testing.T) {
	e := newEvident(t)
	folder := evFolder(t)
	img, err := png.Decode(bytes.NewReader(folder["Zqvictor school.png"].Data))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	img.(*image.Gray).SetGray(3, 3, color.Gray{201})
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	done, err := e.Enter(t.Context(), node.Intake{Folder: fstest.MapFS{"again.png": {Data: b.Bytes()}}, Sheet: "s.csv", Data: []byte("file,obtained,store\nagain.png,found online,yes\n"), As: evDocumenter})
	if err != nil || done.Recorded != 1 || len(done.Notes) != 1 || !strings.Contains(done.Notes[0], "looks like "+e.items[0]) {
		t.Fatalf("%+v, %v", done, err)
	}
	alike := func(as access.Principal) []report.AlikePair {
		got, err := e.Backlog(access.Looking(t.Context(), as), "")
		if err != nil {
			t.Fatal(err)
		}
		return got.Alike
	}
	a, other := e.items[0], done.Receipt.Received[0].Item
	if a > other {
		a, other = other, a
	}
	if got := alike(evAuditor); len(got) != 1 || got[0].Item != a || got[0].Other != other || got[0].Verdict != "" {
		t.Errorf("%+v", got)
	}
	e.add(&evidence.Pair{Envelope: evSays(access.Principal{Role: access.Reviewer, Party: "ua", Person: "Ada"}, evidence.KindPair, a+"+"+other), Object: "evidence", Verdict: work.Different})
	if got := alike(evAuditor); len(got) != 1 || got[0].Verdict != string(work.Different) {
		t.Errorf("%+v", got)
	}
	if got := alike(access.Anybody()); len(got) != 0 {
		t.Errorf("the public is told %+v", got)
	}
}

// Every read of what is restricted is a statement, as restricted as the item, before anything is handed out.
func TestEveryReadOfARestrictedItemIsItselfAStatement(t *testing.T) {
	e := newEvident(t)
	ask := node.Reading{Object: "evidence", About: e.items[0], Why: "to review it"}
	b, err := e.ReadEvidence(t.Context(), evCustodian, ask)
	if err != nil || !bytes.HasPrefix(b, []byte("\x89PNG")) {
		t.Fatal(err)
	}
	read := func() evidence.Link {
		chain := e.part().Chain(e.State.Known(), "evidence", e.items[0])
		return chain[len(chain)-1].Value
	}
	if l := read(); l.Event != evidence.EventAccessed || l.ActedBy != "Kim" || l.Why != "to review it" || l.Audience != evidence.Keepers {
		t.Errorf("%+v", l)
	}
	want := map[string]string{"original name": "Zqvictor school.png", "source": "Zqwitness brought it", "collector": "Zqcollector", "people": "Zqvictor and Zqwitness", "address": "https://zqaddress.example/1"}
	for _, told := range e.part().Texts(e.State.Known(), "evidence", e.items[0]) {
		before := read()
		ask.Text = told.Value.Text
		b, err = e.ReadEvidence(t.Context(), evCustodian, ask)
		if l := read(); err != nil || string(b) != want[told.Value.Sort] || l.Text != ask.Text || l.Event != evidence.EventAccessed || l.Number != before.Number+1 || l.Before != before.Digest {
			t.Errorf("%s: %q, %v; recorded as %+v", told.Value.Sort, b, err, l)
		}
		delete(want, told.Value.Sort)
	}
	if len(want) > 0 {
		t.Errorf("no text has %v", want)
	}
	text := ask.Text
	for _, ask.Text = range []muster.ID{"", text} {
		known := e.State.Known()
		for why, p := range map[string]access.Principal{
			"an auditor of us may not read what is restricted without a grant": evAuditor, "an operator of operator may not read": {Role: access.Operator, Party: "operator", Person: "Otto"},
			"is not in this record": {Role: access.Coordinator, Party: "us", Person: "Cora"}, "acted_by": {Role: access.Custodian, Party: "ua"},
		} {
			if b, err := e.ReadEvidence(t.Context(), p, ask); err == nil || len(b) > 0 || !strings.Contains(err.Error(), why) {
				t.Errorf("%s reads %q: %v; want %q", p, b, err, why)
			}
		}
		if e.State.Known() != known {
			t.Error("a read that was refused was recorded")
		}
	}
	ask.Text = ""
	e.add(&evidence.Grant{Envelope: evSays(evLegal, evidence.KindGrant, "g-1"), To: "auditor@us", On: []string{"evidence/" + e.items[0]}, Until: node.Today().String()})
	ask.Grant = "g-1"
	if _, err := e.ReadEvidence(t.Context(), evAuditor, ask); err != nil || read().Grant != "g-1" {
		t.Error(err)
	}
}
