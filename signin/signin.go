// Package signin knows who may act through a running Muster: tokens for programs, one-time links and
// the sessions they begin for people.
//
// None of it is a statement: who signed in is no claim about assistance, and a secret has no place in
// a record that is copied and kept for ever. It lies in a small file beside the record, readable by
// its owner alone, and keeps digests of secrets only. Several processes may use one file. The clock
// is handed in.
package signin

import (
	"cmp"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"time"

	"muster"
	"muster/access"
)

// How long links and sessions last.
const (
	LinkLife    = 15 * time.Minute
	SessionLife = 12 * time.Hour
)

// usedEvery is how finely the last use is kept: not every request rewrites the file.
const usedEvery = time.Minute

// Pass is something that lets its holder act in a role for a party, and see what that role sees: a
// token, a link or a session. Its secret was shown once and is not kept.
type Pass struct {
	ID      string         `json:"id"`
	For     muster.PartyID `json:"for"`
	Role    access.Role    `json:"role"`
	Label   string         `json:"label,omitempty"`
	Made    time.Time      `json:"made"`
	From    time.Time      `json:"from,omitzero"`    // zero: from when it was made
	Expires time.Time      `json:"expires,omitzero"` // zero: never
	Used    time.Time      `json:"used,omitzero"`    // last, to the minute
	Secret  string         `json:"secret"`           // SHA-256 of it, base64
}

// Book is all that was handed out and still holds.
type Book struct {
	Tokens   []Pass `json:"tokens"`
	Links    []Pass `json:"links,omitempty"`
	Sessions []Pass `json:"sessions,omitempty"`
}

// Store keeps a book.
type Store interface {
	// Read returns the book as it is now.
	Read() (Book, error)
	// Change runs a change under the book's lock and keeps what it made, unless it fails.
	Change(change func(*Book) error) error
}

// Desk hands out passes and looks at them.
type Desk struct{ Store Store }

// Who is the one a pass lets act.
type Who struct {
	Party muster.PartyID
	Role  access.Role
	Pass  string // id of the token or session, for logs; no secret
	Label string
}

// Principal is who acts, for the table of rules. The groups of the party are not known here.
func (w Who) Principal() access.Principal {
	return access.Principal{Role: w.Role, Party: w.Party, Person: w.Label}
}

// ErrPass says that a secret lets nobody act: unknown, spent, expired or revoked, which is not told
// apart.
var ErrPass = muster.Denied("this token, link or session is not known, or it has expired: ask for a new one with 'muster token create' or 'muster link'")

// prefix tells a token of Muster's from other secrets, for those who look for leaked ones.
const prefix = "muster_"

// NewToken hands out a token. Expires is zero for one that does not expire; the secret is returned
// once.
func (d *Desk) NewToken(p Pass, now time.Time) (Pass, string, error) {
	if err := p.check("token"); err != nil {
		return p, "", err
	}
	if !p.Expires.IsZero() && !p.Expires.After(now) {
		return p, "", muster.Invalid("expires", fmt.Sprintf("found %s, which is over; accepted is a day to come", p.Expires.Format(time.DateOnly)))
	}
	if !p.Expires.IsZero() && !p.From.IsZero() && !p.Expires.After(p.From) {
		return p, "", muster.Invalid("expires", fmt.Sprintf("found %s; accepted is a day after %s, from which it holds", p.Expires.Format(time.DateOnly), p.From.Format(time.DateOnly)))
	}
	secret := p.fresh(now)
	err := d.Store.Change(func(b *Book) error {
		b.Tokens = append(b.Tokens, p)
		return nil
	})
	return p, prefix + p.ID + "_" + secret, err
}

// check refuses a pass for nobody, or in a role that nobody signs in with.
func (p *Pass) check(what string) error {
	if p.Role == "" {
		p.Role = access.Operator
	}
	if _, err := access.ParseRole(string(p.Role)); err != nil {
		return err
	}
	if p.Role == access.Public {
		return muster.Invalid("role", fmt.Sprintf("found %q, which is whoever did not sign in: they need no %s", p.Role, what))
	}
	if p.For == "" {
		return muster.Invalid("for", fmt.Sprintf("say for which party the %s acts", what))
	}
	return nil
}

// fresh gives a pass its id and secret.
func (p *Pass) fresh(now time.Time) (secret string) {
	p.ID, secret = random(6), random(24)
	p.Made, p.Secret = now.UTC().Truncate(time.Second), digest(secret)
	return secret
}

// random is so many random bytes as letters, digits, and for what base64 lacks x and y: neither a
// dash to begin with nor an underscore, which parts a token.
func random(n int) string {
	b := make([]byte, n)
	rand.Read(b) //nolint:errcheck // never fails
	return strings.NewReplacer("-", "x", "_", "y").Replace(base64.RawURLEncoding.EncodeToString(b))
}

