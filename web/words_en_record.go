package web

// englishRecord are the words of the pages of the record.
var englishRecord = map[string]string{
	"record.lead":   "{n} statements, the last recorded on {instant}. Each stays as it was said; what no longer holds is ended by another.",
	"record.filter": "Which statements", "record.kind": "What it is", "record.by": "By", "record.about": "About", "record.state": "State", "record.from": "From position", "record.to": "To position",
	"record.stands": "stands", "record.ended": "ended", "record.caption": "Statements, newest first", "record.statement": "Statement", "record.recorded": "Recorded, UTC", "record.about.none": "nothing in particular",
	"record.stopped": "The search stopped at position {position}, so that it does not read the whole record at once. The next page goes on from there.",
	"record.head":    "Tree head", "record.head.text": "This signed line fixes all {n} statements: whoever keeps a copy can tell later that nothing before it was rewritten.", "record.key": "The key it is signed with",

	"does.record.open": "opening of the record", "does.record.document": "document", "does.record.erase": "erasure", "does.record.key": "signing key", "does.record.note": "note", "does.record.withdraw": "withdrawal",
	"does.party.party": "party", "does.party.group": "group", "does.party.member": "membership", "does.indicator.values": "rates or GDP", "does.pledge.entry": "entry", "does.pledge.submission": "edition",
	"does.item.thing": "kind of thing", "does.item.unit": "unit of measure", "does.item.family": "type family", "does.item.item": "item", "does.item.conversion": "conversion of units",
	"does.item.needs": "need of an item", "does.item.substitute": "substitute",
	"does.requirement.line": "requirement", "does.requirement.act": "act on a requirement", "does.requirement.overlap": "one need or two",
	"does.offer.line": "offer", "does.offer.act": "act on an offer", "does.offer.consent": "consent asked for", "does.offer.consent-act": "answer to a consent", "does.offer.overlap": "one stock or two",
	"does.matching.match": "match", "does.matching.act": "act on a match", "does.matching.reserve": "reservation", "does.matching.pin": "pin or ban in plans",
	"does.work.handover": "handover of a task", "does.work.absence": "absence",
	"does.ask.ask": "ask", "does.ask.act": "act on an ask", "does.ask.answer": "answer to an ask",
	"does.lesson.observation": "observation", "does.lesson.observation-act": "act on an observation", "does.lesson.lesson": "lesson", "does.lesson.act": "act on a lesson", "does.lesson.action": "action of a lesson", "does.lesson.action-act": "act on an action",
	"does.fund.package": "package", "does.fund.act": "act on a package", "does.fund.money": "money for a package", "does.fund.supply": "ordered line as an offer",
	"does.pledge.cites": "entries cited anew", "does.pledge.method": "counting method", "does.pledge.terms": "pledge",

	"statement.about": "What it is about: {about}", "statement.json": "As JSON, with its proof", "statement.prev": "The statement before", "statement.next": "The statement after",

	"verify.title": "Verification of the whole record", "verify.heading": "Verify the whole record", "verify.text": "Muster reads every statement and document and works out every hash anew. Nobody who reads or writes waits for it.",
	"verify.now": "Verify now", "verify.anew": "Verify again", "verify.last": "The last verification", "verify.self": "Do not trust a page that praises itself: {command} checks the record against a head that you kept, on your own machine.",
	"verify.none": "The whole record has not been read through since this Muster was started.", "verify.running": "Under way: {n} statements are read.", "verify.again": "See how far it is",
	"verify.fault": "The record could not be read through. The operator finds the cause in the log.", "verify.holds": "All {n} statements hold: the record is consistent in itself.",
	"verify.broken.one": "The record does not hold: {n} finding.", "verify.broken.other": "The record does not hold: {n} findings.",
	"verify.checked": "What was checked", "verify.checked.statements": "The form, the order, the times and the text of {n} statements, each against its head.", "verify.checked.tree": "Every hash of the tree over them, up to the root below.",
	"verify.checked.documents": "{n} documents, each against its SHA-256; {erased} texts are gone, as statements say.", "verify.checked.snapshot": "The snapshot that makes starting quick: {snapshot}.",
	"verify.when": "Ended on {instant}; it took {took}.", "verify.quick": "less than a second", "verify.seconds.one": "{n} second", "verify.seconds.other": "{n} seconds",
	"verify.limit": "A record that holds in itself could still have been rewritten as a whole by its keeper. Only a head kept elsewhere tells.",
}
