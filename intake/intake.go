// Package intake reads the sheet that comes with a folder of files to be entered as evidence: a row for each
// file, with what is said of it. What could name a person is kept apart from the rest. It knows no store.
package intake

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"muster"
	"muster/evidence"
	"muster/sheet"
)

// Column is a column of the sheet.
type Column struct {
	Called  []string // the first is what it is called in a template
	Accepts string
	Needed  bool
}

// The columns that make an item, what is held of it before, and restricted texts. Texts are called as their sort.
var (
	columnFile      = Column{[]string{"file", "filename", "file name", "name", "файл"}, "the file's name in the folder", true}
	columnID        = Column{[]string{"id", "item", "reference"}, "an id of lower-case letters, digits, dots and dashes; empty: made of the file's digest", false}
	columnObtained  = Column{[]string{"obtained", "how obtained", "origin"}, "one of " + strings.Join(evidence.Obtained, ", "), true}
	columnTool      = Column{[]string{"tool", "device"}, "the tool with which it was recorded or captured", false}
	columnVersion   = Column{[]string{"tool version", "version"}, "the tool's version", false}
	columnCaptured  = Column{[]string{"captured", "captured at", "recorded at"}, "an instant with its zone, as in 2026-03-01T14:05:00+02:00", false}
	columnClaimed   = Column{[]string{"claimed", "claimed time", "original time"}, "the time that its source claims, as claimed", false}
	columnRegion    = Column{[]string{"region", "oblast"}, "an ISO 3166 code of a region or country, as in UA-63", false}
	columnPrecision = Column{[]string{"precision"}, "one of " + strings.Join(evidence.Precisions, ", "), false}
	columnLanguage  = Column{[]string{"language"}, "a language as in uk", false}
	columnStore     = Column{[]string{"store", "consent store", "consent"}, "yes: its giver agrees that it is kept", true}
	columnShare     = Column{[]string{"share", "share with", "consent share"}, "parties with which it may be shared, with ; between them", false}
	columnPublish   = Column{[]string{"publish", "consent publish"}, "yes or no", false}
	columnOf        = Column{[]string{"of", "made of"}, "the id of the item from which it was made", false}
	columnMade      = Column{[]string{"made"}, "one of " + strings.Join(evidence.Made, ", "), false}
	columnHolder    = Column{[]string{"held by"}, "who had it before, without a name: the giver, a witness, a party; unknown where nobody knows", false}
	columnHeldFrom  = Column{[]string{"held from"}, "an instant with its zone", false}
	columnHeldUntil = Column{[]string{"held until"}, "an instant with its zone", false}
)

// texts are the sorts of restricted text that a sheet may have, with what each column may be called.
var texts = map[string][]string{
	"source": {"source"}, "address": {"address", "url", "link"}, "collector": {"collector", "collected by"}, "people": {"people", "persons"},
	"statement": {"statement", "testimony"}, "contact": {"contact"}, "place": {"place", "exact place", "location"}, "note": {"note", "notes", "remark"},
}

// Columns lists what a sheet may have, in order.
func Columns() (all []Column) {
	all = []Column{
		columnFile, columnID, columnObtained, columnTool, columnVersion, columnCaptured, columnClaimed, columnRegion, columnPrecision, columnLanguage, columnStore, columnShare, columnPublish,
		columnOf, columnMade, columnHolder, columnHeldFrom, columnHeldUntil,
	}
	for _, sort := range evidence.TextSorts {
		if called, ok := texts[sort]; ok {
			all = append(all, Column{called, "a restricted text: for those who keep evidence alone", false})
		}
	}
	return all
}

// Row is what a sheet says of one file.
type Row struct {
	Number  int
	File    string // in the folder, with slashes
	Item    evidence.Item
	Held    *evidence.Custody // who had it before; nil: nobody says
	Texts   []evidence.Text   // restricted
	columns map[string]string // of fields, as faults name them
	cells   map[string]string
}

// Sheet is a sheet that was read. Faults are refused rows and columns that were not read.
type Sheet struct {
	Rows   []Row
	Faults []muster.Fault
	Notes  []string
	Named  []string // every file that a row names, refused ones too
	name   string   // of the sheet
}

// Read reads a sheet. Who finds a party by a name is handed in. The error says that the file as a whole cannot be
// read.
func Read(name string, data []byte, party func(string) (muster.PartyID, bool)) (*Sheet, error) {
	book, err := sheet.Open(name, data)
	if err != nil {
		return nil, err //nolint:wrapcheck // it names the file
	}
	if len(book.Sheets) == 0 || len(book.Sheets[0].Rows) == 0 {
		return nil, muster.Invalid(book.Name, "there is no row in it; the first row has the headings")
	}
	table := &book.Sheets[0]
	r := &reader{heading: sheet.HeadingOf(book, table, table.Rows[0]), out: &Sheet{Notes: book.Notes, name: table.Name}, party: party}
	read := map[int]bool{}
	for _, c := range Columns() {
		at := r.heading.Find(c.Called...)
		if c.Needed {
			at = r.heading.Need(c.Called...)
		}
		read[at] = true
	}
	if err := r.heading.Err(); err != nil {
		return nil, err //nolint:wrapcheck // it names the file
	}
	for at := range r.heading.Width() {
		if !read[at] && r.heading.Name(at) != "" {
			r.out.Faults = append(r.out.Faults, muster.Fault{Sheet: table.Name, Row: r.heading.Row(), Column: r.heading.Column(at), Found: r.heading.Name(at), Accepts: headings(), Why: "the column is none of these and was not read"})
		}
	}
	for _, row := range table.Rows[1:] {
		r.row(row)
	}
	return r.out, nil
}

