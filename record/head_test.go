package record_test

import (
	"bytes"
	"testing"
	"time"

	"pgregory.net/rapid"

	"muster"
)

func TestHeadReadsBackAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := muster.Head{
			ID:   muster.NewID(rapid.StringMatching(`[a-z0-9]{10}`).Draw(t, "record"), rapid.Uint64Min(1).Draw(t, "counter")),
			At:   time.UnixMicro(rapid.Int64Range(0, 253402300799_999999).Draw(t, "at")).UTC(),
			Body: muster.Commit(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "salt"), rapid.SliceOf(rapid.Byte()).Draw(t, "body")),
		}
		line := h.Encode()
		got, err := muster.ParseHead(line)
		if err != nil || got != h {
			t.Fatalf("%s: %+v, %v", line, got, err)
		}
		if bytes.ContainsAny(line, "\n\r") {
			t.Fatalf("%q is more than one line", line)
		}
	})
}

// A head has one form: what is read is what would be written.
func FuzzHeadHasOneForm(f *testing.F) {
	f.Add([]byte(`{"v":1,"id":"recordtest-1","at":"2026-01-02T03:04:05.000001Z","body":"AQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}`))
	f.Add([]byte(`{"v":1,"id":"recordtest-1","at":"2026-01-02T03:04:05.000001Z","body":"AQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB="}`))
	f.Add([]byte(`{"v":1, "id":"recordtest-1","at":"2026-01-02T03:04:05.000001Z","body":"AQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}`))
	f.Add([]byte(`{"v":2,"id":"","at":"","body":""}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		h, err := muster.ParseHead(line)
		if err == nil && !bytes.Equal(h.Encode(), line) {
			t.Errorf("%q was read, and would be written %q", line, h.Encode())
		}
	})
}
