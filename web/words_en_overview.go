package web

// englishOverview are the words of the overview, the search and the gallery.
var englishOverview = map[string]string{
	"nav.overview": "Overview", "nav.search": "Search",

	"overview.changed": "What changed", "overview.changed.sub": "with the edition of each source that stands", "overview.datato": "(data to {day}):", "overview.note": "Release note",
	"overview.first.one": "{n} contribution, the first edition of this source here.", "overview.first.other": "{n} contributions, the first edition of this source here.",
	"overview.against":      "against {before}, {new} contributions are new, {gone} gone, {changed} changed, {revalued} only revalued and {same} as they were.",
	"overview.incomparable": "it cannot be compared with {before} contribution by contribution, as one of them gives no identities; by content {new} are new and {gone} gone.",
	"overview.attention":    "What needs attention", "overview.nothing": "Nothing: every row has been taken and every row that should count does.",
	"overview.partial.one": "{n} row that should count has no value.", "overview.partial.other": "{n} rows that should count have no value.",
	"overview.uncovered.one": "{n} member is not covered by the source: {names}.", "overview.uncovered.other": "{n} members are not covered by the source: {names}.",
	"overview.left":        "{rows}, {amount}, are left out of the figure.",
	"overview.refused.one": "{n} row was refused.", "overview.refused.other": "{n} rows were refused.",
	"overview.noted.one": "{n} row was taken with a note.", "overview.noted.other": "{n} rows were taken with a note.",
	"overview.begin": "Where to begin", "overview.explore": "Explore any figure by donor, type and time", "overview.contributions": "Find a contribution and follow it to the row of the file it came from", "overview.search": "Search everything",

	"search.form": "Search the record", "search.words": "Words, names, ids or numbers", "search.example": "Türkiye, leopard, kiel:DEM12", "search.all": "Also what no longer stands", "search.go": "Search",
	"search.hint": "All words must be there; case, accents and script do not matter. Put a phrase in double quotes.",
	"search.none": "Nothing was found for “{text}”. Fewer or shorter words find more.", "search.count.one": "{n} hit.", "search.count.other": "{n} hits.", "search.capped": "There may be more.",
	"search.noneleft": "Nothing that stands has “{text}”.", "search.ended.one": "Show {n} hit that no longer stands.", "search.ended.other": "Show {n} hits that no longer stand.",
	"search.kinds": "Hits by kind", "search.everything": "Everything", "search.statements.one": "and {n} more statement about it", "search.statements.other": "and {n} more statements about it",
	"search.kind.entry": "contribution", "search.kind.party": "party", "search.kind.group": "group", "search.kind.member": "membership", "search.kind.submission": "edition", "search.kind.terms": "pledge", "search.kind.method": "method",
	"search.kind.thing": "kind of thing", "search.kind.unit": "unit of measure", "search.kind.family": "type family", "search.kind.item": "item", "search.kind.needs": "need of an item", "search.kind.substitute": "substitute",
	"search.kind.requirement": "requirement", "search.kind.requirement-act": "act on a requirement", "search.kind.requirement-overlap": "one need or two",
	"search.kind.offer": "offer", "search.kind.offer-act": "act on an offer", "search.kind.offer-overlap": "one stock or two", "search.kind.consent": "consent", "search.kind.consent-act": "answer to a consent",
	"search.kind.match": "match", "search.kind.match-act": "act on a match", "search.kind.reserve": "reservation", "search.kind.pin": "pin or ban in plans",
	"search.kind.handover": "handover", "search.kind.absence": "absence",
	"search.kind.ask": "ask", "search.kind.ask-act": "act on an ask", "search.kind.answer": "answer to an ask",
	"search.kind.observation": "observation", "search.kind.observation-act": "act on an observation", "search.kind.lesson": "lesson", "search.kind.lesson-act": "act on a lesson", "search.kind.action": "action of a lesson", "search.kind.action-act": "act on an action",
	"search.kind.package": "package", "search.kind.package-act": "act on a package", "search.kind.money": "money for a package", "search.kind.supply": "ordered line as an offer",
	"search.kind.document": "document", "search.kind.note": "note", "search.kind.values": "series of values", "search.kind.cites": "citation", "search.kind.open": "record",

	"gallery.title": "Gallery of figures", "gallery.lead": "Every form of figure at its best, with when to use it, and its table.",
	"show.paired": "paired bars", "show.waterfall": "bridge", "show.band": "line with a band", "show.timeline": "timeline", "show.steps": "running total against a floor",
}
