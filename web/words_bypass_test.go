package web

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// bypass is a text that would reach a reader without passing the catalogue.
type bypass struct {
	at   token.Position
	text string
}

// A literal with a word beside a space is taken for a sentence wherever it stands; one that stands
// where only readers' texts do is taken for words if it has a letter at all.
var (
	sentence = regexp.MustCompile(` \p{L}{2,}|\p{L}{2,} `)
	letter   = regexp.MustCompile(`\p{L}`)
	verb     = regexp.MustCompile(`%[-+# 0-9.\[\]*]*[a-zA-Z]`)
)

// shown are the calls whose arguments a reader sees, by the place of the argument; shownFields are
// the fields that a reader sees, by the type they belong to, and unnamed ones by their place.
var (
	shown = map[string][]int{
		"plain": {0}, "linked": {0}, "unknown": {0}, "under": {1}, "link": {1}, "strong": {1}, "loud": {0}, "page": {0}, "pageAt": {1},
		"teach": {0, 1}, "crumbs": {0}, "tagged": {1, 2}, "trail": {0},
	}
	shownFields = map[string][]string{
		"cell": {"text", "small", "aside"}, "column": {"name", "small"}, "table": {"caption"}, "field": {"label"}, "option": {"1"}, "way": {"1"},
		"failure": {"heading", "advice"}, "filter": {"label"}, "page": {"title"}, "Datum": {"Word"}, "Head": {"Title", "Desc", "Unit", "Source"}, "tongue": {"1"},
	}
	// unseen are calls whose words no reader of a page sees, or sees as English and marked so:
	// refusals, which the command line and the API say in the same words.
	unseen = map[string]bool{
		"Errorf": true, "ErrorContext": true, "InfoContext": true, "WarnContext": true, "Invalid": true, "Denied": true, "Conflict": true, "Missing": true, "refuse": true, "fault": true,
		"MustCompile": true, "WriteString": true, "Replace": true, "ReplaceAll": true, "CutSuffix": true, "ContainsAny": true, "Contains": true, "IndexAny": true,
	}
	unseenFields = map[string]bool{"Why": true, "example": true, "class": true}
	// refusing are functions whose results are refusals.
	refusing = map[string]bool{"knownFault": true, "notOffered": true}
	// noWords are texts that are no words of a language: routes, commands, kinds of content, a policy for
	// browsers, a form of time, orders to a script, and what a file has for an amount that nobody knows.
	noWords = regexp.MustCompile(`^(GET|POST) |^muster [a-z]|^(text|application|image)/|-(src|uri|action|ancestors) |^, 15:04 UTC$|^outerHTML |^not known$|^\), \[Delimiter=`)
)

// bypasses finds the literals in a file that bypass the catalogue.
func bypasses(t *testing.T, name string, src any) (found []bypass) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var path []ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil {
			path = path[:len(path)-1]
			return true
		}
		path = append(path, n)
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return true
		}
		text, err := strconv.Unquote(lit.Value)
		if err != nil || english.has(text) || noWords.MatchString(text) {
			return true
		}
		if bypassed(path, verb.ReplaceAllString(text, "%")) {
			found = append(found, bypass{set.Position(lit.Pos()), text})
		}
		return true
	})
	return found
}

// bypassed judges a literal by what it stands in, from the inside out.
func bypassed(path []ast.Node, text string) bool {
	words := sentence.MatchString(text)
	for i := len(path) - 2; i >= 0; i-- {
		child := path[i+1]
		switch x := path[i].(type) {
		case *ast.ImportSpec, *ast.IndexExpr, *ast.CaseClause:
			return false
		case *ast.Field: // a tag
			return false
		case *ast.BinaryExpr:
			if x.Op != token.ADD {
				return false // it is compared
			}
		case *ast.FuncDecl:
			return words && !refusing[x.Name.Name]
		case *ast.KeyValueExpr:
			if lit, ok := x.Key.(*ast.BasicLit); ok && strings.HasPrefix(lit.Value, `"hx-`) {
				return false // said to a script
			}
			key, _ := x.Key.(*ast.Ident)
			if key == nil || child == x.Key {
				continue
			}
			if unseenFields[key.Name] {
				return false
			}
			if lit, ok := path[i-1].(*ast.CompositeLit); ok && contains(shownFields[typeName(lit.Type, path[:i-1])], key.Name) {
				return letter.MatchString(text)
			}
		case *ast.CompositeLit:
			_, list := x.Type.(*ast.ArrayType)
			for k, e := range x.Elts {
				if !list && e == child && contains(shownFields[typeName(x.Type, path[:i])], strconv.Itoa(k)) {
					return letter.MatchString(text)
				}
			}
		case *ast.CallExpr:
			name := callee(x)
			if unseen[name] || strings.HasSuffix(exprText(x.Fun), "Header().Set") || strings.HasSuffix(exprText(x.Fun), "Header().Add") {
				return false
			}
			if name == "say" || name == "rich" || name == "count" || name == "answer" || name == "unless" {
				return words // a key, the name of a place, or a value
			}
			if name == "JoinStringErrs" && letter.MatchString(text) && strings.ToLower(text[:1]) != text[:1] {
				return true // into a template
			}
			for _, k := range shown[name] {
				if k < len(x.Args) && x.Args[k] == child {
					return letter.MatchString(text)
				}
			}
		}
	}
	return words
}

