package bag

import (
	"encoding/json"
	"slices"

	"muster"
	"muster/evidence"
	"muster/sheet"
	"muster/work"
)

// Said is a statement about an object of a case, as it is stored.
type Said struct {
	At   muster.Seq
	ID   muster.ID
	Body []byte
}

// kinds are, by kind of statement, of which object it is and by which table it lives.
var kinds = map[string]struct {
	object string
	life   *work.Table
	states bool // it states the object; else it is an act
}{
	evidence.KindItem:        {evidence.ObjectItem, &evidence.ItemLife, true},
	evidence.KindItemAct:     {evidence.ObjectItem, &evidence.ItemLife, false},
	evidence.KindIncident:    {evidence.ObjectIncident, &evidence.IncidentLife, true},
	evidence.KindIncidentAct: {evidence.ObjectIncident, &evidence.IncidentLife, false},
	evidence.KindDamage:      {evidence.ObjectDamage, &evidence.DamageLife, true},
	evidence.KindDamageAct:   {evidence.ObjectDamage, &evidence.DamageLife, false},
}

// objectOf is the object that a statement states or moves; empty where it does neither.
func objectOf(body []byte) (object, about string) {
	var e muster.Envelope
	if json.Unmarshal(body, &e) != nil || kinds[e.Kind].object == "" {
		return "", ""
	}
	return kinds[e.Kind].object, e.About
}

// stateAfter is where an object is after what was said of it, in order: the rows of a bundle follow from its statements
// alone, so that whoever has no record finds the same.
func stateAfter(all []Said) (state string) {
	for _, s := range all {
		var x work.Act
		if json.Unmarshal(s.Body, &x) != nil || kinds[x.Kind].life == nil {
			continue
		}
		switch is := kinds[x.Kind]; {
		case is.states && state == "":
			state = is.life.Begin()
		case is.states:
			if now, _ := is.life.State(state); now.Change != "" {
				state = now.Change
			}
		default:
			if m, ok := is.life.Move(state, x.Act); ok && m.To != "" {
				state = m.To
			}
		}
	}
	return state
}

// last reads the last statement of a kind.
func last(all []Said, kind string, to any) (id muster.ID, ok bool) {
	for _, s := range slices.Backward(all) {
		var e muster.Envelope
		if json.Unmarshal(s.Body, &e) == nil && e.Kind == kind {
			return s.ID, json.Unmarshal(s.Body, to) == nil
		}
	}
	return "", false
}

// ItemOf is the row of an item, as what was said of it has it, in order.
func ItemOf(all []Said) (x Item, ok bool) {
	var i evidence.Item
	id, ok := last(all, evidence.KindItem, &i)
	if !ok {
		return x, false
	}
	x = Item{ID: i.About, Digest: i.Digest, Media: i.Media, State: stateAfter(all), Captured: i.Captured, Language: i.Language, Of: i.Of, Made: i.Made, Looks: i.Looks, Statement: id}
	if i.Place != nil {
		x.Region, x.Precision = i.Place.Region, i.Place.Precision
	}
	return x, true
}

// AboutOf is the row of an incident or an entry of damage, as what was said of it has it, in order: without anybody's
// name and without titles.
func AboutOf(object string, all []Said) (a About, ok bool) {
	switch object {
	case evidence.ObjectIncident:
		var x evidence.Incident
		if _, ok = last(all, evidence.KindIncident, &x); !ok {
			return a, false
		}
		if a = (About{Object: object, ID: x.About, From: x.From, Until: x.Until}); x.Place != nil {
			a.Region = x.Place.Region
		}
	case evidence.ObjectDamage:
		var x evidence.Damage
		if _, ok = last(all, evidence.KindDamage, &x); !ok {
			return a, false
		}
		var s evidence.Assessment
		for _, said := range all {
			var did evidence.DamageActed
			if json.Unmarshal(said.Body, &did) == nil && did.Kind == evidence.KindDamageAct {
				s = s.After(&did)
			}
		}
		a = About{
			Object: object, ID: x.About, Region: x.Place.Region, From: x.From, Until: x.Until, Sort: x.Sort, Extent: x.Extent,
			Cost: s.Amount, Currency: s.Currency, Method: s.Method, Prices: s.Prices, List: s.List, Code: s.Code,
		}
	default:
		return a, false
	}
	a.State = stateAfter(all)
	return a, true
}

// cells are a row of the index as it is written.
func (x *Item) cells() []string {
	return harmless([]string{x.ID, x.file()[len(folderData)+1:], x.Digest, x.Media, x.State, x.Captured, x.Region, x.Precision, x.Language, x.Of, x.Made, x.Looks, string(x.Statement)})
}

func (a *About) cells() []string {
	return harmless([]string{a.Object, a.ID, a.State, a.Region, a.From, a.Until, a.Sort, a.Extent, a.Cost, a.Currency, a.Method, a.Prices, a.List, a.Code})
}

func harmless(cells []string) []string {
	for i, c := range cells {
		cells[i] = sheet.Harmless(c)
	}
	return cells
}
