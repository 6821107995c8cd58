package kiel

import (
	"regexp"
	"strings"

	"muster"
	"muster/money"
	"muster/pledge"
	"muster/sheet"
)

// mainColumns are the columns of the main data; -1 where an edition lacks one.
type mainColumns struct {
	id, donor, date, general, specific, explanation, currency int
	given, total, converted, deliveredEUR                     int
	item, itemType, shortItem, units, deliveredUnits          int
	first, basis, deliveredBasis                              int
	official                                                  int
	sources                                                   []int
	deliverySource, committedEstimate, deliveredEstimate      int
	details                                                   []detailColumn
}

// detailColumn is a cell kept as said under a name that does not change between editions.
type detailColumn struct {
	name   string
	column int
	flag   bool // says something only where it is 1
}

func mainColumnsOf(h *sheet.Heading) (c mainColumns, err error) {
	c = mainColumns{
		id: h.Need("ID"), donor: h.Need("countries", "country", "donor"),
		date: h.Need("Announcement Date"), general: h.Need("Type of Aid General"),
		specific: h.Find("Type of Aid Specific"), explanation: h.Find("Explanation"),
		currency: h.Need("Original Currency"), given: h.Need("Monetary Value as Given by Source"),
		total: h.Need("Total"), converted: h.Need("Converted Value in EUR"),
		deliveredEUR: h.Need("Total monetary value delivered in EUR"),
		item:         h.Find("Items"), itemType: h.Need("Type of item"), shortItem: h.Find("Items (short version)"),
		units:          h.Need("No. of Units"),
		deliveredUnits: h.Need("No. of Units delivered (in-kind military aid)", "No. of Units delivered"),
		first:          h.Need("Total_value_dummy (1 is first row in the package)", "Total_value_dummy"),
		basis:          h.Find("value_source_commitments"), deliveredBasis: h.Find("value_source_deliveries"),
		official:          h.Find("Official Source"),
		sources:           []int{h.Find("Source of Aid 1"), h.Find("Source of Aid 2"), h.Find("Source of Aid 3"), h.Find("Source of Aid 4")},
		deliverySource:    h.Find("Source for Delivery"),
		committedEstimate: h.Find("Value committed (own estimate, in USD)"),
		deliveredEstimate: h.Find("Value delivered (own estimate, in USD)"),
	}
	// Release 7 left the heading over its items blank; pandas writes "Unnamed: 8" for it.
	if before := c.itemType - 1; c.item < 0 && before >= 0 && (h.Name(before) == "" || strings.HasPrefix(h.Name(before), "Unnamed:")) {
		c.item = before
	}
	c.details = []detailColumn{
		{"Sub-type of item", h.Find("Sub-type of item"), false},
		{"Soviet origin", h.Find("Soviet origin (1)"), true},
		{"Unit price in USD", h.Find("Unit Price in USD"), false},
		{"Value committed, own estimate in USD", c.committedEstimate, false},
		{"Through IMF or World Bank", h.Find("Bilateral loan/grant made through IMF or WB?"), true},
		{"Official source", c.official, false},
		{"Asked for by Ukraine", h.Find("Ukraine Asked for it dummy (=1)"), true},
		{"Heavy but undisclosed, committed", h.Find("Heavy_but_undisclosed_commitments"), true},
		{"Heavy but undisclosed, delivered", h.Find("Heavy_but_undisclosed_deliveries"), true},
		{"Ammunition", h.Find("Ammunition_dummy(=1)"), true},
		{"Source of price", h.Find("Source of item"), false},
	}
	return c, h.Err()
}

// mainReader reads main data: one row of the file gives a committed entry, and a delivered one
// where it speaks of a delivery.
type mainReader struct {
	*importer
	c        mainColumns
	packages map[string]*parcel
}

// parcel is what the rows of one package have in common.
type parcel struct {
	firsts  int // rows marked as its first
	donor   string
	general string
	seen    bool // a row of it was read in the second pass
}

func readMain(book *sheet.Book, t table, who Parties, opt Options) (*pledge.Draft, error) {
	m := mainReader{importer: newImporter(t, who, pledge.Committed, pledge.Delivered), packages: map[string]*parcel{}}
	m.draft.Comparable = true
	var err error
	if m.c, err = mainColumnsOf(t.heading); err != nil {
		return nil, err
	}
	var days []muster.Day
	for _, m.importer.row = range t.rows {
		if d := m.readDate(); d.Period.Precision == muster.ExactDay {
			days = append(days, d.Period.From)
		}
		p := m.parcel()
		if m.isFirst() {
			p.firsts++
		}
	}
	if err := m.date(book, opt, days); err != nil {
		return nil, err
	}
	for _, row := range t.rows {
		m.read(row)
	}
	return m.draft, nil
}

func (m *mainReader) parcel() *parcel {
	id := m.said(m.c.id)
	if m.packages[id] == nil {
		m.packages[id] = &parcel{}
	}
	return m.packages[id]
}

