package muster_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"muster"
)

func TestAPeriodIsReadBackAsItIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := muster.Day(rapid.IntRange(-719162, 2932896).Draw(t, "day")) // years 1 to 9999
		b := a + muster.Day(rapid.IntRange(0, 1000).Draw(t, "later"))
		p := rapid.SampledFrom([]muster.Period{
			{},
			muster.OnDay(a), muster.InMonth(a.Time().Year(), a.Time().Month()), muster.Between(a, min(b, 2932896)),
			muster.Between(muster.MinDay, a), muster.Between(a, muster.MaxDay), muster.Between(muster.MinDay, muster.MaxDay),
		}).Draw(t, "period")
		got, err := muster.ParsePeriod(p.String())
		if err != nil || got != p {
			t.Fatalf("%+v is written %q and read as %+v, %v", p, p, got, err)
		}
	})
}

func TestDaysAreDaysOfTheCalendar(t *testing.T) {
	for text, want := range map[string]muster.Day{"1970-01-01": 0, "1969-12-31": -1, "2024-02-29": 19782, "2024-07-10": 19914} {
		d, err := muster.ParseDay(text)
		if err != nil || d != want || d.String() != text {
			t.Errorf("%s is %d (%s), %v; want %d", text, d, d, err, want)
		}
	}
	late := time.Date(2024, 7, 10, 23, 59, 0, 0, time.FixedZone("", -3600))
	if d := muster.DayOf(late); d.String() != "2024-07-11" {
		t.Errorf("the UTC day of %s is %s", late, d)
	}
	if d := muster.NewDay(2024, 2, 30); d.String() != "2024-03-01" {
		t.Errorf("30 February 2024 is %s", d)
	}
	for _, text := range []string{"", "2024-02-30", "2024-7-1", "10.07.2024", "2024-07-10T00:00:00Z"} {
		if d, err := muster.ParseDay(text); err == nil || !strings.Contains(err.Error(), "2024-07-10") {
			t.Errorf("%q is read as %s, %v", text, d, err)
		}
	}
}

func TestPeriodsLieWithinAWindowWholeOrNotAtAll(t *testing.T) {
	from, to := muster.NewDay(2024, 7, 10), muster.NewDay(2025, 7, 10)
	for text, want := range map[string]bool{
		"2024-07-10": true, "2024-07-09": false, "2025-07-09": true, "2025-07-10": false, "": false,
		"2024-08": true, "2024-07": false, "2025-06": true, "2025-07": false,
		"2024-07-10/2025-07-09": true, "2024-07-10/2025-07-10": false, "/2024-08-01": false, "2024-08-01/": false,
	} {
		p, err := muster.ParsePeriod(text)
		if err != nil || p.Within(from, to) != want {
			t.Errorf("%q within the window: %v, %v", text, !want, err)
		}
	}
	for _, text := range []string{"2024-13", "2024-07-10/2024-07-09", "x/2024-07-09", "2024-07-09/x", "soon", "2024"} {
		if p, err := muster.ParsePeriod(text); err == nil {
			t.Errorf("%q is read as %+v", text, p)
		}
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"", "2024-07-10", "2024-07", "2024-07-10/2024-08-01", "/", "/2024-01-01", "0000-00", "9999-12"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := muster.ParsePeriod(s)
		if err != nil {
			return
		}
		again, err := muster.ParsePeriod(p.String())
		if err != nil || again != p || p.From > p.To {
			t.Errorf("%q is %+v, written %q, read %+v, %v", s, p, p, again, err)
		}
	})
}

func TestAnIDIsARecordAndItsCounter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := rapid.StringMatching(`[a-z0-9-]{1,12}`).Draw(t, "record")
		n := rapid.Uint64Min(1).Draw(t, "counter")
		r, c, err := muster.NewID(rec, n).Split()
		if err != nil || r != rec || c != n {
			t.Fatalf("%s-%d is read as %q, %d, %v", rec, n, r, c, err)
		}
	})
	for _, id := range []muster.ID{"", "k", "-1", "k-", "k-0", "k-x", "k-01", "k-+1", "k-18446744073709551616", "k-1.5"} {
		if rec, n, err := id.Split(); len(muster.Refusals(err)) != 1 && err == nil {
			t.Errorf("%q is read as %q, %d", id, rec, n)
		}
	}
}

func TestAHeadHasOneForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := muster.Head{
			ID: muster.NewID(rapid.StringMatching(`[a-z0-9]{10}`).Draw(t, "record"), rapid.Uint64Min(1).Draw(t, "counter")),
			At: time.UnixMicro(rapid.Int64Range(0, 4e15).Draw(t, "at")).UTC(),
		}
		copy(h.Body[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "body"))
		line := h.Encode()
		got, err := muster.ParseHead(line)
		if err != nil || got != h {
			t.Fatalf("%s is read as %+v, %v", line, got, err)
		}
		at := rapid.IntRange(0, len(line)-1).Draw(t, "changed byte")
		other := append([]byte(nil), line...)
		other[at] ^= byte(1 + rapid.IntRange(0, 254).Draw(t, "by"))
		if read, err := muster.ParseHead(other); err == nil && (read == h || string(read.Encode()) != string(other)) {
			t.Fatalf("%s is read as the head of %s", other, line)
		}
	})
	for _, line := range []string{"", "{}", `{"v":2,"id":"k-1","at":"2026-01-01T00:00:00.000000Z","body":""}`} {
		if _, err := muster.ParseHead([]byte(line)); err == nil {
			t.Errorf("%s is read as a head", line)
		}
	}
}

func FuzzParseHead(f *testing.F) {
	f.Add(muster.Head{ID: "abcdefghjk-1", At: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}.Encode())
	f.Add([]byte(`{"v":1}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		if h, err := muster.ParseHead(line); err == nil && string(h.Encode()) != string(line) {
			t.Errorf("%q is read as %+v", line, h)
		}
	})
}

func TestHashesAndDigestsAreReadBack(t *testing.T) {
	h := muster.Commit([]byte("salt"), []byte("body"))
	if h != muster.Commit(nil, []byte("saltbody")) || h == muster.Commit([]byte("body"), []byte("salt")) {
		t.Error("a commitment is not over the salt and then the body")
	}
	if got, err := muster.ParseHash(h.String()); err != nil || got != h {
		t.Errorf("got %s, %v", got, err)
	}
	if got, err := muster.ParseDigest(h.Hex()); err != nil || got != h {
		t.Errorf("got %s, %v", got, err)
	}
	for _, s := range []string{"", "AAAA", h.Hex(), h.String() + "="} {
		if _, err := muster.ParseHash(s); err == nil {
			t.Errorf("%q is read as a hash", s)
		}
	}
	if _, err := muster.ParseDigest(h.String()); len(muster.Refusals(err)) != 1 {
		t.Errorf("base64 is read as a digest: %v", err)
	}
}

func TestRefusalsAreFoundWhereverTheyAreWrapped(t *testing.T) {
	a, b := muster.Invalid("amount", "found x"), muster.Denied("not yours")
	err := fmt.Errorf("record: %w", errors.Join(fmt.Errorf("row 3: %w", a), errors.New("a fault"), errors.Join(b)))
	got := muster.Refusals(err)
	if len(got) != 2 || got[0] != a || got[1] != b {
		t.Fatalf("got %v", got)
	}
	if got[0].Kind != muster.KindInvalid || got[1].Kind != muster.KindDenied || got[0].Error() != "amount: found x" || got[1].Error() != "not yours" {
		t.Errorf("got %v", got)
	}
	if muster.Refusals(nil) != nil || muster.Refusals(errors.New("a fault")) != nil {
		t.Error("a fault is no refusal")
	}
	if e := muster.Refusals(muster.Missing("the party zz")); e[0].Kind != muster.KindMissing || !strings.Contains(e[0].Why, "the party zz") {
		t.Errorf("got %v", e)
	}
}
