#!/usr/bin/env python3
"""Writes demo/story: an invented set of requirements, offers, matches, asks, packages and lessons.

Nothing in it is real: no quantity, no date and no offer is anybody's. It is made by chance from a fixed
seed, around a few cases written out by hand that show what can happen: see demo/README.md.

Usage: python3 demo/story.py [FOLDER]

The files are what `muster record KIND --file` reads, with two kinds of gaps that `muster demo` fills:
{+45} is the day 45 days from now, {r-0101} the statement by which that requirement stands.
"""
import csv
import pathlib
import random
import sys

import story_lessons

HERE = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent / "story"
chance = random.Random(2026)
days = random.Random(7)  # on which days it happened, apart: what happened stays as it is
files = {}


def say(name, **cells):
    files.setdefault(name, []).append({k: str(v) for k, v in cells.items() if v not in (None, "")})


INVENTED = {"source.text": "invented for this demo"}
OPERATOR = dict(by="operator", audience="public")
UA = dict(by="ua", role="recipient-officer", audience="participants")
RECEIVER = dict(by="ua", role="receiving-officer", audience="participants")
NATO = dict(by="nato", role="coordinator", audience="participants")
MOVER = dict(by="nato", role="movement-officer", audience="participants")


def donor(party):
    return dict(by=party, role="donor-officer", audience="participants")


DONORS = "be bg ca cz de dk ee es fi fr gb gr hr it lt lu lv nl no pl pt ro se si us".split()

