package web

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"net/http"
	"slices"
	"strings"
	"time"

	"muster"
	"muster/money"
	"muster/pledge"
	"muster/sheet"
)

// file answers a request for a list as a file: "csv" or "xlsx". It reports whether it answered; a
// page is wanted where no format is asked for. Every file says at which position of the record it was
// answered: a workbook on its second sheet, a CSV file on every row.
func (s *site) file(w http.ResponseWriter, r *http.Request, m Moment, name string, e sheet.Export) bool {
	if m.Known > 0 {
		at := m.At.UTC().Format(time.RFC3339Nano)
		e.About = append(e.About, [2]string{s.words.say("about.known"), m.position()}, [2]string{s.words.say("about.at"), at}, [2]string{s.words.say("about.root"), m.Root})
		for i, c := range slices.Concat(namedNumbers("known"), texts("known_at", "root")) {
			e.Stamps = append(e.Stamps, sheet.Stamp{ExportColumn: c, Text: []string{m.position(), at, m.Root}[i]})
		}
		name = fmt.Sprintf("%s-known-%d", name, m.Known)
	}
	e.About = append(e.About, [2]string{s.words.say("about.page"), pageAddress(r)})
	e.About = append(e.About, [2]string{s.words.say("about.digits"), s.words.say("about.digits.text")})
	e.About = slices.DeleteFunc(e.About, func(pair [2]string) bool { return pair[1] == "" })
	var write func(io.Writer) error
	kind, f := "", given(r.URL.Query(), fieldFormat)
	switch f {
	case "":
		return false
	case "csv":
		kind, write = "text/csv; charset=utf-8; header=present", e.CSV
	case "xlsx":
		kind, write = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", e.Workbook
	default:
		s.fail(w, r, muster.Invalid(fieldFormat, fmt.Sprintf("found %q; accepted are csv and xlsx, or nothing for a page", f)))
		return true
	}
	var b bytes.Buffer
	if err := write(&b); err != nil {
		s.fail(w, r, err)
		return true
	}
	sendFile(w, kind, name+"."+f, b.Bytes())
	return true
}

// texts, numbers and days are columns of a file, named numbers those that count nothing, as a year.
func texts(names ...string) []sheet.ExportColumn { return columnsOf(sheet.Text, false, names) }

func numbers(names ...string) []sheet.ExportColumn { return columnsOf(sheet.Number, false, names) }

func namedNumbers(names ...string) []sheet.ExportColumn { return columnsOf(sheet.Number, true, names) }

func days(names ...string) []sheet.ExportColumn { return columnsOf(sheet.Date, false, names) }

func columnsOf(kind sheet.Kind, plain bool, names []string) (out []sheet.ExportColumn) {
	for _, n := range names {
		out = append(out, sheet.ExportColumn{Name: n, Kind: kind, Plain: plain})
	}
	return out
}

// lazily makes the rows of a file when somebody wants them.
func lazily(rows func() [][]string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, r := range rows() {
			if !yield(r) {
				return
			}
		}
	}
}

// about begins what the second sheet of a workbook says: what the table is, how it came about, and
// what else there is to say of it.
func (p page) about(definition, method string, facts ...[2]string) [][2]string {
	return append([][2]string{{p.say("about.definition"), definition}, {p.say("about.method"), method}}, facts...)
}

// meansOf says what a measure is: "Allocated: the commitment was given to named items".
func (p page) meansOf(e pledge.Event) string {
	return upperFirst(p.event(e)) + ": " + p.say("define.event."+string(e))
}

// meansOfAll says it of several.
func (p page) meansOfAll(events []pledge.Event) string {
	var out []string
	for _, e := range events {
		out = append(out, p.meansOf(e))
	}
	return strings.Join(out, "; ")
}

// moneyCells are an amount and its currency, for files.
func moneyCells(m *money.Money) (amount, currency string) {
	if m == nil {
		return "", ""
	}
	return m.Amount.String(), string(m.Currency)
}

// amountCell is an amount for a file; empty where there is none.
func amountCell(a *money.Amount) string {
	if a == nil {
		return ""
	}
	return a.String()
}

// pageAddress is the page that a file shows, with the host by which it was asked for.
func pageAddress(r *http.Request) string {
	v := r.URL.Query()
	v.Del(fieldFormat)
	return originOf(r) + address(r.URL.EscapedPath(), v)
}

// originOf is the scheme and the host by which something was asked for.
func originOf(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// fileLinks lead to a list as files.
func (p page) fileLinks() []way {
	return []way{
		{p.with(fieldFormat, "csv", fieldPage, ""), p.say("file.csv")},
		{p.with(fieldFormat, "xlsx", fieldPage, ""), p.say("file.xlsx")},
	}
}
