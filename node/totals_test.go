package node_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/indicator"
	"muster/money"
	"muster/node"
	"muster/pledge"
	"muster/record"
	"muster/report"
)

// pledgeOfClaims plants a pledge that is weighed by the planted entries.
func (p *planted) pledgeOfClaims() {
	open := func(kind, about string) muster.Envelope {
		return muster.Envelope{Kind: kind, By: "operator", About: about, Audience: "public"}
	}
	p.add(&pledge.Method{
		Envelope: open(pledge.KindMethod, "zclaims/1"), Name: "zclaims", Version: 1, Title: "Claims", Text: "by claims", Series: "claims", Event: pledge.Allocated,
		Types: []string{"military"}, Undated: "leave_out", Months: "leave_out", Membership: pledge.WindowEnd, Conversion: "source", PriceBase: "nominal",
	})
	p.add(&pledge.Terms{
		Envelope: open(pledge.KindTerms, "zpledge"), Title: "Z", Floor: money.Money{Amount: money.MustParse("1000000"), Currency: "EUR"}, Group: "nato", Method: "zclaims",
		Window:   pledge.Window{From: muster.NewDay(2024, 7, 10), To: muster.NewDay(2025, 7, 10)},
		ShareKey: pledge.ShareKey{Series: indicator.GDP, Year: 2023}, Counts: pledge.Delivered,
	})
}

// chain plants a series of editions, each with the rows of the one before and one more, for each audience
// in turn and at last for the public: a row is for whom the first edition that has it was for.
func (p *planted) chain() {
	p.t.Helper()
	data, rows := "contribution,event,party,date,type,amount,currency\n", 0
	for i := len(plantedFor) - 1; i >= 0; i-- {
		data += fmt.Sprintf("zqchain%c,allocated,Germany,2024-08-01,military,%d,EUR\n", 'a'+i, says(i))
		rows++
		d := muster.NewDay(2024, 9, rows)
		imported(p.t, p.n, node.Import{
			Kind: "entries", Series: "zqchain", Name: "zqchain.csv", Data: []byte(data), Label: fmt.Sprintf("chain %d", rows), AsOf: &d, Audience: plantedFor[i],
		})
	}
}

func answer[T any](p *planted, w who, path string) (out T) {
	p.t.Helper()
	status, text := p.get(w, path)
	if status != http.StatusOK {
		p.t.Fatalf("%s as %s: %d %s", path, w, status, text)
	}
	if err := json.NewDecoder(strings.NewReader(text)).Decode(&out); err != nil {
		p.t.Fatal(err)
	}
	return out
}

// A total has what its viewer may see counted, in every form in which it is given, and says that it is not
// all; what may be counted and not listed is a remainder, and no row.
func TestATotalIsOfWhatItsViewerMaySeeCounted(t *testing.T) {
	p := plant(t)
	p.pledgeOfClaims()
	p.chain()
	for _, w := range p.everybody() {
		t.Run(w.String(), func(t *testing.T) {
			p.t = t
			listed, counted, rows, all := 0, 0, 0, 0
			for i, text := range plantedFor {
				a, err := access.ParseAudience(text)
				if err != nil {
					t.Fatal(err)
				}
				all += says(i)
				if w.SeesTotal(a, node.Today()) {
					counted += says(i)
				}
				if w.SeesRow(a, node.Today()) {
					listed += says(i)
					rows++
				}
			}
			check := func(where string, sums, unlisted []report.EntrySum, n int, withheld bool) {
				t.Helper()
				if got := in(sums); got != fmt.Sprint(counted) {
					t.Errorf("%s: the total is %s, want %d of %d", where, got, counted, all)
				}
				if got := in(unlisted); n >= 0 && got != fmt.Sprint(counted-listed) {
					t.Errorf("%s: the remainder is %s, want %d", where, got, counted-listed)
				}
				if n >= 0 && n != rows {
					t.Errorf("%s: %d rows, want %d", where, n, rows)
				}
				if withheld != (counted != all) {
					t.Errorf("%s: says that not all is for this viewer: %v", where, withheld)
				}
			}
			for _, series := range []string{"claims", "zqchain"} {
				asked := "source=" + series + "&measure=allocated"
				for _, by := range []string{"donor", "type", "month"} {
					pos := answer[report.PositionAnswer](p, w, "/v1/positions?"+asked+"&by="+by)
					check("by "+by, sumsOf(pos.Rows), nil, -1, pos.Withheld)
				}
				pos := answer[report.PositionAnswer](p, w, "/v1/positions?limit=1000&by=contribution&"+asked)
				var named, rest []report.EntrySum
				n := 0
				for _, r := range pos.Rows {
					s := sumsOf([]report.PositionRow{r})
					if r.By["contribution"] == "" {
						rest = append(rest, s...)
						continue
					}
					named, n = append(named, s...), n+1
				}
				check("by contribution", append(named, rest...), rest, n, pos.Withheld)
				e := answer[report.Entries](p, w, "/v1/positions/rows?limit=1000&"+asked)
				check("entries", e.Sums, e.Unlisted, len(e.Items), e.Withheld)
				c := answer[report.Contributions](p, w, "/v1/contributions?limit=1000&source="+series)
				check("contributions", c.Sums["allocated"], c.Unlisted["allocated"], len(c.Items), c.Withheld)
			}
			weighed := answer[report.Pledge](p, w, "/v1/pledges/zpledge")
			check("pledge", []report.EntrySum{{Amount: weighed.Counted}}, nil, -1, weighed.Withheld)
			l := answer[report.Lines](p, w, "/v1/pledges/zpledge/rows?limit=1000")
			var unlisted []report.EntrySum
			if l.Unlisted != nil {
				unlisted = append(unlisted, *l.Unlisted)
			}
			check("rows", []report.EntrySum{{Amount: l.Sum}}, unlisted, len(l.Items), l.Withheld)

			const asked = "source=zqchain&measure=allocated"
			for _, page := range []string{"/entries?" + asked, "/explore?" + asked, "/explore?by=contribution&" + asked, "/contributions?source=zqchain", "/pledges/zpledge", "/pledges/zpledge/rows"} {
				status, text := p.get(w, page)
				if status != http.StatusOK || strings.Contains(text, "Not all of it is for you.") != (counted != all) {
					t.Errorf("%s: status %d, says that not all is for this viewer: %v", page, status, strings.Contains(text, "Not all of it is for you."))
				}
				lists := strings.HasPrefix(page, "/entries") || strings.HasPrefix(page, "/contributions") || strings.HasSuffix(page, "/rows") || strings.Contains(page, "by=contribution")
				if strings.Contains(text, "shown as a total only") != (lists && counted != listed) {
					t.Errorf("%s: says that some is shown as a total only: %v", page, strings.Contains(text, "shown as a total only"))
				}
				for i, a := range plantedFor {
					x, _ := access.ParseAudience(a)
					if said := grouped(says(i)); !w.SeesTotal(x, node.Today()) && strings.Contains(text, said) {
						t.Errorf("%s says %s, which is for %s", page, said, a)
					}
				}
			}
		})
	}
}

