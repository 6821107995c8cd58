package node

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"muster"
	"muster/access"
	"muster/matching"
	"muster/money"
	"muster/requirement"
	"muster/signin"
	"muster/standing"
)

// office is one server of a record, with somebody's token.
type office struct {
	n          *Node
	url, token string
	as         access.Principal
}

// officeOf serves a record for one who acts in a role.
func officeOf(t *testing.T, cfg Config, as string) *office {
	t.Helper()
	n, err := Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	o := &office{n: n}
	if o.as, err = n.As(as); err != nil {
		t.Fatal(err)
	}
	if _, o.token, err = Desk(cfg).NewToken(signin.Pass{For: o.as.Party, Role: o.as.Role}, now()); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- n.Serve(ctx, Pages{Listen: "127.0.0.1:0", Ready: func(url string) { ready <- url }})
	}()
	o.url = strings.TrimSuffix(<-ready, "/")
	t.Cleanup(func() {
		stop()
		if err := errors.Join(<-ended, n.Close()); err != nil {
			t.Error(err)
		}
	})
	return o
}

// post sends statements, and returns the status and what was answered.
func (o *office) post(statements ...map[string]any) (int, string, error) {
	b, err := json.Marshal(statements)
	if err != nil {
		return 0, "", err
	}
	r, err := http.NewRequest(http.MethodPost, o.url+"/v1/statements", bytes.NewReader(b)) //nolint:noctx // this machine's own server
	if err != nil {
		return 0, "", err
	}
	r.Header.Set("Authorization", "Bearer "+o.token)
	r.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, "", err
	}
	defer res.Body.Close() //nolint:errcheck // only read from
	answer, err := io.ReadAll(res.Body)
	return res.StatusCode, string(answer), err
}

// must sends statements that are to be recorded.
func (o *office) must(t *testing.T, statements ...map[string]any) {
	t.Helper()
	if code, answer, err := o.post(statements...); err != nil || code != http.StatusCreated {
		t.Fatalf("%d, %v: %s", code, err, answer)
	}
}

type stated = map[string]any

func acted(kind, about, act, by, role string, more ...string) stated {
	s := stated{"kind": kind, "about": about, "act": act, "by": by, "role": role, "audience": "participants"}
	for i := 0; i+1 < len(more); i += 2 {
		s[more[i]] = more[i+1]
	}
	return s
}

// stage puts an offer of 40 generators on the record, two requirements of 40, and for each a match of all 40
// on which both sides agreed.
func stage(t *testing.T, operator *office, round int) (stock string, matches [2]string) {
	t.Helper()
	stock = fmt.Sprintf("o-%d", round)
	operator.must(t,
		stated{
			"kind": "offer.line/1", "about": stock, "by": "de", "role": "donor-officer", "audience": "participants", "donor": "de", "item": "generator-60kw", "quantity": "40", "unit": "each",
			"condition": "new", "ready": "2026-01-01", "channel": "bilateral",
		},
		acted("offer.act/1", stock, "notify", "de", "donor-officer"), acted("offer.act/1", stock, "assess", "nato", "coordinator"),
		acted("offer.act/1", stock, "accept", "nato", "coordinator", "quantity", "40"))
	for i := range matches {
		need := fmt.Sprintf("r-%d-%d", round, i)
		operator.must(t,
			stated{
				"kind": "requirement.line/1", "about": need, "by": "ua", "role": "recipient-officer", "audience": "participants", "requester": "ua", "item": "generator-60kw", "quantity": "40", "unit": "each",
				"priority": 2, "needed_by": "2999-01-01",
			},
			acted("requirement.act/1", need, "submit", "ua", "recipient-officer"), acted("requirement.act/1", need, "validate", "nato", "coordinator"),
			acted("requirement.act/1", need, "open", "nato", "coordinator"))
		var line string
		operator.n.State.Read(func() {
			v, _ := standing.Find[*requirement.Part](operator.n.State).Get(operator.n.State.Known(), need)
			line = string(v.ID)
		})
		matches[i] = fmt.Sprintf("m-%d-%d", round, i)
		operator.must(t,
			stated{"kind": "matching.match/1", "about": matches[i], "by": "nato", "role": "coordinator", "audience": "participants", "requirement": need, "line": line, "offer": stock, "quantity": "40"},
			acted("matching.act/1", matches[i], "donor-agree", "de", "donor-officer"), acted("matching.act/1", matches[i], "recipient-agree", "ua", "recipient-officer"))
	}
	return stock, matches
}