# ------------------------------------------------------------------------------------------- catalogue
FAMILIES = {
    "light-vehicles": ("Light vehicles", "Легкі автомобілі"),
    "trucks": ("Trucks", "Вантажні автомобілі"),
    "recovery": ("Recovery vehicles", "Евакуаційні машини"),
    "generators-small": ("Generators up to 30 kW", "Генератори до 30 кВт"),
    "generators-large": ("Generators above 30 kW", "Генератори понад 30 кВт"),
    "155-mm": ("155 mm artillery ammunition", "Артилерійські боєприпаси 155 мм"),
    "152-mm": ("152 mm artillery ammunition", "Артилерійські боєприпаси 152 мм"),
    "engineer-machines": ("Engineer machines", "Інженерні машини"),
}
# id: English, Ukrainian, kind of thing, unit, family
ITEMS = {
    "pickup-4x4": ("Pickup 4x4", "Пікап 4x4", "vehicle", "each", "light-vehicles"),
    "truck-4x4-2t": ("Truck 4x4, 2 t", "Вантажівка 4x4, 2 т", "vehicle", "each", "trucks"),
    "truck-6x6-5t": ("Truck 6x6, 5 t", "Вантажівка 6x6, 5 т", "vehicle", "each", "trucks"),
    "truck-8x8-10t": ("Truck 8x8, 10 t", "Вантажівка 8x8, 10 т", "vehicle", "each", "trucks"),
    "fuel-truck-8m3": ("Fuel truck, 8 m³", "Паливозаправник, 8 м³", "vehicle", "each", "trucks"),
    "ambulance-4x4": ("Ambulance 4x4", "Санітарний автомобіль 4x4", "vehicle", "each", "light-vehicles"),
    "recovery-vehicle-a": ("Recovery vehicle, type A", "Евакуаційна машина, тип А", "vehicle", "each", "recovery"),
    "recovery-vehicle-b": ("Recovery vehicle, type B", "Евакуаційна машина, тип Б", "vehicle", "each", "recovery"),
    "water-trailer-1m3": ("Water trailer, 1 m³", "Причіп-цистерна, 1 м³", "vehicle", "each", ""),
    "generator-5kw": ("Generator 5 kW", "Генератор 5 кВт", "generator", "each", "generators-small"),
    "generator-30kw": ("Generator 30 kW", "Генератор 30 кВт", "generator", "each", "generators-small"),
    "generator-60kw": ("Generator 60 kW", "Генератор 60 кВт", "generator", "each", "generators-large"),
    "generator-100kw": ("Generator 100 kW", "Генератор 100 кВт", "generator", "each", "generators-large"),
    "generator-200kw": ("Generator 200 kW", "Генератор 200 кВт", "generator", "each", "generators-large"),
    "battery-station-2kwh": ("Battery station 2 kWh", "Зарядна станція 2 кВт·год", "generator", "each", ""),
    "tourniquet": ("Tourniquet", "Турнікет", "medical", "each", ""),
    "first-aid-kit": ("Individual first aid kit", "Індивідуальна аптечка", "medical", "kit", ""),
    "surgical-set": ("Surgical set", "Хірургічний набір", "medical", "set", ""),
    "blood-refrigerator": ("Blood refrigerator", "Холодильник для крові", "medical", "each", ""),
    "stretcher": ("Stretcher, folding", "Ноші складані", "medical", "each", ""),
    "ventilator": ("Ventilator, transport", "Апарат ШВЛ, транспортний", "medical", "each", ""),
    "excavator-20t": ("Excavator, 20 t", "Екскаватор, 20 т", "engineering", "each", "engineer-machines"),
    "loader-wheeled": ("Wheeled loader", "Колісний навантажувач", "engineering", "each", "engineer-machines"),
    "demining-machine": ("Demining machine", "Машина розмінування", "engineering", "each", "engineer-machines"),
    "bridge-section-12m": ("Bridge section, 12 m", "Секція мосту, 12 м", "engineering", "each", ""),
    "mine-detector": ("Mine detector, hand-held", "Міношукач ручний", "engineering", "each", ""),
    "water-purifier-1m3h": ("Water purifier, 1 m³/h", "Водоочисна установка, 1 м³/год", "engineering", "each", ""),
    "helmet": ("Helmet", "Шолом", "protective-equipment", "each", ""),
    "protective-vest": ("Protective vest", "Бронежилет", "protective-equipment", "each", ""),
    "winter-clothing": ("Winter clothing", "Зимовий одяг", "clothing", "set", ""),
    "cbrn-suit": ("CBRN protective suit", "Захисний костюм РХБЯ", "protective-equipment", "set", ""),
    "demining-suit": ("Demining suit", "Костюм сапера", "protective-equipment", "set", ""),
    "shell-155": ("Shell 155 mm", "Снаряд 155 мм", "artillery-ammunition", "round", "155-mm"),
    "charge-155": ("Charge 155 mm", "Заряд 155 мм", "artillery-ammunition", "each", "155-mm"),
    "fuze-155": ("Fuze 155 mm", "Підривник 155 мм", "artillery-ammunition", "each", "155-mm"),
    "shell-152": ("Shell 152 mm", "Постріл 152 мм", "artillery-ammunition", "round", "152-mm"),
    "vehicle-spares-kit": ("Vehicle spares kit", "Комплект запчастин до автомобіля", "spares", "kit", ""),
    "recovery-spares-kit": ("Recovery vehicle spares kit", "Комплект запчастин до евакуаційної машини", "spares", "kit", ""),
    "generator-service-kit": ("Generator service kit", "Сервісний комплект до генератора", "spares", "kit", ""),
    "machine-spares-kit": ("Engineer machine spares kit", "Комплект запчастин до інженерної машини", "spares", "kit", ""),
    "tyre-set": ("Tyre set", "Комплект шин", "spares", "set", ""),
    "diesel": ("Diesel fuel", "Дизельне пальне", "fuel", "l", ""),
    "course-recovery-crew": ("Recovery crew course", "Курс екіпажу евакуаційної машини", "course", "seat", ""),
    "course-vehicle-maintainer": ("Vehicle maintainer course", "Курс техніка з автомобілів", "course", "seat", ""),
    "course-generator-maintainer": ("Generator maintainer course", "Курс техніка з генераторів", "course", "seat", ""),
    "course-machine-operator": ("Engineer machine operator course", "Курс оператора інженерної машини", "course", "seat", ""),
    "course-deminer": ("Humanitarian deminer course", "Курс сапера гуманітарного розмінування", "course", "seat", ""),
}
# item: sort, item needed, how much one needs, unit, days before at the earliest, days after at the latest, essential
NEEDS = [
    ("recovery-vehicle-a", "crew_course", "course-recovery-crew", "3", "seat", 60, 0, "true"),
    ("recovery-vehicle-a", "maintainer_course", "course-vehicle-maintainer", "1/4", "seat", 90, 14, "true"),
    ("recovery-vehicle-a", "spares", "recovery-spares-kit", "1", "kit", 60, 14, "true"),
    ("recovery-vehicle-b", "crew_course", "course-recovery-crew", "3", "seat", 60, 0, "true"),
    ("recovery-vehicle-b", "spares", "recovery-spares-kit", "1", "kit", 60, 14, "true"),
    ("truck-6x6-5t", "spares", "vehicle-spares-kit", "1/5", "kit", 60, 30, "false"),
    ("truck-8x8-10t", "spares", "vehicle-spares-kit", "1/4", "kit", 60, 30, "false"),
    ("generator-100kw", "spares", "generator-service-kit", "2", "kit", 60, 30, "true"),
    ("generator-200kw", "maintainer_course", "course-generator-maintainer", "1/5", "seat", 90, 0, "true"),
    ("generator-200kw", "spares", "generator-service-kit", "2", "kit", 60, 30, "true"),
    ("excavator-20t", "crew_course", "course-machine-operator", "2", "seat", 60, 0, "true"),
    ("excavator-20t", "spares", "machine-spares-kit", "1", "kit", 60, 30, "true"),
    ("demining-machine", "crew_course", "course-machine-operator", "2", "seat", 60, 0, "true"),
    ("demining-machine", "spares", "machine-spares-kit", "1", "kit", 60, 14, "true"),
    ("shell-155", "ammunition", "charge-155", "1", "each", 180, 0, "true"),
    ("shell-155", "ammunition", "fuze-155", "1", "each", 180, 0, "true"),
]
# asked for, what may stand in, how many of it for one, conditions
SUBSTITUTES = [
    ("generator-100kw", "generator-60kw", "2", "in parallel, with a distribution box"),
    ("generator-200kw", "generator-100kw", "2", "in parallel, with a distribution box"),
    ("truck-6x6-5t", "truck-8x8-10t", "1/2", ""),
    ("truck-4x4-2t", "pickup-4x4", "2", "on roads"),
    ("recovery-vehicle-a", "recovery-vehicle-b", "1", "the crew course is the same"),
    ("excavator-20t", "loader-wheeled", "2", "for loading, not for digging below ground"),
]
# item, from, to, how many
PACKS = [("shell-155", "pallet", "round", "24"), ("shell-152", "pallet", "round", "20"), ("tourniquet", "box", "each", "100"),
         ("first-aid-kit", "carton", "kit", "20"), ("helmet", "pallet", "each", "60"), ("fuze-155", "box", "each", "32")]


