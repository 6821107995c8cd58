package main

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"runtime"

	"muster"
	"muster/access"
	"muster/board"
	"muster/item"
	"muster/matching"
	"muster/node"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
	"muster/work"
)

// desk is an office with many open requirements, as many offers, and a match for every fourth.
type desk struct {
	b    *bench
	n    *node.Node
	lots int // requirements, and offers
}

// boards compares laying out a board of open requirements with one query of SQLite over the same rows: every
// line with what matches cover of it, the most urgent first.
func (b *bench) boards() error {
	d := &desk{b: b, lots: 5000}
	if b.full {
		d.lots = 20_000
	}
	dir := b.file("board")
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	var err error
	if d.n, err = node.Open(b.ctx, node.Config{Data: dir}); err != nil {
		return err
	}
	if err := d.fill(); err != nil {
		return errors.Join(err, d.n.Close())
	}
	db, err := d.peer(b.file("board.db"))
	if err != nil {
		return errors.Join(err, d.n.Close())
	}
	return errors.Join(d.compare(db), db.Close(), d.n.Close())
}

var operatorSays = muster.Envelope{By: "operator", Role: string(access.Operator), Audience: muster.Public}

func by(party muster.PartyID, role access.Role, kind, about string) muster.Envelope {
	return muster.Envelope{Kind: kind, By: party, Role: string(role), About: about, Audience: "participants"}
}

// say records statements, a thousand at a time; it returns the position before the first.
func (d *desk) say(all []muster.Value) (before muster.Seq, err error) {
	before = d.n.State.Durable()
	for len(all) > 0 {
		k := min(1000, len(all))
		said, err := d.n.Say(d.b.ctx, node.Saying{}, all[:k]...)
		if err != nil {
			return 0, err
		}
		for _, why := range said.Refused {
			return 0, why[0]
		}
		all = all[k:]
	}
	return before, nil
}

const kindsOfItem = 40

func itemOf(i int) item.ID { return item.ID(fmt.Sprintf("item-%02d", i%kindsOfItem)) }

// fill records the office: every line is open, every offer accepted, every fourth match firm.
func (d *desk) fill() error {
	var items, lines, moves, matches, binds []muster.Value
	for i := range kindsOfItem {
		e := operatorSays
		e.Kind, e.About = item.KindItem, string(itemOf(i))
		items = append(items, &item.Item{Envelope: e, Names: item.Names{"en": fmt.Sprintf("Item %d", i)}, Thing: "vehicle", Unit: "each"})
	}
	act := func(party muster.PartyID, role access.Role, kind, about, act string) work.Act {
		return work.Act{Envelope: by(party, role, kind, about), Act: act}
	}
	for i := range d.lots {
		need, stock := needID(i), stockID(i)
		lines = append(lines, &requirement.Line{
			Envelope: by("ua", access.RecipientOfficer, requirement.KindLine, need), Requester: "ua", Item: itemOf(i), Quantity: "40", Unit: "each",
			Priority: 1 + i%5, NeededBy: muster.NewDay(2999, 1, 1+i%300).String(), Place: "North",
		})
		for _, a := range []string{requirement.ActSubmit, requirement.ActValidate, requirement.ActOpen} {
			party, role := muster.PartyID("nato"), access.Coordinator
			if a == requirement.ActSubmit {
				party, role = "ua", access.RecipientOfficer
			}
			moves = append(moves, &requirement.Acted{Act: act(party, role, requirement.KindAct, need, a)})
		}
		moves = append(moves, &offer.Line{
			Envelope: by("de", access.DonorOfficer, offer.KindLine, stock), Donor: "de", Item: itemOf(i), Quantity: "40", Unit: "each", Condition: "new", Ready: "2026-01-01", Channel: "bilateral",
		}, &offer.Acted{Act: act("de", access.DonorOfficer, offer.KindAct, stock, offer.ActNotify)},
			&offer.Acted{Act: act("nato", access.Coordinator, offer.KindAct, stock, offer.ActAssess)},
			&offer.Acted{Act: act("nato", access.Coordinator, offer.KindAct, stock, offer.ActAccept), Quantity: "40"})
	}
	if _, err := d.say(items); err != nil {
		return err
	}
	before, err := d.say(lines)
	if err != nil {
		return err
	}
	if _, err := d.say(moves); err != nil {
		return err
	}
	for i := 0; i < d.lots; i += 4 {
		id := fmt.Sprintf("m-%05d", i)
		matches = append(matches, &matching.Match{
			Envelope: by("nato", access.Coordinator, matching.KindMatch, id), Requirement: needID(i), Line: muster.NewID(d.n.Log.ID(), uint64(before)+uint64(i)+1), Offer: stockID(i), Quantity: "10",
		})
		binds = append(binds, &matching.Acted{Act: act("de", access.DonorOfficer, matching.KindAct, id, matching.ActDonorAgree)},
			&matching.Acted{Act: act("ua", access.RecipientOfficer, matching.KindAct, id, matching.ActRecipientAgree)},
			&matching.Acted{Act: act("nato", access.Coordinator, matching.KindAct, id, matching.ActFirm)})
	}
	_, err = d.say(append(matches, binds...))
	return err
}