// Two officers at two servers of one record make two matches firm that want the same stock, at the same
// moment: one is, and the other is told by whom and by which statement.
func TestOfTwoOfficersWhoBindTheSameStockOneDoesAndOneIsTold(t *testing.T) {
	stores := map[string]func(t *testing.T) [2]Config{
		"sqlite": func(t *testing.T) [2]Config { c := Config{Data: t.TempDir()}; return [2]Config{c, c} },
		"postgres": func(t *testing.T) [2]Config {
			place := asURL(t)
			return [2]Config{{Data: t.TempDir(), Store: place}, {Data: t.TempDir(), Store: place}}
		},
	}
	const rounds = 12
	for name, places := range stores {
		t.Run(name, func(t *testing.T) {
			at := places(t)
			operator := officeOf(t, at[0], "operator@operator")
			officers := [2]*office{officeOf(t, at[0], "coordinator@nato"), officeOf(t, at[1], "coordinator@us")}
			operator.must(t, stated{"kind": "item.item/1", "about": "generator-60kw", "names": map[string]string{"en": "Generator 60 kW"}, "thing": "generator", "unit": "each", "audience": "public"})
			won := [2]int{}
			for round := range rounds {
				stock, matches := stage(t, operator, round)
				if round%3 == 2 {
					matches[1] = matches[0] // both want one match to be firm
				}
				codes, answers := atOnce(t, officers, matches)
				winner := 0
				if codes[1] == http.StatusCreated {
					winner = 1
				}
				loser := 1 - winner
				won[winner]++
				if codes[winner] != http.StatusCreated || codes[loser] != http.StatusConflict {
					t.Fatalf("round %d: %v\n%s\n%s", round, codes, answers[0], answers[1])
				}
				told(t, answers[loser], stock, matches, winner, officers[winner].as)
				checkBound(t, officers, stock)
			}
			t.Logf("%s: the first officer was first %d times, the second %d", name, won[0], won[1])
		})
	}
}

// atOnce lets both officers make their match firm at the same moment.
func atOnce(t *testing.T, officers [2]*office, matches [2]string) (codes [2]int, answers [2]string) {
	t.Helper()
	var errs [2]error
	var all sync.WaitGroup
	begin := make(chan struct{})
	for i, o := range officers {
		all.Go(func() {
			<-begin
			codes[i], answers[i], errs[i] = o.post(stated{"kind": "matching.act/1", "about": matches[i], "act": "firm", "audience": "participants"})
		})
	}
	close(begin)
	all.Wait()
	if err := errors.Join(errs[:]...); err != nil {
		t.Fatal(err)
	}
	return codes, answers
}

// told checks that a refusal says what happened: the match that took the stock, by whom, and what is left.
func told(t *testing.T, answer, stock string, matches [2]string, winner int, by access.Principal) {
	t.Helper()
	want := []string{"match " + matches[winner], by.String(), "statement "}
	if matches[0] != matches[1] {
		want = append(want, "of offer "+stock+" 40 were accepted and 40 are firm already", "0 are left")
	} else {
		want = append(want, "is firm")
	}
	var problem struct {
		Errors []struct{ Message, Location string }
	}
	if err := json.Unmarshal([]byte(answer), &problem); err != nil || len(problem.Errors) != 1 {
		t.Fatalf("%v: %s", err, answer)
	}
	for _, w := range want {
		if !strings.Contains(problem.Errors[0].Message, w) {
			t.Errorf("the refusal does not say %q: %s", w, problem.Errors[0].Message)
		}
	}
	if !strings.HasPrefix(problem.Errors[0].Location, "body[0].") {
		t.Errorf("the refusal is at %q", problem.Errors[0].Location)
	}
}

// checkBound checks at both servers that all of an offer is firm, once.
func checkBound(t *testing.T, officers [2]*office, stock string) {
	t.Helper()
	for i, o := range officers {
		v, err := o.n.View(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		if u, ok := matching.In(v).Use(v.State, v.Known, stock, muster.DayOf(now())); !ok || !u.Firm.Equal(forty) {
			t.Errorf("server %d: of %s %s are firm, want 40", i, stock, u.Firm)
		}
	}
}

var forty, _ = money.Parse("40")