func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// Tokens lists the tokens that were not revoked, in the order in which they were made, those that
// expired among them.
func (d *Desk) Tokens() ([]Pass, error) {
	b, err := d.Store.Read()
	return b.Tokens, err
}

// Revoke ends a token by its id, or a session.
func (d *Desk) Revoke(id string) error {
	return d.Store.Change(func(b *Book) error {
		n := len(b.Tokens) + len(b.Sessions)
		is := func(p Pass) bool { return p.ID == id }
		b.Tokens, b.Sessions = slices.DeleteFunc(b.Tokens, is), slices.DeleteFunc(b.Sessions, is)
		if len(b.Tokens)+len(b.Sessions) == n {
			return muster.Missing("a token with the id " + id)
		}
		return nil
	})
}

// NewLink hands out the code of a link that begins one session, once, in which its holder acts in the
// pass's role for its party.
func (d *Desk) NewLink(as Pass, now time.Time) (code string, expires time.Time, err error) {
	if err := as.check("link"); err != nil {
		return "", expires, err
	}
	p := Pass{For: as.For, Role: as.Role, Label: as.Label, Expires: now.UTC().Add(LinkLife).Truncate(time.Second)}
	secret := p.fresh(now)
	err = d.Store.Change(func(b *Book) error {
		b.sweep(now)
		b.Links = append(b.Links, p)
		return nil
	})
	return p.ID + "_" + secret, p.Expires, err
}

// sweep drops links and sessions that are over.
func (b *Book) sweep(now time.Time) {
	over := func(p Pass) bool { return p.over(now) }
	b.Links, b.Sessions = slices.DeleteFunc(b.Links, over), slices.DeleteFunc(b.Sessions, over)
}

func (p *Pass) over(now time.Time) bool { return !p.Expires.IsZero() && !now.Before(p.Expires) }

// Open spends a link's code and begins a session, whose secret is for a cookie.
func (d *Desk) Open(code string, now time.Time) (secret string, expires time.Time, err error) {
	// Whoever guesses does not get to hold the file's lock.
	seen, err := d.Store.Read()
	if err != nil {
		return "", expires, err
	}
	if _, ok := find(seen.Links, code, now); !ok {
		return "", expires, ErrPass
	}
	var s Pass
	err = d.Store.Change(func(b *Book) error {
		b.sweep(now)
		i, ok := find(b.Links, code, now)
		if !ok {
			return ErrPass
		}
		l := b.Links[i]
		s = Pass{For: l.For, Role: l.Role, Label: l.Label, Expires: now.UTC().Add(SessionLife).Truncate(time.Second)}
		secret = s.fresh(now)
		b.Links = slices.Delete(b.Links, i, i+1)
		b.Sessions = append(b.Sessions, s)
		return nil
	})
	return s.ID + "_" + secret, s.Expires, err
}

// find looks a pass up by id_secret.
func find(all []Pass, text string, now time.Time) (int, bool) {
	id, secret, ok := strings.Cut(text, "_")
	if !ok || len(text) > 200 {
		return 0, false
	}
	i := slices.IndexFunc(all, func(p Pass) bool { return p.ID == id })
	if i < 0 || subtle.ConstantTimeCompare([]byte(digest(secret)), []byte(all[i].Secret)) != 1 || all[i].over(now) || now.Before(all[i].From) {
		return 0, false
	}
	return i, all[i].check("pass") == nil // a role that this release does not know lets nobody act
}

// Token says whom a token lets act, and keeps that it was used.
func (d *Desk) Token(token string, now time.Time) (Who, error) {
	rest, ok := strings.CutPrefix(token, prefix)
	if !ok {
		return Who{}, ErrPass
	}
	return d.look(rest, now, func(b *Book) []Pass { return b.Tokens })
}

// Session says whom a session's secret lets act, and keeps that it was used.
func (d *Desk) Session(secret string, now time.Time) (Who, error) {
	return d.look(secret, now, func(b *Book) []Pass { return b.Sessions })
}

func (d *Desk) look(text string, now time.Time, in func(*Book) []Pass) (Who, error) {
	b, err := d.Store.Read()
	if err != nil {
		return Who{}, err
	}
	i, ok := find(in(&b), text, now)
	if !ok {
		return Who{}, ErrPass
	}
	p := in(&b)[i]
	who := Who{p.For, cmp.Or(p.Role, access.Operator), p.ID, p.Label} // without a role: made before there were any
	if now.Sub(p.Used) < usedEvery {
		return who, nil
	}
	return who, d.Store.Change(func(b *Book) error {
		i, ok := find(in(b), text, now)
		if !ok {
			return ErrPass // revoked meanwhile
		}
		in(b)[i].Used = now.UTC().Truncate(time.Second)
		return nil
	})
}
