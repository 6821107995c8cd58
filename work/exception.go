package work

import (
	"muster"
	"muster/standing"
)

// ExceptionKind is a kind of exception that a part knows: something that is allowed, for which somebody answers.
type ExceptionKind struct {
	Name  string // "match-override"
	Words string // "a match was made firm beyond what its requirement needs"
}

// Exception is one of them. Who answers for it, for which party and since when, its statement says.
type Exception struct {
	Kind          string
	Object, About string
	At            muster.Seq // of the statement by which it came about
	Answer        string     // the reason that was given, if one was
}

// Excepting is a part that knows exceptions of its own.
type Excepting interface {
	standing.Part
	// ExceptionKinds are the kinds that the part knows, in the order in which they are listed.
	ExceptionKinds() []ExceptionKind
	// Exceptions are those that stand in a view and of whose objects its viewer may see.
	Exceptions(v standing.View) []Exception
}
