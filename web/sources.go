package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/pledge"
	"muster/sheet"
)

// sourcesPage is the series with their editions.
type sourcesPage struct {
	page
	all Sources
}

func (s *site) sources(w http.ResponseWriter, r *http.Request) {
	all, err := s.src.Sources(r.Context(), given(r.URL.Query(), fieldKnown))
	if err != nil {
		s.fail(w, r, err, way{"/sources", s.words.say("nav.sources")})
		return
	}
	p := &sourcesPage{page: s.pageAt(r, s.words.say("nav.sources"), "sources", all.Moment), all: all}
	p.here = true
	if s.file(w, r, p.moment, "sources", p.export()) {
		return
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// stands is the edition of a series that counts.
func (s Series) stands() (EditionLine, bool) {
	for _, e := range s.Editions {
		if e.Stands {
			return e, true
		}
	}
	return EditionLine{}, false
}

// editions is the table of a series, newest first.
func (p *sourcesPage) editions(s Series) table {
	number := func(key string) column { return column{name: p.say(key), number: true} }
	t := table{hush: true, caption: p.say("sources.caption", "source", string(s.ID)), columns: []column{
		{name: p.say("sources.edition")},
		{name: p.say("sources.datato")},
		{name: p.say("sources.recorded")},
		number("sources.rows"),
		number("fate.new"), number("fate.gone"), number("fate.changed"), number("fate.revalued"), number("fate.same"), number("sources.refused"), number("sources.notes"),
	}}
	for i := len(s.Editions) - 1; i >= 0; i-- {
		e := s.Editions[i]
		path := p.editionPath(e.ID)
		name := linked(e.Label, path)
		if e.Stands {
			name = drawn(p.tagged(path, e.Label, p.say("sources.stands"), "on"))
		}
		cells := []cell{name, coloured(plain(p.shortDay(e.DataTo)), "date"), coloured(plain(p.shortDay(muster.DayOf(e.Recorded))), "date"), linked(p.num(e.Rows), p.entriesPath(entriesQuery{series: s.ID, edition: e.Label}))}
		for _, f := range pledge.Fates {
			cells = append(cells, p.fateCell(e, f))
		}
		cells = append(cells, plain(p.num(e.Change.Same)), p.faultCell(path, e.Refused), p.faultCell(path, e.Noted))
		t.rows = append(t.rows, row{cells: cells})
	}
	return t
}

// fateCell is how many contributions met a fate; against no edition, and without identities, only
// some fates can be told.
func (p page) fateCell(e EditionLine, f pledge.Fate) cell {
	n := changeOf(e.Change, f)
	switch {
	case e.Before == "" && f != pledge.IsNew, !e.Change.Comparable && (f == pledge.IsChanged || f == pledge.IsRevalued):
		return cell{text: "–", aside: p.say("fate.untold")}
	case n == 0 || e.Before == "":
		return plain(p.num(n))
	}
	return linked(p.num(n), addTo(p.changesPath(e), fieldFate, string(f)))
}

func (p page) faultCell(path string, n int) cell {
	if n == 0 {
		return plain("0")
	}
	return linked(p.num(n), path+"#faults")
}

func changeOf(c pledge.Change, f pledge.Fate) int {
	switch f {
	case pledge.IsNew:
		return c.New
	case pledge.IsGone:
		return c.Gone
	case pledge.IsChanged:
		return c.Changed
	}
	return c.Revalued
}

func (p *sourcesPage) export() sheet.Export {
	return sheet.Export{
		Name: p.say("nav.sources"), About: p.about(p.say("about.sources"), p.say("define.fates.text")+" "+p.fatesMean()),
		Columns: slices.Concat(texts("source", "edition", "submission", "publisher"), days("data_to"), texts("recorded", "stands"),
			numbers("rows", "new", "gone", "changed", "revalued", "unchanged", "refused", "notes"), texts("comparable", "against", "file_sha256")),
		Rows: lazily(func() (rows [][]string) {
			for _, s := range p.all.Series {
				for _, e := range s.Editions {
					c := e.Change
					rows = append(rows, []string{
						string(s.ID), e.Label, string(e.ID), e.Publisher, e.DataTo.String(), e.Recorded.UTC().Format("2006-01-02T15:04:05Z"), strconv.FormatBool(e.Stands),
						strconv.Itoa(e.Rows), strconv.Itoa(c.New), strconv.Itoa(c.Gone), strconv.Itoa(c.Changed), strconv.Itoa(c.Revalued), strconv.Itoa(c.Same),
						strconv.Itoa(e.Refused), strconv.Itoa(e.Noted), strconv.FormatBool(c.Comparable), e.Before, e.File,
					})
				}
			}
			return rows
		}),
	}
}

// fatesMean says what becomes of contributions from one edition to the next.
func (p page) fatesMean() string {
	var out []string
	for _, f := range pledge.Fates {
		out = append(out, p.say("fate."+string(f))+": "+p.say("define.fate."+string(f)))
	}
	return strings.Join(out, "; ")
}