func needID(i int) string  { return fmt.Sprintf("r-%05d", i) }
func stockID(i int) string { return fmt.Sprintf("o-%05d", i) }

// peer puts the same rows into tables of SQLite, as the office's sheets would have them, with the indexes
// that the query wants.
func (d *desk) peer(path string) (*sql.DB, error) {
	if err := removeAll(path, path+"-wal", path+"-shm"); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(WAL)&_pragma=cache_size(-262144)")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	tx, err := db.BeginTx(d.b.ctx, nil)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	do := func(query string, args ...any) {
		if err == nil {
			_, err = tx.ExecContext(d.b.ctx, query, args...)
		}
	}
	do(`CREATE TABLE item (id TEXT PRIMARY KEY, name TEXT, thing TEXT)`)
	do(`CREATE TABLE requirement (id TEXT PRIMARY KEY, requester TEXT, item TEXT, quantity REAL, unit TEXT, priority INTEGER, needed_by TEXT, place TEXT, state TEXT)`)
	do(`CREATE TABLE offer (id TEXT PRIMARY KEY, donor TEXT, item TEXT, quantity REAL, accepted REAL, unit TEXT, condition TEXT, ready TEXT, channel TEXT, state TEXT)`)
	do(`CREATE TABLE "match" (id TEXT PRIMARY KEY, requirement TEXT, offer TEXT, quantity REAL, state TEXT)`)
	do(`CREATE INDEX match_requirement ON "match" (requirement)`)
	do(`CREATE INDEX match_offer ON "match" (offer)`)
	for i := range kindsOfItem {
		do(`INSERT INTO item VALUES (?, ?, 'vehicle')`, string(itemOf(i)), fmt.Sprintf("Item %d", i))
	}
	for i := range d.lots {
		do(`INSERT INTO requirement VALUES (?, 'ua', ?, 40, 'each', ?, ?, 'North', 'open')`, needID(i), string(itemOf(i)), 1+i%5, muster.NewDay(2999, 1, 1+i%300).String())
		do(`INSERT INTO offer VALUES (?, 'de', ?, 40, 40, 'each', 'new', '2026-01-01', 'bilateral', 'accepted')`, stockID(i), string(itemOf(i)))
		if i%4 == 0 {
			do(`INSERT INTO "match" VALUES (?, ?, ?, 10, 'firm')`, fmt.Sprintf("m-%05d", i), needID(i), stockID(i))
		}
	}
	if err == nil {
		err = tx.Commit()
	}
	return db, err
}

