package cli

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/access"
	"muster/demo"
	"muster/kinds"
	"muster/node"
	"muster/parts"
	"muster/reform"
	"muster/requirement"
	"muster/standing"
	"muster/work"
)

var gap = regexp.MustCompile(`\{([^{}" ]+)\}`)

// loadStory records the invented requirements, offers, matches and reforms of the demo as 'muster record' would.
func loadStory(ctx context.Context, n *node.Node, today muster.Day) error {
	folder, said := demo.Evidence()
	for _, t := range slices.Concat(demo.Story(), demo.Reforms(), said[:1]) {
		if err := loadTable(ctx, n, t, today); err != nil {
			return err
		}
	}
	sheet, err := filled(ctx, n, folder.Sheet, today)
	if err != nil {
		return err
	}
	done, err := n.Enter(ctx, node.Intake{
		Folder: folder.Files, Sheet: folder.Sheet.Name, Data: []byte(sheet), As: access.Principal{Role: access.Documenter, Party: "ua", Person: "Dana (invented)"}, Why: "handed in for the demo",
	})
	if err != nil {
		return err
	}
	for _, f := range done.Faults {
		if f.Refused {
			return fmt.Errorf("%s: row %d, column %s: %s", folder.Sheet.Name, f.Row, f.Column, f.Why)
		}
	}
	for _, t := range said[1:] {
		if err := loadTable(ctx, n, t, today); err != nil {
			return err
		}
	}
	return nil
}

// loadTable records a table of the story.
func loadTable(ctx context.Context, n *node.Node, t demo.Table, today muster.Day) error {
	kind, err := kinds.Of(parts.State(), t.Kind)
	if err != nil {
		return err
	}
	text, err := filled(ctx, n, t, today)
	if err != nil {
		return err
	}
	table, err := kinds.Read(kind, t.Name, []byte(text))
	if err != nil {
		return err
	}
	for _, f := range table.Faults {
		return fmt.Errorf("%s: row %d, column %s: %s", t.Name, f.Row, f.Column, f.Why)
	}
	said, err := n.Say(ctx, node.Saying{}, table.Values()...)
	if err != nil {
		return fmt.Errorf("%s: %w", t.Name, err)
	}
	for i, row := range table.Rows {
		for _, why := range said.Refused[i] {
			return fmt.Errorf("%s: row %d: %w", t.Name, row.Number, why)
		}
	}
	return nil
}

// printStory prints where the objects of the invented operation are.
func (a *app) printStory(ctx context.Context, n *node.Node) error {
	v, err := n.View(ctx, "")
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "\nAn operation, invented:\n")
	for _, desk := range work.Desks(v.State) {
		for _, t := range desk.Tables() {
			in, seen := map[string]int{}, map[string]bool{}
			for th := range desk.Things(v, t.Object) {
				if !seen[th.About] { // an ask is a thing for each donor that it waits for
					seen[th.About] = true
					in[th.State]++
				}
			}
			all := len(seen)
			var parts []string
			for _, s := range t.States {
				if in[s.Name] > 0 {
					parts = append(parts, fmt.Sprintf("%d %s", in[s.Name], s.Name))
				}
			}
			if all > 0 {
				fmt.Fprintf(a.out, "  %s: %s\n", counted(all, t.Object), strings.Join(parts, ", "))
			}
		}
	}
	return nil
}

// filled fills the gaps of a table: days counted from today, and statements by which objects and
// ratings stand.
func filled(ctx context.Context, n *node.Node, t demo.Table, today muster.Day) (string, error) {
	v, err := n.View(ctx, "")
	if err != nil {
		return "", err
	}
	var wrong error
	text := gap.ReplaceAllStringFunc(t.Data, func(s string) string {
		name := strings.Trim(s, "{}")
		if days, err := strconv.Atoi(name); err == nil {
			return (today + muster.Day(days)).String()
		}
		if line, ok := requirement.In(v).Get(v.Known, name); ok {
			return string(line.ID)
		}
		for _, d := range standing.All[work.Shelves](v.State) {
			for _, of := range d.Tables() {
				if x, ok := d.Spoken(v, of.Object, name); ok {
					return string(x.Statement)
				}
			}
		}
		if rating, ok := reform.In(v).Ratings.Get(v.Known, name); ok {
			return string(rating.ID)
		}
		wrong = fmt.Errorf("%s: %s names no object", t.Name, s)
		return s
	})
	return text, wrong
}
