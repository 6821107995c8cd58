package layer

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"muster/pledge"
	"muster/report"
)

// ByToken is the owner who holds a token. Of the token only a digest is kept.
func ByToken(token string) Owner { return ownerBy("t", token) }

// ByKey is the owner whose browser holds a key, likewise.
func ByKey(key string) Owner { return ownerBy("k", key) }

func ownerBy(kind, secret string) Owner {
	sum := sha256.Sum256([]byte(secret))
	return Owner(kind + hex.EncodeToString(sum[:16]))
}

// Summary is a layer in a list.
type Summary struct {
	ID         ID     `json:"id"`
	Name       string `json:"name"`
	Judgements int    `json:"judgements" doc:"how many it has"`
	Digest     string `json:"digest" doc:"SHA-256 of what it says, hexadecimal; a method names its first 8 digits"`
	Shared     bool   `json:"shared" doc:"everybody who reads this record may see it and lay it over figures"`
}

// SummaryOf is a layer as a list has it.
func SummaryOf(l *Layer) Summary {
	return Summary{l.ID, l.Name, len(l.Judgements), l.Digest(), l.Shared}
}

// Columns implements report.Table.
func (Summary) Columns() []string { return []string{"layer", "name", "judgements", "digest", "shared"} }

// Cells implements report.Row.
func (s Summary) Cells() []string {
	return []string{string(s.ID), s.Name, strconv.Itoa(s.Judgements), s.Digest, strconv.FormatBool(s.Shared)}
}

// Answer is one layer as an API hands it out: what it is, its file, and which rows changed underneath.
type Answer struct {
	report.Foot
	ID         ID      `json:"id"`
	Digest     string  `json:"digest" doc:"SHA-256 of what it says, hexadecimal"`
	Shared     bool    `json:"shared"`
	Layer      Layer   `json:"layer" doc:"its file (docs/layers.md)"`
	Underneath []Moved `json:"underneath" doc:"the judgements whose row says something else by now, or is gone"`
}

// AnswerOf lays out a layer, by what rows say now.
func AnswerOf(l Layer, says func(pledge.Target) (pledge.Base, bool)) Answer {
	a := Answer{ID: l.ID, Digest: l.Digest(), Shared: l.Shared, Underneath: append([]Moved{}, l.Underneath(says)...)}
	l.ID, l.Owner, l.Shared = "", "", false
	if l.Judgements == nil {
		l.Judgements = []Judgement{}
	}
	a.Layer = l
	return a
}

// Whole is the layer with what belongs to the Muster that keeps it.
func (a *Answer) Whole() Layer {
	l := a.Layer
	l.ID, l.Shared = a.ID, a.Shared
	return l
}

// Columns are those of a layer's file as CSV.
func (Judgement) Columns() (names []string) {
	for _, c := range columns {
		names = append(names, c.Name)
	}
	return names
}

// Cells implements report.Row: a line of a layer's file as CSV.
func (j Judgement) Cells() []string {
	l := Layer{Judgements: []Judgement{j}}
	for row := range l.Export().Rows {
		return row
	}
	return nil
}