# item: what it is said to meet (ballistic tests of helmets; generating sets; road ambulances; marked here as the invented items are)
STANDARDS = {"helmet": "STANAG 2920", "ambulance-4x4": "EN 1789", "generator-60kw": "ISO 8528-1", "generator-100kw": "ISO 8528-1", "generator-30kw": "ISO 8528-1"}


def catalogue():
    for about, (en, uk) in FAMILIES.items():
        say("01 item.family", about=about, **{"names.en": en, "names.uk": uk}, **OPERATOR)
    for about, (en, uk, thing, unit, family) in ITEMS.items():
        say("02 item.item", about=about, thing=thing, unit=unit, family=family, standards=STANDARDS.get(about, ""), **{"names.en": en, "names.uk": uk}, **OPERATOR)
    for item, a, b, factor in PACKS:
        say("03 item.conversion", about=f"{item}/{a}/{b}", item=item, to=b, factor=factor, **{"from": a}, **OPERATOR)
    for item, sort, needs, q, unit, before, after, essential in NEEDS:
        say("04 item.needs", about=f"{item}/{sort}/{needs}", item=item, sort=sort, needs_item=needs, quantity=q, unit=unit,
            before=before, after=after, essential=essential, **OPERATOR)
    for item, other, rate, conditions in SUBSTITUTES:
        say("05 item.substitute", about=f"{item}/{other}", item=item, substitute=other, rate=rate, conditions=conditions, **OPERATOR)


