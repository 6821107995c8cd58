package muster_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// levels is the order of the house, lowest first: a package imports from levels below its own, and
// never a neighbour. "." is package muster. A name with /... stands for a folder and all in it.
var levels = [][]string{
	{"money"},
	{"."},
	{"seal", "search"},
	{"access"},
	{"record", "signin"},
	{"standing"},
	{"party", "item", "indicator", "work"},
	{"pledge", "requirement", "offer", "lesson", "reform", "evidence", "audit"},
	{"matching"},
	{"matching/plan", "ask", "fund"},
	{"board", "measure"},
	{"consignment", "training"},
	{"report", "figure/..."},
	{"sheet"},
	{"kiel", "iati", "paper", "ecb", "worldbank", "entries", "layer", "kinds", "replies", "observations"},
	{"lists", "intake", "bag"},
	{"parts/..."},
	{"api", "web", "client"},
	{"node"},
	{"cli"},
	{"cmd/..."},
}

// only lists packages that stand beside the order: what they may import of Muster, and nothing else.
// Of two entries that fit, the first holds.
var only = []struct {
	pkg     string
	imports []string
}{
	{"store/storetest/...", []string{".", "money", "seal", "record", "standing"}},
	{"store/...", []string{".", "seal", "record"}},
	{"standing/standingtest", []string{".", "record", "access", "standing"}},
	{"work/worktest", []string{".", "access", "standing/standingtest", "work"}},
	{"item/itemtest", []string{".", "item", "party", "standing/standingtest"}},
	{"matching/matchingtest", []string{".", "access", "item", "offer", "requirement", "standing/standingtest", "work"}},
	{"board/boardtest", []string{".", "access", "item", "matching", "offer", "party", "requirement", "work"}},
	{"figure", []string{".", "money"}},
	{"figure/shapes", []string{}},
	{"figure/gallery", []string{".", "money", "figure"}},
	{"matching/flow", []string{}},
	{"demo", nil},
}

// importers lists packages that only some may import.
var importers = []struct {
	pkg string
	by  []string
}{
	{"demo", []string{"cli"}},
	{"store/...", []string{"node", "cli", "cmd/...", "bench/..."}},
	{"bench/...", []string{"bench/..."}},
	{"cmd/...", nil},
}

// top is the level of parts: from there down no network, no SQL and no clock.
const top = "parts/..."

// outside lists what packages up to the top, and those that stand beside the order, do not import.
// It speaks of their own imports: excelize, which reads workbooks, brings net/http with it.
var outside = []string{"net/http", "database/sql"}

// clocks lists who may read the clock.
var clocks = []string{"node", "cli", "cmd/...", "bench/..."}

// freeOfStdlibRules lists whose standard library is their own business: the stores speak SQL.
var freeOfStdlibRules = []string{"store/...", "bench/..."}

func TestImportsPointOneWay(t *testing.T) {
	files := sources(t)
	if len(files) < 10 {
		t.Fatalf("found only %d source files; the walk has lost its way", len(files))
	}
	for _, f := range files {
		for _, why := range breaches(f) {
			t.Error(why)
		}
	}
}

// The go command's own picture, for this platform and these tags: what it sees is what was checked.
func TestTheCheckSeesEveryImportThatIsBuilt(t *testing.T) {
	out, err := exec.Command("go", "list", "-e", "-json=ImportPath,Dir,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := map[string][]string{}
	for _, f := range sources(t) {
		seen[f.pkg] = append(seen[f.pkg], f.imports...)
	}
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		for _, i := range p.Imports {
			if !slices.Contains(seen[relative(p.ImportPath)], i) {
				t.Errorf("%s imports %s, which the check did not see", p.ImportPath, i)
			}
		}
	}
}