// typeName is the name of a composite literal's type; of one without, that of the list it is in.
func typeName(t ast.Expr, path []ast.Node) string {
	switch x := t.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return x.Sel.Name
	case *ast.ArrayType:
		return typeName(x.Elt, nil)
	case nil:
		if len(path) > 0 {
			if lit, ok := path[len(path)-1].(*ast.CompositeLit); ok {
				return typeName(lit.Type, path[:len(path)-1])
			}
		}
	}
	return ""
}

func callee(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

func exprText(e ast.Expr) string {
	switch x := e.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return exprText(x.X) + "." + x.Sel.Name
	case *ast.CallExpr:
		return exprText(x.Fun) + "()"
	}
	return ""
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// TestGoSpeaksThroughTheCatalogue finds words that a translation would miss: in Go, and in the Go
// that templates become.
func TestGoSpeaksThroughTheCatalogue(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") || strings.HasPrefix(f, "words_") {
			continue
		}
		for _, b := range bypasses(t, f, nil) {
			t.Errorf("%s: %q is not in the catalogue", b.at, b.text)
		}
	}
}

func TestWordsThatBypassTheCatalogueAreFound(t *testing.T) {
	for source, want := range map[string]int{
		`plain("Words here")`:                                    1,
		`plain("Words")`:                                         1,
		`cell{text: "Words here"}`:                               1,
		`cell{text: "Words"}`:                                    1,
		`[]cell{{text: "Words"}, {text: p.say("all")}}`:          1,
		`[]option{{"a", "Words"}}`:                               1,
		`column{name: "Amount"}`:                                 1,
		`way{"/pledges", "Pledges"}`:                             1,
		`linked(fmt.Sprintf("%d rows", n), "/rows")`:             1,
		`title(fmt.Sprintf("%d rows", n))`:                       1,
		`title(n + " rows")`:                                     1,
		`title("rows " + n)`:                                     1,
		`s.page("Pledges", "pledges")`:                           1,
		`p.say("list", "some", "Australia and Japan")`:           1,
		`figure.Head{Title: "Allocations"}`:                      1,
		`templ.JoinStringErrs("Words")`:                          1,
		`[]way{{"csv", p.say("skip")}, {"xlsx", p.say("skip")}}`: 0,
		`plain(p.say("skip"))`:                                   0,
		`cell{text: "–", class: "nc"}`:                           0,
		`muster.Invalid("at", "a position is a number")`:         0,
		`w.Header().Set("Content-Type", "text/html; a b")`:       0,
		`linked("–", "/rows")`:                                   0,
		`option{"stands", p.say("skip")}`:                        0,
		`templ.Attributes{"hx-select": "#main"}`:                 0,
		`fmt.Errorf("draw the page: %w", err)`:                   0,
		`fmt.Sprintf("%s-known-%d.csv", "rows", 1)`:              0,
		`p.to("/entries", "measure", "allocated")`:               0,
		`func() bool { return name == "a word" }()`:              0,
		`plain(strings.Join([]string{"Words here"}, ", "))`:      1,
	} {
		if got := bypasses(t, "a.go", "package web\nvar _ = "+source+"\n"); len(got) != want {
			t.Errorf("%s: found %v, want %d", source, got, want)
		}
	}
}
