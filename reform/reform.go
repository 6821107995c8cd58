// Package reform keeps what a country set out to change, the steps that frameworks ask of it with their
// criteria, what is reported and what is assessed of them, and the money that hangs on it.
//
// A report by who does the work is never an assessment. How far the work is, and how somebody rated it, are
// two things: the state of a step follows from acts, a rating is what an assessor said in the framework's own
// words. No figure joins the scales of two frameworks, or makes an average of one.
package reform

import (
	"muster"
	"muster/money"
	"muster/search"
	"muster/standing"
	"muster/work"
)

// The kinds of statement of this part.
const (
	KindFramework     = "reform.framework/1"
	KindReform        = "reform.reform/1"
	KindStep          = "reform.step/1"
	KindAct           = "reform.step-act/1"
	KindRating        = "reform.rating/1"
	KindTally         = "reform.tally/1"
	KindInstalment    = "reform.instalment/1"
	KindInstalmentAct = "reform.instalment-act/1"
)

// Reform is the statement reform.reform/1: what the country does. About is its id. Steps of several frameworks
// name it, each with a criterion, an assessor and a date of its own.
type Reform struct {
	muster.Envelope
	Title    muster.Text    `json:"title" say:"what it is called, in up to two languages"`
	Text     muster.Text    `json:"text,omitempty" say:"what it changes, and why"`
	Lead     muster.PartyID `json:"lead,omitempty" say:"the party that leads it"`
	Keywords []string       `json:"keywords,omitempty" say:"words by which it is found"`
}

// How a step is measured.
const (
	Qualitative  = "qualitative"
	Quantitative = "quantitative"
)

// Measured lists how a step may be measured.
var Measured = []string{Qualitative, Quantitative}

// What a criterion asks of a law.
const (
	LawAdopted = "adopted"
	LawInForce = "in force"
)

// Laws lists what a criterion may ask of a law.
var Laws = []string{LawAdopted, LawInForce}

// Element is one of the parts of which a criterion is made up.
type Element struct {
	Key  string      `json:"key" say:"a short id, as in a"`
	Text muster.Text `json:"text" say:"what it asks for, in up to two languages"`
}

// Stake is the money that hangs on something: a grant and a loan, or an amount of which the split is not known.
type Stake struct {
	Grant    string         `json:"grant,omitempty" say:"the part that is a grant, a decimal"`
	Loan     string         `json:"loan,omitempty" say:"the part that is a loan, a decimal"`
	Amount   string         `json:"amount,omitempty" say:"all of it, where it is not known what is grant and what is loan"`
	Currency money.Currency `json:"currency" say:"the currency, as in EUR"`
}

// Total is all of a stake.
func (s *Stake) Total() (sum money.Amount) {
	if s == nil {
		return sum
	}
	for _, text := range []string{s.Grant, s.Loan, s.Amount} {
		if a, err := money.Parse(text); text != "" && err == nil {
			sum = sum.Add(a)
		}
	}
	return sum
}

// Step is the statement reform.step/1: what one framework asks for. About is its id, "uf-10.1". Stated again it
// is amended: what it said before stays, and why it changed is said.
type Step struct {
	muster.Envelope
	Reform       string         `json:"reform,omitempty" say:"the reform that it is a step of"`
	Framework    string         `json:"framework" say:"the framework that asks for it"`
	Code         string         `json:"code,omitempty" say:"its number in the framework, as in 10.1"`
	Chapter      string         `json:"chapter,omitempty" say:"the chapter of the framework that it belongs to, by its key"`
	Title        muster.Text    `json:"title" say:"what it is about, in a line, in up to two languages"`
	Criterion    muster.Text    `json:"criterion" say:"the wording by which it is fulfilled, as the framework has it"`
	Measured     string         `json:"measured" say:"how it is measured: qualitative or quantitative"`
	Unit         string         `json:"unit,omitempty" say:"what a quantitative step is measured in"`
	Baseline     string         `json:"baseline,omitempty" say:"the value at the beginning, a decimal"`
	Goal         string         `json:"goal,omitempty" say:"the value to be reached, a decimal"`
	Law          string         `json:"law,omitempty" say:"what the criterion asks of a law: adopted or in force; absent: nothing"`
	Elements     []Element      `json:"elements,omitempty" rows:"key text.en text.uk" say:"the parts of which the criterion is made up"`
	Due          string         `json:"due,omitempty" say:"the last day on which it is fulfilled in time, as in 2025-03-31"`
	Executor     muster.PartyID `json:"executor" say:"the party that does it"`
	Stake        *Stake         `json:"stake,omitempty" say:"the money that hangs on it; absent: not known"`
	Precondition bool           `json:"precondition,omitempty" say:"it is a precondition, assessed apart and counted among no steps"`
	Needs        []string       `json:"needs,omitempty" of:"step" say:"the steps without which it cannot be done"`
}

