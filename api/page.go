package api

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"muster"
	"muster/standing"
)

func (p *Paged) paged() *Paged { return p }

// perPage is how many items a page has where nothing is said.
const perPage = 100

// cursor is where a list goes on, and what it rests on: opaque to the reader, who hands it back.
type cursor struct {
	Known     muster.Seq `json:"k"`
	Effective muster.Day `json:"e"`
	After     uint64     `json:"a"` // items, or positions, that were shown
	Question  string     `json:"q"` // digest of the other parameters
}

func (c cursor) String() string {
	b, _ := json.Marshal(c) // numbers and text
	return base64.RawURLEncoding.EncodeToString(b)
}

const notACursor = "this is not a cursor that an answer of this record gave as its next; begin without one"

func readCursor(s string) (c cursor, err error) {
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil || c.Known == 0 || c.After > 1<<62 {
		return c, muster.Invalid("cursor", notACursor)
	}
	return c, nil
}

// listed is the path with the parameters that may not change between pages.
func (p *Paged) listed() string {
	if p.list == "" {
		q := p.r.URL.Query()
		for _, name := range []string{"cursor", "limit", "known", "effective", "at-least", "format"} {
			q.Del(name)
		}
		p.list = p.r.URL.Path + "?" + q.Encode()
	}
	return p.list
}

// question digests what is listed.
func (p *Paged) question() string {
	if p.digest == "" {
		sum := sha256.Sum256([]byte(p.listed()))
		p.digest = base64.RawURLEncoding.EncodeToString(sum[:6])
	}
	return p.digest
}

// after is how far the pages before went.
func (p *Paged) after() (uint64, error) {
	if p.Cursor == "" {
		return 0, nil
	}
	if p.from.Question != p.question() {
		return 0, muster.Invalid("cursor", "it belongs to another question: keep every parameter as it was, or begin without a cursor")
	}
	return p.from.After, nil
}

// most is how many items a page has.
func (p *Paged) most() int {
	if p.Limit > 0 {
		return p.Limit
	}
	return perPage
}

// next is the cursor of the page after this one.
func (p *Paged) next(v standing.View, after uint64) string {
	return cursor{v.Known, v.Effective, after, p.question()}.String()
}

// page takes a page out of a list that is worked out whole.
func page[T any](p *Paged, v standing.View, all []T) (items []T, next string, err error) {
	after, err := p.after()
	if err != nil {
		return nil, "", err
	}
	if after > uint64(len(all)) {
		return nil, "", muster.Invalid("cursor", fmt.Sprintf("it goes on after item %d; there are %d", after, len(all)))
	}
	items = all[after:]
	if most := p.most(); len(items) > most {
		items = items[:most]
		next = p.next(v, after+uint64(most))
	}
	if items == nil {
		items = []T{}
	}
	return items, next, nil
}

// filed are the items for a file: all that are left, unless a limit is said.
func filed[T any](p *Paged, all, paged []T) []T {
	if p.Limit > 0 || p.Cursor != "" {
		return paged
	}
	return all
}
