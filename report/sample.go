package report

import (
	"strconv"

	"muster"
	"muster/access"
	"muster/audit"
	"muster/standing"
)

// Samples are the random samples that were drawn and recorded, the last first.
type Samples struct {
	Foot
	Items []SampleDrawn `json:"items"`
}

// SampleDrawn is a sample that was drawn. Who may see as much as who drew it draws the same one again.
type SampleDrawn struct {
	Statement  muster.ID  `json:"statement"`
	On         muster.Day `json:"on" doc:"recorded"`
	List       string     `json:"list" doc:"the kind of object that it was drawn of"`
	Size       int        `json:"size" doc:"how many were to be drawn"`
	Population int        `json:"population" doc:"how many there were to draw from"`
	Seed       string     `json:"seed"`
	Position   muster.Seq `json:"position" doc:"as known at which it was drawn"`
	Digest     string     `json:"digest" doc:"SHA-256 over the population"`
	By         string     `json:"by" doc:"ROLE@PARTY that drew it, of what they may see"`
	Person     string     `json:"person,omitempty"`
	Why        string     `json:"why,omitempty"`
}

// Columns are the headings of a table of samples, in the order of Cells.
func (SampleDrawn) Columns() []string {
	return []string{"on", "list", "size", "population", "seed", "position", "digest", "by", "person", "why", "statement"}
}

// Cells are a sample's cells.
func (s SampleDrawn) Cells() []string {
	return []string{
		s.On.String(), s.List, strconv.Itoa(s.Size), strconv.Itoa(s.Population), s.Seed, strconv.FormatUint(uint64(s.Position), 10), s.Digest, s.By, s.Person, s.Why, string(s.Statement),
	}
}

// SamplesOf lists the samples drawn that a viewer may see.
func SamplesOf(v standing.View) *Samples {
	out := &Samples{Foot: Foot{Known: v.Known}, Items: []SampleDrawn{}}
	for _, x := range audit.In(v).Samples(v) {
		s := &x.Value
		out.Items = append(out.Items, SampleDrawn{x.ID, s.On, s.List, s.Size, s.Population, s.Seed, s.Known, s.Digest, access.Of(&s.Envelope).String(), s.ActedBy, s.Why})
	}
	return out
}
