package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"muster"
	"muster/money"
	"muster/pledge"

	"github.com/a-h/templ"
)

// perPage is how many rows a page holds; the files hold all.
const perPage = 200

// rowsPage is the rows a number is made of.
type rowsPage struct {
	*pledgePage
	sel      Selection
	lines    []pledge.Line        // all of them
	rest     []pledge.PositionRow // what is shown as a total only
	withheld bool
	number   money.Money // the number on the page they stand behind
	named    bool        // whether that number is known
	sum      money.Money // of the lines and the rest
	unknown  int         // of them without an amount
	at       int         // which page, from 1
}

// ask answers a pledge's question as it stood at the position that a link kept.
func (s *site) ask(r *http.Request) (p *pledgePage, pinned Query, err error) {
	t, err := s.terms(r)
	if err != nil {
		return nil, Query{}, err
	}
	v := r.URL.Query()
	laid, err := s.lay(r)
	if err != nil {
		return nil, Query{}, err
	}
	q, refused := readForm(v).query(t)
	q.Layer = laid.over
	pinned = q
	if at := v.Get(fieldAt); at != "" {
		if n, err := strconv.ParseUint(at, 10, 64); err != nil || n == 0 {
			return nil, q, muster.Invalid(fieldAt, fmt.Sprintf("found %q; a position is a number from 1 up", at))
		}
		pinned.Known = at
	}
	if len(refused) > 0 {
		return nil, q, refused[0]
	}
	res, err := s.src.Pledge(r.Context(), t.Name, pinned)
	if err != nil {
		return nil, q, err
	}
	// Whatever is read after this is read at the same position.
	pinned.Known = strconv.FormatUint(uint64(res.Known), 10)
	p = s.pledgePage(t, q, res)
	p.spread, p.page.self, p.origin = laid, r.URL.RequestURI(), originOf(r)
	return p, pinned, nil
}

