package pledge

import (
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"muster"
	"muster/party"
	"muster/record"
	"muster/standing"
)

// Where a summary says that all rows of a block are meant, or none, choosing row by row comes to the same.
func TestASummarySaysWhatChoosingFinds(t *testing.T) {
	all, none := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := New()
		n := rapid.IntRange(1, 4).Draw(t, "rows")
		alike := rapid.Bool().Draw(t, "all rows are alike and meant") // left to chance they hardly ever are
		few := func(name string, most int) int {
			if alike {
				return 0
			}
			return rapid.IntRange(0, rapid.IntRange(0, most).Draw(t, name+" at most")).Draw(t, name)
		}
		for range n {
			row, b, i := p.push()
			b.event[i], b.series[i], b.audience[i] = uint8(few("event", 1)), uint16(few("series", 1)), uint8(few("audience", 1))
			b.flags[i] = rapid.SampledFrom([]uint8{hasValue, hasValue, hasValue, convMarked, 0, hasValue | respelled}).Draw(t, "flags")
			b.from[i], b.until[i] = never, 0
			if alike {
				b.flags[i] = hasValue
			}
			if alike || rapid.IntRange(0, 9).Draw(t, "stood") > 0 {
				b.from[i], b.until[i] = uint32(few("from", 4)), forever
			}
			if !alike && b.from[i] != never && rapid.IntRange(0, 9).Draw(t, "ended") == 0 {
				b.until[i] = b.from[i] + uint32(few("for", 4))
			}
			if b.flags[i]&respelled != 0 {
				p.spells[row] = []span{{From: 3, Until: forever}}
			}
		}
		viewer := rapid.SampledFrom([]standing.Viewer{standing.New().Viewer(standing.PublicViewer), standing.New().Viewer(standing.OperatorViewer)}).Draw(t, "viewer")
		sc := &scan{p: p, known: uint32(few("known", 6)), event: uint8(few("event asked", 1)), series: uint16(few("series asked", 1)), v: standing.View{Viewer: viewer}, sees: viewer}
		w := &worker{scan: sc}
		b := p.blocks[0]
		whole, beside := w.whole(p.summary(0)), w.beside(p.summary(0))
		chosen := w.choose(b, 0, n)
		switch {
		case whole && beside:
			t.Fatal("all rows are meant and none is")
		case whole && (len(chosen) != n || w.withheld):
			t.Fatalf("all %d rows are meant; chosen were %v, withheld %v", n, chosen, w.withheld)
		case beside && (len(chosen) != 0 || w.withheld):
			t.Fatalf("no row is meant; chosen were %v, withheld %v", chosen, w.withheld)
		case whole:
			all++
		case beside:
			none++
		}
	})
	if all == 0 || none == 0 {
		t.Fatalf("all rows were meant %d times, none %d times", all, none)
	}
	t.Logf("all rows were meant %d times, none %d times", all, none)
}

// Whatever comes, ends, stands again or is taken back: no block keeps a summary of what it was.
func TestNoSummaryOutlivesItsRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := standing.New(party.New(), New())
		p := standing.Find[*Part](s)
		var ends []muster.ID
		admit := func(v muster.Value) muster.ID {
			at := s.Known() + 1
			id := muster.NewID("summaryrec", uint64(at))
			if err := s.Admit(v, muster.Head{ID: id}, at); err != nil {
				t.Fatal(err)
			}
			return id
		}
		said := 0
		entry := func(series string, source *muster.Citation) *Entry {
			said++
			e := &Entry{Event: Committed, Party: "de", Date: "2024-01-01", Value: &Value{Amount: fmt.Sprint(said), Currency: "EUR"}}
			e.Envelope = muster.Envelope{Kind: KindEntry, About: fmt.Sprintf("%s:%d", series, said), Source: source, Audience: muster.Public}
			if source == nil {
				e.By = "de"
			}
			return e
		}
		admit(&record.Open{Envelope: muster.Envelope{Kind: record.KindOpen, By: "de"}, Record: "summaryrec"})
		admit(&party.Party{Envelope: muster.Envelope{Kind: party.KindParty, By: "de", About: "de"}, Name: "Germany", Sort: party.State})
		s.Keep()
		step := func() {
			switch rapid.IntRange(0, 3).Draw(t, "step") {
			case 0:
				ends = append(ends, admit(entry("claims", nil)))
				for range rapid.SampledFrom([]int{0, 1, blockRows - 1, blockRows + 3}).Draw(t, "more claims") {
					admit(entry("claims", nil))
				}
			case 1, 2:
				n := rapid.IntRange(1, 3).Draw(t, "entries")
				sub := &Submission{Label: fmt.Sprint(said), DataTo: muster.Day(rapid.IntRange(0, 3).Draw(t, "data to")), Follow: n, File: fmt.Sprint(said)}
				sub.Envelope = muster.Envelope{Kind: KindSubmission, By: "de", About: "editions"}
				id := admit(sub)
				for range n {
					admit(entry("editions", &muster.Citation{Submission: id}))
				}
				ends = append(ends, id)
			case 3:
				if len(ends) > 0 {
					i := rapid.IntRange(0, len(ends)-1).Draw(t, "ends")
					admit(&record.Withdrawal{Envelope: muster.Envelope{Kind: record.KindWithdraw, By: "de", Withdraws: ends[i], Why: "a test"}})
					ends = append(ends[:i:i], ends[i+1:]...)
				}
			}
		}
		check := func() {
			for k, b := range p.blocks {
				if kept, now := b.common.Load(), b.summarize(p.rows(k)); kept != nil && !reflect.DeepEqual(kept, now) {
					t.Fatalf("block %d keeps %+v; its rows have %+v", k, *kept, *now)
				}
			}
			if rapid.Bool().Draw(t, "read") {
				for k := range p.blocks {
					p.summary(k)
				}
			}
		}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			if rapid.Bool().Draw(t, "taken back") {
				before := ends
				mark := s.Mark()
				step()
				check()
				s.Rollback(mark)
				ends = before
			} else {
				step()
			}
			check()
			s.Keep()
		}
	})
}
