package web

// englishPlanWhy are the words with which a plan explains itself.
var englishPlanWhy = map[string]string{
	"plan.why.pinned": "a planner pinned it", "plan.why.notlooked": "not looked into", "plan.why.noother": "no other offer can meet it",
	"plan.why.aswell": "offer {offer} would do as well; the order alone decided", "plan.why.maybe": "offer {offer} may do better: the plan is not the best possible",
	"plan.why.with.met":      "with offer {offer} less would be met in time (by {n} in shares times priority)",
	"plan.why.with.lateness": "with offer {offer} it would come later (by {n} in days times shares times priority)",
	"plan.why.with.whole":    "with offer {offer} packages would be less whole (by {n} in shares times priority)",
	"plan.why.with.types":    "with offer {offer} more types would come into service (by {n})",
	"plan.why.with.effort":   "with offer {offer} it would take more movements (by {n})",
	"plan.why.with.spread":   "with offer {offer} donors would share it less fairly (by {n})",
	"plan.why.days.one":      "{n} day", "plan.why.days.other": "{n} days",

	"plan.why.nooffer": "nobody offers {item} or what may stand in for it", "plan.why.notenough": "all that is offered for it is given to it",
	"plan.why.taken": "{n} of offer {offer} went to {need}", "plan.why.taken.higher": "{n} of offer {offer} went to {need}, which is of higher priority",
	"plan.why.nopart": "its package lacks a part that nobody asked for", "plan.why.part": "its package is incomplete: {need} is not met in time",
	"plan.why.part.late": "its package is incomplete: offer {offer} for {need} comes {days} too late for it", "plan.why.part.early": "its package is incomplete: offer {offer} for {need} comes {days} too early for it",
	"plan.why.consent": "offer {offer} lacks the consent of {party}", "plan.why.also": " (and {what})",

	"plan.why.out.unconvertible": "offer {offer} is counted in a unit that does not convert to the requirement's", "plan.why.out.wrong_item": "offer {offer} is of another item",
	"plan.why.out.not_accepted": "offer {offer} could stand in, which the requirement does not accept", "plan.why.out.condition": "offer {offer} is given for other requirements only",
	"plan.why.out.no_consent": "offer {offer} lacks the consent of its original owner", "plan.why.out.lapsed": "offer {offer} lapses before it can leave",
	"plan.why.out.unaccepted": "offer {offer} was not accepted, or what was accepted is bound", "plan.why.out.reserved": "offer {offer} is reserved for others",
	"plan.why.out.lot_too_large": "offer {offer} goes in lots that are larger than what is open", "plan.why.out.too_little": "offer {offer} has less left than is of use",
	"plan.why.out.open_too_small": "offer {offer} cannot be used, since less is open than the requirement has use for in one match",
	"plan.why.out.forbidden":      "offer {offer} is forbidden for it by a planner", "plan.why.out.withheld": "offer {offer} is kept out by something that is not for you",
	"plan.why.out.late": "offer {offer} comes {days} late",

	"plan.why.also.unconvertible": "its unit does not convert", "plan.why.also.wrong_item": "it is of another item", "plan.why.also.not_accepted": "it is no substitute that is accepted",
	"plan.why.also.condition": "it is given for others", "plan.why.also.no_consent": "consent is missing", "plan.why.also.lapsed": "it lapses too soon", "plan.why.also.unaccepted": "it was not accepted",
	"plan.why.also.reserved": "it is reserved", "plan.why.also.lot_too_large": "its lots are too large", "plan.why.also.too_little": "too little is left", "plan.why.also.open_too_small": "too little is open",
	"plan.why.also.forbidden": "a planner forbids it", "plan.why.also.withheld": "something that is not for you", "plan.why.also.late": "it comes late",

	"plan.why.do.lift": "lift the decision on {need} and offer {offer}", "plan.why.do.release": "give up reservation {reservation} of offer {offer}",
	"plan.why.do.accept": "accept {n} more of offer {offer}", "plan.why.do.substitute": "let {need} accept {item} in its place",
	"plan.why.do.smaller": "let {need} take {n} in one match", "plan.why.do.smaller.any": "let {need} take any quantity",
	"plan.why.do.consent": "get the consent of {party} to offer {offer}", "plan.why.do.admit": "have the donor give offer {offer} for {need} too",
	"plan.why.do.split": "split the lots of offer {offer} to {n}", "plan.why.do.extend": "have offer {offer} hold {days} longer",
	"plan.why.do.earlier": "get offer {offer} there {days} earlier", "plan.why.do.add_line": "state a requirement for {n} {unit} of {item}",
	"plan.why.do.more": "find {n} {unit} more of {item}, there by {day}",

	"plan.why.fills.late": "offer {offer} would meet {share} of it if it came {days} earlier", "plan.why.fills": "offer {offer} would meet {share} of it, but {why}",
}