# ---------------------------------------------------------------------------------------- requirements
PLACES = ["North", "East", "South", "West", "Centre"]
COALITIONS = {"vehicle": "", "generator": "energy", "medical": "", "engineering": "demining", "artillery-ammunition": "artillery", "course": ""}
opened = {}  # id: the day on which it was opened
needs = {}  # id: dict of what was said
WAYS = {"draft": [], "submitted": ["submit"], "validated": ["submit", "validate"], "open": ["submit", "validate", "open"],
        "returned": ["submit", "return"], "withdrawn": ["submit", "withdraw"]}
WHY = {"return": ["for which units?", "the quantity is that of two years; state one", "say which of the two types is meant"],
       "withdraw": ["met from own production", "no longer needed"]}


def need(about, item, quantity, priority, day, state="open", **more):
    """States a requirement and takes it to a state."""
    _, _, thing, unit, _ = ITEMS[item]
    line = dict(about=about, requester="ua", item=item, quantity=quantity, unit=more.pop("unit", unit), priority=priority, needed_by="{%+d}" % day,
                place=more.pop("place", None) or chance.choice(PLACES), coalition=more.pop("coalition", COALITIONS.get(thing, "")),
                list=more.pop("list", "annual demand"), **more)
    needs[about] = dict(line, day=day, state=state)
    say("06 requirement.line", **line, **UA, **INVENTED)
    opened[about] = days.choice([days.randint(-345, -285), days.randint(-150, -50)])
    for act in WAYS[state]:
        who = UA if act in ("submit", "withdraw") else NATO
        ago = opened[about] - {"submit": 9, "validate": 4}.get(act, 0)
        say("07 requirement.act", about=about, act=act, effective="{%+d}" % ago, why=chance.choice(WHY[act]) if act in WHY else "", **who)


def by_hand_needs():
    # The donor desk: two offers of 40 trucks meet on a line that needs 60.
    need("r-0001", "truck-6x6-5t", 60, 1, 75, place="East", purpose="supply of three brigades", substitutes="truck-8x8-10t")
    # An incomplete package: the vehicles can come, nobody offers seats for their crews in time.
    need("r-0002", "recovery-vehicle-a", 12, 1, 90, place="East", purpose="recovery companies", substitutes="recovery-vehicle-b")
    need("r-0003", "recovery-spares-kit", 12, 2, 95, place="East", links="r-0002")
    need("r-0004", "course-recovery-crew", 36, 2, 80, place="West", links="r-0002")
    need("r-0005", "course-vehicle-maintainer", 3, 3, 100, place="West", links="r-0002")
    # A substitution: no 100 kW generators are left, two of 60 kW stand in for one.
    need("r-0006", "generator-100kw", 20, 2, 60, place="North", purpose="hospitals", substitutes="generator-60kw")
    need("r-0007", "generator-service-kit", 40, 3, 75, place="North", links="r-0006")
    # A late line: what is offered is ready after it is needed.
    need("r-0008", "bridge-section-12m", 6, 1, 30, place="South", purpose="two crossings")
    # A need that two lists state.
    need("r-0009", "mine-detector", 400, 2, 120, place="South", list="annual demand", coalition="demining")
    need("r-0010", "mine-detector", 250, 2, 130, place="South", list="coalition list", coalition="demining")
    # Shells by the pallet, with charges and fuzes: of use only together.
    need("r-0011", "shell-155", 48000, 1, 60, place="Centre", min_lot=2400)
    need("r-0012", "charge-155", 48000, 1, 60, place="Centre", links="r-0011")
    need("r-0013", "fuze-155", 48000, 1, 60, place="Centre", links="r-0011")
    # Consent of an original owner is missing.
    need("r-0014", "demining-machine", 4, 2, 110, place="South", coalition="demining")
    need("r-0015", "course-machine-operator", 8, 3, 100, place="West", links="r-0014")
    need("r-0016", "machine-spares-kit", 4, 3, 120, place="South", links="r-0014")
    # A lot that is too large, and a day that has passed.
    need("r-0017", "winter-clothing", 1500, 2, 20, place="North")
    need("r-0018", "stretcher", 300, 3, -12, place="East")


