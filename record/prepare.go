package record

import (
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"runtime"
	"sync"

	"muster"
)

// prepared is a statement with its body encoded and salted, which needs no lock.
type prepared struct {
	value      muster.Value
	salt, body []byte
	commitment muster.Hash
}

// usualBody is room for the body of most statements.
const usualBody = 384

// preparedEach is the fewest statements that are worth a goroutine of their own.
const preparedEach = 128

// prepareAll prepares statements in order, many of them at once. An error is that of the first one that
// has one.
func prepareAll(values []muster.Value) ([]prepared, error) {
	out := make([]prepared, len(values))
	n := max(1, min(runtime.GOMAXPROCS(0), len(values)/preparedEach))
	errs := make([]error, n)
	var wg sync.WaitGroup
	for k := range n {
		from, to := k*len(values)/n, (k+1)*len(values)/n
		if k == n-1 {
			_, errs[k] = prepareSome(values[from:], out[from:])
			break
		}
		wg.Go(func() { _, errs[k] = prepareSome(values[from:to], out[from:to]) })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// prepareSome prepares statements one after another and says how many it could. Their salts are read at
// once: to ask for a few bytes takes as long as for a thousand.
func prepareSome(values []muster.Value, out []prepared) (n int, err error) {
	const size = muster.SaltSize
	salts := make([]byte, size*len(values))
	if _, err := rand.Read(salts); err != nil {
		return 0, fmt.Errorf("salt: %w", err)
	}
	var room []byte
	for i, v := range values {
		// Salt and body lie side by side, as they are committed to.
		if cap(room) < size+usualBody {
			room = make([]byte, 0, (size+usualBody)*min(len(values)-i, roomFor))
		}
		b, err := muster.EncodeBody(append(room, salts[i*size:(i+1)*size]...), v)
		if err != nil {
			return i, fmt.Errorf("encode %s: %w", v.Common().Kind, err)
		}
		if n := len(b) - size; n > muster.MaxBody {
			return i, muster.Invalid("body", fmt.Sprintf("the statement has %d bytes; at most %d are accepted, what is longer is a document", n, muster.MaxBody))
		}
		out[i] = prepared{v, b[:size:size], b[size:len(b):len(b)], sha256.Sum256(b)}
		if len(b) <= cap(room) {
			room = room[len(b):len(b):cap(room)]
		}
	}
	return len(values), nil
}

// roomFor is for how many bodies room is made at a time.
const roomFor = 16
