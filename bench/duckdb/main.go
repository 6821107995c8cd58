// Command duckdb is a peer of muster/bench: DuckDB with the same rows, in a process of its own. It
// is a module of its own since its driver needs cgo.
//
//	duckdb ENTRIES.csv PRICES.csv plain|enum
//
// It loads the files, warms up, says a line, and then answers each line of its input with the
// milliseconds that the query took and the total in EUR.
package main

import (
	"bufio"
	"database/sql"
	"fmt"
	"os"
	"strings"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"
)

// load reads the files; amounts become hundredths, as the bare loop has them. With enum, text that
// repeats is dictionary-coded, which is the most that a user could do for it by hand.
const load = `SET threads = 2;
CREATE TABLE price AS SELECT currency, date, rate FROM read_csv('%[2]s', header = true, columns = {'currency': 'VARCHAR', 'date': 'DATE', 'rate': 'DOUBLE'});
CREATE TABLE entry AS SELECT party AS donor, type, date, currency, CAST(round(amount * 100) AS BIGINT) AS amount
FROM read_csv('%[1]s', header = true, columns = {'contribution': 'VARCHAR', 'event': 'VARCHAR', 'party': 'VARCHAR', 'date': 'DATE', 'type': 'VARCHAR', 'amount': 'DECIMAL(18,2)', 'currency': 'VARCHAR'});`

const asEnum = `CREATE TYPE donor AS ENUM (SELECT DISTINCT donor FROM entry);
CREATE TYPE kind AS ENUM (SELECT DISTINCT type FROM entry);
CREATE TYPE currency AS ENUM (SELECT DISTINCT currency FROM price);
ALTER TABLE entry ALTER donor TYPE donor;
ALTER TABLE entry ALTER type TYPE kind;
ALTER TABLE entry ALTER currency TYPE currency;
ALTER TABLE price ALTER currency TYPE currency;`

const report = `SELECT donor, type, sum(amount / rate) / 100 FROM entry JOIN price USING (currency, date) GROUP BY donor, type ORDER BY donor, type`

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "duckdb:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("found %q; give ENTRIES.csv PRICES.csv plain|enum", args)
	}
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	sql := fmt.Sprintf(load, args[0], args[1])
	if args[2] == "enum" {
		sql += asEnum
	}
	for s := range strings.SplitSeq(strings.TrimSuffix(sql, ";"), ";") {
		if _, err := db.Exec(s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	for range 3 { // warm
		if _, _, err := ask(db); err != nil {
			return err
		}
	}
	fmt.Println("ready")
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		ms, total, err := ask(db)
		if err != nil {
			return err
		}
		fmt.Printf("%.6f %.6f\n", ms, total)
	}
	return nil
}

func ask(db *sql.DB) (ms, total float64, err error) {
	began := time.Now()
	rows, err := db.Query(report)
	if err != nil {
		return 0, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var donor, kind string
		var sum float64
		if err := rows.Scan(&donor, &kind, &sum); err != nil {
			return 0, 0, err
		}
		total += sum
	}
	return float64(time.Since(began).Nanoseconds()) / 1e6, total, rows.Err()
}
