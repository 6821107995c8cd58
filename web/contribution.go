package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/figure"
	"muster/money"
	"muster/pledge"
)

// contributionPage is one contribution: what stands of it, and everything ever said of it.
type contributionPage struct {
	page
	c       *Contribution
	ladder  []rung
	items   []givenItem
	as      string      // the edition whose word is shown; empty: what stands
	said    []Claim     // what that edition says, or what stands
	counted []Claim     // the same as a layer has it
	drawn   figure.Form // what was counted, over time; nil: nothing of it is dated
}

// rung is one event of the ladder with what the entries that stand come to.
type rung struct {
	event   pledge.Event
	sums    []money.Money
	marks   []pledge.Mark
	entries int
	first   muster.Period // undated: none of them has a date
	last    muster.Period
}

// givenItem is one line of a contribution that says what was given, with how many.
type givenItem struct {
	line, name, kind     string
	committed, delivered *pledge.Quantity
	said                 *Claim // the one that names it first
}

func (s *site) contribution(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	c, err := s.src.Contribution(r.Context(), given(r.URL.Query(), fieldKnown), id)
	if err != nil {
		s.fail(w, r, err, way{"/contributions", s.words.say("nav.contributions")})
		return
	}
	p := &contributionPage{page: s.pageAt(r, s.words.say("contribution.title", "id", c.ID), "contributions", c.Moment), c: c}
	if p.spread, err = s.lay(r); err != nil {
		s.fail(w, r, err)
		return
	}
	table := given(r.URL.Query(), fieldTable)
	switch {
	case table == "":
		if s.file(w, r, c.Moment, "contribution-"+c.ID, p.export()) {
			return
		}
	case table != tableTimeline:
		s.fail(w, r, muster.Invalid(fieldTable, fmt.Sprintf("found %q; accepted is %s, or nothing for all that was said", table, tableTimeline)), way{p.contributionPath(c.ID), p.title})
		return
	}
	if err := p.choose(given(r.URL.Query(), fieldEdition)); err != nil {
		s.fail(w, r, err, way{p.contributionPath(c.ID), p.title})
		return
	}
	p.counted = p.laidSaid()
	p.ladder, p.items = rungs(p.counted), itemsOf(p.said)
	p.drawn, p.draws = p.timeline(), true
	if table == tableTimeline {
		if p.drawn != nil && given(r.URL.Query(), fieldFormat) == "svg" {
			s.picture(w, "timeline-"+c.ID, c.Moment, p.drawn)
			return
		}
		if s.file(w, r, c.Moment, "timeline-"+c.ID, p.exportTimeline()) {
			return
		}
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// editions lists the editions that speak of the contribution, in the order in which they said so.
func (p *contributionPage) editions() (labels []string) {
	for _, c := range p.c.Claims {
		for _, at := range c.Cited {
			if !slices.Contains(labels, at.Label) {
				labels = append(labels, at.Label)
			}
		}
	}
	return labels
}

// choose settles whose word is shown: what stands; where nothing does, that of the last edition that
// spoke of it; or that of the edition asked for.
func (p *contributionPage) choose(asked string) error {
	stands := func(c Claim) bool { return c.Stands }
	all := p.editions()
	switch p.as = asked; {
	case asked != "" && !slices.Contains(all, asked):
		return muster.Invalid(fieldEdition, fmt.Sprintf("found %q; the editions that speak of it are %s", asked, spelled(all)))
	case asked == "" && !slices.ContainsFunc(p.c.Claims, stands) && len(all) > 0:
		p.as = all[len(all)-1]
	}
	for _, c := range p.c.Claims {
		said := func(at Cited) bool { return at.Label == p.as }
		if p.as == "" && c.Stands || p.as != "" && slices.ContainsFunc(c.Cited, said) {
			p.said = append(p.said, c)
		}
	}
	return nil
}

// worth is an entry's value by the source's own conversion, or as said where it gives none.
func worth(e *pledge.Entry) *pledge.Value {
	if e.Converted != nil {
		return e.Converted
	}
	return e.Value
}

// period is when an entry happened, as it was read.
func period(e *pledge.Entry) muster.Period {
	p, err := muster.ParsePeriod(cmp.Or(e.Period, e.Date))
	if err != nil {
		return muster.Period{}
	}
	return p
}

// rungs adds claims up, event by event.
func rungs(claims []Claim) (out []rung) {
	for _, event := range pledge.Events {
		g := rung{event: event}
		sums := map[money.Currency]*money.Sum{}
		for i := range claims {
			c := &claims[i]
			if c.Event != event {
				continue
			}
			g.entries++
			if p := period(&c.Entry); p.Precision != muster.Undated {
				if g.first.Precision == muster.Undated || p.From < g.first.From {
					g.first = p
				}
				if g.last.Precision == muster.Undated || p.To > g.last.To {
					g.last = p
				}
			}
			g.add(worth(&c.Entry), sums)
		}
		for cur, sum := range sums {
			g.sums = append(g.sums, money.Money{Amount: sum.Total(), Currency: cur})
		}
		slices.SortFunc(g.sums, func(a, b money.Money) int { return cmp.Compare(a.Currency, b.Currency) })
		if g.entries > 0 {
			out = append(out, g)
		}
	}
	return out
}

func (g *rung) add(v *pledge.Value, sums map[money.Currency]*money.Sum) {
	if v == nil {
		return
	}
	if v.Mark != "" {
		if !slices.Contains(g.marks, v.Mark) {
			g.marks = append(g.marks, v.Mark)
		}
		return
	}
	a, err := money.Parse(v.Amount)
	if err != nil {
		return
	}
	if sums[v.Currency] == nil {
		sums[v.Currency] = new(money.Sum)
	}
	sums[v.Currency].AddAmount(a)
}

// itemsOf lists the lines that say what was given, in the source's order.
func itemsOf(claims []Claim) (out []givenItem) {
	for i := range claims {
		c := &claims[i]
		if c.Item == "" && c.Quantity == nil {
			continue
		}
		at := slices.IndexFunc(out, func(x givenItem) bool { return x.line == c.Line })
		if at < 0 {
			at = len(out)
			out = append(out, givenItem{line: c.Line, name: c.Item, kind: c.ItemType, said: c})
		}
		switch c.Event {
		case pledge.Delivered:
			out[at].delivered = c.Quantity
		default:
			if c.Quantity != nil {
				out[at].committed = c.Quantity
			}
		}
	}
	return out
}

// lead says in a sentence whose contribution it is and what stands.
func (p *contributionPage) lead() string {
	last := p.c.Claims[len(p.c.Claims)-1]
	kind := upperFirst(p.kindOf(last.Type))
	var said []string
	for _, g := range p.ladder {
		if len(g.sums) > 0 {
			said = append(said, p.say("contribution.was", "sum", p.amounts(g.sums), "event", p.event(g.event)))
		}
	}
	if len(p.ladder) == 0 {
		return p.say("contribution.lead.gone", "donor", p.c.Donor.Name, "type", kind)
	}
	if len(said) == 0 {
		return p.say("contribution.lead.unvalued", "donor", p.c.Donor.Name, "type", kind)
	}
	return p.say("contribution.lead", "donor", p.c.Donor.Name, "type", kind, "sums", p.list(said))
}

func (p page) amounts(sums []money.Money) string {
	var out []string
	for _, s := range sums {
		out = append(out, p.money(s))
	}
	return p.list(out)
}

// texts are what was said of the contribution in words, each once: of several entries, the ones that
// stand.
func (p *contributionPage) texts() (out []string) {
	for _, c := range p.said {
		if t := strings.TrimSpace(c.Text); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// links are the source's own sources, each once, as the edition shown gives them.
func (p *contributionPage) links() (out []string) {
	for _, c := range p.said {
		for _, l := range c.Links {
			if l = strings.TrimSpace(l); l != "" && !slices.Contains(out, l) {
				out = append(out, l)
			}
		}
	}
	return out
}

// isLink reports whether a source's source is an address that can be opened.
func isLink(s string) bool {
	return (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && !strings.ContainsAny(s, " \t\n\"<>")
}

// entriesOf is the address of the entries of one event.
func (p *contributionPage) entriesOf(e pledge.Event) string {
	return p.to("/entries", fieldEdition, p.as, fieldSource, string(p.c.Series), fieldMeasure, string(e), fieldContribution, p.c.ID, fieldKnown, p.moment.position())
}

// sorted puts claims by event and line, and within those as they were said, so that what one edition
// says otherwise than the one before stands below it.
func (p *contributionPage) sorted() []Claim {
	out := slices.Clone(p.c.Claims)
	slices.SortStableFunc(out, func(a, b Claim) int {
		return cmp.Or(cmp.Compare(slices.Index(pledge.Events, a.Event), slices.Index(pledge.Events, b.Event)), cmp.Compare(a.Line, b.Line))
	})
	return out
}

// ladderSub says whose word the ladder is.
func (p *contributionPage) ladderSub() string {
	if p.as != "" {
		return p.say("contribution.ladder.as", "edition", p.as)
	}
	return p.say("contribution.ladder.sub")
}

// rungDates says when the entries of an event are dated.
func (p *contributionPage) rungDates(g rung) string {
	n := p.count("contribution.entries", g.entries)
	switch {
	case g.first.Precision == muster.Undated:
		return n + ", " + p.say("period.none")
	case g.first == g.last:
		return n + ", " + p.period(g.first)
	}
	return n + ", " + p.period(muster.Between(g.first.From, g.last.To))
}

// rungMark is what stands for an event without any value.
func (p *contributionPage) rungMark(g rung) string {
	if len(g.marks) == 0 {
		return p.say("mark.none")
	}
	return p.mark(g.marks[0])
}
