package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"reflect"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"muster"
	"muster/record"
	"muster/report"
)

// AttachmentsAsked are the parameters of the list of what is attached to an object.
type AttachmentsAsked struct {
	Paged
	Object string `query:"object" required:"true" doc:"The kind of object, as in requirement, offer, match, ask, package or item."`
	About  string `query:"about" required:"true" doc:"The object's id."`
}

// AttachGiven are the parameters with which a file is attached.
type AttachGiven struct {
	Request
	DryRun   string `query:"dry_run" enum:"true,false" doc:"Record nothing, answer the same."`
	Key      string `header:"Idempotency-Key" maxLength:"200" doc:"Any text of your own, kept for ever: the same key with the same file is answered as the first time, with another it is refused."`
	Object   string `query:"object" required:"true" doc:"The kind of object, as in requirement, offer, match, ask, package or item."`
	About    string `query:"about" required:"true" doc:"The object's id."`
	Title    string `query:"title" maxLength:"1000" doc:"What the file is, in words; absent: its name."`
	Name     string `query:"name" maxLength:"1000" doc:"The file's name; absent: as the form says, else file."`
	Audience string `query:"audience" maxLength:"1000" doc:"To whom it is shown, within the object's own audience; absent: that one."`
}

// filePart is the part of a form that has the file.
const filePart = "file"

func (a *api) attachments() {
	registry := a.huma.OpenAPI().Components.Schemas
	read[AttachmentsAsked, report.List[report.Attachment]](a, huma.Operation{
		OperationID: "attachments", Path: "/v1/attachments", Tags: []string{"Coordination"}, Metadata: asFile,
		Summary: "The files that are attached to an object", Description: "Only those that you may see, and as known then: one that was withdrawn is listed as known before.",
	}, a.listAttachments)
	a.plain(huma.Operation{
		OperationID: "attachment", Path: "/v1/attachments/{id}", Tags: []string{"Coordination"},
		Summary: "The bytes of an attached file, whole or a range of them", Description: "They are to be saved, not shown: whoever attached them chose them, their name and their type.",
		Parameters: []*huma.Param{
			{Name: "id", In: "path", Required: true, Description: "The statement that attached it.", Schema: &huma.Schema{Type: "string"}},
			{Name: "known", In: "query", Description: "As known at a position, a day or an instant; absent: now.", Schema: &huma.Schema{Type: "string"}},
		},
	}, "application/octet-stream", a.attachment)
	op := huma.Operation{
		OperationID: "attach", Method: http.MethodPost, Path: "/v1/attachments", Tags: []string{"Coordination"},
		Summary: "Attach a file to an object", Security: signedIn, DefaultStatus: http.StatusCreated,
		Description: fmt.Sprintf("The body is the file's bytes, with its media type as Content-Type, or a form (multipart/form-data) of which the part file is the file; at most %d MiB. ", record.MaxDocument>>20) +
			"The file and the statement that attaches it are recorded together. Who attached a file withdraws it with record.withdraw/1; the operator takes its bytes out with record.erase/1.",
		Responses: map[string]*huma.Response{
			"201":     {Description: "Attached, or in a dry run accepted", Content: map[string]*huma.MediaType{"application/json": {Schema: registry.Schema(reflect.TypeFor[report.Attached](), true, "Attached")}}},
			"default": refused(registry),
		},
	}
	act(a, op, a.attach)
	binary := &huma.Schema{Type: "string", Format: "binary"}
	a.huma.OpenAPI().Paths[op.Path].Post.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"application/octet-stream": {Schema: binary},
		"multipart/form-data":      {Schema: &huma.Schema{Type: "object", Properties: map[string]*huma.Schema{filePart: binary}, Required: []string{filePart}}},
	}}
}

func (a *api) listAttachments(_ context.Context, in *AttachmentsAsked, at asOf) (g given, err error) {
	var all []report.Attachment
	at.view.Read(func() { all, err = report.Attachments(at.view, in.Object, in.About) })
	if err != nil {
		return g, err
	}
	items, next, err := page(&in.Paged, at.view, all)
	return given{
		body: report.List[report.Attachment]{Foot: at.foot, Items: items, Next: next}, columns: report.Attachment{}.Columns(), rows: rowsOf(filed(&in.Paged, all, items)), mutable: true,
	}, err
}