func (m *mainReader) readDate() Date { return ReadDate(m.said(m.c.date)) }

// isFirst reports whether the row carries its package's money. Where the mark is neither 1 nor 0
// the converted value decides, since it stands on first rows only.
func (m *mainReader) isFirst() bool {
	switch n := readNumber(m.cell(m.c.first)); {
	case n.isNumber() && n.amount.Equal(money.New(1, 0)):
		return true
	case n.isNumber() && n.amount.IsZero():
		return false
	}
	return readNumber(m.cell(m.c.converted)).isNumber()
}

// keyForm is the form of a package's key: the tracker's are letters and a number, as in AUH1.
var keyForm = regexp.MustCompile(`^\pL[\pL\pN._-]{0,38}\pN$`)

func (m *mainReader) read(row sheet.Row) {
	m.start(row)
	key := m.said(m.c.id)
	if !keyForm.MatchString(key) {
		m.refuse(m.c.id, "the package's key, letters and a number as in AUH1", "The row's key cannot be read.")
	}
	party, general := m.party(m.c.donor), m.assistance(m.c.general)
	e := pledge.Entry{
		Event: pledge.Committed, Party: party, Type: general,
		Subtype: word(m.said(m.c.specific)), Text: word(m.said(m.c.explanation)), ItemType: word(m.said(m.c.itemType)),
	}
	e.Kind, e.About = "pledge.entry/1", "kiel:"+key
	name := word(flat(m.said(m.c.item)))
	e.Item = name
	if name == "" {
		name = e.ItemType
	}
	if name == "" {
		name = "-"
	}
	m.dated(&e, m.c.date, m.readDate())
	m.fits(&e)
	m.worth(&e)
	committed := m.quantity(&e, m.c.units)
	m.describe(&e)
	d := e
	delivers := m.delivery(&d, committed)
	if m.refused {
		m.finish()
		return
	}
	e.Line = m.line(e.About, e.Event, name)
	if !delivers {
		m.finish(e)
		return
	}
	d.Line = m.line(d.About, d.Event, name)
	m.finish(e, d)
}

// word is a text that says something, else nothing.
func word(s string) string {
	if empty(s) {
		return ""
	}
	return s
}

// fits notes where the rows of one package do not fit together.
func (m *mainReader) fits(e *pledge.Entry) {
	p := m.parcel()
	donor, general := string(e.Party), e.Type
	if p.seen {
		if donor != "" && p.donor != "" && donor != p.donor {
			m.note(e, m.c.donor, "one donor for all rows of a package", "Other rows of the package name another donor.")
		}
		if general != "" && p.general != "" && general != p.general {
			m.note(e, m.c.general, "one general type for all rows of a package", "Other rows of the package name another type of assistance.")
		}
	} else {
		p.seen, p.donor, p.general = true, donor, general
		if p.firsts == 0 {
			m.note(e, m.c.first, "1 on one row of the package", "No row of the package is marked as its first, so the source counts no money for it.")
		}
	}
	if p.firsts > 1 && m.isFirst() {
		m.note(e, m.c.first, "1 on one row of the package", "Several rows of the package are marked as its first; the money of each is taken as said.")
	}
	if n := readNumber(m.cell(m.c.first)); !n.isNumber() || !n.amount.IsZero() && !n.amount.Equal(money.New(1, 0)) {
		m.note(e, m.c.first, "1 or 0", "Whether this is the package's first row cannot be read; it was taken as first if it has a converted value.")
	}
}

// worth reads the money. It stands on a package's first row; on the others the source repeats the
// value it was given, which would count twice.
func (m *mainReader) worth(e *pledge.Entry) {
	given, total, converted := m.money(m.c.given), m.money(m.c.total), m.money(m.c.converted)
	if !m.isFirst() {
		if converted.isNumber() {
			m.note(e, m.c.converted, "nothing, as the row is not its package's first", "A converted value stands on a row that is not its package's first; it is not counted.")
			e.Details = append(e.Details, pledge.Detail{Name: "Converted value on a row that is not the first", Said: converted.text})
		}
		return
	}
	e.Basis = word(m.said(m.c.basis))
	m.original(e, given, total)
	m.commasNoted(e, m.c.converted, converted)
	switch {
	case converted.isNumber():
		e.Converted = &pledge.Value{Amount: converted.text, Currency: "EUR"}
	case converted.blank: // marked, so that nobody takes the original value of a package in EUR instead
		e.Converted = &pledge.Value{Currency: "EUR", Mark: pledge.NotCovered}
		m.note(e, m.c.converted, acceptsMoney, "The package has no value in EUR.")
	default:
		e.Converted = &pledge.Value{Currency: "EUR", Mark: converted.mark, Said: converted.word}
	}
}

