package node_test

import (
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/audit"
	"muster/client"
	"muster/evidence"
	"muster/node"
)

// What an auditor drew is in the record, and whoever may see as much draws the same again as known then, however the
// list went on; the digest that is recorded is the one that they get.
func TestARecordedSampleIsDrawnAgainByWhoeverSeesAsMuch(t *testing.T) {
	e := newEvident(t)
	paper, id, err := e.DrawSample(t.Context(), evAuditor, "evidence", 1, "", "the half-year audit")
	if err != nil || len(paper.Drawn) != 1 || len(paper.Seed) != 16 {
		t.Fatalf("%+v, %v", paper, err)
	}
	e.add(&evidence.Incident{Envelope: evSays(evDocumenter, evidence.KindIncident, "i-1"), Title: muster.Text{"en": "a strike"}, From: "2026-03-01", Until: "2026-03-01"})
	auditor := access.Looking(t.Context(), evAuditor)
	all, err := e.Samples(auditor, "")
	if err != nil || len(all.Items) != 1 {
		t.Fatalf("%+v, %v", all, err)
	}
	x := all.Items[0]
	if x.Statement != id || x.By != "auditor@us" || x.Person != "Una" || x.List != "evidence" || x.Size != 1 || x.Population != 2 || x.Seed != paper.Seed || x.Position != paper.Known || x.Digest != paper.Digest || x.Why != "the half-year audit" {
		t.Errorf("%+v", x)
	}
	for _, who := range []access.Principal{evAuditor, {Role: access.Operator, Party: "operator"}} {
		again, err := e.SampleAgain(access.Looking(t.Context(), who), id)
		if err != nil || again.Digest != paper.Digest || again.Items[again.Drawn[0]] != paper.Items[paper.Drawn[0]] {
			t.Errorf("%s: %+v, %v", who, again, err)
		}
	}
	// Over the API too; and who sees nothing of it is told that there is none.
	c, err := client.New(e.served(), e.token(evAuditor))
	if err != nil {
		t.Fatal(err)
	}
	if there, err := c.Samples(t.Context(), ""); err != nil || asJSON(t, there) != asJSON(t, all) {
		t.Errorf("%s, %v", asJSON(t, there), err)
	}
	public := access.Looking(t.Context(), access.Anybody())
	if got, err := e.Samples(public, ""); err != nil || len(got.Items) != 0 {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := e.SampleAgain(public, id); !isKind(err, muster.KindMissing) {
		t.Error(err)
	}
}

// Who is no auditor records no sample; all that is wrong with one is told at once, and what was not drawn so is refused.
func TestASampleIsRecordedAsItWasDrawnAlone(t *testing.T) {
	e := newEvident(t)
	known := e.State.Known()
	if _, _, err := e.DrawSample(t.Context(), evCustodian, "evidence", 1, "7", ""); !isKind(err, muster.KindDenied) {
		t.Errorf("a custodian: %v", err)
	}
	for want, draw := range map[string]func() error{
		`list: found "nosuch"`: func() error { _, _, err := e.DrawSample(t.Context(), evAuditor, "nosuch", 0, "a\nb", ""); return err },
		`size: found "0"`:      func() error { _, _, err := e.DrawSample(t.Context(), evAuditor, "nosuch", 0, "a\nb", ""); return err },
		`seed: found "a\nb"`:   func() error { _, _, err := e.DrawSample(t.Context(), evAuditor, "nosuch", 0, "a\nb", ""); return err },
		`size: found "10001"`: func() error {
			_, _, err := e.DrawSample(t.Context(), evAuditor, "evidence", 10001, "7", "")
			return err
		},
		"there is nothing in it":    func() error { _, _, err := e.DrawSample(t.Context(), evAuditor, "offer", 5, "7", ""); return err },
		"letters, without blanks":   func() error { _, err := e.Sample(t.Context(), "", "evidence", 1, strings.Repeat("x", 201)); return err },
		"one of requirement, offer": func() error { _, err := e.Sample(t.Context(), "", "evidences", 1, "7"); return err },
	} {
		if err := draw(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q: %v", want, err)
		}
	}
	paper, err := e.Sample(access.Looking(t.Context(), evAuditor), "", "evidence", 1, "7")
	if err != nil {
		t.Fatal(err)
	}
	whole := func() *audit.Sample {
		x := &audit.Sample{Envelope: evSays(evAuditor, audit.KindSample, ""), List: "evidence", Size: 1, Seed: "7", Known: paper.Known, Population: 2, Digest: paper.Digest}
		x.Audience = "operator"
		return x
	}
	for field, spoil := range map[string]func(*audit.Sample){
		"digest":     func(x *audit.Sample) { x.Digest = strings.Repeat("0", 64) },
		"population": func(x *audit.Sample) { x.Population = 3 },
		"known":      func(x *audit.Sample) { x.Known = known + 1 },
	} {
		x := whole()
		spoil(x)
		if said, err := e.Say(t.Context(), node.Saying{}, x); err != nil || len(said.Refused) != 1 || !strings.Contains(said.Err().Error(), field+": found") {
			t.Errorf("%s: %+v, %v", field, said, err)
		}
	}
	if e.State.Known() != known {
		t.Error("something was recorded")
	}
	e.add(whole())
}
