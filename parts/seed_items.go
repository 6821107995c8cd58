package parts

import (
	"strings"

	"muster"
	"muster/item"
)

// rec20 is where units and their codes are from. Where it has no code for a unit, the operator says so.
const rec20 = "UNECE Recommendation 20, Codes for Units of Measure Used in International Trade, revision 17 (2021)"

// The source of what the operator says of himself.
const ownList = "Muster, a list to begin with"

// seedCatalogue returns the units of measure, what holds between them whatever the item, and the kinds of
// thing to begin with.
func seedCatalogue() ([]muster.Value, error) {
	var out []muster.Value
	units, err := table("units.csv")
	if err != nil {
		return nil, err
	}
	for _, r := range units {
		source := rec20
		if r["code"] == "" {
			source = ownList
		}
		out = append(out, &item.Unit{
			Envelope: cited(item.KindUnit, r["id"], source), Names: names(r), Measures: item.Measure(r["measures"]),
			Code: r["code"], Symbol: r["symbol"], Aliases: strings.Split(r["aliases"], "|"),
		})
	}
	conversions, err := table("conversions.csv")
	if err != nil {
		return nil, err
	}
	for _, r := range conversions {
		out = append(out, &item.Conversion{
			Envelope: cited(item.KindConversion, r["from"]+"/"+r["to"], r["source"]),
			From:     item.UnitID(r["from"]), To: item.UnitID(r["to"]), Factor: r["factor"],
		})
	}
	things, err := table("things.csv")
	for _, r := range things {
		out = append(out, &item.Thing{Envelope: cited(item.KindThing, r["id"], ownList), Names: names(r)})
	}
	return out, err
}

func names(row map[string]string) item.Names {
	return item.Names{"en": row["en"], "uk": row["uk"]}
}
