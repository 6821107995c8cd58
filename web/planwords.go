package web

import (
	"cmp"
	"strings"

	"muster"
	"muster/matching/plan"
	"muster/report"
)

// What a plan says of itself comes as data: a reason, ids, figures. Here it becomes sentences of the
// reader's language; figures are as the page writes them everywhere, not as the exact ratios that files have.

// matchWords say why a match is made, and not another.
func (p *planPage) matchWords(m *report.PlanMatch) string {
	switch {
	case m.Pinned:
		return p.say("plan.why.pinned")
	case !m.Looked:
		return p.say("plan.why.notlooked")
	case len(m.Instead) == 0:
		return p.say("plan.why.noother")
	}
	return p.insteadWords(&m.Instead[0])
}

// insteadWords say what another offer in a match's place would do to the plan.
func (p *planPage) insteadWords(x *report.PlanInstead) string {
	if len(x.Loses) == 0 {
		return p.say("plan.why.aswell", "offer", x.Offer)
	}
	first := x.Loses[0]
	if strings.HasPrefix(first.By, "-") {
		return p.say("plan.why.maybe", "offer", x.Offer)
	}
	return p.say("plan.why.with."+first.Level, "offer", x.Offer, "n", p.number(first.By))
}

// blockWords say what keeps a requirement open.
func (p *planPage) blockWords(b *report.PlanBlock, o *report.PlanOpen) string {
	switch plan.BlockReason(b.Reason) {
	case plan.NoOffer:
		return p.say("plan.why.nooffer", "item", p.itemOf(o.Requirement, o.Item))
	case plan.NotEnough:
		return p.say("plan.why.notenough")
	case plan.Taken:
		key := "plan.why.taken"
		if b.Higher {
			key += ".higher"
		}
		return p.say(key, "n", p.number(b.Quantity), "offer", b.Offer, "need", b.Line)
	case plan.BlockPart:
		if b.Line == "" {
			return p.say("plan.why.nopart")
		}
		key, days := "plan.why.part", b.Days
		switch {
		case b.Days > 0:
			key += ".late"
		case b.Early > 0:
			key, days = key+".early", b.Early
		}
		return p.say(key, "need", b.Line, "offer", b.Offer, "days", p.count("plan.why.days", int(days)))
	}
	also := ""
	for i, a := range b.Also {
		if i > 0 {
			also += ", "
		}
		also += p.say("plan.why.also." + a)
	}
	words := p.outWords(b.Reason, b.Offer, b.Days, string(b.Party))
	if also != "" {
		words += p.say("plan.why.also", "what", also)
	}
	return words
}

// outWords say what keeps an offer from a requirement.
func (p *planPage) outWords(reason, offer string, days int64, party string) string {
	switch {
	case reason == string(plan.Late):
		return p.say("plan.why.out.late", "offer", offer, "days", p.count("plan.why.days", int(days)))
	case reason == string(plan.NoConsent) && party != "":
		return p.say("plan.why.consent", "offer", offer, "party", p.party(muster.PartyID(party)))
	}
	return p.say("plan.why.out."+reason, "offer", offer)
}

// doWords say what the cheapest change asks of people.
func (p *planPage) doWords(ch *report.PlanChange) string {
	key := "plan.why.do." + string(ch.Act)
	if ch.Act == plan.Smaller && ch.Quantity.Sign() == 0 {
		key += ".any"
	}
	if !p.has(key) {
		return p.ours(ch.Says())
	}
	day := ""
	if ch.Day != nil {
		day = p.day(*ch.Day)
	}
	return p.say(key, "need", ch.Line, "offer", ch.Offer, "reservation", ch.Reservation, "n", p.part(ch.Quantity), "unit", string(ch.Unit), "item", string(ch.Item),
		"party", p.party(ch.Party), "days", p.count("plan.why.days", int(ch.Days)), "day", day)
}

// fillingWords say what an offer would do if one thing did not keep it out.
func (p *planPage) fillingWords(f *report.PlanFilling) string {
	if f.Reason == string(plan.Late) {
		return p.say("plan.why.fills.late", "offer", f.Offer, "share", p.share(f.Share), "days", p.count("plan.why.days", int(f.DaysLate)))
	}
	return p.say("plan.why.fills", "offer", f.Offer, "share", p.share(f.Share), "why", p.outWords(cmp.Or(f.Reason, string(plan.Late)), f.Offer, f.DaysLate, ""))
}