func TestTheCheckNamesEachKindOfBreach(t *testing.T) {
	for _, c := range []struct {
		file source
		want string // part of the breach, empty for none
	}{
		{source{"pledge/a.go", "pledge", []string{"muster", "muster/money", "muster/standing", "muster/party"}, nil}, ""},
		{source{"pledge/a.go", "pledge", []string{"muster/web"}, nil}, "pledge/a.go imports muster/web, which stands above it"},
		{source{"pledge/a.go", "pledge", []string{"muster/offer"}, nil}, "its neighbour"},
		{source{"a.go", ".", []string{"muster/money"}, nil}, ""},
		{source{"a.go", ".", []string{"muster/seal"}, nil}, "stands above"},
		{source{"money/a.go", "money", []string{"muster"}, nil}, "stands above"},
		{source{"pledge/a.go", "pledge", []string{"net/http"}, nil}, "pledge/a.go imports net/http"},
		{source{"parts/a.go", "parts", []string{"database/sql"}, nil}, "imports database/sql"},
		{source{"parts/a.go", "parts", []string{"muster/parts/seed", "muster/kiel"}, nil}, ""},
		{source{"web/a.go", "web", []string{"net/http", "muster/parts"}, nil}, ""},
		{source{"store/sqlite/a.go", "store/sqlite", []string{"database/sql", "muster/record", "muster/seal"}, nil}, ""},
		{source{"store/sqlite/a.go", "store/sqlite", []string{"muster/standing"}, nil}, "may import only"},
		{source{"store/sqlite/a.go", "store/sqlite", []string{"muster/store/storetest"}, nil}, "may import only"},
		{source{"figure/a.go", "figure", []string{"muster/money"}, nil}, ""},
		{source{"figure/a.go", "figure", []string{"muster/pledge"}, nil}, "may import only"},
		{source{"figure/a.go", "figure", []string{"golang.org/x/text/language"}, nil}, "the standard library and"},
		{source{"figure/gallery/a.go", "figure/gallery", []string{"muster/figure"}, nil}, ""},
		{source{"figure/a.go", "figure", []string{"muster/figure/gallery"}, nil}, "may import only"},
		{source{"node/a.go", "node", []string{"muster/demo"}, nil}, "only cli may"},
		{source{"cli/a.go", "cli", []string{"muster/demo", "muster/store/sqlite"}, nil}, ""},
		{source{"web/a.go", "web", []string{"muster/store/sqlite"}, nil}, "only node, cli, cmd/..., bench/... may"},
		{source{"pledge/a.go", "pledge", nil, []string{"pledge/a.go:7: time.Now"}}, "pledge/a.go:7: time.Now"},
		{source{"store/sqlite/a.go", "store/sqlite", nil, []string{"store/sqlite/a.go:7: time.Now"}}, "time.Now"},
		{source{"web/a.go", "web", nil, []string{"web/a.go:7: time.Since"}}, "time.Since"},
		{source{"node/a.go", "node", nil, []string{"node/a.go:7: time.Now"}}, ""},
		{source{"cmd/muster/a.go", "cmd/muster", []string{"muster/cli"}, []string{"cmd/muster/a.go:7: time.Now"}}, ""},
		{source{"services/a.go", "services", nil, nil}, "services/a.go: package services has no place"},
	} {
		got := strings.Join(breaches(c.file), "\n")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s importing %q: %q, want %q", c.file.path, c.file.imports, got, c.want)
		}
	}
}

// source is one file that is no test: its imports, and where it reads the clock.
type source struct {
	path, pkg string
	imports   []string
	clock     []string
}

