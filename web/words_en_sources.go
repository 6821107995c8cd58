package web

// englishSources are the words of the pages of sources, and of a release note.
var englishSources = map[string]string{
	"sources.lead": "The source {source} has {n}; {edition}, whose data run to {day}, stands.", "sources.editions.one": "{n} edition", "sources.editions.other": "{n} editions",
	"sources.caption": "Editions of {source}", "sources.sub": "contributions against the edition before, newest first",
	"sources.edition": "Edition", "sources.datato": "Data to", "sources.recorded": "Recorded", "sources.rows": "Rows", "sources.refused": "Refused", "sources.notes": "Notes",
	"sources.stands": "stands", "sources.bring": "Bring another edition",
	"sources.note":        "Of the editions of a source, the one whose data run to the latest day stands, whatever the order of import. Revalued: only the source's own conversion differs. Figures of an edition that does not stand can be asked for by its name.",
	"sources.empty.title": "No source is here yet", "sources.empty.text": "A source is a dataset that appears in editions. Here you would see each edition with what is new, gone, changed and revalued against the one before, and the file it was read from. The operator brings one with:", "sources.empty.import": "Or bring it from this page",

	"fate.new": "New", "fate.gone": "Gone", "fate.changed": "Changed", "fate.revalued": "Revalued", "fate.same": "Unchanged", "fate.untold": "cannot be told",
	"fate.word.new": "new", "fate.word.gone": "gone", "fate.word.changed": "changed", "fate.word.revalued": "revalued",
	"fate.count.new.one": "{n} new", "fate.count.new.other": "{n} new", "fate.count.gone.one": "{n} gone", "fate.count.gone.other": "{n} gone",
	"fate.count.changed.one": "{n} changed", "fate.count.changed.other": "{n} changed", "fate.count.revalued.one": "{n} revalued", "fate.count.revalued.other": "{n} revalued",
	"fate.count.same.one": "{n} unchanged", "fate.count.same.other": "{n} unchanged",

	"note.heading": "What changed", "note.first.one": "It is the first edition of its source: its {n} contribution is new.", "note.first.other": "It is the first edition of its source: all of its {n} contributions are new.",
	"note.counts":         "Of the contributions, against {before}: {new}, {gone}, {changed}, {revalued} and {same}.",
	"note.counts.content": "One of the two editions has no identities of its own, so contributions were matched by content. Against {before}: {new}, {gone} and {same}.",
	"note.more":           "{event}: {after}, which is {difference} more than {before} in {edition}.", "note.less": "{event}: {after}, which is {difference} less than {before} in {edition}.", "note.same": "{event}: {after}, to the cent what it is in {edition} ({before}).",
	"note.against": "Compare with", "note.against.none": "none: it is the first", "note.against.form": "Which edition to compare with",
	"note.step.add.one": "{n} {fate} adds {amount}", "note.step.add.other": "{n} {fate} add {amount}",
	"note.step.take.one": "{n} {fate} takes away {amount}", "note.step.take.other": "{n} {fate} take away {amount}",
	"note.step.nothing.one": "{n} {fate} adds nothing", "note.step.nothing.other": "{n} {fate} add nothing",
	"note.withheld": "Not all of it is for you.", "note.measure": "{event}, {currency}", "note.bridge": "From one total to the next: {event}", "note.what": "What", "note.contributions": "Contributions",
	"note.rest": "Left over", "note.largest": "The {n} largest of {all} differences", "note.all": "All {n} that moved",
	"note.contribution": "Contribution", "note.became": "What became of it", "note.side": "{edition}, {currency}", "note.difference": "Difference, {currency}", "note.notthere": "not in that edition",
	"note.exact": "Amounts are by the source's own conversion. The steps sum to the difference of the two totals exactly; shown to the cent, they may seem a cent off, and the files have every digit.",

	"changes.title": "What changed in {edition}", "changes.crumb": "What changed", "changes.filter": "Which contributions", "changes.measure": "Measure", "changes.caption": "Contributions {from} to {to} of {n}, largest difference first",

	"edition.lead":   "{edition} of {source}, whose data run to {day}, by {publisher}, was recorded on {instant}.",
	"edition.stands": "It stands: figures are counted in it.", "edition.later": "It does not stand: {later} runs to a later day.", "edition.waits": "It does not stand.", "edition.withdrawn": "It was withdrawn by {by}: {why}",
	"edition.prev": "The edition before: {edition}", "edition.next": "The edition after it", "edition.account": "How it was read", "edition.rows": "Rows",
	"edition.rows.text": "{rows} read: {recorded} said something new, {unchanged} what was said before, {refused} refused; {noted} with a note",
	"edition.datato":    "{day} ({how})", "edition.cite": "How its publisher is cited", "edition.identity": "Contributions", "edition.identity.own": "carry the source's own identities",
	"edition.identity.content": "carry no identities of the source's own; they are matched by content", "edition.submission": "Statement",
	"edition.file": "The file, as it was brought", "edition.lines": "Line table: which statement was read from which row", "edition.faults": "Refusals and notes", "edition.digest": "SHA-256 {digest}",
	"missing.document": "the document {digest}",
	"size.bytes.one":   "{n} byte", "size.bytes.other": "{n} bytes", "size.kb": "{n} kB", "size.mb": "{n} MB",

	"faults.heading": "Refusals and notes", "faults.none": "No cell was refused or doubted.", "faults.lead": "{refused} and {noted}. A refused row is not in the figures; a row with a note is, as said.",
	"faults.rows.refused.one": "{n} row was refused", "faults.rows.refused.other": "{n} rows were refused", "faults.rows.noted.one": "{n} taken with a note", "faults.rows.noted.other": "{n} taken with a note",
	"faults.csv": "All of them as CSV", "faults.caption": "Refusals and notes {from} to {to} of {n}", "faults.row": "Row", "faults.sheet": "sheet", "faults.column": "Column", "faults.verdict": "Verdict", "faults.found": "Found", "faults.accepts": "Accepted is", "faults.why": "Why",
	"faults.refused": "refused", "faults.note": "note", "faults.empty": "an empty cell",

	"withdraw.heading": "Take it back", "withdraw.text": "An edition that should not have been brought can be withdrawn. It stays in the record, with the reason; what stood before it stands again.",
	"withdraw.open": "Withdraw this edition", "withdraw.past": "You are looking at the past. To withdraw it, show what is known now.",
	"write.how": "You are reading. Whoever runs this record gets a link that may write with {command}.",
}
