package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"

	"muster"
	"muster/access"
	"muster/board"
	"muster/item"
	"muster/offer"
	"muster/requirement"
	"muster/sheet"
	"muster/work"
)

// overlapsPage lists pairs that may be one, those that nobody decided on first.
type overlapsPage struct {
	objectPage
	all   *Overlaps
	pairs []overlap
	open  int
	shown struct { // of the page asked for
		crowds []board.Crowd
		pairs  []overlap
	}
	paging paging
}

// overlapsEach is how many stand on a page: each is a table of its own.
const overlapsEach = 25

// overlap is a pair side by side.
type overlap struct {
	about, kind string
	need        bool
	item        item.ID
	a, b        []cell
	same        []string // what they have in common
	decided     work.Verdict
	why         string
	withheld    bool // decided, and what is not for the reader
	form        *sayForm
}

func (s *site) overlaps(w http.ResponseWriter, r *http.Request) {
	p, err := s.overlapsOf(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if s.file(w, r, p.moment, "overlaps", p.export()) {
		return
	}
	s.show(w, r, http.StatusOK, p.whole())
}

func (s *site) overlapsOf(r *http.Request) (*overlapsPage, error) {
	all, err := s.src.Overlaps(r.Context(), given(r.URL.Query(), fieldKnown))
	if err != nil {
		return nil, err
	}
	p := &overlapsPage{all: all}
	p.objectPage = s.objectPage(r, "overlaps", "/overlaps", all.Around, nil)
	p.title, p.here = p.say("nav.overlaps"), true
	for _, x := range all.Needs {
		a, b := x.A.Value, x.B.Value
		o := overlap{about: x.About(), kind: requirement.KindOverlap, need: true, item: a.Item, a: p.needSide(a), b: p.needSide(b), same: []string{lowerFirst(p.say("say.item"))}}
		if a.Place != "" {
			o.same = append(o.same, lowerFirst(p.say("say.place")))
		}
		if x.Decided != nil {
			o.decided, o.why = x.Decided.Verdict, x.Decided.Why
		}
		o.withheld = x.Withheld
		p.take(o, a.Audience, []string{a.About, b.About})
	}
	for _, x := range all.Stock {
		a, b := x.A.Value, x.B.Value
		o := overlap{about: x.About(), kind: offer.KindOverlap, item: a.Item, a: p.stockSide(a), b: p.stockSide(b)}
		for _, name := range x.Same {
			o.same = append(o.same, lowerFirst(p.say("say."+name)))
		}
		if x.Decided != nil {
			o.decided, o.why = x.Decided.Verdict, x.Decided.Why
		}
		o.withheld = x.Withheld
		p.take(o, a.Audience, nil)
	}
	slices.SortStableFunc(p.pairs, func(a, b overlap) int {
		return map[bool]int{true: 1}[a.over()] - map[bool]int{true: 1}[b.over()]
	})
	p.fill(r)
	return p, nil
}

// fill chooses what is on the page asked for: what is offered beyond a need first, then the pairs. A pair that
// is asked for by its ids is looked for on whichever page it is.
func (p *overlapsPage) fill(r *http.Request) {
	at, crowds := pageAsked(given(r.URL.Query(), fieldPage)), len(p.all.Crowds)
	about := cmp.Or(given(r.URL.Query(), fieldPair), given(r.PostForm, "about"))
	if i := slices.IndexFunc(p.pairs, func(o overlap) bool { return o.about == about }); i >= 0 {
		at = (crowds+i)/overlapsEach + 1
	}
	p.self = p.with(fieldPair, "") // other pages are not that pair's
	g, from, to := p.pagesOf(crowds+len(p.pairs), overlapsEach, at)
	p.paging = g
	p.shown.crowds = p.all.Crowds[min(from, crowds):min(to, crowds)]
	p.shown.pairs = p.pairs[max(from-crowds, 0):max(to-crowds, 0)]
}

// fieldPair asks for the page on which a pair is.
const fieldPair = "pair"

// overlapPath leads to a pair, on whichever page it is.
func (p page) overlapPath(about string) string {
	return p.to("/overlaps", fieldPair, about) + "#" + anchorOf(about)
}

// over reports whether somebody decided on a pair.
func (o overlap) over() bool { return o.decided != "" || o.withheld }

// take adds a pair, with the form by which a coordinator decides.
func (p *overlapsPage) take(o overlap, audience muster.Audience, keep []string) {
	if !o.over() {
		p.open++
	}
	if p.writing && p.writer.Role == access.Coordinator && !o.withheld {
		f := &sayForm{name: anchorOf(o.about), kind: o.kind, title: p.say("overlaps.decide", "pair", o.about), button: p.say("overlaps.send"), hidden: []way{{"about", o.about}, {"replaces", string(p.all.Decided[o.about])}, {"audience", string(audience)}}}
		verdict := sayField{name: "verdict", label: p.say("say.verdict"), value: string(o.decided)}
		for _, v := range work.Verdicts {
			verdict.options = append(verdict.options, option{v, p.say("verdict." + v)})
		}
		f.fields = append(f.fields, verdict)
		if keep != nil {
			c := sayField{name: "keep", label: p.say("say.keep"), leave: true, hint: p.say("overlaps.keep.hint"), options: []option{{"", p.say("say.none")}}}
			for _, id := range keep {
				c.options = append(c.options, option{id, id})
			}
			f.fields = append(f.fields, c)
		}
		f.fields = append(f.fields, sayField{name: "why", label: p.say("say.why"), hint: p.say("say.why.hint"), long: true})
		o.form = f
		p.forms = append(p.forms, f)
	}
	p.pairs = append(p.pairs, o)
}

// needSide is a requirement as one side of a pair.
func (p *overlapsPage) needSide(n requirement.Need) []cell {
	return []cell{linked(n.About, p.to(needPath(n.About))), plain(p.party(n.Requester)), plain(p.quantity(p.qty(n.Quantity), n.Unit)), plain(p.shortDay(n.NeededBy)), plain(n.Place), plain(n.Coalition), plain(n.List)}
}

// stockSide is an offer as one side of a pair.
func (p *overlapsPage) stockSide(o offer.Stock) []cell {
	return []cell{linked(o.About, p.to(offerPath(o.About))), plain(p.party(o.Donor)), plain(p.quantity(p.qty(o.Quantity), o.Unit)), plain(p.shortDay(o.Ready)), plain(o.Location), plain(p.choiceWord(fieldChannel, o.Channel)), plain(o.Line.Stock)}
}

// sideNames are what stands on a side, in order.
func (p *overlapsPage) sideNames(need bool) []string {
	if need {
		return []string{p.say("pair.which"), p.say("needs.requester"), p.say("say.quantity"), p.say("needs.by"), p.say("say.place"), p.say("say.coalition"), p.say("say.list")}
	}
	return []string{p.say("pair.which"), p.say("offers.donor"), p.say("say.quantity"), p.say("offers.ready"), p.say("say.location"), p.say("say.channel"), p.say("say.stock")}
}

// sides is a pair as a table.
func (p *overlapsPage) sides(o overlap) table {
	t := table{class: "plain", caption: o.about, hush: true, columns: []column{{name: p.say("pair.what")}, {name: p.say("overlaps.first")}, {name: p.say("overlaps.second")}}}
	for i, name := range p.sideNames(o.need) {
		t.rows = append(t.rows, row{cells: []cell{plain(name), o.a[i], o.b[i]}})
	}
	return t
}

// name is what an item is called.
func (p *overlapsPage) name(id item.ID) string {
	if n, ok := p.all.Names[id]; ok {
		return n.In(p.lang)
	}
	return string(id)
}

func (s *site) decideOverlap(w http.ResponseWriter, r *http.Request) {
	about := given(r.PostForm, "about")
	s.recordForm(w, r, []string{requirement.KindOverlap, offer.KindOverlap}, about, "/overlaps?pair="+url.QueryEscape(about)+"#"+anchorOf(about), func(refused []*muster.Error) {
		p, err := s.overlapsOf(r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		p.took(r.PostForm, refused)
		s.show(w, r, statusOf(refused), p.whole())
	})
}

// export is the list of pairs.
func (p *overlapsPage) export() sheet.Export {
	return sheet.Export{
		Name: p.say("nav.overlaps"), About: p.about(p.say("about.overlaps"), p.say("overlaps.note")), Columns: texts("pair", "kind", "item", "name", "decision", "why"),
		Rows: lazily(func() (rows [][]string) {
			for _, o := range p.pairs {
				rows = append(rows, []string{o.about, o.kind, string(o.item), p.name(o.item), string(o.decided), o.why})
			}
			return rows
		}),
	}
}
