package standing

import (
	"slices"

	"muster"
	"muster/record"
)

// KindAt is the kind of the statement at a position; not ok for a text, of which nothing is kept.
func (s *State) KindAt(at muster.Seq) (Kind, bool) {
	n := s.base.kind(at)
	for _, d := range s.kinds {
		if d.n == n {
			return d.Kind, true
		}
	}
	return Kind{}, false
}

// KindNamed is a kind by its name, "pledge.entry/1".
func (s *State) KindNamed(name string) (Kind, bool) {
	k, ok := s.kinds[name]
	return k.Kind, ok
}

// DocumentStated returns the statements that say that a document is kept, by its digest in hexadecimal, the
// last first: whoever attaches a file says so again. There are none where its bytes were erased since.
func (s *State) DocumentStated(known muster.Seq, digest string) (ids []muster.ID) {
	for _, v := range slices.Backward(s.base.docs.history[digest]) {
		if v.From > known {
			continue
		}
		if v.Gone {
			break
		}
		ids = append(ids, v.ID)
	}
	return ids
}

// JustKept returns how a document is kept of which the last statement taken in says so: what comes in one
// request with its document asks for it, so that nobody gets at a document by naming its digest.
func (s *State) JustKept(digest string) (record.Kept, bool) {
	v, ok := s.base.docs.Get(s.known, digest)
	return v.Value.Kept, ok && v.From == s.known
}

// Speakers are the parties that ever made a statement, in order of their first.
func (s *State) Speakers() []muster.PartyID {
	var out []muster.PartyID
	for _, id := range s.base.speakers {
		if id != "" {
			out = append(out, id)
		}
	}
	return out
}

// MayBeAbout reports whether the statement at a position may be about an object: true of all that are, of
// texts, and by chance of few others. The body says for sure.
func (s *State) MayBeAbout(at muster.Seq, about string) bool {
	if at == 0 || int(at) > len(s.base.abouts) {
		return true
	}
	h := s.base.abouts[at-1]
	return h == 0 || h == aboutHash(about)
}

// aboutHash is what memory keeps of the object that a statement is about, so that who asks for those about
// one need not read all: FNV-1a, and never 0.
func aboutHash(about string) uint32 {
	h := uint32(2166136261)
	for i := range len(about) {
		h = (h ^ uint32(about[i])) * 16777619
	}
	return max(h, 1)
}
