package layer

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"muster"
	"muster/money"
	"muster/pledge"
)

// Bounds, so that a file that somebody brings stays a layer.
const (
	MostJudgements = 10_000
	MostBytes      = 8 << 20 // of a file
	mostName       = 60      // characters
	mostValue      = 200
	mostNote       = 2000
)

// field is a refusal before it is said of which judgement.
type field struct{ name, why string }

func join(errs []field) error {
	var all []error
	for _, e := range errs {
		all = append(all, muster.Invalid(e.name, e.why))
	}
	return errors.Join(all...)
}

var idForm = regexp.MustCompile(`^[a-z0-9]{6,20}$`)

// Valid says whether an id can be one: small letters and digits.
func (id ID) Valid() bool { return idForm.MatchString(string(id)) }

// Check refuses what is no layer, by field: "name", "judgements[3].value".
func (l *Layer) Check() error {
	var errs []field
	if l.Format != Format {
		errs = append(errs, field{"format", fmt.Sprintf("found %q; accepted is %s", short(l.Format), Format)})
	}
	if why := nameFault(l.Name); why != "" {
		errs = append(errs, field{"name", why})
	}
	if n := len(l.Judgements); n > MostJudgements {
		return join(append(errs, field{"judgements", fmt.Sprintf("found %d; a layer has at most %d", n, MostJudgements)}))
	}
	seen := map[Judgement]bool{}
	for i, j := range l.Judgements {
		at := fmt.Sprintf("judgements[%d].", i)
		for _, e := range j.faults() {
			errs = append(errs, field{at + e.name, e.why})
		}
		key := Judgement{Target: j.Target, Kind: j.Kind}
		if j.Kind == Label {
			key.Value = j.Value
		}
		if seen[key] {
			errs = append(errs, field{at + "kind", fmt.Sprintf("found a second %s of %s; a row has one", j.Kind, j.Contribution)})
		}
		seen[key] = true
		if len(errs) >= 100 {
			break // whoever wrote it has enough to do
		}
	}
	return join(errs)
}

func nameFault(name string) string {
	switch {
	case strings.TrimSpace(name) == "":
		return "say what the layer is called, as in mine"
	case utf8.RuneCountInString(name) > mostName:
		return fmt.Sprintf("found %d characters; a name has at most %d", utf8.RuneCountInString(name), mostName)
	case !oneLine(name):
		return "found a line break or a character that cannot be seen; a name is one line"
	}
	return ""
}

func oneLine(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || r == 0x2028 || r == 0x2029 })
}

// faults lists what is wrong with a judgement.
func (j Judgement) faults() (errs []field) {
	refuse := func(name, why string) { errs = append(errs, field{name, why}) }
	if series, own, ok := strings.Cut(j.Contribution, ":"); !ok || series == "" || own == "" || len(j.Contribution) > 400 || !oneLine(j.Contribution) {
		refuse("contribution", fmt.Sprintf("found %q; a contribution is named with its series, as kiel:DEM12", short(j.Contribution)))
	}
	if len(j.Line) > 1000 || !oneLine(j.Line) {
		refuse("line", "found more than a line has")
	}
	if !slices.Contains(pledge.Events, j.Event) {
		refuse("event", fmt.Sprintf("found %q; accepted are %v", short(string(j.Event)), pledge.Events))
	}
	if utf8.RuneCountInString(j.Note) > mostNote || !utf8.ValidString(j.Note) {
		refuse("note", fmt.Sprintf("found more than %d characters of text", mostNote))
	}
	if why := j.valueFault(); why != "" {
		refuse("value", why)
	}
	if !slices.Contains(Kinds, j.Kind) {
		errs = slices.DeleteFunc(errs, func(e field) bool { return e.name == "value" })
		errs = append(errs, field{"kind", fmt.Sprintf("found %q; accepted are %v", short(string(j.Kind)), Kinds)})
	}
	return errs
}

// valueFault says what is wrong with what is said; empty: nothing.
func (j Judgement) valueFault() string {
	if utf8.RuneCountInString(j.Value) > mostValue || !oneLine(j.Value) {
		return fmt.Sprintf("found more than one line of %d characters", mostValue)
	}
	switch j.Kind {
	case Exclude:
		if j.Value != "" {
			return fmt.Sprintf("found %q; an exclusion says nothing more, its reason belongs in the note", short(j.Value))
		}
	case Label:
		if strings.TrimSpace(j.Value) == "" {
			return "say what the label is"
		}
	case Type:
		if strings.TrimSpace(j.Value) == "" || j.Value != strings.ToLower(strings.TrimSpace(j.Value)) {
			return fmt.Sprintf("found %q; a type is in small letters, as in military", short(j.Value))
		}
	case Date:
		if _, err := readDate(j.Value); err != nil {
			return err.Error()
		}
	case Value:
		if _, err := readValue(j.Value); err != nil {
			return err.Error()
		}
	}
	return ""
}

// readDate reads "2024-07-12", "2024-07", "2024-07-01/2024-09-30" and "none".
func readDate(s string) (muster.Period, error) {
	if s == noDate {
		return muster.Period{}, nil
	}
	p, err := muster.ParsePeriod(s)
	if err == nil && p.Precision == muster.Undated {
		err = fmt.Errorf("say the day, as in 2024-07-12, a month, as in 2024-07, or none")
	}
	return p, err
}

// readValue reads "EUR 1200000.50".
func readValue(s string) (money.Money, error) {
	cur, amount, _ := strings.Cut(s, " ")
	c, err := money.ParseCurrency(cur)
	if err != nil {
		return money.Money{}, fmt.Errorf("found %q; a value is a currency and an amount, as in EUR 1200000.50", short(s))
	}
	a, err := money.Parse(amount)
	if err != nil {
		return money.Money{}, fmt.Errorf("found %q; after the currency stands an amount without separators, as in EUR 1200000.50", short(s))
	}
	return money.Money{Amount: a, Currency: c}, nil
}

// short keeps what is said back to somebody from being longer than what says it.
func short(s string) string {
	if r := []rune(strings.ToValidUTF8(s, "�")); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return strings.ToValidUTF8(s, "�")
}
