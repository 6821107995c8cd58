package node_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/audit"
	"muster/evidence"
	"muster/node"
	"muster/report"
	"muster/standing"
	"muster/work"
)

// What is allowed and for which somebody answers is listed with who and why, by party, by period and by kind.
func TestExceptionsNameWhoAnswersAndWhy(t *testing.T) {
	e := newEvident(t)
	x, _ := e.part().Items.Get(e.State.Known(), e.items[0])
	both := evCustodian
	both.Person = "Dana" // who documented it
	e.add(&evidence.ItemActed{Act: work.Act{Envelope: evSays(both, evidence.KindItemAct, e.items[0]), Act: evidence.ActRegister}, Digest: x.Value.Digest})
	old := &evidence.Damage{
		Envelope: evSays(access.Principal{Role: access.DamageAssessor, Party: "ua", Person: "Sam"}, evidence.KindDamage, "d-1"), Damaged: "school-12", Sort: "school",
		Place: evidence.Place{Region: "UA-63", Precision: "region"}, From: "2022-03-01", Until: "2022-03-01", Extent: "destroyed",
	}
	old.Effective, old.Audience = "2022-03-01", "participants"
	again := *old
	again.About, again.Effective = "d-2", ""
	e.add(old, &again)
	// A review goes on over an item that was changed meanwhile.
	reviewer := access.Principal{Role: access.Reviewer, Party: "ua", Person: "Ada"}
	said := x
	said.Value.Envelope = evSays(evDocumenter, evidence.KindItem, e.items[0])
	said.Value.Replaces, said.Value.Why, said.Value.Language = x.ID, "another language", "uk"
	e.add(&evidence.ItemActed{Act: work.Act{Envelope: evSays(reviewer, evidence.KindItemAct, e.items[0]), Act: evidence.ActReview}})
	e.add(&said.Value)
	ask := func(q report.ExceptionsQuery) (all []string) {
		q.Days = 30
		got, err := e.Exceptions(t.Context(), "", q)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range got.Items {
			all = append(all, fmt.Sprint(x.Kind, " ", x.Object, " ", x.About, " ", x.Owner, " ", x.Person, ": ", x.Answer))
		}
		slices.Sort(all)
		return all
	}
	want := []string{
		"changed-late evidence " + e.items[0] + " documenter@ua Dana: another language",
		"back-dated damage d-1 damage-assessor@ua Sam: a reason",
		"custody-gap evidence " + e.items[0] + " documenter@ua Dana: ",
		"custody-gap evidence " + e.items[1] + " documenter@ua Dana: ",
		"damage-twice damage d-1+d-2 damage-assessor@ua Sam: a reason",
		"two-roles evidence " + e.items[0] + " custodian@ua Dana: a reason",
	}
	slices.Sort(want)
	if got := ask(report.ExceptionsQuery{}); !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
	if got := ask(report.ExceptionsQuery{Kind: "two-roles"}); len(got) != 1 {
		t.Error(got)
	}
	tomorrow := node.Today() + 1
	if got := ask(report.ExceptionsQuery{From: &tomorrow}); len(got) != 0 {
		t.Error(got)
	}
	if got := ask(report.ExceptionsQuery{Party: "de"}); len(got) != 0 {
		t.Error(got)
	}
	if _, err := e.Exceptions(t.Context(), "", report.ExceptionsQuery{Kind: "nosuch"}); err == nil || !strings.Contains(err.Error(), "match-override") {
		t.Error(err)
	}
	public := access.Looking(t.Context(), access.Anybody())
	if got, err := e.Exceptions(public, "", report.ExceptionsQuery{Days: 30}); err != nil || len(got.Items) != 0 {
		t.Errorf("the public is told %+v, %v", got, err)
	}
}

// A part that knows exceptions names each kind once, and in words.
func TestEveryKindOfExceptionHasItsOwnNameAndWords(t *testing.T) {
	e := newEvident(t)
	seen := map[string]bool{}
	for _, k := range report.ExceptionKinds(e.State) {
		if seen[k.Name] || k.Words == "" || strings.ToLower(k.Name) != k.Name {
			t.Errorf("%+v", k)
		}
		seen[k.Name] = true
	}
	if len(seen) < 8 || len(standing.All[work.Excepting](e.State)) < 5 {
		t.Errorf("%d kinds", len(seen))
	}
}

// The same seed draws the same sample, another one another, and one more in the population moves nobody else.
func TestASampleIsDrawnAgainByItsSeed(t *testing.T) {
	p := &audit.Population{List: "requirement"}
	for i := range 200 {
		p.Items = append(p.Items, audit.Member{About: fmt.Sprintf("r-%04d", i), Statement: muster.ID(fmt.Sprint("s-", i+1))})
	}
	draw := func(p *audit.Population, seed string) (ids []string, digest string) {
		s, err := p.Draw(20, seed)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range s.Drawn {
			ids = append(ids, p.Items[i].About)
		}
		return ids, s.Digest
	}
	one, digest := draw(p, "7")
	again, same := draw(p, "7")
	if !slices.Equal(one, again) || digest != same || len(one) != 20 {
		t.Errorf("%v, %v", one, again)
	}
	if other, _ := draw(p, "8"); slices.Equal(one, other) {
		t.Error("another seed draws the same")
	}
	more := &audit.Population{List: "requirement", Items: append(slices.Clone(p.Items), audit.Member{About: "r-9999", Statement: "s-9999"})}
	wider, changed := draw(more, "7")
	if kept := slices.DeleteFunc(slices.Clone(wider), func(id string) bool { return !slices.Contains(one, id) }); len(kept) < 19 || changed == digest {
		t.Errorf("one more moved others: %v, %v", one, wider)
	}
	// Over many seeds each member is drawn about as often as another.
	count := map[string]int{}
	for seed := range 2000 {
		ids, _ := draw(p, fmt.Sprint(seed))
		for _, id := range ids {
			count[id]++
		}
	}
	for _, m := range p.Items {
		if n := count[m.About]; n < 130 || n > 270 { // 200 are expected, with a deviation of 13
			t.Errorf("%s was drawn %d times of 2000", m.About, n)
		}
	}
}

func TestAWorkingPaperSaysItsSeedAndItsSources(t *testing.T) {
	e := newEvident(t)
	s, err := e.Sample(t.Context(), "", "evidence", 1, "drawn by lot")
	if err != nil || len(s.Drawn) != 1 || len(s.Items) != 2 {
		t.Fatalf("%+v, %v", s, err)
	}
	paper := node.Paper(s, e.Log.ID())
	var book, list bytes.Buffer
	if err := paper.Workbook(&book); err != nil || !bytes.HasPrefix(book.Bytes(), []byte("PK")) {
		t.Fatal(err)
	}
	if err := paper.CSV(&list); err != nil || !strings.Contains(list.String(), string(s.Items[s.Drawn[0]].Statement)) {
		t.Errorf("%s, %v", &list, err)
	}
	if !slices.ContainsFunc(paper.About, func(a [2]string) bool { return a == [2]string{"Seed", "drawn by lot"} }) {
		t.Errorf("%v", paper.About)
	}
	if _, err := e.Sample(t.Context(), "", "nosuch", 1, "7"); err == nil || !strings.Contains(err.Error(), "requirement") {
		t.Error(err)
	}
}
