package web

// englishFigures are the words of figures, entries and contributions.
var englishFigures = map[string]string{
	"nav.explore": "Explore", "nav.contributions": "Contributions",
	"type.military": "military", "type.humanitarian": "humanitarian", "type.financial": "financial",

	"file.csv": "As CSV, unrounded", "file.xlsx": "As a workbook (XLSX)",
	"about.known": "Known position", "about.at": "Last statement recorded", "about.root": "Root of the record", "about.page": "Page",

	// What a figure is.
	"figure.undated": "no such date", "figure.group": "members of {group}",
	"figure.several.donor.one": "{n} donor", "figure.several.donor.other": "{n} donors", "figure.several.type.one": "{n} type", "figure.several.type.other": "{n} types",
	"figure.several.year.one": "{n} year", "figure.several.year.other": "{n} years", "figure.several.month.one": "{n} month", "figure.several.month.other": "{n} months",
	"figure.several.contribution.one": "{n} contribution", "figure.several.contribution.other": "{n} contributions",
	"figure.source": "Source", "figure.measure": "Measure", "figure.edition": "Edition", "figure.latest": "{edition}, the one that stands", "figure.only": "Only",
	"figure.value": "Value", "figure.rate.source": "the source's own conversion; where it gives none, the amount as said in its own currency",
	"figure.rate.reference": "the amount as said, in {currency} at the European Central Bank's reference rate of the entry's day (the last one, at most five days old); what has no such rate is counted as without value",
	"figure.unit":           "Unit", "figure.unit.text": "money at its value then (nominal); sums are exact, only what is shown is rounded",
	"figure.notdated.one": "{n} entry is left out, as it is not dated to a day.", "figure.notdated.other": "{n} entries are left out, as they are not dated to a day.",
	"figure.withheld": "Not all of it is for you.",

	// The entries behind a number.
	"entries.heading": "Entries: {what}", "entries.crumb": "Entries", "entries.sheet": "Entries", "entries.adds": "Adds",
	"entries.count.one": "{n} entry.", "entries.count.other": "{n} entries.", "entries.sum": "They sum to {sum}, to the last digit.",
	"entries.none":        "No entry stands behind this: nothing was found, which is not the same as zero.",
	"empty.figures.title": "No source has brought anything yet", "empty.figures.text": "Here you would see what sources say of assistance. The operator brings an edition of a source with:",
}
