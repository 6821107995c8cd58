package node_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"muster"
	"muster/evidence"
	"muster/node"
	"muster/record"
)

// served serves a record until the test ends, and returns its address.
func (e *evident) served() string {
	e.t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- e.Serve(ctx, node.Pages{Listen: "127.0.0.1:0", Public: true, Ready: func(url string) { ready <- url }})
	}()
	url := strings.TrimSuffix(<-ready, "/")
	e.t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			e.t.Error(err)
		}
	})
	return url
}

// says records a restricted text of an object and where it is said to be, and returns its statement.
func (e *evident) says(of, toldOf, text string) muster.ID {
	e.t.Helper()
	env := evSays(evDocumenter, evidence.KindText, of)
	env.Audience = evidence.Restricted
	at := e.add(&evidence.Text{Envelope: env, Object: "evidence", Sort: "statement", Text: text})
	id := muster.NewID(e.Log.ID(), uint64(at))
	e.add(&evidence.Told{Envelope: evSays(evDocumenter, evidence.KindTold, toldOf), Object: "evidence", Sort: "statement", Text: id})
	return id
}

// A grant for one item opens no text of another, whatever is said of whose it is, and nothing that is no text of evidence.
func TestAReadOfOneItemIsNotSpentOnAnother(t *testing.T) {
	e := newEvident(t)
	own := e.says(e.items[0], e.items[0], "of the first")
	other := e.says(e.items[1], e.items[0], "of the second, said to be of the first")
	e.add(&evidence.Grant{Envelope: evSays(evLegal, evidence.KindGrant, "g-1"), To: "auditor@us", On: []string{"evidence/" + e.items[0]}, Until: node.Today().String()})
	read := func(text muster.ID) (string, error) {
		b, err := e.ReadEvidence(t.Context(), evAuditor, node.Reading{Object: "evidence", About: e.items[0], Text: text, Grant: "g-1", Why: "to audit"})
		return string(b), err
	}
	if b, err := read(own); err != nil || b != "of the first" {
		t.Fatalf("%q, %v", b, err)
	}
	known := e.State.Known()
	if b, err := read(other); err == nil || b != "" || !isKind(err, muster.KindMissing) {
		t.Errorf("%q, %v", b, err)
	}
	// What was recorded of an event opens nothing either.
	x := &evidence.Custody{Event: evidence.EventAccessed, At: time.Now().Format(time.RFC3339), Text: e.part().Texts(known, "evidence", e.items[1])[0].Value.Text, Grant: "g-1"}
	x.Envelope = evSays(evAuditor, evidence.KindCustody, e.items[0])
	if said, err := e.Say(t.Context(), node.Saying{}, e.part().Next(known, "evidence", e.items[0], x)); err != nil || len(said.Refused) == 0 {
		t.Errorf("an event names the text of another item: %+v, %v", said, err)
	}
	if e.State.Known() != known {
		t.Error("a read that opened nothing was recorded")
	}
}

// Bytes that somebody else brought are nobody's to name as an item; whoever brings the same ones brings them again, and
// each has theirs by their own door.
func TestTheBytesOfOthersAreNoItemAndStayTheirs(t *testing.T) {
	e := newEvident(t)
	const text = "I, Zqinside, saw it.\n"
	digest := e.done.Receipt.Received[1].Digest
	offered := func(text string) string {
		e.t.Helper()
		d, err := record.Pack(strings.NewReader(text), "open.txt", "")
		if err != nil {
			t.Fatal(err)
		}
		d.Audience = muster.Public
		note := &record.Note{Envelope: muster.Envelope{Kind: record.KindNote, By: "operator", About: "open", Audience: muster.Public}, Text: "what it comes with"}
		_, err = e.Log.Record(t.Context(), &record.Request{By: "operator", Make: func(w *record.Writer) error {
			if err := w.Bring(d, d.Stated("operator")); err != nil {
				return err
			}
			return w.Add(note)
		}})
		if err != nil {
			t.Fatal(err)
		}
		return d.Digest.Hex()
	}
	theirs := offered("a contract of others")
	x := &evidence.Item{Envelope: evSays(evDocumenter, evidence.KindItem, "e-stolen"), Digest: theirs, Size: 20, Media: "text/plain", Obtained: "found online", Consent: evidence.Consent{Store: true}}
	if said, err := e.Say(t.Context(), node.Saying{}, x); err != nil || len(said.Refused[0]) == 0 || !strings.Contains(said.Refused[0][0].Error(), "comes in the same request") {
		t.Errorf("an item of the bytes of others: %+v, %v", said, err)
	}
	// The same bytes in a folder are an item, and open as before to who saw them.
	folder := fstest.MapFS{"contract.txt": {Data: []byte("a contract of others")}}
	done, err := e.Enter(t.Context(), node.Intake{Folder: folder, Sheet: "s.csv", Data: []byte("file,obtained,store\ncontract.txt,handed over,yes\n"), As: evDocumenter})
	if err != nil || done.Recorded != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	url := e.served()
	get := func(digest string) (int, string) {
		res, err := http.Get(url + "/v1/documents/" + digest)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		b, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return res.StatusCode, string(b)
	}
	if code, body := get(theirs); code != http.StatusOK || body != "a contract of others" {
		t.Errorf("what was open before: %d %s", code, body)
	}
	if code, _ := get(digest); code != http.StatusNotFound {
		t.Errorf("an original: %d", code)
	}
	if offered(text) != digest {
		t.Fatal("these are other bytes: this test looks at nothing")
	}
	if code, body := get(digest); code != http.StatusOK || body != text {
		t.Errorf("what somebody brought openly: %d %s", code, body)
	}
}
