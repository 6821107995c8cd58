"""Writes demo/evidence: a folder of invented files with the sheet that says what each is, and what was said of them.

Nothing in it is real: no place, no person, no event. Days are counted from the day on which the demo is shown."""

import csv, hashlib, pathlib

HERE = pathlib.Path(__file__).parent / "evidence"
INVENTED = "invented for this demo"
KEEPERS = "operator+restricted"

FILES = {
    "roof.txt": "INVENTED. A description of a photograph: a school seen from the yard, a part of its roof missing, the clock over the door at ten past three.\n",
    "roof-redacted.txt": "INVENTED. A description of a photograph: a school seen from the yard, a part of its roof missing. [Faces taken out.]\n",
    "video.txt": "INVENTED. A transcript of a video of forty seconds: a siren, then a bang; the camera turns to a roof that smokes.\n",
    "letter.txt": "INVENTED. A letter of a district's school office: two classrooms and the stairs cannot be used; pupils are taught in the hall.\n",
    "substation.txt": "INVENTED. A log of a substation: transformer 2 off from 03:12, one cooler lost.\n",
    "neighbour.txt": "INVENTED. What a neighbour of the school said, as it was written down.\n",
}

SHEET = [
    dict(file="roof.txt", id="e-2026-001", obtained="own recording", tool="camera", captured="{-40}T08:10:00+02:00", claimed="", region="UA-63", precision="district", store="yes", share="court-liaison", publish="no",
         **{"held by": "the giver", "held from": "{-40}T08:10:00+02:00", "held until": "{-33}T12:00:00+02:00", "people": "Planted Nameless, caretaker (invented)", "place": "the yard of the school, seen from the gate"}),
    dict(file="roof-redacted.txt", id="e-2026-002", obtained="made here", region="UA-63", precision="district", store="yes", share="court-liaison", publish="yes", of="e-2026-001", made="redacted"),
    dict(file="video.txt", id="e-2026-003", obtained="found online", tool="browser", captured="{-38}T19:00:00+02:00", claimed="ten past three at night", region="UA-63", precision="region", language="uk", store="yes", share="court-liaison", publish="no",
         **{"held by": "unknown", "held from": "{-40}T03:10:00+02:00", "held until": "{-38}T19:00:00+02:00", "address": "https://example.invalid/video"}),
    dict(file="letter.txt", id="e-2026-004", obtained="handed over", region="UA-63", precision="district", language="uk", store="yes", share="court-liaison", publish="no",
         **{"held by": "the giver", "held from": "{-36}T09:00:00+02:00", "held until": "{-30}T15:00:00+02:00", "contact": "the head of the office, by telephone (invented)"}),
    dict(file="substation.txt", id="e-2026-005", obtained="from a register", region="UA-59", precision="region", store="yes", share="", publish="no"),
    dict(file="neighbour.txt", id="e-2026-006", obtained="handed over", captured="{-20}T10:00:00+02:00", region="UA-63", precision="settlement", language="uk", store="yes", share="", publish="no",
         **{"people": "Planted Nameless-Neighbour (invented)", "statement": "I heard it and saw the roof come down. (Invented.)"}),
]


def office(role, person, party="ua", audience=KEEPERS):
    return dict(by=party, role=role, acted_by=person, audience=audience)


DOCUMENTER = office("documenter", "Dana (invented)")
CUSTODIAN = office("custodian", "Kim (invented)")
FIRST = office("reviewer", "Rita (invented)")
SECOND = office("reviewer", "Sami (invented)")
SHOWN = dict(DOCUMENTER, audience="participants")
LEGAL = office("legal-officer", "Lena (invented)")
ASSESSOR = office("damage-assessor", "Ada (invented)", audience="participants")

REVIEWED = [("register", "", CUSTODIAN, ""), ("review", "", FIRST, ""), ("find", "verified", FIRST, "its light, its clock and its shadows agree with the day"), ("verify", "", SECOND, "compared with two pictures of the street from before")]


