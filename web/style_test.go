package web

import (
	"strings"
	"testing"

	"muster/figure"
)

// A drawing in a file of its own looks as it does on a page.
func TestFiguresLookTheSameOnAPageAndInAFile(t *testing.T) {
	for _, rule := range figure.Rules() {
		if !strings.Contains(styleSource, "\n"+rule+"\n") {
			t.Errorf("style.css lacks the line of figure/file.css: %s", rule)
		}
	}
	for name, colour := range figure.Light {
		if !strings.Contains(styleSource, "--"+name+":"+colour+";") {
			t.Errorf("style.css has another --%s than %s", name, colour)
		}
	}
}
