package web

// englishExceptions are the words of what auditors look at.
var englishExceptions = map[string]string{
	"nav.exceptions.book":      "Exceptions",
	"exceptions.lead.one":      "{n} exception is in the book.",
	"exceptions.lead.other":    "{n} exceptions are in the book.",
	"exceptions.lead.kind.one": "{n} exception of the kind “{kind}”: {means}.", "exceptions.lead.kind.other": "{n} exceptions of the kind “{kind}”: {means}.",
	"exceptions.bare.one": "For {n} of them nobody gave a reason.", "exceptions.bare.other": "For {n} of them nobody gave a reason.",
	"exceptions.text":   "Each is allowed, and somebody answers for it. An exception accuses nobody: it says where to look and whom to ask.",
	"exceptions.filter": "Which exceptions", "exceptions.kind": "Kind", "exceptions.party": "Who answers", "exceptions.from": "Recorded from", "exceptions.to": "Recorded before", "exceptions.days": "Back-dated after days",
	"exceptions.kinds": "By kind", "exceptions.kinds.caption": "Exceptions by kind", "exceptions.means": "What it means", "exceptions.n": "Exceptions",
	"exceptions.list": "Each of them", "exceptions.caption": "Exceptions {from} to {to} of {n}, those recorded last first", "exceptions.on": "Recorded", "exceptions.owner": "Who answers", "exceptions.answer": "Their reason", "exceptions.noanswer": "no reason given",
	"exceptions.empty.title":  "No exceptions",
	"exceptions.empty.text":   "Here you would see what is allowed and for which somebody answers: overrides, statements that hold from long before they were recorded, one person in two roles, values whose basis nobody knows, gaps of custody. Nobody enters them: they follow from what is recorded. Who sees more of the record finds more here.",
	"exceptions.about":        "What is allowed and for which somebody answers, as far as the reader may see it.",
	"exceptions.about.method": "It follows from what is recorded. A statement is back-dated where it holds from a day more than {n} days before it was recorded.",

	"exception.back-dated": "back-dated", "exception.two-roles": "one person, two roles", "exception.changed-late": "changed late", "exception.match-override": "match beyond the need", "exception.order-override": "ordered without the money",
	"exception.basis-unknown": "basis not known", "exception.validation-waived": "not validated", "exception.custody-late": "custody recorded late", "exception.custody-gap": "gap of custody", "exception.damage-twice": "damage perhaps twice", "exception.fixity-wrong": "bytes are others",
}
