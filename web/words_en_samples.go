package web

// englishSamples are the words of samples that auditors draw.
var englishSamples = map[string]string{
	"nav.samples.book": "Samples", "search.kind.sample": "random sample", "does.audit.sample": "random sample",
	"samples.lead.one": "{n} random sample was drawn.", "samples.lead.other": "{n} random samples were drawn.",
	"samples.drawn": "{n} of {all} were drawn ({list}) by the seed {seed}, as known at position {known}.",
	"samples.text":  "A sample follows from its list, its size, its seed and the position as known at which it was drawn: whoever may see as much as who drew it draws the same one again, and its digest says whether it was drawn of the same.",
	"samples.draw":  "Draw a sample", "samples.list": "List", "samples.size": "How many", "samples.seed": "Seed", "samples.seed.hint": "any text in a line; left empty one is made that nobody chose", "samples.why.hint": "for what it is drawn; it is recorded",
	"samples.draw.note": "It is drawn of what you may see now. That it was drawn is recorded, for auditors and the operator.",
	"samples.all":       "Drawn so far", "samples.caption": "Samples drawn, the last first", "samples.of": "of {n}", "samples.known": "As known at", "samples.by": "Drawn by", "samples.paper": "Working paper", "samples.paper.short": "XLSX", "samples.paper.xlsx": "The working paper (XLSX)", "samples.paper.csv": "The working paper as CSV",
	"samples.empty.title": "No sample was drawn that you may see",
	"samples.empty.text":  "An auditor draws a random sample of a list as a working paper, with the source of each that was drawn and room for findings. The list, the size, the seed and the position are recorded, so that anybody who may see as much draws the same.",
	"samples.about":       "The random samples that were drawn, as far as the reader may see them.", "samples.about.method": "Of each of the list the SHA-256 over the seed, a line break and its id; those with the lowest first eight bytes are drawn.",
}
