package report

import "strings"

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

// Sectioned is an answer that is several tables too, for people and spreadsheets.
type Sectioned interface{ Sections() []Section }
