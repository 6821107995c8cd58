package report

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
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

// PopulationOf is every object of a kind that a viewer may see, in order of id.
func PopulationOf(v standing.View, list string) (*Population, error) {
	var tables []string
	for _, d := range work.Desks(v.State) {
		for _, t := range d.Tables() {
			tables = append(tables, t.Object)
			if t.Object != list {
				continue
			}
			p := &Population{List: list, Known: v.Known}
			for th := range d.Things(v, list) {
				p.Items = append(p.Items, Member{th.About, th.Title, th.State, th.Life.ID})
			}
			return p, nil
		}
	}
	return nil, muster.Found("list", list, "one of "+strings.Join(tables, ", "))
}

// Sample is a working paper: a random sample of a population, drawn by a seed so that anybody draws the same.
type Sample struct {
	Population
	Seed   string
	Drawn  []int  // places in the population, in order
	Digest string // SHA-256 over the population, so that it can be told to be the same
}

// Draw draws n of a population. Each member has the rank of the SHA-256 over the seed, a line break and its id; the
// n lowest are drawn. So the draw depends on nothing but seed and ids, and one more member moves nobody else.
func (p *Population) Draw(n int, seed string) (*Sample, error) {
	if n < 1 {
		return nil, muster.Found("n", strconv.Itoa(n), "a number from 1 on")
	}
	if seed == "" {
		return nil, muster.Invalid("seed", "say a seed, any text: whoever has it draws the same sample")
	}
	s := &Sample{Population: *p, Seed: seed}
	ranks := make([]uint64, len(p.Items))
	all := sha256.New()
	for i, m := range p.Items {
		sum := sha256.Sum256([]byte(seed + "\n" + m.About))
		ranks[i] = binary.BigEndian.Uint64(sum[:8])
		fmt.Fprintf(all, "%s %s\n", m.About, m.Statement)
		s.Drawn = append(s.Drawn, i)
	}
	s.Digest = hex.EncodeToString(all.Sum(nil))
	slices.SortFunc(s.Drawn, func(a, b int) int { return cmp.Or(cmp.Compare(ranks[a], ranks[b]), a-b) })
	s.Drawn = s.Drawn[:min(n, len(s.Drawn))]
	slices.Sort(s.Drawn)
	return s, nil
}
