package report

import (
	"slices"
	"strings"
)

// Section is one table of an answer that has several.
type Section struct {
	Key     string // by which it is asked for
	Name    string
	Columns []SectionColumn
	Rows    [][]string
}

// SectionColumn is one of its columns.
type SectionColumn struct {
	Name   string
	Number bool // numbers stand to the right
}

// columns are columns by name, those of numbers with a # before it.
func columns(names ...string) (all []SectionColumn) {
	for _, n := range names {
		name, number := strings.CutPrefix(n, "#")
		all = append(all, SectionColumn{name, number})
	}
	return all
}

// SectionOf is rows that know their columns as a section; numbers are the columns that stand to the right.
func SectionOf[T interface {
	Table
	Row
}](key, name string, rows []T, numbers ...string) Section {
	var none T
	s := Section{Key: key, Name: name}
	for _, c := range none.Columns() {
		s.Columns = append(s.Columns, SectionColumn{c, slices.Contains(numbers, c)})
	}
	for _, x := range rows {
		s.Rows = append(s.Rows, x.Cells())
	}
	return s
}

// stages is how much is in each state as a section.
func stages(key string, all []Stage) Section {
	return SectionOf(key, key, all, Stage{}.Columns()[1:]...)
}

// Sectioned is an answer that is several tables too, for people and spreadsheets.
type Sectioned interface{ Sections() []Section }
