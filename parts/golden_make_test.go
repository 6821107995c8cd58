package parts_test

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"muster"
	"muster/indicator"
	"muster/money"
	"muster/parts"
	"muster/party"
	"muster/pledge"
	"muster/record"
	"muster/seal"
	"muster/standing"
)

const goldenID = "goldenrecd"

// goldenDocument is the digest of the document that the golden record keeps for a while.
var goldenDocument = fmt.Sprintf("%x", sha256.Sum256([]byte("the source file")))

// maker writes statements one after the other, each checked as a request's would be.
type maker struct {
	t     *testing.T
	state *standing.State
	lines []line
}

func env(kind, about string) muster.Envelope {
	return muster.Envelope{Kind: kind, By: "aa", About: about, Audience: muster.Public}
}

func (m *maker) id(at int) muster.ID { return muster.NewID(goldenID, uint64(at)) }

// add writes statements and returns the position of the last.
func (m *maker) add(values ...muster.Value) int {
	m.t.Helper()
	for _, v := range values {
		body, err := json.Marshal(v)
		if err != nil {
			m.t.Fatal(err)
		}
		n := len(m.lines) + 1
		salt := sha256.Sum256([]byte{byte(n)}) // any bytes do: a golden record has nothing to hide
		head := muster.Head{ID: m.id(n), At: time.Date(2026, 11, 1, 12, 0, n, 0, time.UTC), Body: muster.Commit(salt[:muster.SaltSize], body)}
		if err := m.state.Admit(v, head, muster.Seq(n)); err != nil {
			m.t.Fatalf("statement %d: %v", n, err)
		}
		m.lines = append(m.lines, line{head.Encode(), salt[:muster.SaltSize], body})
	}
	return len(m.lines)
}

func eur(amount string) *pledge.Value { return &pledge.Value{Amount: amount, Currency: "EUR"} }

func goldenEntry(submission muster.ID, about, ln string, ev pledge.Event, by muster.PartyID, date string, value, converted *pledge.Value) *pledge.Entry {
	e := &pledge.Entry{Line: ln, Event: ev, Party: by, Type: "military", Date: date, Value: value, Converted: converted}
	e.Kind, e.About = pledge.KindEntry, about
	if submission == "" {
		e.By, e.Audience = "aa", muster.Public
		return e
	}
	e.Source = &muster.Citation{Submission: submission}
	return e
}

func submission(label string, to muster.Day, follow int) *pledge.Submission {
	return &pledge.Submission{
		Envelope: env(pledge.KindSubmission, "book"), Label: label, Title: "A book", DataTo: to, DataToFrom: "as said", Comparable: true,
		Measures: []pledge.Event{pledge.Committed, pledge.Allocated}, File: goldenDocument, Rows: follow, Recorded: follow, Follow: follow,
	}
}

