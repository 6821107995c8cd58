package api_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"muster"
	"muster/report"
)

func TestALongPollIsAnsweredOnceSomethingIsNew(t *testing.T) {
	a := open(t, t.TempDir())
	b := open(t, a.cfg.Data) // another process takes the poll
	before := a.n.State.Durable()
	var none report.List[report.Change]
	b.get(fmt.Sprintf("/v1/changes?after=%d", before)).want(t, 200, &none)
	if len(none.Items) != 0 {
		t.Fatalf("%+v", none)
	}
	waited := make(chan reply, 1)
	go func() { waited <- b.get(fmt.Sprintf("/v1/changes?after=%d&wait=60", before)) }()
	a.post("/v1/statements", fmt.Sprintf(group, "eleven", "Eleven")).want(t, 201, nil)
	var l report.List[report.Change]
	r := <-waited
	r.want(t, 200, &l)
	if len(l.Items) != 1 {
		t.Fatalf("%s", r.body)
	}
	c := l.Items[0]
	if c.Position != before+1 || c.Kind != "party.group/1" || c.About != "eleven" || c.By != "operator" || c.At.IsZero() || c.ID == "" {
		t.Errorf("%+v", c)
	}
	var first report.List[report.Change]
	b.get("/v1/changes?limit=2").want(t, 200, &first)
	if len(first.Items) != 2 || first.Items[0].Position != 1 || first.Items[0].Kind != "record.open/1" {
		t.Errorf("%+v", first.Items)
	}
}

// events reads so many events of a stream, which it then leaves.
func (s *server) events(n int, headers ...string) (out []report.Change, lastID string) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.url+"/v1/changes", nil)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // left early
	if ct := res.Header.Get("Content-Type"); ct != "text/event-stream" {
		s.t.Fatalf("%s: %s", res.Status, ct)
	}
	for sc := bufio.NewScanner(res.Body); len(out) < n && sc.Scan(); {
		if id, ok := strings.CutPrefix(sc.Text(), "id: "); ok {
			lastID = id
		}
		if data, ok := strings.CutPrefix(sc.Text(), "data: "); ok {
			var c report.Change
			if err := json.Unmarshal([]byte(data), &c); err != nil {
				s.t.Fatal(err)
			}
			out = append(out, c)
		}
	}
	return out, lastID
}

func TestAStreamGoesOnAfterABreak(t *testing.T) {
	a := open(t, t.TempDir())
	b := open(t, a.cfg.Data)
	before := a.n.State.Durable()
	var got []report.Change
	last := fmt.Sprint(before)
	for i := range 3 {
		told := make(chan bool)
		go func() {
			defer close(told)
			some, id := b.events(2, "Last-Event-ID", last)
			got, last = append(got, some...), id
		}()
		for j := range 2 {
			a.post("/v1/statements", fmt.Sprintf(group, fmt.Sprint("g", i, j), "G")).want(t, 201, nil)
		}
		<-told
	}
	if len(got) != 6 {
		t.Fatalf("%d events", len(got))
	}
	for i, c := range got {
		if c.Position != before+muster.Seq(i)+1 {
			t.Errorf("event %d is of position %d", i, c.Position)
		}
	}
	b.get("/v1/changes", "Accept", "text/event-stream", "Last-Event-ID", "x").refused(t, 422, "Last-Event-ID")
}

func TestAStreamEndsWithTheServer(t *testing.T) {
	s := open(t, t.TempDir())
	res, err := http.Get(s.url + "/v1/changes?after=9") //nolint:noctx // closed below
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close() //nolint:errcheck // only to have a connection
	ended := make(chan int)
	begun := make(chan bool)
	go func() {
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+"/v1/changes?after=9", nil)
		r.Header.Set("Accept", "text/event-stream")
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Error(err)
			close(begun)
			return
		}
		defer res.Body.Close() //nolint:errcheck // read to its end
		close(begun)
		n := 0
		for sc := bufio.NewScanner(res.Body); sc.Scan(); n++ {
		}
		ended <- n
	}()
	<-begun
	s.stop() // fails where the stream does not end
	if n := <-ended; n == 0 {
		t.Error("the stream said nothing")
	}
}
