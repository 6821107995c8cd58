package web

// englishWork are the words of the page of one's own work.
var englishWork = map[string]string{
	"work.office": "the {role} for {party}", "nav.work": "My work",

	"work.lead.none": "Nothing waits for {who}.", "work.lead.one": "{n} thing waits for {who}.", "work.lead.other": "{n} things wait for {who}.",
	"work.lead.more": "{late} of them are late, {urgent} urgent.", "work.lead.calm": "None of it is late or urgent.",
	"work.done.one": "Recorded: {n} task was taken care of.", "work.done.other": "Recorded: {n} tasks were taken care of.",
	"work.note": "What waits for whom follows from what was done to each object and how long it may stay there. Times are UTC; a day that is due is in time to its end.",

	"work.unsigned": "Here stands what waits for you, once Muster knows who you are.", "work.unsigned.title": "Nobody is signed in",
	"work.unsigned.text": "Every requirement, offer, consent and match waits for somebody. Who is signed in sees what waits for their office, since when and until when.",
	"work.unsigned.demo": "Choose a role at the top of the page, and change.", "work.unsigned.link": "Whoever runs this record makes you a link that signs you in:",
	"work.unsigned.command": "muster link --as recipient-officer@ua",
	"work.unsigned.mine":    "Waiting for me: what can be done, since when, due when and late by how much, handed over by whom and with which note.",
	"work.unsigned.others":  "What my party waits for from others.", "work.unsigned.late": "What is late, by party.",
	"work.unsigned.see": "Without signing in, what everybody may see stands under {needs}, {offers} and {plan}.",

	"work.filter": "Choose tasks", "work.object": "About", "work.late": "Late", "work.urgent": "Urgent", "work.only": "only these", "work.as": "For",
	"work.object.requirement": "requirement", "work.object.item": "item", "work.object.offer": "offer", "work.object.consent": "consent", "work.object.match": "match", "work.object.ask": "ask", "work.object.package": "package", "work.object.observation": "observation", "work.object.lesson": "lesson", "work.object.action": "action",

	"work.mine": "Waiting for me", "work.others": "Waiting for others", "work.overdue": "Overdue by party",
	"work.mine.caption.one": "{n} task, the most overdue first", "work.mine.caption.other": "{n} tasks, the most overdue first",
	"work.others.caption.one": "{n} task of others, the most overdue first", "work.others.caption.other": "{n} tasks of others, the most overdue first",
	"work.overdue.caption.one": "{n} office with something late", "work.overdue.caption.other": "{n} offices with something late, the most first",
	"work.mine.part": "Tasks {from} to {to} of {n}, the most overdue first", "work.others.part": "The first {to} of {n} tasks of others, the most overdue first; the files have all",
	"work.empty.title": "Nothing waits for you", "work.empty.text": "As soon as something comes to a state in which a {role} must act, it stands here with the day on which it is due.",
	"work.others.none": "{party} waits for nothing from others.", "work.overdue.none": "Nothing is late.",

	"work.task": "Task", "work.acts": "To do", "work.since": "Since", "work.due": "Due", "work.from": "From", "work.waits": "Waits for",
	"work.overdue.n": "Late", "work.overdue.by": "Longest late by", "work.overdue.oldest": "Which",
	"work.nolimit": "no limit", "work.lateby": "late by {span}", "work.lateby.moment": "less than an hour",
	"work.lateby.hours.one": "{n} hour", "work.lateby.hours.other": "{n} hours", "work.lateby.days.one": "{n} day", "work.lateby.days.other": "{n} days",
	"work.urgent.tag": "urgent", "work.with": "with {who}", "work.handed": "handed over by {who}", "work.deputy": "in place of {who}", "work.note.said": "“{note}”",
	"work.digest": "Today's digest as text", "work.atom": "Atom feed",

	"work.tick": "Tick {id}: {what}", "work.bulk": "With all that are ticked", "work.bulk.act": "{act}, {object} ({n} here)",
	"work.officer": "Officer who takes over, by name", "work.to": "Office", "work.to.own": "own office, {party}", "work.tell": "Note for whoever takes over", "work.hand": "Hand over",
	"work.hand.hint": "By the name on their link or token. Another party's office can take over only what any party's may do. Nobody gets a right by it, and it ends when the object moves on.",
	"work.refused":   "Nothing was recorded", "work.refused.text": "What you ticked and wrote is still there. Put it right and send it again.",
	"work.none.ticked": "No task is ticked; tick those that are meant.", "work.nobody": "Nobody is named who takes over; say an officer, an office, or both.",
	"work.gone": "it does not wait for you any more", "work.cannot": "“{act}” cannot be done to a {object} that is {state} without saying more; open it to do so",
	"work.signin.file": "What waits for you can be had by who is signed in or sends a token; whoever runs this record makes one with 'muster token'.",

	"about.work": "What waits for somebody to act, with when it is due.", "about.work.method": "By the state tables of requirements, offers, consents and matches.",
	"about.overdue": "How much is late, by who must act.",
}
