package reform

import (
	"muster/access"
	"muster/work"
)

// The states of a step. The last two follow from the calendar.
const (
	Planned       = "planned"
	InProgress    = "in progress"
	Reported      = "reported"
	Assessed      = "under assessment"
	Fulfilled     = "fulfilled"
	Partly        = "partly fulfilled"
	NotFulfilled  = "not fulfilled"
	Suspended     = "suspended"
	FulfilledLate = "fulfilled late"
	Reversed      = "reversed"
	Dropped       = "dropped"

	Overdue = "overdue"
	Lapsed  = "lapsed"
)

// Concluded are the states to which words of a scale may lead.
var Concluded = []string{Fulfilled, Partly, NotFulfilled}

// The states of an instalment. The last three follow from its money.
const (
	ToRequest  = "to be requested"
	Requested  = "requested"
	Examined   = "assessed"
	Decided    = "decided"
	Paid       = "paid"
	PaidInPart = "paid in part"
	Released   = "released"
	Reduced    = "reduced"
)

// The acts on steps and instalments.
const (
	ActBegin      = "begin"
	ActReport     = "report"
	ActRecall     = "recall"
	ActAssess     = "assess"
	ActReassess   = "reassess"
	ActReturn     = "return"
	ActFulfil     = "fulfil"
	ActPart       = "part"
	ActMiss       = "miss"
	ActSuspend    = "suspend"
	ActFulfilLate = "fulfil-late"
	ActReverse    = "reverse"
	ActDrop       = "drop"

	ActRequest = "request"
	ActDecide  = "decide"
	ActPay     = "pay"
	ActRelease = "release"
	ActReduce  = "reduce"
)

// Executor is the relation of the party that does a step, or any step of an instalment.
const Executor = "executor"

// The fields that acts must give.
const (
	fieldWhy        = "why"
	fieldEvidence   = "evidence"
	fieldRating     = "rating"
	fieldFulfilled  = "fulfilled"
	fieldInstalment = "instalment"
	fieldDecision   = "decision"
	fieldDecided    = "decided"
	fieldReversed   = "reversed"
	fieldDay        = "day"
	fieldAmount     = "amount"
	fieldStep       = "step"
	fieldDue        = "due"
	fieldClock      = "clock"
)

var (
	coordinator = access.Turn{Role: access.ReformCoord}
	executor    = access.Turn{Role: access.Executor, For: Executor}
	assessor    = access.Turn{Role: access.Assessor}

	keepers  = []access.Turn{coordinator, {Role: access.Operator}}
	raters   = []access.Turn{assessor}
	counters = []access.Turn{assessor, coordinator}
	own      = []string{Executor}
)

// Life is the life of a step: what is asked for, done, reported by who does it, and assessed by who does not.
var Life = work.Table{
	Object: "step",
	Kind:   KindAct,
	By:     []access.Turn{coordinator},
	States: []work.State{
		{Name: Planned, Words: "It is asked for, and nobody began.", Waits: []access.Turn{executor}, Limit: work.Limit{Until: fieldDue}},
		{Name: InProgress, Words: "It is under way.", Waits: []access.Turn{executor}, Limit: work.Limit{Until: fieldDue}},
		{Name: Reported, Words: "Who does it reports that it is done; nobody else found so yet.", Waits: []access.Turn{assessor}, Limit: work.Limit{Days: 30}},
		{Name: Assessed, Words: "Somebody who does not do it assesses it.", Waits: []access.Turn{assessor}, Limit: work.Limit{Days: 60}},
		{Name: Fulfilled, Words: "It was assessed, and found fulfilled."},
		{Name: Partly, Words: "It was assessed, and found fulfilled in part.", Waits: []access.Turn{executor}},
		{Name: NotFulfilled, Words: "It was assessed, and found not fulfilled.", Waits: []access.Turn{executor}},
		{Name: Suspended, Words: "Money is held back for it, and the clock runs from the decision that says so.", Waits: []access.Turn{executor}, Limit: work.Limit{Until: fieldClock}},
		{Name: FulfilledLate, Words: "It was fulfilled while the clock ran."},
		{Name: Reversed, Words: "It was fulfilled and is so no longer: a law was repealed.", Waits: []access.Turn{executor}},
		{Name: Dropped, Words: "The framework asks for it no longer.", Final: true},
		{Name: Overdue, Words: "Its day is past, and who does it has not reported.", Derived: true, Of: []string{Planned, InProgress}, Waits: []access.Turn{executor}, Limit: work.Limit{Until: fieldDue}},
		{Name: Lapsed, Words: "The clock ran out before it was fulfilled.", Derived: true, Of: []string{Suspended}},
	},
	Moves: []work.Move{
		{Act: ActBegin, From: []string{Planned, Reversed}, To: InProgress, By: []access.Turn{executor}, Words: "begins it"},
		{Act: ActReport, From: []string{Planned, InProgress, Partly, NotFulfilled}, To: Reported, By: []access.Turn{executor}, Needs: []string{fieldEvidence}, Words: "reports that it is done, and by what that is shown"},
		{Act: ActReport, From: []string{Suspended}, By: []access.Turn{executor}, Needs: []string{fieldEvidence}, Words: "reports that it is done, while the clock runs on"},
		{Act: ActRecall, From: []string{Reported}, To: InProgress, By: []access.Turn{executor}, Needs: []string{fieldWhy}, Words: "takes the report back"},
		{Act: ActAssess, From: []string{Planned, InProgress, Reported}, To: Assessed, By: []access.Turn{assessor}, NotFor: own, Words: "begins to assess it"},
		{Act: ActReassess, From: []string{Fulfilled, Partly, NotFulfilled}, To: Assessed, By: []access.Turn{assessor}, NotFor: own, Needs: []string{fieldWhy}, Words: "assesses it again"},
		{Act: ActReturn, From: []string{Assessed}, To: InProgress, By: []access.Turn{assessor}, NotFor: own, Needs: []string{fieldWhy}, Words: "sends it back: it cannot be assessed yet"},
		{Act: ActFulfil, From: []string{Assessed}, To: Fulfilled, By: []access.Turn{assessor}, NotFor: own, Needs: []string{fieldRating, fieldFulfilled}, Words: "finds it fulfilled, on a day"},
		{Act: ActPart, From: []string{Assessed}, To: Partly, By: []access.Turn{assessor}, NotFor: own, Needs: []string{fieldRating}, Words: "finds it fulfilled in part"},
		{Act: ActMiss, From: []string{Assessed}, To: NotFulfilled, By: []access.Turn{assessor}, NotFor: own, Needs: []string{fieldRating}, Words: "finds it not fulfilled"},
		{Act: ActSuspend, From: []string{Partly, NotFulfilled, Reversed}, To: Suspended, By: []access.Turn{assessor}, NotFor: own, Needs: []string{fieldInstalment, fieldDecision, fieldDecided}, Words: "holds its money back by a decision, from whose day the clock runs"},
		{Act: ActFulfilLate, From: []string{Suspended}, To: FulfilledLate, By: []access.Turn{assessor}, NotFor: own, Needs: []string{fieldRating, fieldFulfilled}, Words: "finds it fulfilled on a day while the clock ran"},
		{Act: ActReverse, From: []string{Fulfilled, FulfilledLate}, To: Reversed, By: []access.Turn{assessor}, NotFor: own, Needs: []string{fieldWhy, fieldReversed}, Words: "finds that it is fulfilled no longer, from a day"},
		{Act: ActDrop, From: []string{Planned, InProgress}, To: Dropped, By: []access.Turn{coordinator}, Needs: []string{fieldWhy}, Words: "says that the framework asks for it no longer"},
	},
}

