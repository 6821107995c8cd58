package node_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"muster"
	"muster/access"
	"muster/node"
	"muster/record"
	"muster/report"
	"muster/work"
)

// The offices of the scene.
var (
	donor     = access.Principal{Role: access.DonorOfficer, Party: "de", Person: "Ada"}
	otherOne  = access.Principal{Role: access.DonorOfficer, Party: "fr"}
	recipient = access.Principal{Role: access.RecipientOfficer, Party: "ua"}
	anOffice  = access.Principal{Role: access.Operator, Party: "operator"}
)

// fileOn is a file for an offer that only Germany and the operator see.
func fileOn(text string, change func(*report.AttachedFile)) report.AttachedFile {
	f := report.AttachedFile{Object: "offer", About: "o-zqofferd", Title: "contract", Name: "contract.pdf", Type: "application/pdf", Content: strings.NewReader(text)}
	if change != nil {
		change(&f)
	}
	return f
}

func TestAFileGoesWithAnObjectForThoseWhoSeeIt(t *testing.T) {
	p := plant(t)
	ctx := t.Context()
	before := p.n.State.Durable()
	done, err := p.n.Attach(ctx, donor, fileOn("the contract", nil))
	if err != nil {
		t.Fatal(err)
	}
	a := done.Attachment
	if a.Audience != "party/de" || a.By != "de" || a.ActedBy != "Ada" || a.Size != 12 || done.Position != before+2 {
		t.Errorf("attached: %+v", done)
	}
	get := func(as access.Principal, known string) (string, error) {
		v, err := p.n.View(access.Looking(ctx, as), known)
		if err != nil {
			return "", err
		}
		_, b, err := p.n.Attachment(ctx, v, a.Statement)
		return string(b), err
	}
	for _, as := range []access.Principal{donor, anOffice} {
		if b, err := get(as, ""); err != nil || b != "the contract" {
			t.Errorf("%s gets %q, %v", as, b, err)
		}
	}
	for _, as := range []access.Principal{otherOne, recipient, access.Anybody()} {
		if b, err := get(as, ""); !isKind(err, muster.KindMissing) || b != "" {
			t.Errorf("%s gets %q, %v; want missing", as, b, err)
		}
	}
	// It is withdrawn by who attached it alone, and then only known before.
	known := fmt.Sprint(p.n.State.Durable())
	if _, err := p.n.Withdraw(access.Looking(ctx, otherOne), string(a.Statement), "mine now"); !isKind(err, muster.KindDenied) {
		t.Errorf("another withdraws it: %v", err)
	}
	if _, err := p.n.Withdraw(access.Looking(ctx, donor), string(a.Statement), "the wrong one"); err != nil {
		t.Fatal(err)
	}
	if b, err := get(donor, ""); !isKind(err, muster.KindMissing) {
		t.Errorf("withdrawn, and got %q, %v", b, err)
	}
	if b, err := get(donor, known); err != nil || b != "the contract" {
		t.Errorf("as known before: %q, %v", b, err)
	}
	// Its bytes are the operator's to take out; then they are nowhere, and the digest stays.
	e := &record.Erase{Envelope: muster.Envelope{Kind: record.KindErase, Why: "on a court's order"}, Document: a.Digest}
	if said, err := p.n.Say(ctx, node.Saying{}, e); err != nil || said.Err() != nil {
		t.Fatal(err, said.Err())
	}
	if _, err := get(donor, known); !isKind(err, muster.KindMissing) || !strings.Contains(err.Error(), a.Digest) {
		t.Errorf("erased: %v", err)
	}
	if again, err := p.n.Attach(ctx, donor, fileOn("the contract", nil)); err != nil || again.Attachment.Digest != a.Digest {
		t.Errorf("attached anew after it was erased: %+v, %v", again, err)
	}
	verified(t, p.n)
}

func isKind(err error, k muster.ErrorKind) bool {
	var e *muster.Error
	return errors.As(err, &e) && e.Kind == k
}

func verified(t *testing.T, n *node.Node) {
	t.Helper()
	r, err := record.Verify(t.Context(), n.Store, nil, nil)
	if err != nil || len(r.Findings) > 0 {
		t.Errorf("the record does not verify: %v, %v", r.Findings, err)
	}
}