QUANTITIES = {"vehicle": (2, 40, 1), "generator": (5, 120, 1), "medical": (50, 4000, 50), "engineering": (1, 60, 1), "protective-equipment": (100, 5000, 100),
              "clothing": (200, 5000, 100), "artillery-ammunition": (1200, 36000, 1200), "spares": (2, 60, 1), "fuel": (20000, 400000, 20000), "course": (6, 60, 2)}


def quantity(item):
    low, high, step = QUANTITIES[ITEMS[item][2]]
    return low + step * int((high - low) / step * chance.random() ** 2)


def more_needs(total):
    states = ["open"] * 14 + ["validated"] * 2 + ["submitted"] * 2 + ["returned", "draft", "withdrawn"]
    wanted = [i for i in ITEMS for _ in range({"course": 1, "spares": 2}.get(ITEMS[i][2], 3))]
    for n in range(len(needs) + 1, total + 1):
        item = chance.choice(wanted)
        accepts = [b for a, b, _, _ in SUBSTITUTES if a == item]
        need("r-%04d" % n, item, quantity(item), chance.choice([1, 2, 2, 3, 3, 3, 4, 4, 5]), chance.randrange(14, 240), chance.choice(states),
             substitutes=accepts[0] if accepts and chance.random() < 0.7 else None,
             list=chance.choice(["annual demand"] * 4 + ["coalition list"]))


# ---------------------------------------------------------------------------------------------- offers
CHANNELS = ["bilateral"] * 6 + ["nato trust fund", "eu", "joint purchase", "coalition fund"]
CONDITIONS = ["new"] * 5 + ["serviceable"] * 4 + ["repairable"]
BASES = ["net book", "replacement", "contract price", "market price", "donor declared"]
PRICES = {"vehicle": 90000, "generator": 22000, "medical": 60, "engineering": 110000, "protective-equipment": 450, "clothing": 210, "artillery-ammunition": 2800,
          "spares": 7000, "fuel": 1, "course": 4000}
stock = {}
OFFER_WAYS = {"announced": [], "notified": ["notify"], "assessed": ["notify", "assess"], "accepted": ["notify", "assess", "accept"],
              "declined": ["notify", "decline"], "withdrawn": ["notify", "withdraw"]}
OFFER_WHY = {"decline": ["no open requirement asks for it", "the condition does not allow its use"], "withdraw": ["needed at home", "sold"]}


def give(about, party, item, quantity, ready, valid, state="accepted", accepted=None, **more):
    """States an offer and takes it to a state."""
    _, _, thing, unit, _ = ITEMS[item]
    line = dict(about=about, donor=party, item=item, quantity=quantity, unit=more.pop("unit", unit), condition=more.pop("condition", None) or chance.choice(CONDITIONS),
                location=more.pop("location", None) or "depot " + chance.choice("ABCDEF"), ready="{%+d}" % ready, valid_until="{%+d}" % valid if valid is not None else None,
                channel=more.pop("channel", None) or chance.choice(CHANNELS), **more)
    if chance.random() < 0.85:
        price = int(PRICES[thing] * chance.uniform(0.6, 1.5) * (24 if line["unit"] == "pallet" else 1)) or 1
        line.update({"value.amount": price * quantity, "value.currency": "USD" if party == "us" else "EUR", "value.basis": chance.choice(BASES)})
    stock[about] = dict(line, state=state, accepted=accepted or quantity, ready_in=ready)
    say("08 offer.line", **line, **donor(party), **INVENTED)
    for act in OFFER_WAYS[state]:
        who = donor(party) if act in ("notify", "withdraw") else NATO
        say("11 offer.act", about=about, act=act, quantity=accepted or quantity if act == "accept" else "", why=chance.choice(OFFER_WHY[act]) if act in OFFER_WHY else "", **who)


