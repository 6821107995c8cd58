package web

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/sheet"
)

// The fields of the form that brings a file.
const (
	fieldFile   = "file"
	fieldLabel  = "label"
	fieldAsOf   = "as-of"
	fieldSeries = "series"
	fieldTitle  = "title"
	fieldWhy    = "why"
	fieldSure   = "sure"
)

// mostUpload is the largest file that a page takes; the command line takes larger ones.
const mostUpload = 64 << 20

// importPage is the form that brings a file, and what is wrong with it.
type importPage struct {
	page
	f       filter // its fields and refusals
	writing bool
}

func (s *site) importPage(r *http.Request, values func(string) string, refused []*muster.Error) *importPage {
	p := &importPage{page: s.pageAt(r, s.words.say("nav.import"), "import", s.now(r))}
	p.here, p.page.asked = true, "" // files are brought now, whatever was looked at before
	_, p.writing = s.may(r)
	kinds := []option{}
	for _, k := range ImportKinds {
		kinds = append(kinds, option{k, p.say("import.kind." + k)})
	}
	p.f = filter{refused: refused, fields: []field{
		{name: fieldFile, label: p.say("import.file")},
		{name: fieldKind, label: p.say("import.kind"), value: values(fieldKind), options: kinds},
		{name: fieldLabel, label: p.say("import.label"), hint: p.say("import.label.hint"), value: values(fieldLabel), example: "Release 29"},
		{name: fieldAsOf, label: p.say("import.asof"), hint: p.say("import.asof.hint"), value: values(fieldAsOf), example: "2026-02-28", class: "day"},
		{name: fieldSeries, label: p.say("import.series"), value: values(fieldSeries), example: "ministry"},
		{name: fieldBy, label: p.say("import.by"), hint: p.say("import.by.hint"), value: values(fieldBy), example: "de"},
		{name: fieldTitle, label: p.say("import.title"), value: values(fieldTitle)},
	}}
	return p
}

func (s *site) importForm(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	s.show(w, r, http.StatusOK, s.importPage(r, func(name string) string { return given(v, name) }, nil).whole())
}

// tryImport reads the file that was sent and leads to what recording it would do.
func (s *site) tryImport(w http.ResponseWriter, r *http.Request) {
	by, ok := s.may(r)
	if !ok {
		s.fail(w, r, muster.Denied(s.words.say("write.denied")), way{"/import", s.words.say("nav.import")})
		return
	}
	up, refused, status := s.upload(w, r)
	if len(refused) > 0 {
		r = outlasting(r)
	} else {
		up.By = by
		digest, err := s.src.Try(r.Context(), up)
		if err == nil {
			http.Redirect(w, r, "/import/"+digest, http.StatusSeeOther)
			return
		}
		if refused = muster.Refusals(err); len(refused) == 0 {
			s.fail(w, r, err)
			return
		}
		refused, status = atTheirFields(refused), statusOf(refused)
	}
	values := func(name string) string {
		if r.MultipartForm == nil {
			return ""
		}
		return given(r.MultipartForm.Value, name)
	}
	s.show(w, r, status, s.importPage(r, values, refused).whole())
}

// atTheirFields leads refusals to the form's fields: what names none of them is about the file.
func atTheirFields(refused []*muster.Error) (out []*muster.Error) {
	for _, e := range refused {
		x := *e
		if !slices.Contains([]string{fieldKind, fieldLabel, fieldAsOf, fieldSeries, fieldBy, fieldTitle}, x.Field) {
			x.Field = fieldFile
		}
		out = append(out, &x)
	}
	return out
}

// upload reads the form; its size is bounded before anything is kept.
func (s *site) upload(w http.ResponseWriter, r *http.Request) (up Upload, refused []*muster.Error, status int) {
	refuse := func(field, why string) {
		refused = append(refused, &muster.Error{Kind: muster.KindInvalid, Field: field, Why: why})
	}
	r.Body = http.MaxBytesReader(w, r.Body, mostUpload+1<<20)
	err := r.ParseMultipartForm(8 << 20)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		refuse(fieldFile, s.words.say("import.large", "most", strconv.Itoa(mostUpload>>20)))
		return up, refused, http.StatusRequestEntityTooLarge
	case err != nil:
		refuse(fieldFile, s.words.say("import.unread"))
		return up, refused, http.StatusBadRequest
	}
	defer r.MultipartForm.RemoveAll() //nolint:errcheck // the system clears its temporary folder
	v := r.MultipartForm.Value
	up = Upload{Kind: given(v, fieldKind), Label: given(v, fieldLabel), Series: muster.SeriesID(given(v, fieldSeries)), Claims: muster.PartyID(given(v, fieldBy)), Title: given(v, fieldTitle)}
	if !slices.Contains(ImportKinds, up.Kind) {
		refuse(fieldKind, fmt.Sprintf("found %q; accepted are %s", up.Kind, strings.Join(ImportKinds, ", ")))
	}
	if d := given(v, fieldAsOf); d != "" {
		day, err := muster.ParseDay(d)
		if err != nil {
			refuse(fieldAsOf, err.Error())
		}
		up.AsOf = &day
	}
	if up.Kind != "entries" {
		for _, name := range []string{fieldSeries, fieldBy, fieldTitle} {
			if given(v, name) != "" {
				refuse(name, s.words.say("import.entries.only"))
			}
		}
	}
	if up.Name, up.Data, err = fileOf(r.MultipartForm.File[fieldFile]); err != nil || up.Name == "" || len(up.Data) == 0 {
		refuse(fieldFile, s.words.say("import.nofile"))
	} else if len(up.Data) > mostUpload {
		refuse(fieldFile, s.words.say("import.large", "most", strconv.Itoa(mostUpload>>20)))
		return up, refused, http.StatusRequestEntityTooLarge
	}
	return up, refused, http.StatusBadRequest
}

