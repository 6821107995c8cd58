package web

import (
	"context"
	"time"

	"muster"
	"muster/pledge"
)

// EditionSource answers what the pages of sources ask.
type EditionSource interface {
	// Sources lists the series with their editions, each with what it changed against the one before.
	Sources(ctx context.Context, known string) (Sources, error)

	// Edition is one edition, by its submission.
	Edition(ctx context.Context, known string, id muster.ID) (EditionAccount, error)

	// Release is what an edition changed against another of its series, contribution by contribution;
	// against none named, against the one before.
	Release(ctx context.Context, known string, id, against muster.ID) (pledge.Release, error)

	// Faults are the refusals and notes that an edition was taken with, in the file's order.
	Faults(ctx context.Context, known string, id muster.ID) ([]muster.Fault, error)

	// Document is a document by its SHA-256 in hexadecimal, checked against it.
	Document(ctx context.Context, digest string) (Document, error)
}

// Sources are the series that editions were brought of.
type Sources struct {
	Moment
	Series []Series
}

// Series is a source's dataset with its editions, in order of the day their data run to.
type Series struct {
	ID       muster.SeriesID
	Editions []EditionLine
}

// EditionLine is an edition in a list.
type EditionLine struct {
	pledge.EditionInfo
	Recorded  time.Time
	Publisher string // by name
}

// EditionAccount is one edition. Its Change is left to Release.
type EditionAccount struct {
	Moment
	EditionLine
	Previous, Next muster.ID // the editions beside it in its series; empty: none
	Others         []EditionName
	Later          string    // label of the edition that stands in its place, where it does not stand
	Withdrawn      muster.ID // the statement that took it back; empty: none did
	Why            string    // the reason given
	File           DocumentLine
	Lines          DocumentLine
	Faults         DocumentLine
}

// EditionName is another edition of a series, by which it is chosen.
type EditionName struct {
	ID    muster.ID
	Label string
}

// DocumentLine names a document. An empty digest says that there is none.
type DocumentLine struct {
	Digest string // SHA-256, hexadecimal
	Name   string // of the file as it was brought
	Size   int64
	Stated muster.ID
}

// Document is a document with its bytes.
type Document struct {
	DocumentLine
	Format string // "csv", "xlsx", "lines", "faults", "kiel"
	Bytes  []byte
}
