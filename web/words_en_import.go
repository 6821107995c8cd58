package web

// englishImport are the words of bringing a file and taking an edition back.
var englishImport = map[string]string{
	"import.lead": "Bring a file: Muster first shows what recording it would do, names every doubt by sheet, row and column, and records nothing until you say so.",
	"import.file": "File", "import.kind": "What it is",
	"import.kind.kiel": "Ukraine Support Tracker, Kiel Institute", "import.kind.rates": "Euro reference rates, European Central Bank", "import.kind.gdp": "GDP in current US dollars, World Bank",
	"import.kind.parties": "A list of parties", "import.kind.entries": "Entries in the ledger's own CSV",
	"import.label": "Label of the edition", "import.label.hint": "empty: the day its data run to", "import.asof": "Data run to", "import.asof.hint": "empty: as the file says",
	"import.series": "Series", "import.by": "Whose claims these are", "import.by.hint": "empty: the operator's", "import.title": "How the source is cited",
	"import.entries.note": "Only for entries, since the others say themselves what they are:", "import.entries.only": "this is for entries only; leave it empty",
	"import.try": "Show what it would do", "import.try.note": "Files may be gzipped, up to 64 MiB; 'muster import' takes larger ones.",
	"import.large": "the file is larger than {most} MiB, the most a page takes; gzip it, or bring it with 'muster import'", "query.unread": "the parameters of this address cannot be read; write % as %25 and ; as %3B", "query.twice": "found {one} and {other}; accepted is one of them",
	"form.large": "what was sent is larger than a form of this page can be, 1 MiB; send less", "import.unread": "the form could not be read to its end; send it again", "import.nofile": "choose a file that has something in it",
	"import.trial.title": "Import of {name}", "import.would": "Recording it would take {n} statements. Nothing is recorded yet.", "import.nothing": "All of it is known already: recording it would add nothing.",
	"import.done": "Recorded: {n} statements, up to position {position}.", "import.see": "See {edition} and what it changed", "import.see.record": "See the statements", "import.another": "Bring another file",
	"import.commit": "Record exactly this file", "import.leave": "Leave it", "import.until": "The file waits here until {instant}; then it is forgotten.",
	"import.account": "Account", "import.what": "What it is", "import.contributions": "Contributions", "import.again": "the same bytes were recorded before, as {label}",
	"import.against": "against {before}: {new} new, {gone} gone, {changed} changed, {revalued} revalued, {same} unchanged", "import.standing": "Figures",
	"import.stands": "are counted in this edition from then on", "import.waits": "do not change: an edition that runs to a later day stands",

	"withdraw.crumb": "Withdraw", "withdraw.title": "Withdraw {edition}?", "withdraw.lead": "Figures would again be counted in {before}. {edition} stays in the record as withdrawn, with your reason; that cannot be undone, but the same file can be brought again.",
	"withdraw.lead.only":  "No other edition would stand: figures would have nothing to be counted in. {edition} stays in the record as withdrawn, with your reason; that cannot be undone, but the same file can be brought again.",
	"withdraw.lead.waits": "No figure would change, since {edition} does not stand. It stays in the record as withdrawn, with your reason; that cannot be undone.",
	"withdraw.why":        "Why", "withdraw.why.missing": "say why it is withdrawn; the reason is kept with it", "withdraw.sure": "Yes, withdraw it", "withdraw.sure.missing": "tick this, so that no edition is withdrawn by a slip",
	"withdraw.do": "Withdraw", "withdraw.leave": "Leave it standing", "withdraw.again": "this edition was withdrawn already",

	"write.title": "You are reading", "write.text": "To record something from here, open a link that may write. Whoever runs this record makes one, which works once, with:", "write.cli": "The same is done at the command line with:", "write.cli.command": "muster import kiel FILE --dry-run",
	"write.denied": "To record something you need a link that may write: whoever runs this record makes one with 'muster link'. Nothing was done.",
}
