package main

import (
	"database/sql"
	"errors"
	"os"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	_ "github.com/mattn/go-sqlite3" // "sqlite3": the C library
	_ "modernc.org/sqlite"          // "sqlite": the one Muster uses
)

// fts5 is a table of SQLite's full-text index.
type fts5 struct {
	driver, path string
	db           *sql.DB
	best, all    *sql.Stmt
}

func (f *fts5) index(texts []string) (err error) {
	if err := f.close(); err != nil {
		return err
	}
	if f.path != ":memory:" {
		for _, p := range []string{f.path, f.path + "-wal", f.path + "-shm"} {
			if err := os.RemoveAll(p); err != nil {
				return err
			}
		}
	}
	if f.db, err = sql.Open(f.driver, f.path); err != nil {
		return err
	}
	f.db.SetMaxOpenConns(1)
	for _, s := range []string{"PRAGMA journal_mode = WAL", "CREATE VIRTUAL TABLE d USING fts5(body)"} {
		if _, err := f.db.Exec(s); err != nil {
			return err
		}
	}
	tx, err := f.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	insert, err := tx.Prepare("INSERT INTO d (rowid, body) VALUES (?, ?)")
	if err != nil {
		return err
	}
	for i, t := range texts {
		if _, err := insert.Exec(i+1, t); err != nil {
			return err
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	if _, err := f.db.Exec("INSERT INTO d (d) VALUES ('optimize')"); err != nil {
		return err
	}
	if f.best, err = f.db.Prepare("SELECT rowid FROM d WHERE d MATCH ? ORDER BY rank LIMIT ?"); err != nil {
		return err
	}
	f.all, err = f.db.Prepare("SELECT rowid FROM d WHERE d MATCH ?")
	return err
}

func (f *fts5) find(a, b string, limit int) (found []int, err error) {
	var rows *sql.Rows
	if limit > 0 {
		rows, err = f.best.Query(a+" AND "+b, limit)
	} else {
		rows, err = f.all.Query(a + " AND " + b)
	}
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		found = append(found, n)
	}
	return found, rows.Err()
}

func (f *fts5) close() error {
	if f.db == nil {
		return nil
	}
	return f.db.Close()
}

// inverted is a bleve index, in memory where it has no path.
type inverted struct {
	path  string
	ix    bleve.Index
	texts int
}

func (v *inverted) index(texts []string) (err error) {
	if err := v.close(); err != nil {
		return err
	}
	if v.path != "" {
		if err := os.RemoveAll(v.path); err != nil {
			return err
		}
	}
	field := bleve.NewTextFieldMapping()
	field.Store, field.IncludeInAll, field.Analyzer = false, false, "standard"
	doc := bleve.NewDocumentMapping()
	doc.AddFieldMappingsAt("body", field)
	m := bleve.NewIndexMapping()
	m.DefaultMapping = doc
	if v.ix, err = bleve.NewUsing(v.path, m, scorch.Name, scorch.Name, nil); err != nil {
		return err
	}
	batch := v.ix.NewBatch()
	for i, t := range texts {
		if err := batch.Index(strconv.Itoa(i+1), map[string]any{"body": t}); err != nil {
			return err
		}
		if batch.Size() >= 5000 {
			if err := v.ix.Batch(batch); err != nil {
				return err
			}
			batch = v.ix.NewBatch()
		}
	}
	v.texts = len(texts)
	return v.ix.Batch(batch)
}

func (v *inverted) find(a, b string, limit int) ([]int, error) {
	x, y := bleve.NewTermQuery(a), bleve.NewTermQuery(b)
	x.SetField("body")
	y.SetField("body")
	if limit == 0 {
		limit = v.texts
	}
	r, err := v.ix.Search(bleve.NewSearchRequestOptions(bleve.NewConjunctionQuery(x, y), limit, 0, false))
	if err != nil {
		return nil, err
	}
	found := make([]int, len(r.Hits))
	var errs []error
	for i, h := range r.Hits {
		n, err := strconv.Atoi(h.ID)
		found[i], errs = n, append(errs, err)
	}
	return found, errors.Join(errs...)
}

func (v *inverted) close() error {
	if v.ix == nil {
		return nil
	}
	return v.ix.Close()
}
