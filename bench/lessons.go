package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"muster/observations"
)

// lessonsCorpus is the reports that SAFENET, NASA LLIS and TAIC published, as `muster import lessons` reads
// them, from the data that $MUSTER_SHARED names. Only letters are kept, in lower case, so that what a word is
// is the same to every engine; queries are two words of one report, as often common ones as people write them.
func lessonsCorpus() (corpus, error) {
	shared := os.Getenv("MUSTER_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "shared")
	}
	var c corpus
	for _, of := range [][2]string{{"safenet", "safenet_*.csv.gz"}, {"llis", "nasa-llis_*.jsonl"}, {"taic", "taic-*.csv.gz"}} {
		texts, err := reports(of[0], filepath.Join(shared, "data", "lessons", of[1]))
		if err != nil {
			return c, err
		}
		c.texts = append(c.texts, texts...)
	}
	c.name = fmt.Sprintf("%d reports of SAFENET, LLIS and TAIC", len(c.texts))
	r := rand.New(rand.NewPCG(20, 25))
	for len(c.queries) < 400 {
		words := asked(c.texts[r.IntN(len(c.texts))])
		if len(words) < 2 {
			continue
		}
		if a, b := words[r.IntN(len(words))], words[r.IntN(len(words))]; a != b {
			c.queries = append(c.queries, a+" "+b)
		}
	}
	return c, nil
}

// reports are the texts of files of one source, each in one line of words.
func reports(name, pattern string) (texts []string, err error) {
	paths, err := filepath.Glob(pattern)
	if err == nil && len(paths) == 0 {
		err = errors.New("there is no " + pattern)
	}
	if err != nil {
		return nil, err
	}
	m, ok := observations.Named(name)
	if !ok {
		return nil, errors.New("there is no map " + name)
	}
	var files []observations.File
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		files = append(files, observations.File{Name: filepath.Base(path), Data: data})
	}
	d, err := observations.Read(m, files)
	if err != nil {
		return nil, err
	}
	for _, l := range d.Lines {
		x := &l.Value
		var all []string
		for _, t := range [][]string{x.Title.Each(), x.Observation.Each(), x.Discussion.Each(), x.Conclusion.Each(), x.Recommendation.Each()} {
			all = append(all, t...)
		}
		words := strings.FieldsFunc(strings.ToLower(strings.Join(all, " ")), func(c rune) bool { return c > unicode.MaxASCII || !unicode.IsLetter(c) })
		texts = append(texts, strings.Join(words, " "))
	}
	return texts, nil
}

// asked are the words of a text for which somebody might look: those of four letters and more that are no
// English stop words, which one of the peers leaves out.
func asked(text string) (words []string) {
	for w := range strings.FieldsSeq(text) {
		if len(w) >= 4 && !strings.Contains(stopped, " "+w+" ") {
			words = append(words, w)
		}
	}
	return words
}

const stopped = " about above after again against aren because been before being below between both cannot could couldn didn does doesn doing down during each from further hadn have haven having here hers herself himself into isn itself more most mustn myself once only other ought ours ourselves over same shan should shouldn some such than that their theirs them themselves then there these they this those through under until very wasn were weren what when where which while whom with would wouldn your yours yourself yourselves "
