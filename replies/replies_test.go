package replies_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/ask"
	"muster/item"
	"muster/item/itemtest"
	"muster/matching"
	"muster/offer"
	"muster/party"
	"muster/pledge"
	"muster/replies"
	"muster/requirement"
	"muster/sheet"
	"muster/standing/standingtest"
	"muster/work"
)

var (
	recipient   = access.Principal{Role: access.RecipientOfficer, Party: "ua"}
	germany     = access.Principal{Role: access.DonorOfficer, Party: "de"}
	coordinator = access.Principal{Role: access.Coordinator, Party: "nsatu"}
)

func as(p access.Principal, kind, about string) muster.Envelope {
	return standingtest.As(string(p.Role), p.Party, kind, about)
}

// newBook has an ask of five lines to two donors.
func newBook(t testing.TB) *standingtest.Book {
	b := standingtest.New(t, party.New(), pledge.New(), item.New(), requirement.New(), offer.New(), matching.New(), ask.New())
	itemtest.Fill(b)
	var lines []string
	for n := range 5 {
		id := fmt.Sprintf("r-%d", n+1)
		lines = append(lines, id)
		b.Add(&requirement.Line{
			Envelope: as(recipient, requirement.KindLine, id), Requester: "ua", Item: "generator-100kw", Quantity: "60", Unit: "each", Priority: 2,
			NeededBy: "2026-06-01", Substitutes: []item.ID{"generator-60kw"}, MinLot: "5", Place: "Kyiv oblast",
		})
		for _, x := range []struct {
			act string
			by  access.Principal
		}{{"submit", recipient}, {"validate", coordinator}, {"open", coordinator}} {
			b.Add(&requirement.Acted{Act: work.Act{Envelope: as(x.by, requirement.KindAct, id), Act: x.act}})
		}
	}
	b.Add(&offer.Line{Envelope: as(germany, offer.KindLine, "o-9"), Donor: "de", Item: "generator-60kw", Quantity: "40", Unit: "each", Condition: "new", Ready: "2026-02-01", Channel: "bilateral"},
		&ask.Ask{Envelope: as(coordinator, ask.KindAsk, "a"), Lines: lines, Donors: []muster.PartyID{"de", "pl"}, ReplyBy: "2026-01-15"})
	return b
}

// blank is the sheet of Germany as CSV, cell by cell.
func blank(t *testing.T, b *standingtest.Book) [][]string {
	t.Helper()
	e, err := replies.Sheet(b.View(0), "a", "de")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := e.CSV(&out); err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Open("ask.csv", out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for _, r := range book.Sheets[0].Rows {
		cells := make([]string, 16)
		for i, c := range r.Cells {
			cells[i] = c.Text
		}
		all = append(all, cells)
	}
	return all
}

func csv(all [][]string) []byte {
	var b strings.Builder
	for _, r := range all {
		for _, c := range r {
			fmt.Fprintf(&b, "%q,", c)
		}
		b.WriteString("\n")
	}
	return []byte(b.String())
}

// fill puts the columns from answer on into a row.
func fill(row []string, answer ...string) { copy(row[9:], answer) }

func shown(d *replies.Draft) (all []string) {
	for i, x := range d.Answers {
		all = append(all, fmt.Sprintf("%d: %s %s %s %s %s%s %s", d.Rows[i], x.About, x.Line, x.Donor, x.Act.Act, x.Offer, x.From, x.Quantity+x.Why))
	}
	return all
}

func TestAFilledInSheetIsReadBack(t *testing.T) {
	b := newBook(t)
	all := blank(t, b)
	if got := strings.Join(all[1], "|"); got != "r-1|generator-100kw (generator-100kw)|60|each|2|2026-06-01|generator-60kw (generator-60kw)|5|Kyiv oblast||||||a|de" {
		t.Errorf("%q", got)
	}
	fill(all[1], "Offer", "o-9")
	fill(all[2], "part", "o-9", "40")
	fill(all[3], "later", "", "", "2026-09-01")
	fill(all[4], "cannot", "", "", "", "none in stock")
	d, err := replies.Read(b.View(0), "a", "de", "ask.csv", csv(all))
	if err != nil || len(d.Faults) != 0 || d.Empty != 1 || d.RowsRead != 5 {
		t.Fatalf("%+v, %v", d, err)
	}
	want := []string{"2: a r-1 de offer o-9 ", "3: a r-2 de part o-9 40", "4: a r-3 de later 2026-09-01 ", "5: a r-4 de cannot  none in stock"}
	if got := shown(d); !slices.Equal(got, want) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	for _, x := range d.Answers {
		x.By, x.Role, x.Audience = "de", string(access.DonorOfficer), muster.Public
		b.Add(x)
	}
	again := blank(t, b)
	if got := strings.Join(again[4][9:14], "|"); got != "cannot||||none in stock" {
		t.Errorf("the next sheet says %q", got)
	}
	d, err = replies.Read(b.View(0), "a", "de", "ask.csv", csv(again))
	if err != nil || d.Unchanged != 4 || len(d.Answers) != 0 || len(d.Faults) != 0 {
		t.Errorf("read again: %+v, %v", d, err)
	}
}

// A workbook comes back as it went.
func TestAWorkbookIsReadBack(t *testing.T) {
	b := newBook(t)
	x := &ask.Answer{Act: work.Act{Envelope: as(germany, ask.KindAnswer, "a"), Act: "cannot"}, Line: "r-1", Donor: "de"}
	x.Why = "=none, and \"never\""
	b.Add(x, &ask.Answer{Act: work.Act{Envelope: as(germany, ask.KindAnswer, "a"), Act: "later"}, Line: "r-2", Donor: "de", From: "2026-09-01"})
	e, err := replies.Sheet(b.View(0), "a", "de")
	if err != nil {
		t.Fatal(err)
	}
	for name, write := range map[string]func(*bytes.Buffer) error{"ask.xlsx": func(o *bytes.Buffer) error { return e.Workbook(o) }, "ask.csv": func(o *bytes.Buffer) error { return e.CSV(o) }} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		d, err := replies.Read(b.View(0), "a", "de", name, out.Bytes())
		if err != nil || d.Unchanged != 2 || d.Empty != 3 || len(d.Faults) != 0 {
			t.Errorf("%s: %+v, %v", name, d, err)
		}
	}
}

