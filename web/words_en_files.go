package web

// englishFiles are the words of what a page shows as a file.
var englishFiles = map[string]string{
	"file.csv": "As CSV, unrounded", "file.xlsx": "As a workbook (XLSX)", "file.svg": "The drawing as a file (SVG)", "file.drawing": "{pledge}: {title}", "file.png": "The drawing as a picture (PNG)", "file.png.failed": "The picture could not be made; take the SVG",

	// The second sheet of a workbook.
	"about.definition": "Definition", "about.method": "Method", "about.known": "Known position", "about.at": "Last statement recorded", "about.root": "Root of the record", "about.page": "Page",
	"about.digits": "Digits", "about.digits.text": "Numbers stand in this file with every digit. A spreadsheet shows fewer and calculates with the first 15; the same as CSV has them all as text.",
	"about.sums":         "Entries that fit are added up, by currency, exactly; nothing is rounded before the sum or after it. Entries without a value are counted in a column of their own and add nothing.",
	"about.entries":      "Nothing is computed: a row for each entry, as it was said. What it adds to the figure stands beside it; an entry without a value adds nothing.",
	"about.contribution": "Everything that was ever said of one contribution, a row for each claim, whether it still stands or not.", "about.claims": "Nothing is computed: each claim as it was said, with the source's own conversion beside it.",
	"about.parties": "Parties, with what the source says each gave: a row for each party, measure and currency.", "about.party": "What the source says one party gave: in all, by type, by year and by month, a row for each measure and currency.",
	"about.groups":  "The groups that a party belongs to, from the day it joined to the day it left.",
	"about.shares":  "A party's part of each pledge: what counts, and the indicative share it is held against.",
	"about.sources": "The editions of each source, with what each changed against the one before.", "about.changes": "Contributions that differ between two editions of a source, the largest difference first.",
	"about.difference": "Difference = after − before, of the sums of a contribution's entries in each edition, exactly. What one edition does not have has no amount there.",
	"about.record":     "Statements, newest first.", "about.asrecorded": "Nothing is computed: as recorded.",
	"about.rows": "The rows that a number of the pledge is made of. Their sum, in adds_amount, is the number.", "about.line": "The running total of what counts against the pledge, by day.",
	"about.drawn": "As drawn.", "about.bridge": "The way from a figure of a pledge without a layer to the same figure with it, a row for each kind of judgement.", "about.judgements": "What a layer says, a row for each judgement.",
	"about.example":   "An example of a form of figure, with the numbers it is drawn from.",
	"about.layer":     "The layer {name} is laid over the rows first.",
	"about.publisher": "Cited as", "about.method.own": "Each pledge by its own method, named in its row.", "changes.sheet": "Changes", "changes.against": "Against",
}
