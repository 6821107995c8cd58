package figure

import (
	_ "embed"
	"regexp"
	"strings"
)

// The rules of drawings, as the pages' style sheet has them; a test over there holds the two together.
//
//go:embed file.css
var fileStyle string

// Light are the colours of the light theme by the names the rules use.
var Light = map[string]string{
	"ink": "#17212b", "soft": "#52606c", "rule": "#d9dee3", "paper": "#fff", "wash": "#f4f6f8", "blue": "#1d5c96",
	"fill": "#2f7dbd", "fade": "#2f7dbd22", "mark": "#ad4f08", "link": "#134f86", "deep": "#0d4a87",
	"s1": "#123f6b", "s2": "#1f6a8c", "s3": "#4a8f97", "s4": "#86b0a0", "s5": "#bccba8", "s6": "#e3dfb5",
}

// Rules are the style rules of drawings, a rule a line, with colours by name.
func Rules() []string { return strings.Split(strings.TrimSpace(fileStyle), "\n") }

var variable = regexp.MustCompile(`var\(--([a-z0-9]+)\)`)

// File draws a figure as a file of its own: with its title, unit and source in sight, its styles
// inside and the light theme, so that it looks the same in a report. Links within the site are left
// out, since they lead nowhere from there.
func File(f Form, size Size) string {
	const edge, heading = 20.0, 17.0
	h, body := f.head(), &pen{id: "f", file: true}
	top := 0.0
	for _, line := range wrap(h.Title, heading, size.Width, 3) {
		top += heading + 5
		body.text("tl", "start", 0, top-3, line)
	}
	if top > 0 {
		top += gap
	}
	body.put(`<g transform="translate(0 `, top, `)">`)
	height := top + frame(body, f, size)
	body.put(`</g>`)

	style := variable.ReplaceAllStringFunc(strings.Join(Rules(), ""), func(s string) string {
		return Light[variable.FindStringSubmatch(s)[1]]
	})
	role := "img"
	if body.linked {
		role = "group"
	}
	p := &pen{}
	p.put(`<svg xmlns="http://www.w3.org/2000/svg" width="`, size.Width+2*edge, `" height="`, height+2*edge,
		`" viewBox="`, -edge, ` `, -edge, ` `, size.Width+2*edge, ` `, height+2*edge, `" role="`, role, `" aria-labelledby="f-t" aria-describedby="f-d">`,
		`<title id="f-t">`, escape(h.Title), `</title><desc id="f-d">`, escape(h.Desc), `</desc>`,
		`<style>svg{font-family:system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums lining-nums}`, style, `</style>`,
		`<rect x="`, -edge, `" y="`, -edge, `" width="`, size.Width+2*edge, `" height="`, height+2*edge, `" fill="#fff"/>`,
		body.String(), "</svg>\n")
	return p.String()
}
