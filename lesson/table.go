package lesson

import (
	"muster/access"
	"muster/work"
)

// The states of an observation. The last two follow from lessons that name it.
const (
	Submitted = "submitted"
	Accepted  = "observation"
	Rejected  = "rejected"
	SetAside  = "set aside"
	Withdrawn = "withdrawn"

	Analysed = "under analysis"
	InLesson = "in a lesson"
)

// The states of a lesson. Recurred follows from an observation that repeats it.
const (
	UnderAnalysis    = "under analysis"
	Identified       = "lesson identified"
	Endorsed         = "endorsed and tasked"
	Noted            = "noted"
	NotEndorsed      = "not endorsed"
	TaskRefused      = "task refused"
	Planned          = "action plan agreed"
	Implementing     = "implementing"
	Implemented      = "implemented"
	Validating       = "validating"
	ValidationFailed = "validation failed"
	Learned          = "lesson learned"
	BestPractice     = "best practice"
	Disseminated     = "disseminated"
	Dropped          = "dropped"

	Recurred = "recurred"
)

// The states of an action.
const (
	ActionPlanned = "planned"
	ActionRefused = "refused"
	ActionRunning = "in progress"
	ActionDone    = "done"
	ActionDropped = "dropped"
)

// The acts on observations, lessons and actions.
const (
	ActAccept   = "accept"
	ActReject   = "reject"
	ActSetAside = "set-aside"
	ActWithdraw = "withdraw"

	ActIdentify    = "identify"
	ActDrop        = "drop"
	ActReturn      = "return"
	ActEndorse     = "endorse"
	ActNote        = "note"
	ActDecline     = "decline"
	ActPractice    = "practice"
	ActRefuse      = "refuse"
	ActPlan        = "plan"
	ActBegin       = "begin"
	ActImplement   = "implement"
	ActValidate    = "validate"
	ActWaive       = "waive"
	ActConfirm     = "confirm"
	ActFail        = "fail"
	ActDisseminate = "disseminate"
	ActReopen      = "reopen"
	ActKeep        = "keep"

	ActStart  = "start"
	ActFinish = "finish"
)

// The relations of parties to observations, lessons and actions.
const (
	Originator = "originator" // who observed it
	Lead       = "lead"       // the action body that is tasked with a lesson
	Body       = "body"       // the action body of one action
)

// The fields that acts must give.
const (
	fieldWhy         = "why"
	fieldLead        = "lead"
	fieldDue         = "due"
	fieldDocument    = "document"
	fieldVersion     = "version"
	fieldChanged     = "changed"
	fieldObservation = "observation"
)

var (
	observer  = access.Turn{Role: access.Observer, For: Originator}
	manager   = access.Turn{Role: access.LessonsManager}
	analyst   = access.Turn{Role: access.Analyst}
	authority = access.Turn{Role: access.TaskingAuthority}
	lead      = access.Turn{Role: access.ActionBody, For: Lead}
	body      = access.Turn{Role: access.ActionBody, For: Body}
	validator = access.Turn{Role: access.Validator}
)

// ObservationLife is the life of an observation. Until it is accepted it is for its originator's party and
// lessons managers.
var ObservationLife = work.Table{
	Object: "observation",
	Kind:   KindObservationAct,
	By:     []access.Turn{observer, manager},
	States: []work.State{
		{Name: Submitted, Words: "It was submitted, and is seen by its originator and lessons managers.", Waits: []access.Turn{manager}, Limit: work.Limit{WorkingDays: 10}},
		{Name: Accepted, Words: "It was accepted and waits to be analysed.", Waits: []access.Turn{manager}, Limit: work.Limit{Days: 30}},
		{Name: Rejected, Words: "It was rejected with a reason, and is kept.", Final: true},
		{Name: SetAside, Words: "It was set aside with a reason: no lesson comes of it.", Final: true},
		{Name: Withdrawn, Words: "Its originator withdrew it.", Final: true},
		{Name: Analysed, Words: "A lesson under analysis names it.", Derived: true, Of: []string{Accepted}},
		{Name: InLesson, Words: "A lesson was identified from it.", Derived: true, Of: []string{Accepted}},
	},
	Moves: []work.Move{
		{Act: ActAccept, From: []string{Submitted}, To: Accepted, By: []access.Turn{manager}, Words: "accepts it as an observation"},
		{Act: ActReject, From: []string{Submitted}, To: Rejected, By: []access.Turn{manager}, Needs: []string{fieldWhy}, Words: "rejects it with a reason"},
		{Act: ActSetAside, From: []string{Accepted}, To: SetAside, By: []access.Turn{manager}, Needs: []string{fieldWhy}, Words: "sets it aside: no lesson comes of it"},
		{Act: ActWithdraw, From: []string{Submitted}, To: Withdrawn, By: []access.Turn{observer}, Needs: []string{fieldWhy}, Words: "withdraws it"},
	},
}

