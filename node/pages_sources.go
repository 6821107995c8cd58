package node

import (
	"context"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"muster"
	"muster/party"
	"muster/pledge"
	"muster/record"
	"muster/standing"
	"muster/web"
)

// changes keeps what became of contributions between two editions, which never changes once both
// are whole: a pass over a million rows is not made for every look at a list.
type changes struct {
	mu   sync.Mutex
	kept map[changeKey]pledge.Change
}

// changeKey says between which editions, and for whom.
type changeKey struct {
	before, after muster.ID
	viewer        standing.Viewer
}

func (c *changes) between(v standing.View, before, after muster.ID) pledge.Change {
	c.mu.Lock()
	defer c.mu.Unlock()
	k := changeKey{before, after, v.Viewer}
	x, ok := c.kept[k]
	if !ok {
		x = pledge.In(v).ChangeBetween(v, before, after)
		if c.kept == nil {
			c.kept = map[changeKey]pledge.Change{}
		}
		c.kept[k] = x
	}
	return x
}

// Sources implements web.EditionSource.
func (p pages) Sources(ctx context.Context, known string) (out web.Sources, err error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return out, err
	}
	out.Moment = m
	p.n.State.Read(func() {
		ledger := pledge.In(v)
		for _, id := range ledger.Series(v) {
			s := web.Series{ID: id}
			var before muster.ID
			for _, e := range ledger.EditionList(v, id) {
				e.Change = p.n.changes.between(v, before, e.ID)
				s.Editions = append(s.Editions, web.EditionLine{EditionInfo: e, Publisher: party.In(v).NameOf(v.Known, e.By)})
				before = e.ID
			}
			out.Series = append(out.Series, s)
		}
	})
	for _, s := range out.Series {
		for i := range s.Editions {
			if s.Editions[i].Recorded, err = p.n.Time(ctx, s.Editions[i].At); err != nil {
				return out, err
			}
		}
	}
	return out, nil
}

// edition finds an edition, whether it stands, waits behind another or was taken back.
func (p pages) edition(v standing.View, id muster.ID) (out web.EditionAccount, err error) {
	p.n.State.Read(func() {
		ledger := pledge.In(v)
		info, withdrawn, ok := ledger.Edition(v, id)
		if !ok {
			err = muster.Missing("the edition " + string(id))
			return
		}
		out.EditionInfo, out.Publisher = info, party.In(v).NameOf(v.Known, info.By)
		if at, perr := p.n.State.Position(id); withdrawn && perr == nil {
			out.Withdrawn, _ = p.n.State.EndedBy(v.Known, at)
		}
		all := ledger.EditionList(v, muster.SeriesID(info.About))
		for i, e := range all {
			if e.Stands && !info.Stands {
				out.Later = e.Label
			}
			if e.ID != id {
				out.Others = append(out.Others, web.EditionName{ID: e.ID, Label: e.Label})
				continue
			}
			if i > 0 {
				out.Previous, out.Before = all[i-1].ID, all[i-1].Label
			}
			if i+1 < len(all) {
				out.Next = all[i+1].ID
			}
		}
	})
	return out, err
}

// Edition implements web.EditionSource.
func (p pages) Edition(ctx context.Context, known string, id muster.ID) (out web.EditionAccount, err error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return out, err
	}
	if out, err = p.edition(v, id); err != nil {
		return out, err
	}
	out.Moment = m
	if out.Recorded, err = p.n.Time(ctx, out.EditionInfo.At); err != nil {
		return out, err
	}
	if out.Withdrawn != "" {
		if out.Why, err = p.why(ctx, v, out.Withdrawn); err != nil {
			return out, err
		}
	}
	for digest, line := range map[string]*web.DocumentLine{out.EditionInfo.File: &out.File, out.EditionInfo.Lines: &out.Lines, out.EditionInfo.Faults: &out.Faults} {
		if digest == "" {
			continue
		}
		// A document that is not for the reader is not on the page.
		if *line, _, err = p.documentLine(ctx, v, digest); err != nil && len(muster.Refusals(err)) == 0 {
			return out, err
		} else if err != nil {
			*line = web.DocumentLine{}
		}
	}
	return out, nil
}

// why is the reason that a withdrawal gives, if it is for the reader.
func (p pages) why(ctx context.Context, v standing.View, id muster.ID) (string, error) {
	at, err := p.n.position(string(id))
	if err != nil {
		return "", err
	}
	st, err := p.n.Store.Statement(ctx, at)
	if err != nil {
		return "", err
	}
	e, ok, err := p.n.sees(v, st)
	if err != nil || !ok {
		return "", err
	}
	return e.Why, nil
}

// documentLine finds the statement that says that a document is kept.
func (p pages) documentLine(ctx context.Context, v standing.View, digest string) (line web.DocumentLine, format string, err error) {
	d, id, err := p.n.document(ctx, v, digest)
	return web.DocumentLine{Digest: digest, Name: d.Name, Size: d.Size, Stated: id}, d.Format, err
}

// Release implements web.EditionSource.
func (p pages) Release(ctx context.Context, known string, id, against muster.ID) (r pledge.Release, err error) {
	v, err := p.n.View(ctx, known)
	if err != nil {
		return r, err
	}
	p.n.State.Read(func() { r, err = pledge.In(v).Release(v, id, against) })
	return r, err
}

// Faults implements web.EditionSource.
func (p pages) Faults(ctx context.Context, known string, id muster.ID) ([]muster.Fault, error) {
	v, err := p.n.View(ctx, known)
	if err != nil {
		return nil, err
	}
	e, err := p.edition(v, id)
	if err != nil || e.EditionInfo.Faults == "" {
		return nil, err
	}
	if _, _, err := p.n.document(ctx, v, e.EditionInfo.Faults); len(muster.Refusals(err)) > 0 {
		return nil, nil // how many there are the edition says; which, is for others
	} else if err != nil {
		return nil, err
	}
	d, err := muster.ParseDigest(e.EditionInfo.Faults)
	if err != nil {
		return nil, err
	}
	b, err := record.ReadDocument(ctx, p.n.Store, d)
	if err != nil {
		return nil, err
	}
	return readFaults(string(b))
}

// readFaults reads what sheet.WriteFaults wrote.
func readFaults(text string) (out []muster.Fault, err error) {
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(all) == 0 {
		return nil, fmt.Errorf("list of faults: %w", err)
	}
	for _, r := range all[1:] {
		if len(r) < 7 {
			return nil, fmt.Errorf("list of faults: %d columns", len(r))
		}
		row, err := strconv.Atoi(r[1])
		if err != nil {
			return nil, fmt.Errorf("list of faults: %w", err)
		}
		out = append(out, muster.Fault{Sheet: r[0], Row: row, Column: r[2], Refused: r[3] == "refused", Found: r[4], Accepts: r[5], Why: r[6]})
	}
	return out, nil
}

// Document implements web.EditionSource.
func (p pages) Document(ctx context.Context, digest string) (out web.Document, err error) {
	if err := p.n.Log.CatchUp(ctx); err != nil {
		return out, err
	}
	d, err := muster.ParseDigest(digest)
	if err != nil {
		return out, muster.Missing("the document " + digest)
	}
	v, err := p.n.View(ctx, "")
	if err != nil {
		return out, err
	}
	if out.DocumentLine, out.Format, err = p.documentLine(ctx, v, digest); err != nil {
		return out, err
	}
	out.Bytes, err = record.ReadDocument(ctx, p.n.Store, d)
	return out, err
}
