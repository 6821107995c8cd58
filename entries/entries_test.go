package entries_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"muster"
	"muster/entries"
	"muster/money"
	"muster/pledge"
)

// names are the parties of the tests.
type names map[string]muster.PartyID

func (n names) Party(name string) (muster.PartyID, bool) { id, ok := n[name]; return id, ok }

func (n names) Nearest(string) string { return "Germany" }

var who = names{"Germany": "de", "de": "de", "Türkiye": "tr", "France": "fr"}

var opt = entries.Options{Series: "book", By: "de", Label: "first"}

const head = "contribution,event,party,date,line,type,subtype,amount,currency,mark,converted_amount,converted_currency,quantity,unit,basis,item,text,link\n"

func read(t testing.TB, name, text string) *pledge.Draft {
	t.Helper()
	d, err := entries.Read(name, []byte(text), who, opt)
	if err != nil {
		t.Fatal(err)
	}
	whole(t, d)
	return d
}

// whole checks what holds of every draft.
func whole(t testing.TB, d *pledge.Draft) {
	t.Helper()
	rows, keys := map[int]bool{}, map[string]bool{}
	for _, e := range d.Entries {
		k := fmt.Sprintf("%s\x00%s\x00%s", e.About, e.Event, e.Line)
		if keys[k] || rows[e.Row] {
			t.Errorf("contribution, event and line, or a row, stand twice: %q, row %d", k, e.Row)
		}
		rows[e.Row], keys[k] = true, true
		if !strings.HasPrefix(e.About, "book:") || e.Party == "" || e.Kind != pledge.KindEntry {
			t.Errorf("row %d gives %+v", e.Row, e.Entry)
		}
		for _, v := range []*pledge.Value{e.Value, e.Converted} {
			if v == nil {
				continue
			}
			if _, err := money.Parse(v.Amount); (err == nil) == (v.Mark != "") {
				t.Errorf("row %d: %+v is neither an amount nor a mark", e.Row, v)
			}
		}
	}
	if d.RowsRead != len(d.Entries)+d.Refused {
		t.Errorf("%d rows read are not %d taken and %d refused", d.RowsRead, len(d.Entries), d.Refused)
	}
	refused, noted := map[int]bool{}, map[int]bool{}
	for _, f := range d.Faults {
		if f.Row < 1 || f.Column == "" || f.Why == "" || f.Accepts == "" {
			t.Errorf("a fault that does not help: %+v", f)
		}
		if f.Refused {
			refused[f.Row] = true
		}
	}
	for _, f := range d.Faults {
		if !refused[f.Row] && f.Row > 1 && !f.Refused {
			noted[f.Row] = true
		}
	}
	if len(refused) != d.Refused || len(noted) != d.Noted {
		t.Errorf("the faults speak of %d rows refused and %d noted, the draft of %d and %d", len(refused), len(noted), d.Refused, d.Noted)
	}
}

