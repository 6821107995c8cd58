package storetest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"muster"
	"muster/record"
	"muster/store/postgres"
	"muster/store/storetest"
	"muster/store/storetest/pgtest"
)

// pgLog opens a record in PostgreSQL, begins it, and returns its store and log.
func pgLog(t *testing.T, place, id string) (*postgres.Store, *record.Log) {
	t.Helper()
	store, err := postgres.Open(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	start := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	log, err := record.NewLog(t.Context(), store, state(), func() time.Time { return start })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(log.Close)
	if id != "" {
		open := &record.Open{Envelope: muster.Envelope{Kind: record.KindOpen, By: "op"}, Record: id, Title: "a test"}
		if _, err := log.Record(t.Context(), &record.Request{By: "op", Values: []muster.Value{open}}); err != nil {
			t.Fatal(err)
		}
	}
	return store, log
}

func claim(about string) *storetest.Claim {
	return &storetest.Claim{Envelope: muster.Envelope{Kind: storetest.KindClaim, By: "de", About: about}, Request: about, N: 1}
}

func TestServerCrashLosesNothingAcknowledged(t *testing.T) {
	t.Parallel()
	server := pgtest.New(t)
	place := server.Database(t)
	_, log := pgLog(t, place, "pgcrashed0")
	s := postgresSubject()
	for i := range 3 * storetest.SoakFactor(t) {
		acks := s.Killed(t, place, fmt.Sprintf("c%d", i), func(end func()) {
			time.Sleep(time.Duration(rand.Int64N(int64(300 * time.Millisecond))))
			server.Crash(t)
			time.Sleep(50 * time.Millisecond)
			end()
		})
		s.Survived(t, place, acks)
		// A log that was open all the while goes on: its connections are made anew.
		if _, err := log.Record(t.Context(), &record.Request{By: "de", Values: []muster.Value{claim(fmt.Sprintf("after crash %d", i))}}); err != nil {
			t.Error(err)
		}
		t.Logf("crash %d: %d acknowledged requests", i, len(acks))
	}
}

// The connection ends while the server carries out the commit: the client can't know, and must not
// look before the commit has ended.
func TestCommitWhoseConnectionIsCutIsFoundOut(t *testing.T) {
	t.Parallel()
	place := pgtest.Start(t)
	proxy := newProxy(t, place)
	store, log := pgLog(t, proxy.place, "pgcutting0")
	c, err := pgx.Connect(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(context.Background())
	for _, q := range []string{
		"CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(1.5); RETURN NULL; END $$",
		"CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON statement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow()",
	} {
		if _, err := c.Exec(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	// Not a word gets through for a while: not even the client's wish to cancel.
	time.AfterFunc(500*time.Millisecond, func() { proxy.cut(700 * time.Millisecond) })
	r, err := log.Record(t.Context(), &record.Request{By: "de", Values: []muster.Value{claim("cut")}})
	if err != nil {
		t.Errorf("the commit took place, but was answered %v", err)
	}
	if n, err := store.Size(t.Context()); n != 2 || err != nil || r.First != 2 {
		t.Errorf("%d statements, receipt %v, %v", n, r, err)
	}
	if _, err := c.Exec(t.Context(), "DROP TRIGGER slow ON statement"); err != nil {
		t.Fatal(err)
	}
	// The server ends the session in the middle of the admission: nothing is recorded.
	_, err = log.Record(t.Context(), &record.Request{By: "de", Make: func(w *record.Writer) error {
		if _, err := c.Exec(t.Context(), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"); err != nil {
			return err
		}
		return w.Add(claim("terminated"))
	}})
	if err == nil || errors.Is(err, record.ErrUnknownOutcome) {
		t.Errorf("a session that was ended: %v, want that nothing was recorded", err)
	}
	if _, err := log.Record(t.Context(), &record.Request{By: "de", Values: []muster.Value{claim("terminated")}}); err != nil {
		t.Errorf("after a session was ended: %v", err)
	}
	if report, err := record.Verify(t.Context(), store, nil, nil); err != nil || len(report.Findings) > 0 || report.Statements != 3 {
		t.Errorf("%v, %+v", err, report)
	}
}

// proxy stands between a client and the server's socket so that it can be cut.
type proxy struct {
	place string
	mu    sync.Mutex
	open  []net.Conn
	down  bool
}

func newProxy(t *testing.T, place string) *proxy {
	t.Helper()
	config, err := pgx.ParseConfig(place)
	if err != nil {
		t.Fatal(err)
	}
	server := filepath.Join(config.Host, fmt.Sprintf(".s.PGSQL.%d", config.Port))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	port := l.Addr().(*net.TCPAddr).Port
	p := &proxy{place: fmt.Sprintf("host=127.0.0.1 port=%d user=postgres dbname=%s sslmode=disable", port, config.Database)}
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			back, err := net.Dial("unix", server)
			if err != nil {
				client.Close()
				continue
			}
			p.mu.Lock()
			p.open = append(p.open, client, back)
			down := p.down
			p.mu.Unlock()
			if down {
				client.Close()
				back.Close()
				continue
			}
			go func() { io.Copy(back, client); back.Close() }()   //nolint:errcheck // it ends when cut
			go func() { io.Copy(client, back); client.Close() }() //nolint:errcheck // it ends when cut
		}
	}()
	return p
}

// cut ends all connections and lets no new ones through for a while.
func (p *proxy) cut(pause time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.down = true
	time.AfterFunc(pause, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.down = false
	})
	for _, c := range p.open {
		c.Close()
	}
	p.open = nil
}

func TestRecordsInOneServerDoNotBlockEachOther(t *testing.T) {
	t.Parallel()
	place := pgtest.Start(t)
	c, err := pgx.Connect(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(context.Background())
	if _, err := postgres.Open(t.Context(), place+" search_path=one"); err == nil || !strings.Contains(err.Error(), "search path") {
		t.Errorf("a schema that does not exist: %v, want a sentence about the search path", err)
	}
	if _, err := c.Exec(t.Context(), "CREATE SCHEMA one; CREATE SCHEMA two"); err != nil {
		t.Fatal(err)
	}
	one, _ := pgLog(t, place+" search_path=one", "schemaone0")
	two, logTwo := pgLog(t, place+" search_path=two", "schematwo0")
	other, logOther := pgLog(t, pgtest.Start(t), "otherdb000")
	if err := one.Append(t.Context(), func(record.Tx) error {
		for name, log := range map[string]*record.Log{"two": logTwo, "other": logOther} {
			if _, err := log.Record(t.Context(), &record.Request{By: "de", Values: []muster.Value{claim(name)}}); err != nil {
				t.Error(err)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]*postgres.Store{"two": two, "other": other} {
		if n, err := s.Size(t.Context()); n != 2 || err != nil {
			t.Errorf("%s: %d statements, %v; want 2", name, n, err)
		}
	}
	if n, err := one.Size(t.Context()); n != 1 || err != nil {
		t.Errorf("one: %d statements, %v; want 1", n, err)
	}
}

func TestSessionsFlushWhateverTheServersDefault(t *testing.T) {
	t.Parallel()
	place := pgtest.Start(t)
	c, err := pgx.Connect(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(context.Background())
	if store, err := postgres.Open(t.Context(), place); err != nil {
		t.Fatal(err)
	} else {
		store.Close()
	}
	if _, err := c.Exec(t.Context(), "ALTER ROLE postgres IN DATABASE "+c.Config().Database+" SET synchronous_commit = off"); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{
		"CREATE TABLE seen (setting text)",
		"CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$",
		"CREATE TRIGGER look AFTER INSERT ON statement EXECUTE FUNCTION look()",
	} {
		if _, err := c.Exec(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	n := muster.Seq(1)
	for _, address := range []string{place, place + " synchronous_commit=off"} {
		store, err := postgres.Open(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		err = store.Append(t.Context(), func(tx record.Tx) error {
			return tx.Insert([]muster.Statement{{Position: n, Head: []byte("h"), Hashes: []byte("x")}})
		})
		if err != nil {
			t.Error(err)
		}
		n++
		store.Close()
	}
	var settings string
	if err := c.QueryRow(t.Context(), "SELECT string_agg(setting, ' ') FROM seen").Scan(&settings); err != nil || settings != "on on" {
		t.Errorf("synchronous_commit in two sessions: %q, %v; want on", settings, err)
	}
	for _, address := range []string{"postgres://%zz", "port=many"} {
		var refused *muster.Error
		if _, err := postgres.Open(t.Context(), address); !errors.As(err, &refused) {
			t.Errorf("address %q: %v, want a refusal that says what is accepted", address, err)
		}
	}
	if _, err := postgres.Open(t.Context(), "host=/nowhere user=x dbname=y"); err == nil {
		t.Error("a server that is not there was opened")
	}
}
