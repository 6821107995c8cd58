package web

import "strconv"

// paging leads through a list that is longer than a page. Where the pages are numbered, text says
// which this is; where a list is read by cursor there are only a next and a previous one.
type paging struct {
	text       string
	first      string // address of the first page, for lists read by cursor; empty: none
	prev, next string // addresses; empty: there is none
}

// pagesOf leads through n rows, perPage at a time, on page at from 1; it returns which rows are
// shown.
func (p page) pagesOf(n, each, at int) (g paging, from, to int) {
	pages := max(1, (n+each-1)/each)
	at = min(max(at, 1), pages)
	from, to = (at-1)*each, min(at*each, n)
	if pages == 1 {
		return g, from, to
	}
	g.text = p.say("paging.page", "n", p.num(at), "pages", p.num(pages))
	if at > 1 {
		g.prev = p.with(fieldPage, pageNumber(at-1))
	}
	if at < pages {
		g.next = p.with(fieldPage, pageNumber(at+1))
	}
	return g, from, to
}

// pageNumber is a page's number in an address: none for the first.
func pageNumber(n int) string {
	if n <= 1 {
		return ""
	}
	return strconv.Itoa(n)
}

// pageAsked reads the number of a page; what is none is the first.
func pageAsked(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 1
	}
	return n
}
