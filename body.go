package muster

import (
	"encoding/json"
	"strconv"
)

// Bodies are JSON as encoding/json writes it. A kind of which there are millions may write its own, to
// spend less time on it: the same bytes, to which its tests hold it.

// BodyWriter is a Value that writes its own body.
type BodyWriter interface {
	AppendBody(b []byte) ([]byte, error)
}

// EncodeBody appends a statement's body to b.
func EncodeBody(b []byte, v Value) ([]byte, error) {
	if w, ok := v.(BodyWriter); ok {
		return w.AppendBody(b)
	}
	return AppendJSON(b, v)
}

// AppendJSON appends a value as encoding/json writes it.
func AppendJSON(b []byte, v any) ([]byte, error) {
	text, err := json.Marshal(v)
	return append(b, text...), err
}

// AppendText appends a text between quotes.
func AppendText(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			text, _ := json.Marshal(s) // of a string, which cannot fail
			return append(b, text...)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}

// AppendName begins a field; what comes before it decides whether a comma does.
func AppendName(b []byte, name string) []byte {
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	return append(append(append(b, '"'), name...), '"', ':')
}

// AppendField appends a text field, or nothing where it is empty.
func AppendField[T ~string](b []byte, name string, s T) []byte {
	if s == "" {
		return b
	}
	return AppendText(AppendName(b, name), string(s))
}

// AppendEnvelope appends the opening brace and the envelope's fields; the kind's own fields and the
// closing brace follow.
func AppendEnvelope(b []byte, e *Envelope) ([]byte, error) {
	b = AppendText(AppendName(append(b, '{'), "kind"), e.Kind)
	b = AppendField(b, "by", e.By)
	b = AppendField(b, "role", e.Role)
	b = AppendField(b, "acted_by", e.ActedBy)
	b = AppendField(b, "about", e.About)
	b = AppendField(b, "effective", e.Effective)
	if e.Source != nil {
		b = e.Source.appendTo(AppendName(b, "source"))
	}
	b = AppendField(b, "audience", e.Audience)
	b = AppendField(b, "replaces", e.Replaces)
	b = AppendField(b, "withdraws", e.Withdraws)
	b = AppendField(b, "why", e.Why)
	if e.Request == nil {
		return b, nil
	}
	return AppendJSON(AppendName(b, "request"), e.Request)
}

func (c *Citation) appendTo(b []byte) []byte {
	b = AppendField(append(b, '{'), "submission", c.Submission)
	b = AppendField(b, "sheet", c.Sheet)
	if c.Row != 0 {
		b = strconv.AppendInt(AppendName(b, "row"), int64(c.Row), 10)
	}
	b = AppendField(b, "column", c.Column)
	return append(AppendField(b, "text", c.Text), '}')
}
