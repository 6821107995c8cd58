package web

// englishFigures are the words of figures, entries and contributions.
var englishFigures = map[string]string{
	"nav.explore": "Explore", "nav.contributions": "Contributions",
	"type.military": "military", "type.humanitarian": "humanitarian", "type.financial": "financial",

	// What a figure is.
	"figure.undated": "no such date", "figure.group": "members of {group}",
	"figure.several.donor.one": "{n} donor", "figure.several.donor.other": "{n} donors", "figure.several.type.one": "{n} type", "figure.several.type.other": "{n} types",
	"figure.several.year.one": "{n} year", "figure.several.year.other": "{n} years", "figure.several.month.one": "{n} month", "figure.several.month.other": "{n} months",
	"figure.several.contribution.one": "{n} contribution", "figure.several.contribution.other": "{n} contributions",
	"figure.source": "Source", "figure.pledge": "Pledge", "figure.measure": "Measure", "figure.edition": "Edition", "figure.latest": "{edition}, the one that stands", "figure.only": "Only",
	"figure.value": "Value", "figure.rate.source": "the source's own conversion; where it gives none, the amount as said in its own currency",
	"figure.rate.reference": "the amount as said, in {currency} at the European Central Bank's reference rate of the entry's day (the last one, at most five days old); what has no such rate is counted as without value",
	"figure.unit":           "Unit", "figure.unit.text": "money at its value then (nominal); sums are exact, only what is shown is rounded",
	"figure.notdated.one": "{n} entry is left out, as it is not dated to a day.", "figure.notdated.other": "{n} entries are left out, as they are not dated to a day.",
	"figure.withheld": "Not all of it is for you.", "figure.withheld.name": "Left out",
	"figure.unlisted": "shown as a total only", "figure.unlisted.one": "The rest, {sum} in {n} entry, is shown as a total only.", "figure.unlisted.other": "The rest, {sum} in {n} entries, is shown as a total only.",
	"figure.unlisted.event.one": "The rest of what was {event}, {sum} in {n} entry, is shown as a total only.", "figure.unlisted.event.other": "The rest of what was {event}, {sum} in {n} entries, is shown as a total only.",

	"figure.year": "Year", "figure.all": "all", "figure.members": "Members of", "figure.everybody": "any or no group",

	// Contributions.
	"contributions.filter": "Which contributions", "contributions.one": "Contribution", "contributions.entries": "Entries", "contributions.weak": "identity made from its content",
	"contributions.caption": "Contributions {from} to {to} of {n}", "contributions.silent": "–", "contributions.columns": "Columns",
	"contributions.others.one": "and {n} other currency", "contributions.others.other": "and {n} other currencies",
	"contributions.count.one": "{n} contribution.", "contributions.count.other": "{n} contributions.", "contributions.sum": "What was {event} comes to {sum}.",
	"contributions.none": "No contribution fits this filter.",
	"contributions.note": "A dash says that the source does not speak of this measure for the contribution; that is unknown, not zero. Sums are of the entries that fit the filter; a row shows all that stands of its contribution.",

	// One contribution.
	"contribution.title": "Contribution {id}", "contribution.lead": "{type} assistance from {donor}: {sums}.", "contribution.was": "{sum} {event}",
	"contribution.lead.unvalued": "{type} assistance from {donor}, without a value that could be added.", "contribution.lead.gone": "{type} assistance from {donor}. Nothing that was said of it stands any more; below is what was said.",
	"contribution.as": "This is what {edition} said; an edition that stands later may say otherwise, or nothing.", "contribution.as.other": "As in {edition}", "contribution.ladder.as": "as in {edition}, by the source's own conversion",
	"contribution.ladder": "How far it came", "contribution.ladder.sub": "what stands, by the source's own conversion", "contribution.ladder.none": "Nothing stands.",
	"contribution.derived.chosen": "follows from match {match}, for the commitment that the donor chose", "contribution.derived.proposed": "follows from match {match}, for the commitment that fits by amount and date", "contribution.derived.none": "follows from match {match}, for no commitment",
	"contribution.entries.one": "{n} entry", "contribution.entries.other": "{n} entries",
	"contribution.timeline": "Its timeline", "contribution.timeline.sub": "when each event happened, as finely as it is known", "contribution.timeline.of": "Timeline of {id}",
	"contribution.timeline.what": "What", "contribution.timeline.desc": "By event and time: {events}.", "contribution.timeline.event": "{event}, {when}: {what}",
	"contribution.timeline.none": "None of it is dated, so there is no timeline to draw.",
	"contribution.items":         "What it holds", "contribution.items.sub": "as its source counts", "contribution.items.caption.one": "{n} line", "contribution.items.caption.other": "{n} lines", "contribution.uncounted": "not said",
	"contribution.claims": "Everything said of it", "contribution.claims.sub": "by every edition, with the place it was read", "contribution.claims.caption.one": "{n} claim", "contribution.claims.caption.other": "{n} claims, by event and line, what was said first above",
	"contribution.statement": "Statement", "contribution.read": "Read in", "contribution.stands": "stands", "contribution.ended": "no longer stands",
	"contribution.links": "The source's own sources", "contribution.links.sub": "as it gives them; Muster has not opened them",
	"contribution.file": "file", "contribution.file.of": "the file of {edition}",
	"contribution.proof": "Prove it to somebody without access", "contribution.proof.text": "Each proof holds one statement with its path to the root of the record. Muster, or the short program in its documents, checks it without the record.",
	"contribution.proof.of": "{id}, {event}",

	// Explore.
	"dim.donor": "Donor", "dim.type": "Type", "dim.year": "Year", "dim.month": "Month", "dim.contribution": "Contribution",
	"dim.in.donor": "donor", "dim.in.type": "type", "dim.in.year": "year", "dim.in.month": "month", "dim.in.contribution": "contribution",
	"show.bars": "bars", "show.lines": "lines over time", "show.stacked": "areas over time", "show.heatmap": "heat map", "show.world": "map of the world", "show.europe": "map of Europe",
	"explore.filter": "Which figure", "explore.by": "By", "explore.across": "And by", "explore.nothing": "nothing else", "explore.show": "Drawn as",
	"explore.asconverted": "as the source converts it", "explore.incurrency": "{currency} at reference rates",
	"explore.by1": "{event} by {by}", "explore.by2": "{event} by {by} and {and}", "explore.only": "only {what}", "explore.what": "Figure",
	"explore.lead": "What was {what}: {total} from {n} entries.", "explore.others.one": "{n} entry is in {currency} and stands in no cell.", "explore.others.other": "{n} entries are in {currency} and stand in no cell.",
	"explore.desc": "All of it comes to {total}, from {n} entries.", "explore.sourceline": "{source}, {edition}. Muster, position {position}.",
	"explore.noentry": "no entry", "explore.beyond": "Not on this map:", "explore.total": "Total", "explore.rest": "{n} others", "explore.all": "All",
	"explore.caption": "{what}, in {unit}", "explore.partial": "and {n} without value", "explore.numbers": "The same as a table",
	"explore.undrawn": "This figure cannot be drawn so: lines and areas need a year or a month, a heat map two dimensions, a map donors. The table has it all.",
	"explore.twice":   "it is broken down by this already", "explore.toomany": "contributions are too many to stand side by side; put them in rows",
	"explore.note": "Every number opens into its entries. A dash says that the source has no entry there; that is unknown, not zero. Numbers on this screen are rounded; the files have every digit.",

	// The entries behind a number.
	"entries.heading": "Entries: {what}", "entries.crumb": "Entries", "entries.sheet": "Entries", "entries.adds": "Adds",
	"entries.count.one": "{n} entry.", "entries.count.other": "{n} entries.", "entries.sum": "They sum to {sum}, to the last digit.",
	"entries.none":        "No entry stands behind this: nothing was found, which is not the same as zero.",
	"empty.figures.title": "No source has brought anything yet", "empty.figures.text": "Here you would see what sources say of assistance. The operator brings an edition of a source with:",
}
