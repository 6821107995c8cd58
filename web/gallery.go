package web

import (
	"net/http"

	"muster/figure"
	"muster/figure/gallery"
	"muster/money"
)

// galleryPage shows every form of figure at its best, with when to use it and its table.
type galleryPage struct {
	page
	examples []gallery.Example
}

func (s *site) gallery(w http.ResponseWriter, r *http.Request) {
	p := galleryPage{page: s.pageAt(r, s.words.say("gallery.title"), "", Moment{}), examples: gallery.Examples()}
	s.show(w, r, http.StatusOK, p.whole())
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
