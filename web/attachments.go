package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/access"
	"muster/record"
	"muster/report"
	"muster/work"
)

// attachPath begins the addresses of the files that go with an object, and filePath those of the files.
const (
	attachPath = "/attach/"
	filePath   = "/attachments/"
)

func attachedTo(object, about string) string {
	return attachPath + segment(object) + "/" + segment(about)
}

// attached are the files of an object, as its page shows them.
type attached struct {
	object, about string
	files         *Files
	form          *sayForm            // by which one is added; nil: the reader may not
	withdraw      map[string]*sayForm // by statement
}

// remarks gives a page of an object what is said beside it: comments, and the files that go with it. Every
// page of an object asks for it, of whichever part.
func (s *site) remarks(r *http.Request, p *objectPage, object, about string, audience muster.Audience) error {
	p.noteForm(audience)
	files, err := s.src.Files(r.Context(), given(r.URL.Query(), fieldKnown), object, about)
	if err != nil {
		return err
	}
	p.attached = &attached{object: object, about: about, files: files, withdraw: map[string]*sayForm{}}
	if !p.writing || !slices.Contains(access.Speakers, p.writer.Role) {
		return nil
	}
	p.attached.form = &sayForm{
		name: "attach", kind: work.KindAttachment, title: p.say("attach.title"), button: p.say("attach.button"), text: p.say("attach.text", "most", strconv.Itoa(mostUpload>>20)), action: attachedTo(object, about),
		fields: []sayField{
			{name: fieldFile, label: p.say("attach.file"), hint: p.say("attach.file.hint", "most", strconv.Itoa(mostUpload>>20)), file: true},
			{name: fieldTitle, label: p.say("attach.what"), hint: p.say("attach.what.hint"), leave: true},
			p.audienceWithin(files.Audience),
		},
	}
	p.forms = append(p.forms, p.attached.form)
	for _, x := range files.List {
		if x.By == p.writer.Party {
			f := &sayForm{
				name: "withdraw-" + string(x.Statement), kind: record.KindWithdraw, title: p.say("attach.withdraw"), button: p.say("attach.withdraw"), action: attachedTo(object, about),
				hidden: []way{{"withdraws", string(x.Statement)}, {"audience", string(x.Audience)}}, fields: []sayField{{name: fieldWhy, label: p.say("say.why"), hint: p.say("attach.withdraw.hint"), long: true}},
			}
			p.attached.withdraw[string(x.Statement)] = f
			p.forms = append(p.forms, f)
		}
	}
	return nil
}

// audienceWithin offers to whom a file is shown: to all who see its object, or to fewer of them.
func (p *objectPage) audienceWithin(object muster.Audience) sayField {
	c := sayField{name: "audience", label: p.say("say.audience"), hint: p.say("attach.audience.hint"), value: string(object)}
	c.options = []option{{string(object), p.say("attach.audience.same")}}
	whole, err := access.ParseAudience(object)
	if err != nil {
		return c
	}
	for _, x := range []option{{"party/" + string(p.writer.Party), p.say("audience.own")}, {string(access.WhomOperator), p.say("audience.operator")}} {
		if a, err := access.ParseAudience(muster.Audience(x.value)); err == nil && x.value != string(object) && a.Within(whole) {
			c.options = append(c.options, x)
		}
	}
	return c
}

// fileTable lists the files of an object.
func (p *objectPage) fileTable() table {
	t := table{class: "board", hush: true, caption: p.say("attach.heading"), columns: []column{{name: p.say("attach.what")}, {name: p.say("attach.file")}, {name: p.say("attach.by")}, {name: p.say("attach.day"), class: "date"}}}
	mine := len(p.attached.withdraw) > 0
	if mine {
		t.columns = append(t.columns, column{name: p.say("attach.do")})
	}
	for _, x := range p.attached.files.List {
		what := under(linked(x.Title, p.to(filePath+segment(string(x.Statement)))), p.unlessSame(x.Audience))
		if x.Erased {
			what = under(unknown(x.Title), p.say("attach.erased", "digest", x.Digest))
		}
		cells := []cell{what, under(plain(x.Name), dotted(x.Type, p.size(x.Size))), under(plain(p.party(x.By)), p.say("role."+string(x.Role))), under(plain(p.shortDay(muster.DayOf(x.At))), "")}
		if mine {
			c := plain("")
			if f := p.attached.withdraw[string(x.Statement)]; f != nil {
				c = drawn(p.actForm(f))
			}
			cells = append(cells, c)
		}
		t.rows = append(t.rows, row{cells: cells})
	}
	return t
}

// unlessSame says to whom a file is shown where it is to fewer than its object.
func (p *objectPage) unlessSame(a muster.Audience) string {
	if a == p.attached.files.Audience {
		return ""
	}
	return p.say("attach.audience.only", "whom", p.audienceWords(a))
}

// filesPage are the files of an object on a page of their own: for objects of every part.
type filesPage struct{ objectPage }

func (s *site) filesOf(r *http.Request) (*filesPage, error) {
	object, about := printable(r.PathValue("object")), printable(r.PathValue("id"))
	files, err := s.src.Files(r.Context(), given(r.URL.Query(), fieldKnown), object, about)
	if err != nil {
		return nil, err
	}
	_, board, _ := pageOf(object, about)
	p := &filesPage{s.objectPage(r, board, attachedTo(object, about), files.Around, nil)}
	p.title = p.say("attach.of", "object", p.objectWord(object), "id", about)
	return p, s.remarks(r, &p.objectPage, object, about, files.Audience)
}

