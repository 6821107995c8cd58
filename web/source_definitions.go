package web

import (
	"context"

	"muster"
	"muster/pledge"
)

// DefinitionSource answers what the page of definitions asks.
type DefinitionSource interface {
	// Definitions are the methods, pledges and sources known, by which figures come about.
	Definitions(ctx context.Context, known string) (Definitions, error)
}

// Definitions are what figures rest on.
type Definitions struct {
	Moment
	Methods []MethodDefined // in order of name
	Pledges []PledgeDefined
	Sources []Tally
}

// MethodDefined is a counting rule with the statement that lays it down. Digest is the SHA-256 of
// that statement's body, hexadecimal.
type MethodDefined struct {
	pledge.Method
	Statement muster.ID
	Digest    string
}

// PledgeDefined is a pledge's terms with the statement that says them.
type PledgeDefined struct {
	pledge.Terms
	Statement muster.ID
}
