package work_test

import (
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"muster"
	"muster/access"
	"muster/standing"
	"muster/standing/standingtest"
	"muster/work"
)

// job is an object of the smallest desk: it waits for a coordinator, then for its donor's officer.
type job struct{ work.Act }

var (
	anyCoordinator = []access.Turn{{Role: access.Coordinator}}
	itsDonor       = []access.Turn{{Role: access.DonorOfficer, For: "donor"}}
	jobLife        = work.Table{
		Object: "job", Kind: "desk.job/1", By: anyCoordinator,
		States: []work.State{
			{Name: "new", Words: "w", Waits: anyCoordinator, Limit: work.Limit{Days: 3}},
			{Name: "with donor", Words: "w", Waits: itsDonor},
			{Name: "done", Words: "w", Final: true},
		},
		Moves: []work.Move{
			{Act: "pass", From: []string{"new"}, To: "with donor", By: anyCoordinator, Words: "w"},
			{Act: "back", From: []string{"with donor"}, To: "new", By: itsDonor, Words: "w"},
			{Act: "note", From: []string{"new"}, By: anyCoordinator, Words: "w"},
			{Act: "end", From: []string{"with donor"}, To: "done", By: itsDonor, Words: "w"},
		},
	}
	jobObject = access.Object{Parties: map[string]muster.PartyID{"donor": "de"}}
)

type desk struct {
	standing.Holds
	lives *work.Lives
}

func newDesk() *desk {
	d := &desk{lives: work.NewLives(&jobLife)}
	d.Holds = standing.Holds{d.lives}
	return d
}

func (*desk) Name() string { return "desk" }
func (*desk) Kinds() []standing.Kind {
	return []standing.Kind{{Name: "desk.job/1", New: func() muster.Value { return new(job) }, By: access.Speakers}}
}

func (d *desk) Check(s *standing.State, v muster.Value) error {
	if x := v.(*job); x.Act.Act != "" {
		_, err := d.lives.Check(s, x, jobObject)
		return err
	}
	return nil
}

func (d *desk) Apply(m standing.Moment, v muster.Value) {
	if x := v.(*job); x.Act.Act == "" {
		d.lives.Said(m, &x.Envelope)
	} else {
		d.lives.Apply(m, x)
	}
}
func (*desk) End(standing.Moment, muster.Seq) {}
func (*desk) Tables() []*work.Table           { return []*work.Table{&jobLife} }
func (d *desk) Thing(v standing.View, _, about string) (work.Thing, bool) {
	l, ok := d.lives.Get(v.Known, about)
	return work.Thing{About: about, Title: about, State: l.Value.State, Life: l, Object: jobObject, Audience: "public"}, ok
}

func (d *desk) Things(v standing.View, object string) iter.Seq[work.Thing] {
	return func(yield func(work.Thing) bool) {
		for id := range d.lives.All(v.Known) {
			if th, _ := d.Thing(v, object, id); !yield(th) {
				return
			}
		}
	}
}

// CheckCircle knows three parties.
func (*desk) CheckCircle(_ muster.Seq, w access.Whom) error {
	if p, ok := w.Party(); ok && p != "pl" && p != "de" && p != "ua" {
		return muster.Missing("the party " + string(p))
	}
	return nil
}

func begin(t *testing.T) *standingtest.Book {
	b := standingtest.New(t, newDesk(), work.NewHands())
	b.Add(does("", "coordinator@pl"))
	return b
}

func as(kind, about, who string) muster.Envelope {
	role, party, _ := strings.Cut(who, "@")
	return standingtest.As(role, muster.PartyID(party), kind, about)
}

func does(act, who string) *job {
	return &job{work.Act{Envelope: as("desk.job/1", "j-1", who), Act: act}}
}

func hands(who string, x work.Handover) *work.Handover {
	x.Envelope, x.Object = as(work.KindHandover, "j-1", who), "job"
	return &x
}

func away(id, who string, x work.Absence) *work.Absence {
	x.Envelope = as(work.KindAbsence, id, who)
	return &x
}

