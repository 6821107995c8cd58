package parts_test

import (
	"muster"
	"muster/access"
	"muster/audit"
	"muster/standing"
)

// sampled writes that samples were drawn. It returns positions to ask at.
func sampled(m *maker) []muster.Seq {
	draw := func(as access.Principal, list, seed string) int {
		x := &audit.Sample{Envelope: spoken(as, audit.KindSample, "", "operator", "the half-year audit"), List: list, Size: 2, Seed: seed, Known: m.state.Known()}
		x.ActedBy = "Una"
		p, err := audit.PopulationOf(m.state.Hearer(&x.Envelope).View(x.Known), list)
		if err != nil {
			m.t.Fatal(err)
		}
		x.Population, x.Digest = len(p.Items), p.Digest()
		return m.add(x)
	}
	first := draw(access.Principal{Role: access.Auditor, Party: "aa"}, "requirement", "drawn by lot: 47")
	last := draw(access.Principal{Role: access.Operator, Party: "operator"}, "evidence", "7")
	return []muster.Seq{muster.Seq(first), muster.Seq(last)}
}

// samples are the samples drawn, and what draws them again comes to.
func samples(say func(...any), v standing.View) {
	for _, x := range audit.In(v).Samples(v) {
		s := &x.Value
		say("sample", x.ID, s.On, s.By, s.Role, s.List, s.Size, s.Seed, s.Known, s.Population, s.Digest)
		then := v
		then.Known = s.Known
		if p, err := audit.PopulationOf(then, s.List); err == nil && p.Digest() == s.Digest {
			if drawn, err := p.Draw(s.Size, s.Seed); err == nil {
				for _, i := range drawn.Drawn {
					say("drawn", x.ID, p.Items[i].About, p.Items[i].Statement)
				}
			}
		}
	}
}