def items():
    digest = {r["id"]: hashlib.sha256(FILES[r["file"]].encode()).hexdigest() for r in SHEET}
    for item in ("e-2026-001", "e-2026-003", "e-2026-004"):
        for act, finding, who, why in REVIEWED:
            yield dict(about=item, act=act, digest=digest[item] if act == "register" else "", finding=finding, why=why, **who)
    yield dict(about="e-2026-002", act="register", digest=digest["e-2026-002"], **CUSTODIAN)
    yield dict(about="e-2026-005", act="register", digest=digest["e-2026-005"], **CUSTODIAN)
    yield dict(about="e-2026-005", act="review", **FIRST)


SAID = [
    ("party.party", [dict(about="court-liaison", name="Court liaison (invented)", sort="institution", by="operator", audience="public")]),
    ("evidence.item-act", list(items())),
    ("evidence.incident", [
        {"about": "i-2026-001", "title.en": "A school was damaged at night", "title.uk": "Уночі пошкоджено школу", "place.region": "UA-63", "place.precision": "district", "from": "{-40}", "until": "{-40}", "items": "e-2026-001;e-2026-003;e-2026-004", **DOCUMENTER},
        {"about": "i-2026-002", "title.en": "A substation lost a cooler", "title.uk": "Підстанція втратила охолоджувач", "place.region": "UA-59", "place.precision": "region", "from": "{-25}", "until": "{-24}", "items": "e-2026-005", **DOCUMENTER},
    ]),
    ("evidence.incident-act", [
        dict(about="i-2026-001", act="corroborate", why="two recordings that do not come of one another, and a letter", **FIRST),
    ]),
    ("evidence.damage", [
        {"about": "d-2026-001", "damaged": "school-a", "sort": "school", "place.region": "UA-63", "place.precision": "district", "from": "{-40}", "until": "{-40}", "extent": "heavily damaged", "items": "e-2026-001;e-2026-004", "incident": "i-2026-001", **SHOWN},
        {"about": "d-2026-002", "damaged": "school-a", "sort": "school", "place.region": "UA-63", "place.precision": "district", "from": "{-41}", "until": "{-39}", "extent": "damaged", "items": "", "incident": "", **ASSESSOR},
        {"about": "d-2026-003", "damaged": "substation-b", "sort": "energy", "place.region": "UA-59", "place.precision": "region", "from": "{-25}", "until": "{-24}", "extent": "damaged", "items": "e-2026-005", "incident": "i-2026-002", **SHOWN},
        {"about": "d-2026-004", "damaged": "bridge-c", "sort": "bridge", "place.region": "UA-59", "place.precision": "district", "from": "{-70}", "until": "{-68}", "extent": "destroyed", "items": "", "incident": "", **ASSESSOR},
    ]),
    ("evidence.damage-act", [
        dict(about="d-2026-001", act="assess", amount="412000", currency="EUR", method="repair at unit prices", price_date="{-20}", **ASSESSOR),
        dict(about="d-2026-003", act="assess", amount="96500.50", currency="EUR", method="replacement at contract price", price_date="{-15}", **ASSESSOR),
        dict(about="d-2026-001", act="classify", list="rd4u", code="B1.5", **ASSESSOR),
    ]),
    ("evidence.case", [
        {"about": "c-2026-001", "title.en": "Damage to a school in the north-east", "title.uk": "Пошкодження школи на північному сході", "for": "court-liaison", "items": "e-2026-006", "incidents": "i-2026-001", "damages": "d-2026-001", **LEGAL},
    ]),
    ("evidence.hold", [dict(about="h-2026-001", on="case/c-2026-001", why="it is to be handed to the court liaison", **LEGAL)]),
]


def table(path, rows):
    heads = list(dict.fromkeys(k for r in rows for k in r))
    with open(path, "w", newline="", encoding="utf-8") as f:
        w = csv.DictWriter(f, heads, restval="", lineterminator="\n")
        w.writeheader()
        w.writerows(rows)


for name, text in FILES.items():
    (HERE / "folder" / name).write_text(text, encoding="utf-8")
table(HERE / "items.csv", SHEET)
for i, (kind, rows) in enumerate(SAID, 1):
    if kind not in ("party.party",):
        rows = [{**r, "source.text": INVENTED} for r in rows]
    table(HERE / f"{i:02}-{kind}.csv", rows)
