package audit

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"muster"
	"muster/standing"
	"muster/work"
)

// Population is all of a list, of which a sample is drawn: each with where it is in the record.
type Population struct {
	List  string
	Known muster.Seq
	Items []Member
}

// Member is one of a population.
type Member struct {
	About, Title, State string
	Statement           muster.ID
}

// Lists are the kinds of object of which samples are drawn.
func Lists(s *standing.State) (all []string) {
	for _, t := range work.Tables(s) {
		all = append(all, t.Object)
	}
	return all
}

// PopulationOf is every object of a kind that a viewer may see, in order of id.
func PopulationOf(v standing.View, list string) (*Population, error) {
	for _, d := range work.Desks(v.State) {
		for _, t := range d.Tables() {
			if t.Object != list {
				continue
			}
			p := &Population{List: list, Known: v.Known}
			for th := range d.Things(v, list) {
				p.Items = append(p.Items, Member{th.About, th.Title, th.State, th.Life.ID})
			}
			slices.SortFunc(p.Items, func(a, b Member) int { return cmp.Compare(a.About, b.About) })
			return p, nil
		}
	}
	return nil, muster.Found("list", list, "one of "+strings.Join(Lists(v.State), ", "))
}

// Digest is the SHA-256 over a population, by which it is told to be the same.
func (p *Population) Digest() string {
	all := sha256.New()
	for _, m := range p.Items {
		fmt.Fprintf(all, "%s %s\n", m.About, m.Statement)
	}
	return hex.EncodeToString(all.Sum(nil))
}

// Paper is a working paper: a random sample of a population, drawn by a seed so that anybody draws the same.
type Paper struct {
	Population
	Seed   string
	Size   int    // that was asked for
	Drawn  []int  // places in the population, in order
	Digest string // of the population
}

// Draw draws n of a population. Each member has the rank of the SHA-256 over the seed, a line break and its id; the
// n lowest are drawn. So the draw depends on nothing but seed and ids, and one more member moves nobody else.
func (p *Population) Draw(n int, seed string) (*Paper, error) {
	var faults muster.Faults
	faults.Add(CheckSize(n), CheckSeed(seed))
	if err := faults.Err(); err != nil {
		return nil, err
	}
	s := &Paper{Population: *p, Seed: seed, Size: n, Digest: p.Digest()}
	ranks := make([]uint64, len(p.Items))
	for i, m := range p.Items {
		sum := sha256.Sum256([]byte(seed + "\n" + m.About))
		ranks[i] = binary.BigEndian.Uint64(sum[:8])
		s.Drawn = append(s.Drawn, i)
	}
	slices.SortFunc(s.Drawn, func(a, b int) int { return cmp.Or(cmp.Compare(ranks[a], ranks[b]), a-b) })
	s.Drawn = s.Drawn[:min(n, len(s.Drawn))]
	slices.Sort(s.Drawn)
	return s, nil
}
