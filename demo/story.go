package demo

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed story/*.csv
var story embed.FS

// Table is statements of one kind as `muster record` reads them, with gaps that are filled when they are
// recorded: {+45} is the day 45 days on, {r-0001} the statement by which that requirement stands.
type Table struct {
	Name string // "06-requirement.line.csv"
	Kind string // "requirement.line"
	Data string
}

// Story returns an invented set of requirements, offers, matches, asks, packages and lessons, in the order in which it is to be recorded.
// Nothing in it is real; story.py makes it.
func Story() []Table {
	var all []Table
	names, _ := fs.Glob(story, "story/*.csv") // the pattern is a good one
	for _, path := range names {
		data, err := story.ReadFile(path)
		if err != nil {
			panic(err) // it is embedded
		}
		name := strings.TrimPrefix(path, "story/")
		_, kind, _ := strings.Cut(strings.TrimSuffix(name, ".csv"), "-")
		all = append(all, Table{name, kind, string(data)})
	}
	return all
}

// StoryNotice says on every page what the set is.
const StoryNotice = "Requirements, offers, matches, asks, packages and lessons are invented for this demo: nothing in them is real."
