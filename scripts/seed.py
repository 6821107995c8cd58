#!/usr/bin/env python3
"""Writes parts/seed/{parties,groups,members,aggregates}.csv. Run by hand: scripts/seed.py [SHARED]

Reads from SHARED (default ../shared) the ISO 3166-1 list and the World Bank's GDP file; what no
list says (names on screen, spellings of other publishers, institutions, memberships) is below.
Standard library only.
"""

import csv
import gzip
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"
SEED = ROOT / "parts" / "seed"

ISO = "ISO 3166-1 and UN names: datasets/country-codes @ caa72d1 (ODC-PDDL)"
WB = "World Bank, World Development Indicators (CC BY 4.0): datasets/gdp @ 822019c"
KIEL = "Kiel Institute, Ukraine Support Tracker (Kiel Working Paper 2218)"

# The name on screen where the list's short display name will not do.
NAMES = {
    "BA": "Bosnia and Herzegovina", "CC": "Cocos (Keeling) Islands", "CD": "DR Congo", "CG": "Congo",
    "CV": "Cabo Verde", "GB": "United Kingdom", "UM": "United States Minor Outlying Islands",
    "US": "United States", "VA": "Holy See",
}

# Spellings that neither list has.
ALIASES = {
    "BN": ["Brunei"], "BO": ["Bolivia"], "CD": ["Congo - Kinshasa", "Congo (Kinshasa)", "DRC"],
    "CG": ["Congo - Brazzaville", "Congo (Brazzaville)", "Republic of Congo"], "CI": ["Ivory Coast"],
    "CV": ["Cape Verde"], "CZ": ["Czech Republic", "The Czech Republic"], "DE": ["Federal Republic of Germany"],
    "FK": ["Falkland Islands (Malvinas)"], "GB": ["UK", "Great Britain", "U.K."], "HK": ["Hong Kong"],
    "KR": ["Korea, South", "Korea", "Republic of Korea", "Korea (the Republic of)"],
    "KP": ["Korea, North", "Korea, Dem. People's Rep.", "DPRK"], "MK": ["Macedonia", "FYROM", "Macedonia, FYR"],
    "MM": ["Burma"], "MO": ["Macau"], "NL": ["The Netherlands", "Holland"], "PS": ["Palestinian Territories"],
    "RU": ["Russia"], "SZ": ["Swaziland"], "TL": ["East Timor"], "TR": ["Türkiye", "Turkiye", "Turkey"],
    "TW": ["Chinese Taipei", "Taiwan, China", "Taiwan (Province of China)"],
    "US": ["USA", "U.S.", "U.S.A.", "United States of America"], "VA": ["Vatican City", "Vatican"],
    "AE": ["UAE"],
}

# id, name, kind, aliases, source
OTHERS = [
    ("xk", "Kosovo", "state", ["Republic of Kosovo"], WB + "; not in ISO 3166-1 (user-assigned XK)"),
    ("eu-institutions", "EU (Commission and Council)", "institution",
     ["EU Commission and Council", "EU Institutions", "European Union", "European Union Institutions", "EU"], KIEL),
    ("eib", "European Investment Bank", "institution", ["EIB"], KIEL),
    ("epf", "European Peace Facility", "fund", ["EPF"], KIEL),
    ("nato", "NATO", "institution", ["North Atlantic Treaty Organization", "North Atlantic Treaty Organisation"],
     "North Atlantic Treaty, 4 April 1949"),
    ("kiel-institute", "Kiel Institute for the World Economy", "institution",
     ["Kiel Institute", "IfW Kiel", "Institut für Weltwirtschaft"], KIEL),
    ("ecb", "European Central Bank", "institution", ["ECB"], "Treaty on European Union, Article 13"),
    ("world-bank", "World Bank", "institution", ["World Bank Group", "IBRD"], WB),
    ("imf", "International Monetary Fund", "institution", ["IMF"], KIEL),
    ("ebrd", "European Bank for Reconstruction and Development", "institution", ["EBRD"], KIEL),
    ("united-nations", "United Nations", "institution", ["UN", "UNO"], KIEL),
]