// Piece is a piece of evidence.
type Piece struct {
	Title string `json:"title" say:"what it is, as in Law 4512-IX"`
	Where string `json:"where,omitempty" say:"where it is found: an address, or an object of this record as OBJECT/ID"`
}

// Acted is the statement reform.step-act/1.
type Acted struct {
	work.Act
	Evidence   []Piece   `json:"evidence,omitempty" rows:"title where" say:"report: by what it is shown, as who does it says"`
	Value      string    `json:"value,omitempty" say:"report: the value that a quantitative step has reached"`
	Adopted    string    `json:"adopted,omitempty" say:"report: the day on which the law was adopted"`
	InForce    string    `json:"in_force,omitempty" say:"report: the day from which the law is in force"`
	Rating     muster.ID `json:"rating,omitempty" say:"fulfil, part, miss, fulfil-late: the rating that it rests on, by its statement"`
	Fulfilled  string    `json:"fulfilled,omitempty" say:"fulfil, fulfil-late: the day on which it is accepted to have been fulfilled"`
	Instalment string    `json:"instalment,omitempty" of:"instalment" say:"suspend: the instalment of which money is held back"`
	Decision   string    `json:"decision,omitempty" say:"suspend: the decision by which it is held back"`
	Decided    string    `json:"decided,omitempty" say:"suspend: the day of that decision, on which the clock starts"`
	Reversed   string    `json:"reversed,omitempty" say:"reverse: the day from which it is no longer so"`
}

// Finding is what an assessor found of one element of a criterion.
type Finding struct {
	Element   string  `json:"element" say:"the element, by its key"`
	Found     string  `json:"found" say:"what was found: met, partly met or not met"`
	Evidence  []Piece `json:"evidence,omitempty" say:"by what"`
	Paragraph string  `json:"paragraph,omitempty" say:"where the assessment says so, as in 4.2"`
}

// What is found of an element.
const (
	Met       = "met"
	PartlyMet = "partly met"
	NotMet    = "not met"
)

// Found lists what may be found of an element.
var Found = []string{Met, PartlyMet, NotMet}

// Rating is the statement reform.rating/1: what an assessor said on a scale of the framework, of a step or of a
// chapter. About is made up of what it is of: STEP+SCALE, STEP+SCALE+PERIOD, or
// FRAMEWORK+CHAPTER+SCALE+PERIOD. Stated again it is a new score, which needs a reason.
type Rating struct {
	muster.Envelope
	Step      string    `json:"step,omitempty" say:"the step that is rated; absent where a chapter is"`
	Framework string    `json:"framework" say:"the framework whose scale it is"`
	Chapter   string    `json:"chapter,omitempty" say:"the chapter that is rated, by its key; absent where a step is"`
	Scale     string    `json:"scale" say:"the scale, by its key"`
	Value     string    `json:"value" say:"the word of the scale, by its key"`
	Period    string    `json:"period,omitempty" say:"the period that it is for, as in 2025 or 2025-q2"`
	Criterion muster.ID `json:"criterion,omitempty" say:"the version of the step that it was assessed by, by its statement"`
	Assessed  string    `json:"assessed" say:"the day of the assessment"`
	Document  string    `json:"document,omitempty" say:"the assessment in which it is said"`
	Paragraph string    `json:"paragraph,omitempty" say:"where in it, as in 4.2"`
	Evidence  []Piece   `json:"evidence,omitempty" say:"by what it was found"`
	Findings  []Finding `json:"findings,omitempty" say:"what was found of each element"`
	Adopted   string    `json:"adopted,omitempty" say:"the day on which the law was adopted, as found"`
	InForce   string    `json:"in_force,omitempty" say:"the day from which the law is in force, as found"`
}

