package evidence

import (
	"muster/access"
	"muster/work"
)

// The states of an item.
const (
	Received     = "received"
	Registered   = "registered"
	UnderReview  = "under review"
	SecondReview = "second review"
	Verified     = "verified"
	Unverified   = "unverified"
	Rejected     = "rejected"
	Archived     = "archived"
)

// The states of an incident.
const (
	Alleged      = "alleged"
	Corroborated = "corroborated"
	Reviewed     = "reviewed"
	SetAside     = "set aside"
)

// The states of an entry of damage.
const (
	Recorded   = "recorded"
	Assessed   = "assessed"
	Classified = "classified"
	Referred   = "referred"
)

// The states of a case and of a legal hold.
const (
	Open       = "open"
	HandedOver = "handed over"
	Closed     = "closed"
	InForce    = "in force"
	Lifted     = "lifted"
)

// The acts.
const (
	ActRegister = "register"
	ActReview   = "review"
	ActFind     = "find"
	ActVerify   = "verify"
	ActDoubt    = "doubt"
	ActReject   = "reject"
	ActDissent  = "dissent"
	ActArchive  = "archive"

	ActCorroborate = "corroborate"
	ActConfirm     = "confirm"
	ActReturn      = "return"
	ActSetAside    = "set-aside"

	ActAssess   = "assess"
	ActClassify = "classify"
	ActRefer    = "refer"

	ActHandOver = "hand-over"
	ActClose    = "close"
	ActLift     = "lift"
)

// The fields that acts must give.
const (
	fieldWhy      = "why"
	fieldDigest   = "digest"
	fieldFinding  = "finding"
	fieldBag      = "bag"
	fieldAmount   = "amount"
	fieldCurrency = "currency"
	fieldMethod   = "method"
	fieldPrices   = "price_date"
	fieldList     = "list"
	fieldCode     = "code"
	fieldRegister = "register"
	fieldForeign  = "register_id"
)

var (
	documenter = access.Turn{Role: access.Documenter}
	custodian  = access.Turn{Role: access.Custodian}
	reviewer   = access.Turn{Role: access.Reviewer}
	legal      = access.Turn{Role: access.LegalOfficer}
	assessor   = access.Turn{Role: access.DamageAssessor}
)

func by(turns ...access.Turn) []access.Turn { return turns }

// ItemLife is the life of an item of evidence. Which persons may review it is checked beside the table: two,
// neither of them the documenter.
var ItemLife = work.Table{
	Object: ObjectItem,
	Kind:   KindItemAct,
	By:     by(documenter, custodian),
	States: []work.State{
		{Name: Received, Words: "Its bytes are kept, with their hash and who brought it.", Waits: by(custodian), Limit: work.Limit{WorkingDays: 2}},
		{Name: Registered, Words: "It was hashed again and is the same: its original is never altered.", Waits: by(reviewer), Limit: work.Limit{WorkingDays: 10}},
		{Name: UnderReview, Words: "A first reviewer looks at it.", Waits: by(reviewer), Limit: work.Limit{WorkingDays: 20}},
		{Name: SecondReview, Words: "A first reviewer found something; it waits for a second one.", Waits: by(reviewer), Limit: work.Limit{WorkingDays: 20}, Change: UnderReview},
		{Name: Verified, Words: "Two reviewers, neither of them its documenter, found that it is what it is said to be.", Change: UnderReview},
		{Name: Unverified, Words: "Two reviewers could not find whether it is what it is said to be.", Change: UnderReview},
		{Name: Rejected, Words: "Two reviewers found that it is not what it is said to be; it is kept.", Change: UnderReview},
		{Name: Archived, Words: "It was sealed and archived.", Final: true},
	},
	Moves: []work.Move{
		{Act: ActRegister, From: []string{Received}, To: Registered, By: by(custodian), Needs: []string{fieldDigest}, Words: "hashes its bytes again and registers it"},
		{Act: ActReview, From: []string{Registered}, To: UnderReview, By: by(reviewer), Words: "begins to review it"},
		{Act: ActReview, From: []string{Verified, Unverified, Rejected}, To: UnderReview, By: by(reviewer), Needs: []string{fieldWhy}, Words: "begins to review it again"},
		{Act: ActFind, From: []string{UnderReview}, To: SecondReview, By: by(reviewer), Needs: []string{fieldWhy, fieldFinding}, Words: "says, as the first reviewer, what was found and how"},
		{Act: ActVerify, From: []string{SecondReview}, To: Verified, By: by(reviewer), Needs: []string{fieldWhy}, Words: "agrees, as the second reviewer, that it is verified"},
		{Act: ActDoubt, From: []string{SecondReview}, To: Unverified, By: by(reviewer), Needs: []string{fieldWhy}, Words: "agrees, as the second reviewer, that it cannot be verified"},
		{Act: ActReject, From: []string{SecondReview}, To: Rejected, By: by(reviewer), Needs: []string{fieldWhy}, Words: "agrees, as the second reviewer, that it is rejected"},
		{Act: ActDissent, From: []string{SecondReview}, To: UnderReview, By: by(reviewer), Needs: []string{fieldWhy}, Words: "does not agree with the first reviewer"},
		{Act: ActArchive, From: []string{Verified, Unverified, Rejected}, To: Archived, By: by(custodian), Needs: []string{fieldWhy}, Words: "seals and archives it"},
	},
}

