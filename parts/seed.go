package parts

import (
	"embed"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"muster"
	"muster/money"
	"muster/party"
	"muster/pledge"
)

//go:embed seed/*.csv seed/pledges.json seed/methods/*.json
var seeds embed.FS

// Seed returns what a fresh record begins with: parties, groups, methods and pledges, and for the catalogue
// units of measure and kinds of thing, and the claim categories of damage, each citing its source.
func Seed() ([]muster.Value, error) {
	var out []muster.Value
	add := func(vs []muster.Value, err error) error {
		out = append(out, vs...)
		return err
	}
	parties, err := seeds.ReadFile("seed/parties.csv")
	if err != nil {
		return nil, err
	}
	if err := add(ReadParties(string(parties))); err != nil {
		return nil, err
	}
	for _, f := range []func() ([]muster.Value, error){seedGroups, seedMembers, seedMethods, seedPledges, seedCatalogue, seedEvidence} {
		if err := add(f()); err != nil {
			return nil, fmt.Errorf("seed: %w", err)
		}
	}
	return out, nil
}

// Aggregates returns the World Bank's codes for groups of countries, with their names, so that
// they are told from countries.
func Aggregates() (map[string]string, error) {
	rows, err := table("aggregates.csv")
	out := map[string]string{}
	for _, r := range rows {
		out[r["code"]] = r["name"]
	}
	return out, err
}

func cited(kind, about, source string) muster.Envelope {
	return muster.Envelope{Kind: kind, By: party.Operator, About: about, Source: &muster.Citation{Text: source}, Audience: muster.Public}
}

// table reads a CSV with a heading row into a map per row.
func table(name string) ([]map[string]string, error) {
	b, err := seeds.ReadFile("seed/" + name)
	if err != nil {
		return nil, err
	}
	return rows(string(b), name)
}

func rows(text, name string) ([]map[string]string, error) {
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return nil, muster.Invalid(name, err.Error())
	}
	var out []map[string]string
	for _, r := range all[min(1, len(all)):] {
		m := map[string]string{}
		for i, h := range all[0] {
			m[strings.TrimSpace(h)] = strings.TrimSpace(r[i])
		}
		out = append(out, m)
	}
	return out, nil
}

// ReadParties reads a list of parties: CSV with the columns id, name, kind, iso2, iso3, aliases
// (separated by |) and source.
func ReadParties(text string) ([]muster.Value, error) {
	rs, err := rows(text, "parties")
	if err != nil {
		return nil, err
	}
	var out []muster.Value
	for i, r := range rs {
		for _, need := range []string{"id", "name", "kind"} {
			if r[need] == "" {
				return nil, muster.Invalid("parties", fmt.Sprintf("row %d has no %s; every party has an id, a name and a kind (state, institution or fund)", i+2, need))
			}
		}
		p := &party.Party{
			Envelope: cited(party.KindParty, r["id"], r["source"]), Name: r["name"], Sort: party.Sort(r["kind"]), ISO2: r["iso2"], ISO3: r["iso3"],
		}
		for _, a := range strings.Split(r["aliases"], "|") {
			if a = strings.TrimSpace(a); a != "" {
				p.Aliases = append(p.Aliases, a)
			}
		}
		out = append(out, p)
	}
	return out, nil
}

func seedGroups() ([]muster.Value, error) {
	rs, err := table("groups.csv")
	var out []muster.Value
	for _, r := range rs {
		out = append(out, &party.Group{Envelope: cited(party.KindGroup, r["group"], r["source"]), Name: r["name"]})
	}
	return out, err
}

func seedMembers() ([]muster.Value, error) {
	rs, err := table("members.csv")
	var out []muster.Value
	for _, r := range rs {
		out = append(out, &party.Member{
			Envelope: cited(party.KindMember, r["group"]+"/"+r["party"], r["source"]),
			Group:    muster.PartyID(r["group"]), Party: muster.PartyID(r["party"]), From: r["from"], Until: r["until"],
		})
	}
	return out, err
}

func seedMethods() ([]muster.Value, error) {
	files, err := seeds.ReadDir("seed/methods")
	if err != nil {
		return nil, err
	}
	var out []muster.Value
	for _, f := range files {
		b, err := seeds.ReadFile(path.Join("seed/methods", f.Name()))
		if err != nil {
			return nil, err
		}
		var m pledge.Method
		if err := json.Unmarshal(b, &m); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name(), err)
		}
		if m.Membership == "" {
			m.Membership = pledge.WindowEnd
		}
		m.Envelope = cited(pledge.KindMethod, fmt.Sprintf("%s/%d", m.Name, m.Version), "Muster, docs/methods.md")
		out = append(out, &m)
	}
	return out, nil
}

func seedPledges() ([]muster.Value, error) {
	b, err := seeds.ReadFile("seed/pledges.json")
	if err != nil {
		return nil, err
	}
	var ps []struct {
		Name       string            `json:"name"`
		Title      string            `json:"title"`
		Group      muster.PartyID    `json:"group"`
		Announced  muster.Day        `json:"announced"`
		Envelope   money.Money       `json:"envelope"`
		Window     pledge.Window     `json:"window"`
		ShareKey   pledge.ShareKey   `json:"share_key"`
		Counts     pledge.Event      `json:"counts"`
		Method     string            `json:"method"`
		Categories []pledge.Category `json:"categories"`
		Texts      []pledge.Quote    `json:"texts"`
		Source     muster.Citation   `json:"source"`
	}
	if err := json.Unmarshal(b, &ps); err != nil {
		return nil, fmt.Errorf("pledges.json: %w", err)
	}
	var out []muster.Value
	for _, p := range ps {
		out = append(out, &pledge.Terms{
			Envelope: cited(pledge.KindTerms, p.Name, p.Source.Text), Title: p.Title, Floor: p.Envelope, Announced: p.Announced,
			Window: p.Window, Group: p.Group, ShareKey: p.ShareKey, Counts: p.Counts, Category: p.Categories, Method: p.Method, Text: p.Texts,
		})
	}
	return out, nil
}
