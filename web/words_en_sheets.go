package web

// englishSheets are the words of the pages that take a list of offers or of requirements.
var englishSheets = map[string]string{
	"lists.load": "Load a sheet", "lists.crumb": "Load a sheet", "lists.title.offers": "Load a sheet of offers", "lists.title.needs": "Load a sheet of requirements", "lists.title.observations": "Observations from a sheet, filled in offline", "lists.offline": "Fill in a sheet offline",
	"lists.lead": "Bring the sheet that you keep: a row for each line, with a reference of yours that stays the same. First you see what it would do, with every fault by row and column; nothing is recorded until you say so. Bring it again whenever it changed: what is recorded already is not recorded twice.",
	"lists.file": "Your sheet, workbook or CSV", "lists.audience.hint": "of rows that do not say it", "lists.try": "Nothing is recorded yet.",
	"lists.template.xlsx": "Template (workbook)", "lists.template.csv": "Template (CSV)",
	"lists.columns": "Columns and what they accept", "lists.columns.text": "In any order, called as here or by their names in files. A column that is none of these is named and not read.",
	"lists.denied.title": "Whose sheets are taken", "lists.denied.offers": "A sheet of offers is loaded by a donor officer, for their own party.", "lists.denied.needs": "A sheet of requirements is loaded by a recipient officer, for their own party.", "lists.denied.observations": "A sheet of observations is loaded by an observer, for their own party.",
	"lists.trial":     "What {name} does",
	"lists.wrong.one": "{n} of {rows} rows has errors.", "lists.wrong.other": "{n} of {rows} rows have errors.", "lists.empty": "The sheet has no row but the example.", "lists.nothing.recorded": "Nothing is recorded yet.",
	"lists.would.one": "{n} row would be recorded.", "lists.would.other": "{n} rows would be recorded.",
	"lists.again.one": "Nothing is new: {n} row is already recorded.", "lists.again.other": "Nothing is new: all {n} rows are already recorded.",
	"lists.done.one": "{n} row was recorded; the record is at position {position}.", "lists.done.other": "{n} rows were recorded; the record is at position {position}.",
	"lists.account":    "Rows read: {rows}. New: {new}; changed: {changed}; already recorded: {same}; with errors: {refused}.",
	"lists.commit.one": "Record {n} row", "lists.commit.other": "Record {n} rows", "lists.good.one": "Record the {n} right row only", "lists.good.other": "Record the {n} right rows only",
	"lists.fixed": "Load the corrected sheet", "lists.another": "Load another sheet", "lists.see.offers": "See the offers", "lists.see.needs": "See the requirements", "lists.see.observations": "See the observations",
	"lists.right.one": "{n} row that is right", "lists.right.other": "{n} rows that are right", "lists.lines.caption": "Rows {from} to {to} of {n}", "lists.does": "Does", "lists.new": "new", "lists.changes": "changes",
}
