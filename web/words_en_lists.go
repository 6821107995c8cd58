package web

// englishLists are the words of the frame, and of the parts that every list is made of.
var englishLists = map[string]string{
	"nav.open": "Menu", "nav.parties": "Parties", "nav.sources": "Sources", "nav.record": "Record", "nav.import": "Import", "nav.definitions": "Definitions",

	"foot.known": "Known: position {position}, {instant}", "foot.method": "Method: {method}", "foot.root": "Root:",
	"record.withheld": "not for you",
	"foot.words":      "What the words and figures mean", "foot.frozen": "This page as known now, for ever",

	"acting.as": "You are acting as {role} for {party}.", "acting.choice": "{role}, {party}", "acting.nobody": "nobody signed in", "acting.label": "See and act as", "acting.go": "Change",
	"acting.unknown": "found \"{found}\"; accepted is one of the roles in the list above the page",

	"write.foreign": "This was sent by a page of another site, so nothing was done. Open the page here and send it from there.",
	"filter.reset":  "All of them", "filter.any": "any", "filter.text": "Name or text", "filter.none": "Nothing matches. Take a word or a choice out of the filter.",
	"paging.label": "Pages", "paging.first": "First page", "paging.prev": "Previous page", "paging.next": "Next page", "paging.page": "Page {n} of {pages}",
}