// mine says for which of some principals, ROLE@PARTY/NAME, the one task there is waits.
func mine(t *testing.T, b *standingtest.Book, among ...string) string {
	t.Helper()
	tasks := work.Tasks(b.View(0))
	if len(tasks) != 1 {
		t.Fatalf("%d tasks", len(tasks))
	}
	var all []string
	for _, text := range among {
		who, name, _ := strings.Cut(text, "/")
		p, err := access.ParsePrincipal(who)
		if err != nil {
			t.Fatal(err)
		}
		if p.Person = name; tasks[0].Mine(p) {
			all = append(all, text)
		}
	}
	return strings.Join(all, " ")
}

func TestAHandoverBringsATaskToOneOfficeUntilTheObjectMovesOn(t *testing.T) {
	b := begin(t)
	want := func(who string) {
		t.Helper()
		if got := mine(t, b, "coordinator@pl", "coordinator@ua", "donor-officer@de"); got != who {
			t.Errorf("it waits for %s, want %s", got, who)
		}
	}
	want("coordinator@pl coordinator@ua")
	b.Add(hands("coordinator@pl", work.Handover{To: "coordinator@ua", Note: "you know them"}))
	want("coordinator@ua")
	h := work.Tasks(b.View(0))[0].Handed
	if h == nil || h.By.String() != "coordinator@pl" || h.To.String() != "coordinator@ua" || h.Note != "you know them" || h.At.IsZero() {
		t.Errorf("handed %+v", h)
	}
	b.Add(does("note", "coordinator@ua"))
	want("coordinator@ua") // it stayed in its state
	b.Add(does("pass", "coordinator@pl"))
	want("donor-officer@de")
	b.Add(does("back", "donor-officer@de"))
	want("coordinator@pl coordinator@ua") // in the same state again, but anew
	b.Add(hands("coordinator@ua", work.Handover{To: "coordinator@ua", Until: "2026-01-06"}))
	want("coordinator@ua")
	b.Reload(newDesk(), work.NewHands())
	want("coordinator@ua")
	b.Now = b.Now.AddDate(0, 0, 2)
	want("coordinator@pl coordinator@ua")
}

func TestAnOfficerHasWhatWasHandedToThemAndADeputyWhileTheyAreAway(t *testing.T) {
	b := begin(t)
	b.Add(does("pass", "coordinator@pl"), hands("donor-officer@de", work.Handover{Officer: "Ada"}))
	want := func(who, absent string) {
		t.Helper()
		if got := mine(t, b, "donor-officer@de", "donor-officer@de/ada", "donor-officer@de/Bo", "donor-officer@de/Cy"); got != "donor-officer@de "+who {
			t.Errorf("it waits for %s, want %s", got, who)
		}
		if got := work.Tasks(b.View(0))[0].Handed.InPlaceOf; got != absent {
			t.Errorf("in place of %q, want %q", got, absent)
		}
	}
	want("donor-officer@de/ada", "")
	b.Add(away("a-1", "donor-officer@de", work.Absence{Officer: "Ada", From: "2026-01-05", Until: "2026-01-06", DeputyOfficer: "Bo"}))
	want("donor-officer@de/Bo", "Ada")
	b.Add(away("a-2", "donor-officer@de", work.Absence{Officer: "bo", From: "2026-01-05", Until: "2026-01-09", DeputyOfficer: "Cy"}))
	want("donor-officer@de/Cy", "Ada")
	b.Add(away("a-3", "donor-officer@de", work.Absence{Officer: "Cy", From: "2026-01-05", Until: "2026-01-09", DeputyOfficer: "Ada"}))
	want("donor-officer@de/Cy", "Ada") // who deputise for each other end where they began
	b.Now = b.Now.Add(48 * time.Hour)
	want("donor-officer@de/ada", "") // Ada is back
}

