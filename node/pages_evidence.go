package node

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"muster"
	"muster/access"
	"muster/audit"
	"muster/evidence"
	"muster/report"
	"muster/sheet"
	"muster/standing"
	"muster/web"
)

// Accountability implements web.EvidenceSource.
func (p pages) Accountability(ctx context.Context, known string) (*web.AccountabilityBoard, error) {
	v, _, err := p.at(ctx, known)
	if err != nil {
		return nil, err
	}
	at, err := p.n.instant(ctx, v, known)
	if err != nil {
		return nil, err
	}
	return laid(ctx, p, "accountability", known, func(v standing.View, a web.Around) *web.AccountabilityBoard {
		return &web.AccountabilityBoard{Around: a, Accountability: report.AccountabilityOf(v, at)}
	})
}

// Exceptions implements web.EvidenceSource.
func (p pages) Exceptions(ctx context.Context, known string, q report.ExceptionsQuery) (*web.ExceptionBook, error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return nil, err
	}
	out := &web.ExceptionBook{Every: report.ExceptionKinds(v.State)}
	if out.Exceptions, err = p.n.exceptionsIn(ctx, v, q); err != nil {
		return nil, err
	}
	p.n.State.Read(func() { out.Around = around(v, m) })
	return out, nil
}

// Samples implements web.EvidenceSource.
func (p pages) Samples(ctx context.Context, known string) (*web.SampleBook, error) {
	return laid(ctx, p, "samples", known, func(v standing.View, a web.Around) *web.SampleBook {
		return &web.SampleBook{Around: a, Samples: report.SamplesOf(v), Lists: audit.Lists(v.State)}
	})
}

// DrawSample implements web.EvidenceSource.
func (p pages) DrawSample(ctx context.Context, as access.Principal, list string, size int, seed, why string) (muster.ID, error) {
	_, id, err := p.n.DrawSample(ctx, as, list, size, seed, why)
	return id, err
}

// SamplePaper implements web.EvidenceSource.
func (p pages) SamplePaper(ctx context.Context, id muster.ID) (sheet.Export, error) {
	s, err := p.n.SampleAgain(ctx, id)
	if err != nil {
		return sheet.Export{}, err
	}
	return Paper(s, p.n.Log.ID()), nil
}

// Custody implements web.EvidenceSource.
func (p pages) Custody(ctx context.Context, known, object, id string) (*web.Custody, error) {
	v, _, err := p.at(ctx, known)
	if err != nil {
		return nil, err
	}
	out := &web.Custody{}
	part := evidence.In(v)
	p.n.State.Read(func() {
		before := ""
		for i, l := range part.Chain(v.Known, object, id) {
			if l.Value.Number != i+1 || l.Value.Before != before {
				out.Broken++
			}
			before = l.Value.Digest
			if !v.Shows(l.Value.Audience) {
				out.Withheld++
				continue
			}
			x := web.CustodyLink{Link: l.Value, Statement: l.ID}
			x.At, _ = time.Parse(time.RFC3339, l.Value.At) // Check let only instants in
			x.Until, _ = time.Parse(time.RFC3339, l.Value.Until)
			out.Links = append(out.Links, x)
		}
		if object == evidence.ObjectItem && out.Withheld == 0 {
			out.Gaps = part.Gaps(v.Known, id)
		}
		for _, t := range part.Texts(v.Known, object, id) {
			if v.Shows(t.Value.Audience) && !slices.Contains(out.Texts, t.Value.Sort) {
				out.Texts = append(out.Texts, t.Value.Sort)
			}
		}
		if hold, ok := part.Held(v.Known, object+"/"+id); ok {
			if _, ok := part.Spoken(v, evidence.HoldLife.Object, hold); ok {
				out.Hold = hold
			}
		}
	})
	return out, nil
}

// Bundle implements web.EvidenceSource. The bag lies in a folder of its own until it was sent.
func (p pages) Bundle(ctx context.Context, as access.Principal, id, why string) (*web.CaseBundle, error) {
	dir, err := os.MkdirTemp("", "muster-bundle-")
	if err != nil {
		return nil, fmt.Errorf("a bundle: %w", err)
	}
	done, err := p.n.ExportCase(ctx, as, id, filepath.Join(dir, "bag"), why)
	if err != nil {
		os.RemoveAll(dir) //nolint:errcheck // a temporary folder
		return nil, err
	}
	if err := os.Rename(filepath.Join(dir, "bag"), filepath.Join(dir, done.Bag)); err != nil {
		os.RemoveAll(dir) //nolint:errcheck // a temporary folder
		return nil, fmt.Errorf("a bundle: %w", err)
	}
	return &web.CaseBundle{Name: done.Bag, WriterTo: zipped(dir), Closer: gone(dir)}, nil
}

// zipped is a folder as a ZIP file.
type zipped string

// WriteTo implements io.WriterTo; how much it wrote it does not count.
func (z zipped) WriteTo(w io.Writer) (int64, error) {
	out := zip.NewWriter(w)
	err := out.AddFS(os.DirFS(string(z)))
	if err == nil {
		err = out.Close()
	}
	return 0, err //nolint:wrapcheck // what failed is the connection, or names the file
}

// gone is a folder that is removed when it is closed.
type gone string

func (g gone) Close() error { return os.RemoveAll(string(g)) }