func (s *site) attachForm(w http.ResponseWriter, r *http.Request) {
	p, err := s.filesOf(r)
	if err != nil {
		s.fail(w, r, err, way{"/needs", s.words.say("nav.needs")})
		return
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// attach records what one of the forms sent: a file, or that one is withdrawn.
func (s *site) attach(w http.ResponseWriter, r *http.Request) {
	who, ok := acting(r.Context())
	if !ok {
		s.fail(w, r, muster.Denied(s.words.say("write.denied")), way{"/needs", s.words.say("nav.needs")})
		return
	}
	refused, status := s.takeFile(w, r)
	if r.MultipartForm != nil { // the server clears the request that it made, and this is a copy of it
		defer r.MultipartForm.RemoveAll() //nolint:errcheck // it is in the temporary folder
	}
	object, about := r.PathValue("object"), r.PathValue("id")
	next := attachedTo(object, about)
	if path, _, ok := pageOf(object, about); ok {
		next = path
	}
	again := func(refused []*muster.Error, status int) {
		p, err := s.filesOf(outlasting(r))
		if err != nil {
			s.fail(w, outlasting(r), err, way{"/needs", s.words.say("nav.needs")})
			return
		}
		p.took(r.PostForm, refused)
		if f := p.attached.form; f != nil && len(r.PostForm) == 0 {
			p.refused, f.refused = nil, refused // it was too large to be read
		}
		s.show(w, outlasting(r), status, p.whole())
	}
	switch {
	case len(refused) > 0:
		again(refused, status)
	case r.PostForm.Get("kind") == record.KindWithdraw:
		s.recordForm(w, r, []string{record.KindWithdraw}, "", next, func(refused []*muster.Error) { again(refused, statusOf(refused)) })
	default:
		f, refused := s.fileGiven(r)
		if len(refused) == 0 {
			f.Object, f.About = object, about
			err := s.src.Attach(context.WithoutCancel(r.Context()), who.Principal, f)
			if refused = muster.Refusals(err); err != nil && len(refused) == 0 {
				s.fail(w, r, err)
				return
			}
		}
		if len(refused) > 0 {
			again(atFile(refused), statusOf(refused))
			return
		}
		http.Redirect(w, r, next, http.StatusSeeOther)
	}
}

// atFile leads refusals of what a file is, which no field says, to the file.
func atFile(refused []*muster.Error) (out []*muster.Error) {
	for _, e := range refused {
		x := *e
		if slices.Contains([]string{"name", "type", "size", "digest"}, x.Field) {
			x.Field = fieldFile
		}
		out = append(out, &x)
	}
	return out
}

// fileGiven is the file of a form that was read.
func (s *site) fileGiven(r *http.Request) (f report.AttachedFile, refused []*muster.Error) {
	none := []*muster.Error{{Kind: muster.KindInvalid, Field: fieldFile, Why: s.words.say("import.nofile")}}
	if r.MultipartForm == nil || len(r.MultipartForm.File[fieldFile]) == 0 {
		return f, none
	}
	h := r.MultipartForm.File[fieldFile][0]
	if h.Filename == "" || h.Size == 0 {
		return f, none
	}
	content, err := h.Open()
	if err != nil {
		return f, none
	}
	v := r.PostForm
	return report.AttachedFile{
		Title: strings.TrimSpace(v.Get(fieldTitle)), Name: h.Filename, Type: h.Header.Get("Content-Type"), Audience: muster.Audience(v.Get("audience")), Content: content, Shown: v.Get("shown"),
	}, nil
}

// takeFile reads a form with a file; its size is bounded before anything of it is kept, and what is not small
// lies in a file of its own, which the caller removes.
func (s *site) takeFile(w http.ResponseWriter, r *http.Request) (refused []*muster.Error, status int) {
	refuse := func(why string) []*muster.Error {
		return []*muster.Error{{Kind: muster.KindInvalid, Field: fieldFile, Why: why}}
	}
	r.Body = http.MaxBytesReader(w, r.Body, mostUpload+mostForm)
	err := r.ParseMultipartForm(8 << 20)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return refuse(s.words.say("attach.large", "most", strconv.Itoa(mostUpload>>20))), http.StatusRequestEntityTooLarge
	case err != nil && !errors.Is(err, http.ErrNotMultipart):
		return refuse(s.words.say("import.unread")), http.StatusBadRequest
	case r.MultipartForm == nil:
		return nil, 0
	}
	for _, h := range r.MultipartForm.File[fieldFile] {
		if h.Size > mostUpload {
			return refuse(s.words.say("attach.large", "most", strconv.Itoa(mostUpload>>20))), http.StatusRequestEntityTooLarge
		}
	}
	return nil, 0
}

// attachedFile hands out a file that is attached, to be saved and never to be shown or run here.
func (s *site) attachedFile(w http.ResponseWriter, r *http.Request) {
	a, content, err := s.src.File(r.Context(), given(r.URL.Query(), fieldKnown), muster.ID(printable(r.PathValue("id"))))
	if err != nil {
		s.fail(w, r, err, way{"/needs", s.words.say("nav.needs")})
		return
	}
	w.Header().Set("Content-Security-Policy", "default-src 'none'; sandbox")
	w.Header().Set("ETag", strconv.Quote(a.Digest))
	w.Header().Set("Digest", "sha-256="+a.Digest)
	sendFile(w, "application/octet-stream", a.Name, content)
}
