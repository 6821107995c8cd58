package pledge

import "muster"

// AppendBody implements muster.BodyWriter: entries are what records consist of.
func (e *Entry) AppendBody(b []byte) ([]byte, error) {
	b, err := muster.AppendEnvelope(b, &e.Envelope)
	if err != nil {
		return b, err
	}
	b = muster.AppendField(b, "line", e.Line)
	b = muster.AppendText(muster.AppendName(b, "event"), string(e.Event))
	b = muster.AppendText(muster.AppendName(b, "party"), string(e.Party))
	b = muster.AppendField(b, "type", e.Type)
	b = muster.AppendField(b, "subtype", e.Subtype)
	b = muster.AppendField(b, "date", e.Date)
	b = muster.AppendField(b, "period", e.Period)
	if e.Value != nil {
		b = e.Value.appendTo(muster.AppendName(b, "value"))
	}
	if e.Converted != nil {
		b = e.Converted.appendTo(muster.AppendName(b, "converted"))
	}
	if e.Quantity != nil {
		b = e.Quantity.appendTo(muster.AppendName(b, "quantity"))
	}
	b = muster.AppendField(b, "basis", e.Basis)
	b = muster.AppendField(b, "item", e.Item)
	b = muster.AppendField(b, "item_type", e.ItemType)
	b = muster.AppendField(b, "text", e.Text)
	for _, list := range []struct {
		name   string
		length int
		of     any
	}{{"links", len(e.Links), e.Links}, {"details", len(e.Details), e.Details}, {"notes", len(e.Notes), e.Notes}} {
		if list.length == 0 {
			continue
		}
		if b, err = muster.AppendJSON(muster.AppendName(b, list.name), list.of); err != nil {
			return b, err
		}
	}
	if e.Weak {
		b = append(muster.AppendName(b, "weak"), "true"...)
	}
	return append(b, '}'), nil
}

func (v *Value) appendTo(b []byte) []byte {
	b = muster.AppendField(append(b, '{'), "amount", v.Amount)
	b = muster.AppendField(b, "currency", v.Currency)
	b = muster.AppendField(b, "mark", v.Mark)
	return append(muster.AppendField(b, "said", v.Said), '}')
}

func (q *Quantity) appendTo(b []byte) []byte {
	b = muster.AppendField(append(b, '{'), "number", q.Number)
	b = muster.AppendField(b, "unit", q.Unit)
	b = muster.AppendField(b, "mark", q.Mark)
	return append(muster.AppendField(b, "said", q.Said), '}')
}