const needsQuery = `SELECT r.id, r.requester, r.item, i.name, i.thing, r.quantity, r.unit, r.priority, r.needed_by, r.place, r.state,
	coalesce(sum(CASE WHEN m.state IN ('firm', 'in delivery', 'fulfilled', 'short-closed') THEN m.quantity END), 0),
	coalesce(sum(CASE WHEN m.state IN ('proposed', 'agreed by donor', 'agreed by recipient', 'agreed') THEN m.quantity END), 0)
	FROM requirement r JOIN item i ON i.id = r.item LEFT JOIN "match" m ON m.requirement = r.id
	WHERE r.state = 'open' GROUP BY r.id ORDER BY r.priority, r.needed_by, r.id`

const offersQuery = `SELECT o.id, o.donor, o.item, i.name, i.thing, o.quantity, o.accepted, o.unit, o.condition, o.ready, o.channel, o.state,
	coalesce(sum(CASE WHEN m.state IN ('firm', 'in delivery', 'fulfilled', 'short-closed') THEN m.quantity END), 0)
	FROM offer o JOIN item i ON i.id = o.item LEFT JOIN "match" m ON m.offer = o.id
	WHERE o.state = 'accepted' GROUP BY o.id ORDER BY o.ready, o.id`

// asked runs a query and reads every row; firm sums the column that says what is firm, so that both sides are
// known to have found the same.
func (d *desk) asked(db *sql.DB, query string, firm int) (seconds, sum float64, rows int, err error) {
	runtime.GC()
	used := processor()
	r, err := db.QueryContext(d.b.ctx, query)
	if err != nil {
		return 0, 0, 0, err
	}
	defer r.Close() //nolint:errcheck // read to its end
	names, err := r.Columns()
	if err != nil {
		return 0, 0, 0, err
	}
	cells := make([]any, len(names))
	for i := range cells {
		cells[i] = new(any)
	}
	for r.Next() {
		if err := r.Scan(cells...); err != nil {
			return 0, 0, 0, err
		}
		rows++
		if x, ok := (*cells[firm].(*any)).(float64); ok {
			sum += x
		}
	}
	return processor() - used, sum, rows, r.Err()
}

// compare lays out both boards beside the queries, in processor time: both run in this process, and other
// work on the machine counts for neither.
func (d *desk) compare(db *sql.DB) error {
	v, err := d.n.View(d.b.ctx, "")
	if err != nil {
		return err
	}
	want := float64((d.lots + 3) / 4 * 10)
	for _, x := range []struct {
		name  string
		lay   func(standing.View) (firm float64, rows int)
		query string
		firm  int
	}{
		{"open requirements", func(v standing.View) (firm float64, rows int) {
			all := board.Needs(v)
			for i := range all {
				f, _ := all[i].Cover.Firm.Rat().Float64()
				firm += f
			}
			return firm, len(all)
		}, needsQuery, 11},
		{"offers", func(v standing.View) (firm float64, rows int) {
			all := board.Offers(v)
			for i := range all {
				firm += all[i].Use.Firm.Float()
			}
			return firm, len(all)
		}, offersQuery, 12},
	} {
		check := func(firm float64, rows int) error {
			if firm != want || rows != d.lots {
				return fmt.Errorf("%d rows with %g firm, want %d with %g", rows, firm, d.lots, want)
			}
			return nil
		}
		l := d.b.add("h", fmt.Sprintf("board of %d %s, laid out anew; peer: one query of SQLite (modernc) over the same rows", d.lots, x.name), "s", atMost(1))
		err := l.alternate(d.b.runs, func() (seconds float64, err error) {
			var firm float64
			var rows int
			runtime.GC()
			used := processor()
			d.n.State.Read(func() { firm, rows = x.lay(v) })
			return processor() - used, check(firm, rows)
		}, func() (float64, error) {
			seconds, firm, rows, err := d.asked(db, x.query, x.firm)
			return seconds, errors.Join(err, check(firm, rows))
		})
		if err != nil {
			return err
		}
	}
	return nil
}
