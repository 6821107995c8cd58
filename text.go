package muster

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Text is a text in up to two languages, by BCP 47 tag: "en", "uk".
type Text map[string]string

// In returns the text in a language: the tag's own, else that of the tag less its last part ("pt-BR", then
// "pt"), else the English one, else the one there is.
func (t Text) In(language string) string {
	for tag := language; tag != ""; tag = tag[:max(0, strings.LastIndexByte(tag, '-'))] {
		if text, ok := t[tag]; ok {
			return text
		}
	}
	if text, ok := t["en"]; ok {
		return text
	}
	for _, tag := range slices.Sorted(maps.Keys(t)) {
		return t[tag]
	}
	return ""
}

// Each are the texts, in order of language.
func (t Text) Each() (all []string) {
	for _, tag := range slices.Sorted(maps.Keys(t)) {
		all = append(all, t[tag])
	}
	return all
}

var languageTag = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// Text adds what is wrong with a text: a tag that is none, nothing said, or more than two languages.
func (f *Faults) Text(field string, t Text) {
	for _, tag := range slices.Sorted(maps.Keys(t)) {
		if !languageTag.MatchString(tag) {
			f.Found(field, tag, "a language as in en or uk")
		} else if strings.TrimSpace(t[tag]) == "" {
			f.Found(field+"."+tag, t[tag], "what is said in that language, or no such field")
		}
	}
	if len(t) > 2 {
		f.Found(field, fmt.Sprintf("%d languages", len(t)), "up to two")
	}
}
