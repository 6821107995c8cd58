package web

// englishCoordination are the words of the boards of coordination and of the pages of their lines.
var englishCoordination = map[string]string{
	"nav.coordination": "Coordination", "nav.needs": "Needs", "nav.offers": "Offers",

	"state.draft": "draft", "state.submitted": "submitted", "state.returned": "returned", "state.validated": "validated", "state.open": "open",
	"state.superseded": "superseded", "state.withdrawn": "withdrawn", "state.partly-covered": "partly covered", "state.covered": "covered", "state.fulfilled": "fulfilled", "state.expired": "expired",
	"state.announced": "announced", "state.notified": "notified", "state.under-assessment": "under assessment", "state.accepted": "accepted", "state.declined": "declined", "state.lapsed": "lapsed",
	"state.requested": "requested", "state.granted": "granted", "state.refused": "refused", "state.overdue": "overdue", "state.not-asked": "not asked for",
	"state.proposed": "proposed", "state.agreed-by-donor": "agreed by donor", "state.agreed-by-recipient": "agreed by recipient", "state.agreed": "agreed", "state.firm": "firm",
	"state.in-delivery": "in delivery", "state.short-closed": "short-closed", "state.cancelled": "cancelled",

	"board.quantity": "{n} {unit}", "board.state": "State", "board.all": "every state", "board.bystate": "Lines by state", "board.thing": "Kind of thing", "board.family": "Type family",
	"board.late.one": "{n} day late", "board.late.other": "{n} days late", "board.left.one": "in {n} day", "board.left.other": "in {n} days", "board.today": "today",
	"board.soon": "ends soon, {left}", "board.withdrawn": "until withdrawn", "board.either": "{some} or {last}",

	"needs.lead.one":   "{n} requirement is open and not all of it is firm.",
	"needs.lead.other": "{n} requirements are open and not all of each is firm.",
	"needs.lead.more":  "Of priority 1: {first}. Past the day they are needed by: {late}. Nothing firm yet: {bare}.",
	"needs.lead.none":  "Nothing that is open lacks anything.",
	"needs.filter":     "Which requirements", "needs.open": "open, not all firm", "needs.requester": "Requester", "needs.coalition": "Coalition", "needs.priority": "Priority", "needs.before": "Needed before",
	"needs.line": "Requirement", "needs.quantity": "Needs", "needs.covered": "Covered", "needs.by": "Needed by", "needs.caption": "Requirements {from} to {to} of {n}",
	"needs.firmof": "{firm} of {need} firm", "needs.received": "{n} received", "needs.moving": "{n} in delivery", "needs.proposed": "{n} proposed",
	"needs.note":        "A bar is as long as the need: dark is received, then in delivery, then firm; hatched is proposed or agreed and not firm. Each counts in the unit of its line; quantities of different things are never added.",
	"needs.empty.title": "No requirement is stated", "needs.empty.text": "Here you would see what is needed, the most urgent first, and how far each is covered. A recipient officer states a requirement; a coordinator validates it and opens it for offers.",
	"about.needs": "Requirements with what covers each, in the unit of the line", "about.needs.method": "Firm: bound by matches that are firm, in delivery or received. Proposed: by matches not firm. Open: needed and not firm.",

	"offers.lead.one":   "{n} offer stands.",
	"offers.lead.other": "{n} offers stand.",
	"offers.lead.more":  "With something free to be matched: {free}. Ending within {days} days: {soon}. Waiting for an original owner's consent: {consent}.",
	"offers.lead.none":  "No offer stands that could still be matched.",
	"offers.filter":     "Which offers", "offers.open": "standing", "offers.donor": "Donor", "offers.channel": "Channel", "offers.condition": "Condition", "offers.consent": "Consent", "offers.ends": "Ends before",
	"offers.line": "Offer", "offers.quantity": "Offered", "offers.free": "Free", "offers.ready": "Ready", "offers.until": "Valid until", "offers.value": "Value", "offers.caption": "Offers {from} to {to} of {n}",
	"offers.accepted": "{n} accepted", "offers.accepted.all": "all accepted", "offers.accepted.none": "none accepted yet", "offers.firm": "{n} firm", "offers.reserved": "{n} reserved", "offers.value.none": "not said",
	"offers.note":        "Free is what was accepted and is neither firm nor reserved, in the unit of the offer. Values are the donor's own, on the basis said; they are not added up.",
	"offers.empty.title": "No offer is stated", "offers.empty.text": "Here you would see what donors offer, with how much of it is still free and until when. A donor officer states an offer and notifies it; a coordinator accepts it.",
	"about.offers": "Offers with what becomes of each, in the unit of the offer", "about.offers.method": "Free: accepted, neither bound by firm matches nor reserved. Proposed: in matches not firm.",
	"choice.channel.bilateral": "bilateral", "choice.channel.nato-trust-fund": "NATO trust fund", "choice.channel.purl": "PURL", "choice.channel.eu": "EU", "choice.channel.joint-purchase": "joint purchase",
	"choice.channel.coalition-fund": "coalition fund", "choice.channel.industry": "industry", "choice.channel.other": "other",
	"choice.condition.new": "new", "choice.condition.serviceable": "serviceable", "choice.condition.repairable": "repairable", "choice.condition.parts-only": "parts only",
	"choice.basis.net-book": "net book", "choice.basis.depreciated": "depreciated", "choice.basis.original-cost": "original cost", "choice.basis.replacement": "replacement",
	"choice.basis.market-price": "market price", "choice.basis.contract-price": "contract price", "choice.basis.donor-declared": "donor declared",
	"board.consent": "consent of {party}: {state}",
}
