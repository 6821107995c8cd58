package lists_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"muster/access"
	"muster/item"
	"muster/item/itemtest"
	"muster/lists"
	"muster/offer"
	"muster/party"
	"muster/requirement"
	"muster/standing"
	"muster/standing/standingtest"
)

var germany = access.Principal{Role: access.DonorOfficer, Party: "de", Person: "A. Officer"}

func newBook(t testing.TB) *standingtest.Book {
	b := standingtest.New(t, party.New(), item.New(), requirement.New(), offer.New())
	itemtest.Fill(b)
	return b
}

func read(t *testing.T, v standing.View, text string) *lists.Draft {
	t.Helper()
	d, err := lists.Offers.Read(v, germany, "participants", "ours.csv", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

const heads = "Our reference,Item,Qty,UoM,Condition,Available from,Channel,Remarks\n"

// record records what a draft has and refuses what the record does.
func record(b *standingtest.Book, d *lists.Draft) {
	for _, x := range d.Values() {
		b.Add(x)
	}
}

func TestAListIsReadAsPeopleWriteItAndOnlyOnce(t *testing.T) {
	b := newBook(t)
	text := heads + "A-1,generator-100kw,\"1,200\",each,New,15.01.2027,Bilateral,nice\n"
	d := read(t, b.View(0), text)
	if len(d.Lines) != 1 || d.New() != 1 || d.Refused != 0 {
		t.Fatalf("read %+v", d)
	}
	x := d.Lines[0].Value.(*offer.Line)
	if x.About != "a-1" || x.Donor != "de" || x.Quantity != "1200" || x.Ready != "2027-01-15" || x.Condition != "new" || x.Channel != "bilateral" || x.By != "de" || x.ActedBy != "A. Officer" || x.Audience != "participants" || x.Source.Row != 2 {
		t.Errorf("the line says %+v, by %+v", x, x.Envelope)
	}
	if len(d.Faults) != 1 || d.Faults[0].Refused || d.Faults[0].Column != `H "Remarks"` || d.Faults[0].Found != "Remarks" {
		t.Errorf("what was not read is not named: %+v", d.Faults)
	}
	record(b, d)
	if d = read(t, b.View(0), text); d.Same != 1 || len(d.Lines) != 0 {
		t.Errorf("brought again, %d rows stand and %d are new", d.Same, len(d.Lines))
	}
}

// What a sheet has no column for says nothing, and stays.
func TestAChangedRowChangesWhatItsColumnsSay(t *testing.T) {
	b := newBook(t)
	d := read(t, b.View(0), strings.Replace(heads, "Remarks", "Depot", 1)+"a-1,generator-100kw,40,each,new,2027-01-15,bilateral,depot B\n")
	record(b, d)
	was := d.Lines[0].Value.Common()
	d = read(t, b.View(0), heads+"a-1,generator-100kw,30,each,new,2027-01-15,bilateral,\n")
	if len(d.Lines) != 1 || !slices.Equal(d.Lines[0].Changed, []string{"Quantity"}) {
		t.Fatalf("changed is %+v", d.Lines)
	}
	x := d.Lines[0].Value.(*offer.Line)
	if x.Quantity != "30" || x.Location != "depot B" || x.Replaces == "" || x.About != was.About {
		t.Errorf("the line says %+v, replacing %q", x, x.Replaces)
	}
	record(b, d)
}

// A list in JSON has no columns: what it names is said, and nothing else is taken away.
func TestAChangeInJSONIsNotLost(t *testing.T) {
	b := newBook(t)
	d := read(t, b.View(0), strings.Replace(heads, "Remarks", "Depot", 1)+"a-1,generator-100kw,40,each,new,2027-01-15,bilateral,depot B\n")
	record(b, d)
	d, err := lists.Offers.Read(b.View(0), germany, "participants", "ours.json", []byte(`[{"about":"a-1","item":"generator-100kw","quantity":"30","unit":"each","condition":"new","ready":"2027-01-15","channel":"bilateral"}]`))
	if err != nil || d.Same != 0 || len(d.Lines) != 1 || !slices.Equal(d.Lines[0].Changed, []string{"Quantity"}) {
		t.Fatalf("read %+v, %v", d, err)
	}
	if x := d.Lines[0].Value.(*offer.Line); x.Quantity != "30" || x.Location != "depot B" {
		t.Errorf("the line says %+v", x)
	}
}

func TestARowOfSomebodyElseIsRefused(t *testing.T) {
	b := newBook(t)
	text := "Reference,Donor,Item,Quantity,Unit,Condition,Ready,Channel\na-1,pl,generator-100kw,4,each,new,2027-01-15,bilateral\na-2,de,generator-100kw,4,each,new,2027-01-15,bilateral\na-2,,generator-100kw,4,each,new,2027-01-15,bilateral\n"
	d := read(t, b.View(0), text)
	if d.Refused != 2 || len(d.Lines) != 1 || len(d.Faults) != 2 {
		t.Fatalf("%d rows refused, %d right, %+v", d.Refused, len(d.Lines), d.Faults)
	}
	if f := d.Faults[0]; f.Row != 2 || f.Column != `B "Donor"` || f.Found != "pl" {
		t.Errorf("another donor's row: %+v", f)
	}
	if f := d.Faults[1]; f.Row != 4 || f.Column != `A "Reference"` || !strings.Contains(f.Accepts, "row 3") {
		t.Errorf("a reference twice: %+v", f)
	}
	as := access.Principal{Role: access.Coordinator, Party: "nsatu"}
	if _, err := lists.Offers.Read(b.View(0), as, "", "x.csv", []byte(text)); err == nil {
		t.Error("a coordinator may load offers")
	}
}

func TestASheetThatLacksAColumnIsRefusedWhole(t *testing.T) {
	_, err := lists.Offers.Read(newBook(t).View(0), germany, "", "x.csv", []byte("Reference,Item,Quantity\na,b,3\n"))
	if err == nil || !strings.Contains(err.Error(), `"Unit", "Condition", "Ready", "Channel"`) {
		t.Errorf("it says %v", err)
	}
}

// The template comes back as it went out: nothing in it is recorded.
func TestTheTemplateSaysNothing(t *testing.T) {
	b := newBook(t)
	e := lists.Offers.Template(b.View(0), germany)
	for name, write := range map[string]func(*bytes.Buffer) error{"t.csv": func(w *bytes.Buffer) error { return e.CSV(w) }, "t.xlsx": func(w *bytes.Buffer) error { return e.Workbook(w) }} {
		var w bytes.Buffer
		if err := write(&w); err != nil {
			t.Fatal(err)
		}
		d, err := lists.Offers.Read(b.View(0), germany, "", name, w.Bytes())
		if err != nil || len(d.Lines)+d.Refused+d.RowsRead != 0 {
			t.Errorf("%s: %+v, %v", name, d, err)
		}
	}
}
