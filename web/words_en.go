package web

// english is the catalogue in English, which every other language falls back on. Another language is
// another such table (docs/words.md). Each page's words
// stand in a table of their own, in a file beside this one.
var english = &words{
	lang: "en", signs: signs{thousands: ",", point: "."},
	months: englishMonths, dateMonths: englishMonths,
	short: [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	text:  together(englishCommon, englishLists, englishFigures, englishOverview, englishParties, englishSources, englishRecord, englishImport, englishDefinitions, englishLayers, englishFiles, englishRoles, englishCoordination, englishWork, englishPlan, englishPlanWhy, englishAsks, englishSheets, englishKit, englishRegisters, englishLessons, englishAttachments, englishEvidence, englishExceptions, englishSamples, englishItems, englishReforms),
}

var englishMonths = [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// englishCommon are the words that every page needs, and those of the pledge.
var englishCommon = map[string]string{
	"product": "Muster", "skip": "Skip to content", "nav.main": "Main", "nav.crumbs": "Where you are", "nav.pledges": "Pledges",
	"list": "{some} and {last}", "foot.version": "Muster {version}", "language.switch": "English", "language.choose": "Language",
	"money": "{currency} {n}", "unit.billion": "bn", "unit.million": "m", "unit.heading": "{currency} {unit}", "unit.amount": "{currency} {n} {unit}",

	"period.none": "no date", "period.until": "until {day}", "period.after": "from {day} on", "period.between": "{from} to {to}",

	"members": "members", "member": "Member", "members.nato": "Allies", "member.nato": "Ally",
	"members.count.one": "{n} member", "members.count.other": "{n} members", "members.count.nato.one": "{n} Ally", "members.count.nato.other": "{n} Allies",
	"side.above": "above", "side.below": "below", "side.equal": "equal",
	"mark.not_covered": "not covered", "mark.withheld": "withheld", "mark.aggregate_only": "aggregate only",
	"mark.undisclosed": "undisclosed", "mark.not_yet_reported": "not yet reported", "mark.none": "no amount",

	"event.announced": "announced", "event.notified": "notified", "event.committed": "committed", "event.allocated": "allocated",
	"event.contracted": "contracted", "event.disbursed": "disbursed", "event.dispatched": "dispatched", "event.arrived": "arrived",
	"event.delivered": "delivered", "event.confirmed": "confirmed", "event.reduced": "reduced", "event.re-phased": "re-phased",
	"event.cancelled": "cancelled", "event.lapsed": "lapsed", "event.returned": "returned", "event.lost": "lost",

	// The answer.
	"lead.above":       "Counted by {method}, {members} reached {counted} between {from} and {to}: {gap} above the floor of {floor}, which was reached on {day}.",
	"lead.higher":      "Counted by {method}, {members} reached {counted} between {from} and {to}: {gap} above the floor of {floor}.",
	"lead.equal":       "Counted by {method}, {members} reached {counted} between {from} and {to}: exactly the floor of {floor}.",
	"lead.below":       "Counted by {method}, {members} reached {counted} between {from} and {to}: {gap} below the floor of {floor}.",
	"lead.sofar":       "The data run to {day}, so part of the window is still to come.",
	"lead.partial.one": "{n} row that should count has no value in this currency and is not in the figure.", "lead.partial.other": "{n} rows that should count have no value in this currency and are not in the figure.",
	"lead.nothing": "Nothing can be counted yet against the floor of {floor}.",
	"proxy.title":  "A proxy.", "choices.alone": "Other choices, {unit}:",
	"known.title": "As it was known.", "known.text": "This is what the record knew at position {position}, {instant}.", "known.now": "Show what is known now",

	// The switches.
	"form.title": "Switches", "form.method": "Method", "form.from": "From", "form.to": "To (not included)", "form.gdp": "GDP year",
	"form.membership": "Members", "form.membership.window-end": "as of the window's end", "form.membership.entry-date": "on each entry's own date",
	"form.months": "Count rows dated to a month inside the window", "form.known": "As known on", "form.known.hint": "position or day; empty: now",
	"form.edition": "Edition", "form.edition.latest": "the latest", "form.show": "Show", "form.reset": "Back to the pledge's own terms",
	"errors.title": "This could not be counted", "errors.text": "Nothing you entered is lost; put right what is named here and show it again.",

	// The line.
	"chart.heading": "Counted against the floor", "chart.sub": "{unit}, running total by date {event}",
	"chart.title":        "Running total against the floor, {from} to {to}",
	"chart.desc.reached": "A stepped line reaches the floor of {floor} on {day} and ends at {counted}.",
	"chart.desc.below":   "A stepped line ends at {counted}, against a floor of {floor}.",
	"chart.counted":      "{amount} counted", "chart.floor": "{amount} floor", "chart.reached": "floor reached {day}", "chart.until": "data to {day}",
	"twin.open": "The same as a table", "twin.caption": "Running total by day, {unit}", "twin.day": "Day", "twin.added": "Added", "twin.total": "Total so far",
	"twin.none": "No row falls into the window, so there is no line to draw. A wider window or another method may have some.",

	// Who carries it.
	"carry.heading": "Who carries it", "carry.sub": "{unit}, most counted first",
	"carry.caption":     "Counted support of each of the {n} beside its indicative share, in {unit}",
	"carry.key.counted": "counted", "carry.key.share": "indicative share.", "carry.key.two": "On the left in {unit}, on the right as part of each one's own share: there the mark is 100%.", "carry.key.one": "Bars show what is counted as part of each one's own share; the mark is 100%.", "carry.key.effort": "As shares follow GDP, that compares effort.",
	"carry.bars": "Drawn", "carry.counted": "Counted", "carry.share": "Indicative share", "carry.gap": "Gap to share", "carry.gap.how": "counted − share",
	"carry.ratio": "Of own share", "carry.ratio.bars": "Drawn as part of own share", "carry.all": "All {n}", "carry.nogap": "no gap, as nothing is known",
	"carry.uncovered.one":   "Not covered: the source does not speak of {names}. That is unknown, not zero.",
	"carry.uncovered.other": "Not covered: the source does not speak of {names}. That is unknown, not zero.",
	"carry.rounded":         "Rows on this screen are rounded to three decimals, so they may not add up to the total in the last one; the rows behind each number do, to the last digit.",
	"carry.far.above":       "Furthest above its indicative share is {name}, by {amount}.", "carry.far.below": "Furthest below it is {name}, by {amount}.", "carry.far.effort": "{name} carries most of its own share: {ratio}.",
	"carry.break": "A bar with a gap in it is longer than the scale.",

	// What was left out.
	"left.heading": "Left out of this figure", "left.sub": "{unit}", "left.text": "Nothing is dropped silently; each line opens into its rows. A row is listed once, for the first reason that holds.",
	"left.none": "Every row of this edition counts.", "left.outside": "by donor",
	"reason.other_measure.one": "{n} row that does not say what was {event}", "reason.other_measure.other": "{n} rows that do not say what was {event}",
	"reason.other_type.one": "{n} row of another type of assistance", "reason.other_type.other": "{n} rows of other types of assistance",
	"reason.outside_group.one": "{n} row of donors outside the group", "reason.outside_group.other": "{n} rows of donors outside the group",
	"reason.no_date.one": "{n} row with no date", "reason.no_date.other": "{n} rows with no date",
	"reason.month_only.one": "{n} row dated only to a month or a longer time", "reason.month_only.other": "{n} rows dated only to a month or a longer time",
	"reason.outside_window.one": "{n} row dated outside the window", "reason.outside_window.other": "{n} rows dated outside the window",

	// How it was computed.
	"how.heading": "How this was computed", "how.counts": "Counts", "how.counts.proxy": "what was {event}, a proxy for what was delivered", "how.counts.plain": "what was {event}",
	"how.method": "Method", "how.source": "Source", "how.edition": "{cite}, {edition}, data to {day}", "how.key": "Share key",
	"how.key.text": "{source} {year} of {who}; parts sum to the floor exactly, by largest remainder", "how.membership": "Members",
	"how.window": "Window", "how.window.text": "{from} to {to}, both included", "how.months": "Rows dated to a month", "how.months.in": "count where the month lies inside the window", "how.months.out": "are left out",
	"how.known": "Known", "how.known.text": "position {position}, {instant}", "how.root": "Root of the record", "how.verify": "Check it yourself: {command} recomputes this root from every statement; a statement's page has its proof.",
	"how.frozen": "This figure, as known now, for ever", "how.rows": "Rows counted", "how.terms": "Terms", "how.files": "In files, gap is share − counted, so its sign is the other way round.",

	// Rows.
	"rows.counted": "Rows that count", "rows.of": "{name}: {rows}", "rows.on": "{rows}, {day}", "rows.during": "{rows}, {days}",
	"rows.reason.other_measure": "Left out: rows of another measure", "rows.reason.other_type": "Left out: rows of other types", "rows.reason.outside_group": "Left out: donors outside the group",
	"rows.reason.no_date": "Left out: rows with no date", "rows.reason.month_only": "Left out: rows dated only to a month", "rows.reason.outside_window": "Left out: rows outside the window",
	"rows.sum.one": "{n} row. It is {sum}{verdict}", "rows.sum.other": "{n} rows. They sum to {sum}{verdict}", "rows.agrees": ", exactly the number they stand behind.", "rows.plain": ".",
	"rows.differs": ", but the number they stand behind is {number}. That is a fault of Muster; please report it with this page's address.",
	"rows.exact":   "To the last digit: {sum}.", "rows.unknown.one": "{n} of them has no amount that could be counted.", "rows.unknown.other": "{n} of them have no amount that could be counted.",
	"rows.none":    "No row stands behind this number: it is zero because nothing was found, not because something was left away.",
	"rows.caption": "Rows {from} to {to} of {n}", "rows.statement": "Statement, contribution", "rows.line": "{contribution}, {line}", "cited": "{edition}: {place}", "rows.donor": "Donor", "rows.date": "Date", "rows.type": "Type", "rows.event": "Event",
	"rows.said": "As said", "rows.adds": "Adds, {currency}", "rows.would": "Would add, {currency}", "rows.unvalued": "no value", "rows.total": "All {n}",
	"rows.csv": "All rows as CSV, unrounded", "rows.page": "Page {n} of {pages}", "rows.prev": "Previous rows", "rows.next": "Next rows", "rows.pages": "Pages", "rows.reduction": "a reduction",

	// Shares.
	"shares.title": "Indicative shares", "shares.lead": "An indicative share is the floor of {floor}, split by {source} of {year} over {who}. Parts are cut to the cent, and the cents left over go to the largest remainders, so that they sum to the floor exactly.",
	"shares.caption": "How each indicative share is worked out", "shares.gdp": "GDP, {currency}", "shares.part": "Part of all", "shares.share": "Indicative share, {currency}", "shares.counted": "Counted, {currency}", "shares.gap": "Gap to share, {currency}", "shares.csv": "The same as CSV",

	// One statement.
	"statement.title": "Statement {id}", "statement.lead": "{speaker} {does}.", "statement.lead.plain": "Recorded {instant}.",
	"statement.stands": "It stands.", "statement.ended": "It no longer stands: {by} ended it at position {position}.", "statement.withheld": "What it says is not for you. The head, which the tree seals, shows that it is there; whoever it is for reads the rest.",
	"statement.read.withheld": "Where it was read is not for you either.", "statement.erased": "Its text was erased. The head, which the tree seals, remains, so that everything else still verifies.",
	"statement.says": "What it says", "statement.read": "Where it was read", "statement.read.none": "It cites no file.", "statement.sealed": "How it is sealed", "statement.position": "Position",
	"statement.head": "Head, as sealed", "statement.salt": "Salt, hexadecimal", "statement.body": "Body, as stored", "statement.pretty": "Body, lines broken for reading", "statement.proof": "Download the proof",
	"statement.proof.text": "It holds head, salt, body and the path to the root. {command} checks it without the record.", "statement.proof.none": "There is no proof to download.",
	"place.sheet": "sheet {sheet}", "place.row": "row {row}", "place.column": "column {column}",
	"field.kind": "Kind", "field.by": "By", "field.role": "Role", "field.acted_by": "Recorded by", "field.about": "About", "field.effective": "Holds from", "field.source": "Source", "field.audience": "Audience", "field.replaces": "Replaces",
	"field.withdraws": "Withdraws", "field.why": "Why", "field.line": "Line", "field.event": "Event", "field.party.named": "{name} ({id})", "field.party": "Donor", "field.type": "Type", "field.subtype": "Subtype", "field.date": "Date, as said", "field.period": "Date, as read",
	"field.value": "Value", "field.amount": "amount", "field.currency": "currency", "field.converted": "The source's own conversion", "field.quantity": "Quantity", "field.number": "number", "field.unit": "unit", "field.basis": "Valuation basis",
	"field.item": "Item", "field.item_type": "Item type", "field.text": "Text", "field.links": "Links", "field.details": "Detail", "field.name": "name", "field.said": "as said", "field.notes": "Note", "field.weak": "Identity made from content",
	"field.submission": "edition", "field.sheet": "sheet", "field.row": "row", "field.column": "column", "field.mark": "mark",

	// Empty states.
	"empty.pledges.title": "No pledge is recorded yet", "empty.pledges.text": "This page lists pledges with what counts against each. A new record starts with the Washington pledge; one made with --bare starts without. The operator records pledges with:",
	"empty.edition.title": "No edition of a source is there to count", "empty.edition.text": "Here you would see the running total against the floor, who carries it and what was left out. The operator brings an edition with:",
	"empty.shares.title": "Indicative shares cannot be shown: there is no GDP for this year", "empty.shares.text": "What is counted stands below without shares. The operator brings GDP with:",
	"empty.known": "Or nothing was known yet at the position asked for:",

	// What went wrong.
	"missing.title": "Not here", "missing.advice": "Check the address. A link from a page of this record always leads somewhere; one from another record may not.",
	"missing.reason": "{what} is not in this record",
	"missing.page":   "the page {path}", "missing.pledge": "the pledge {name}", "missing.statement": "the statement {id}",
	"refused.title": "This could not be answered", "refused.advice": "Go back and choose again, or start from the pledges.",
	"fault.title": "Something broke on our side", "fault.advice": "Nothing was changed. The operator finds the cause in the log; please try again.",
	"method.title": "This page is only for reading", "method.advice": "Open it without sending anything.",
	"host.foreign": "This Muster answers only to the names of its own machine, not to {host}. Open http://localhost with its port, or have the operator name this host.",
}