func fileOf(files []*multipart.FileHeader) (name string, data []byte, err error) {
	if len(files) == 0 {
		return "", nil, nil
	}
	f, err := files[0].Open()
	if err != nil {
		return "", nil, err
	}
	defer f.Close() //nolint:errcheck // it is read only
	data, err = io.ReadAll(io.LimitReader(f, mostUpload+1))
	return cmp.Or(files[0].Filename, fieldFile), data, err
}

// trialPage is what recording a file would do, or did.
type trialPage struct {
	page
	t       Trial
	list    table
	paging  paging
	refused []*muster.Error
}

// trial finds what was tried under the digest of an address.
func (s *site) trial(r *http.Request) (*trialPage, error) {
	by, ok := s.may(r)
	if !ok {
		return nil, muster.Denied(s.words.say("write.denied"))
	}
	t, err := s.src.Tried(r.Context(), by, printable(r.PathValue("digest")))
	if err != nil {
		return nil, err
	}
	p := &trialPage{page: s.pageAt(r, s.words.say("import.trial.title", "name", t.Name), "import", s.now(r)), t: t}
	p.quick = true
	g, from, to := p.pagesOf(len(t.Faults), faultsEach, pageAsked(given(r.URL.Query(), fieldPage)))
	p.paging, p.list = anchored(g, "#faults"), p.faultTable(p.say("faults.caption", "from", strconv.Itoa(from+1), "to", strconv.Itoa(to), "n", p.num(len(t.Faults))), t.Faults[from:to])
	return p, nil
}

func (s *site) tried(w http.ResponseWriter, r *http.Request) {
	p, err := s.trial(r)
	if err != nil {
		s.fail(w, r, err, way{"/import", s.words.say("nav.import")})
		return
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// triedFaults is the list of faults as a file.
func (s *site) triedFaults(w http.ResponseWriter, r *http.Request) {
	p, err := s.trial(r)
	if err != nil {
		s.fail(w, r, err, way{"/import", s.words.say("nav.import")})
		return
	}
	var b strings.Builder
	if err := sheet.WriteFaults(&b, p.t.Faults); err != nil {
		s.fail(w, r, err)
		return
	}
	sendFile(w, "text/csv; charset=utf-8; header=present", p.t.Name+"-faults.csv", []byte(b.String()))
}

// commitImport records exactly the bytes that were tried.
func (s *site) commitImport(w http.ResponseWriter, r *http.Request) {
	p, err := s.trial(r)
	if err != nil {
		s.fail(w, r, err, way{"/import", s.words.say("nav.import")})
		return
	}
	by, _ := s.may(r)
	err = s.src.Commit(r.Context(), by, p.t.Digest)
	if err == nil {
		http.Redirect(w, r, "/import/"+p.t.Digest, http.StatusSeeOther)
		return
	}
	if p.refused = muster.Refusals(err); len(p.refused) == 0 {
		s.fail(w, r, err)
		return
	}
	s.show(w, r, statusOf(p.refused), p.whole())
}

// nothingNew says that recording it would add nothing.
func (p *trialPage) nothingNew() bool {
	return p.t.Ledger != nil && p.t.Ledger.Again != "" || p.t.Statements == 0
}

// withdrawPage asks once more before an edition is taken back.
type withdrawPage struct {
	*editionPage
	f   filter
	why string
}

func (s *site) withdrawForm(w http.ResponseWriter, r *http.Request) {
	s.withdrawing(w, r, func(p *withdrawPage) { s.show(w, r, http.StatusOK, p.asks()) })
}

func (s *site) withdraw(w http.ResponseWriter, r *http.Request) {
	s.withdrawing(w, r, func(p *withdrawPage) {
		p.why = given(r.PostForm, fieldWhy)
		if p.why == "" {
			p.f.refused = append(p.f.refused, &muster.Error{Kind: muster.KindInvalid, Field: fieldWhy, Why: p.say("withdraw.why.missing")})
		}
		if r.PostForm.Get(fieldSure) != "yes" {
			p.f.refused = append(p.f.refused, &muster.Error{Kind: muster.KindInvalid, Field: fieldSure, Why: p.say("withdraw.sure.missing")})
		}
		if len(p.f.refused) == 0 {
			by, _ := s.may(r)
			err := s.src.Withdraw(r.Context(), by, p.e.ID, p.why)
			if err == nil {
				http.Redirect(w, r, p.editionPath(p.e.ID), http.StatusSeeOther)
				return
			}
			if p.f.refused = muster.Refusals(err); len(p.f.refused) == 0 {
				s.fail(w, r, err)
				return
			}
		}
		s.show(w, r, statusOf(p.f.refused), p.asks())
	})
}

func (s *site) withdrawing(w http.ResponseWriter, r *http.Request, then func(*withdrawPage)) {
	p, err := s.editionOf(r)
	switch {
	case err != nil:
	case !p.writing:
		err = muster.Denied(s.words.say("write.denied"))
	case p.e.Withdrawn != "":
		err = muster.Conflict("", s.words.say("withdraw.again"))
	}
	if err != nil {
		s.fail(w, r, err, way{"/sources", s.words.say("nav.sources")})
		return
	}
	wp := &withdrawPage{editionPage: p}
	wp.f.fields = []field{{name: fieldWhy, label: wp.say("withdraw.why")}, {name: fieldSure, label: wp.say("withdraw.sure")}}
	then(wp)
}
