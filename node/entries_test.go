package node_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"muster"
	"muster/money"
	"muster/node"
	"muster/pledge"
)

// A book of entries comes back as it went in: the ledger's figures are the file's, its contributions
// say the file's words, and each is found in its row.
func TestABookOfEntriesComesBackAsItWentIn(t *testing.T) {
	ctx := context.Background()
	rng := rand.New(rand.NewPCG(1, 2))
	type row struct {
		key, event, party, date, amount, currency, item string
	}
	var rows []row
	var b strings.Builder
	b.WriteString("contribution,event,party,date,type,amount,currency,item\n")
	donors, days := []string{"Germany", "Türkiye", "france", "USA"}, []string{"2024-07-10", "2024-08", "", "2024-01-01/2024-02-01"}
	for i := range 300 {
		r := row{
			fmt.Sprint("k", i/3), []string{"committed", "allocated", "delivered"}[i%3], donors[rng.IntN(4)], days[rng.IntN(4)],
			money.New(rng.Int64N(2e12)-1e12, uint8(rng.IntN(5))).String(), []string{"EUR", "USD", "JPY"}[rng.IntN(3)], fmt.Sprintf("item \"%d\", boxed", i),
		}
		rows = append(rows, r)
		fmt.Fprintf(&b, "%s,%s,%s,%s,military,%s,%s,\"item \"\"%d\"\", boxed\"\n", r.key, r.event, r.party, r.date, r.amount, r.currency, i)
	}
	n := fresh(t)
	im := node.Import{Kind: "entries", Series: "book", Name: "book.csv", Data: []byte(b.String()), Label: "first"}
	if d := imported(t, n, im); d.Recorded != 300 || d.Refused != 0 || d.Ledger.New != 100 {
		t.Fatalf("got %+v", d)
	}
	for _, ev := range []string{"committed", "allocated", "delivered"} {
		want := map[string]string{}
		for _, r := range rows {
			if r.event == ev {
				want["book:"+r.key] = r.currency + " " + r.amount
			}
		}
		got := position(t, n, "", pledge.PositionQuery{Series: "book", Event: pledge.Event(ev), By: []pledge.Dim{pledge.ByContribution}})
		for line := range strings.Lines(got) {
			f := strings.Fields(line)
			if want[f[0]] != f[1]+" "+f[2] || f[3] != "1" || f[4] != "0" {
				t.Errorf("%s %s: got %s %s, the file says %s", ev, f[0], f[1], f[2], want[f[0]])
			}
			delete(want, f[0])
		}
		if len(want) != 0 {
			t.Errorf("%s: %d contributions are missing", ev, len(want))
		}
	}
	for i := 0; i < len(rows); i += 30 {
		spoken, err := n.Contribution(ctx, "", "book:"+rows[i].key, "", false)
		if err != nil || len(spoken) != 3 {
			t.Fatalf("%s: %d entries, %v", rows[i].key, len(spoken), err)
		}
		for k, s := range spoken {
			r := rows[i+k]
			if e := s.Entry; string(e.Event) != r.event || e.Date != r.date || e.Value.Amount != r.amount || string(e.Value.Currency) != r.currency || e.Item != r.item {
				t.Errorf("row %d says %+v, the file %+v", i+k+2, e, r)
			}
			if len(s.Places) != 1 || s.Places[0].Row != i+k+2 {
				t.Errorf("%s was read in row %d, it is said to stand at %+v", s.Statement, i+k+2, s.Places)
			}
		}
	}
	// The rows in another order are the same book: unchanged, and found in their new rows.
	lines := strings.SplitAfter(b.String(), "\n")
	im.Data, im.Label = []byte(lines[0]+lines[300]+strings.Join(lines[1:300], "")), "turned round"
	day := muster.NewDay(2024, 7, 11)
	im.AsOf = &day
	if d := imported(t, n, im); d.Recorded != 0 || d.Unchanged != 300 || d.Ledger.Same != 100 || !d.Ledger.Stands {
		t.Errorf("got %+v, %+v", d, d.Ledger.Change)
	}
	spoken, err := n.Contribution(ctx, "", "book:k99", "", false)
	if err != nil {
		t.Fatal(err)
	}
	if p := spoken[2].Places; len(p) != 2 || p[0].Row != 301 || p[1].Row != 2 || p[1].Edition != "turned round" {
		t.Errorf("its places are %+v", p)
	}
}

func TestARecordOpensAgainWithTheSameFigures(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	open := func(rebuild bool) *node.Node {
		n, err := node.Open(ctx, node.Config{Data: dir, Rebuild: rebuild})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	n := open(false)
	imported(t, n, file(t, "gdp", gdpFile, ""))
	imported(t, n, file(t, "rates", ratesFile, ""))
	imported(t, n, file(t, "kiel", release28, "Release 28"))
	all := func(n *node.Node) string {
		return position(t, n, "", pledge.PositionQuery{Event: pledge.Allocated}) +
			position(t, n, "", pledge.PositionQuery{Event: pledge.Allocated, Currency: "USD"}) + fmt.Sprint(weighed(t, n, "", pledge.Query{}).Counted)
	}
	want := all(n)
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	for _, rebuild := range []bool{false, true} {
		n := open(rebuild)
		if got := all(n); got != want {
			t.Errorf("opened again (rebuilt %v), the figures are others", rebuild)
		}
		if err := n.Close(); err != nil {
			t.Fatal(err)
		}
	}
	v, err := node.Verify(ctx, node.Config{Data: dir}, nil, func(muster.Seq) {})
	if err != nil || len(v.Findings) != 0 || !strings.HasPrefix(v.Snapshot, "equals a fold") {
		t.Errorf("verify: %+v, %v", v, err)
	}
}
