package api_test

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"muster/money"
	"muster/report"
)

// reads are addresses of every read, with what they need.
func (s *server) reads() []string {
	var said report.Contribution
	var subs report.List[report.Edition]
	s.get("/v1/series/ministry/submissions").want(s.t, 200, &subs)
	s.get("/v1/contributions/ministry:A").want(s.t, 200, &said)
	id := string(said.Items[0].Statement)
	return []string{
		"/v1/record", "/v1/pledges", "/v1/pledges/washington-2024", "/v1/pledges/washington-2024?months-inside=yes&membership=entry-date&from=2024-01-01&to=2024-07-01",
		"/v1/pledges/washington-2024/rows", "/v1/pledges/washington-2024/rows?left-out=other_type", "/v1/pledges/washington-2024/rows?party=de&days=2024-07-01/2025-07-01",
		"/v1/positions", "/v1/positions?source=ministry&by=donor,type,month&currency=EUR", "/v1/positions?group=nato&measure=allocated",
		"/v1/positions?donor=de&by=month", "/v1/positions/rows?source=ministry&currency=EUR&sort=-amount&limit=2", "/v1/positions/rows?group=nato&year=2024",
		"/v1/contributions?source=ministry", "/v1/contributions?type=military&sort=-allocated&limit=3", "/v1/contributions/ministry:A", "/v1/contributions/ministry:A?all=yes", "/v1/parties", "/v1/parties?group=nato", "/v1/parties/de", "/v1/parties/Germany",
		"/v1/series", "/v1/series/kiel/submissions", "/v1/series/kiel/submissions/Edition%201", "/v1/series/ministry/submissions/" + string(subs.Items[0].ID),
		"/v1/statements", "/v1/statements?kind=pledge.entry/1&limit=5", "/v1/statements?by=operator&about=nato", "/v1/statements/" + id, "/v1/statements/3",
		"/v1/definitions", "/v1/changes", "/v1/changes?after=100&limit=3", "/v1/search?text=germany", "/v1/search?text=nato&kind=group&all=yes&limit=2", "/v1/plan", "/v1/plan?transit=7&fair=washington-2024",
	}
}

func TestEveryReadSaysWhatItRestsOnAndIsKnownByItsTag(t *testing.T) {
	s := start(t)
	var head report.Head
	s.get("/v1/record").want(t, 200, &head)
	for _, path := range s.reads() {
		r := s.get(path)
		var f report.Foot
		r.want(t, 200, &f)
		if f.Known != head.Known || f.Root != head.Root || f.KnownAt.IsZero() || r.Header.Get("Muster-Known") != fmt.Sprint(f.Known) || r.Header.Get("Muster-Root") != f.Root {
			t.Errorf("%s rests on %+v, headers %v", path, f, r.Header)
		}
		tag := r.Header.Get("ETag")
		if !strings.HasPrefix(tag, `"`) || r.Header.Get("Cache-Control") != "private, no-cache" || r.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", path, r.Header)
		}
		again := s.get(path, "If-None-Match", `"other", `+tag)
		if again.StatusCode != 304 || len(again.body) > 0 {
			t.Errorf("%s: status %d with its own tag", path, again.StatusCode)
		}
		if s.get(path, "If-None-Match", `"other"`).StatusCode != 200 {
			t.Errorf("%s is not sent again to somebody with another one", path)
		}
	}
}

func TestAnAnswerAtAPositionNeverChanges(t *testing.T) {
	s := start(t)
	var head report.Head
	s.get("/v1/record").want(t, 200, &head)
	join := func(path string) string {
		sep := "?"
		if strings.Contains(path, "?") {
			sep = "&"
		}
		return fmt.Sprintf("%s%sknown=%d&effective=2026-01-01", path, sep, head.Known)
	}
	before := map[string]reply{}
	for _, path := range s.reads() {
		before[path] = s.get(join(path))
	}
	s.post("/v1/statements", `{"kind":"party.group/1","about":"eleven","name":"Eleven"}`).want(t, 201, nil)
	for path, b := range before {
		if strings.HasPrefix(path, "/v1/record") {
			continue // it is signed as of now
		}
		after := s.get(join(path))
		if !bytes.Equal(after.body, b.body) || after.Header.Get("ETag") != b.Header.Get("ETag") {
			t.Errorf("%s has changed:\n%s\n%s", path, b.body, after.body)
		}
		// A statement's text may be erased, whatever known says.
		if fixed := strings.Contains(after.Header.Get("Cache-Control"), "immutable"); fixed == mutable(path) {
			t.Errorf("%s: %s", path, after.Header.Get("Cache-Control"))
		}
	}
	if r := s.get(fmt.Sprintf("/v1/parties?known=%d", head.Known)); strings.Contains(r.Header.Get("Cache-Control"), "immutable") {
		t.Error("who belongs to a group today is said to be so for ever")
	}
}

