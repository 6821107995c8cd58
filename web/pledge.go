package web

import (
	"cmp"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/figure"
	"muster/money"
	"muster/pledge"
)

// listPage is the pledges with their answers.
type listPage struct {
	page
	items []*pledgePage
}

func (s *site) list(w http.ResponseWriter, r *http.Request) {
	all, err := s.src.Pledges(r.Context())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	l := listPage{page: s.page(s.words.say("nav.pledges"), "pledges")}
	l.here = true
	for _, t := range all {
		q := Query{Known: given(r.URL.Query(), fieldKnown)}
		res, err := s.src.Pledge(r.Context(), t.Name, q)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		p := s.pledgePage(t, q, res)
		l.moment, l.asked, l.self = p.moment, q.Known, r.URL.RequestURI()
		l.items = append(l.items, p)
	}
	s.show(w, r, http.StatusOK, l.whole())
}

// pledgePage is an answer, or a form that could not be answered.
type pledgePage struct {
	page
	unit
	terms   Terms
	form    form
	refused []*muster.Error
	query   Query
	res     pledge.Result
	shares  []pledge.Share // who carries most first
	amounts figure.Scale
	ratios  figure.Scale
	covered int // shares with a number
}

// terms finds a pledge's terms.
func (s *site) terms(r *http.Request) (Terms, error) {
	all, err := s.src.Pledges(r.Context())
	if err != nil {
		return Terms{}, err
	}
	name := r.PathValue("name")
	for _, t := range all {
		if t.Name == name {
			return t, nil
		}
	}
	return Terms{}, muster.Missing(s.words.say("missing.pledge", "name", printable(name)))
}

