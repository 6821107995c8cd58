package web

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"
)

// fieldName is a switch's label.
func (p *pledgePage) fieldName(field string) string {
	keys := map[string]string{
		fieldMethod: "form.method", fieldFrom: "form.from", fieldTo: "form.to", fieldGDPYear: "form.gdp",
		fieldMonths: "form.months", fieldMembership: "form.membership", fieldKnown: "form.known", fieldEdition: "form.edition",
	}
	if key, ok := keys[field]; ok {
		return p.say(key)
	}
	return field
}

// attrs are what makes a control the one of its label, and says what is wrong with it.
func (p *pledgePage) attrs(field string) templ.Attributes {
	a := templ.Attributes{"id": field, "name": field}
	if p.refusedAt(field) != "" {
		a["aria-invalid"] = "true"
		a["aria-describedby"] = field + "-why"
	}
	return a
}

// stray says that a control was handed a value it does not offer; it is kept for the reader to see.
func (p *pledgePage) stray(field string) bool {
	v := p.form[field]
	if v == "" {
		return false
	}
	var offered []string
	switch field {
	case fieldMethod:
		for _, m := range p.terms.Methods {
			offered = append(offered, m.Name)
		}
	case fieldEdition:
		for _, e := range p.terms.Editions {
			offered = append(offered, e.Label)
		}
	case fieldGDPYear:
		for _, y := range p.terms.GDPYears {
			offered = append(offered, strconv.Itoa(y))
		}
	case fieldMembership:
		offered = memberships
	}
	return !slices.Contains(offered, v)
}

// own says that the page differs from the pledge's own terms, so that there is a way back to them.
// What is known is no term of the pledge: it stays, and has a way back of its own.
func (p *pledgePage) own() bool {
	v := p.query.values()
	v.Del(fieldKnown)
	return len(p.refused) > 0 || len(v) > 0
}
