package web

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"muster/money"
)

// rowsColumns are the columns of a file of rows: the row, what it adds, and by which answer, so that
// a file says what it is without a companion.
var rowsColumns = []string{
	"statement", "contribution", "line", "party", "name", "type", "event", "date",
	"said_amount", "said_currency", "mark", "adds_amount", "adds_currency", "left_out",
	"pledge", "method", "window_from", "window_to", "months_inside", "membership", "series", "edition", "known", "known_at", "root",
}

// csv writes all rows with every digit they keep.
func (p *rowsPage) csv(w http.ResponseWriter) {
	r := p.res
	var b strings.Builder
	out := csv.NewWriter(&b)
	out.UseCRLF = true
	out.Write(rowsColumns) //nolint:errcheck // a Builder does not fail
	for _, l := range p.lines {
		said, saidIn := moneyCells(l.Value)
		adds, addsIn := moneyCells(l.Counted)
		out.Write([]string{ //nolint:errcheck // a Builder does not fail
			inert(string(l.Statement)), inert(l.Contribution), inert(l.Line), inert(string(l.Party)), inert(l.Name), inert(l.Type),
			inert(string(l.Event)), inert(l.Period.String()), said, saidIn, string(l.Mark), adds, addsIn, string(l.Reason),
			inert(r.Pledge), inert(r.Method), r.Window.From.String(), r.Window.To.String(), strconv.FormatBool(r.MonthsIn), inert(r.Membership),
			inert(string(r.Series)), inert(r.Edition), strconv.FormatUint(uint64(r.Known), 10), r.KnownAt.UTC().Format(time.RFC3339Nano), inert(r.Root),
		})
	}
	out.Flush()
	p.send(w, "rows", b.String())
}

// sharesColumns are the columns of a file of shares. Gap is share − counted, as everywhere in files.
var sharesColumns = []string{
	"party", "name", "gdp", "gdp_currency", "gdp_year", "share", "indicative", "counted", "gap", "mark", "currency",
	"pledge", "method", "window_from", "window_to", "months_inside", "membership", "series", "edition", "known", "known_at", "root",
}

func (p *pledgePage) sharesCSV(w http.ResponseWriter) {
	r := p.res
	var b strings.Builder
	out := csv.NewWriter(&b)
	out.UseCRLF = true
	out.Write(sharesColumns) //nolint:errcheck // a Builder does not fail
	for _, s := range r.Shares {
		counted, _ := moneyCells(s.Counted)
		gap, _ := moneyCells(s.Gap)
		out.Write([]string{ //nolint:errcheck // a Builder does not fail
			inert(string(s.Party)), inert(s.Name), s.GDP.Amount.String(), string(r.GDPUnit), strconv.Itoa(r.GDPYear), s.Share.String(), s.Indicative.Amount.String(),
			counted, gap, string(s.Mark), string(s.Indicative.Currency),
			inert(r.Pledge), inert(r.Method), r.Window.From.String(), r.Window.To.String(), strconv.FormatBool(r.MonthsIn), inert(r.Membership),
			inert(string(r.Series)), inert(r.Edition), strconv.FormatUint(uint64(r.Known), 10), r.KnownAt.UTC().Format(time.RFC3339Nano), inert(r.Root),
		})
	}
	out.Flush()
	p.send(w, "shares", b.String())
}

func (p *pledgePage) send(w http.ResponseWriter, what, body string) {
	w.Header().Set("Content-Type", "text/csv; charset=utf-8; header=present")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s-%s-known-%d.csv"`, fileName(p.terms.Name), what, p.res.Known))
	w.Write([]byte(body)) //nolint:errcheck // the reader left
}

// fileName keeps letters, digits and dashes.
func fileName(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}, s)
}

func moneyCells(m *money.Money) (amount, currency string) {
	if m == nil {
		return "", ""
	}
	return m.Amount.String(), string(m.Currency)
}

// inert makes a text a spreadsheet would run as a formula a text again, by an apostrophe before
// it. Amounts are written as numbers and never pass here.
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n|", rune(s[0])) {
		return "'" + s
	}
	return s
}
