package web

// englishPlan are the words of the page of the plan.
var englishPlan = map[string]string{
	"nav.plan": "Plan",

	"plan.lead.one": "The best plan makes {n} match.", "plan.lead.other": "The best plan makes {n} matches.",
	"plan.lead.more":   "{timely} of them arrive in time; {open} requirements stay open, in whole or in part. It is reckoned from {day}, and proposes only: what is firm stays.",
	"plan.empty.title": "There is nothing to plan yet", "plan.empty.text": "Once requirements are open and offers accepted, the best set of matches stands here, with the reason for each and what blocks the rest. It is made of what you may see; who is signed in may see more.",
	"plan.none": "The plan makes no such match.",

	"plan.levels": "How good it is", "plan.level": "Aim, the first before the second", "plan.reach": "Reached", "plan.reached": "{n} of {all}", "plan.bound": "Against the best possible",
	"plan.levels.note": "No plan does better on an aim without doing worse on one above it, except within the gap that is named.",
	"plan.best":        "the best possible", "plan.within": "within {gap} % of the best possible",
	"plan.level.met": "Met in time", "plan.level.met.means": "the share of each requirement that is there by its day, by priority; more is better",
	"plan.level.lateness": "Lateness", "plan.level.lateness.means": "what comes late or not at all, by priority and days; less is better",
	"plan.level.whole": "Whole packages", "plan.level.whole.means": "vehicles with crew course, spares and ammunition in time; more is better",
	"plan.level.types": "Types in service", "plan.level.types.means": "further types that a requester would have to keep up; less is better",
	"plan.level.effort": "Effort", "plan.level.effort.means": "movements; less is better",
	"plan.level.spread": "Fair spread", "plan.level.spread.means": "how far donors are from their indicative shares; less is better",

	"plan.filter": "Choose matches", "plan.item": "Item", "plan.pending": "Why each match is as it is, and what would unblock each line, is still being worked out; the matches themselves are final.", "plan.pending.short": "being worked out", "plan.pending.again": "Look again",
	"plan.drawn": "On the way, against the day it is needed", "plan.drawn.desc": "{n} matches, each from the day it can leave to the day it arrives, with a mark at the day it is needed; {late} come late",
	"plan.drawn.key": "The {n} that are needed first. A bar goes from ready to arrival; the amber line is the day it is needed; a hollow bar comes late.",
	"plan.drawn.all": "A bar goes from ready to arrival; the amber line is the day it is needed; a hollow bar comes late.",

	"plan.matches": "Proposed matches", "plan.caption": "Matches {from} to {to} of {n}",
	"plan.need": "Requirement", "plan.by": "Needed by", "plan.offer": "Offer", "plan.quantity": "Quantity", "plan.ready": "Ready", "plan.arrives": "Arrives", "plan.why": "Why", "plan.against": "Against the day",
	"plan.priority": "priority {n}", "plan.meets": "{share} of the line", "plan.standin": "{item} in its place", "plan.onday": "on the day",
	"plan.late.one": "{n} day late", "plan.late.other": "{n} days late", "plan.early.one": "{n} day early", "plan.early.other": "{n} days early",
	"plan.instead.one": "{n} other offer", "plan.instead.other": "{n} other offers",
	"plan.accept": "Propose", "plan.accept.label": "Propose the match of {need} with {offer}", "plan.other": "Another quantity, or not at all",
	"plan.adjust.quantity": "Quantity, {unit}", "plan.adjust": "Propose this", "plan.decline.why": "Why not this pair", "plan.decline": "Forbid the pair",
	"plan.accepted": "As the plan made at position {position} proposes.", "plan.adjusted": "As the plan made at position {position} proposes, in another quantity.",
	"plan.done.match": "The match is proposed; donor and requester can agree to it now.", "plan.done.forbid": "The plan does not make this match any more, until somebody lifts that.",
	"plan.signin":  "Who is signed in as coordinator, or as donor or requester of a match, can propose it here.",
	"plan.gone":    "There is no requirement {need} with an offer {offer} that you may see; look at the plan again",
	"plan.unknown": "found \"{found}\"; accepted are accept, adjust and decline",

	"plan.open": "What stays open", "plan.open.none": "Every open requirement is met whole and in time.",
	"plan.open.caption": "Requirements that are not met whole in time, {from} to {to} of {n}",
	"plan.met":          "Met in time", "plan.lacks": "lacks {n}", "plan.blocks": "What blocks it", "plan.change": "Cheapest change", "plan.rises": "then {share} in time",
	"plan.blocks.more.one": "{n} more", "plan.blocks.more.other": "{n} more", "plan.try": "Try it", "plan.nochange": "no single change unblocks it", "plan.notlooked": "not worked out",

	"plan.fair": "Fair spread by the shares of", "plan.fair.not": "does not count",
	"plan.views": "Parts of the plan", "plan.view.matches": "Matches", "plan.view.open": "Stay open", "plan.view.donors": "Donors’ stock", "plan.view.losses": "If withdrawn",

	"plan.donors.none": "No donor has stock that would do good if one thing did not keep it out.",
	"plan.donors":      "Donors: you could fill these", "plan.donors.note": "Where each donor's stock would do most good if one thing did not keep it out.", "plan.donor": "{donor} ({n})",
	"plan.loss": "If an offer is withdrawn", "plan.loss.nothing": "The plan makes no match of an offer that you chose.",
	"plan.loss.caption": "What the plan loses with each offer that it uses, {from} to {to} of {n}", "plan.loss.lines": "Requirements with less", "plan.loss.levels": "By aim", "plan.loss.none": "none: others make up for it",
	"plan.falls": "{was} to {is} in time", "plan.worse": "{level}: worse by {n}", "plan.better": "{level}: better by {n}",

	"plan.whatif": "What if …", "plan.whatif.text": "Suppose that something changes and see the plan with it. Nothing is recorded; the address holds it, so that it can be sent to somebody else.",
	"plan.suppose": "Suppose that", "plan.suppose.withdraw": "it is withdrawn", "plan.suppose.ready": "the offer is ready on another day", "plan.suppose.valid": "the offer holds until another day",
	"plan.suppose.needed_by": "the requirement is needed by another day", "plan.suppose.quantity": "its quantity is another", "plan.suppose.go": "Show the plan with it",
	"plan.of": "Requirement or offer", "plan.to": "Day or quantity", "plan.to.hint": "not for a withdrawal",
	"plan.if": "Supposed", "plan.if.title": "Nothing of this is recorded.", "plan.if.text": "What stands below is the plan as it would be if:", "plan.if.out": "Take this out", "plan.if.all": "Back to the plan as it is",
	"plan.if.withdraw": "{what} is withdrawn", "plan.if.ready": "{what} is ready on {to}", "plan.if.valid": "{what} holds until {to}", "plan.if.needed_by": "{what} is needed by {to}", "plan.if.quantity": "{what} is {to}",
	"plan.if.what": "What it changes", "plan.if.levels": "By aim", "plan.if.lines": "Requirements of which another share is met in time", "plan.if.before": "Without it", "plan.if.after": "With it", "plan.if.difference": "Difference",
	"plan.if.better": "better by {n}", "plan.if.worse": "worse by {n}", "plan.if.same": "the same", "plan.if.more": "more", "plan.if.less": "less",
	"plan.if.nolines": "Of every requirement the same share is met in time.", "plan.if.noacts": "What is only supposed cannot be proposed. Go back to the plan as it is to propose a match.",
	"plan.if.many": "found {n} changes; accepted are at most {most}", "plan.if.unknown": "found \"{found}\"; accepted is one of the choices",
	"plan.if.noneed": "found \"{found}\"; accepted is the id of a requirement, as in r-0001", "plan.if.nooffer": "found \"{found}\"; accepted is the id of an offer, as in o-0001",
	"plan.if.neither": "found \"{found}\"; accepted is the id of a requirement or an offer, as in r-0001 or o-0001",
	"plan.if.number":  "found \"{found}\"; accepted is a quantity above 0", "plan.if.day": "found \"{found}\"; accepted is a day, as in 2027-03-01",
	"plan.day": "Day of the plan", "plan.transit": "Days from readiness to arrival",

	"about.plan": "The best set of matches for all that is open, as it is proposed; nothing of it is recorded.", "about.plan.open": "Requirements that the plan does not meet whole in time, a row for each thing that blocks one.",
	"about.plan.method": "Most met in time by priority, then least late, whole packages, few types, few movements.",
}