func TestFaultsNameRowAndColumn(t *testing.T) {
	b := newBook(t)
	for _, c := range []struct {
		change func([][]string)
		want   string
	}{
		{func(a [][]string) { fill(a[1], "perhaps") }, `2 J "answer" perhaps`},
		{func(a [][]string) { fill(a[1], "", "o-9") }, `2 J "answer" `},
		{func(a [][]string) { fill(a[1], "offer") }, `2 K "offer" `},
		{func(a [][]string) { fill(a[1], "cannot") }, `2 N "why" `},
		{func(a [][]string) { fill(a[2], "part", "o-9", "many") }, `3 L "part" many`},
		{func(a [][]string) { fill(a[2], "part", "o-9", "-4") }, `3 L "part" -4`},
		{func(a [][]string) { fill(a[2], "later", "", "", "spring") }, `3 M "from" spring`},
		{func(a [][]string) { fill(a[2], "offer", "o-9", "40") }, `3 L "part" 40`},
		{func(a [][]string) { fill(a[2], "cannot", "", "", "", "no"); a[2][0] = "r-7" }, `3 A "line" r-7`},
		{func(a [][]string) {
			fill(a[1], "cannot", "", "", "", "no")
			fill(a[2], "cannot", "", "", "", "no")
			a[2][0] = "r-1"
		}, `3 A "line" r-1`},
		{func(a [][]string) { fill(a[1], "cannot", "", "", "", "no"); a[1][14] = "b" }, `2 O "ask" b`},
		{func(a [][]string) { fill(a[1], "cannot", "", "", "", "no"); a[1][15] = "pl" }, `2 P "donor" pl`},
	} {
		all := blank(t, b)
		c.change(all)
		d, err := replies.Read(b.View(0), "a", "de", "ask.csv", csv(all))
		if err != nil || len(d.Faults) != 1 || d.Refused != 1 {
			t.Errorf("%s: %+v, %v", c.want, d, err)
			continue
		}
		if f := d.Faults[0]; fmt.Sprintf("%d %s %s", f.Row, f.Column, f.Found) != c.want || f.Why == "" || f.Accepts == "" {
			t.Errorf("%+v, want %s", f, c.want)
		}
	}
}

func TestWhatIsNoSheetOfTheAskIsRefused(t *testing.T) {
	b := newBook(t)
	for words, read := range map[string]func() error{
		`missing is "line", "answer"`: func() error {
			_, err := replies.Read(b.View(0), "a", "de", "x.csv", []byte("one,two\n1,2\n"))
			return err
		},
		"one of those asked": func() error { _, err := replies.Sheet(b.View(0), "a", "us"); return err },
		"the ask b":          func() error { _, err := replies.Sheet(b.View(0), "b", "de"); return err },
	} {
		if err := read(); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%v, want %q", err, words)
		}
	}
}