// InstalmentLife is the life of an instalment. What is held back of it, and what became of that, follows from
// its money.
var InstalmentLife = work.Table{
	Object: "instalment",
	Kind:   KindInstalmentAct,
	By:     []access.Turn{coordinator},
	States: []work.State{
		{Name: ToRequest, Words: "Its steps are under way, and nobody asked for it.", Waits: []access.Turn{coordinator}},
		{Name: Requested, Words: "It was asked for.", Waits: []access.Turn{assessor}, Limit: work.Limit{Days: 60}},
		{Name: Examined, Words: "Its steps were assessed.", Waits: []access.Turn{assessor}, Limit: work.Limit{Days: 30}},
		{Name: Decided, Words: "It was decided how much of it is paid.", Waits: []access.Turn{coordinator}},
		{Name: Paid, Words: "It was paid in whole."},
		{Name: PaidInPart, Words: "A part was paid, and the rest is held.", Derived: true, Of: []string{Paid}},
		{Name: Released, Words: "What was held of it was paid later.", Derived: true, Of: []string{Paid}},
		{Name: Reduced, Words: "What was held of it is not paid, in whole or in part.", Derived: true, Of: []string{Paid}},
	},
	Moves: []work.Move{
		{Act: ActRequest, From: []string{ToRequest}, To: Requested, By: []access.Turn{coordinator}, Needs: []string{fieldDay}, Words: "asks for the payment"},
		{Act: ActAssess, From: []string{Requested}, To: Examined, By: []access.Turn{assessor}, Needs: []string{fieldDay}, Words: "says that its steps were assessed"},
		{Act: ActDecide, From: []string{Examined}, To: Decided, By: []access.Turn{assessor}, Needs: []string{fieldDecision, fieldDecided, fieldAmount}, Words: "decides how much is paid"},
		{Act: ActPay, From: []string{Decided}, To: Paid, By: []access.Turn{coordinator, assessor}, Needs: []string{fieldDay, fieldAmount}, Words: "says that money was paid"},
		{Act: ActPay, From: []string{Paid}, By: []access.Turn{coordinator, assessor}, Needs: []string{fieldDay, fieldAmount}, Words: "says that more of what was decided was paid"},
		{Act: ActRelease, From: []string{Decided, Paid}, By: []access.Turn{assessor}, Needs: []string{fieldDay, fieldDecision, fieldDecided, fieldAmount, fieldStep}, Words: "pays what was held for a step that was fulfilled late"},
		{Act: ActReduce, From: []string{Decided, Paid}, By: []access.Turn{assessor}, Needs: []string{fieldDecision, fieldDecided, fieldAmount, fieldStep}, Words: "reduces it by what was held for a step that lapsed"},
	},
}
