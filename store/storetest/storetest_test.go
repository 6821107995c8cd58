package storetest_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"muster"
	"muster/record"
	"muster/standing"
	"muster/store/postgres"
	"muster/store/sqlite"
	"muster/store/storetest"
	"muster/store/storetest/pgtest"
)

func TestMain(m *testing.M) {
	storetest.Child(sqliteSubject(), postgresSubject())
	os.Exit(m.Run())
}

func TestSQLite(t *testing.T)   { t.Parallel(); storetest.Run(t, sqliteSubject()) }
func TestPostgres(t *testing.T) { t.Parallel(); storetest.Run(t, postgresSubject()) }

func sqliteSubject() storetest.Subject {
	return storetest.Subject{
		Name:  "sqlite",
		Place: func(tb testing.TB) string { return filepath.Join(tb.TempDir(), "record.db") },
		Open:  func(ctx context.Context, place string) (record.Store, error) { return sqlite.Open(ctx, place) },
		State: state,
		Tamper: func(tb testing.TB, place, q string, args ...any) {
			tb.Helper()
			db, err := sql.Open("sqlite", "file:"+place+"?_pragma=busy_timeout(10000)")
			if err != nil {
				tb.Fatal(err)
			}
			defer db.Close()
			if _, err := db.Exec(q, args...); err != nil {
				tb.Fatal(err)
			}
		},
		Kills: 25,
	}
}

func postgresSubject() storetest.Subject {
	return storetest.Subject{
		Name:  "postgres",
		Place: pgtest.Start,
		Open:  func(ctx context.Context, place string) (record.Store, error) { return postgres.Open(ctx, place) },
		State: state,
		Tamper: func(tb testing.TB, place, q string, args ...any) {
			tb.Helper()
			c, err := pgx.Connect(tb.Context(), place)
			if err != nil {
				tb.Fatal(err)
			}
			defer c.Close(context.Background())
			for i := range args {
				q = strings.Replace(q, "?", "$"+strconv.Itoa(i+1), 1)
			}
			if _, err := c.Exec(tb.Context(), q, args...); err != nil {
				tb.Fatal(err)
			}
		},
		Kills: 8,
	}
}

func state() storetest.State { return standing.New(&claims{standing.NewRegister[storetest.Claim]()}) }

// claims is a part with one kind that can be replaced and withdrawn.
type claims struct {
	by *standing.Register[storetest.Claim]
}

func (*claims) Name() string { return "claims" }

func (*claims) Kinds() []standing.Kind {
	return []standing.Kind{{Name: storetest.KindClaim, New: func() muster.Value { return new(storetest.Claim) }, Words: "claims"}}
}

func (c *claims) Check(s *standing.State, v muster.Value) error {
	e := v.Common()
	if e.About == "" {
		return muster.Invalid("about", "say what it is about")
	}
	return c.by.CheckThread(s.Known(), e)
}

func (c *claims) Apply(m standing.Moment, v muster.Value) {
	c.by.Set(m, v.Common().About, *v.(*storetest.Claim))
}
func (c *claims) End(m standing.Moment, target muster.Seq) { c.by.End(m, target) }
func (c *claims) Undos() []standing.Undo                   { return []standing.Undo{c.by} }
func (c *claims) Save(w *standing.SnapshotWriter)          { c.by.Save(w) }
func (c *claims) Load(r *standing.SnapshotReader)          { c.by.Load(r) }
