package report

// Section is one table of an answer that has several.
type Section struct {
	Name    string
	Columns []string
	Rows    [][]string
}

// Sectioned is an answer that is several tables too, for people and spreadsheets.
type Sectioned interface{ Sections() []Section }
