package web

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"time"

	"muster"
	"muster/sheet"
)

// file answers a request for a list as a file: "csv" or "xlsx". It reports whether it answered; a
// page is wanted where no format is asked for.
func (s *site) file(w http.ResponseWriter, r *http.Request, m Moment, name string, e sheet.Export) bool {
	e.About = append(e.About,
		[2]string{s.words.say("about.known"), m.position()},
		[2]string{s.words.say("about.at"), m.At.UTC().Format(time.RFC3339Nano)},
		[2]string{s.words.say("about.root"), m.Root},
		[2]string{s.words.say("about.page"), pageAddress(r)},
	)
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
	sendFile(w, kind, fmt.Sprintf("%s-known-%d.%s", name, m.Known, f), b.Bytes())
	return true
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
