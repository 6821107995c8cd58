package web

// englishParties are the words of the pages of parties.
var englishParties = map[string]string{
	"kind.state": "state", "kind.institution": "institution", "kind.fund": "fund",
	"sums.heading": "{event}, {unit}", "sums.none": "no entry", "sums.partial.one": "{n} row has no amount", "sums.partial.other": "{n} rows have no amount", "sums.others": "and {list}",

	"parties.lead": "{n} parties are known. {edition} of {source}, which runs to {day}, speaks of {spoken} of them{sum}.", "parties.sum": ": {amount} {event}",
	"parties.lead.none.one":   "{n} party is known. No edition of a source is there to say what it gave.",
	"parties.lead.none.other": "{n} parties are known. No edition of a source is there to say what they gave.",
	"parties.filter":          "Which parties", "parties.kind": "Kind", "parties.group": "In the group today", "parties.source": "Source",
	"parties.name": "Party", "parties.iso": "ISO 3166", "parties.groups": "Groups today", "parties.caption": "Parties {from} to {to} of {n}", "parties.all": "All {n}",
	"parties.note":        "Amounts are by the source's own conversion and lead to their rows. Not covered: {source} does not speak of the party, which is unknown, not zero.",
	"parties.unsourced":   "Beside each party you would see what the source says it committed, allocated or delivered. The operator brings an edition with:",
	"parties.empty.title": "No party is known", "parties.empty.text": "Parties are whoever gives or receives: states, institutions and funds, with their names in every spelling met. A new record knows states and the usual institutions; one begun bare does not. The operator brings a list with:",

	"party.gave.once":   "{name}: {first} {event}, says {edition}, whose data run to {day}.",
	"party.gave.twice":  "{name}: {first} {event} and {second} {other}, says {edition}, whose data run to {day}.",
	"party.gave.none":   "What the source says of {name} has no amounts.",
	"party.lead.none":   "No edition of a source is there to say what this party gave.",
	"party.lead.silent": "{edition} of {source} does not speak of {name}: what it gave is not covered, which is unknown, not zero.",
	"party.shares":      "Its part of a pledge", "party.shares.caption": "Counted beside the indicative share, {unit}, on the pledge's own terms", "party.pledge": "Pledge, method",
	"party.bytype": "By type of assistance", "party.type": "Type", "party.type.none": "no type said", "party.type.caption": "What was given by type, {unit}",
	"party.byyear": "By year", "party.year": "Year", "party.year.caption": "What was given by year, {unit}",
	"party.bymonth": "By month", "party.month": "Month", "party.month.caption": "What was given by month, {unit}", "party.undated": "dated to no month",
	"party.all": "All", "party.drawn": "Drawn: {event}",
	"party.note":   "By the date the source gives, in its own conversion. Rows dated only to longer times than a month stand in a line of their own.",
	"party.groups": "Groups over time", "party.groups.caption": "Groups that {name} belongs or belonged to", "party.groups.none": "{name} belongs to no group that this record knows.",
	"party.group": "Group", "party.from": "From", "party.until": "Until", "party.still": "today", "party.stated": "Statement",
	"party.names": "Names", "party.id": "Named here as", "party.aliases": "Also called", "party.read": "Where this was read", "party.statement": "Stated by",
}
