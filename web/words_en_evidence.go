package web

// englishEvidence are the words of evidence.
var englishEvidence = map[string]string{
	"nav.evidence":      "Evidence",
	"register.evidence": "items of evidence", "register.incident": "incidents", "register.damage": "entries of damage", "register.case": "cases", "register.hold": "legal holds",
	"register.lead.evidence":  "What was handed in, found or recorded, each with the digest of its bytes and its custody. Names, addresses and what people said are not here: they are read through a door that records who reads them.",
	"register.lead.incident":  "What is alleged to have happened. Alleged stays the word until two confirmed items that do not come of one another speak of it, and somebody else went through all of it.",
	"register.lead.damage":    "Damage to one object in one region, with its cost by a method and the prices of a day. It names nobody, and whether it is eligible is a hint, never a verdict.",
	"register.lead.case":      "What is put together to be handed to a party, as a bundle that anybody can check.",
	"register.lead.hold":      "What may not be erased while the hold is in force, whoever asks.",
	"register.empty.evidence": "A documenter enters a folder of files with a sheet; each file is kept as it came, and its giver gets a receipt.",
	"register.empty.incident": "A documenter states what is alleged, where and when, and the items that speak of it.",
	"register.empty.damage":   "A damage assessor enters what was damaged, where, when and to what extent.",
	"register.empty.case":     "A legal officer puts a case together from items, incidents and entries of damage.",
	"register.empty.hold":     "A legal officer puts a hold on what must not be erased.",
	"register.new.evidence":   "Enter an item", "register.new.incident": "State an incident", "register.new.damage": "Enter damage", "register.new.case": "State a case", "register.new.hold": "Put a hold",
	"register.new.lead.evidence": "Its bytes come first, with a folder and a sheet. No name and no address belongs here.",
	"register.new.lead.incident": "What is alleged, without anybody's name.",
	"register.new.lead.damage":   "One object, one region, some days. Whose it is, is no part of it.",
	"register.new.lead.case":     "What belongs to an incident or an entry of damage belongs to the case too.",
	"register.new.lead.hold":     "What belongs to an incident or a case is held with it.",

	"state.received": "received", "state.registered": "registered", "state.under-review": "under review", "state.second-review": "second review", "state.verified": "confirmed by two", "state.unverified": "not confirmed", "state.archived": "archived",
	"state.alleged": "alleged", "state.corroborated": "corroborated", "state.reviewed": "reviewed", "state.recorded": "recorded", "state.assessed": "assessed", "state.classified": "classified", "state.referred": "referred",
	"state.handed-over": "handed over", "state.in-force": "in force", "state.lifted": "lifted",

	"act.evidence.register": "register", "act.evidence.review": "begin to review", "act.evidence.find": "say what was found, first", "act.evidence.verify": "agree that it is confirmed", "act.evidence.doubt": "agree that it cannot be confirmed",
	"act.evidence.reject": "agree to reject it", "act.evidence.dissent": "dissent", "act.evidence.archive": "archive",
	"act.incident.corroborate": "find it corroborated", "act.incident.confirm": "go through all of it", "act.incident.return": "find it not corroborated", "act.incident.set-aside": "set aside",
	"act.damage.assess": "assess", "act.damage.classify": "classify", "act.damage.refer": "refer", "act.damage.set-aside": "set aside",
	"act.case.hand-over": "hand over", "act.case.close": "close", "act.hold.lift": "lift",

	"say.digest": "SHA-256", "say.finding": "Finding", "say.size": "Bytes", "say.media": "Media type", "say.obtained": "How it came", "say.tool": "Tool", "say.tool.version": "Tool's version", "say.captured": "Captured at", "say.claimed": "Time claimed",
	"say.place.region": "Region", "say.place.precision": "Precision of the place", "say.language": "Language", "say.consent.store": "Consent to keep it", "say.consent.share": "Consent to share it with", "say.consent.publish": "Consent to publish it",
	"say.looks": "Perceptual hash", "say.of": "Made of", "say.made": "What was made", "say.from": "From", "say.items": "Items of evidence", "say.damaged": "Object damaged", "say.sort": "Sort of object", "say.extent": "Extent",
	"say.incident": "Incident", "say.register": "Register elsewhere", "say.register.id": "Id there", "say.amount": "Cost", "say.currency": "Currency", "say.method": "Method", "say.price.date": "Prices of", "say.list": "Code list", "say.code": "Claim category",
	"say.incidents": "Incidents", "say.damages": "Entries of damage", "say.bag": "Digest of the bundle", "say.evidence.for": "For", "say.evidence.on": "On",

	"work.object.evidence": "item of evidence", "work.object.incident": "incident", "work.object.damage": "entry of damage", "work.object.case": "case", "work.object.hold": "legal hold",
	"search.kind.evidence": "item of evidence", "search.kind.evidence-act": "act on an item of evidence", "search.kind.incident": "incident", "search.kind.incident-act": "act on an incident", "search.kind.damage": "damage", "search.kind.damage-act": "act on damage",
	"search.kind.case": "case", "search.kind.case-act": "act on a case", "search.kind.hold": "legal hold", "search.kind.hold-act": "act on a legal hold",
	"does.evidence.item": "item of evidence", "does.evidence.item-act": "act on an item of evidence", "does.evidence.incident": "incident", "does.evidence.incident-act": "act on an incident", "does.evidence.damage": "damage", "does.evidence.damage-act": "act on damage",
	"does.evidence.case": "case", "does.evidence.case-act": "act on a case", "does.evidence.hold": "legal hold", "does.evidence.hold-act": "act on a legal hold", "does.evidence.text": "restricted text", "does.evidence.told": "restricted text kept",
	"does.evidence.custody": "custody", "does.evidence.grant": "leave to read", "does.evidence.fixity": "originals hashed again", "does.evidence.codes": "claim categories", "does.evidence.pair": "one item or two",
}