def by_hand_offers():
    give("o-0001", "de", "truck-6x6-5t", 40, 20, 120, channel="bilateral", condition="serviceable")
    give("o-0002", "pl", "truck-6x6-5t", 40, 25, 100, channel="bilateral", condition="serviceable")
    give("o-0003", "nl", "recovery-vehicle-a", 8, 40, 150, condition="serviceable")
    give("o-0004", "no", "recovery-vehicle-b", 6, 50, 150, condition="new")
    give("o-0005", "nl", "recovery-spares-kit", 20, 45, 150)
    give("o-0006", "se", "course-recovery-crew", 24, 130, 200, location="training area", condition="new")  # too late
    give("o-0007", "fr", "generator-60kw", 44, 15, 90, condition="new")
    give("o-0008", "dk", "generator-service-kit", 60, 20, 90, condition="new")
    give("o-0009", "it", "bridge-section-12m", 6, 55, 180)  # ready after the need
    give("o-0010", "gb", "mine-detector", 300, 10, 160, stock="MD-300", channel="bilateral", elsewhere="eu", condition="new")
    give("o-0011", "gb", "mine-detector", 300, 10, 160, stock="MD-300", channel="eu", condition="new")  # the same stock, offered twice
    give("o-0012", "cz", "shell-155", 1500, 20, 90, unit="pallet", channel="joint purchase", condition="new", lot=10)
    give("o-0013", "us", "charge-155", 40000, 20, 120, condition="new")
    give("o-0014", "ro", "fuze-155", 1600, 25, 120, unit="box", condition="new")
    give("o-0015", "hr", "demining-machine", 4, 30, 200, original_owner="ch", condition="serviceable")  # consent is open
    say("09 offer.consent", about="o-0015", original_owner="ch", due="{+21}", ref="letter of the ministry", **donor("hr"))
    give("o-0016", "it", "course-machine-operator", 12, 40, 150, condition="new")
    give("o-0017", "ca", "winter-clothing", 12000, 5, 60, lot=4000, condition="new")  # the smallest lot is more than the need
    give("o-0018", "es", "stretcher", 300, 5, 6, condition="new")  # expires within a week
    give("o-0019", "be", "tourniquet", 20000, 3, 5, condition="new", channel="bilateral")
    give("o-0020", "gr", "ambulance-4x4", 15, -20, -3, condition="serviceable")  # lapsed