// What is in a total alone is not told by asking for it by its name.
func TestWhatIsInATotalAloneHasNoName(t *testing.T) {
	p := plant(t)
	public := p.everybody()[0]
	for _, m := range p.markers {
		a, _ := access.ParseAudience(m.audience)
		if !strings.HasPrefix(m.word, "zqentry") {
			continue
		}
		for _, path := range []string{"/v1/positions?", "/v1/positions/rows?", "/v1/contributions?"} {
			status, text := p.get(public, path+"source=claims&contribution=claims:"+m.word)
			none, said := p.get(public, path+"source=claims&contribution=claims:nosuch")
			if sees := public.SeesRow(a, node.Today()); (status == http.StatusOK) != sees {
				t.Errorf("%s%s, for %s: %d", path, m.word, m.audience, status)
			} else if !sees && (status != none || problemOf(text) != strings.ReplaceAll(problemOf(said), "nosuch", m.word)) {
				t.Errorf("%s%s, for %s: %d %s; of one that is not there %d %s", path, m.word, m.audience, status, text, none, said)
			}
		}
	}
}

// A refusal says no word that hidden entries alone have, and of such a word the same as of one that nobody
// ever said; and of a statement that is another's neither whose it is nor what.
func TestARefusalTellsNothingHidden(t *testing.T) {
	p := plant(t)
	hidden, _ := p.add(&pledge.Entry{
		Envelope: muster.Envelope{Kind: pledge.KindEntry, By: "fr", Role: string(access.DonorOfficer), About: "claims:zqhidden", Audience: "party/fr"}, Event: pledge.Allocated, Party: "fr", Type: "zqtype",
		Date: "2024-08-01", Value: &pledge.Value{Amount: "7", Currency: "EUR"},
	})
	for _, w := range p.everybody() {
		sees := w.Role == access.Operator || w.Role == access.Auditor || w.Role == access.Coordinator || w.Party == "fr"
		for _, path := range []string{"/v1/positions?source=claims&type=", "/v1/positions/rows?source=claims&type=", "/v1/contributions?source=claims&type="} {
			status, text := p.get(w, path+"zqtype")
			none, said := p.get(w, path+"nosuch")
			if (status == http.StatusOK) != sees || strings.Contains(said, "zqtype") != sees {
				t.Errorf("%s as %s: %d; of another type: %s", path, w, status, said)
			}
			if !sees && (status != none || problemOf(text) != strings.ReplaceAll(problemOf(said), "nosuch", "zqtype")) {
				t.Errorf("%s as %s: %s; of a type that is not there: %s", path, w, text, said)
			}
		}
	}
	_, err := p.n.Log.Record(t.Context(), &record.Request{By: "de", Values: []muster.Value{
		&record.Withdrawal{Envelope: muster.Envelope{Kind: record.KindWithdraw, By: "de", Role: string(access.DonorOfficer), Audience: "public", Withdraws: hidden, Why: "mine"}},
	}})
	if err == nil || strings.Contains(err.Error(), `"fr"`) || !strings.Contains(err.Error(), "only its speaker") {
		t.Error(err)
	}
}

// problemOf is what a refusal says, without what differs from request to request.
func problemOf(text string) string {
	var out struct {
		Title, Detail string
		Errors        []any
	}
	json.NewDecoder(strings.NewReader(text)).Decode(&out) //nolint:errcheck // then it says nothing
	return fmt.Sprint(out)
}

func in(sums []report.EntrySum) string {
	var sum money.Sum
	for _, s := range sums {
		sum.AddAmount(s.Amount.Amount)
	}
	return sum.Total().Canonical()
}

func sumsOf(rows []report.PositionRow) (out []report.EntrySum) {
	for _, r := range rows {
		out = append(out, report.EntrySum{Amount: r.Amount, Entries: r.Entries, Partial: r.Partial})
	}
	return out
}

// grouped is a whole number below a million as pages write it.
func grouped(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}