// newRecord writes a statement of every kind, two editions, a withdrawal and an erasure.
func newRecord(t *testing.T) (lines []line, known []muster.Seq) {
	m := &maker{t: t, state: parts.State()}
	oldKey, oldVerifier, err := note.GenerateKey(rand.Reader, seal.Origin(goldenID))
	if err != nil {
		t.Fatal(err)
	}
	newKey, newVerifier, err := note.GenerateKey(rand.Reader, seal.Origin(goldenID))
	if err != nil {
		t.Fatal(err)
	}
	m.add(&record.Open{Envelope: env(record.KindOpen, ""), Record: goldenID, Title: "A golden record", Key: oldVerifier, Made: "0.1"})
	foundations(m)
	second := m.add(&pledge.Method{
		Envelope: env(pledge.KindMethod, "military/1"), Name: "military", Version: 1, Title: "Military", Text: "military", Series: "book", Event: pledge.Allocated,
		Types: []string{"military"}, Undated: "leave_out", Months: "leave_out", Membership: pledge.WindowEnd, Conversion: "source", PriceBase: "nominal",
	}, &pledge.Terms{
		Envelope: env(pledge.KindTerms, "promise"), Title: "The promise", Floor: money.Money{Amount: money.MustParse("100.01"), Currency: "EUR"},
		Announced: muster.NewDay(2024, 7, 10), Window: pledge.Window{From: muster.NewDay(2024, 7, 10), To: muster.NewDay(2025, 7, 10)},
		Group: "league", ShareKey: pledge.ShareKey{Series: indicator.GDP, Year: 2023}, Counts: pledge.Delivered, Method: "military",
	}, &record.DocumentStated{Envelope: env(record.KindDocument, ""), Digest: goldenDocument, Size: 15, Packed: strings.Repeat("0", 64), Chunks: 1, Name: "book.csv", Format: "csv"})
	known = append(known, muster.Seq(second))

	sub := m.id(len(m.lines) + 1)
	first := m.add(submission("first", muster.NewDay(2024, 9, 30), 6),
		goldenEntry(sub, "book:A1", "", pledge.Allocated, "aa", "2024-07-10", &pledge.Value{Amount: "35", Currency: "AUD"}, eur("21.41")),
		goldenEntry(sub, "book:A1", "", pledge.Committed, "aa", "2024-07-10", eur("22"), nil),
		goldenEntry(sub, "book:B2", "tanks", pledge.Allocated, "bb", "2024-08", eur("7.5"), nil),
		goldenEntry(sub, "book:B2", "shells", pledge.Allocated, "bb", "2025-07-09", &pledge.Value{Mark: pledge.Undisclosed, Said: "Not given"}, eur("92233720368547758079.25")),
		goldenEntry(sub, "book:B2", "fuel", pledge.Allocated, "bb", "until spring", eur("-1"), nil),
		goldenEntry(sub, "book:C3", "", pledge.Allocated, "cc", "2024-12-24", &pledge.Value{Amount: "3", Currency: "USD"}, &pledge.Value{Mark: pledge.NotCovered}))
	known = append(known, muster.Seq(first-2), muster.Seq(first)) // within the edition, and whole

	sub = m.id(len(m.lines) + 1)
	next := m.add(submission("second", muster.NewDay(2024, 12, 31), 3),
		&pledge.Cites{Envelope: muster.Envelope{Kind: pledge.KindCites, By: "aa", Source: &muster.Citation{Submission: sub}}, Entries: fmt.Sprintf("%d-%d,%d", first-4, first-3, first)},
		goldenEntry(sub, "book:A1", "", pledge.Allocated, "aa", "2024-07-10", &pledge.Value{Amount: "35", Currency: "AUD"}, eur("22.66")),
		goldenEntry(sub, "book:D4", "", pledge.Allocated, "aa", "2024-07-31/2024-08-15", eur("4"), nil))
	known = append(known, muster.Seq(next))

	claim := m.add(goldenEntry("", "claims:C1", "", pledge.Delivered, "cc", "2025-01-02", &pledge.Value{Amount: "10", Currency: "USD"}, nil))
	claimed := goldenEntry("", "claims:C1", "", pledge.Delivered, "cc", "2025-01-05", &pledge.Value{Amount: "12", Currency: "USD"}, nil)
	claimed.Replaces = m.id(claim)
	m.add(claimed)
	rates := &indicator.Values{Envelope: env(indicator.KindValues, indicator.EuroRates+"/USD"), Values: "2025-01-03 1.0307\n"}
	corrected := m.add(rates)
	text := m.add(&record.Note{Envelope: env(record.KindNote, "claims:C1"), Text: "a text with somebody's name"}, &record.Note{Envelope: env(record.KindNote, "claims:C1"), Text: "another text"})
	known = append(known, muster.Seq(text))

	signed := signedBy(t, newVerifier, oldKey, newKey)
	m.add(&record.KeyRotation{Envelope: env(record.KindKey, ""), Key: newVerifier, Signed: signed})
	withdraw := func(id muster.ID) *record.Withdrawal {
		w := &record.Withdrawal{Envelope: env(record.KindWithdraw, "")}
		w.Withdraws, w.Why = id, "a mistake"
		return w
	}
	m.add(withdraw(m.id(corrected)))
	erase := &record.Erase{Envelope: env(record.KindErase, ""), Statement: m.id(text - 1)}
	erase.Why = "asked for"
	m.add(erase)
	m.lines[text-2].Salt, m.lines[text-2].Body = nil, nil
	gone := &record.Erase{Envelope: env(record.KindErase, ""), Document: goldenDocument}
	gone.Why = "asked for"
	known = append(known, muster.Seq(m.add(gone)))
	known = append(known, muster.Seq(m.add(withdraw(sub))))
	known = append(known, catalogue(m)...)
	known = append(known, coordination(m)...)
	known = append(known, asked(m)...)
	known = append(known, learned(m)...)
	known = append(known, filed(m)...)
	known = append(known, reformed(m)...)
	known = append(known, evident(m)...)
	return m.lines, append(known, sampled(m)...)
}