func (s *site) rows(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	sel, err := readSelection(v)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p, pinned, err := s.ask(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	behind, err := s.src.Rows(r.Context(), p.terms.Name, pinned, sel)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	rp := newRows(p, sel, behind)
	rp.title = rp.heading() + " · " + p.recorded(p.terms.Title)
	if s.file(w, r, rp.moment, fileName(p.terms.Name)+"-rows", rp.export()) {
		return
	}
	if n, err := strconv.Atoi(v.Get(fieldPage)); err == nil && n > 0 {
		rp.at = min(n, rp.pages())
	}
	s.show(w, r, http.StatusOK, rp.whole())
}

func newRows(p *pledgePage, sel Selection, behind pledge.Behind) *rowsPage {
	rp := &rowsPage{pledgePage: p, sel: sel, lines: behind.Lines, withheld: behind.Withheld, at: 1}
	var sum money.Sum
	if u := behind.Unlisted; u != nil {
		rp.rest, rp.unknown = append(rp.rest, *u), u.Partial
		sum.AddAmount(u.Amount)
	}
	for _, l := range rp.lines {
		if l.Counted == nil {
			rp.unknown++
			continue
		}
		sum.AddAmount(l.Counted.Amount)
	}
	rp.sum = money.Money{Amount: sum.Total(), Currency: p.res.Counted.Currency}
	rp.number, rp.named = number(p.res, sel)
	return rp
}

// number finds the number of an answer that a selection stands behind.
func number(r pledge.Result, s Selection) (money.Money, bool) {
	switch {
	case s.Reason != "":
		for _, l := range r.LeftOut {
			if l.Reason != s.Reason {
				continue
			}
			if s.Party == "" && s.Days == (muster.Period{}) {
				return l.Amount, true
			}
			for _, sh := range l.Parties {
				if sh.Party == s.Party && s.Days == (muster.Period{}) && sh.Counted != nil {
					return *sh.Counted, true
				}
			}
		}
		return money.Money{}, false
	case s.Party != "":
		for _, sh := range r.Shares {
			if sh.Party == s.Party && sh.Counted != nil && s.Days == (muster.Period{}) {
				return *sh.Counted, true
			}
		}
		return money.Money{}, false
	case s.Days != (muster.Period{}):
		var before, until money.Amount
		for _, q := range r.Cumulative {
			if q.Day < s.Days.From {
				before = q.Amount
			}
			if q.Day <= s.Days.To {
				until = q.Amount
			}
		}
		return money.Money{Amount: until.Sub(before), Currency: r.Counted.Currency}, true
	}
	return r.Counted, true
}

// entries is how many rows there are, listed or not.
func (p *rowsPage) entries() int { return len(p.lines) + entriesIn(p.rest) }

// agrees says whether the rows sum to the number, to the last digit.
func (p *rowsPage) agrees() bool { return p.named && p.sum.Amount.Equal(p.number.Amount) }

func (p *rowsPage) pages() int { return max(1, (len(p.lines)+perPage-1)/perPage) }

// shown are the rows of this page.
func (p *rowsPage) shown() []pledge.Line {
	from := (p.at - 1) * perPage
	return p.lines[from:min(from+perPage, len(p.lines))]
}

// here is this page's address with some parameters changed; an empty value takes one away.
func (p *rowsPage) with(pairs ...string) string {
	v := p.sel.values(p.query.values())
	v.Set(fieldAt, strconv.FormatUint(uint64(p.res.Known), 10))
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return address(p.bare()+"/rows", v)
}

// partyName finds a donor's name in the answer or in the rows.
func (p *rowsPage) partyName() string {
	if i := slices.IndexFunc(p.res.Shares, func(s pledge.Share) bool { return s.Party == p.sel.Party }); i >= 0 {
		return p.res.Shares[i].Name
	}
	for _, l := range p.lines {
		if l.Party == p.sel.Party {
			return l.Name
		}
	}
	return string(p.sel.Party)
}

// heading names the rows: "Germany: rows that count".
func (p *rowsPage) heading() string {
	text := p.say("rows.counted")
	if p.sel.Reason != "" {
		text = p.say("rows.reason." + string(p.sel.Reason))
	}
	if p.sel.Party != "" {
		text = p.say("rows.of", "name", p.partyName(), "rows", lowerFirst(text))
	}
	if d := p.sel.Days; d != (muster.Period{}) {
		if d.Precision == muster.ExactDay {
			return p.say("rows.on", "rows", text, "day", p.period(d))
		}
		return p.say("rows.during", "rows", text, "days", p.period(d))
	}
	return text
}

// said is the amount as its source said it.
func (p *rowsPage) said(l pledge.Line) string {
	if l.Value == nil {
		if l.Mark == "" {
			return p.say("mark.none")
		}
		return p.mark(l.Mark)
	}
	return p.exactly(*l.Value)
}

// adds is what a row adds to the number.
func (p *rowsPage) adds(l pledge.Line) string {
	if l.Counted == nil {
		return p.say("rows.unvalued")
	}
	return p.cents(*l.Counted)
}

// sumText says what the rows come to.
func (p *rowsPage) sumText() string { return p.money(p.sum) }

func (p *rowsPage) first() string { return p.num((p.at-1)*perPage + 1) }
func (p *rowsPage) last() string {
	return p.num((p.at-1)*perPage + len(p.shown()))
}

// addsHeading heads the column of what rows add, or for rows left out would add.
func (p *rowsPage) addsHeading() string {
	key := "rows.adds"
	if p.sel.Reason != "" {
		key = "rows.would"
	}
	return p.say(key, "currency", string(p.sum.Currency))
}

// verdict says whether the rows come to the number they stand behind.
func (p *rowsPage) verdict() templ.Component {
	switch {
	case p.agrees():
		return p.rich("rows.agrees")
	case p.named:
		return loud(p.say("rows.differs", "number", p.exactly(p.number)))
	}
	return p.rich("rows.plain")
}

// contribution is the contribution a row belongs to, with the row's line in it.
func (p *rowsPage) contribution(l pledge.Line) string {
	if l.Line == "" {
		return l.Contribution
	}
	return p.say("rows.line", "contribution", l.Contribution, "line", l.Line)
}
