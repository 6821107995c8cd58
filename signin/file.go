package signin

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"

	"muster"
)

// File keeps a book in a file of mode 0600. A change is made under a lock on a file beside it, which
// other processes honour, and moved into its place whole.
type File struct {
	Path string

	mu   sync.Mutex
	seen os.FileInfo // of the file that book was read from
	book Book
}

var _ Store = (*File)(nil)

// Read implements Store. The file is read again only once another one lies in its place.
func (f *File) Read() (Book, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.read()
}

func (f *File) read() (Book, error) {
	st, err := os.Stat(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		f.seen = nil
		return Book{}, nil
	}
	if err != nil {
		return Book{}, fmt.Errorf("read tokens: %w", err)
	}
	if f.seen != nil && os.SameFile(st, f.seen) && st.ModTime().Equal(f.seen.ModTime()) && st.Size() == f.seen.Size() {
		return f.book.clone(), nil
	}
	if st.Mode().Perm()&0o077 != 0 {
		return Book{}, muster.Invalid("data", fmt.Sprintf("%s can be read by others (mode %04o); make it readable by its owner alone: chmod 600", f.Path, st.Mode().Perm()))
	}
	b, err := os.ReadFile(f.Path)
	if err != nil {
		return Book{}, fmt.Errorf("read tokens: %w", err)
	}
	var book Book
	if err := json.Unmarshal(b, &book); err != nil {
		return Book{}, fmt.Errorf("read tokens: %s: %w", f.Path, err)
	}
	f.seen, f.book = st, book
	return book.clone(), nil
}

func (b Book) clone() Book {
	return Book{append([]Pass(nil), b.Tokens...), append([]Pass(nil), b.Links...), append([]Pass(nil), b.Sessions...)}
}

// Change implements Store.
func (f *File) Change(change func(*Book) error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := os.MkdirAll(filepath.Dir(f.Path), 0o700); err != nil {
		return fmt.Errorf("keep tokens: %w", err)
	}
	lock, err := os.OpenFile(f.Path+".lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("keep tokens: %w", err)
	}
	defer lock.Close() //nolint:errcheck // closing it lets the lock go
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		return fmt.Errorf("keep tokens: lock: %w", err)
	}
	book, err := f.read()
	if err != nil {
		return err
	}
	if err := change(&book); err != nil {
		return err
	}
	return f.write(book)
}

func (f *File) write(book Book) error {
	b, err := json.MarshalIndent(book, "", "  ")
	if err != nil {
		return fmt.Errorf("keep tokens: %w", err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(f.Path), ".signin-*") // mode 0600
	if err != nil {
		return fmt.Errorf("keep tokens: %w", err)
	}
	defer os.Remove(tmp.Name()) //nolint:errcheck // it was moved, or is no use
	_, err = tmp.Write(append(b, '\n'))
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return fmt.Errorf("keep tokens: %w", err)
	}
	if err := os.Rename(tmp.Name(), f.Path); err != nil {
		return fmt.Errorf("keep tokens: %w", err)
	}
	f.seen = nil
	return nil
}