// An office whose tasks are its party's alone has no deputy elsewhere: nobody gets a right by a handover.
func TestADeputyGetsOnlyWhatTheyMayDo(t *testing.T) {
	b := begin(t)
	b.Add(away("a-1", "donor-officer@de", work.Absence{From: "2026-01-05", Until: "2026-01-09", Deputy: "donor-officer@ua"}))
	b.Add(away("a-2", "coordinator@pl", work.Absence{From: "2026-01-05", Until: "2026-01-09", Deputy: "coordinator@ua"}))
	if got := mine(t, b, "coordinator@pl", "coordinator@ua"); got != "coordinator@pl coordinator@ua" {
		t.Errorf("what any office may do waits for %s", got)
	}
	b.Add(hands("coordinator@ua", work.Handover{To: "coordinator@pl"}))
	if got := mine(t, b, "coordinator@pl", "coordinator@ua"); got != "coordinator@ua" {
		t.Errorf("it waits for %s, want the deputy", got)
	}
	b.Add(does("pass", "coordinator@pl"))
	if got := mine(t, b, "donor-officer@de", "donor-officer@ua"); got != "donor-officer@de" {
		t.Errorf("it waits for %s, want the donor's own", got)
	}
}

func TestAHandoverThatCannotBeIsRefused(t *testing.T) {
	b := begin(t)
	for want, v := range map[string]muster.Value{
		"denied:  a donor officer of de has no task at the job j-1, which is new and waits for coordinator": hands("donor-officer@de", work.Handover{Officer: "Ada"}),
		"invalid: officer: found \"\"; accepted is who takes it over":                                       hands("coordinator@pl", work.Handover{}),
		"invalid: to: found \"coordinator@xx\"":                                                             hands("coordinator@pl", work.Handover{To: "coordinator@xx"}),
		"invalid: to: found \"donor-officer@de\"; accepted is an office in the same role":                   hands("coordinator@pl", work.Handover{To: "donor-officer@de"}),
		"invalid: until: found \"2026-01-04\"":                                                              hands("coordinator@pl", work.Handover{Officer: "Ada", Until: "2026-01-04"}),
		"invalid: until: found \"2026-01-01\"; accepted is a day not before":                                away("a-1", "coordinator@pl", work.Absence{Officer: "Ada", DeputyOfficer: "Bo", From: "2026-01-02", Until: "2026-01-01"}),
		"invalid: deputy_officer: found \"ada\"":                                                            away("a-1", "coordinator@pl", work.Absence{Officer: "Ada", DeputyOfficer: "ada", From: "2026-01-02", Until: "2026-01-03"}),
		"invalid: deputy_officer: found \"Bo\"":                                                             away("a-1", "coordinator@pl", work.Absence{DeputyOfficer: "Bo", From: "2026-01-02", Until: "2026-01-03"}),
		"invalid: deputy: found \"analyst@ua\"":                                                             away("a-1", "coordinator@pl", work.Absence{Deputy: "analyst@ua", From: "2026-01-02", Until: "2026-01-03"}),
	} {
		err := b.Try(v)
		var refusal *muster.Error
		if !errors.As(err, &refusal) || !strings.Contains(string(refusal.Kind)+": "+strings.TrimPrefix(err.Error(), ": "), strings.ReplaceAll(want, ":  ", ": ")) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	x := hands("coordinator@pl", work.Handover{Officer: "Ada"})
	x.Object = "task"
	if err := b.Try(x); err == nil || !strings.Contains(err.Error(), `object: found "task"; accepted is one of job`) {
		t.Error(err)
	}
	x = hands("coordinator@pl", work.Handover{Officer: "Ada"})
	b.Add(x)
	again := *x
	again.Replaces = b.ID(int(b.Known()))
	if err := b.Try(&again); err == nil || !strings.Contains(err.Error(), "hand it over again") {
		t.Error(err)
	}
}

// What was said of a handover is told to those for whom it was said, and to the two offices.
func TestAHandoverIsToldToThoseForWhomItIs(t *testing.T) {
	b := begin(t)
	x := hands("coordinator@pl", work.Handover{To: "coordinator@ua", Note: "you know them"})
	x.Audience = "operator"
	b.Add(x)
	for text, told := range map[string]bool{"operator@operator": true, "analyst@pl": true, "donor-officer@ua": true, "analyst@de": false, "public": false} {
		p, err := access.ParsePrincipal(text)
		if err != nil {
			t.Fatal(err)
		}
		v, err := b.State.At(0, muster.DayOf(b.Now), standing.Looker{Principal: p, Today: muster.DayOf(b.Now)})
		if err != nil {
			t.Fatal(err)
		}
		if h := work.Tasks(v)[0].Handed; h == nil || h.Told != told {
			t.Errorf("%s: %+v", text, h)
		}
	}
}
