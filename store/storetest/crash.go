package storetest

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"muster"
	"muster/record"
)

// SoakFactor multiplies how often crash tests crash: MUSTER_SOAK, 1 where it is not set.
func SoakFactor(tb testing.TB) int {
	tb.Helper()
	said := os.Getenv("MUSTER_SOAK")
	if said == "" {
		return 1
	}
	n, err := strconv.Atoi(said)
	if err != nil || n < 1 {
		tb.Fatalf("MUSTER_SOAK is %q; a whole number of times is accepted", said)
	}
	return n
}

// Ack is what a process was told before it ended.
type Ack struct {
	record.Receipt
	Name     string
	Claims   int
	Document string // digest, hex; "-" for none
}

// Killed starts a process that appends, ends it by kill after a while, and returns what had been
// acknowledged to it. kill is called with the process once it has acknowledged something.
func (s Subject) Killed(tb testing.TB, place, name string, kill func(end func())) (acks []Ack) {
	tb.Helper()
	cmd := s.Process(tb, RoleForever, place, name)
	cmd.Stderr = nil // it may complain of what is done to it
	out, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	lines := bufio.NewReader(out)
	first, err := lines.ReadString('\n')
	if err != nil {
		tb.Fatalf("process %s ended before it recorded anything: %v", name, cmd.Wait())
	}
	killed := make(chan struct{})
	go func() {
		defer close(killed)
		kill(func() { cmd.Process.Kill() }) //nolint:errcheck // it may have ended already
	}()
	rest, _ := io.ReadAll(lines)
	// The process may end by itself when what it stores to does: what kill does, starting a server
	// anew, is still to be waited for.
	<-killed
	cmd.Wait() //nolint:errcheck // it was killed
	all := strings.SplitAfter(first+string(rest), "\n")
	for _, line := range all[:len(all)-1] { // the last may be cut off, and then it was no acknowledgement
		var a Ack
		if _, err := fmt.Sscanf(line, "ack %d %d %s %d %s\n", &a.First, &a.Last, &a.Name, &a.Claims, &a.Document); err != nil {
			tb.Fatalf("%q: %v", line, err)
		}
		acks = append(acks, a)
	}
	return acks
}

// killsPerRecord is how long one record is used: a soak begins anew, or it would only read.
const killsPerRecord = 50

func testKills(t *testing.T, s Subject) {
	for kills := s.Kills * SoakFactor(t); kills > 0; kills -= killsPerRecord {
		t.Run(fmt.Sprintf("%d", kills), func(t *testing.T) { s.kills(t, min(kills, killsPerRecord)) })
	}
}

func (s Subject) kills(t *testing.T, kills int) {
	x, place := s.fresh(t)
	told := 0
	for i := range kills {
		acks := s.Killed(t, place, fmt.Sprintf("k%d", i), func(end func()) {
			time.Sleep(time.Duration(rand.Int64N(int64(60 * time.Millisecond))))
			end()
		})
		told += len(acks)
		// Every time what was acknowledged, and now and then all that there is.
		if i%8 == 7 || i == kills-1 {
			s.Survived(t, place, acks, x)
		} else {
			s.told(t, x.store, acks)
		}
	}
	t.Logf("%d kills, %d acknowledged requests", kills, told)
	if told < kills {
		t.Errorf("only %d requests were acknowledged in %d runs", told, kills)
	}
}

// Survived checks that all that was acknowledged is there and that the whole record is sound.
func (s Subject) Survived(tb testing.TB, place string, acks []Ack, sessions ...*session) {
	tb.Helper()
	store := s.store(tb, place)
	defer store.Close()
	s.told(tb, store, acks)
	s.whole(tb, place, sessions...)
}

func (s Subject) told(tb testing.TB, store record.Store, acks []Ack) {
	tb.Helper()
	for _, a := range acks {
		i := 0
		for st, err := range store.Statements(tb.Context(), a.First-1, a.Last) {
			if err != nil {
				tb.Fatal(err)
			}
			if c, ok := claimIn(tb, st); ok && c.Request == a.Name && c.I == i && c.N == a.Claims {
				i++
			}
		}
		if i != a.Claims {
			tb.Errorf("%s was acknowledged at %d to %d with %d claims; %d of them are there", a.Name, a.First, a.Last, a.Claims, i)
		}
		if a.Document == "-" {
			continue
		}
		b, err := hex.DecodeString(a.Document)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := record.ReadDocument(tb.Context(), store, muster.Hash(b)); err != nil {
			tb.Errorf("the document of %s, which was acknowledged: %v", a.Name, err)
		}
	}
}
