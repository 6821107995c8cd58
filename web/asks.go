package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"muster"
	asks "muster/ask"
	"muster/board"
	"muster/sheet"
	"muster/work"
)

// The parameters of the pages of asks beside those of all lists.
const (
	fieldSilent = "silent"
	fieldLine   = "line"
)

// asksPage is the list of asks.
type asksPage struct {
	boardPage
	all    *Asks
	shown  []*AskLine
	states []stateCount
	f      filter
	paging paging
	list   table
	facts  asksFacts
}

// asksFacts are what the list says first, of the asks that are open.
type asksFacts struct{ open, late, silent int }

func askPath(id string) string { return "/asks/" + segment(id) }

// sheetPath is the sheet of an ask for one donor.
func sheetPath(id string, donor muster.PartyID) string {
	return askPath(id) + "/sheets/" + segment(string(donor))
}

func (s *site) asks(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	all, err := s.src.Asks(r.Context(), given(v, fieldKnown))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := &asksPage{boardPage: boardPage{page: s.pageAt(r, s.words.say("nav.asks"), "coordination", all.Moment), around: all.Around, board: "asks"}, all: all}
	p.here, p.quick = true, true
	p.choose(v.Get)
	if len(p.f.refused) > 0 {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	if s.file(w, r, p.moment, "asks", p.export()) {
		return
	}
	p.fill(pageAsked(v.Get(fieldPage)))
	s.show(w, r, http.StatusOK, p.whole())
}

// choose reads the filter and keeps the asks that pass it.
func (p *asksPage) choose(get func(string) string) {
	state, donor, of, silent := get(fieldState), get(fieldDonor), get(fieldItem), get(fieldSilent)
	donors := map[string]string{}
	for i := range p.all.Lines {
		for _, d := range p.all.Lines[i].Donors {
			donors[string(d.Party)] = p.party(d.Party)
		}
	}
	p.f = filter{action: "/asks", label: p.say("asks.filter"), keep: []way{{fieldKnown, p.asked}, {fieldItem, of}}, fields: []field{
		p.stateChoice(&asks.Life, p.say("asks.open"), state),
		p.choiceOf(fieldDonor, p.say("offers.donor"), donor, donors),
		{name: fieldSilent, label: p.say("asks.silence"), value: silent, options: p.either("asks.silent.only")},
	}}
	strays(&p.f)
	if state+donor+of+silent != "" {
		p.f.reset = p.to("/asks")
	}
	count := map[string]int{}
	for i := range p.all.Lines {
		l := &p.all.Lines[i]
		d := slices.IndexFunc(l.Donors, func(d AskDonor) bool { return string(d.Party) == donor })
		if donor != "" && d < 0 || of != "" && !slices.Contains(l.Items, of) ||
			silent != "" && !slices.ContainsFunc(l.Donors, func(d AskDonor) bool { return d.Silence > 0 && (donor == "" || string(d.Party) == donor) }) {
			continue
		}
		count[l.State]++
		p.tell(l)
		if state == stateAll || state == l.State || state == "" && l.Life.Value.State == asks.Open {
			p.shown = append(p.shown, l)
		}
	}
	p.states = statesOf(&asks.Life, count)
}

// either offers all, or only what is said.
func (p *boardPage) either(only string) []option {
	return []option{{"", p.say("filter.any")}, {"yes", p.say(only)}}
}

// tell counts an ask among the facts.
func (p *asksPage) tell(l *AskLine) {
	if l.Life.Value.State != asks.Open {
		return
	}
	p.facts.open++
	if l.State == asks.Overdue {
		p.facts.late++
	}
	for _, d := range l.Donors {
		if d.Silence > 0 {
			p.facts.silent++
		}
	}
}

// fill makes the table of one page.
func (p *asksPage) fill(at int) {
	g, from, to := p.pagesOf(len(p.shown), boardEach, at)
	p.paging = g
	p.list = table{class: "board", caption: p.say("asks.caption", "n", p.num(len(p.shown)), "from", p.num(from+1), "to", p.num(to)), columns: []column{
		{name: p.say("asks.ask")}, {name: p.say("asks.lines"), number: true}, {name: p.say("asks.answered")}, {name: p.say("asks.silence")}, {name: p.say("asks.reply"), class: "date"}, {name: p.say("board.state")},
	}}
	for _, l := range p.shown[from:to] {
		answered, cells := l.answered()
		p.list.rows = append(p.list.rows, row{cells: []cell{
			under(linked(l.About, p.to(askPath(l.About))), dotted(p.count("asks.donors", len(l.Donors)), p.say("asks.since", "day", p.shortDay(l.Asked)))),
			plain(p.num(l.Needs)),
			plain(p.say("asks.of", "n", p.num(answered), "all", p.num(cells))),
			p.silentCell(l),
			p.dayCell(l.Due, l.Life.Value.State != asks.Open || l.State == asks.Answered, false),
			drawn(p.stateCell(l.State, "")),
		}})
	}
}

// answered counts the cells of an ask, and those that have an answer.
func (l *AskLine) answered() (answered, cells int) {
	for _, d := range l.Donors {
		answered += d.Answered()
		cells += d.Answered() + d.Silence
	}
	return answered, cells
}

// silentCell names the donors who did not answer for all lines, with for how long.
func (p *boardPage) silentCell(l *AskLine) cell {
	var names []string
	most, late := 0, 0
	for _, d := range l.Donors {
		if d.Silence > 0 {
			names = append(names, p.party(d.Party))
			most, late = max(most, d.Days), max(late, d.Late)
		}
	}
	if len(names) == 0 {
		return plain(p.say("asks.silent.none"))
	}
	c := under(plain(strings.Join(names, ", ")), dotted(p.forDays(most), p.lateWords(late)))
	if late > 0 && l.Life.Value.State == asks.Open {
		c.class = "due"
	}
	return c
}

// forDays says for how many days somebody is silent.
func (p *boardPage) forDays(n int) string {
	if n == 0 {
		return p.say("asks.today")
	}
	return p.count("asks.silent", n)
}

func (p *boardPage) lateWords(n int) string {
	if n == 0 {
		return ""
	}
	return p.count("board.late", n)
}

// heldNext says who must act on an object, until when.
func (p *boardPage) heldNext(t *work.Table, h *Held) (who, when string, late bool) {
	return p.waits(t, board.Line{State: h.State, Life: h.Life}, h.Urgent, h.Days)
}

// export is the list as shown: a row for each ask and donor.
func (p *asksPage) export() sheet.Export {
	return sheet.Export{
		Name: p.say("nav.asks"), About: p.about(p.say("about.asks"), p.say("about.asks.method")),
		Columns: slices.Concat(texts("ask", "state"), days("asked", "reply_by"), texts("donor", "name"), numbers("lines", "offer", "part", "later", "cannot", "withheld", "silent", "days_silent", "days_late"), texts("statement")),
		Rows: lazily(func() (rows [][]string) {
			for _, l := range p.shown {
				for _, d := range l.Donors {
					rows = append(rows, slices.Concat([]string{l.About, l.State, l.Asked.String(), l.ReplyBy, string(d.Party), p.party(d.Party)}, counts(l.Needs, d.Offer, d.Part, d.Later, d.Cannot, d.Withheld, d.Silence, d.Days, d.Late), []string{string(l.Statement)}))
				}
			}
			return rows
		}),
	}
}

func counts(all ...int) (out []string) {
	for _, n := range all {
		out = append(out, strconv.Itoa(n))
	}
	return out
}