func headings() string {
	var all []string
	for _, c := range Columns() {
		all = append(all, c.Called[0])
	}
	return strings.Join(all, ", ")
}

type reader struct {
	heading *sheet.Heading
	out     *Sheet
	party   func(string) (muster.PartyID, bool)
}

func (r *reader) row(in sheet.Row) {
	x := Row{Number: in.Number, columns: map[string]string{}, cells: map[string]string{}}
	cell := func(field string, c Column) string {
		at := r.heading.Find(c.Called...)
		x.columns[field], x.cells[field] = r.heading.Column(at), strings.TrimSpace(in.Cell(at).Text)
		return x.cells[field]
	}
	wrong := false
	refuse := func(field, accepts string) {
		wrong = true
		r.out.Refuse(&x, muster.Found(field, x.cells[field], accepts))
	}
	given := cell("file", columnFile)
	x.File = path.Clean(strings.ReplaceAll(given, `\`, "/"))
	r.out.Named = append(r.out.Named, x.File)
	switch {
	case given == "":
		refuse("file", columnFile.Accepts)
	case path.IsAbs(x.File) || x.File == ".." || strings.HasPrefix(x.File, "../"):
		refuse("file", "a file within the folder")
	case slices.ContainsFunc(r.out.Rows, func(o Row) bool { return o.File == x.File }):
		refuse("file", "each file once")
	}
	x.Item = evidence.Item{
		Obtained: strings.ToLower(cell("obtained", columnObtained)), Tool: cell("tool", columnTool), Version: cell("tool_version", columnVersion), Captured: cell("captured", columnCaptured),
		Claimed: cell("claimed", columnClaimed), Language: cell("language", columnLanguage), Of: cell("of", columnOf), Made: strings.ToLower(cell("made", columnMade)),
	}
	x.Item.About = cell("about", columnID)
	if region := cell("place.region", columnRegion); region != "" {
		x.Item.Place = &evidence.Place{Region: region, Precision: strings.ToLower(cell("place.precision", columnPrecision))}
	}
	for field, c := range map[string]Column{"consent.store": columnStore, "consent.publish": columnPublish} {
		yes, ok := truth(cell(field, c))
		if !ok {
			refuse(field, c.Accepts)
		}
		if field == "consent.store" {
			x.Item.Consent.Store = yes
		} else {
			x.Item.Consent.Publish = yes
		}
	}
	for name := range strings.SplitSeq(cell("consent.share", columnShare), ";") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		id, ok := r.party(name)
		if !ok {
			refuse("consent.share", "parties of this record, with ; between them; none goes by the name "+name)
			continue
		}
		x.Item.Consent.Share = append(x.Item.Consent.Share, id)
	}
	holder, from, until := cell("holder", columnHolder), cell("at", columnHeldFrom), cell("until", columnHeldUntil)
	if holder+from+until != "" {
		x.Held = &evidence.Custody{Event: evidence.EventHeld, Holder: holder, At: from, Until: until}
	}
	for _, sort := range evidence.TextSorts {
		called, ok := texts[sort]
		if !ok {
			continue
		}
		if text := cell("text."+sort, Column{Called: called}); text != "" {
			x.Texts = append(x.Texts, evidence.Text{Object: evidence.ObjectItem, Sort: sort, Text: text})
		}
	}
	if !wrong {
		r.out.Rows = append(r.out.Rows, x)
	}
}

// truth reads yes or no, which an empty cell says too.
func truth(s string) (yes, ok bool) {
	switch strings.ToLower(s) {
	case "yes", "y", "true", "1", "так":
		return true, true
	case "", "no", "n", "false", "0", "ні":
		return false, true
	}
	return false, false
}

// Refuse adds what is wrong with a row, by the column that said it.
func (s *Sheet) Refuse(x *Row, why ...error) {
	for _, e := range muster.Refusals(joined(why)) {
		f := muster.Fault{Sheet: s.name, Row: x.Number, Column: e.Field, Why: e.Why, Accepts: e.Why, Refused: true}
		for field, column := range x.columns {
			if column != "" && (field == e.Field || strings.HasPrefix(e.Field, field+"[")) {
				f.Column, f.Found = column, x.cells[field]
			}
		}
		if _, accepts, ok := strings.Cut(e.Why, "accepted is "); ok {
			f.Accepts = accepts
		}
		s.Faults = append(s.Faults, f)
	}
}

func joined(all []error) error {
	f := muster.Faults(all)
	return f.Err()
}

// Refused counts the faults that refuse a row.
func (s *Sheet) Refused() (n int) {
	for _, f := range s.Faults {
		if f.Refused {
			n++
		}
	}
	return n
}

// IDOf is an item's id where the sheet gives none: of its digest.
func IDOf(digest string) string { return fmt.Sprintf("e-%.12s", digest) }