// Count is how often a word of a scale was given.
type Count struct {
	Value string `json:"value" say:"the word of the scale, by its key"`
	Count int    `json:"count" say:"how many have it"`
}

// Tally is the statement reform.tally/1: how many of its measures a framework's keeper says have each word of a
// scale, where the measures themselves are not in this record. About is FRAMEWORK+SCALE+DAY.
type Tally struct {
	muster.Envelope
	Framework string  `json:"framework" say:"the framework"`
	Scale     string  `json:"scale" say:"the scale, by its key"`
	On        string  `json:"on" say:"the day as of which they were counted"`
	Counts    []Count `json:"counts,omitempty" say:"how many have each word"`
}

// Instalment is the statement reform.instalment/1: steps for which money is paid together. About is its id.
type Instalment struct {
	muster.Envelope
	Framework     string      `json:"framework" say:"the framework that pays it"`
	Title         muster.Text `json:"title" say:"what it is called, in up to two languages"`
	Number        int         `json:"number,omitempty" say:"which one it is, in order"`
	Steps         []string    `json:"steps,omitempty" of:"step" say:"the steps that it is paid for"`
	Preconditions []string    `json:"preconditions,omitempty" of:"step" say:"the preconditions, which are assessed apart"`
	Stake         *Stake      `json:"stake,omitempty" say:"all that hangs on it"`
}

// InstalmentActed is the statement reform.instalment-act/1.
type InstalmentActed struct {
	work.Act
	Day      string `json:"day,omitempty" say:"request, assess, pay, release: the day on which it was done"`
	Decision string `json:"decision,omitempty" say:"decide, release, reduce: the decision, as in Council Implementing Decision (EU) 2025/1"`
	Decided  string `json:"decided,omitempty" say:"decide, release, reduce: the day of the decision; from that of decide on the clock runs"`
	Amount   string `json:"amount,omitempty" say:"decide, pay, release, reduce: how much, in the instalment's currency"`
	Step     string `json:"step,omitempty" of:"step" say:"release, reduce: the step for which money was held"`
}

// Report is what who does a step said of it last.
type Report struct {
	Evidence                []Piece
	Value, Adopted, InForce string
	By                      muster.PartyID
	On                      muster.Day
	Audience                muster.Audience
}

// Conclusion is what an assessor concluded of a step last, or that it was reversed.
type Conclusion struct {
	Act       string
	Rating    muster.ID
	Fulfilled string // the day accepted
	Reversed  string
	Why       string
	By        muster.PartyID
	Audience  muster.Audience
}

// Hold is the money of a step held back, with the clock that runs.
type Hold struct {
	Instalment, Decision string
	Decided              string // on which the clock starts
	Until                string // its last day
	Audience             muster.Audience
}

// Part holds frameworks, reforms, steps, ratings and instalments. It is a standing.Part and a work.Desk.
type Part struct {
	*work.Register
	Frameworks  *work.Notes[Framework]
	Reforms     *work.Notes[Reform]
	Ratings     *work.Notes[Rating]
	Tallies     *work.Notes[Tally]
	Steps       *work.Shelf[Step, Acted]
	Instalments *work.Shelf[Instalment, InstalmentActed]
	reports     *standing.Register[Report]     // by step
	conclusions *standing.Register[Conclusion] // by step
	holds       *standing.Register[Hold]       // by step
	purses      *standing.Register[Purse]      // by instalment
}