func (s *site) pledge(w http.ResponseWriter, r *http.Request) {
	t, err := s.terms(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	laid, err := s.lay(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	f := readForm(r.URL.Query())
	q, refused := f.query(t)
	q.Layer = laid.over
	if len(refused) == 0 {
		res, err := s.src.Pledge(r.Context(), t.Name, q)
		if err == nil {
			p := s.pledgePage(t, q, res)
			p.spread, p.page.self, p.origin, p.draws = laid, r.URL.RequestURI(), originOf(r), true
			if given(r.URL.Query(), fieldFormat) == "svg" {
				s.picture(w, fileName(t.Name), p.moment, p.alone())
				return
			}
			if s.file(w, r, p.moment, fileName(t.Name), p.export()) {
				return
			}
			s.show(w, r, http.StatusOK, p.whole())
			return
		}
		refused = muster.Refusals(err)
		if statusOf(refused) != http.StatusBadRequest {
			s.fail(w, r, err)
			return
		}
	}
	p := &pledgePage{page: s.page(s.words.say("refused.title")+": "+s.words.recorded(t.Title), "pledges"), terms: t, form: f, refused: refused}
	p.spread = laid
	s.show(w, r, http.StatusBadRequest, p.asked())
}

func (s *site) pledgePage(t Terms, q Query, res pledge.Result) *pledgePage {
	p := &pledgePage{
		page: s.page(s.words.recorded(t.Title), "pledges"), unit: s.words.unitFor(res.Floor),
		terms: t, form: answered(res, q), query: q, res: res,
	}
	p.moment, p.page.asked, p.page.method = Moment{Known: res.Known, At: res.KnownAt, Root: res.Root}, q.Known, res.Method
	p.shares = slices.Clone(res.Shares)
	slices.SortStableFunc(p.shares, func(a, b pledge.Share) int {
		switch {
		case a.Counted == nil && b.Counted == nil:
			return b.Indicative.Amount.Cmp(a.Indicative.Amount)
		case a.Counted == nil:
			return 1
		case b.Counted == nil:
			return -1
		}
		return cmp.Or(b.Counted.Amount.Cmp(a.Counted.Amount), b.Indicative.Amount.Cmp(a.Indicative.Amount), cmp.Compare(a.Name, b.Name))
	})
	amounts, ratios := figure.Paired{Numbers: p.written(p.power)}, figure.Paired{Numbers: p.written(0), Break: true, Width: 200}
	hundred := money.New(100, 0)
	for _, sh := range p.shares {
		bar, ratio := figure.Pair{}, figure.Pair{}
		if p.hasShares() {
			ind := sh.Indicative.Amount
			bar.Mark, ratio.Mark = &ind, &hundred
		}
		if sh.Counted != nil {
			p.covered++
			a := sh.Counted.Amount
			bar.Value = &a
			if r, ok := percent(a, sh.Indicative.Amount); ok {
				ratio.Value = &r
			}
		}
		amounts.Pairs, ratios.Pairs = append(amounts.Pairs, bar), append(ratios.Pairs, ratio)
	}
	p.amounts, p.ratios = amounts.Scale(), ratios.Scale()
	return p
}

// hasEdition says whether there was anything to count in.
func (p *pledgePage) hasEdition() bool { return p.res.Edition != "" }

// hasShares says whether GDP was there to work out shares with.
func (p *pledgePage) hasShares() bool { return p.res.GDPSource != "" && len(p.res.Shares) > 0 }

// members names those who pledged, by a word of their own where the catalogue has one.
func (p *pledgePage) members(form string) string {
	if key := form + "." + p.terms.Group; p.has(key) {
		return p.say(key)
	}
	return p.say(form)
}

// memberCount says how many they are: "32 Allies".
func (p *pledgePage) memberCount(n int) string {
	if key := "members.count." + p.terms.Group; p.has(key + ".other") {
		return p.count(key, n)
	}
	return p.count("members.count", n)
}

func (p *pledgePage) lastDay() muster.Day { return p.res.Window.To - 1 }

// unfinished says that the window goes on after the day the data run to.
func (p *pledgePage) unfinished() bool { return p.hasEdition() && p.res.DataTo < p.lastDay() }

func (p *pledgePage) methodInSentence() string { return lowerFirst(p.recorded(p.res.MethodText)) }

// bare is the page's address without switches: the pledge's own terms.
func (p *pledgePage) bare() string { return "/pledges/" + url.PathEscape(p.terms.Name) }

// self is the page's own address with its switches.
func (p *pledgePage) self() string {
	return address(p.bare(), p.query.values())
}

// at is the page's address as it stands now, for ever: with the position it was answered at.
func (p *pledgePage) frozen() string {
	q := p.query
	q.Known = strconv.FormatUint(uint64(p.res.Known), 10)
	return address(p.bare(), q.values())
}

// now is the page without a known position.
func (p *pledgePage) now() string {
	q := p.query
	q.Known = ""
	return address(p.bare(), q.values())
}

// choice is the page with other switches.
func (p *pledgePage) choice(c pledge.Choice) string {
	v := p.query.values()
	other, err := url.ParseQuery(c.Query)
	if err != nil {
		return p.self()
	}
	maps.Copy(v, other)
	return address(p.bare(), v)
}

// rowsOf is the address of the rows behind a number. It keeps the position the number was
// answered at, so that they sum to it however the record has grown.
func (p *pledgePage) rowsOf(s Selection) string {
	v := s.values(p.query.values())
	v.Set(fieldAt, strconv.FormatUint(uint64(p.res.Known), 10))
	return address(p.bare()+"/rows", v)
}

func (p *pledgePage) allRows() string                    { return p.rowsOf(Selection{}) }
func (p *pledgePage) rowsBy(party muster.PartyID) string { return p.rowsOf(Selection{Party: party}) }

func (p *pledgePage) rowsOn(d muster.Day) string {
	return p.rowsOf(Selection{Days: muster.OnDay(d)})
}

func (p *pledgePage) rowsUntil(d muster.Day) string {
	return p.rowsOf(Selection{Days: muster.Between(muster.MinDay, d)})
}

func (p *pledgePage) rowsLeftOut(reason pledge.Reason, party muster.PartyID) string {
	return p.rowsOf(Selection{Reason: reason, Party: party})
}

// shareOf is the place where a party's indicative share is worked out; empty: that of all.
func (p *pledgePage) shareOf(party muster.PartyID) string {
	v := p.query.values()
	v.Set(fieldAt, strconv.FormatUint(uint64(p.res.Known), 10))
	anchor := "#all"
	if party != "" {
		anchor = "#" + url.PathEscape(string(party))
	}
	return address(p.bare()+"/shares", v) + anchor
}

func address(path string, v url.Values) string {
	if len(v) == 0 {
		return path
	}
	if strings.Contains(path, "?") {
		return path + "&" + v.Encode()
	}
	return path + "?" + v.Encode()
}

func statementPath(id muster.ID) string { return "/statements/" + url.PathEscape(string(id)) }

// floorPath is where the floor was recorded.
func (p *pledgePage) floorPath() string {
	if p.terms.Statement == "" {
		return "#how"
	}
	return p.statementAt(p.terms.Statement)
}

// above is by how much the counted is above the floor; negative: below.
func (p *pledgePage) above() money.Amount { return p.res.Gap.Amount.Neg() }

// side is the word for a difference: above, below or equal.
func (p *pledgePage) side(a money.Amount) string {
	switch a.Sign() {
	case 1:
		return p.say("side.above")
	case -1:
		return p.say("side.below")
	}
	return p.say("side.equal")
}

func sideClass(a money.Amount) string {
	switch a.Sign() {
	case 1:
		return "up"
	case -1:
		return "dn"
	}
	return ""
}

// ratio is a party's counted as part of its own indicative share, "201%".
func (p *pledgePage) ratio(counted, indicative money.Amount) string {
	r, ok := percent(counted, indicative)
	if !ok {
		return ""
	}
	return p.grouped(r.Fixed(0)) + "%"
}

// uncovered lists by name those the source does not speak of.
func (p *pledgePage) uncovered() (names []string) {
	for _, s := range p.shares {
		if s.Counted == nil {
			names = append(names, s.Name)
		}
	}
	return names
}

// reason says why rows are left out, with how many.
func (p *pledgePage) reason(l pledge.LeftOut) string {
	key := "reason." + string(l.Reason)
	if !p.has(key + ".other") {
		return p.num(l.Entries) + " " + l.Text
	}
	return p.count(key, l.Entries, "event", p.event(p.res.Event), "group", p.members("members"))
}

// method is the chosen one, for its statement.
func (p *pledgePage) method() Method {
	for _, m := range p.terms.Methods {
		if m.Name == p.res.MethodName {
			return m
		}
	}
	return Method{}
}

// edition is the counted one, for its submission.
func (p *pledgePage) edition() Edition {
	for _, e := range p.terms.Editions {
		if e.Label == p.res.Edition {
			return e
		}
	}
	return Edition{}
}

// refusedAt is what is wrong with a switch, if anything.
func (p *pledgePage) refusedAt(field string) string {
	for _, e := range p.refused {
		if e.Field == field {
			return e.Why
		}
	}
	return ""
}

// sourceLine cites the edition as its publisher asks.
func (p *pledgePage) sourceLine() string {
	return p.say("how.edition", "cite", p.res.Cite, "edition", p.res.Edition, "day", p.day(p.res.DataTo))
}

func onDay(d muster.Day) muster.Period { return muster.OnDay(d) }