func TestEveryFaultIsNamedAtItsCell(t *testing.T) {
	const good = "k0,allocated,Germany,2024-07-10,,military,,1,EUR,,,,,,,,,\n"
	for _, c := range []struct {
		name, row string
		column    string
		found     string
		refused   bool
	}{
		{"no key", ",allocated,Germany,2024-07-10,,military,,1,EUR,,,,,,,,,", `A "contribution"`, "", true},
		{"a key too long", strings.Repeat("k", 401) + ",allocated,Germany,2024-07-10,,military,,1,EUR,,,,,,,,,", `A "contribution"`, strings.Repeat("k", 401), true},
		{"a key twice", "k0,allocated,Germany,2024-07-11,,military,,2,EUR,,,,,,,,,", `A "contribution"`, "k0", true},
		{"an unknown event", "k1,promised,Germany,2024-07-10,,military,,1,EUR,,,,,,,,,", `B "event"`, "promised", true},
		{"an unknown party", "k1,allocated,Germny,2024-07-10,,military,,1,EUR,,,,,,,,,", `C "party"`, "Germny", true},
		{"no party", "k1,allocated,,2024-07-10,,military,,1,EUR,,,,,,,,,", `C "party"`, "", true},
		{"an amount with words", "k1,allocated,Germany,2024-07-10,,military,,5 bn,EUR,,,,,,,,,", `H "amount"`, "5 bn", true},
		{"an amount with commas", `k1,allocated,Germany,2024-07-10,,military,,"1,5",EUR,,,,,,,,,`, `H "amount"`, "1,5", true},
		{"no currency", "k1,allocated,Germany,2024-07-10,,military,,1,,,,,,,,,,", `I "currency"`, "", false},
		{"an unknown currency", "k1,allocated,Germany,2024-07-10,,military,,1,EURO,,,,,,,,,", `I "currency"`, "EURO", false},
		{"an unknown mark", "k1,allocated,Germany,2024-07-10,,military,,,EUR,secret,,,,,,,,", `J "mark"`, "secret", true},
		{"an amount and a mark", "k1,allocated,Germany,2024-07-10,,military,,1,EUR,undisclosed,,,,,,,,", `J "mark"`, "undisclosed", true},
		{"a conversion that is none", "k1,allocated,Germany,2024-07-10,,military,,1,USD,,x,EUR,,,,,,", `K "converted_amount"`, "x", true},
		{"a conversion without currency", "k1,allocated,Germany,2024-07-10,,military,,1,USD,,0.9,,,,,,,", `L "converted_currency"`, "", false},
		{"a date that is none", "k1,allocated,Germany,until spring,,military,,1,EUR,,,,,,,,,", `D "date"`, "until spring", false},
		{"a day that is none", "k1,allocated,Germany,2024-02-30,,military,,1,EUR,,,,,,,,,", `D "date"`, "2024-02-30", false},
		{"a quantity in words", "k1,allocated,Germany,2024-07-10,,military,,1,EUR,,,,several,tanks,,,,", `M "quantity"`, "several", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, "book.csv", head+good+"\n"+c.row+"\n") // the blank line is row 3
			if len(d.Faults) != 1 || d.RowsRead != 2 {
				t.Fatalf("got %d rows and the faults %+v", d.RowsRead, d.Faults)
			}
			if f := d.Faults[0]; f.Row != 4 || f.Column != c.column || f.Found != c.found || f.Refused != c.refused {
				t.Errorf("got %+v; want row 4, %s, %q, refused %v", f, c.column, c.found, c.refused)
			}
			if taken := len(d.Entries) == 2; taken == c.refused {
				t.Errorf("%d entries", len(d.Entries))
			}
			if !c.refused && len(d.Entries[1].Notes) != 1 {
				t.Errorf("the entry has the notes %q", d.Entries[1].Notes)
			}
		})
	}
}

func TestAnEntryIsWhatItsRowSays(t *testing.T) {
	d := read(t, "book.csv", head+
		"DEM1,ALLOCATED,Germany,2024-07-10,tanks,Military,Weapons,1500000.50,usd,,1400000.25,EUR,18,tanks,estimate,Leopard 2,as announced,https://example.org/1\n"+
		"book:DEM2,delivered,Türkiye,2024-07,,,,,EUR,withheld,,,,,,,,\n"+
		"DEM3,committed,de,/2024-08-01,,military,,Not given,,,undisclosed,EUR,,,,,,\n"+
		"DEM4,committed,de,,,military,,-5,EUR,,,,,,,,,\n"+
		"DEM5,committed,de,2024-06-01,,military,,,,,,,3,tanks,,,,\n")
	want := []pledge.Entry{
		{
			Line: "tanks", Event: pledge.Allocated, Party: "de", Type: "military", Subtype: "Weapons", Date: "2024-07-10",
			Value: &pledge.Value{Amount: "1500000.50", Currency: "USD"}, Converted: &pledge.Value{Amount: "1400000.25", Currency: "EUR"},
			Quantity: &pledge.Quantity{Number: "18", Unit: "tanks"}, Basis: "estimate", Item: "Leopard 2", Text: "as announced", Links: []string{"https://example.org/1"},
		},
		{Event: pledge.Delivered, Party: "tr", Date: "2024-07", Value: &pledge.Value{Mark: pledge.Withheld, Currency: "EUR"}},
		{Event: pledge.Committed, Party: "de", Type: "military", Date: "/2024-08-01", Value: &pledge.Value{Mark: pledge.Undisclosed, Said: "Not given"}, Converted: &pledge.Value{Mark: pledge.Undisclosed, Said: "undisclosed", Currency: "EUR"}},
		{Event: pledge.Committed, Party: "de", Type: "military", Value: &pledge.Value{Amount: "-5", Currency: "EUR"}},
		{Event: pledge.Committed, Party: "de", Type: "military", Date: "2024-06-01", Quantity: &pledge.Quantity{Number: "3", Unit: "tanks"}},
	}
	if len(d.Entries) != len(want) || len(d.Faults) != 0 {
		t.Fatalf("got %d entries and %+v", len(d.Entries), d.Faults)
	}
	for i, w := range want {
		w.Kind, w.About = pledge.KindEntry, fmt.Sprint("book:DEM", i+1)
		if diff := cmp.Diff(w, d.Entries[i].Entry); diff != "" || d.Entries[i].Row != i+2 {
			t.Errorf("row %d (−want +got):\n%s", d.Entries[i].Row, diff)
		}
	}
	if d.DataTo.String() != "2024-07-10" || d.DataToFrom != "the latest day in the file" || !d.Comparable || fmt.Sprint(d.Measures) != "[committed allocated delivered]" {
		t.Errorf("got data to %s (%s), measures %v", d.DataTo, d.DataToFrom, d.Measures)
	}
}

