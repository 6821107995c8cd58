package web

import (
	"context"

	"muster"
	"muster/access"
	"muster/report"
)

// AttachmentSource answers what is attached to the objects of every part.
type AttachmentSource interface {
	// Files lists what is attached to an object. One that is not there, or not for whoever looks, is missing.
	Files(ctx context.Context, known, object, about string) (*Files, error)
	// File is what a statement attached, with its bytes.
	File(ctx context.Context, known string, id muster.ID) (a report.Attachment, content []byte, err error)
	// Attach attaches a file. A refusal of the file itself names the field file.
	Attach(ctx context.Context, as access.Principal, f report.AttachedFile) error
}

// Files are what is attached to an object.
type Files struct {
	Around
	Audience muster.Audience // for whom the object is
	List     []report.Attachment
}