// settled are the states of a lesson in which a new observation of the same proposes to open it again.
var settled = []string{Noted, NotEndorsed, Learned, BestPractice, Disseminated}

// Life is the life of a lesson, from the analysis of observations to what is done differently.
var Life = work.Table{
	Object: "lesson",
	Kind:   KindAct,
	By:     []access.Turn{manager, analyst},
	States: []work.State{
		{Name: UnderAnalysis, Words: "The root cause is looked for.", Waits: []access.Turn{analyst, manager}, Limit: work.Limit{Days: 60}},
		{Name: Identified, Words: "What happened, why, what follows and who should do what is said; it waits for a decision.", Waits: []access.Turn{authority}, Limit: work.Limit{WorkingDays: 20}, Change: UnderAnalysis},
		{Name: Endorsed, Words: "One action body has the lead, and a day by which.", Waits: []access.Turn{lead}, Limit: work.Limit{WorkingDays: 20, Until: fieldDue}},
		{Name: Noted, Words: "It was noted: nothing is tasked."},
		{Name: NotEndorsed, Words: "It was not endorsed, with a reason."},
		{Name: TaskRefused, Words: "The action body refused with a reason; the authority decides again.", Waits: []access.Turn{authority}, Limit: work.Limit{WorkingDays: 10}},
		{Name: Planned, Words: "The action plan is agreed.", Waits: []access.Turn{lead}, Limit: work.Limit{WorkingDays: 20, Until: fieldDue}},
		{Name: Implementing, Words: "The actions are under way.", Waits: []access.Turn{lead}, Limit: work.Limit{Until: fieldDue}},
		{Name: Implemented, Words: "What changed is said; nobody checked yet that it helps.", Waits: []access.Turn{validator, authority}, Limit: work.Limit{WorkingDays: 20}},
		{Name: Validating, Words: "Somebody who did not implement it checks that it helps.", Waits: []access.Turn{validator}, Limit: work.Limit{Days: 90}},
		{Name: ValidationFailed, Words: "It does not help, or not enough.", Waits: []access.Turn{lead, authority}, Limit: work.Limit{WorkingDays: 20}},
		{Name: Learned, Words: "It was validated, or its validation was found not necessary with a reason.", Waits: []access.Turn{manager}, Limit: work.Limit{WorkingDays: 20}},
		{Name: BestPractice, Words: "It is worth doing elsewhere too.", Waits: []access.Turn{manager}, Limit: work.Limit{WorkingDays: 20}},
		{Name: Disseminated, Words: "Those whom it concerns were told."},
		{Name: Dropped, Words: "The analysis was dropped with a reason; its observations are free again.", Final: true},
		{Name: Recurred, Words: "An observation repeats it: opening it again is proposed, and a person decides.", Derived: true, Of: settled, Waits: []access.Turn{authority}, Limit: work.Limit{WorkingDays: 20}},
	},
	Moves: []work.Move{
		{Act: ActIdentify, From: []string{UnderAnalysis}, To: Identified, By: []access.Turn{analyst, manager}, Words: "ends the analysis: a lesson is identified"},
		{Act: ActDrop, From: []string{UnderAnalysis}, To: Dropped, By: []access.Turn{analyst, manager}, Needs: []string{fieldWhy}, Words: "drops the analysis"},
		{Act: ActReturn, From: []string{Identified}, To: UnderAnalysis, By: []access.Turn{authority}, Needs: []string{fieldWhy}, Words: "sends it back to analysis"},
		{Act: ActEndorse, From: []string{Identified, TaskRefused, ValidationFailed}, To: Endorsed, By: []access.Turn{authority}, Needs: []string{fieldLead, fieldDue}, Words: "endorses it and tasks one action body with the lead, by a day"},
		{Act: ActNote, From: []string{Identified, TaskRefused}, To: Noted, By: []access.Turn{authority}, Words: "notes it and tasks nobody"},
		{Act: ActDecline, From: []string{Identified, TaskRefused}, To: NotEndorsed, By: []access.Turn{authority}, Needs: []string{fieldWhy}, Words: "does not endorse it"},
		{Act: ActPractice, From: []string{Identified}, To: BestPractice, By: []access.Turn{authority}, Words: "finds it a best practice"},
		{Act: ActRefuse, From: []string{Endorsed}, To: TaskRefused, By: []access.Turn{lead}, Needs: []string{fieldWhy}, Words: "refuses the task, which goes back to the authority"},
		{Act: ActPlan, From: []string{Endorsed}, To: Planned, By: []access.Turn{lead}, Words: "agrees the action plan"},
		{Act: ActBegin, From: []string{Planned, ValidationFailed}, To: Implementing, By: []access.Turn{lead}, Words: "begins to implement it"},
		{Act: ActImplement, From: []string{Implementing}, To: Implemented, By: []access.Turn{lead}, Needs: []string{fieldDocument, fieldVersion, fieldChanged}, Words: "says what changed"},
		{Act: ActValidate, From: []string{Implemented}, To: Validating, By: []access.Turn{validator}, NotFor: []string{Lead}, Words: "begins to validate it"},
		{Act: ActWaive, From: []string{Implemented}, To: Learned, By: []access.Turn{authority}, NotFor: []string{Lead}, Needs: []string{fieldWhy}, Words: "argues that validation is not necessary"},
		{Act: ActConfirm, From: []string{Validating}, To: Learned, By: []access.Turn{validator}, NotFor: []string{Lead}, Needs: []string{fieldWhy}, Words: "confirms that it helps, and how that was found"},
		{Act: ActFail, From: []string{Validating}, To: ValidationFailed, By: []access.Turn{validator}, NotFor: []string{Lead}, Needs: []string{fieldWhy}, Words: "finds that it does not help"},
		{Act: ActDisseminate, From: []string{Learned, BestPractice}, To: Disseminated, By: []access.Turn{manager}, Words: "says that those whom it concerns were told"},
		{Act: ActReopen, From: settled, To: UnderAnalysis, By: []access.Turn{authority}, Needs: []string{fieldWhy, fieldObservation}, Words: "opens it again, for an observation that repeats it"},
		{Act: ActKeep, From: settled, By: []access.Turn{authority}, Needs: []string{fieldWhy, fieldObservation}, Words: "leaves it as it is, whatever an observation repeats"},
	},
}

