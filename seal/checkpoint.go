package seal

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"muster"
)

// Origin is the name under which a record signs.
func Origin(record string) string { return "muster/" + record }

// Checkpoint is a tree head: how many statements a record had and the root over them.
type Checkpoint struct {
	Origin string
	Size   muster.Seq
	Root   muster.Hash
}

// Text returns the checkpoint's body as C2SP tlog-checkpoint lays it down: origin, size and root,
// a line each.
func (c Checkpoint) Text() string {
	return c.Origin + "\n" + strconv.FormatUint(uint64(c.Size), 10) + "\n" + c.Root.String() + "\n"
}

// ParseCheckpoint reads the body of a checkpoint; lines after the third are extensions and are
// passed over.
func ParseCheckpoint(text string) (Checkpoint, error) {
	lines := strings.SplitN(text, "\n", 4)
	if len(lines) < 4 || lines[0] == "" {
		return Checkpoint{}, errors.New("a tree head has three lines: origin, number of statements, root")
	}
	n, err := strconv.ParseUint(lines[1], 10, 63)
	if err != nil || strconv.FormatUint(n, 10) != lines[1] {
		return Checkpoint{}, fmt.Errorf("tree head: found %q; the second line is the number of statements", lines[1])
	}
	root, err := muster.ParseHash(lines[2])
	if err != nil {
		return Checkpoint{}, fmt.Errorf("tree head: %w", err)
	}
	return Checkpoint{lines[0], muster.Seq(n), root}, nil
}

// OpenCheckpoint reads a signed checkpoint and checks its signature with a verifier key.
func OpenCheckpoint(signed []byte, key string) (Checkpoint, error) {
	v, err := note.NewVerifier(key)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("verifier key: %w", err)
	}
	n, err := note.Open(signed, note.VerifierList(v))
	if err != nil {
		return Checkpoint{}, fmt.Errorf("tree head: the signature does not hold: %w", err)
	}
	return ParseCheckpoint(n.Text)
}

// ReadCheckpoint reads a checkpoint without checking a signature: for a head kept elsewhere, whose
// keeper vouches for it. Where it is signed, pass the keys of the record to OpenCheckpoint too.
func ReadCheckpoint(b []byte) (Checkpoint, error) {
	text := string(b)
	if i := strings.Index(text, "\n\n"); i >= 0 {
		text = text[:i+1]
	}
	return ParseCheckpoint(text)
}

// Key signs tree heads. It is a file outside the database, readable by its owner alone.
type Key struct {
	signer   note.Signer
	verifier string
}

// Verifier is the public key in the note format: name, hash and key.
func (k *Key) Verifier() string { return k.verifier }

// Sign returns the signed note of a checkpoint.
func (k *Key) Sign(c Checkpoint) ([]byte, error) {
	b, err := note.Sign(&note.Note{Text: c.Text()}, k.signer)
	if err != nil {
		return nil, fmt.Errorf("sign tree head: %w", err)
	}
	return b, nil
}

// NewKey makes a signing key for a record and writes it to path with mode 0600, never over an
// existing file.
func NewKey(path, record string) (*Key, error) {
	secret, verifier, err := note.GenerateKey(rand.Reader, Origin(record))
	if err != nil {
		return nil, fmt.Errorf("make signing key: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make signing key: %w", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("make signing key: %w", err)
	}
	_, err = f.WriteString(secret + "\n" + verifier + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return nil, fmt.Errorf("make signing key: %w", err)
	}
	return LoadKey(path)
}

// LoadKey reads a signing key. A missing file is fs.ErrNotExist; a file that others can read is
// refused.
func LoadKey(path string) (*Key, error) {
	st, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if st.Mode().Perm()&0o077 != 0 {
		return nil, muster.Invalid("key", fmt.Sprintf("%s can be read by others (mode %04o); make it readable by its owner alone: chmod 600", path, st.Mode().Perm()))
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	lines := strings.Fields(string(b))
	if len(lines) != 2 {
		return nil, muster.Invalid("key", path+" is not a signing key of Muster: it has two lines, the key and its verifier")
	}
	s, err := note.NewSigner(lines[0])
	if err != nil {
		return nil, muster.Invalid("key", fmt.Sprintf("%s: %v", path, err))
	}
	v, err := note.NewVerifier(lines[1])
	if err != nil {
		return nil, muster.Invalid("key", fmt.Sprintf("%s: %v", path, err))
	}
	if v.Name() != s.Name() || v.KeyHash() != s.KeyHash() {
		return nil, muster.Invalid("key", path+": its second line is the verifier of another key")
	}
	return &Key{s, lines[1]}, nil
}

// CheckRotation checks a signed note that puts another key in the place of one: its text is the new
// verifier key on a line, and both keys signed it.
func CheckRotation(signed, before, after string) error {
	for _, key := range []string{before, after} {
		v, err := note.NewVerifier(key)
		if err != nil {
			return muster.Invalid("key", fmt.Sprintf("found %q: %v", key, err))
		}
		n, err := note.Open([]byte(signed), note.VerifierList(v))
		if err != nil {
			return muster.Invalid("signed", fmt.Sprintf("a new key is signed by the key before it and by itself; the signature of %s does not hold: %v", key, err))
		}
		if n.Text != after+"\n" {
			return muster.Invalid("signed", fmt.Sprintf("what was signed is %q, not the new key %q", n.Text, after))
		}
	}
	return nil
}

// NoKey reports whether an error of LoadKey means that there is no key.
func NoKey(err error) bool { return errors.Is(err, fs.ErrNotExist) }
