package web

import (
	"fmt"
	"slices"
	"strconv"

	"muster"
	"muster/sheet"
)

// fieldTable asks for the file of one of a page's tables, where it has several of different columns.
const fieldTable = "table"

// tableLinks lead to one of a page's tables as files; the name of the first is empty.
func (p page) tableLinks(table string) []way {
	return []way{
		{p.with(fieldFormat, "csv", fieldTable, table, fieldPage, ""), p.say("file.csv")},
		{p.with(fieldFormat, "xlsx", fieldTable, table, fieldPage, ""), p.say("file.xlsx")},
	}
}

// exportOf is one of the party's tables, with the name of its file.
func (p *partyPage) exportOf(table string) (sheet.Export, string, error) {
	name := "party-" + string(p.p.PartyLine.ID)
	switch table {
	case "":
		return p.export(), name, nil
	case "pledges":
		return p.exportShares(), name + "-pledges", nil
	case "groups":
		return p.exportGroups(), name + "-groups", nil
	}
	return sheet.Export{}, "", muster.Invalid(fieldTable, fmt.Sprintf("found %q; accepted are pledges and groups, or nothing for what the party gave", table))
}

// export is what the party gave by type, year and month, as one table.
func (p *partyPage) export() sheet.Export {
	return sheet.Export{
		Name: p.p.Name, About: p.about(p.say("about.party")+" "+p.meansOfAll(p.measures), p.say("about.sums"), append([][2]string{{p.say("rows.donor"), p.p.Name}}, p.tallyFacts(p.p.Tally)...)...),
		Columns: slices.Concat(texts("party", "name", "source", "edition", "by", "key", "measure"), numbers("amount"), texts("currency"), numbers("entries", "without_amount")),
		Rows: lazily(func() (rows [][]string) {
			for _, by := range []struct {
				name string
				list []Part
			}{{"all", []Part{{"", p.p.Given}}}, {"type", p.p.ByType}, {"year", p.p.ByYear}, {"month", p.p.ByMonth}} {
				for _, part := range by.list {
					for _, e := range p.measures {
						for _, a := range part.Sums[e] {
							rows = append(rows, []string{
								string(p.p.PartyLine.ID), p.p.Name, string(p.p.Series), p.p.Edition, by.name, part.Key, string(e),
								a.forFile(), string(a.Currency), strconv.Itoa(a.Entries), strconv.Itoa(a.Partial),
							})
						}
					}
				}
			}
			return rows
		}),
	}
}

// exportShares is the party's part of each pledge. Gap is share − counted, as everywhere in files.
func (p *partyPage) exportShares() sheet.Export {
	return sheet.Export{
		Name: p.say("party.shares"), About: p.about(p.say("about.shares"), p.say("about.method.own"), [2]string{p.say("define.figure.gap"), p.say("how.files")}),
		Columns: slices.Concat(texts("party", "name", "pledge", "method"), numbers("indicative", "counted", "gap"), texts("mark", "currency")),
		Rows: lazily(func() (rows [][]string) {
			for _, x := range p.p.Shares {
				counted, _ := moneyCells(x.Share.Counted)
				gap, _ := moneyCells(x.Share.Gap)
				rows = append(rows, []string{
					string(x.Share.Party), x.Share.Name, x.Name, x.Method, x.Share.Indicative.Amount.String(), counted, gap, string(x.Share.Mark), string(x.Share.Indicative.Currency),
				})
			}
			return rows
		}),
	}
}

// exportGroups is what the party belongs to over time; until is the first day on which it did not.
func (p *partyPage) exportGroups() sheet.Export {
	return sheet.Export{
		Name: p.say("party.groups"), About: p.about(p.say("about.groups"), p.say("about.asrecorded"), [2]string{p.say("rows.donor"), p.p.Name}),
		Columns: slices.Concat(texts("party", "name", "group", "group_name"), days("from", "until"), texts("statement")),
		Rows: lazily(func() (rows [][]string) {
			for _, b := range p.p.Belongs {
				until := ""
				if b.Until != nil {
					until = b.Until.String()
				}
				rows = append(rows, []string{string(p.p.PartyLine.ID), p.p.Name, string(b.Group.ID), b.Group.Name, b.From.String(), until, string(b.Statement)})
			}
			return rows
		}),
	}
}
