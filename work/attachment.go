package work

import (
	"cmp"
	"fmt"
	"mime"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"muster"
	"muster/access"
	"muster/search"
	"muster/standing"
)

// KindAttachment is the kind of an Attachment.
const KindAttachment = "work.attachment/1"

// Attachment is the statement work.attachment/1: a file goes with an object of any part. It follows, in one
// request, on the statement that keeps its document. About is the object's id; withdrawn, it is over.
type Attachment struct {
	muster.Envelope
	Object string `json:"object" say:"the kind of object, as in requirement, offer, match, ask, package or item"`
	Title  string `json:"title" say:"what the file is, in words"`
	Name   string `json:"name" say:"the file's name as it was brought"`
	Type   string `json:"type" say:"its media type, as whoever brought it says: application/pdf"`
	Digest string `json:"digest" say:"SHA-256 of the document, hex"`
	Size   int64  `json:"size" say:"bytes"`
}

// Attached is an Attachment with when it was recorded.
type Attached struct {
	Attachment
	Since time.Time
}

// The most that an attachment's texts may have.
const (
	mostTitle    = 200 // letters
	mostFileName = 200 // bytes
	mostMedia    = 100 // bytes
)

// Attachments holds which files go with which objects, of every part. It is a standing.Part.
type Attachments struct {
	standing.Holds
	files *Stated[Attached] // by object and statement
}

// NewAttachments returns the part for an empty record.
func NewAttachments() *Attachments {
	a := &Attachments{files: NewStated("attachment", func(x Attached) muster.Audience { return x.Audience })}
	a.Holds = standing.Holds{a.files}
	return a
}

// AttachmentsIn finds the part in a view's state.
func AttachmentsIn(v standing.View) *Attachments { return standing.Find[*Attachments](v.State) }

// Carrier is a part whose objects without a life take attachments too.
type Carrier interface {
	// Carries is what such an object is called, "item".
	Carries() string
	// Carried returns for whom one is as known at a position.
	Carried(known muster.Seq, about string) (a muster.Audience, ok bool)
}

// Name implements standing.Part.
func (*Attachments) Name() string { return "attachments" }

// Kinds implements standing.Part.
func (*Attachments) Kinds() []standing.Kind {
	return []standing.Kind{{Name: KindAttachment, New: func() muster.Value { return new(Attachment) }, By: access.Speakers, Words: "attaches a file", Texts: attachmentTexts}}
}

func attachmentTexts(_ *standing.State, _ muster.Seq, v muster.Value) search.Said {
	said := search.Say(v.Common())
	if x, ok := v.(*Attachment); ok {
		said.Add(search.Name, x.Title)
		said.Add(search.Body, x.Name)
		said.Add(search.ID, x.Digest)
		said.Add(search.Aside, x.Type)
	}
	return said
}

// beneath begins the keys of what is attached to an object. Kinds of object have no blanks in their names.
func beneath(object, about string) string { return object + " " + about + "\n" }

// Apply implements standing.Part.
func (a *Attachments) Apply(m standing.Moment, v muster.Value) {
	if x, ok := v.(*Attachment); ok {
		a.files.Set(m, beneath(x.Object, x.About)+string(m.ID), Attached{*x, m.Time})
	}
}

// End implements standing.Part.
func (a *Attachments) End(m standing.Moment, target muster.Seq) { a.files.End(m, target) }

// Carried says for whom an object is that files may go with, of a part with lives or of a Carrier, as known at
// the view's position and whether or not its viewer may see it.
func Carried(v standing.View, object, about string) (a muster.Audience, ok bool) {
	for _, d := range Desks(v.State) {
		for _, t := range d.Tables() {
			if t.Object == object {
				th, ok := d.Thing(v, object, about)
				return th.Audience, ok
			}
		}
	}
	for _, c := range standing.All[Carrier](v.State) {
		if c.Carries() == object {
			return c.Carried(v.Known, about)
		}
	}
	return "", false
}

// Carrying lists the kinds of object that files may go with.
func Carrying(s *standing.State) (all []string) {
	for _, t := range Tables(s) {
		all = append(all, t.Object)
	}
	for _, c := range standing.All[Carrier](s) {
		all = append(all, c.Carries())
	}
	return all
}

// Of lists what is attached to an object, as far as the view's viewer may see it, in the order in which it
// was attached; nothing where they may not see the object.
func (a *Attachments) Of(v standing.View, object, about string) (all []standing.Version[Attached]) {
	if whom, ok := Carried(v, object, about); !ok || !v.Shows(whom) {
		return nil
	}
	for _, x := range a.files.Beneath(v.Known, beneath(object, about)) {
		if v.Shows(x.Value.Audience) {
			all = append(all, x)
		}
	}
	slices.SortFunc(all, func(a, b standing.Version[Attached]) int { return cmp.Compare(a.From, b.From) })
	return all
}