// original gives the entry its value in the original currency: as given by the source; else the
// tracker's own total, as an estimate. Where both are numbers and differ, the given one speaks of
// the first of several instalments and the total of the package, which is what is converted.
func (m *mainReader) original(e *pledge.Entry, given, total number) {
	value, column := given, m.c.given
	detail := func() {
		e.Details = append(e.Details, pledge.Detail{Name: "Monetary value as given by source", Said: m.said(m.c.given)})
	}
	switch {
	case !given.isNumber() && total.isNumber():
		value, column = total, m.c.total
		if e.Basis != "" {
			e.Details = append(e.Details, pledge.Detail{Name: "Basis as coded", Said: e.Basis})
		}
		e.Basis = "tracker's own estimate"
		if !given.blank {
			detail()
		}
	case given.isNumber() && total.isNumber() && given.amount.Significant(12) != total.amount.Significant(12):
		value, column = total, m.c.total
		detail()
		m.note(e, m.c.total, "the value given by the source", "The package's total differs from the value on its first row; the total is taken.")
	}
	m.commasNoted(e, column, value)
	switch {
	case value.blank:
	case !value.isNumber():
		e.Value = &pledge.Value{Mark: value.mark, Said: value.word}
	default:
		cur, err := money.ParseCurrency(m.said(m.c.currency))
		if err != nil {
			e.Value = &pledge.Value{Mark: pledge.Undisclosed, Said: strings.TrimSpace(value.text + " " + word(m.said(m.c.currency)))}
			m.note(e, m.c.currency, "an ISO 4217 code, as in EUR", "The amount has no currency that can be read; it is kept as said.")
			return
		}
		e.Value = &pledge.Value{Amount: value.text, Currency: cur}
	}
}

// describe adds the links and the cells that are kept as said.
func (m *mainReader) describe(e *pledge.Entry) {
	for _, c := range m.c.sources {
		e.Links = link(e.Links, m.said(c))
	}
	for _, d := range m.c.details {
		s := m.said(d.column)
		n := readNumber(m.cell(d.column))
		switch {
		case empty(s) || n.isNumber() && n.amount.IsZero():
			continue
		case d.column == m.c.official && strings.Contains(s, "://"):
			e.Links = link(e.Links, s)
			continue
		case d.flag && n.isNumber() && n.amount.Equal(money.New(1, 0)):
			s = "yes"
		case n.isNumber():
			s = n.amount.Canonical()
		}
		if n.bad != "" && (d.flag || d.column == m.c.committedEstimate || strings.HasPrefix(d.name, "Unit price")) {
			m.note(e, d.column, acceptsMoney, d.name+": the cell cannot be read; it is kept as said.")
		}
		e.Details = append(e.Details, pledge.Detail{Name: d.name, Said: s})
	}
	if s := flat(m.said(m.c.shortItem)); !empty(s) && s != e.Item {
		e.Details = append(e.Details, pledge.Detail{Name: "Item, short", Said: s})
	}
}

func link(links []string, s string) []string {
	if empty(s) || s == "0" {
		return links
	}
	for _, l := range links {
		if l == s {
			return links
		}
	}
	return append(links, s)
}

// delivery turns the copy d of a row's committed entry into its delivered one, and reports whether
// the row speaks of a delivery at all. The source does not say when it was: the entry is undated.
func (m *mainReader) delivery(d *pledge.Entry, committed number) bool {
	d.Event = pledge.Delivered
	d.Value, d.Converted, d.Quantity = nil, nil, nil
	d.Date, d.Period, d.Basis, d.Text = "", "", "", ""
	d.Links, d.Details, d.Notes = nil, nil, nil
	worth := m.money(m.c.deliveredEUR)
	units := readNumber(m.cell(m.c.deliveredUnits))
	if (units.blank || units.word == ".") && (worth.blank || worth.word == ".") {
		return false
	}
	m.quantity(d, m.c.deliveredUnits)
	switch {
	case worth.isNumber():
		d.Converted = &pledge.Value{Amount: worth.text, Currency: "EUR"}
		m.commasNoted(d, m.c.deliveredEUR, worth)
	case !worth.blank && worth.word != ".":
		d.Converted = &pledge.Value{Currency: "EUR", Mark: worth.mark, Said: worth.word}
	}
	if d.Converted != nil {
		d.Basis = word(m.said(m.c.deliveredBasis))
	}
	d.Links = link(nil, m.said(m.c.deliverySource))
	if s := m.said(m.c.deliveredEstimate); !empty(s) {
		n := readNumber(m.cell(m.c.deliveredEstimate))
		if n.isNumber() {
			s = n.amount.Canonical()
		}
		if n.bad != "" {
			m.note(d, m.c.deliveredEstimate, acceptsMoney, "Value delivered, own estimate in USD: the cell cannot be read; it is kept as said.")
		}
		d.Details = append(d.Details, pledge.Detail{Name: "Value delivered, own estimate in USD", Said: s})
	}
	if committed.isNumber() && units.isNumber() && units.amount.Cmp(committed.amount) > 0 {
		m.note(d, m.c.deliveredUnits, "at most the number committed", "More is said to be delivered than was committed.")
	}
	return true
}
