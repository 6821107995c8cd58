package node

import (
	"fmt"
	"testing"
	"time"
)

// Sheets wait for an hour, each for whoever brought it; where there are too many the oldest make room, and the
// same one brought again waits once.
func TestSheetsWaitForAnHourAndNotForEver(t *testing.T) {
	var w sheets[*brought]
	began := time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC)
	sheet := func(key, digest string, at time.Time, size int) *brought {
		b := &brought{}
		b.key, b.digest, b.until, b.data = key, digest, at.Add(waitsFor), make([]byte, size)
		w.put(b, at)
		return b
	}
	waits := func(key, digest string, at time.Time) bool {
		_, err := w.find(key, digest, at)
		return err == nil
	}
	sheet("ada", "1", began, 1)
	again := sheet("ada", "1", began.Add(time.Minute), 1)
	if found, err := w.find("ada", "1", began.Add(waitsFor)); err != nil || found != again || len(w.all) != 1 {
		t.Errorf("brought twice, %d wait, %v", len(w.all), err)
	}
	if waits("bob", "1", began) || waits("ada", "2", began) || waits("ada", "1", began.Add(waitsFor+2*time.Minute)) {
		t.Error("it waits for somebody else, as something else, or for ever")
	}
	for i := range mostHeld {
		sheet("bob", fmt.Sprint(i), began.Add(2*time.Minute), 1)
	}
	if waits("ada", "1", began) || !waits("bob", "0", began) || len(w.all) != mostHeld {
		t.Errorf("%d wait, and not the newest", len(w.all))
	}
	sheet("cyd", "large", began.Add(3*time.Minute), mostBytes+1)
	if !waits("cyd", "large", began) || waits("bob", "0", began) || len(w.all) != 1 {
		t.Errorf("beside a large one %d wait", len(w.all)-1)
	}
	sheet("dan", "late", began.Add(5*time.Hour), 1)
	if len(w.all) != 1 {
		t.Errorf("%d are kept beyond their hour", len(w.all)-1)
	}
}
