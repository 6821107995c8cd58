#!/usr/bin/env python3
"""Writes item/fsc.csv. Run by hand after the source changes: item/fsc_extract.py [SHARED]

Takes from SHARED/data/fsc-psc (default ../shared beside the repository) the numeric codes of two and of
four digits: Federal Supply Groups and Classes. Codes of services have letters and are left out, and so
is the one entry without a name. Names and dates stay as the source has them, but for blanks that are
doubled or stand at an end. Output is the same byte for byte on each run. Standard library only.
"""

import csv
import re
import sys
from pathlib import Path

ITEM = Path(__file__).resolve().parent
SHARED = Path(sys.argv[1]) if len(sys.argv) > 1 else ITEM.parent.parent / "shared"

rows = []
with open(SHARED / "data" / "fsc-psc" / "psc-codes_2020-03-17.csv", encoding="utf-8-sig", newline="") as f:
    for r in csv.DictReader(f):
        code, name = r["PSC CODE"].strip(), " ".join(r["PRODUCT AND SERVICE CODE NAME"].split())
        if re.fullmatch(r"\d{2}|\d{4}", code) and name:
            rows.append((code, r["START DATE"], r["END DATE"], name))
rows.sort()
with open(ITEM / "fsc.csv", "w", encoding="utf-8", newline="") as f:
    out = csv.writer(f, lineterminator="\n")
    out.writerow(("code", "first", "last", "name"))
    out.writerows(rows)
