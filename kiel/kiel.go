// Package kiel reads what the Kiel Institute's Ukraine Support Tracker publishes into drafts of the
// ledger: the main data of its early releases, as a workbook or as CSV, and the activity list of
// release 28. It tells them apart by their headings, keeps every cell as said, and gives each doubt
// with its row and column.
package kiel

import (
	"fmt"
	"strings"

	"muster"
	"muster/pledge"
	"muster/sheet"
)

// Who says it and how they ask to be cited.
const (
	Series    = muster.SeriesID("kiel")
	Publisher = muster.PartyID("kiel-institute")
	Title     = "Kiel Institute for the World Economy, Ukraine Support Tracker (Antezza, Frank, Trebesch et al., Kiel Working Paper 2218)"
)

// Parties finds a party by any name that it goes by.
type Parties interface {
	// Party returns the party of a name, an alias or a code.
	Party(name string) (id muster.PartyID, ok bool)
	// Nearest returns the known name most like an unknown one, or nothing.
	Nearest(name string) string
}

// Options is what the one who imports says beside the file.
type Options struct {
	Label string      // of the edition: "Release 7"; empty: made from the day its data run to
	AsOf  *muster.Day // the day its data run to; nil: found in the file
}

// Read reads one edition of the tracker. It refuses a book in which it finds none; a row that it
// cannot take, or takes with a doubt, is among the draft's faults.
func Read(book *sheet.Book, who Parties, opt Options) (*pledge.Draft, error) {
	t, fam := find(book)
	switch fam {
	case mainData:
		return readMain(book, t, who, opt)
	case activityList:
		return readActivities(book, t, who, opt)
	}
	return nil, muster.Invalid(book.Name, "no table of the tracker is in it. "+found(book)+
		" Accepted are the main data (headings ID, countries, Announcement Date, Type of Aid General, Converted Value in EUR …), as the workbook or as CSV, and the activity list of release 28 (giver, dato, kategori, maal, verdi_eur_redistr …)")
}

type family uint8

const (
	none family = iota
	mainData
	activityList
)

// table is the part of a book that holds the rows.
type table struct {
	sheet   *sheet.Sheet
	heading *sheet.Heading
	rows    []sheet.Row // those under the heading
}

var marks = map[family][]string{
	mainData:     {"ID", "Announcement Date", "Type of Aid General", "Type of Aid Specific", "Explanation", "Original Currency", "Monetary Value as Given by Source", "Converted Value in EUR"},
	activityList: {"giver", "dato", "kategori", "maal", "verdi_eur_redistr", "verdi_eur_activity"},
}

// headingRows is how far down a sheet its headings are looked for.
const headingRows = 20

// find returns the table with most of a family's headings; half of them must be there, so that a
// table that lacks one is recognised and refused for that.
func find(book *sheet.Book) (t table, fam family) {
	best := 0
	for i := range book.Sheets {
		s := &book.Sheets[i]
		for j, row := range s.Rows[:min(len(s.Rows), headingRows)] {
			h := sheet.HeadingOf(book, s, row)
			for _, f := range []family{mainData, activityList} {
				n := 0
				for _, name := range marks[f] {
					if h.Find(name) >= 0 {
						n++
					}
				}
				if 2*n >= len(marks[f]) && n > best {
					best, fam = n, f
					t = table{s, h, s.Rows[j+1:]}
				}
			}
		}
	}
	return t, fam
}

// found says what a book holds, for a refusal.
func found(book *sheet.Book) string {
	if len(book.Sheets) == 1 && book.Sheets[0].Name == "" {
		rows := book.Sheets[0].Rows
		if len(rows) == 0 {
			return "The table is empty."
		}
		var heads []string
		for _, c := range rows[0].Cells[:min(len(rows[0].Cells), 12)] {
			heads = append(heads, fmt.Sprintf("%.40q", strings.TrimSpace(c.Text)))
		}
		return "Its first row is " + strings.Join(heads, ", ") + "."
	}
	var names []string
	for _, s := range book.Sheets[:min(len(book.Sheets), 40)] {
		names = append(names, fmt.Sprintf("%q", s.Name))
	}
	return "Its sheets are " + strings.Join(names, ", ") + "."
}