NATO = [
    ("1949-08-24", "be ca dk fr is it lu nl no pt gb us"), ("1952-02-18", "gr tr"), ("1955-05-06", "de"),
    ("1982-05-30", "es"), ("1999-03-12", "cz hu pl"), ("2004-03-29", "bg ee lv lt ro sk si"),
    ("2009-04-01", "al hr"), ("2017-06-05", "me"), ("2020-03-27", "mk"), ("2023-04-04", "fi"), ("2024-03-07", "se"),
]
EU = [
    ("1958-01-01", "be de fr it lu nl"), ("1973-01-01", "dk ie gb"), ("1981-01-01", "gr"), ("1986-01-01", "es pt"),
    ("1995-01-01", "at fi se"), ("2004-05-01", "cy cz ee hu lv lt mt pl sk si"), ("2007-01-01", "bg ro"),
    ("2013-07-01", "hr"),
]
G7 = [("1975-11-15", "fr de it jp gb us"), ("1976-06-27", "ca")]
UNTIL = {("eu", "gb"): "2020-02-01"}  # the first day on which it was no member
GROUPS = [
    ("nato", "NATO", NATO, "NATO, member countries: entry into force of each accession to the North Atlantic Treaty"),
    ("eu", "European Union", EU, "European Union, country profiles: entry into force of each accession; withdrawal agreement, 31 January 2020 at midnight CET"),
    ("g7", "G7", G7, "Group of Seven: summits of Rambouillet, 15 November 1975, and San Juan, 27 June 1976"),
]


def spelled_out(name):
    name = name.replace(" & ", " and ")
    return re.sub(r"^St\. ", "Saint ", name)


def bare(name):
    """The UN lists "the Kingdom of Norway", "Netherlands (the)" and "Holy See (the) *"."""
    return re.sub(r"^the ", "", re.sub(r"\s*\(the\)|\s*\*+$", "", name.strip()).strip())


def world_bank():
    with gzip.open(SHARED / "data/gdp-cpi/gdp_current-usd.csv.gz", "rt", encoding="utf-8", newline="") as f:
        return {row["Country Code"]: row["Country Name"] for row in csv.DictReader(f)}


def parties(wb):
    with open(SHARED / "data/codes-geo/country-codes.csv", encoding="utf-8", newline="") as f:
        for row in sorted(csv.DictReader(f), key=lambda r: r["ISO3166-1-Alpha-2"]):
            iso2, iso3 = row["ISO3166-1-Alpha-2"], row["ISO3166-1-Alpha-3"]
            shown = row["CLDR display name"]
            name = NAMES.get(iso2, spelled_out(shown))
            said = [shown, row["official_name_en"], bare(row["UNTERM English Short"]), bare(row["UNTERM English Formal"])]
            said += ALIASES.get(iso2, [])
            source = ISO
            if iso3 in wb:
                said.append(wb[iso3])
                source += "; " + WB
            yield [iso2.lower(), name, "state", iso2, iso3, aliases(name, said), source]
    for pid, name, kind, said, source in OTHERS:
        iso = ["XK", "XKX"] if pid == "xk" else ["", ""]
        yield [pid, name, kind, *iso, aliases(name, said), source]


def aliases(name, said):
    kept = []
    for s in said:
        s = re.sub(r"\s+", " ", s).strip()
        if s and s != name and s not in kept:
            kept.append(s)
    return "|".join(kept)


def write(name, heading, rows):
    with open(SEED / name, "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(heading)
        w.writerows(rows)


def main():
    wb = world_bank()
    all_parties = list(parties(wb))
    write("parties.csv", ["id", "name", "kind", "iso2", "iso3", "aliases", "source"], all_parties)
    write("groups.csv", ["group", "name", "source"], [(g, n, s) for g, n, _, s in GROUPS])
    write("members.csv", ["group", "party", "from", "until", "source"],
          [(g, p, day, UNTIL.get((g, p), ""), s) for g, _, terms, s in GROUPS for day, ps in terms for p in ps.split()])
    known = {p[4] for p in all_parties}
    write("aggregates.csv", ["code", "name"], sorted((c, n) for c, n in wb.items() if c not in known))


main()
