package web

// englishRegisters are the words of the lists, pages and forms of any register.
var englishRegisters = map[string]string{
	"register.filter": "Which ones", "register.alive": "all that are not over", "register.party": "Party", "register.since": "Since", "register.next": "Waits for", "register.due": "Due",
	"register.caption": "{from} to {to} of {n}", "register.days.one": "{n} day", "register.days.other": "{n} days",
	"register.late.one": "{n} of them is late.", "register.late.other": "{n} of them are late.",
	"register.about": "The list of {objects} as shown", "register.about.method": "What stands as known; whose turn it is and by when follow from the state tables.",
	"register.empty.title": "No {objects} yet", "register.change.lead": "What stood is kept, and the history shows both.",
	"register.says": "What it says", "register.other": "In {language}", "register.namedby": "Named by {objects}",
	"say.in": "{what}, in {language}", "say.in.en": "English", "say.in.uk": "Ukrainian",
}

// englishLessons are the words of lessons.
var englishLessons = map[string]string{
	"nav.lessons":          "Lessons",
	"register.observation": "observations", "register.lesson": "lessons", "register.action": "actions",
	"register.lead.observation":  "What somebody saw, heard or noticed that is worth changing, or worth doing elsewhere. Until it is accepted, only its originator and lessons managers see it.",
	"register.lead.lesson":       "What was identified from observations, who was tasked with it, and what changed. A lesson is learned when somebody who did not implement it found that it helps.",
	"register.lead.action":       "What is being done so that a lesson becomes one: each with one body and a day.",
	"register.empty.observation": "An observer states one in five minutes: what happened and what was expected, why, what follows, and who should do what. A lessons manager accepts or rejects it with a reason.",
	"register.empty.lesson":      "A lessons manager or an analyst states one from accepted observations and finds the root cause; a tasking authority endorses it and tasks one body, by a day.",
	"register.empty.action":      "The body that leads a lesson states its actions, each with a body and a day.",
	"register.new.observation":   "State an observation", "register.new.lesson": "State a lesson", "register.new.action": "State an action",
	"register.new.lead.observation": "Facts, readable without context, of use to others. What happened is enough to begin; why, what follows and who should do what may be added before its analysis ends.",
	"register.new.lead.lesson":      "It begins under analysis. Before that ends it must say what happened, why, what follows and who should do what.",
	"register.new.lead.action":      "What is to be done, by whom and by when.",

	"state.observation": "observation", "state.rejected": "rejected", "state.set-aside": "set aside", "state.under-analysis": "under analysis", "state.in-a-lesson": "in a lesson", "state.lesson-identified": "lesson identified",
	"state.endorsed-and-tasked": "endorsed and tasked", "state.noted": "noted", "state.not-endorsed": "not endorsed", "state.task-refused": "task refused", "state.action-plan-agreed": "action plan agreed", "state.implementing": "implementing",
	"state.implemented": "implemented", "state.validating": "validating", "state.validation-failed": "validation failed", "state.lesson-learned": "lesson learned", "state.best-practice": "best practice", "state.disseminated": "disseminated",
	"state.dropped": "dropped", "state.recurred": "recurred", "state.planned": "planned", "state.in-progress": "in progress", "state.done": "done",

	"act.observation.accept": "accept", "act.observation.reject": "reject", "act.observation.set-aside": "set aside", "act.observation.withdraw": "withdraw",
	"act.lesson.identify": "end the analysis", "act.lesson.drop": "drop", "act.lesson.return": "send back to analysis", "act.lesson.endorse": "endorse and task", "act.lesson.note": "note", "act.lesson.decline": "do not endorse", "act.lesson.practice": "find a best practice",
	"act.lesson.refuse": "refuse the task", "act.lesson.plan": "agree the action plan", "act.lesson.begin": "begin to implement", "act.lesson.implement": "say what changed", "act.lesson.validate": "begin to validate", "act.lesson.waive": "argue that validation is not necessary",
	"act.lesson.confirm": "confirm that it helps", "act.lesson.fail": "find that it does not help", "act.lesson.disseminate": "say that it was disseminated", "act.lesson.reopen": "open again", "act.lesson.keep": "leave as it is",
	"act.action.start": "start", "act.action.refuse": "refuse", "act.action.finish": "say that it is done", "act.action.drop": "drop",

	"say.title": "Title", "say.observation": "Observation", "say.discussion": "Discussion", "say.conclusion": "Conclusion", "say.recommendation": "Recommendation", "say.activity": "Activity", "say.lines": "Lines of development", "say.keywords": "Keywords",
	"say.records": "Comes from", "say.originator": "Originator", "say.releasable": "Releasable to", "say.repeats": "Repeats the lesson", "say.observations": "Observations", "say.measure.name": "Measure", "say.measure.goal": "Goal of the measure",
	"say.lead": "Lead action body", "say.lesson.due": "Due", "say.value": "Value of the measure now", "say.document": "Document that changed", "say.version": "Version with the change", "say.changed": "In force since", "say.lesson": "Lesson", "say.body": "Action body",

	"nav.lessons.digest": "Digest", "digest.title": "What was learned", "digest.choose": "For whom", "digest.for": "For", "digest.since": "Learned since",
	"digest.lead.one": "{n} lesson that was learned is for {whom}.", "digest.lead.other": "{n} lessons that were learned are for {whom}.", "digest.line": "Line of development: {line}.", "digest.sincewords": "Since {day}.",
	"digest.empty.title": "Nothing was learned yet that is for them", "digest.empty.text": "Here you would see lessons that ended in a change somebody else judged, and best practices, to print for a course. Choose another audience, or release a lesson to more people.",
	"digest.note": "It holds what all of its audience may see, whoever prints it.", "digest.about": "What was learned, for {whom}",
	"digest.happened": "What happened", "digest.why": "Why", "digest.follows": "What follows", "digest.do": "What to do", "digest.changed": "What changed", "digest.document": "{document}, version {version}, in force since {day}", "digest.learned": "since {day}",
	"choice.lines.doctrine": "doctrine", "choice.lines.organisation": "organisation", "choice.lines.training": "training", "choice.lines.materiel": "materiel", "choice.lines.leadership": "leadership", "choice.lines.personnel": "personnel", "choice.lines.facilities": "facilities", "choice.lines.interoperability": "interoperability",

	"say.finding.audit": "Found by the audit", "say.finding.reference": "Number or paragraph there",
	"findings.title": "What audits found", "findings.text": "A finding is followed along the chain of lessons: a recommendation, the response of who was tasked, what was done, and whether somebody else followed it up.", "findings.caption": "Findings of audits and what became of them, open longest first",
	"findings.finding": "Finding", "findings.stage": "Stage", "findings.recommendation": "Recommendation", "findings.response": "Response", "findings.done": "Done", "findings.followed": "Followed up by", "findings.open": "Open, days", "findings.closed": "closed", "findings.due": "due {day}",
	"findings.stage.finding": "finding", "findings.stage.recommendation": "recommendation", "findings.stage.response": "response", "findings.stage.done": "done", "findings.stage.followed-up": "followed up",

	"nav.lessons.board": "Board", "lessons.title": "Lessons", "lessons.lead": "{submitted} observations were submitted and {endorsed} lessons endorsed; {learned} of them are learned, and {late} things are late.",
	"lessons.empty.title": "Nothing was observed yet", "lessons.empty.text": "Here you would see how observations become lessons, who is late, what changed, and whether it helps. It begins with an observation: what happened, and what was expected.",
	"similar.title": "Observed before", "similar.none": "As you type, observations and lessons that speak of the same are listed here.", "similar.text": "These speak of the same. If one is what you observed, comment on it, or name the lesson that should have made it impossible.", "similar.button": "Look for similar ones",
	"lessons.drawn": "Lessons by stage", "lessons.drawn.desc": "How many lessons are in each stage, in the order in which they come there.", "lessons.funnel.caption": "{objects} by stage, with the days that they have been there", "lessons.n": "Number", "lessons.median": "Median days there", "lessons.oldest": "Oldest, days",
	"lessons.overdue": "Overdue by body", "lessons.overdue.caption": "What action bodies are late with, the most first", "lessons.longest": "Longest late", "lessons.first": "Which",
	"lessons.again": "Observed again", "lessons.again.text": "An observation repeats what a lesson had settled: opening it again is proposed, and a person decides.", "lessons.again.caption": "Lessons that were observed again", "lessons.undecided": "nobody decided yet",
	"lessons.measures": "Measures", "lessons.measures.text": "Each is computed from the record, over 180 days that end when the lesson was endorsed, and today. It informs who validates a lesson, and closes none by itself.", "lessons.measures.caption": "Measures, when endorsed and now", "lessons.goal": "Goal", "lessons.then": "When endorsed", "lessons.now": "Now",
	"lessons.unit.days": "{n} days", "lessons.unit.percent": "{n} %", "lessons.nocase": "no case", "lessons.window": "{from} to {to}", "lessons.spread": "half lie from {low} to {high}", "lessons.cases.one": "{n} case", "lessons.cases.other": "{n} cases",
	"lessons.changes": "What changed", "lessons.changes.caption": "Documents that changed with a lesson, the latest first", "lessons.judged": "Judged by", "lessons.nobody": "nobody yet", "lessons.version": "version {version}",
	"lessons.years": "From endorsed to learned", "lessons.years.caption": "Lessons by the year in which they were endorsed", "lessons.year": "Year", "lessons.endorsed": "Endorsed", "lessons.learned": "Learned", "lessons.share": "Share", "lessons.took": "Median days", "lessons.percent": "{n} %",
	"lessons.ages": "Observations and actions by stage", "lessons.about": "Stages, late bodies, measures and changes of lessons", "lessons.about.method": "By the state tables of observations, lessons and actions; measures as defined for each.",
	"choice.measure.name.days-open-to-firm": "median days from open requirement to first firm match", "choice.measure.name.offers-lapsed-unanswered": "share of offers that lapse unanswered",
	"measure.title": "Its measure: {measure}", "measure.fell": "It was {then} {unit} in the 180 days to {day}, when the lesson was endorsed, and is {now} {unit} in the 180 days to today. The goal is {goal} {unit}.", "measure.now": "It is {now} {unit} in the 180 days to today. The goal is {goal} {unit}.",
	"measure.said": "Who endorsed it said {value}.", "measure.informs": "The measure informs who validates the lesson. It closes nothing: a person says whether it helps, and how that was found.",
	"measure.desc": "The measure by calendar quarter, with the goal.", "measure.quarter": "Quarter", "measure.low": "lower quartile", "measure.high": "upper quartile", "measure.band": "half of the cases", "measure.value": "Value", "measure.caption": "{measure}, by quarter",
}