// mutable says of an address that what it answers may hold what is erased later.
func mutable(path string) bool {
	return path == "/v1/statements" || strings.HasPrefix(path, "/v1/statements?") || strings.HasPrefix(path, "/v1/search") || strings.HasPrefix(path, "/v1/changes")
}

// Pages taken while the record grows are together the list as it was when the first was taken.
func TestPagesRestOnOnePosition(t *testing.T) {
	s := start(t)
	for _, path := range []string{"/v1/parties?", "/v1/statements?kind=party.party/1&", "/v1/positions?by=contribution,donor&source=kiel&", "/v1/statements?"} {
		var whole struct {
			Items, Rows []json.RawMessage
		}
		s.get(path+"limit=1000").want(t, 200, &whole)
		want := append(whole.Items, whole.Rows...)
		var got []json.RawMessage
		cursor, pages := "", 0
		for {
			var p struct {
				report.Foot
				Items, Rows []json.RawMessage
				Next        string
			}
			r := s.get(path + "limit=7&cursor=" + cursor)
			r.want(t, 200, &p)
			if pages++; pages > 1 && !strings.Contains(r.Header.Get("Cache-Control"), "immutable") && !strings.HasPrefix(path, "/v1/statements") {
				t.Errorf("%s: page %d is not for ever", path, pages)
			}
			got = append(append(got, p.Items...), p.Rows...)
			if pages < 4 {
				s.post("/v1/statements", fmt.Sprintf(`{"kind":"party.party/1","about":"a%d%d","name":"Party A%d%d","sort":"fund"}`, len(path), pages, len(path), pages)).want(t, 201, nil)
			}
			if cursor = p.Next; cursor == "" {
				break
			}
		}
		if len(got) != len(want) || pages < 2 {
			t.Fatalf("%s: %d items on %d pages, want %d", path, len(got), pages, len(want))
		}
		for i := range want {
			if !bytes.Equal(got[i], want[i]) {
				t.Fatalf("%s: item %d is %s, want %s", path, i, got[i], want[i])
			}
		}
	}
	var p report.List[report.Party]
	s.get("/v1/parties?limit=5").want(t, 200, &p)
	s.get("/v1/parties?limit=5&group=nato&cursor="+p.Next).refused(t, 422, "query.cursor")
	s.get("/v1/parties?cursor=nonsense").refused(t, 422, "query.cursor")
}

func TestRowsComeAsFiles(t *testing.T) {
	s := start(t)
	var p report.PositionAnswer
	s.get("/v1/positions?source=ministry").want(t, 200, &p)
	r := s.get("/v1/positions?source=ministry", "Accept", "text/csv")
	rows, err := csv.NewReader(bytes.NewReader(r.body)).ReadAll()
	if err != nil || len(rows) != len(p.Rows)+1 || strings.Join(rows[0], ",") != "donor,type,currency,amount,entries,partial" {
		t.Fatalf("%v\n%s", err, r.body)
	}
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/csv") || r.Header.Get("Muster-Known") == "" || r.Header.Get("Vary") != "Accept, Authorization, Cookie" {
		t.Errorf("%v", r.Header)
	}
	if tag := r.Header.Get("ETag"); s.get("/v1/positions?source=ministry", "Accept", "text/csv", "If-None-Match", tag).StatusCode != 304 {
		t.Error("a file is sent to somebody who has it")
	}
	for _, path := range s.reads() {
		if strings.HasPrefix(path, "/v1/record") || strings.HasPrefix(path, "/v1/parties/") || strings.Contains(path, "submissions/") || strings.HasPrefix(path, "/v1/statements/") {
			s.get(path, "Accept", "text/csv, */*").want(t, 200, nil)
			sep := "?"
			s.get(path+sep+"format=csv").refused(t, 422, "query.format")
			continue
		}
		lines := 0
		for sc := bufio.NewScanner(bytes.NewReader(s.get(path, "Accept", "application/x-ndjson").body)); sc.Scan(); lines++ {
			if !json.Valid(sc.Bytes()) {
				t.Errorf("%s: %s", path, sc.Bytes())
			}
		}
		sep := "?"
		if strings.Contains(path, "?") {
			sep = "&"
		}
		rows, err := csv.NewReader(bytes.NewReader(s.get(path + sep + "format=csv").body)).ReadAll()
		if err != nil || len(rows) != lines+1 {
			t.Errorf("%s: %d rows, %d lines, %v", path, len(rows), lines, err)
		}
	}
}

