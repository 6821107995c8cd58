package api

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"muster/kinds"
)

// readable refuses parameters that cannot be read, or say several things at once: the first of them
// would be heeded, the rest would not, and nobody would know.
func readable(raw string) *huma.ErrorModel {
	q, err := url.ParseQuery(raw)
	if err != nil {
		p := problem(http.StatusBadRequest, "invalid", fmt.Sprintf("The parameters cannot be read: %v. Write %% as %%25 and ; as %%3B.", err))
		p.Errors = []*huma.ErrorDetail{{Message: p.Detail, Location: "query"}}
		return p
	}
	var errs []*huma.ErrorDetail
	for _, name := range slices.Sorted(maps.Keys(q)) {
		if n := len(q[name]); n > 1 {
			errs = append(errs, &huma.ErrorDetail{Message: fmt.Sprintf("found it %d times; accepted is one, where several values are taken with commas between them", n), Location: "query." + short(name)})
		}
	}
	if errs == nil {
		return nil
	}
	p := problem(http.StatusUnprocessableEntity, "invalid", "A parameter is given more than once.")
	p.Errors = errs
	return p
}

// told makes refusals of the framework say what was found and what would be accepted, as all others do.
func told(ctx huma.Context, _ string, v any) (any, error) {
	p, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	for _, d := range p.Errors {
		found, isText := d.Value.(string)
		if isText {
			found = short(found)
			d.Value = found
		}
		rest, expected := strings.CutPrefix(d.Message, "expected ")
		switch kind, invalid := strings.CutPrefix(d.Message, "invalid "); {
		case d.Message == "unknown query parameter":
			d.Message = "there is no such parameter here; accepted " + parametersOf(ctx.Operation())
			d.Value = nil
		case invalid && isText && kind == "integer":
			d.Message = fmt.Sprintf("found %q; accepted is a whole number in digits", found)
		case invalid && isText:
			d.Message = fmt.Sprintf("found %q, which is no %s", found, kind)
		case expected && d.Value != nil:
			d.Message = fmt.Sprintf("found %v; accepted is a %s", short(fmt.Sprint(d.Value)), rest)
		}
	}
	return p, nil
}

func parametersOf(op *huma.Operation) string {
	var names []string
	if op != nil {
		for _, p := range op.Parameters {
			if p.In == "query" {
				names = append(names, p.Name)
			}
		}
	}
	if len(names) == 0 {
		return "is none"
	}
	return "are " + strings.Join(names, ", ")
}

// short keeps what somebody sent from filling an answer.
func short(s string) string {
	const most = 100
	if len(s) <= most {
		return strings.ToValidUTF8(s, "\uFFFD")
	}
	cut := most
	for cut > most-utf8.UTFMax && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return strings.ToValidUTF8(s[:cut], "\uFFFD") + "…"
}

// twice finds a field that an object of JSON has more than once.
func twice(text []byte) (name string, again bool) {
	name, again = kinds.Twice(text)
	return short(name), again
}
