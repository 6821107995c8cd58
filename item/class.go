package item

import (
	"fmt"
	"slices"
	"strings"

	"muster"
)

// ClassName is a class of supply and what it holds, in English as its list has it.
type ClassName struct{ Code, Name string }

// NATOClasses are NATO's classes of supply (NATO Logistics Handbook, 1997).
var NATOClasses = []ClassName{
	{"I", "subsistence"},
	{"II", "clothing, weapons, vehicles and spares held by scale"},
	{"III", "petroleum, oil and lubricants"},
	{"IIIa", "aviation fuel and lubricants"},
	{"IV", "equipment above scale, and construction material"},
	{"V", "ammunition, explosives and chemical agents"},
}

// USClasses are the classes of supply of the United States.
var USClasses = []ClassName{
	{"I", "subsistence"},
	{"II", "clothing, individual equipment, tools and administrative supplies"},
	{"III", "petroleum, oil and lubricants"},
	{"IV", "construction material"},
	{"V", "ammunition"},
	{"VI", "personal demand items"},
	{"VII", "major end items"},
	{"VIII", "medical material"},
	{"IX", "repair parts"},
	{"X", "material for nonmilitary programs"},
}

// String writes a class as it stands in About of item.needs: "class:fsc:2320".
func (c SupplyClass) String() string { return "class:" + string(c.Scheme) + ":" + c.Code }

// Name is what a class holds, on a day; empty where the code is not in the list then.
func (c SupplyClass) Name(d muster.Day) string {
	switch c.Scheme {
	case FSCScheme:
		f, _ := Class(c.Code, d)
		return f.Name
	case NATOScheme, USScheme:
		for _, n := range romanClasses(c.Scheme) {
			if n.Code == c.Code {
				return n.Name
			}
		}
	}
	return ""
}

func romanClasses(s Scheme) []ClassName {
	if s == NATOScheme {
		return NATOClasses
	}
	return USClasses
}

// Holds reports whether everything of another class is of this one: a group of fsc holds its classes, and
// III of nato holds IIIa.
func (c SupplyClass) Holds(o SupplyClass) bool {
	switch {
	case c.Scheme != o.Scheme:
		return false
	case c.Scheme == FSCScheme:
		return strings.HasPrefix(o.Code, c.Code)
	case c.Scheme == NATOScheme && c.Code == "III" && o.Code == "IIIa":
		return true
	}
	return c.Code == o.Code
}

// check refuses a class that its list does not have on a day.
func (c SupplyClass) check(field string, d muster.Day) error {
	switch c.Scheme {
	case FSCScheme:
		if (len(c.Code) != 2 && len(c.Code) != 4) || strings.Trim(c.Code, "0123456789") != "" {
			return muster.Invalid(field, fmt.Sprintf("found the fsc code %q; accepted are a class of four digits or a group of two", c.Code))
		}
		if _, ok := Class(c.Code, d); !ok {
			return muster.Invalid(field, notOpen(c.Code, d))
		}
	case NATOScheme, USScheme:
		list := romanClasses(c.Scheme)
		if !slices.ContainsFunc(list, func(n ClassName) bool { return n.Code == c.Code }) {
			var codes []string
			for _, n := range list {
				codes = append(codes, n.Code)
			}
			return muster.Invalid(field, fmt.Sprintf("found the %s class %q; accepted are %s", c.Scheme, c.Code, strings.Join(codes, ", ")))
		}
	default:
		return muster.Invalid(field, fmt.Sprintf("found the scheme %q; accepted are %s, %s and %s", c.Scheme, FSCScheme, NATOScheme, USScheme))
	}
	return nil
}
