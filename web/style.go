package web

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"regexp"
	"strings"
)

// The style sheet stands in each page, so that a page is whole without a second request; the
// policy names its hash, so that no other style is taken.
//
//go:embed style.css
var styleSource string

var (
	style     = squeeze(styleSource)
	styleHash = "'sha256-" + func() string {
		sum := sha256.Sum256([]byte(style))
		return base64.StdEncoding.EncodeToString(sum[:])
	}() + "'"
	styleElement = "<style>" + style + "</style>"
)

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssSpace   = regexp.MustCompile(`\s+`)
	cssAround  = regexp.MustCompile(` ?([{};,>]) ?`)
)

// squeeze takes comments and needless space out of a style sheet.
func squeeze(css string) string {
	css = cssSpace.ReplaceAllString(cssComment.ReplaceAllString(css, ""), " ")
	css = cssAround.ReplaceAllString(css, "$1")
	return strings.TrimSpace(strings.ReplaceAll(css, ";}", "}"))
}
