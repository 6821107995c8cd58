package node

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/access"
	"muster/audit"
	"muster/record"
	"muster/report"
	"muster/sheet"
	"muster/standing"
)

// ForAuditors is for whom it is recorded that a sample was drawn: a draw that those could read who are looked at would
// tell them at what.
const ForAuditors muster.Audience = "operator"

// Sample draws a random sample of a list.
func (n *Node) Sample(ctx context.Context, known, list string, size int, seed string) (*audit.Paper, error) {
	v, err := n.View(ctx, known)
	if err != nil {
		return nil, err
	}
	return drawn(v, list, size, seed)
}

func drawn(v standing.View, list string, size int, seed string) (s *audit.Paper, err error) {
	var p *audit.Population
	if v.Read(func() { p, err = audit.PopulationOf(v, list) }); err != nil {
		return nil, err
	}
	return p.Draw(size, seed)
}

// Seed is a seed that nobody chose.
func Seed() string { return strings.ToLower(rand.Text()[:16]) }

// DrawSample draws a random sample of what somebody may see now, and records that they drew it. Without a seed one is
// made that nobody chose. All that is wrong is told at once.
func (n *Node) DrawSample(ctx context.Context, as access.Principal, list string, size int, seed, why string) (*audit.Paper, muster.ID, error) {
	if err := n.Log.CatchUp(ctx); err != nil {
		return nil, "", err
	}
	if seed == "" {
		seed = Seed()
	}
	v, err := n.View(access.Looking(ctx, as), "")
	if err != nil {
		return nil, "", err
	}
	var wrong muster.Faults
	wrong.OneOf("list", list, audit.Lists(v.State))
	wrong.Add(audit.CheckSize(size), audit.CheckSeed(seed))
	if err := wrong.Err(); err != nil {
		return nil, "", err
	}
	s, err := drawn(v, list, size, seed)
	if err != nil {
		return nil, "", err
	}
	x := &audit.Sample{
		Envelope: muster.Envelope{Kind: audit.KindSample, By: as.Party, Role: string(as.Role), ActedBy: as.Person, Audience: ForAuditors, Why: why},
		List:     list, Size: size, Seed: seed, Known: v.Known, Population: len(s.Items), Digest: s.Digest,
	}
	rec, err := n.Log.Record(ctx, &record.Request{By: as.Party, Values: []muster.Value{x}})
	if err != nil {
		return nil, "", err
	}
	return s, muster.NewID(n.Log.ID(), uint64(rec.Last)), nil
}

// Samples lists the samples that were drawn and recorded.
func (n *Node) Samples(ctx context.Context, known string) (out *report.Samples, err error) {
	v, err := n.View(ctx, known)
	if err != nil {
		return nil, err
	}
	v.Read(func() { out = report.SamplesOf(v) })
	out.Foot, err = n.Foot(ctx, v)
	return out, err
}

// SampleAgain draws a sample that was recorded again, of what the viewer may see as known then. Where that is not what
// it was drawn of, it is refused.
func (n *Node) SampleAgain(ctx context.Context, id muster.ID) (*audit.Paper, error) {
	all, err := n.Samples(ctx, "")
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all.Items, func(x report.SampleDrawn) bool { return x.Statement == id })
	if i < 0 {
		return nil, muster.Missing("the sample " + string(id))
	}
	x := all.Items[i]
	s, err := n.Sample(ctx, strconv.FormatUint(uint64(x.Position), 10), x.List, x.Size, x.Seed)
	if err != nil {
		return nil, err
	}
	if s.Digest != x.Digest {
		return nil, muster.Conflict("digest", fmt.Sprintf("%s drew it of %d with the digest %s; of those you may see %d, with the digest %s: who sees as much as they did draws it again", x.By, x.Population, x.Digest, len(s.Items), s.Digest))
	}
	return s, nil
}

// Paper is a sample as a working paper: what was drawn, with its sources and room for findings, and beside it what it
// was drawn from and how.
func Paper(s *audit.Paper, record string) sheet.Export {
	columns := []sheet.ExportColumn{{Name: "number", Kind: sheet.Number, Plain: true}}
	for _, name := range []string{s.List, "title", "state", "statement", "finding", "checked_by", "checked_on"} {
		columns = append(columns, sheet.ExportColumn{Name: name, Kind: sheet.Text})
	}
	return sheet.Export{
		Name: "Sample of " + s.List, Columns: columns,
		Rows: func(yield func([]string) bool) {
			for _, i := range s.Drawn {
				m := s.Items[i]
				if !yield([]string{strconv.Itoa(i + 1), m.About, m.Title, m.State, string(m.Statement), "", "", ""}) {
					return
				}
			}
		},
		About: [][2]string{
			{"What it is", fmt.Sprintf("a random sample of %d of %d: of every %s that who drew it may see", len(s.Drawn), len(s.Items), s.List)},
			{"Method", "of each the SHA-256 over the seed, a line break and its id; those with the lowest first eight bytes are drawn"},
			{"Seed", s.Seed},
			{"Record", record},
			{"Known position", strconv.FormatUint(uint64(s.Known), 10)},
			{"Population", s.Digest + ": SHA-256 over a line for each of it, in order of id: its id, a blank, and the statement by which it came where it is"},
			{"number", "the place in the population, from 1"},
			{"statement", "its source: 'muster statement ID' shows it, and with --proof proves it"},
		},
	}
}
