package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"muster"
	"muster/access"
	"muster/standing"
	"muster/work"
)

// Attachment is a file that goes with an object.
type Attachment struct {
	Statement muster.ID       `json:"statement" doc:"that attached it: its name in /v1/attachments/{id}"`
	Object    string          `json:"object" doc:"the kind of object: requirement, offer, match"`
	About     string          `json:"about" doc:"the object's id"`
	Title     string          `json:"title" doc:"what the file is, in words"`
	Name      string          `json:"name" doc:"of the file"`
	Type      string          `json:"type" doc:"its media type, as whoever brought it says"`
	Size      int64           `json:"size" doc:"bytes"`
	Digest    string          `json:"digest" doc:"SHA-256 of the file, hex"`
	By        muster.PartyID  `json:"by" doc:"who attached it"`
	Role      access.Role     `json:"role"`
	ActedBy   string          `json:"acted_by,omitempty"`
	Audience  muster.Audience `json:"audience" doc:"to whom it is shown"`
	At        time.Time       `json:"at" doc:"when it was recorded"`
	Erased    bool            `json:"erased" doc:"its bytes were taken out; the digest stays"`
}

// Columns implements Table.
func (Attachment) Columns() []string {
	return []string{"statement", "object", "about", "title", "name", "type", "size", "digest", "by", "role", "audience", "at", "erased"}
}

// Cells implements Row.
func (x Attachment) Cells() []string {
	return []string{
		string(x.Statement), x.Object, x.About, x.Title, x.Name, x.Type, strconv.FormatInt(x.Size, 10), x.Digest, string(x.By), string(x.Role), string(x.Audience),
		x.At.Format(time.RFC3339Nano), strconv.FormatBool(x.Erased),
	}
}

// AttachmentOf is what a statement attached, as it stands in a view.
func AttachmentOf(v standing.View, x standing.Version[work.Attached]) Attachment {
	a := &x.Value
	who := access.Of(&a.Envelope)
	return Attachment{
		Statement: x.ID, Object: a.Object, About: a.About, Title: a.Title, Name: a.Name, Type: a.Type, Size: a.Size, Digest: a.Digest,
		By: who.Party, Role: who.Role, ActedBy: who.Person, Audience: a.Audience, At: a.Since, Erased: !v.HasDocument(v.State.Known(), a.Digest),
	}
}

// Attachments lists what is attached to an object, in the order in which it was.
func Attachments(v standing.View, object, about string) ([]Attachment, error) {
	if err := CheckCarried(v, object, about); err != nil {
		return nil, err
	}
	all := []Attachment{}
	for _, x := range work.AttachmentsIn(v).Of(v, object, about) {
		all = append(all, AttachmentOf(v, x))
	}
	return all, nil
}

// CheckCarried refuses an object that files may not go with, is not there, or is not for the view's viewer.
func CheckCarried(v standing.View, object, about string) error {
	if all := work.Carrying(v.State); !slices.Contains(all, object) {
		return muster.Invalid("object", fmt.Sprintf("found %q; accepted are %s", object, strings.Join(all, ", ")))
	}
	if whom, ok := work.Carried(v, object, about); !ok || !v.Shows(whom) {
		return muster.Missing("the " + object + " " + about)
	}
	return nil
}

// AttachedFile is a file that is to go with an object.
type AttachedFile struct {
	Object, About string
	Title         string // what it is, in words; empty: the file's name
	Name, Type    string // as whoever brings it says
	Audience      muster.Audience
	Content       io.Reader
	Key           string // idempotency key
	Shown         string // in place of a key: where the record was when the form was shown
	DryRun        bool
}

// Attached is what became of a file that was to be attached.
type Attached struct {
	DryRun     bool       `json:"dry_run"`
	Again      bool       `json:"again" doc:"the same request was answered before"`
	Position   muster.Seq `json:"position" doc:"of its statement; 0 in a dry run"`
	Attachment Attachment `json:"attachment"`
}
