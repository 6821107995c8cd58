package main

import (
	"bufio"
	"bytes"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // PostgreSQL as an engine

	"muster/money"
)

const tables = `CREATE TABLE entry (donor text, type text, date text, currency text, amount %s);
CREATE TABLE price (currency text, date text, rate %s, PRIMARY KEY (currency, date))`

const report = `SELECT donor, type, CAST(sum(%s) AS text) FROM entry JOIN price USING (currency, date) GROUP BY donor, type ORDER BY donor, type`

// engine is a database that holds the same rows and is asked the same question.
type engine struct {
	name   string
	db     *sql.DB
	report string
	floats bool
	divide float64 // the sums are in hundredths
}

// ask gives the time of one answer, and an error for a wrong total.
func (e *engine) ask(want money.Amount) (float64, error) {
	var exact money.Amount
	var float float64
	ms, err := milliseconds(func() error {
		rows, err := e.db.Query(e.report)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var donor, kind, sum string
			if err := rows.Scan(&donor, &kind, &sum); err != nil {
				return err
			}
			a, _, err := money.ParseRounded(sum)
			if err != nil {
				return err
			}
			exact = exact.Add(a)
			float += a.Float()
		}
		return rows.Err()
	})
	if err != nil {
		return 0, fmt.Errorf("%s: %w", e.name, err)
	}
	if e.floats {
		if exact, err = money.FromFloat(float / e.divide); err != nil {
			return 0, err
		}
	}
	return ms, agree(e.name, exact, want, e.floats)
}

// load fills an engine's tables from the files the others read; amount and rate say how their text
// is handed over.
func (e *engine) load(b *bench, amount, rate func(string) any, sql string, mark func(n int) string) error {
	for s := range strings.SplitSeq(sql, ";") {
		if _, err := e.db.ExecContext(b.ctx, s); err != nil {
			return err
		}
	}
	tx, err := e.db.BeginTx(b.ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	insert := func(file, query string, row func(r []string) []any) error {
		st, err := tx.PrepareContext(b.ctx, query)
		if err != nil {
			return err
		}
		return eachRow(b.file(file), func(r []string) error {
			_, err := st.ExecContext(b.ctx, row(r)...)
			return err
		})
	}
	err = insert(entriesCSV, "INSERT INTO entry (donor, type, date, currency, amount) VALUES ("+mark(5)+")", func(r []string) []any {
		return []any{r[2], r[4], r[3], r[6], amount(r[5])}
	})
	if err != nil {
		return err
	}
	err = insert(pricesCSV, "INSERT INTO price (currency, date, rate) VALUES ("+mark(3)+")", func(r []string) []any {
		return []any{r[0], r[1], rate(r[2])}
	})
	return errors.Join(err, tx.Commit())
}

func eachRow(path string, f func(r []string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	r := csv.NewReader(bufio.NewReader(file))
	r.ReuseRecord = true
	if _, err := r.Read(); err != nil {
		return err
	}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = f(row)
		}
		if err != nil {
			return err
		}
	}
}

func (b *bench) besideSQLite(ours func() (float64, error), want money.Amount) error {
	path := b.file("engine.db")
	if err := removeAll(path, path+"-wal", path+"-shm"); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(WAL)&_pragma=cache_size(-262144)")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	e := &engine{name: "SQLite", db: db, report: fmt.Sprintf(report, "amount / rate"), floats: true, divide: amountUnit}
	number := func(s string) any { return money.MustParse(s).Float() }
	hundredths := func(s string) any { c, _, _ := money.MustParse(s).Coefficient(); return c }
	if err := e.load(b, hundredths, number, fmt.Sprintf(tables, "integer", "real"), func(n int) string { return strings.Repeat("?, ", n-1) + "?" }); err != nil {
		return err
	}
	l := b.add("b", "position by donor × type in EUR; peer: SQLite (modernc), floats", "ms", goal{})
	return l.alternate(b.runs, ours, func() (float64, error) { return e.ask(want) })
}