func TestTheRowsBehindANumberSumToIt(t *testing.T) {
	s := start(t)
	var p report.Pledge
	s.get("/v1/pledges/washington-2024").want(t, 200, &p)
	sum := func(q string) money.Amount {
		var l report.Lines
		s.get("/v1/pledges/washington-2024/rows?"+q).want(t, 200, &l)
		return l.Sum.Amount
	}
	if got := sum(""); !got.Equal(p.Counted.Amount) || p.Counted.Amount.String() != "251500000.50" {
		t.Errorf("rows sum to %s, counted is %s", got, p.Counted.Amount)
	}
	for _, sh := range p.Shares {
		if sh.Counted != nil {
			if got := sum("party=" + string(sh.Party)); !got.Equal(sh.Counted.Amount) {
				t.Errorf("%s: rows sum to %s, counted is %s", sh.Party, got, sh.Counted.Amount)
			}
		}
	}
	for _, l := range p.LeftOut {
		if got := sum("left-out=" + string(l.Reason)); !got.Equal(l.Amount.Amount) {
			t.Errorf("%s: rows sum to %s, left out is %s", l.Reason, got, l.Amount.Amount)
		}
	}
	if p.Shares[0].Counted != nil || p.Shares[0].Mark != "not_covered" || len(p.Choices) == 0 || len(p.Cumulative) == 0 {
		t.Errorf("%+v", p.Shares[0])
	}
}

// The entries behind each row of a position sum to it, to the last digit.
func TestTheEntriesBehindAPositionSumToIt(t *testing.T) {
	s := start(t)
	rows := 0
	for _, q := range []string{"source=ministry", "source=ministry&currency=EUR", "source=kiel", "source=kiel&group=nato&measure=allocated", "source=ministry&measure=delivered&from=2024-07-01"} {
		var p report.PositionAnswer
		s.get("/v1/positions?by=contribution&"+q).want(t, 200, &p)
		for _, r := range p.Rows {
			var sum money.Sum
			n, cursor := 0, ""
			for {
				var e report.Entries
				s.get("/v1/positions/rows?limit=2&"+q+"&contribution="+r.By["contribution"]+"&cursor="+cursor).want(t, 200, &e)
				for _, l := range e.Items {
					if n++; l.Counted != nil && l.Counted.Currency == r.Amount.Currency {
						sum.AddAmount(l.Counted.Amount)
					}
				}
				if cursor = e.Next; cursor == "" {
					break
				}
			}
			if rows++; !sum.Total().Equal(r.Amount.Amount) || n < r.Entries {
				t.Errorf("%s %v: %d entries sum to %s, the position says %d and %s", q, r.By, n, sum.Total(), r.Entries, r.Amount.Amount)
			}
		}
	}
	if rows < 10 {
		t.Errorf("only %d rows", rows)
	}
}