func (a *api) attachment(w http.ResponseWriter, r *http.Request) error {
	v, err := a.src.View(r.Context(), r.URL.Query().Get("known"), nil)
	if err != nil {
		return err
	}
	x, content, err := a.src.Attachment(r.Context(), v, muster.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	h := w.Header()
	// Somebody else's bytes: to keep, never to run.
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s"`, fileName(x.Name)))
	h.Set("Cache-Control", "private, no-cache") // it can be withdrawn, and erased
	h.Set("ETag", `"`+x.Digest+`"`)
	http.ServeContent(w, r, "", time.Time{}, content)
	return nil
}

func (a *api) attach(ctx context.Context, in *AttachGiven) (any, error) {
	who := whoOf(ctx)
	f := report.AttachedFile{Object: in.Object, About: in.About, Title: in.Title, Name: in.Name, Audience: muster.Audience(in.Audience), Key: in.Key, DryRun: in.DryRun == "true"}
	if packed := in.r.Header.Get("Content-Encoding"); packed != "" && packed != "identity" {
		p := problem(http.StatusUnsupportedMediaType, "invalid", fmt.Sprintf("found the body packed as %q; accepted is a file as it is", packed))
		p.Errors = []*huma.ErrorDetail{{Message: p.Detail, Location: "header.Content-Encoding"}}
		return nil, p
	}
	// A large file over a slow line takes longer than a request otherwise may; its size is bounded.
	unhurried(in.w)
	http.NewResponseController(in.w).SetWriteDeadline(time.Time{}) //nolint:errcheck // then the answer may not arrive; the file is attached
	content := &sent{r: http.MaxBytesReader(in.w, in.r.Body, record.MaxDocument+mostAround)}
	f.Content, f.Type = content, in.r.Header.Get("Content-Type")
	if kind, params, err := mime.ParseMediaType(f.Type); err == nil && kind == "multipart/form-data" {
		part, err := formFile(content, params["boundary"])
		if err != nil {
			return nil, err
		}
		f.Content, f.Name, f.Type = part, or(f.Name, part.FileName()), part.Header.Get("Content-Type")
	}
	as := who.Principal()
	as.Person = or(who.Label, "token "+who.Pass)
	done, err := a.src.Attach(ctx, as, f)
	if err := content.fault(); err != nil {
		return nil, err
	}
	if err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) { // a form that ends within its file
			return nil, cutOff()
		}
		return nil, keyed(ofBody(err))
	}
	return done, nil
}

// mostAround is the most that a form has around its file.
const mostAround = 1 << 20

// sent is a body that is read as it comes, and how it ended.
type sent struct {
	r   io.Reader
	err error
}

func (s *sent) Read(b []byte) (n int, err error) {
	n, err = s.r.Read(b)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// fault is what was wrong with how a body came.
func (s *sent) fault() error {
	var long *http.MaxBytesError
	switch {
	case s.err == nil:
		return nil
	case errors.As(s.err, &long):
		return tooLong(record.MaxDocument)
	}
	return cutOff()
}

// formFile finds the file of a form.
func formFile(body *sent, boundary string) (*multipart.Part, error) {
	part, err := multipart.NewReader(body, boundary).NextPart()
	switch {
	case body.err != nil:
		return nil, body.fault()
	case err != nil:
		return nil, malformed("body", "it is no form with a file; accepted is multipart/form-data with the part "+filePart)
	case part.FormName() != filePart:
		return nil, malformed("body", fmt.Sprintf("found the part %q; accepted is one part, %s: what else there is to say is said in the address", part.FormName(), filePart))
	}
	return part, nil
}

// ofBody says of refusals of the file itself that they speak of the body.
func ofBody(err error) error {
	all := refusals(err)
	var errs []error
	for _, l := range all {
		if l.at == "" && slices.Contains([]string{filePart, "size", "type"}, l.why.Field) {
			l.at = "body"
		}
		errs = append(errs, l)
	}
	if len(all) == 0 {
		return err
	}
	return errors.Join(errs...)
}
