package report

import (
	"fmt"
	"strconv"
	"strings"

	"muster"
	"muster/pledge"
	"muster/standing"
)

// Edition is an edition of a series, and what it changed against the one before it by the day its
// data run to. The changes count contributions: New + Changed + Revalued + Unchanged are those in
// the file. Rows, Refused and Notes count rows of the file.
type Edition struct {
	Label      string     `json:"label"`
	ID         muster.ID  `json:"id"`
	Known      muster.Seq `json:"known"`
	DataTo     muster.Day `json:"data_to"`
	Stands     bool       `json:"stands"`
	Rows       int        `json:"rows"`
	New        int        `json:"new"`
	Gone       int        `json:"gone"`
	Changed    int        `json:"changed"`
	Revalued   int        `json:"revalued"`
	Unchanged  int        `json:"unchanged"`
	Refused    int        `json:"refused"`
	Notes      int        `json:"notes"`
	Comparable bool       `json:"comparable"`
}

// Editions lists a series' editions as known in a view, the one with the earliest data first. A
// series that the record does not have is refused, naming those it has; a record without any has an
// empty list.
func Editions(v standing.View, series muster.SeriesID) ([]Edition, error) {
	ledger := pledge.In(v)
	eds := ledger.Editions(v, series)
	if have := ledger.Series(v); len(eds) == 0 && len(have) > 0 {
		return nil, muster.Invalid("source", fmt.Sprintf("found %q; this record has editions of %s", series, joined(have)))
	}
	out := []Edition{}
	for _, e := range eds {
		out = append(out, editionOf(e))
	}
	return out, nil
}

func editionOf(e pledge.EditionInfo) Edition {
	c := e.Change
	return Edition{
		e.Label, e.ID, e.At, e.DataTo, e.Stands, e.Rows, c.New, c.Gone, c.Changed, c.Revalued, c.Same, e.Refused, e.Noted, c.Comparable,
	}
}

// Columns implements Table.
func (Edition) Columns() []string {
	return []string{
		"label", "id", "known", "data_to", "stands", "rows", "new", "gone", "changed", "revalued", "unchanged", "refused", "notes", "comparable",
	}
}

// Cells implements Row.
func (e Edition) Cells() []string {
	row := []string{e.Label, string(e.ID), position(e.Known), e.DataTo.String(), strconv.FormatBool(e.Stands)}
	for _, n := range []int{e.Rows, e.New, e.Gone, e.Changed, e.Revalued, e.Unchanged, e.Refused, e.Notes} {
		row = append(row, strconv.Itoa(n))
	}
	return append(row, strconv.FormatBool(e.Comparable))
}

// Submission is one edition with what its statement says of it and the documents that belong to it.
type Submission struct {
	Edition
	Series     muster.SeriesID `json:"series"`
	By         muster.PartyID  `json:"by" doc:"the publisher"`
	Title      string          `json:"title" doc:"how the publisher asks to be cited"`
	DataToFrom string          `json:"data_to_from" doc:"how the day the data run to was found"`
	Before     string          `json:"before" doc:"label of the edition the changes are against; empty for the first"`
	Measures   []pledge.Event  `json:"measures"`
	File       string          `json:"file" doc:"SHA-256 of the file, hex; its bytes are under /v1/documents"`
	Lines      string          `json:"lines" doc:"SHA-256 of the line table: entry to sheet and row"`
	Faults     string          `json:"faults,omitempty" doc:"SHA-256 of the list of refusals and notes"`
	Recorded   int             `json:"recorded" doc:"rows that said something new"`
}

// SubmissionAnswer is a Submission with what it rests on.
type SubmissionAnswer struct {
	Foot
	Submission Submission `json:"submission"`
}

// SubmissionOf finds an edition of a series by its label or by the id of its statement.
func SubmissionOf(v standing.View, series muster.SeriesID, edition string) (Submission, error) {
	var found *pledge.EditionInfo
	for _, e := range pledge.In(v).Editions(v, series) {
		if string(e.ID) == edition || e.Label == edition && (found == nil || e.At > found.At) {
			found = &e
		}
	}
	if found == nil {
		return Submission{}, muster.Missing(fmt.Sprintf("the edition %s of %s", edition, series))
	}
	measures := found.Measures
	if measures == nil {
		measures = []pledge.Event{}
	}
	return Submission{
		Edition: editionOf(*found), Series: series, By: found.By, Title: found.Title, DataToFrom: found.DataToFrom, Before: found.Before,
		Measures: measures, File: found.File, Lines: found.Lines, Faults: found.Faults, Recorded: found.Recorded,
	}, nil
}

// Series is a dataset that comes in editions.
type Series struct {
	Series   muster.SeriesID `json:"series"`
	Editions int             `json:"editions"`
	Latest   string          `json:"latest" doc:"label of the edition that stands"`
	DataTo   muster.Day      `json:"data_to" doc:"the day its data run to"`
}

// AllSeries lists the series known in a view, in order of name.
func AllSeries(v standing.View) []Series {
	out := []Series{}
	ledger := pledge.In(v)
	for _, id := range ledger.Series(v) {
		s := Series{Series: id}
		for _, e := range ledger.Editions(v, id) {
			s.Editions++
			if e.Stands {
				s.Latest, s.DataTo = e.Label, e.DataTo
			}
		}
		out = append(out, s)
	}
	return out
}

// Columns implements Table.
func (Series) Columns() []string { return []string{"series", "editions", "latest", "data_to"} }

// Cells implements Row.
func (s Series) Cells() []string {
	return []string{string(s.Series), strconv.Itoa(s.Editions), s.Latest, s.DataTo.String()}
}

func joined[T ~string](all []T) string {
	out := make([]string, len(all))
	for i, x := range all {
		out[i] = string(x)
	}
	return strings.Join(out, ", ")
}

func position(n muster.Seq) string { return strconv.FormatUint(uint64(n), 10) }