func TestAFileMayBeSpelledManyWays(t *testing.T) {
	text := head + "k1,allocated,Türkiye,2024-07-10,,military,,1.5,EUR,,,,,,,,\"two\nlines\",\nk2,allocated,Nowhere,2024-07-11,,military,,2,EUR,,,,,,,,,\n"
	want := read(t, "book.csv", text)
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write([]byte(text)) //nolint:errcheck // to memory
	w.Close()             //nolint:errcheck // to memory
	little := []byte{0xff, 0xfe}
	big := []byte{0xfe, 0xff}
	for _, u := range utf16.Encode([]rune(text)) {
		little = binary.LittleEndian.AppendUint16(little, u)
		big = binary.BigEndian.AppendUint16(big, u)
	}
	for name, data := range map[string]string{
		"with a mark": "\ufeff" + text, "semicolons": strings.ReplaceAll(text, ",", ";"), "tabs": strings.ReplaceAll(text, ",", "\t"),
		"Windows lines": strings.ReplaceAll(strings.ReplaceAll(text, "\n", "\r\n"), "two\r\nlines", "two\nlines"),
		"UTF-16":        string(little), "UTF-16, big end first": string(big), "packed": packed.String(),
		"other heads": strings.ToUpper(head[:len(head)-1]) + "\n" + text[len(head):],
	} {
		d := read(t, "book.csv", data)
		if diff := cmp.Diff(want, d); diff != "" && name != "other heads" {
			t.Errorf("%s:\n%s", name, diff)
		}
		if len(d.Entries) != 1 || d.Refused != 1 || d.Faults[0].Row != 3 {
			t.Errorf("%s: got %d entries, %+v", name, len(d.Entries), d.Faults)
		}
	}
}

func TestAFileThatIsNoBookIsRefusedWithASentence(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"empty":         {"", "empty"},
		"a workbook":    {"PK\x03\x04 and so on", "workbook"},
		"no columns":    {"a,b,c\n1,2,3\n", "contribution"},
		"a column less": {"contribution,event,date\nk,allocated,2024-01-01\n", "party"},
		"no day":        {"contribution,event,party,date\nk,allocated,de,\n", "as-of"},
		"cut off":       {head + "k1,allocated,\"Germ", "quote"},
	} {
		_, err := entries.Read("book.csv", []byte(c.data), who, opt)
		if len(muster.Refusals(err)) == 0 || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v; want a refusal that names %q", name, err, c.want)
		}
	}
}

func TestColumnsNobodyKnowsAreKeptAsSaid(t *testing.T) {
	d := read(t, "book.csv", "party,colour,date,event,contribution\nde,green,2024-07-10,allocated,k1\n")
	if e := d.Entries[0]; len(e.Details) != 1 || e.Details[0] != (pledge.Detail{Name: "colour", Said: "green"}) || e.About != "book:k1" || e.Party != "de" {
		t.Errorf("got %+v", e)
	}
	if f := d.Faults; len(f) != 1 || f[0].Row != 1 || f[0].Column != `B "colour"` || f[0].Refused {
		t.Errorf("got %+v", f)
	}
}

func TestManyRowsAreRead(t *testing.T) {
	const n = 100_000
	var b strings.Builder
	b.WriteString(head)
	for i := range n {
		party := "Germany"
		if i%1000 == 999 {
			party = "Nowhere"
		}
		fmt.Fprintf(&b, "k%d,allocated,%s,2024-%02d-%02d,,military,,%d.25,EUR,,,,,,,,,\n", i, party, 1+i%12, 1+i%28, i)
	}
	d := read(t, "book.csv", b.String())
	if d.RowsRead != n || d.Refused != n/1000 || d.Faults[0].Row != 1001 || d.Entries[n-n/1000-1].Row != n {
		t.Errorf("got %d rows, %d refused, the first in row %d", d.RowsRead, d.Refused, d.Faults[0].Row)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(head + "k1,allocated,Germany,2024-07-10,,military,,1,EUR,,,,,,,,,\n"))
	f.Add([]byte(head + "k1,allocated,Germany,until,x,military,,not given,EUR,withheld,1,EUR,a,b,c,d,e,f\nk1,allocated,de,,x,,,1,USD,,,,,,,,,\n"))
	f.Add([]byte("contribution;event;party;date\nk;lost;de;/2024-01-01\n"))
	f.Add([]byte("\xff\xfec\x00o\x00n\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := entries.Read("book.csv", data, who, opt)
		if err != nil {
			if len(muster.Refusals(err)) == 0 {
				t.Fatalf("a fault of ours: %v", err)
			}
			return
		}
		whole(t, d)
	})
}
