package web

// englishKit are the words of what makes a match usable in time, and of what is offered beyond a need.
var englishKit = map[string]string{
	"kit.title": "What makes it usable", "kit.none": "No {sort} in time.", "kit.few": "Not enough {sort} in time.",
	"kit.needed": "{item}: {n} needed by {day}.", "kit.some": "{n} are in time ({parties}).", "kit.no.offer": "No more is offered.",
	"kit.late.one": "The first that comes, {offer} of {party}, is ready on {day}, {n} day too late.", "kit.late.other": "The first that comes, {offer} of {party}, is ready on {day}, {n} days too late.",
	"kit.by": "In time until", "kit.firm": "Firm", "kit.offered": "Offered", "kit.intime": "In time", "kit.yes": "yes", "kit.not": "no", "kit.notfirm": "offered, not firm yet",
	"kit.whole": "All that it cannot be used without is there in time.", "kit.note": "In time is what is ready by the day on which the item is needed, or so many days later as the catalogue allows. Offered is what is neither firm nor reserved.",
	"need.ask": "Ask donors for this line", "crowd.warn": "Overlaps with other offers.", "crowd.title": "What is offered for it", "crowd.need": "Requirement {id}", "crowd.all": "All overlaps", "crowd.small": "more is offered than {id} needs",
	"crowd.text":     "{item}: {n} needed, {all} offered: {list}. {excess} too many.",
	"crowd.by":       "{n} by {party} ({id})",
	"crowd.this":     "{n} by {party} ({id}, this offer)",
	"crowd.lead.one": "To {n} requirement more is offered than it needs.", "crowd.lead.other": "To {n} requirements more is offered than they need.",
	"trim.title": "Trim this offer", "trim.text": "Offers less, so that nothing is too many.", "trim.send": "Trim it", "trim.quantity": "Quantity, {unit}", "trim.quantity.hint": "Now {n}. As filled in, what all offer is just what is needed.",
	"trim.value": "Value of all of it, {currency}", "trim.value.hint": "Now {n}; filled in is the same part of it.",
}
