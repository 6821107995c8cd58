package standing_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"muster"
	"muster/standing"
)

// said is one thing that was said of an object: a version, or that it ended.
type said struct {
	at   muster.Seq
	key  string
	n    int
	gone bool
}

// registerModel keeps what was said as a list and looks it up the slow way.
type registerModel struct {
	list []said
}

func (m *registerModel) at(known muster.Seq) map[string]said {
	now := map[string]said{}
	for _, s := range m.list {
		if s.at <= known {
			now[s.key] = s
		}
	}
	maps.DeleteFunc(now, func(_ string, s said) bool { return s.gone })
	return now
}

func compareRegister(t *rapid.T, m *registerModel, r *standing.Register[int], last muster.Seq) {
	t.Helper()
	var ever []said
	for k, v := range r.Ever() {
		ever = append(ever, said{v.From, k, v.Value, v.Gone})
	}
	all := slices.Clone(m.list)
	slices.SortStableFunc(all, func(a, b said) int { return strings.Compare(a.key, b.key) })
	if !slices.Equal(ever, all) {
		t.Fatalf("Ever yields %v, want %v", ever, all)
	}
	for known := muster.Seq(0); known <= last; known++ {
		want := m.at(known)
		var keys []string
		for k, v := range r.All(known) {
			keys = append(keys, k)
			if w, ok := want[k]; !ok || v.Value != w.n || v.From != w.at || v.ID != muster.NewID("registers0", uint64(w.at)) || v.Gone {
				t.Fatalf("known %d: %s is %+v, want %+v (%t)", known, k, v, w, ok)
			}
		}
		if !slices.Equal(keys, slices.Sorted(maps.Keys(want))) {
			t.Fatalf("known %d: All yields %q, want %q", known, keys, slices.Sorted(maps.Keys(want)))
		}
		for i := range 6 {
			k := fmt.Sprint("k", i)
			_, ok := want[k]
			if v, got := r.Get(known, k); got != ok || ok && v.Value != want[k].n {
				t.Fatalf("known %d: Get %s is %+v, %t; want %+v, %t", known, k, v, got, want[k], ok)
			}
		}
	}
}

// Requests are taken in or refused in random groups, some groups are taken back whole; at every
// known the register says what a list of all that was accepted says.
func TestRegisterIsTheListOfWhatWasAccepted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, m := standing.NewRegister[int](), &registerModel{}
		at := muster.Seq(0)
		moment := func() standing.Moment {
			at++
			return standing.Moment{At: at, ID: muster.NewID("registers0", uint64(at))}
		}
		// act says something about an object: sets it, replaces it as admission does (end, then set),
		// or ends it.
		act := func() {
			key := fmt.Sprint("k", rapid.IntRange(0, 5).Draw(t, "key"))
			now, stands := m.at(at)[key]
			what := rapid.IntRange(0, 2).Draw(t, "act")
			mo := moment()
			if stands && what > 0 {
				if !r.End(mo, now.at) {
					t.Fatalf("%s of %d could not be ended", key, now.at)
				}
				m.list = append(m.list, said{mo.At, key, now.n, true})
			}
			if what < 2 {
				n := rapid.IntRange(0, 1000).Draw(t, "value")
				r.Set(mo, key, n)
				m.list = append(m.list, said{mo.At, key, n, false})
			}
			// A statement that set nothing here, or was taken back, ends nothing.
			other := muster.Seq(rapid.IntRange(1, int(at)+5).Draw(t, "other"))
			if !slices.ContainsFunc(m.list, func(s said) bool { return s.at == other && !s.gone }) && r.End(mo, other) {
				t.Fatalf("statement %d ended something, though it set nothing", other)
			}
		}
		for range rapid.IntRange(1, 8).Draw(t, "groups") {
			r.Keep()
			group, groupAt, groupList := r.Mark(), at, len(m.list)
			for range rapid.IntRange(0, 5).Draw(t, "requests") {
				mark, markAt, markList := r.Mark(), at, len(m.list)
				for range rapid.IntRange(0, 4).Draw(t, "statements") {
					act()
				}
				if rapid.Bool().Draw(t, "refused") {
					r.Rollback(mark)
					at, m.list = markAt, m.list[:markList]
				}
				compareRegister(t, m, r, at)
			}
			if rapid.IntRange(0, 3).Draw(t, "lost") == 0 {
				r.Rollback(group)
				at, m.list = groupAt, m.list[:groupList]
			}
			compareRegister(t, m, r, at)
		}
		r.Keep()
	})
}