func TestWhatIsWrongIsPointedAt(t *testing.T) {
	s := start(t)
	for path, want := range map[string]struct {
		status int
		at     string
	}{
		"/v1/pledges/nonsense":                                      {404, "path.pledge"},
		"/v1/pledges/washington-2024?from=yesterday":                {422, "query.from"},
		"/v1/pledges/washington-2024?from=2025-01-01&to=2024-01-01": {422, "query.to"},
		"/v1/pledges/washington-2024?method=none":                   {422, "query.method"},
		"/v1/pledges/washington-2024?gdp-year=abc":                  {422, "query.gdp-year"},
		"/v1/pledges/washington-2024?gdp-year=1850":                 {422, "query.gdp-year"},
		"/v1/pledges/washington-2024?edition=none":                  {422, "query.edition"},
		"/v1/pledges/washington-2024?membership=never":              {422, "query.membership"},
		"/v1/pledges/washington-2024?colour=blue":                   {422, "query.colour"},
		"/v1/pledges/washington-2024/rows?left-out=nothing":         {422, "query.left-out"},
		"/v1/pledges/washington-2024/rows?days=x":                   {422, "query.days"},
		"/v1/positions?source=nowhere":                              {422, "query.source"},
		"/v1/positions?by=donor,donor":                              {422, "query.by"},
		"/v1/positions?by=colour":                                   {422, "query.by"},
		"/v1/positions?measure=promised":                            {422, "query.measure"},
		"/v1/positions?currency=EURO":                               {422, "query.currency"},
		"/v1/positions?group=x":                                     {422, "query.group"},
		"/v1/positions?type=x":                                      {422, "query.type"},
		"/v1/positions?rate=reference":                              {422, "query.currency"},
		"/v1/positions?known=99999":                                 {422, "query.known"},
		"/v1/positions?known=soon":                                  {422, "query.known"},
		"/v1/positions?effective=soon":                              {422, "query.effective"},
		"/v1/positions?limit=0":                                     {422, "query.limit"},
		"/v1/positions?limit=5000":                                  {422, "query.limit"},
		"/v1/positions?format=xml":                                  {422, "query.format"},
		"/v1/contributions/kiel:none":                               {404, "path.contribution"},
		"/v1/parties/atlantis":                                      {404, "path.party"},
		"/v1/parties?group=x":                                       {422, "query.group"},
		"/v1/series/nowhere/submissions":                            {404, "path.series"},
		"/v1/series/kiel/submissions/none":                          {404, "path.edition"},
		"/v1/statements/nonsense":                                   {404, "path.id"},
		"/v1/statements/99999":                                      {404, "path.id"},
		"/v1/statements/99999/proof":                                {404, "path.id"},
		"/v1/statements/3?known=2":                                  {404, "path.id"},
		"/v1/documents/nonsense":                                    {404, "path.digest"},
		"/v1/documents/" + strings.Repeat("0", 64):                  {404, "path.digest"},
		"/v1/positions/rows?sort=colour":                            {422, "query.sort"},
		"/v1/contributions?source=x":                                {422, "query.source"},
		"/v1/contributions?donor=x":                                 {422, "query.donor"},
		"/v1/search":                                                {422, "query.text"},
		"/v1/search?text=a&kind=x":                                  {422, "query.kind"},
		"/v1/search?text=a&cursor=x":                                {422, "query.cursor"},
		"/v1/changes?after=x":                                       {422, "query.after"},
		"/v1/changes?wait=600":                                      {422, "query.wait"},
		"/v1/nothing":                                               {404, ""},
		"/tile/9/000":                                               {404, ""},
	} {
		t.Run(path, func(t *testing.T) {
			r := s.get(path)
			if want.at == "" {
				r.refused(t, want.status)
				return
			}
			r.refused(t, want.status, want.at)
		})
	}
	r := s.do("DELETE", "/v1/statements", nil, "Authorization", "Bearer "+s.token)
	r.refused(t, 405)
	if r.Header.Get("Allow") != "GET, POST" {
		t.Errorf("Allow: %s", r.Header.Get("Allow"))
	}
}

func TestADocumentComesWholeOrInRanges(t *testing.T) {
	s := start(t)
	var sub report.SubmissionAnswer
	s.get("/v1/series/ministry/submissions/first").want(t, 200, &sub)
	path := "/v1/documents/" + sub.Submission.File
	r := s.get(path)
	if want := file(t, "entries-1.csv"); r.StatusCode != 200 || !bytes.Equal(r.body, want) {
		t.Fatalf("status %d, %d bytes", r.StatusCode, len(r.body))
	}
	h := r.Header
	if h.Get("Content-Type") != "application/octet-stream" || !strings.Contains(h.Get("Content-Security-Policy"), "sandbox") ||
		h.Get("Content-Disposition") != `attachment; filename="entries-1.csv"` || h.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%v", h)
	}
	part := s.get(path, "Range", "bytes=3-9")
	if part.StatusCode != 206 || !bytes.Equal(part.body, r.body[3:10]) {
		t.Errorf("status %d: %q", part.StatusCode, part.body)
	}
	if s.get(path, "If-None-Match", h.Get("ETag")).StatusCode != 304 {
		t.Error("it is sent to somebody who has it")
	}
}
