package web

import (
	"slices"

	"muster/pledge"
	"muster/sheet"
)

// targetOf is how a layer names an entry.
func targetOf(e *pledge.Entry) pledge.Target {
	return pledge.Target{Contribution: e.About, Line: e.Line, Event: e.Event}
}

// saysOf is what an entry says of what a layer may say otherwise.
func saysOf(e *pledge.Entry) *pledge.Says {
	says := &pledge.Says{Party: e.Party, Type: e.Type, Date: period(e).String()}
	for to, v := range map[*string]*pledge.Value{&says.Value: e.Value, &says.Converted: e.Converted} {
		switch {
		case v == nil:
		case v.Mark != "":
			*to = string(v.Mark)
		default:
			*to = string(v.Currency) + " " + v.Amount
		}
	}
	return says
}

// laidClaims are claims as a layer has them: what it excludes does not stand, what it says otherwise is
// said.
func laidClaims(claims []Claim, o *pledge.Overlay) []Claim {
	if o == nil {
		return claims
	}
	out := slices.Clone(claims)
	for i := range out {
		if j := o.Of(targetOf(&out[i].Entry)); j != nil && out[i].Stands {
			out[i].Stands = !j.Exclude
			j.Edit(&out[i].Entry)
		}
	}
	return out
}

// laidSaid is what is said as a layer has it, without what the layer excludes.
func (p *contributionPage) laidSaid() []Claim {
	laid := laidClaims(p.said, p.over)
	if p.over == nil {
		return laid
	}
	var out []Claim
	for i := range laid {
		if laid[i].Stands == p.said[i].Stands {
			out = append(out, laid[i])
		}
	}
	return out
}

// laidExport adds to a file which layer is laid over it: to each row its name and digest and, where
// rows are judged one by one, what it says of the row; and to what the file is about, the figure without
// it. Without a layer the file is as ever.
func (p page) laidExport(x *pledge.Laid, e sheet.Export, judged func(row int) string) sheet.Export {
	if p.over == nil {
		return e
	}
	e.Columns = append(slices.Clone(e.Columns), sheet.ExportColumn{Name: "layer", Kind: sheet.Text})
	if judged != nil {
		e.Columns = append(e.Columns, sheet.ExportColumn{Name: "judged", Kind: sheet.Text})
	}
	if x != nil {
		e.About = append(e.About, [2]string{p.say("layer.about.without"), p.moneyRows(x.Without)}, [2]string{p.say("layer.about.excluded"), p.moneyRows(x.Excluded)})
	}
	rows := e.Rows
	e.Rows = func(yield func([]string) bool) {
		n := 0
		for row := range rows {
			row = append(slices.Clone(row), p.over.Method())
			if judged != nil {
				row = append(row, judged(n))
			}
			if n++; !yield(row) {
				return
			}
		}
	}
	return e
}
