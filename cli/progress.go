package cli

import (
	"fmt"
	"os"
	"strings"
	"time"

	"golang.org/x/term"
)

// bar shows how far a long piece of work has come, on a terminal and only once it takes longer
// than a second.
type bar struct {
	out   *os.File
	what  string
	start time.Time
	last  time.Time
	drawn bool
}

func (a *app) progress(what string) *bar {
	b := &bar{what: what, start: time.Now()}
	if f, ok := a.err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		b.out = f
	}
	return b
}

// step says how much of the work is done; total 0 means that the whole is not known.
func (b *bar) step(done, total int) {
	if b.out == nil {
		return
	}
	t := time.Now()
	if t.Sub(b.start) < time.Second || t.Sub(b.last) < 100*time.Millisecond {
		return
	}
	b.last, b.drawn = t, true
	if total == 0 {
		fmt.Fprintf(b.out, "\r%s %s", b.what, grouped(fmt.Sprint(done)))
		return
	}
	const width = 30
	full := min(width, width*done/total)
	fmt.Fprintf(b.out, "\r%s [%s%s] %3d %%", b.what, strings.Repeat("█", full), strings.Repeat("·", width-full), 100*done/total)
}

// done takes the bar away.
func (b *bar) done() {
	if b.drawn {
		fmt.Fprint(b.out, "\r\033[K")
	}
}