// IncidentLife is the life of an incident: alleged stays the word until somebody found otherwise.
var IncidentLife = work.Table{
	Object: ObjectIncident,
	Kind:   KindIncidentAct,
	By:     by(documenter, legal),
	States: []work.State{
		{Name: Alleged, Words: "Somebody says so.", Waits: by(reviewer), Limit: work.Limit{Days: 60}},
		{Name: Corroborated, Words: "Two verified items that do not come of one another speak of it.", Waits: by(legal), Limit: work.Limit{Days: 30}, Change: Alleged},
		{Name: Reviewed, Words: "Somebody else than who corroborated it went through all of it.", Change: Alleged},
		{Name: SetAside, Words: "It was set aside with a reason, and is kept.", Final: true},
	},
	Moves: []work.Move{
		{Act: ActCorroborate, From: []string{Alleged}, To: Corroborated, By: by(reviewer), Needs: []string{fieldWhy}, Words: "finds that verified items corroborate it"},
		{Act: ActConfirm, From: []string{Corroborated}, To: Reviewed, By: by(legal), Needs: []string{fieldWhy}, Words: "goes through all of it"},
		{Act: ActReturn, From: []string{Corroborated, Reviewed}, To: Alleged, By: by(reviewer, legal), Needs: []string{fieldWhy}, Words: "finds that it is not corroborated"},
		{Act: ActSetAside, From: []string{Alleged, Corroborated}, To: SetAside, By: by(reviewer, legal), Needs: []string{fieldWhy}, Words: "sets it aside"},
	},
}

// DamageLife is the life of an entry of damage. A register elsewhere decides on it; here it is a hint at most.
var DamageLife = work.Table{
	Object: ObjectDamage,
	Kind:   KindDamageAct,
	By:     by(assessor, documenter, legal),
	States: []work.State{
		{Name: Recorded, Words: "It was entered.", Waits: by(assessor), Limit: work.Limit{Days: 60}},
		{Name: Assessed, Words: "Its cost was found, by a method and at the prices of a day.", Waits: by(legal, assessor), Limit: work.Limit{Days: 30}, Change: Recorded},
		{Name: Classified, Words: "It has a claim category.", Waits: by(legal), Limit: work.Limit{Days: 30}, Change: Recorded},
		{Name: Referred, Words: "It was referred to a register, and has an id there."},
		{Name: SetAside, Words: "It was set aside with a reason, and counts in no total.", Final: true},
	},
	Moves: []work.Move{
		{Act: ActAssess, From: []string{Recorded, Assessed, Classified}, To: Assessed, By: by(assessor), Needs: []string{fieldAmount, fieldCurrency, fieldMethod, fieldPrices}, Words: "says what it cost, by which method and at the prices of which day"},
		{Act: ActClassify, From: []string{Assessed, Classified}, To: Classified, By: by(legal, assessor), Needs: []string{fieldList, fieldCode}, Words: "gives it a claim category of a code list"},
		{Act: ActRefer, From: []string{Classified}, To: Referred, By: by(legal), Needs: []string{fieldRegister, fieldForeign}, Words: "says to which register it was referred, and its id there"},
		{Act: ActSetAside, From: []string{Recorded, Assessed, Classified, Referred}, To: SetAside, By: by(legal), Needs: []string{fieldWhy}, Words: "sets it aside, as where it is entered twice"},
	},
}

// CaseLife is the life of a case.
var CaseLife = work.Table{
	Object: ObjectCase,
	Kind:   KindCaseAct,
	By:     by(legal, custodian),
	States: []work.State{
		{Name: Open, Words: "It is put together."},
		{Name: HandedOver, Words: "A bundle of it was handed over."},
		{Name: Closed, Words: "It was closed.", Final: true},
	},
	Moves: []work.Move{
		{Act: ActHandOver, From: []string{Open, HandedOver}, To: HandedOver, By: by(custodian), Needs: []string{fieldBag}, Words: "hands a bundle of it over"},
		{Act: ActClose, From: []string{Open, HandedOver}, To: Closed, By: by(legal), Needs: []string{fieldWhy}, Words: "closes it"},
	},
}

// HoldLife is the life of a legal hold.
var HoldLife = work.Table{
	Object: ObjectHold,
	Kind:   KindHoldAct,
	By:     by(legal),
	States: []work.State{
		{Name: InForce, Words: "What it is on is not erased, whoever asks."},
		{Name: Lifted, Words: "It was lifted with a reason.", Final: true},
	},
	Moves: []work.Move{
		{Act: ActLift, From: []string{InForce}, To: Lifted, By: by(legal), Needs: []string{fieldWhy}, Words: "lifts it"},
	},
}
