package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"muster"
	"muster/pledge"
)

// The names of the switches, in URLs as on the command line.
const (
	fieldMethod     = "method"
	fieldFrom       = "from"
	fieldTo         = "to"
	fieldGDPYear    = "gdp-year"
	fieldMonths     = "months-inside"
	fieldMembership = "membership"
	fieldKnown      = "known"
	fieldEdition    = "edition"
)

var fields = []string{
	fieldMethod, fieldFrom, fieldTo, fieldGDPYear, fieldMonths, fieldMembership, fieldKnown, fieldEdition,
}

var memberships = []string{"window-end", "entry-date"}

// form is the switches as text: what was asked, or after an answer what was counted.
type form map[string]string

// readForm takes the switches out of a URL. What is longer than any switch could be is cut.
func readForm(v url.Values) form {
	f := form{}
	for _, name := range fields {
		f[name] = given(v, name)
	}
	return f
}

// given is a parameter of a URL as text. What is longer than any could be is cut.
func given(v url.Values, name string) string {
	s := strings.TrimSpace(strings.ToValidUTF8(v.Get(name), "�"))
	if len(s) > 200 {
		cut := 200
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut]
	}
	return s
}

// query reads the form. Each refusal names its switch.
func (f form) query(t Terms) (q Query, refused []*muster.Error) {
	refuse := func(field, why string) {
		refused = append(refused, &muster.Error{Kind: muster.KindInvalid, Field: field, Why: why})
	}
	oneOf := func(field string, accepted []string) string {
		v := f[field]
		if v != "" && !slices.Contains(accepted, v) {
			refuse(field, fmt.Sprintf("found %q; accepted are %s", v, strings.Join(accepted, ", ")))
		}
		return v
	}
	dayOf := func(field string) *muster.Day {
		if f[field] == "" {
			return nil
		}
		d, err := muster.ParseDay(f[field])
		if err != nil {
			refuse(field, err.Error())
			return nil
		}
		return &d
	}
	var methods, editions []string
	for _, m := range t.Methods {
		methods = append(methods, m.Name)
	}
	for _, e := range t.Editions {
		editions = append(editions, e.Label)
	}
	q = Query{
		Method: oneOf(fieldMethod, methods), From: dayOf(fieldFrom), To: dayOf(fieldTo),
		Membership: oneOf(fieldMembership, memberships), Edition: oneOf(fieldEdition, editions), Known: f[fieldKnown],
	}
	if q.From != nil && q.To != nil && *q.To <= *q.From {
		refuse(fieldTo, fmt.Sprintf("found %s, which is not after %s; the window ends before this day, so it is at least one day after the first", q.To, q.From))
	}
	if y := f[fieldGDPYear]; y != "" {
		n, err := strconv.Atoi(y)
		if err != nil || n < 1900 || n > 2999 {
			refuse(fieldGDPYear, fmt.Sprintf("found %q; a year has four digits, as in 2023", y))
		} else if len(t.GDPYears) > 0 && !slices.Contains(t.GDPYears, n) {
			refuse(fieldGDPYear, fmt.Sprintf("found %d; GDP is there for %s", n, years(t.GDPYears)))
		}
		q.GDPYear = n
	}
	switch f[fieldMonths] {
	case "":
	case "yes":
		q.MonthsInside = true
	default:
		refuse(fieldMonths, fmt.Sprintf("found %q; accepted are yes, or nothing", f[fieldMonths]))
	}
	if why := knownFault(q.Known); why != "" {
		refuse(fieldKnown, why)
	}
	return q, refused
}

// knownFault says what is wrong with a known position; empty: nothing.
func knownFault(s string) string {
	if s == "" {
		return ""
	}
	if n, err := strconv.ParseUint(s, 10, 64); err == nil && n > 0 {
		return ""
	}
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04", "2006-01-02T15:04Z", time.RFC3339Nano} {
		if _, err := time.Parse(layout, s); err == nil {
			return ""
		}
	}
	return fmt.Sprintf("found %q; accepted are a position (5914), a day (2024-07-10) or an instant (2024-07-10T12:00:00Z); leave it empty for what is known now", s)
}

func years(list []int) string {
	var s []string
	for _, y := range list {
		s = append(s, strconv.Itoa(y))
	}
	return strings.Join(s, ", ")
}

// values are the switches that differ from the pledge's own terms, for a URL.
func (q Query) values() url.Values {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set(fieldMethod, q.Method)
	if q.From != nil {
		set(fieldFrom, q.From.String())
	}
	if q.To != nil {
		set(fieldTo, q.To.String())
	}
	if q.GDPYear != 0 {
		set(fieldGDPYear, strconv.Itoa(q.GDPYear))
	}
	if q.MonthsInside {
		set(fieldMonths, "yes")
	}
	set(fieldMembership, q.Membership)
	set(fieldKnown, q.Known)
	set(fieldEdition, q.Edition)
	if q.Layer != nil {
		set(fieldLayer, q.Layer.ID)
	}
	return v
}

// answered is the form as an answer leaves it: every switch with the value that was used.
func answered(r pledge.Result, q Query) form {
	f := form{
		fieldMethod: r.MethodName, fieldFrom: r.Window.From.String(), fieldTo: r.Window.To.String(),
		fieldMembership: r.Membership, fieldKnown: q.Known, fieldEdition: q.Edition,
	}
	if r.GDPYear != 0 {
		f[fieldGDPYear] = strconv.Itoa(r.GDPYear)
	}
	if r.MonthsIn {
		f[fieldMonths] = "yes"
	}
	return f
}

// The parameters that select rows, and the one that keeps the position at which a number was shown.
const (
	fieldParty  = "party"
	fieldReason = "left-out"
	fieldDays   = "days"
	fieldAt     = "at"
	fieldPage   = "page"
	fieldFormat = "format"
)

var reasons = pledge.Reasons

// readSelection reads which rows are asked for.
func readSelection(v url.Values) (s Selection, err error) {
	s.Party, s.Reason = muster.PartyID(v.Get(fieldParty)), pledge.Reason(v.Get(fieldReason))
	if s.Reason != "" && !slices.Contains(reasons, s.Reason) {
		return s, muster.Invalid(fieldReason, fmt.Sprintf("found %q; accepted are %s", s.Reason, spelled(reasons)))
	}
	if s.Days, err = muster.ParsePeriod(v.Get(fieldDays)); err != nil {
		return s, muster.Invalid(fieldDays, err.Error())
	}
	return s, nil
}

func (s Selection) values(v url.Values) url.Values {
	for name, value := range map[string]string{
		fieldParty: string(s.Party), fieldReason: string(s.Reason), fieldDays: s.Days.String(),
	} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// spelled lists what is accepted: "donor, type, year".
func spelled[S ~string](all []S) string {
	var out []string
	for _, s := range all {
		out = append(out, string(s))
	}
	return strings.Join(out, ", ")
}