// Get returns what a statement attached, if it stands in a view and its viewer may see both it and its object.
func (a *Attachments) Get(v standing.View, id muster.ID) (x standing.Version[Attached], ok bool) {
	at, err := v.Position(id)
	if err != nil {
		return x, false
	}
	key, ok := a.files.KeyOf(at)
	if !ok {
		return x, false
	}
	if x, ok = a.files.Shown(v, key); !ok {
		return standing.Version[Attached]{}, false
	}
	whom, ok := Carried(v, x.Value.Object, x.Value.About)
	return x, ok && v.Shows(whom)
}

// Steps are the statements by which files came to an object and went, as far as a view's viewer may see the
// files, for the object's history.
func (a *Attachments) Steps(v standing.View, object, about string) (ids []muster.ID) {
	for key, x := range a.files.FirstBeneath(beneath(object, about)) {
		if x.From <= v.Known && v.Shows(x.Value.Audience) {
			ids = append(ids, standing.Statements(standing.Steps(a.files.Register, v.Known, key))...)
		}
	}
	return ids
}

// Check implements standing.Part.
func (a *Attachments) Check(s *standing.State, v muster.Value) error {
	x, ok := v.(*Attachment)
	if !ok {
		return nil
	}
	if x.Replaces != "" || x.Withdraws != "" {
		return muster.Invalid("replaces", "what is attached is not changed; withdraw it with record.withdraw/1, and attach the other file")
	}
	var f muster.Faults
	if f.OneOf("object", x.Object, Carrying(s)); f.Err() != nil {
		return f.Err()
	}
	h := s.Hearer(&x.Envelope)
	on := standing.View{State: s, Known: s.Known(), Effective: muster.DayOf(s.Now())}
	whom, ok := Carried(on, x.Object, x.About)
	if !ok || !h.Sees(whom) {
		return muster.Missing("the " + x.Object + " " + x.About)
	}
	f.Add(NoWider(&x.Envelope, whom, x.Object+" "+x.About))
	f.Add(a.once(h, s.Known(), x))
	checkFile(&f, x)
	if k, ok := s.JustKept(x.Digest); !ok || k.Size != x.Size {
		f.Add(muster.Invalid("digest", fmt.Sprintf("found %q; accepted is the document that comes in the same request: 'muster attach', or POST /v1/attachments", x.Digest)))
	}
	return f.Err()
}

// once refuses a file that the speaker attached to the object already and may see.
func (a *Attachments) once(h *standing.Hearer, known muster.Seq, x *Attachment) error {
	for _, was := range a.files.Beneath(known, beneath(x.Object, x.About)) {
		if was.Value.By == x.By && was.Value.Digest == x.Digest && h.Sees(was.Value.Audience) {
			return muster.Conflict("digest", fmt.Sprintf("you attached this file to %s %s before, as statement %s", x.Object, x.About, was.ID))
		}
	}
	return nil
}

func checkFile(f *muster.Faults, x *Attachment) {
	if n := utf8.RuneCountInString(x.Title); n == 0 || n > mostTitle || strings.ContainsFunc(x.Title, unicode.IsControl) {
		f.Found("title", x.Title, fmt.Sprintf("what the file is, in a line of at most %d letters", mostTitle))
	}
	if x.Name != FileName(x.Name) {
		f.Found("name", x.Name, fmt.Sprintf("a file's name without folders, of at most %d bytes, as in %q", mostFileName, FileName(x.Name)))
	}
	if x.Type != MediaType(x.Type) {
		f.Found("type", x.Type, "a media type without parameters, as in application/pdf")
	}
	if x.Size <= 0 {
		f.Found("size", fmt.Sprint(x.Size), "a file with something in it")
	}
}

// FileName makes of a name that came with a file one to keep: without folders, without what changes how it
// is read, and no longer than a name may be.
func FileName(s string) string {
	s = path.Base(strings.ReplaceAll(strings.ToValidUTF8(s, ""), `\`, "/"))
	s = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '/' {
			return -1
		}
		return r
	}, s))
	if len(s) > mostFileName {
		end := path.Ext(s)
		if len(end) > 20 {
			end = ""
		}
		s = strings.TrimSpace(strings.ToValidUTF8(s[:mostFileName-len(end)], "")) + end
	}
	if strings.Trim(s, ".") == "" {
		return "file"
	}
	return s
}

// MediaType makes of a media type that somebody says one to keep, without parameters.
func MediaType(s string) string {
	kind, _, err := mime.ParseMediaType(s)
	if err != nil || len(kind) > mostMedia || !strings.Contains(kind, "/") {
		return "application/octet-stream"
	}
	return kind
}
