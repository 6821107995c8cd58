#!/usr/bin/env python3
"""Writes the demo's data files. Run by hand after the sources change: demo/extract.py [SHARED]

From SHARED (default ../shared beside the repository) it takes facts only: who, when, what kind, how
many, how much, and at which address that was published. No explanation, comment or other text of a
publisher is copied: of the columns that name sources, the cells that are one address. Every number stays as its source writes it; a workbook's number is the shortest decimal that reads back to
the same 64-bit float, its dates are ISO. Output is the same byte for byte on each run.
Standard library only.
"""

import csv
import datetime
import gzip
import io
import random
import re
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

DEMO = Path(__file__).resolve().parent
SHARED = Path(sys.argv[1]) if len(sys.argv) > 1 else DEMO.parent.parent / "shared"
KIEL = SHARED / "data" / "kiel-ukraine-support-tracker"

# The columns that state facts, by heading. "Items" is the heading of column I, which release 7
# leaves blank. All other cells of a main-data row are left empty; all headings stay.
FACTS = {
    "ID", "countries", "Announcement Date", "Type of Aid General", "Type of Aid Specific", "Original Currency",
    "Monetary Value as Given by Source", "Items", "Type of item", "No. of Units",
    "No. of Units delivered (in-kind military aid)", "Total ", "Converted Value in EUR",
    "Total monetary value delivered in EUR", "Total_value_dummy (1 is first row in the package)",
    "value_source_commitments", "value_source_deliveries",
}
# The columns that name sources; kept is a cell that is one address and nothing else.
SOURCES = {"Source of Aid 1", "Source of Aid 2", "Source of Aid 3", "Source of Aid 4", "Source for Delivery"}
ADDRESS = re.compile(r"https?://\S+")
DATE, ITEMS = 2, 8  # their places in release 7

# The newest edition of the ECB's file is long; the demo's entries begin in 2022.
RATES_FROM = "2022-01-01"
GDP_YEARS = {"2021", "2022", "2023"}


def write(path, rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    data = text.getvalue().encode("utf-8")
    if path.suffix == ".gz":
        packed = io.BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0, filename="") as f:
            f.write(data)
        data = packed.getvalue()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print(f"{path.relative_to(DEMO)}: {len(rows) - 1} rows, {len(data)} bytes")


def read(path):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as f:
        return list(csv.reader(f))


# The workbook.

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def column(reference):
    n = 0
    for letter in reference:
        if letter.isalpha():
            n = n * 26 + ord(letter) - ord("A") + 1
    return n - 1


def sheet(path, name):
    """The sheet's rows as lists of (type, text); an empty cell is ("", "")."""
    with zipfile.ZipFile(path) as book:
        def xml(part):
            return ElementTree.fromstring(book.read(part))

        shared = ["".join(t.text or "" for t in s.iter(MAIN + "t")) for s in xml("xl/sharedStrings.xml")]
        target = {r.get("Id"): r.get("Target") for r in xml("xl/_rels/workbook.xml.rels")}
        ids = {s.get("name"): s.get(REL + "id") for s in xml("xl/workbook.xml").find(MAIN + "sheets")}
        for row in xml("xl/" + target[ids[name]]).iter(MAIN + "row"):
            cells = {}
            for c in row:
                value = c.find(MAIN + "v")
                if value is not None and value.text is not None:
                    kind = c.get("t", "n")
                    cells[column(c.get("r"))] = (kind, shared[int(value.text)] if kind == "s" else value.text)
            yield [cells.get(i, ("", "")) for i in range(44)]


def shown(kind, text, is_date):
    if kind != "n":
        return text
    if is_date:
        return (datetime.date(1899, 12, 30) + datetime.timedelta(days=int(text))).isoformat()
    return format(Decimal(repr(float(text))), "f").removesuffix(".0")


def fact(heading, cell):
    """The cell, where it states a fact; else nothing."""
    if heading in SOURCES:
        return cell if ADDRESS.fullmatch(cell) else ""
    return cell if heading in FACTS else ""


def release07():
    rows = sheet(KIEL / "release07_until-2022-10-03_corrected.xlsx", "Bilateral assistance, MAIN DATA")
    heading = [text for _, text in next(rows)]
    named = heading[:ITEMS] + ["Items"] + heading[ITEMS + 1:]
    out = [heading]
    for row in rows:
        out.append([fact(named[i], shown(*cell, i == DATE)) for i, cell in enumerate(row)])
    return out


def release08():
    heading, *rows = read(KIEL / "main-data_retrieved-2023-01-05_utf8.csv")
    return [heading] + [[fact(heading[i], c) for i, c in enumerate(row)] for row in rows]


def release28():
    heading, *rows = read(KIEL / "release28-derived" / "bilateral_activities.csv")
    kind = heading.index("kategori")
    return [heading] + [row for row in rows if row[kind].strip() == "Military"]


def gdp():
    heading, *rows = read(SHARED / "data" / "gdp-cpi" / "gdp_current-usd.csv.gz")
    aggregates = {row[0] for row in read(DEMO.parent / "parts" / "seed" / "aggregates.csv")[1:]}
    return [heading] + [row for row in rows if row[2] in GDP_YEARS and row[1] not in aggregates]


def rates():
    heading, *rows = read(SHARED / "data" / "ecb-fx" / "eurofxref-hist_to-2026-04-13.csv.gz")
    return [heading] + [row for row in rows if row[0] >= RATES_FROM]


def synthetic():
    """Invented figures in the form of release 28: real states, no state's real figures. The seed is
    fixed; sizes follow nothing but the order of the list."""
    donors = ("United States,Germany,United Kingdom,Denmark,Netherlands,France,Sweden,Norway,Canada,Poland,Italy,Belgium,"
              "Finland,Spain,Czechia,Romania,Lithuania,Estonia,Latvia,Portugal,Greece,Bulgaria,Croatia,Slovakia,Slovenia,"
              "Hungary,Turkiye,Luxembourg,Iceland,Japan,Australia,Switzerland").split(",")
    rng = random.Random(2024)
    rows = []
    for rank, donor in enumerate(donors):
        for _ in range(6 if rank < 12 else 4):
            day = datetime.date(2024, 1, 1) + datetime.timedelta(days=rng.randrange(700))
            amount = Decimal(rng.randrange(100, 1000)) * 12_000_000 / (rank + 2)
            rows.append([donor, day, rng.choice(["Military"] * 5 + ["Humanitarian"]), amount.quantize(Decimal("0.01"))])
    rows[3][3] = -rows[3][3] / 10  # a reduction
    out = [release28()[0] + ["invented"]]
    for n, (donor, day, kind, amount) in enumerate(rows):
        measure = "Commitment" if n % 17 == 16 else "Allocation"
        month = (day.year - 2022) * 12 + day.month
        said = day.isoformat()
        if n % 23 == 22:
            said = ""
        if n % 46 == 45:
            month = 0
        text = format(amount.normalize(), "f")
        share = text if measure == "Allocation" else "0.0"
        out.append([donor, said, kind, measure, text, share, text, month, month > 0,
                    format((amount / 1_000_000_000).normalize(), "f"), "yes, for demonstration"])
    return out


def main():
    write(DEMO / "kiel" / "release07_facts.csv.gz", release07())
    write(DEMO / "kiel" / "release08_facts.csv.gz", release08())
    write(DEMO / "kiel" / "release28_military.csv.gz", release28())
    write(DEMO / "gdp.csv.gz", gdp())
    write(DEMO / "ecb.csv.gz", rates())
    write(DEMO / "synthetic" / "release.csv", synthetic())


main()
