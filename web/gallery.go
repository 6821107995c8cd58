package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/figure"
	"muster/figure/gallery"
	"muster/money"
	"muster/sheet"
)

// galleryPage shows every form of figure at its best, with when to use it and its table.
type galleryPage struct {
	page
	examples []gallery.Example
}

func (s *site) gallery(w http.ResponseWriter, r *http.Request) {
	p := galleryPage{page: s.pageAt(r, s.words.say("gallery.title"), "", Moment{}), examples: gallery.Examples()}
	p.draws = true
	name := given(r.URL.Query(), fieldShow)
	i := slices.IndexFunc(p.examples, func(x gallery.Example) bool { return x.Name == name })
	switch {
	case name == "":
	case i < 0:
		var names []string
		for _, x := range p.examples {
			names = append(names, x.Name)
		}
		s.fail(w, r, muster.Invalid(fieldShow, fmt.Sprintf("found %q; accepted are %s, or nothing for all of them", name, strings.Join(names, ", "))))
		return
	case given(r.URL.Query(), fieldFormat) == "svg":
		s.picture(w, "example-"+name, Moment{}, p.examples[i].Form)
		return
	case s.file(w, r, Moment{}, "example-"+name, p.twinFile(p.say("show."+name), p.examples[i].Form.Table())):
		return
	default:
		p.examples = p.examples[i : i+1]
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// fileOf is the address of an example, or of its numbers, as a file.
func (p galleryPage) fileOf(x gallery.Example, format string) string {
	return p.to("/gallery", fieldShow, x.Name, fieldFormat, format)
}

// twinFile is a figure's table as a file.
func (p page) twinFile(name string, t figure.Table) sheet.Export {
	e := sheet.Export{Name: name, About: p.about(p.say("about.example"), p.say("about.drawn"), [2]string{p.say("explore.what"), t.Caption})}
	for i, c := range t.Columns {
		x := sheet.ExportColumn{Name: c.Name, Kind: sheet.Text}
		switch {
		case c.Number:
			x.Kind = sheet.Number
		case len(t.Rows) > 0 && t.Rows[0][i].Period != nil:
			x.Kind = sheet.Date
		}
		e.Columns = append(e.Columns, x)
	}
	e.Rows = lazily(func() (rows [][]string) {
		for _, line := range t.Rows {
			var row []string
			for _, c := range line {
				switch {
				case c.Amount != nil:
					row = append(row, c.Amount.Canonical())
				case c.Period != nil:
					row = append(row, c.Period.String())
				default:
					row = append(row, c.Text)
				}
			}
			rows = append(rows, row)
		}
		return rows
	})
	return e
}

// twin is a figure's table as the pages show tables.
func (p page) twin(t figure.Table) table {
	out := table{caption: t.Caption}
	for _, c := range t.Columns {
		out.columns = append(out.columns, column{name: c.Name, number: c.Number})
	}
	for _, line := range t.Rows {
		var r row
		for i, c := range line {
			x := cell{text: c.Text, href: c.Href}
			switch {
			case c.Amount != nil:
				x.text = p.grouped(c.Amount.Canonical())
			case c.Period != nil:
				x.text = p.period(*c.Period)
			case i < len(t.Columns) && t.Columns[i].Number:
				x.class = "nc"
			}
			r.cells = append(r.cells, x)
		}
		out.rows = append(out.rows, r)
	}
	return out
}

// amountOf writes an amount of a currency for a sentence, in the unit that fits it.
func (p page) amountOf(m money.Money) string {
	return p.unitFor(money.Money{Amount: m.Amount.Abs(), Currency: m.Currency}).full(m.Amount)
}
