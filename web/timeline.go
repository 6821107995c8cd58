package web

import (
	"slices"

	"muster"
	"muster/figure"
	"muster/pledge"
)

// milestones are the rungs that are shown above the highest one reached, empty: what is still to come.
var milestones = []pledge.Event{pledge.Allocated, pledge.Delivered, pledge.Confirmed}

// moved is what was said to have happened in the same time: one mark on the line of its event.
type moved struct {
	rung
	when   muster.Period
	claims []Claim
}

// movesOf groups claims by event and time, both in order, what has no date last.
func movesOf(claims []Claim) (out []moved) {
	for _, event := range pledge.Events {
		first := len(out)
		for _, c := range claims {
			if c.Event != event {
				continue
			}
			when := period(&c.Entry)
			at := slices.IndexFunc(out[first:], func(m moved) bool { return m.when == when })
			if at < 0 {
				out, at = append(out, moved{when: when}), len(out)-first
			}
			out[first+at].claims = append(out[first+at].claims, c)
		}
		slices.SortStableFunc(out[first:], func(a, b moved) int {
			switch none := muster.Undated; {
			case (a.when.Precision == none) != (b.when.Precision == none):
				if a.when.Precision == none {
					return 1
				}
				return -1
			case a.when.From != b.when.From:
				return int(int64(a.when.From) - int64(b.when.From))
			}
			return int(int64(a.when.To) - int64(b.when.To))
		})
	}
	for i := range out {
		out[i].rung = rungs(out[i].claims)[0]
	}
	return out
}

// timeline draws when each event happened and what it came to; nil where nothing is dated.
func (p *contributionPage) timeline() figure.Form {
	moves := movesOf(p.counted)
	if !slices.ContainsFunc(moves, func(m moved) bool { return m.when.Precision != muster.Undated }) {
		return nil
	}
	f := figure.Timeline{
		Head: figure.Head{
			Title:   p.say("contribution.timeline.of", "id", p.c.ID),
			Columns: []string{p.say("rows.event"), p.say("rows.date"), p.say("contribution.timeline.what")},
		},
		Undated: p.say("period.none"), Months: p.short,
	}
	place := map[pledge.Event]int{}
	last := slices.Index(pledge.Events, p.ladder[len(p.ladder)-1].event)
	for i, e := range pledge.Events {
		if slices.ContainsFunc(p.ladder, func(g rung) bool { return g.event == e }) || i > last && slices.Contains(milestones, e) {
			place[e] = len(f.Rungs)
			f.Rungs = append(f.Rungs, figure.Rung{Name: p.event(e), Back: i >= slices.Index(pledge.Events, pledge.Reduced)})
		}
	}
	var said []string
	for _, m := range moves {
		e := figure.Event{Rung: place[m.event], When: m.when, Text: p.came(m), Href: p.behindMove(m)}
		f.Events = append(f.Events, e)
		said = append(said, p.say("contribution.timeline.event", "event", p.event(m.event), "when", p.period(m.when), "what", e.Text))
	}
	f.Desc = p.say("contribution.timeline.desc", "events", p.list(said))
	return f
}

// came is what an event came to in few words: its money, else its count, else why there is neither.
func (p *contributionPage) came(m moved) string {
	var out []string
	for _, sum := range m.sums {
		out = append(out, p.amountOf(sum))
	}
	if len(out) > 0 {
		return p.list(out)
	}
	if len(m.claims) == 1 {
		if q := quantity(p.page, m.claims[0].Quantity); q != "" {
			return q
		}
		return p.rungMark(m.rung)
	}
	return p.count("contribution.entries", len(m.claims))
}

// behindMove is the address of what an event was read from: its statement, or the entries that its
// number is made of.
func (p *contributionPage) behindMove(m moved) string {
	all := 0
	for _, c := range p.counted {
		if c.Event == m.event {
			all++
		}
	}
	switch {
	case len(m.claims) == 1:
		return p.statementAt(m.claims[0].Statement)
	case len(m.claims) == all:
		return p.entriesOf(m.event)
	}
	return "#claims"
}
