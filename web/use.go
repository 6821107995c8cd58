package web

import "strings"

// use is a way to use a page's numbers elsewhere: a text to be copied.
type use struct{ name, hint, text string }

// uses are the addresses of a list as a file, and the formulas that read it.
func (p page) uses(source string) []use {
	live := p.origin + p.with(fieldFormat, "csv", fieldPage, "", fieldKnown, "", fieldAt, "", fieldBefore, "")
	frozen := p.origin + p.with(fieldFormat, "csv", fieldPage, "", fieldKnown, p.moment.position(), fieldAt, "")
	quoted := `"` + live + `"`
	return []use{
		{"live", "use.live.hint", live},
		{"frozen", "use.frozen.hint", frozen},
		{"query", "use.query.hint", "=Table.PromoteHeaders(Csv.Document(Web.Contents(" + quoted + `), [Delimiter=",", Encoding=65001]))`},
		{"service", "use.service.hint", "=WEBSERVICE(" + spreadsheetText(live) + ")"},
		{"sheets", "use.sheets.hint", "=IMPORTDATA(" + spreadsheetText(live) + ")"},
		{"r", "use.r.hint", "read.csv(" + quoted + ")"},
		{"pandas", "use.pandas.hint", "pd.read_csv(" + quoted + ")"},
		{"cite", "use.cite.hint", p.cite(source)},
	}
}

// longestText is the most that a text within a formula may have in Excel, in letters.
const longestText = 255

// spreadsheetText is a text within a formula, in parts where it is longer than a spreadsheet takes.
func spreadsheetText(s string) string {
	var parts []string
	for len(s) > longestText {
		parts = append(parts, `"`+s[:longestText]+`"`)
		s = s[longestText:]
	}
	return strings.Join(append(parts, `"`+s+`"`), "&")
}

// cite names the source as its publisher asks, and where in which record the numbers were read.
func (p page) cite(source string) string {
	var out []string
	if source = strings.TrimSuffix(strings.TrimSpace(source), "."); source != "" {
		out = append(out, source)
	}
	record := p.say("use.cite.record", "id", p.moment.Record)
	if p.moment.Record == "" {
		record = p.say("use.cite.muster")
	}
	if p.over != nil {
		out = append(out, p.say("use.cite.layer", "name", p.over.Method()))
	}
	return strings.Join(append(out, p.say("use.cite.at", "record", record, "position", p.moment.position(), "root", p.moment.Root, "instant", p.instant(p.moment.At),
		"address", p.origin+p.with(fieldPage, "", fieldKnown, p.moment.position(), fieldAt, ""))), ". ")
}
