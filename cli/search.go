package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"muster"
	"muster/report"
	"muster/search"
)

func (a *app) search() *cobra.Command {
	var kinds string
	var q report.SearchQuery
	c := &cobra.Command{
		Use: "search TEXT", GroupID: "ask", Short: "Find what the record holds by words of its names, texts and ids",
		Long: `Finds parties, contributions, pledges, editions and all else that a statement's texts speak of. A hit
has every word of TEXT; case, diacritics and script do not matter (turkiye finds Türkiye, kyiv finds
Київ), nor how the thousands of a number are parted. A word of three letters or more also stands for
words that begin with it; a word or a phrase in double quotes stands for itself. An id finds its
statement.

Statements about one object are one hit, with the text that fits best; in the table the words that
fit stand in [brackets].`,
		Args: takes(1, 1<<10),
	}
	f := c.Flags()
	f.StringVar(&kinds, "kind", "", "only these `KINDS`, as in party,entry")
	f.BoolVar(&q.All, "all", false, "also what no longer stands")
	f.IntVar(&q.Limit, "limit", 20, "at most so many hits, up to 200")
	f.StringVar(&q.After, "after", "", "the hits after a page, by the `NEXT` of its JSON")
	c.RunE = a.run(func(ctx context.Context, args []string) error {
		q.Text, q.Kinds = strings.Join(args, " "), report.Words(kinds)
		if q.Limit == 0 {
			return usageError{muster.Invalid("limit", "found 0; accepted are 1 to 200")}
		}
		return a.asking(ctx, func(in asker) error {
			r, err := in.Search(ctx, a.known, q)
			if err != nil {
				return asked(err)
			}
			return a.printSearch(r)
		})
	})
	return a.reads(c, "table")
}

func (a *app) printSearch(r *report.SearchResult) error {
	g := &grid{columns: []column{
		{"kind", false},
		{"about", false},
		{"title", false},
		{"text", false},
		{"stands", false},
		{"statements", true},
		{"statement", false},
	}}
	table := a.format == "" || a.format == "table"
	for _, h := range r.Hits {
		about, title, text := h.About, h.Title, h.Snippet
		if table {
			about, title, text = clipped(about), clipped(title), marked(around(h.Snippet, h.Marks))
		}
		g.rows = append(g.rows, []string{h.Short, about, title, text, yes(h.Stands), strconv.Itoa(h.Statements), string(h.Statement)})
	}
	least := ""
	if r.Capped {
		least = "at least "
	}
	if table || len(r.Hits) < r.Total {
		fmt.Fprintf(a.err, "%s%s%s.\n", least, hits(r.Total), byKind(r))
	}
	return a.print(g, r)
}

func hits(n int) string {
	if n == 1 {
		return "1 hit"
	}
	return strconv.Itoa(n) + " hits"
}

// byKind says how many hits are of which kind.
func byKind(r *report.SearchResult) string {
	var out []string
	for _, k := range r.Kinds {
		out = append(out, fmt.Sprintf("%s %d", k.Short, k.Hits))
	}
	if len(out) == 0 {
		return ""
	}
	return " (" + strings.Join(out, ", ") + ")"
}

// around keeps what lies near the first mark, for a line of a table.
func around(text string, marks []search.Range) (string, []search.Range) {
	const lead, most = 30, 90
	s := search.Snippet{Text: text, Marks: marks}.Cut(lead, most)
	return s.Text, s.Marks
}

// marked puts what fits in brackets.
func marked(text string, marks []search.Range) string {
	var b strings.Builder
	at := 0
	for _, m := range marks {
		b.WriteString(text[at:m.From] + "[" + text[m.From:m.To] + "]")
		at = m.To
	}
	return b.String() + text[at:]
}