// Whether somebody else has a file in the record is told to nobody who brings the same one: not by a
// refusal, and not by how many statements it makes.
func TestTheSameFileOfAnotherIsNotTold(t *testing.T) {
	p := plant(t)
	ctx := t.Context()
	if _, err := p.n.Attach(ctx, donor, fileOn("the same", nil)); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"the same", "another"} {
		before := p.n.State.Durable()
		done, err := p.n.Attach(ctx, otherOne, fileOn(text, func(f *report.AttachedFile) { f.About = "o-zqoffera" }))
		if err != nil || done.Position != before+2 {
			t.Errorf("%q: %+v, %v, from position %d", text, done, err, before)
		}
	}
	// One's own is told, with the statement.
	if _, err := p.n.Attach(ctx, donor, fileOn("the same", nil)); !isKind(err, muster.KindConflict) {
		t.Errorf("the same file twice: %v", err)
	}
	verified(t, p.n)
}

func TestNobodyGetsADocumentByItsDigest(t *testing.T) {
	p := plant(t)
	x := &work.Attachment{
		Envelope: muster.Envelope{Kind: work.KindAttachment, By: "de", Role: "donor-officer", About: "o-zqofferd", Audience: "party/de"},
		Object:   "offer", Title: "a book", Name: "a.csv", Type: "text/csv", Digest: p.digest, Size: 1,
	}
	v, err := p.n.View(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	k, ok := record.Kept{}, false
	v.Read(func() { k, ok = v.Kept(p.digest) })
	if x.Size = k.Size; !ok {
		t.Fatal("the document is not kept")
	}
	if _, err := p.n.Log.Record(t.Context(), &record.Request{By: "de", Values: []muster.Value{x}}); !isKind(err, muster.KindInvalid) || !strings.Contains(err.Error(), "digest") {
		t.Errorf("a file that somebody else brought is attached by its digest: %v", err)
	}
}

func TestAFileThatIsNoneIsRefused(t *testing.T) {
	p := plant(t)
	before := p.n.State.Durable()
	for name, c := range map[string]struct {
		as     access.Principal
		change func(*report.AttachedFile)
		kind   muster.ErrorKind
		says   string
	}{
		"empty":              {donor, func(f *report.AttachedFile) { f.Content = strings.NewReader("") }, muster.KindInvalid, "the file is empty"},
		"too large":          {donor, func(f *report.AttachedFile) { f.Content = io.LimitReader(zeros{}, record.MaxDocument+1) }, muster.KindInvalid, "larger than 256 MiB"},
		"wider":              {donor, func(f *report.AttachedFile) { f.Audience = "participants" }, muster.KindInvalid, "what lies within"},
		"no audience":        {donor, func(f *report.AttachedFile) { f.Audience = "whoever" }, muster.KindInvalid, "accepted are public"},
		"a long title":       {donor, func(f *report.AttachedFile) { f.Title = strings.Repeat("a", 201) }, muster.KindInvalid, "at most 200 letters"},
		"no such kind":       {donor, func(f *report.AttachedFile) { f.Object = "planet" }, muster.KindInvalid, "accepted are requirement, offer"},
		"not there":          {donor, func(f *report.AttachedFile) { f.About = "o-none" }, muster.KindMissing, "the offer o-none"},
		"not to be seen":     {otherOne, nil, muster.KindMissing, "the offer o-zqofferd"},
		"whoever only looks": {access.Principal{Role: access.Auditor, Party: "us"}, nil, muster.KindDenied, "may not record"},
	} {
		done, err := p.n.Attach(t.Context(), c.as, fileOn("a contract", c.change))
		if !isKind(err, c.kind) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %+v, %v; want %s: %s", name, done, err, c.kind, c.says)
		}
	}
	// One that is cut off on its way is no shorter file.
	cut := io.MultiReader(strings.NewReader("half of"), iotest.ErrReader(io.ErrUnexpectedEOF))
	if _, err := p.n.Attach(t.Context(), donor, fileOn("", func(f *report.AttachedFile) { f.Content = cut })); err == nil || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("cut off: %v", err)
	}
	if now := p.n.State.Durable(); now != before {
		t.Errorf("%d statements were recorded", now-before)
	}
}

// zeros is a file of which there is always more.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

func TestAFormSentTwiceAttachesOnce(t *testing.T) {
	p := plant(t)
	var all []*report.Attached
	for range 2 {
		done, err := p.n.Attach(t.Context(), donor, fileOn("once", func(f *report.AttachedFile) { f.Shown = "12" }))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, done)
	}
	if all[0].Again || !all[1].Again || all[0].Attachment.Statement != all[1].Attachment.Statement {
		t.Errorf("sent twice: %+v, then %+v", all[0], all[1])
	}
}