// ActionLife is the life of one action of a lesson's plan.
var ActionLife = work.Table{
	Object: "action",
	Kind:   KindActionAct,
	By:     []access.Turn{lead, authority},
	States: []work.State{
		{Name: ActionPlanned, Words: "An action body is to do it by its day.", Waits: []access.Turn{body}, Limit: work.Limit{Until: fieldDue}},
		{Name: ActionRefused, Words: "The action body refused with a reason; who leads gives it to another or drops it.", Waits: []access.Turn{lead}, Limit: work.Limit{WorkingDays: 10}, Change: ActionPlanned},
		{Name: ActionRunning, Words: "It is under way.", Waits: []access.Turn{body}, Limit: work.Limit{Until: fieldDue}},
		{Name: ActionDone, Words: "It was done.", Final: true},
		{Name: ActionDropped, Words: "It was dropped with a reason.", Final: true},
	},
	Moves: []work.Move{
		{Act: ActStart, From: []string{ActionPlanned}, To: ActionRunning, By: []access.Turn{body}, Words: "starts it"},
		{Act: ActRefuse, From: []string{ActionPlanned}, To: ActionRefused, By: []access.Turn{body}, Needs: []string{fieldWhy}, Words: "refuses it, which goes back to who leads"},
		{Act: ActFinish, From: []string{ActionPlanned, ActionRunning}, To: ActionDone, By: []access.Turn{body}, Words: "says that it is done"},
		{Act: ActDrop, From: []string{ActionPlanned, ActionRefused, ActionRunning}, To: ActionDropped, By: []access.Turn{lead, authority}, Needs: []string{fieldWhy}, Words: "drops it"},
	},
}
