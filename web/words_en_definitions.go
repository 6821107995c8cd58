package web

// englishDefinitions are the words of the page of definitions.
var englishDefinitions = map[string]string{
	"define.lead":     "Every figure here says which event it counts, over which days, in which unit, by which rule and as known when. This page says what each of those words means.",
	"define.contents": "On this page", "define.figures": "Figures of a pledge", "define.methods": "Counting methods", "define.measures": "Measures of the ledger", "define.fates": "From one edition to the next", "define.marks": "Values that are no number", "define.words": "Words of the record",

	"define.figure.counted": "Counted", "define.figure.floor": "Floor", "define.figure.share": "Indicative share", "define.figure.gap": "Gap to share",
	"define.how.counted": "The sum of the rows that the method counts: {counted} between {from} and {to}, both days included, in {currency} by the source's own conversion. The pledge itself counts what was {event}.",
	"define.how.floor":   "{floor}, as the pledge says it, for the days from {from} to {to}.",
	"define.how.share":   "Floor × a member's GDP ÷ the GDP of all members, of {year}, in current US dollars. Parts are cut to the cent and the cents left over go to the largest remainders, so that they sum to the floor exactly. It is a yardstick, not an obligation.",
	"define.how.gap":     "Counted − indicative share, in {currency}: plus is above, minus below. For all members together it is counted − floor. In files the sign is the other way round.",

	"define.methods.text": "A method is a rule held as data: the same rule on the same rows gives the same figure for anybody. A changed rule is a new version, and a figure names the one it was counted by.",
	"define.types":        "Types of assistance", "define.types.all": "all", "define.claims": "Whose claims count", "define.group": "Which parties", "define.group.pledge": "the members of the group that pledged", "define.window": "the pledge's, or the days asked for: the first counts, the day after the last does not",
	"define.undated": "Rows with no date", "define.basis": "Unit and basis", "define.basis.text": "the source's own conversion, in prices of the day, nothing rounded before the sum", "define.proxy": "A proxy", "define.version": "Version and digest",

	"define.measures.text": "A contribution climbs from a word to a receipt, and each step is an event of its own. A total is always of one event; delivered means nothing without saying whose.", "define.means": "What it means", "define.said": "Said by", "define.said.none": "no source so far",
	"define.event.announced": "somebody said in public that they will give it", "define.event.notified": "the recipient was told in writing", "define.event.committed": "the giver bound itself to give it, by a decision or a budget", "define.event.allocated": "the commitment was given to named items or a dated package",
	"define.event.contracted": "an order was placed for it", "define.event.disbursed": "the money was paid", "define.event.dispatched": "it left the giver", "define.event.arrived": "it reached the place where it is handed over",
	"define.event.delivered": "the giver says that it was handed over", "define.event.confirmed": "the recipient says that it was received", "define.event.reduced": "it was made smaller", "define.event.re-phased": "it was moved to another time",
	"define.event.cancelled": "it was called off", "define.event.lapsed": "its time ran out", "define.event.returned": "it went back to the giver", "define.event.lost": "it was lost on the way",

	"define.fates.text": "Two editions of a source are compared contribution by contribution, by the source's own identities.",
	"define.fate.new":   "in this edition and not in the one before", "define.fate.gone": "in the one before and no longer in this one; what was said of it has ended", "define.fate.changed": "something the source says of it differs: an amount in its own currency, a date, an item, a text",
	"define.fate.revalued": "only the source's own conversion differs, while the original amount is the same: not more aid and not less", "define.fate.same": "said the same in both, to 15 digits",
	"define.marks.text":       "Unknown is a value. None of these is ever shown as 0 or left blank, and none is ever added up.",
	"define.mark.not_covered": "the source does not speak of it at all", "define.mark.withheld": "the source has it and keeps it back", "define.mark.aggregate_only": "it is there only inside a larger total", "define.mark.undisclosed": "the giver did not make it public", "define.mark.not_yet_reported": "it is due and not there yet",

	"define.words.text": "What the foot of every page speaks of, and what the pages call the things they show.",
	"define.word.known": "Known, position, as known", "define.text.known": "A position is the number of statements in the record up to one. With known= in an address (a position, a day or an instant) a page shows what the record knew then, to the cent, whatever was recorded since.",
	"define.word.root": "Root, tree head, proof", "define.text.root": "One hash over all statements up to a position. Signed it is the tree head: whoever keeps one can tell whether anything before it was rewritten. A proof ties one statement to it. That nothing was rewritten does not say that what was said is true.",
	"define.word.statement": "Statement", "define.text.statement": "What somebody said, as recorded: never changed, only ended by another statement. Every number here rests on statements, and opens until you reach them.",
	"define.word.edition": "Source, edition, stands", "define.text.edition": "A source is a dataset that appears in editions. Of its editions the one whose data run to the latest day stands: figures are counted in it. The others stay and can be asked for by name.",
	"define.word.contribution": "Contribution, row", "define.text.contribution": "A contribution is one piece of assistance, with the identity its source gives it. A row is what is said of one event of it, in quantity, in value or both.",
	"define.word.conversion": "Conversion", "define.text.conversion": "Amounts are kept as said, with their digits and currency. Beside them stands the source's own conversion; at a reference rate, an amount is divided by the European Central Bank's rate of the row's day, or the last one at most five days before it, and rounded once to eight decimals.",
	"define.word.partial": "Partial", "define.text.partial": "A figure is partial where some of its rows have no amount, or no rate. They are counted and can be listed, and add nothing.",
	"define.word.group": "Group today", "define.text.group": "Membership is by date: a party belongs to a group from the day its accession entered into force until the day it left.",
}