// foundations writes parties, a group whose members change, rates and GDP.
func foundations(m *maker) {
	for _, x := range []struct{ id, name string }{{"aa", "Aland"}, {"bb", "Bland"}, {"cc", "Çland"}} {
		m.add(&party.Party{Envelope: env(party.KindParty, x.id), Name: x.name, Sort: party.State, ISO2: strings.ToUpper(x.id), ISO3: strings.ToUpper(x.id + "x"), Aliases: []string{"The " + x.name}})
	}
	at := m.add(&party.Group{Envelope: env(party.KindGroup, "league"), Name: "League"})
	for _, x := range []struct {
		id    muster.PartyID
		from  string
		until string
	}{{"aa", "2000-01-01", ""}, {"bb", "2024-08-15", ""}, {"cc", "2000-01-01", "2025-01-01"}} {
		at = m.add(&party.Member{Envelope: env(party.KindMember, "league/"+string(x.id)), Group: "league", Party: x.id, From: x.from, Until: x.until})
	}
	again := &party.Member{Envelope: env(party.KindMember, "league/cc"), Group: "league", Party: "cc", From: "2000-01-01"}
	again.Replaces = m.id(at)
	m.add(again, &indicator.Values{Envelope: env(indicator.KindValues, indicator.EuroRates+"/USD"), Title: "Rates", Unit: "USD for 1 EUR", Values: "2024-12-23 1.0393\n2025-01-02 1.0321\n2025-01-03 1.0299\n"},
		&indicator.Values{Envelope: env(indicator.KindValues, indicator.EuroRates+"/AUD"), Title: "Rates", Unit: "AUD for 1 EUR", Values: "2024-07-08 1.6056\n"})
	for _, x := range []struct{ id, gdp string }{{"aa", "3"}, {"bb", "7.5"}, {"cc", "1"}} {
		m.add(&indicator.Values{
			Envelope: env(indicator.KindValues, indicator.GDP+"/"+strings.ToUpper(x.id+"x")), Title: "GDP", Unit: "USD", Party: muster.PartyID(x.id),
			Values: "2022 1\n2023 " + x.gdp + "\n",
		})
	}
}

func signedBy(t *testing.T, text string, keys ...string) string {
	t.Helper()
	var signers []note.Signer
	for _, k := range keys {
		s, err := note.NewSigner(k)
		if err != nil {
			t.Fatal(err)
		}
		signers = append(signers, s)
	}
	b, err := note.Sign(&note.Note{Text: text + "\n"}, signers...)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func makeGolden(t *testing.T, dir string) {
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatalf("a golden record is made once: %v", err)
	}
	lines, known := newRecord(t)
	var b bytes.Buffer
	for _, l := range lines {
		if err := json.NewEncoder(&b).Encode(l); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "record.jsonl"), b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	s, root := fold(t, lines)
	g := golden{Root: root, Figures: map[muster.Seq][]string{}}
	for _, k := range known {
		g.Figures[k] = figures(t, s, k, len(lines))
	}
	out, err := json.MarshalIndent(g, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "figures.json"), append(out, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