// New returns the part for an empty record.
func New() *Part {
	p := &Part{
		reports: standing.NewRegister[Report](), conclusions: standing.NewRegister[Conclusion](),
		holds: standing.NewRegister[Hold](), purses: standing.NewRegister[Purse](),
	}
	p.Frameworks = work.NewNotes(work.NotesOf[Framework]{
		Called: "framework", Like: "ukraine-facility", Says: standing.Kind{Name: KindFramework, Words: "states a framework, with its scales and chapters"},
		By: keepers, Check: p.checkFramework, Words: words, Stays: "a framework stays while steps are asked for by it; state it again to change it",
	})
	p.Reforms = work.NewNotes(work.NotesOf[Reform]{
		Called: "reform", Like: "asset-recovery", Says: standing.Kind{Name: KindReform, Words: "states a reform"}, By: keepers, Check: p.checkReform, Words: words,
		Stays: "a reform stays while steps belong to it; state it again to change it",
	})
	p.Steps = work.NewShelf(work.ShelfOf[Step, Acted]{
		Life: &Life, Like: "uf-10.1", Says: standing.Kind{Name: KindStep, Words: "states a step of a framework"},
		Does:   standing.Kind{Name: KindAct, Words: "acts on a step"},
		Object: executed, Check: p.checkStep, CheckAct: p.checkAct, Words: words, Done: p.done, Tell: p.tellStep,
	})
	p.Ratings = work.NewNotes(work.NotesOf[Rating]{
		Called: "rating", Says: standing.Kind{Name: KindRating, Words: "rates a step or a chapter"}, By: raters, NotFor: []string{Executor}, Object: p.rated,
		Check: p.checkRating, Words: words, Stays: "a rating is not withdrawn; who made it rates again, with a reason",
	})
	p.Tallies = work.NewNotes(work.NotesOf[Tally]{
		Called: "tally", Says: standing.Kind{Name: KindTally, Words: "says how many measures have each word of a scale"}, By: counters, Check: p.checkTally,
	})
	p.Instalments = work.NewShelf(work.ShelfOf[Instalment, InstalmentActed]{
		Life: &InstalmentLife, Like: "uf-instalment-4", Says: standing.Kind{Name: KindInstalment, Words: "states an instalment"},
		Does: standing.Kind{Name: KindInstalmentAct, Words: "acts on an instalment"}, Object: p.funded,
		Check: p.checkInstalment, CheckAct: p.checkInstalmentAct, Words: words, Done: p.paid, Tell: p.tellInstalment,
	})
	p.Register = work.NewRegister("reform", p.Frameworks, p.Reforms, p.Steps, p.Ratings, p.Tallies, p.Instalments)
	p.Beside(p.reports, p.conclusions, p.holds, p.purses)
	return p
}

// In finds the part in a view's state.
func In(v standing.View) *Part { return standing.Find[*Part](v.State) }

func words(v muster.Value, said *search.Said) {
	text := func(f search.Field, of ...muster.Text) {
		for _, t := range of {
			said.Add(f, t.Each()...)
		}
	}
	pieces := func(of []Piece) {
		for _, x := range of {
			said.Add(search.Body, x.Title)
			said.Add(search.Aside, x.Where)
		}
	}
	switch x := v.(type) {
	case *Framework:
		text(search.Name, x.Title)
		for _, c := range x.Chapters {
			text(search.Body, c.Title)
		}
	case *Reform:
		text(search.Name, x.Title)
		text(search.Body, x.Text)
		said.Add(search.Aside, x.Keywords...)
	case *Step:
		text(search.Name, x.Title)
		text(search.Body, x.Criterion)
		for _, e := range x.Elements {
			text(search.Body, e.Text)
		}
		said.Add(search.Aside, x.Code, x.Chapter, x.Framework, x.Reform, string(x.Executor))
	case *Acted:
		pieces(x.Evidence)
		said.Add(search.Aside, x.Decision, x.Instalment)
	case *Rating:
		pieces(x.Evidence)
		for _, f := range x.Findings {
			pieces(f.Evidence)
		}
		said.Add(search.Aside, x.Document, x.Step, x.Chapter, x.Framework)
	case *Instalment:
		text(search.Name, x.Title)
		said.Add(search.Aside, x.Framework)
	case *InstalmentActed:
		said.Add(search.Aside, x.Decision, x.Step)
	}
}
