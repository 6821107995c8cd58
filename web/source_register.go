package web

import (
	"context"

	"muster"
	"muster/work"
)

// RegisterSource answers what the lists, pages and forms of any register ask: its objects know themselves by
// their declarations.
type RegisterSource interface {
	// Shelf lists the objects of one kind that the viewer may see, in order of id. Who asks keeps it unchanged.
	Shelf(ctx context.Context, known, object string) (*Shelf, error)
	// Held is one of them, with its history.
	Held(ctx context.Context, known, object, id string) (*HeldObject, error)
	// NamedBy are the objects of registers that name an object of any part, as far as the viewer may see them.
	NamedBy(ctx context.Context, known, object, id string) ([]Linked, error)
}

// Shelf is the objects of one kind.
type Shelf struct {
	Around
	Is    work.Declared
	Lines []work.Spoken
	Words []string // of each line, all that a text is looked for in, folded
}

// HeldObject is one object of a register.
type HeldObject struct {
	Around
	Is work.Declared
	work.Spoken
	Names   []Linked // what it names
	NamedBy []Linked
	History []Event
}

// Linked is an object that another one names, or that names another one: Field is where.
type Linked struct {
	work.Ref
	Title string
	Texts muster.Text // the title in each of its languages, where it has several
	State string
	There bool // the viewer may see it
}
