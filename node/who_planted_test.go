package node_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"muster"
	"muster/access"
	asks "muster/ask"
	"muster/fund"
	"muster/item"
	"muster/node"
	"muster/offer"
	"muster/pledge"
	"muster/record"
	"muster/reform"
	"muster/report"
	"muster/requirement"
	"muster/work"
)

// marker is a statement with a word of its own, planted for an audience.
type marker struct {
	kind     string // of what is planted
	word     string
	audience muster.Audience
	id       muster.ID
	at       muster.Seq
}

// audiences of every sort, and one that opens only later.
var plantedFor = []muster.Audience{
	"public", "participants", "group/nato", "party/de", "party/fr", "operator", "restricted", "party/de totals public", "public from 2900-01-01 before operator",
	"operator totals participants",
}

// says is what the entry for the i-th of these says in euros: any sum of some of them tells which.
func says(i int) int { return 1001 << i }

// kinds of object that are planted.
var plantedAs = []string{"entry", "note", "need", "offer"}

// planted is a served record with a marker of each kind for each audience.
type planted struct {
	t        *testing.T
	n        *node.Node
	cfg      node.Config
	url      string
	markers  []marker
	digest   string      // of a document, which is the operator's
	editions []muster.ID // the public's, and the operator's
}

func plant(t *testing.T) *planted {
	t.Helper()
	p := &planted{t: t, cfg: node.Config{Data: t.TempDir()}}
	var err error
	if p.n, err = node.Open(t.Context(), p.cfg); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- p.n.Serve(ctx, node.Pages{Listen: "127.0.0.1:0", Public: true, Ready: func(url string) { ready <- url }})
	}()
	p.url = strings.TrimSuffix(<-ready, "/")
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := p.n.Close(); err != nil {
			t.Error(err)
		}
	})
	by := func(role access.Role, who muster.PartyID, kind, about string, a muster.Audience) muster.Envelope {
		return muster.Envelope{Kind: kind, By: who, Role: string(role), About: about, Audience: a}
	}
	p.add(&item.Thing{Envelope: by(access.Operator, "operator", item.KindThing, "zthing", "public"), Names: item.Names{"en": "thing"}},
		&item.Unit{Envelope: by(access.Operator, "operator", item.KindUnit, "zunit", "public"), Names: item.Names{"en": "unit"}, Measures: item.Count},
		&item.Item{Envelope: by(access.Operator, "operator", item.KindItem, "zitem", "public"), Names: item.Names{"en": "item"}, Thing: "zthing", Unit: "zunit"})
	p.add(&reform.Framework{
		Envelope: by(access.Operator, "operator", reform.KindFramework, "zframe", "public"), Title: muster.Text{"en": "framework"},
		Scales: []reform.Scale{{Key: "word", Title: muster.Text{"en": "word"}, Rates: reform.OfStep, Degrees: []reform.Degree{{Key: "no", Title: muster.Text{"en": "no"}}, {Key: "yes", Title: muster.Text{"en": "yes"}, Means: reform.Fulfilled}}}},
	})
	for _, a := range []muster.Audience{"public", "operator"} {
		word := "zqbook" + string(a)
		d := muster.NewDay(2024, 9, 1)
		done := imported(t, p.n, node.Import{
			Kind: "entries", Series: muster.SeriesID(word), Name: word + ".csv", Data: []byte(strings.ReplaceAll(book, "\nA,", "\n"+word+"row,")), Label: word + "label", AsOf: &d, Audience: a,
		})
		p.markers = append(p.markers, marker{"book", word, a, done.Ledger.Submission, 0})
		p.editions = append(p.editions, done.Ledger.Submission)
	}
	for i, a := range plantedFor {
		word := func(kind string) string { return fmt.Sprintf("zq%s%c", kind, 'a'+i) }
		need := &requirement.Line{
			Envelope: by(access.RecipientOfficer, "ua", requirement.KindLine, "r-"+word("need"), a), Requester: "ua", Item: "zitem", Quantity: "6", Unit: "zunit", Priority: 2,
			NeededBy: "2030-03-01", Purpose: "for " + word("need"),
		}
		give := &offer.Line{
			Envelope: by(access.DonorOfficer, "de", offer.KindLine, "o-"+word("offer"), a), Donor: "de", Item: "zitem", Quantity: "4", Unit: "zunit", Condition: "new", Ready: "2027-01-15",
			Channel: "bilateral", Return: "as " + word("offer") + " says",
		}
		entry := &pledge.Entry{
			Envelope: by("", "operator", pledge.KindEntry, "claims:"+word("entry"), a), Event: pledge.Allocated, Party: "de", Type: "military", Date: "2024-08-01",
			Value: &pledge.Value{Amount: fmt.Sprint(says(i)), Currency: "EUR"}, Item: "the " + word("entry"),
		}
		note := &record.Note{Envelope: by("", "operator", record.KindNote, "claims:"+word("note"), a), Text: "told of " + word("note")}
		for k, x := range []muster.Value{entry, note, need, give} {
			id, at := p.add(x)
			p.markers = append(p.markers, marker{plantedAs[k], word(plantedAs[k]), a, id, at})
		}
		// They come as far as a plan takes them.
		act := func(role access.Role, who muster.PartyID, kind, about, act string) work.Act {
			return work.Act{Envelope: by(role, who, kind, about, a), Act: act}
		}
		p.add(&requirement.Acted{Act: act(access.RecipientOfficer, "ua", requirement.KindAct, need.About, requirement.ActSubmit)},
			&requirement.Acted{Act: act(access.Coordinator, "us", requirement.KindAct, need.About, requirement.ActValidate)},
			&requirement.Acted{Act: act(access.Coordinator, "us", requirement.KindAct, need.About, requirement.ActOpen)},
			&offer.Acted{Act: act(access.DonorOfficer, "de", offer.KindAct, give.About, offer.ActNotify)},
			&offer.Acted{Act: act(access.Coordinator, "us", offer.KindAct, give.About, offer.ActAssess)},
			&offer.Acted{Act: act(access.Coordinator, "us", offer.KindAct, give.About, offer.ActAccept), Quantity: "4"})
		put := &asks.Ask{Envelope: by(access.Coordinator, "us", asks.KindAsk, "a-"+word("ask"), a), Lines: []string{need.About}, Donors: []muster.PartyID{"de"}, ReplyBy: "2029-01-15", Note: "for " + word("ask")}
		pack := &fund.Package{
			Envelope: by(access.Coordinator, "us", fund.KindPackage, "p-"+word("pack"), a), Title: "for " + word("pack"),
			Lines: []fund.Line{{Key: "1", Item: "things", Quantity: "2", Unit: "zunit", Price: "3", Currency: "EUR"}},
		}
		thing := &item.Item{Envelope: by(access.Operator, "operator", item.KindItem, "i-"+word("item"), a), Names: item.Names{"en": "the " + word("item")}, Thing: "zthing", Unit: "zunit"}
		step := &reform.Step{
			Envelope: by(access.ReformCoord, "ua", reform.KindStep, "s-"+word("step"), a), Framework: "zframe", Title: muster.Text{"en": "for " + word("step")}, Criterion: muster.Text{"en": "It is there."},
			Measured: reform.Qualitative, Due: "2024-09-30", Executor: "ua",
		}
		id, at := p.add(step)
		p.markers = append(p.markers, marker{"step", word("step"), a, id, at})
		again := *step
		again.Replaces, again.Due, again.Why = id, "2024-10-31", "as "+word("step")+" says"
		p.add(&again)
		paid := &reform.Instalment{
			Envelope: by(access.ReformCoord, "ua", reform.KindInstalment, "i-"+word("paid"), a), Framework: "zframe", Title: muster.Text{"en": "for " + word("paid")},
			Stake: &reform.Stake{Amount: "5", Currency: "EUR"},
		}
		for k, x := range map[string]muster.Value{"ask": put, "pack": pack, "paid": paid, "item": thing} {
			id, at := p.add(x)
			p.markers = append(p.markers, marker{k, word(k), a, id, at})
		}
	}
	for i, a := range plantedFor {
		word := fmt.Sprintf("zqfile%c", 'a'+i)
		done, err := p.n.Attach(t.Context(), access.Principal{Role: access.Operator, Party: "operator"}, report.AttachedFile{
			Object: "requirement", About: "r-zqneeda", Title: "the " + word, Name: word + "label.txt", Type: "text/plain", Audience: a, Content: strings.NewReader("told of " + word),
		})
		if err != nil {
			t.Fatal(err)
		}
		p.markers = append(p.markers, marker{"file", word, a, done.Attachment.Statement, done.Position})
	}
	p.digest = p.document()
	return p
}

func (p *planted) add(values ...muster.Value) (id muster.ID, at muster.Seq) {
	p.t.Helper()
	rec, err := p.n.Log.Record(p.t.Context(), &record.Request{By: values[0].Common().By, Values: values})
	if err != nil {
		p.t.Fatal(err)
	}
	return muster.NewID(p.n.Log.ID(), uint64(rec.Last)), rec.Last
}

var hex64 = regexp.MustCompile(`[0-9a-f]{64}`)

// document is the digest of the file of the operator's edition.
func (p *planted) document() string {
	st, err := p.n.Statement(p.t.Context(), string(p.editions[1]))
	if err != nil {
		p.t.Fatal(err)
	}
	return hex64.FindString(string(st.Body))
}
