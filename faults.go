package muster

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Found refuses an input with what was found and what would be accepted.
func Found(field, found, accepts string) error {
	return Invalid(field, fmt.Sprintf("found %q; accepted is %s", found, accepts))
}

// Faults collects what is wrong with a statement, so that all is told at once.
type Faults []error

// Add adds refusals; a nil among them says that nothing was wrong.
func (f *Faults) Add(errs ...error) { *f = append(*f, errs...) }

// Found adds what was found in a field and what would be accepted.
func (f *Faults) Found(field, found, accepts string) { f.Add(Found(field, found, accepts)) }

// OneOf adds a refusal of a value that is not among those accepted.
func (f *Faults) OneOf(field, found string, of []string) {
	if !slices.Contains(of, found) {
		f.Found(field, found, "one of "+strings.Join(of, ", "))
	}
}

// Day reads a day, and adds why where it is none.
func (f *Faults) Day(field, found string) (d Day, ok bool) {
	d, err := ParseDay(found)
	if err != nil {
		f.Add(Invalid(field, err.Error()))
	}
	return d, err == nil
}

// Err is all of them joined, or nil.
func (f Faults) Err() error { return errors.Join(f...) }
