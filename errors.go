package muster

import (
	"errors"
	"fmt"
)

// ErrorKind tells the doors how to answer: which exit code, which status.
type ErrorKind string

// The kinds of error a user can do something about. Anything that is no *Error is a fault.
const (
	KindInvalid  ErrorKind = "invalid"  // the input breaks a rule
	KindDenied   ErrorKind = "denied"   // the act is not the speaker's to do
	KindMissing  ErrorKind = "missing"  // what it refers to is not there
	KindConflict ErrorKind = "conflict" // something else stands now
)

// Error is a refusal in words: what was wrong, where, and what would be accepted. Several at once
// are joined with errors.Join.
type Error struct {
	Kind  ErrorKind
	Field string // the field or flag, empty where none is meant
	Why   string
}

func (e *Error) Error() string {
	if e.Field == "" {
		return e.Why
	}
	return e.Field + ": " + e.Why
}

// Invalid refuses an input: field names it, why says what was found and what would be accepted.
func Invalid(field, why string) error { return &Error{KindInvalid, field, why} }

// InvalidAt refuses an input for what was found wrong further down; the field is named once.
func InvalidAt(field string, err error) error {
	var e *Error
	if errors.As(err, &e) {
		return Invalid(field, e.Why)
	}
	return Invalid(field, err.Error())
}

// Denied refuses an act that is not the speaker's to do.
func Denied(act string) error { return &Error{KindDenied, "", act} }

// Missing says that what was referred to is not there.
func Missing(ref string) error {
	return &Error{KindMissing, "", fmt.Sprintf("%s is not in this record", ref)}
}

// Conflict says what stands now instead.
func Conflict(field, why string) error { return &Error{KindConflict, field, why} }

// Refusals returns every *Error in err's tree, in order: what a form or a problem document lists.
func Refusals(err error) []*Error {
	if err == nil {
		return nil
	}
	var e *Error
	if me, ok := err.(*Error); ok { //nolint:errorlint // the tree is walked here
		return append([]*Error(nil), me)
	}
	switch x := err.(type) { //nolint:errorlint // the tree is walked here
	case interface{ Unwrap() []error }:
		var all []*Error
		for _, u := range x.Unwrap() {
			all = append(all, Refusals(u)...)
		}
		return all
	case interface{ Unwrap() error }:
		return Refusals(x.Unwrap())
	}
	if errors.As(err, &e) {
		return []*Error{e}
	}
	return nil
}