// importer gathers a draft row by row.
type importer struct {
	draft *pledge.Draft
	t     table
	who   Parties

	row     sheet.Row // the one being read
	refused bool
	noted   bool
	taken   map[lineKey]int // how often a line was given out
}

type lineKey struct {
	about string
	event pledge.Event
	line  string
}

func newImporter(t table, who Parties, measures ...pledge.Event) *importer {
	return &importer{
		draft: &pledge.Draft{Series: Series, By: Publisher, Title: Title, Measures: measures},
		t:     t, who: who, taken: map[lineKey]int{},
	}
}

// start begins a row.
func (im *importer) start(row sheet.Row) {
	im.row, im.refused, im.noted = row, false, false
	im.draft.RowsRead++
}

// finish ends a row: its entries are taken unless it was refused.
func (im *importer) finish(entries ...pledge.Entry) {
	if im.refused {
		im.draft.Refused++
		return
	}
	if im.noted {
		im.draft.Noted++
	}
	for _, e := range entries {
		im.draft.Entries = append(im.draft.Entries, pledge.Row{Entry: e, Sheet: im.t.sheet.Name, Row: im.row.Number})
	}
}

func (im *importer) cell(column int) sheet.Cell { return im.row.Cell(column) }

// said returns a cell's text without the blanks around it.
func (im *importer) said(column int) string { return strings.TrimSpace(im.row.Cell(column).Text) }

func (im *importer) fault(column int, accepts, why string, refused bool) {
	im.draft.Faults = append(im.draft.Faults, muster.Fault{
		Sheet: im.t.sheet.Name, Row: im.row.Number, Column: im.t.heading.Column(column),
		Found: im.row.Cell(column).Text, Accepts: accepts, Why: why, Refused: refused,
	})
}

// refuse keeps the row out.
func (im *importer) refuse(column int, accepts, why string) {
	im.refused = true
	im.fault(column, accepts, why, true)
}

// note lets the row in with a doubt, which is shown on the entry e as well. Its words name no
// column and no row, since both differ between editions in which nothing else does.
func (im *importer) note(e *pledge.Entry, column int, accepts, why string) {
	im.noted = true
	im.fault(column, accepts, why, false)
	for _, n := range e.Notes {
		if n == why {
			return
		}
	}
	e.Notes = append(e.Notes, why)
}

// party reads the donor.
func (im *importer) party(column int) muster.PartyID {
	name := im.said(column)
	id, ok := im.who.Party(name)
	if ok && name != "" {
		return id
	}
	accepts := "a party of this record, by any of its names"
	if near := im.who.Nearest(name); near != "" && name != "" {
		accepts += fmt.Sprintf("; the nearest is %q", near)
	}
	im.refuse(column, accepts, "The donor is not a party of this record; an import never creates one.")
	return ""
}

// assistance reads the general type of assistance.
func (im *importer) assistance(column int) string {
	switch t := strings.ToLower(im.said(column)); t {
	case "military", "humanitarian", "financial":
		return t
	}
	im.refuse(column, "Military, Humanitarian or Financial", "The type of assistance cannot be read.")
	return ""
}

// line gives out a line that is unique for the contribution and event: the text, and from its
// second occurrence on a number after it.
func (im *importer) line(about string, event pledge.Event, text string) string {
	for {
		k := lineKey{about, event, text}
		im.taken[k]++
		n := im.taken[k]
		if n == 1 {
			return text
		}
		numbered := fmt.Sprintf("%s #%d", text, n)
		if k.line = numbered; im.taken[k] == 0 {
			im.taken[k] = 1
			return numbered
		}
	}
}
