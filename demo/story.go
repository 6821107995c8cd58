package demo

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed story/*.csv reforms/*.json evidence/*.csv evidence/folder
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
	return tables("story/", ".csv")
}

// Reforms returns frameworks with an invented set of reforms, steps, ratings and instalments, in the order in
// which it is to be recorded; reforms.py makes it, and says what of it is public.
func Reforms() []Table {
	return tables("reforms/", ".json")
}

// Folder is files that are handed in as evidence, with the sheet that says what each is.
type Folder struct {
	Files fs.FS
	Sheet Table // its gaps are filled as those of statements are
}

// Evidence returns an invented folder of evidence, and what is said of it: the first of the tables before the
// folder is entered, the others after it. evidence.py makes it.
func Evidence() (f Folder, said []Table) {
	for _, t := range tables("evidence/", ".csv") {
		if t.Name == "items.csv" {
			f.Sheet = t
		} else {
			said = append(said, t)
		}
	}
	f.Files, _ = fs.Sub(story, "evidence/folder") // it is embedded
	return f, said
}

func tables(folder, ext string) (all []Table) {
	names, _ := fs.Glob(story, folder+"*"+ext) // the pattern is a good one
	for _, path := range names {
		data, err := story.ReadFile(path)
		if err != nil {
			panic(err) // it is embedded
		}
		name := strings.TrimPrefix(path, folder)
		_, kind, _ := strings.Cut(strings.TrimSuffix(name, ext), "-")
		all = append(all, Table{name, kind, string(data)})
	}
	return all
}

// StoryNotice says on every page what the set is.
const StoryNotice = "Requirements, offers, matches, asks, packages, lessons and evidence are invented for this demo, and so are reforms but for the sums of two instalments and the counts of one programme, which name their sources: nothing else in them is real."
