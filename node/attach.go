package node

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"

	"muster"
	"muster/access"
	"muster/record"
	"muster/report"
	"muster/standing"
	"muster/web"
	"muster/work"
)

// Bring records statements, all or none, together with the document that they speak of: first, in the name of
// who makes the first of them, that it is kept. They find it with standing.State.JustKept.
func (n *Node) Bring(ctx context.Context, how Saying, d *record.Document, values ...muster.Value) (*Said, error) {
	return n.say(ctx, how, d, values)
}

// keeps is the statement that a document is kept that comes with another statement. It is the operator's, as of
// all documents, unless what it comes with is not for the operator to see.
func keeps(d *record.Document, e *muster.Envelope) *record.DocumentStated {
	x := d.Stated(e.By)
	x.Role, x.ActedBy = e.Role, e.ActedBy
	operator, _ := access.ParseAudience(x.Audience)
	if a, err := access.ParseAudience(e.Audience); err == nil && !operator.Within(a) {
		x.Audience = e.Audience
	}
	return x
}

// Attach attaches a file to an object for a principal. A refusal of the file itself names the field file.
func (n *Node) Attach(ctx context.Context, as access.Principal, f report.AttachedFile) (*report.Attached, error) {
	if err := n.Log.CatchUp(ctx); err != nil {
		return nil, err
	}
	v, err := n.View(access.Looking(ctx, as), "")
	if err != nil {
		return nil, err
	}
	x := &work.Attachment{
		Envelope: muster.Envelope{Kind: work.KindAttachment, By: as.Party, ActedBy: as.Person, About: f.About, Audience: f.Audience},
		Object:   f.Object, Title: f.Title, Name: work.FileName(f.Name), Type: work.MediaType(f.Type),
	}
	if as.Role != access.Operator {
		x.Role = string(as.Role)
	}
	if x.Title == "" {
		x.Title = x.Name
	}
	n.State.Read(func() {
		if err = report.CheckCarried(v, f.Object, f.About); err == nil && x.Audience == "" {
			x.Audience, _ = work.Carried(v, f.Object, f.About)
		}
	})
	if err != nil {
		return nil, err // before a file is read that nobody takes
	}
	d, err := packed(f.Content, x)
	if err != nil {
		return nil, err
	}
	how := Saying{Key: f.Key, DryRun: f.DryRun}
	if how.Key != "" || f.Shown != "" {
		body, err := json.Marshal(x)
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(append(body, "\n"+f.Shown...))
		if how.Input = hex.EncodeToString(sum[:]); how.Key == "" {
			how.Key = "form " + how.Input[:32]
		}
	}
	said, err := n.Bring(ctx, how, d, x)
	if err != nil {
		return nil, err
	}
	if err := said.Err(); err != nil {
		return nil, err
	}
	out := &report.Attached{DryRun: f.DryRun, Again: said.Again, Position: said.Last}
	out.Attachment = report.AttachmentOf(v, standing.Version[work.Attached]{Value: work.Attached{Attachment: *x}})
	out.Attachment.Erased = false
	if said.Last == 0 {
		return out, nil
	}
	out.Attachment.Statement = muster.NewID(n.Log.ID(), uint64(said.Last))
	out.Attachment.At, err = n.Time(ctx, said.Last)
	return out, err
}

// packed reads the file of an attachment and fills in what it is.
func packed(r io.Reader, x *work.Attachment) (*record.Document, error) {
	d, err := record.Pack(r, x.Name, "attached")
	for _, e := range muster.Refusals(err) {
		return nil, muster.Invalid("file", e.Why)
	}
	if err != nil {
		return nil, err
	}
	if d.Size == 0 {
		return nil, muster.Invalid("file", "the file is empty; accepted is one with something in it")
	}
	x.Digest, x.Size = d.Digest.Hex(), d.Size
	return d, nil
}

// Attachment returns what a statement attached, and its bytes, checked against its digest.
func (n *Node) Attachment(ctx context.Context, v standing.View, id muster.ID) (a report.Attachment, content []byte, err error) {
	missing := muster.Missing("the attachment " + string(id))
	ok := false
	n.State.Read(func() {
		var x standing.Version[work.Attached]
		if x, ok = work.AttachmentsIn(v).Get(v, id); ok {
			a = report.AttachmentOf(v, x)
		}
	})
	if !ok {
		return a, nil, missing
	}
	if a.Erased {
		return a, nil, &muster.Error{Kind: muster.KindMissing, Why: "the bytes of " + a.Name + " were erased; its SHA-256 was " + a.Digest}
	}
	digest, err := muster.ParseDigest(a.Digest)
	if err != nil {
		return a, nil, err
	}
	content, err = record.ReadDocument(ctx, n.Store, digest)
	return a, content, err
}

// Attach implements api.Writer.
func (d *door) Attach(ctx context.Context, as access.Principal, f report.AttachedFile) (*report.Attached, error) {
	return d.n.Attach(ctx, as, f)
}

// Attachment implements api.Reader.
func (d *door) Attachment(ctx context.Context, v standing.View, id muster.ID) (report.Attachment, io.ReadSeeker, error) {
	a, b, err := d.n.Attachment(ctx, v, id)
	return a, bytes.NewReader(b), err
}

// Files implements web.AttachmentSource.
func (p pages) Files(ctx context.Context, known, object, about string) (*web.Files, error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return nil, err
	}
	out := &web.Files{}
	p.n.State.Read(func() {
		if out.List, err = report.Attachments(v, object, about); err == nil {
			out.Around = around(v, m)
			out.Audience, _ = work.Carried(v, object, about)
		}
	})
	return out, err
}

// File implements web.AttachmentSource.
func (p pages) File(ctx context.Context, known string, id muster.ID) (a report.Attachment, content []byte, err error) {
	v, _, err := p.at(ctx, known)
	if err != nil {
		return a, nil, err
	}
	return p.n.Attachment(ctx, v, id)
}

// Attach implements web.AttachmentSource.
func (p pages) Attach(ctx context.Context, as access.Principal, f report.AttachedFile) error {
	_, err := p.n.Attach(ctx, as, f)
	return err
}
