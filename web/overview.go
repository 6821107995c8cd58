package web

import (
	"net/http"

	"muster/pledge"
)

// overviewPage is where one starts: the pledges at a glance, what changed, what needs attention.
type overviewPage struct {
	page
	pledges []*pledgePage
	sources []Series
	alerts  []alert
}

// alert is something to look at: what it is, and where.
type alert struct {
	way
	where string
}

func (s *site) overview(w http.ResponseWriter, r *http.Request) {
	known := given(r.URL.Query(), fieldKnown)
	if why := knownFault(known); why != "" {
		known = ""
	}
	sources, err := s.src.Sources(r.Context(), known)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := &overviewPage{page: s.pageAt(r, s.words.say("nav.overview"), "overview", sources.Moment), sources: sources.Series}
	p.here, p.draws = true, true
	all, err := s.src.Pledges(r.Context())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	for _, t := range all {
		q := Query{Known: known}
		res, err := s.src.Pledge(r.Context(), t.Name, q)
		if err != nil {
			continue // the pledge was not known then
		}
		p.pledges = append(p.pledges, s.pledgePage(t, q, res))
	}
	p.look()
	s.show(w, r, http.StatusOK, p.whole())
}

// look gathers what needs attention, the weightiest first.
func (p *overviewPage) look() {
	add := func(href, text, where string) { p.alerts = append(p.alerts, alert{way{href, text}, where}) }
	for _, x := range p.pledges {
		if x.res.Partial > 0 {
			add(x.allRows(), p.count("overview.partial", x.res.Partial), x.terms.Title)
		}
		if n := len(x.uncovered()); n > 0 && x.hasEdition() {
			add(x.bare(), p.count("overview.uncovered", n, "names", p.list(x.uncovered())), x.terms.Title)
		}
		for _, l := range x.res.LeftOut {
			if (l.Reason == pledge.NoDate || l.Reason == pledge.MonthOnly) && l.Entries > 0 {
				add(x.rowsLeftOut(l.Reason, ""), p.say("overview.left", "rows", x.reason(l), "amount", p.amountOf(l.Amount)), x.terms.Title)
			}
		}
		if x.res.SharesNote != "" {
			add(x.bare(), x.res.SharesNote, x.terms.Title)
		}
	}
	for _, s := range p.sources {
		e, ok := s.stands()
		if !ok {
			continue
		}
		if e.Refused > 0 {
			add(p.editionPath(e.ID)+"#faults", p.count("overview.refused", e.Refused), e.Label)
		}
		if e.Noted > 0 {
			add(p.editionPath(e.ID)+"#faults", p.count("overview.noted", e.Noted), e.Label)
		}
	}
}

// changed says what the edition of a series that stands changed against the one before.
func (p *overviewPage) changed(e EditionLine) string {
	c := e.Change
	switch {
	case e.Before == "":
		return p.count("overview.first", c.New)
	case !c.Comparable:
		return p.say("overview.incomparable", "before", e.Before, "new", p.num(c.New), "gone", p.num(c.Gone))
	}
	return p.say("overview.against", "before", e.Before, "new", p.num(c.New), "gone", p.num(c.Gone), "changed", p.num(c.Changed), "revalued", p.num(c.Revalued), "same", p.num(c.Same))
}
