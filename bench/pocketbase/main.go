// Command pocketbase is a peer of muster/bench: PocketBase with the same rows in a public collection,
// served on loopback. It is a module of its own so that PocketBase is no dependency of Muster.
//
//	pocketbase ENTRIES.csv FOLDER ADDRESS
//
// It loads the file, says a line once it answers, and ends when its standard input does.
package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	_ "github.com/pocketbase/pocketbase/migrations" // its own tables
	"github.com/pocketbase/pocketbase/tools/types"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "pocketbase:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("found %q; give ENTRIES.csv FOLDER ADDRESS", args)
	}
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: args[1]})
	if err := app.Bootstrap(); err != nil {
		return err
	}
	if err := app.RunAllMigrations(); err != nil {
		return err
	}
	c := core.NewBaseCollection("entries")
	c.ListRule = types.Pointer("") // everybody
	for _, name := range columns {
		c.Fields.Add(&core.TextField{Name: name})
	}
	c.Fields.Add(&core.NumberField{Name: "amount"})
	if err := app.Save(c); err != nil {
		return err
	}
	if err := load(app, args[0]); err != nil {
		return err
	}
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.InstallerFunc = nil // it would open a browser
		return e.Next()
	})
	ended := make(chan error, 2)
	go func() { ended <- apis.Serve(app, apis.ServeConfig{HttpAddr: args[2]}) }()
	go func() {
		for {
			if c, err := net.Dial("tcp", args[2]); err == nil {
				c.Close()
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
		fmt.Println("ready")
		_, err := io.Copy(io.Discard, os.Stdin)
		ended <- err
	}()
	return <-ended
}

var columns = []string{"contribution", "event", "party", "date", "type", "currency"}

// load inserts the rows as they are, past PocketBase's own checks, which are not what is measured.
func load(app core.App, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.ReuseRecord = true
	if _, err := r.Read(); err != nil {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		insert := tx.DB().NewQuery("INSERT INTO entries (id, contribution, event, party, date, type, amount, currency) VALUES ({:id}, {:c}, {:e}, {:p}, {:d}, {:t}, {:a}, {:u})").Prepare()
		defer insert.Close()
		for n := 1; ; n++ {
			row, err := r.Read()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			amount, err := strconv.ParseFloat(row[5], 64)
			if err != nil {
				return err
			}
			_, err = insert.Bind(dbx.Params{"id": fmt.Sprintf("r%014d", n), "c": row[0], "e": row[1], "p": row[2], "d": row[3], "t": row[4], "a": amount, "u": row[6]}).Execute()
			if err != nil {
				return err
			}
		}
	})
}