func (b *bench) besidePostgres(ours func() (float64, error), want money.Amount) error {
	const name = "position by donor × type in EUR; peer: PostgreSQL, exact decimals"
	address, err := database()
	if err != nil {
		b.missing("b", name, err.Error())
		return nil
	}
	db, err := sql.Open("pgx", address)
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	e := &engine{name: "PostgreSQL", db: db, report: fmt.Sprintf(report, "round(amount / rate, 8)")}
	text := func(s string) any { return s }
	err = e.load(b, text, text, fmt.Sprintf(tables, "numeric", "numeric"), func(n int) string { return "$1, $2, $3, $4, $5"[:4*n-2] })
	if err != nil {
		return err
	}
	for _, s := range []string{"SET work_mem = '64MB'", "ANALYZE"} {
		if _, err := db.ExecContext(b.ctx, s); err != nil {
			return err
		}
	}
	l := b.add("b", name, "ms", goal{})
	return l.alternate(b.runs, ours, func() (float64, error) { return e.ask(want) })
}

// small is how many entries the command-line peers read.
const small = 100_000

// ledgers runs the command-line peers over a ledger of 100,000, the whole process, beside a whole
// process of ours that reads a record of as many.
func (b *bench) ledgers() error {
	data := newLedger(small)
	if err := writeFile(b.dir, journal, data.journal); err != nil {
		return err
	}
	cells := make([]sum128, len(donors)*kinds)
	data.bareLoop(cells)
	want := total(cells)
	if err := b.smallRecord(data); err != nil {
		return err
	}
	for _, p := range []struct {
		name string
		args []string
	}{
		{"ledger", []string{"-f", b.file(journal), "bal", "^Assets", "-H", "-X", "EUR"}},
		{"hledger", []string{"-f", b.file(journal), "bal", "^Assets", "--value=then,EUR", "--flat", "-O", "csv"}},
	} {
		name := "whole process, 100,000 entries: position; peer: " + p.name + " " + strings.Join(p.args[2:], " ")
		program, err := exec.LookPath(p.name)
		if err != nil {
			b.missing("b", name, p.name+" is not installed")
			continue
		}
		l := b.add("b", name, "s", goal{})
		err = l.alternate(3, func() (float64, error) {
			return timed(func() error {
				return b.program("small", "position", "--source", series, "--measure", "allocated", "--by", "donor,type", "--currency", "EUR")
			})
		}, func() (float64, error) {
			var out bytes.Buffer
			s, err := timed(func() error {
				cmd := exec.CommandContext(b.ctx, program, p.args...)
				cmd.Stdout = &out
				return cmd.Run()
			})
			if err != nil {
				return 0, err
			}
			got, err := lastTotal(out.String())
			if err != nil {
				return 0, fmt.Errorf("%s: %w", p.name, err)
			}
			return s, agree(p.name, got, want, false)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// smallRecord makes the record of the small ledger.
func (b *bench) smallRecord(data *ledger) error {
	if err := b.empty(); err != nil {
		return err
	}
	if err := b.copyOf(emptyData, "small"); err != nil {
		return err
	}
	if err := writeFile(b.dir, "small.csv", func(w *bufio.Writer) { data.entries(w, false) }); err != nil {
		return err
	}
	return b.edition("small", "small.csv", "first")
}

// lastTotal reads the total that a balance report ends with: the last word that is a number.
func lastTotal(report string) (money.Amount, error) {
	lines := strings.Split(strings.TrimSpace(report), "\n")
	last := lines[len(lines)-1]
	for _, word := range strings.FieldsFunc(last, func(r rune) bool { return strings.ContainsRune(` ,"`, r) }) {
		if a, err := money.Parse(word); err == nil {
			return a, nil
		}
	}
	return money.Amount{}, fmt.Errorf("no total in its last line, %q", last)
}

// journal writes the ledger for ledger and hledger. They take prices in euros, so a rate is given as
// its reciprocal to 18 decimals.
func (l *ledger) journal(w *bufio.Writer) {
	w.WriteString("commodity EUR 1000.00\n\n")
	one := money.New(1, 0)
	for c := range currencies[1:] {
		for d := range uint16(days) {
			price, err := one.Quo(money.New(l.rate[c+1][d], rateScale), 18)
			if err != nil {
				panic(err) // no rate is 0
			}
			fmt.Fprintf(w, "P %s %s %s EUR\n", dayText(d), currencies[c+1], price)
		}
	}
	for i := range l.day {
		fmt.Fprintf(w, "\n%s P%07d\n    Assets:%s:%s  %s %s\n    Equity:Flow\n", dayText(l.day[i]), i+1,
			donors[l.donor[i]], strings.ReplaceAll(kindName(l.kind[i]), " ", "-"), decimal(l.amount[i], 2), currencies[l.ccy[i]])
	}
}
