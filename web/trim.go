package web

import (
	"context"
	"net/http"
	"strings"

	"muster"
	"muster/item"
	"muster/lists"
	"muster/offer"
)

// trimName is the form by which an offer is made smaller.
const trimName = "trim"

// trimForm makes an offer smaller where it and others are more than a requirement needs.
func (p *offerPage) trimForm() {
	if !p.mayState() || len(p.o.Crowds) == 0 {
		return
	}
	keep := item.Ratio{}
	for i := range p.o.Crowds {
		if x, ok := p.o.Crowds[i].Of(p.o.ID); ok && x.Keep.Sign() > 0 {
			keep = item.RatioOf(x.Keep)
		}
	}
	if keep.Sign() == 0 {
		return
	}
	f := &sayForm{
		name: trimName, kind: offer.KindLine, title: p.say("trim.title"), button: p.say("trim.send"), text: p.say("trim.text"), strong: true,
		hidden: []way{{"replaces", string(p.o.Statement)}},
		fields: []sayField{{name: "quantity", label: p.say("trim.quantity", "unit", p.unit(p.o.Unit)), value: keep.String(), hint: p.say("trim.quantity.hint", "n", p.qty(p.o.Quantity))}},
	}
	if v := p.o.Value; v != nil {
		f.fields = append(f.fields, sayField{name: "value.amount", label: p.say("trim.value", "currency", v.Currency), value: share(v.Amount, keep, item.RatioOf(p.o.Quantity)), hint: p.say("trim.value.hint", "n", p.grouped(v.Amount))})
	}
	f.fields = append(f.fields, sayField{name: "why", label: p.say("say.why"), hint: p.say("say.why.change"), long: true, leave: true})
	p.forms = append(p.forms, f)
}

// trim states an offer again, as it stands but for its quantity and its value.
func (s *site) trim(r *http.Request, id string) error {
	who, ok := acting(r.Context())
	if !ok {
		return muster.Denied(s.words.say("write.denied"))
	}
	o, err := s.src.Offer(r.Context(), "", id)
	if err != nil {
		return err
	}
	get := func(name string) string { return strings.TrimSpace(r.PostForm.Get(name)) }
	line := o.Stock.Line
	line.Envelope = muster.Envelope{Kind: offer.KindLine, About: id, Audience: o.Audience, Replaces: muster.ID(get("replaces")), Why: get("why")}
	line.Quantity = lists.PlainNumber(get("quantity"))
	if line.Value != nil {
		value := *line.Value
		value.Amount = lists.PlainNumber(get("value.amount"))
		line.Value = &value
	}
	_, err = s.src.Say(context.WithoutCancel(r.Context()), who.Principal, &line, r.PostForm.Get("shown"))
	return err //nolint:wrapcheck // a refusal is shown at its field
}
