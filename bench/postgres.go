package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"muster"
	"muster/node"
	"muster/store/storetest/pgtest"
)

// server is the tests' own PostgreSQL, started here without a test.
type server struct {
	testing.TB
}

// noServer is what a failing start panics with.
type noServer string

func (server) Helper()           {}
func (server) Cleanup(func())    {}
func (server) Fatal(args ...any) { panic(noServer(fmt.Sprint(args...))) }

// database makes a fresh database: its address as keywords.
func database() (address string, err error) {
	defer func() {
		if why, ok := recover().(noServer); ok {
			err = errors.New(string(why))
		}
	}()
	return pgtest.Start(server{}), nil
}

// asURL turns keywords into the form that the node takes.
func asURL(address string) string {
	part := map[string]string{}
	for _, f := range strings.Fields(address) {
		k, v, _ := strings.Cut(f, "=")
		part[k] = v
	}
	return fmt.Sprintf("postgres:///%s?host=%s&port=%s&user=%s", part["dbname"], part["host"], part["port"], part["user"])
}

// postgresAppends is the PostgreSQL store beside pgbench, 64 clients each, on one server.
func (b *bench) postgresAppends() error {
	const name = "PostgreSQL store, 64 writers of single statements; peer: pgbench -M prepared -c 64 -j 2, a row of the same size a commit"
	address, err := database()
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/pgbench")
	if err != nil || len(found) == 0 {
		b.missing("a", name, fmt.Sprintf("PostgreSQL and pgbench are needed (%v)", err))
		return nil
	}
	if err := removeAll(b.file("pgdata")); err != nil {
		return err
	}
	n, err := node.Open(b.ctx, node.Config{Data: b.file("pgdata"), Store: asURL(address)})
	if err != nil {
		return err
	}
	defer n.Close()
	if _, err := n.Log.Record(b.ctx, claimed(1)); err != nil {
		return err
	}
	like, err := n.Store.Statement(b.ctx, n.State.Durable())
	if err != nil {
		return err
	}
	pg := pgbench{program: found[len(found)-1], address: address, script: b.file("insert.sql"), seconds: max(1, int(b.span().Seconds()+.5))}
	if err := pg.prepare(like); err != nil {
		return err
	}
	l := b.add("a", name, "entries/s", atLeast(1.5))
	return l.alternate(b.runs, func() (float64, error) { return rate(b.span(), 64, 1, recorder(b.ctx, n.Log, 1)) }, pg.run)
}

type pgbench struct {
	program, address, script string
	seconds                  int
}

func (p *pgbench) prepare(like muster.Statement) error {
	const table = "CREATE TABLE single (position bigserial PRIMARY KEY, head bytea NOT NULL, salt bytea, body bytea, hashes bytea NOT NULL)"
	psql := exec.Command(filepath.Join(filepath.Dir(p.program), "psql"), "-q", "-d", p.address, "-c", table)
	if out, err := psql.CombinedOutput(); err != nil {
		return fmt.Errorf("psql: %w: %s", err, out)
	}
	insert := fmt.Sprintf("INSERT INTO single (head, salt, body, hashes) VALUES ('\\x%x', '\\x%x', '\\x%x', '\\x%x');\n", like.Head, like.Salt, like.Body, make([]byte, 64))
	return os.WriteFile(p.script, []byte(insert), 0o644)
}

var tps = regexp.MustCompile(`(?m)^tps = ([0-9.]+)`)

// run gives rows a second, the clients' connecting not counted.
func (p *pgbench) run() (float64, error) {
	cmd := exec.Command(p.program, "-n", "-f", p.script, "-M", "prepared", "-c", "64", "-j", "2", "-T", strconv.Itoa(p.seconds), p.address)
	var errw bytes.Buffer
	cmd.Stderr = &errw
	out, err := cmd.Output()
	m := tps.FindSubmatch(out)
	if err != nil || m == nil {
		return 0, fmt.Errorf("pgbench: %w: %s", err, errw.Bytes())
	}
	return strconv.ParseFloat(string(m[1]), 64)
}
