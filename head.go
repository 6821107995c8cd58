package muster

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// HeadVersion is the version of the head's format that this release writes and reads.
const HeadVersion = 1

// SaltSize is the number of random bytes that hide a body behind its commitment.
const SaltSize = 16

// MaxBody is the longest body in bytes; what is longer is a document.
const MaxBody = 1 << 20

// timeLayout writes microseconds always, so that heads of one record have one length.
const timeLayout = "2006-01-02T15:04:05.000000Z"

// Hash is a SHA-256 hash.
type Hash [sha256.Size]byte

// String returns the hash as standard base64, as C2SP texts write it.
func (h Hash) String() string { return base64.StdEncoding.EncodeToString(h[:]) }

// Hex returns the hash in lower-case hexadecimal.
func (h Hash) Hex() string { return fmt.Sprintf("%x", h[:]) }

// ParseHash reads what String wrote.
func ParseHash(s string) (h Hash, err error) {
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil || len(b) != len(h) {
		return h, fmt.Errorf("found %q; a hash is 32 bytes as base64", s)
	}
	copy(h[:], b)
	return h, nil
}

// Head is the part of a statement that the tree seals: one line of JSON with its keys in this
// order: v, id, at, body.
type Head struct {
	ID   ID
	At   time.Time // when it was recorded; UTC, to the microsecond
	Body Hash      // SHA-256(salt ‖ body)
}

// Commit returns the commitment to a body: SHA-256 over the salt and then the body.
func Commit(salt, body []byte) (h Hash) {
	d := sha256.New()
	d.Write(salt)
	d.Write(body)
	d.Sum(h[:0])
	return h
}

// Encode returns the head's bytes, which are what is hashed and stored.
func (h Head) Encode() []byte {
	b := make([]byte, 0, 128)
	b = append(b, `{"v":`...)
	b = strconv.AppendInt(b, HeadVersion, 10)
	b = append(b, `,"id":"`...)
	b = append(b, h.ID...)
	b = append(b, `","at":"`...)
	b = h.At.UTC().AppendFormat(b, timeLayout)
	b = append(b, `","body":"`...)
	b = base64.StdEncoding.AppendEncode(b, h.Body[:])
	return append(b, `"}`...)
}

// ParseHead reads a head. It refuses bytes that Encode would not have written, so that one head
// has one form.
func ParseHead(line []byte) (Head, error) {
	var raw struct {
		V    int    `json:"v"`
		ID   ID     `json:"id"`
		At   string `json:"at"`
		Body string `json:"body"`
	}
	if err := json.Unmarshal(line, &raw); err != nil {
		return Head{}, fmt.Errorf("head is not a line of JSON: %w", err)
	}
	if raw.V != HeadVersion {
		return Head{}, fmt.Errorf("head has version %d; this release of Muster reads version %d", raw.V, HeadVersion)
	}
	at, err := time.Parse(timeLayout, raw.At)
	if err != nil {
		return Head{}, fmt.Errorf("head time: %w", err)
	}
	body, err := ParseHash(raw.Body)
	if err != nil {
		return Head{}, fmt.Errorf("head body commitment: %w", err)
	}
	if _, _, err := raw.ID.Split(); err != nil {
		return Head{}, fmt.Errorf("head %w", err)
	}
	h := Head{ID: raw.ID, At: at, Body: body}
	if !bytes.Equal(h.Encode(), line) {
		return Head{}, fmt.Errorf("head is not in the form that is hashed: found %s, want %s", line, h.Encode())
	}
	return h, nil
}

// MarshalText writes the hash as base64.
func (h Hash) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText reads base64.
func (h *Hash) UnmarshalText(b []byte) (err error) { *h, err = ParseHash(string(b)); return err }

// ParseDigest reads a digest written as 64 hexadecimal digits.
func ParseDigest(s string) (h Hash, err error) {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != len(h) {
		return h, Invalid("digest", fmt.Sprintf("found %q; a digest is 64 hexadecimal digits", s))
	}
	copy(h[:], b)
	return h, nil
}