def more_offers(total):
    states = ["accepted"] * 13 + ["assessed"] * 2 + ["notified"] * 2 + ["announced", "declined", "withdrawn"]
    wanted = [n["item"] for n in needs.values()]
    for n in range(len(stock) + 1, total + 1):
        item = chance.choice(wanted) if chance.random() < 0.9 else chance.choice(list(ITEMS))
        low, _, step = QUANTITIES[ITEMS[item][2]]
        q = max(low, int(quantity(item) * chance.uniform(0.4, 1.8)) // step * step)
        ready = chance.randrange(3, 150)
        state = chance.choice(states)
        part = max(step, q * 3 // 4 // step * step) if state == "accepted" and chance.random() < 0.15 else None
        lot = chance.choice([None] * 5 + [5 * step])
        owner = chance.choice([None] * 12 + ["ch"])
        give("o-%04d" % n, chance.choice(DONORS), item, q, ready, ready + chance.randrange(15, 150) if chance.random() < 0.9 else None, state, part,
             lot=lot if lot and lot <= q and (part or q) % lot == 0 else None, original_owner=owner)
        if owner:
            say("09 offer.consent", about="o-%04d" % n, original_owner=owner, due="{%+d}" % chance.randrange(7, 40), **donor(stock["o-%04d" % n]["donor"]))
            if chance.random() < 0.6:
                say("10 offer.consent-act", about="o-%04d" % n, act="grant", **donor(owner))


# --------------------------------------------------------------------------------------------- matches
MATCH_WAYS = {
    "proposed": [], "by donor": ["donor-agree"], "by recipient": ["recipient-agree"], "agreed": ["donor-agree", "recipient-agree"],
    "firm": ["donor-agree", "recipient-agree", "firm"], "moving": ["donor-agree", "recipient-agree", "firm", "dispatch"],
    "fulfilled": ["donor-agree", "recipient-agree", "firm", "dispatch", "fulfil"], "short": ["donor-agree", "recipient-agree", "firm", "dispatch", "short-close"],
    "cancelled": ["cancel"],
}
taken, met = {}, {}
matches = 0


def match(line, offer, quantity, state="proposed", **more):
    global matches
    matches += 1
    about = "m-%04d" % matches
    say("12 matching.match", about=about, requirement=line, line="{%s}" % line, offer=offer, quantity=quantity, **NATO, **INVENTED)
    took = days.randint(30, 85) if opened[line] < -200 else days.randint(6, 27)
    for act in MATCH_WAYS[state]:
        who = {"donor-agree": donor(stock[offer]["donor"]), "recipient-agree": UA, "firm": NATO, "dispatch": MOVER, "fulfil": RECEIVER, "short-close": RECEIVER, "cancel": NATO}[act]
        ago = opened[line] + took - (act != "firm") * 2
        on = "{%+d}" % ago if act in ("donor-agree", "recipient-agree", "firm") else ""
        say("13 matching.act", about=about, act=act, effective=on, why={"short-close": "some were damaged on the way", "cancel": "another donor was quicker"}.get(act, ""),
            received=int(quantity * 0.9) if act == "short-close" else "", **who)
    return about


def by_hand_matches():
    match("r-0001", "o-0001", 40)
    match("r-0001", "o-0002", 40)  # together 80 on a line of 60: one of them will be trimmed
    match("r-0002", "o-0003", 8, "firm")
    match("r-0011", "o-0012", 1000, "moving")
    say("14 matching.reserve", about="v-0001", offer="o-0013", requirement="r-0012", quantity=24000, until="{+14}", **UA)
    say("15 matching.pin", about="r-0003+o-0005", verdict="pin", quantity=8, why="agreed with the recipient by telephone", **NATO)


def more_matches(total):
    pairs = []
    for a, n in needs.items():
        for b, o in stock.items():
            if n["state"] == "open" and o["state"] == "accepted" and n["item"] == o["item"] and n["unit"] == o["unit"] and not o.get("original_owner") and not o.get("lot") \
                    and int(a[2:]) > 18 and int(b[2:]) > 20:
                pairs.append((a, b))
    chance.shuffle(pairs)
    states = ["proposed"] * 2 + ["by donor", "by recipient", "agreed"] + ["firm"] * 5 + ["moving"] * 3 + ["fulfilled"] * 4 + ["short", "cancelled"]
    for a, b in pairs:
        if matches >= total:
            break
        left = min(int(needs[a]["quantity"]) - met.get(a, 0), int(stock[b]["accepted"]) - taken.get(b, 0))
        q = max(1, int(left * chance.choice([0.5, 1, 1])))
        if left < 2:
            continue
        state = chance.choice(states)
        match(a, b, q, state)
        if state != "cancelled":
            met[a], taken[b] = met.get(a, 0) + q, taken.get(b, 0) + q


# ---------------------------------------------------------------------------- asks and money packages
def put(about, lines, donors, day, **more):
    """Puts requirements to donors."""
    say("16 ask.ask", about=about, lines=";".join(lines), donors=";".join(donors), reply_by="{%+d}" % day, **more, **NATO, **INVENTED)


def answer(name, about, line, party, act, **more):
    say(name, about=about, line=line, donor=party, act=act, **more, **donor(party))


def asks():
    # Of the first one line was refused; the second puts it to the same donor again.
    put("a-0001", ["r-0009", "r-0012"], ["de", "us"], 5)
    answer("17 ask.answer", "a-0001", "r-0009", "de", "cannot", why="the stock is kept for the training school")
    answer("17 ask.answer", "a-0001", "r-0012", "us", "part", offer="o-0013", quantity=40000)
    answer("17 ask.answer", "a-0001", "r-0012", "de", "cannot", why="none in stock")
    say("18 ask.act", about="a-0001", act="close", **NATO)
    put("a-0002", ["r-0002", "r-0008", "r-0009", "r-0014"], ["de", "gb", "hr", "it", "nl", "no"], 10, note="Parts are welcome; say which lot is the smallest.")
    for line, party, act, more in [
        ("r-0002", "nl", "part", dict(offer="o-0003", quantity=8)), ("r-0008", "nl", "cannot", dict(why="bridge sections are needed at home")),
        ("r-0002", "no", "part", dict(offer="o-0004", quantity=6)), ("r-0008", "it", "offer", dict(offer="o-0009")), ("r-0014", "it", "later", {"from": "{+150}"}),
        ("r-0009", "gb", "part", dict(offer="o-0010", quantity=300)), ("r-0008", "gb", "later", {"from": "{+60}"}), ("r-0014", "hr", "offer", dict(offer="o-0015")),
    ]:
        answer("19 ask.answer", "a-0002", line, party, act, **more)


def packages():
    def package(about, title, lines, fund_by, due):
        cells = {}
        for name in ("key", "item", "requirement", "quantity", "unit", "price", "currency"):
            values = [str(l.get(name, "")) for l in lines]
            if any(values):
                cells["lines." + name] = ";".join(values)
        say("20 fund.package", about=about, title=title, fund_by="{%+d}" % fund_by, due="{%+d}" % due, **cells, **NATO, **INVENTED)

    def fund(about, package, party, amount):
        say("21 fund.money", about=about, package=package, donor=party, amount=amount, currency="EUR", **donor(party), **INVENTED)

    # 500 m funded by 275, 146 and 90: 11 m too much.
    package("p-0001", "155 mm ammunition, joint purchase", [
        dict(key=1, item="Shell 155 mm", quantity=120000, unit="round", price=3200, currency="EUR"),
        dict(key=2, item="Charge 155 mm", quantity=120000, unit="each", price=700, currency="EUR"),
        dict(key=3, item="Fuze 155 mm", quantity=160000, unit="each", price=200, currency="EUR")], 30, 300)
    for about, party, amount in [("f-0001", "nl", 275000000), ("f-0002", "no", 146000000), ("f-0003", "dk", 90000000)]:
        fund(about, "p-0001", party, amount)
    # Money is missing.
    package("p-0002", "Generators for hospitals", [
        dict(key=1, item="Generator 100 kW", requirement="r-0006", quantity=20, unit="each", price=45000, currency="EUR"),
        dict(key=2, item="Generator service kit", requirement="r-0007", quantity=40, unit="kit", price=1250, currency="EUR")], 20, 90)
    fund("f-0004", "p-0002", "ca", 600000)
    # Ordered, and arriving.
    package("p-0003", "Shells by the pallet", [dict(key=1, item="Shell 155 mm", requirement="r-0011", quantity=2000, unit="pallet", price=76800, currency="EUR")], 5, 120)
    fund("f-0005", "p-0003", "cz", 153600000)
    say("22 fund.act", about="p-0003", act="order", ref="JP-7", **NATO)
    say("23 fund.supply", about="p-0003+1+o-0012", **donor("cz"))


catalogue()
by_hand_needs()
more_needs(300)
by_hand_offers()
more_offers(200)
by_hand_matches()
more_matches(70)
asks()
packages()
story_lessons.lessons(say, {1: "57"})

HERE.mkdir(exist_ok=True)
for old in HERE.glob("*.csv"):
    old.unlink()
for name, rows in sorted(files.items()):
    number, kind = name.split(" ")
    columns = []
    for row in rows:
        columns += [c for c in row if c not in columns]
    with open(HERE / f"{number}-{kind}.csv", "w", newline="", encoding="utf-8") as f:
        w = csv.DictWriter(f, columns, lineterminator="\n")
        w.writeheader()
        w.writerows(rows)
