package web

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"muster"
	"muster/money"
	"muster/pledge"
)

// The parameters of a figure, in URLs as on the command line. Those of Only may be given several
// times, or several values parted by commas.
const (
	fieldSource       = "source"
	fieldMeasure      = "measure"
	fieldBy           = "by"
	fieldGroup        = "group"
	fieldDonor        = "donor"
	fieldType         = "type"
	fieldYear         = "year"
	fieldMonth        = "month"
	fieldContribution = "contribution"
	fieldCurrency     = "currency"
	fieldRate         = "rate"
)

// onlyFields are the parameters that ask for some values of a dimension.
var onlyFields = []struct {
	name string
	dim  pledge.Dim
}{
	{fieldDonor, pledge.ByDonor},
	{fieldType, pledge.ByType},
	{fieldYear, pledge.ByYear},
	{fieldMonth, pledge.ByMonth},
	{fieldContribution, pledge.ByContribution},
}

// noValue stands in an address for the empty id: the entries that are dated less finely.
const noValue = "none"

// question is a figure as an address asks for it.
type question struct {
	pledge.PositionQuery
	known   string
	refused []*muster.Error
}

func (q *question) refuse(field, why string) {
	q.refused = append(q.refused, &muster.Error{Kind: muster.KindInvalid, Field: field, Why: why})
}

// readQuestion reads a figure out of an address, with the first series and its usual measure where
// none is named. What a question cannot be asked with is refused by its parameter's name.
func readQuestion(v url.Values, ledgers []Ledger) *question {
	q := &question{known: given(v, fieldKnown)}
	q.Series, q.Event = muster.SeriesID(given(v, fieldSource)), pledge.Event(given(v, fieldMeasure))
	q.Group, q.Edition = muster.PartyID(given(v, fieldGroup)), given(v, fieldEdition)
	q.settle(ledgers)
	for _, name := range []string{fieldFrom, fieldTo} {
		text := given(v, name)
		if text == "" {
			continue
		}
		d, err := muster.ParseDay(text)
		if err != nil {
			q.refuse(name, err.Error())
			continue
		}
		if name == fieldFrom {
			q.From = &d
		} else {
			q.To = &d
		}
	}
	if q.From != nil && q.To != nil && *q.To <= *q.From {
		q.refuse(fieldTo, fmt.Sprintf("found %s, which is not after %s; the window ends before this day, so it is at least one day after the first", q.To, q.From))
	}
	for _, f := range onlyFields {
		for _, id := range several(v, f.name) {
			q.Only = append(q.Only, pledge.Key{Dim: f.dim, ID: id})
		}
	}
	if c := given(v, fieldCurrency); c != "" {
		var err error
		if q.Currency, err = money.ParseCurrency(c); err != nil {
			q.refuse(fieldCurrency, err.Error())
		}
	}
	switch q.Rate = pledge.Rate(given(v, fieldRate)); q.Rate {
	case "", pledge.SourceRate, pledge.ReferenceRate:
	default:
		q.refuse(fieldRate, fmt.Sprintf("found %q; accepted are %s and %s", q.Rate, pledge.SourceRate, pledge.ReferenceRate))
	}
	if why := knownFault(q.known); why != "" {
		q.refuse(fieldKnown, why)
	}
	return q
}

// settle fills in the series and the measure where none is named, and refuses those there are not.
func (q *question) settle(ledgers []Ledger) {
	if len(ledgers) == 0 {
		return
	}
	at := 0
	if q.Series != "" {
		at = slices.IndexFunc(ledgers, func(l Ledger) bool { return l.Series == q.Series })
	}
	if at < 0 {
		var have []string
		for _, l := range ledgers {
			have = append(have, string(l.Series))
		}
		q.refuse(fieldSource, fmt.Sprintf("found %q; this record has the sources %s", q.Series, strings.Join(have, ", ")))
		at = 0
	}
	l := ledgers[at]
	q.Series = l.Series
	if q.Event == "" {
		q.Event = usualMeasure(l)
	}
	if !slices.Contains(pledge.Events, q.Event) {
		q.refuse(fieldMeasure, fmt.Sprintf("found %q; accepted are %s", q.Event, spelled(l.Measures)))
		q.Event = usualMeasure(l)
	}
}

// usualMeasure is what a series is asked for where nothing else is: allocations, as the pledge's
// method counts them, else the first it speaks of.
func usualMeasure(l Ledger) pledge.Event {
	if len(l.Measures) == 0 || slices.Contains(l.Measures, pledge.Allocated) {
		return pledge.Allocated
	}
	return l.Measures[0]
}

// several reads a parameter that may have several values. At most a thousand are read. The ids of
// contributions may have commas in them.
func several(v url.Values, name string) (out []string) {
	comma := ","
	if name == fieldContribution {
		comma = "\x00"
	}
	for _, text := range v[name] {
		for part := range strings.SplitSeq(text, comma) {
			part = strings.TrimSpace(strings.ToValidUTF8(part, "�"))
			if part == "" || len(part) > 400 || len(out) == 1000 {
				continue
			}
			if part == noValue {
				part = ""
			}
			if !slices.Contains(out, part) {
				out = append(out, part)
			}
		}
	}
	return out
}

// values are the parameters of a figure, without what it is broken down by.
func (q *question) values() url.Values {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set(fieldSource, string(q.Series))
	set(fieldMeasure, string(q.Event))
	set(fieldGroup, string(q.Group))
	set(fieldEdition, q.Edition)
	set(fieldCurrency, string(q.Currency))
	set(fieldRate, string(q.Rate))
	set(fieldKnown, q.known)
	if q.Layer != nil {
		set(fieldLayer, q.Layer.ID)
	}
	if q.From != nil {
		set(fieldFrom, q.From.String())
	}
	if q.To != nil {
		set(fieldTo, q.To.String())
	}
	for _, f := range onlyFields {
		if f.dim != pledge.ByContribution {
			set(f.name, q.only(f.dim))
			continue
		}
		for _, k := range q.Only {
			if k.Dim == f.dim {
				v.Add(f.name, k.ID)
			}
		}
	}
	return v
}

func orNone(id string) string {
	if id == "" {
		return noValue
	}
	return id
}

// only is the one value asked for of a dimension, as a form shows it; several are joined.
func (q *question) only(d pledge.Dim) string {
	var ids []string
	for _, k := range q.Only {
		if k.Dim == d {
			ids = append(ids, orNone(k.ID))
		}
	}
	return strings.Join(ids, ",")
}

// narrowed is the question for the entries behind one cell: with one value of each dimension.
func (q *question) narrowed(by []pledge.Dim, ids []string) *question {
	out := *q
	out.Only = slices.DeleteFunc(slices.Clone(q.Only), func(k pledge.Key) bool { return slices.Contains(by, k.Dim) })
	for i, d := range by {
		switch d {
		case pledge.BySeries, pledge.ByEvent: // a figure is of one series and one measure
		default:
			out.Only = append(out.Only, pledge.Key{Dim: d, ID: ids[i]})
		}
	}
	return &out
}

// entriesPath is the address of the entries a figure adds up, as known at a position.
func (q *question) entriesPath(at Moment) string {
	v := q.values()
	v.Set(fieldKnown, at.position())
	return address("/entries", v)
}