// breaches returns a sentence for each rule that the file breaks.
func breaches(f source) (all []string) {
	say := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	own, allowed := levelOf(f.pkg), listed(f.pkg)
	beside := own < 0
	if beside && allowed == nil && !within(f.pkg, "bench/...") && f.pkg != "demo" {
		say("%s: package %s has no place in the order; give it one in imports_test.go", f.path, f.pkg)
		return all
	}
	for _, i := range f.imports {
		if slices.Contains(outside, i) && (beside || own <= levelOf(strings.TrimSuffix(top, "/..."))) && !anyWithin(f.pkg, freeOfStdlibRules) {
			say("%s imports %s; up to parts no package does (node hands on what it needs)", f.path, i)
		}
		if !ours(i) {
			if within(f.pkg, "figure/...") && strings.Contains(strings.Split(i, "/")[0], ".") {
				say("%s imports %s; figure draws with the standard library and muster alone", f.path, i)
			}
			continue
		}
		to := relative(i)
		for _, r := range importers {
			if within(to, r.pkg) && !anyWithin(f.pkg, r.by) && to != f.pkg {
				say("%s imports %s; only %s may", f.path, i, cmp.Or(strings.Join(r.by, ", "), "nothing"))
			}
		}
		theirs := levelOf(to)
		switch {
		case within(f.pkg, "bench/..."):
		case allowed != nil || f.pkg == "demo":
			if !slices.Contains(allowed, to) {
				say("%s imports %s; %s may import only the standard library and %s", f.path, i, f.pkg, strings.Join(allowed, ", "))
			}
		case theirs > own:
			say("%s imports %s, which stands above it in the order", f.path, i)
		case theirs == own && !sameFolder(f.pkg, to):
			say("%s imports %s, its neighbour in the order", f.path, i)
		}
	}
	if !anyWithin(f.pkg, clocks) {
		for _, c := range f.clock {
			say("%s: time is a parameter; only node, the commands and the benches read the clock", c)
		}
	}
	return all
}

// levelOf returns the place of a package in the order, −1 if it has none.
func levelOf(pkg string) int {
	return slices.IndexFunc(levels, func(l []string) bool { return anyWithin(pkg, l) })
}

func listed(pkg string) []string {
	for _, o := range only {
		if within(pkg, o.pkg) {
			return o.imports
		}
	}
	return nil
}

// sameFolder lets parts use parts/seed, which belongs to it.
func sameFolder(a, b string) bool {
	return strings.HasPrefix(b, a+"/") || strings.HasPrefix(a, b+"/")
}

func anyWithin(pkg string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return within(pkg, p) })
}

func within(pkg, pattern string) bool {
	folder, all := strings.CutSuffix(pattern, "/...")
	return pkg == folder || all && strings.HasPrefix(pkg, folder+"/")
}

func ours(path string) bool { return path == "muster" || strings.HasPrefix(path, "muster/") }

func relative(path string) string {
	if path == "muster" {
		return "."
	}
	return strings.TrimPrefix(path, "muster/")
}

// sources reads every Go file of this module that is no test, whatever its build tags.
func sources(t *testing.T) (all []source) {
	t.Helper()
	set := token.NewFileSet()
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			nested, _ := filepath.Glob(filepath.Join(p, "go.mod"))
			if p != "." && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata" || len(nested) > 0) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(set, p, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		s := source{path: filepath.ToSlash(p), pkg: path.Dir(filepath.ToSlash(p)), clock: clockReads(set, file)}
		for _, i := range file.Imports {
			said, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			s.imports = append(s.imports, said)
		}
		all = append(all, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// clockReads returns each place where a file asks what time it is.
func clockReads(set *token.FileSet, file *ast.File) (all []string) {
	name := ""
	for _, i := range file.Imports {
		if i.Path.Value == `"time"` {
			name = "time"
			if i.Name != nil {
				name = i.Name.Name
			}
		}
	}
	if name == "" {
		return nil
	}
	ast.Inspect(file, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok || !slices.Contains([]string{"Now", "Since", "Until"}, sel.Sel.Name) {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && x.Name == name {
			at := set.Position(sel.Pos())
			all = append(all, fmt.Sprintf("%s:%d: time.%s", filepath.ToSlash(at.Filename), at.Line, sel.Sel.Name))
		}
		return true
	})
	return all
}
