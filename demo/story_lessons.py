"""The lessons of the invented operation: what was observed, identified, tasked, changed and judged.

Imported by story.py. Days are those on which things happened: the demo records them all at once."""

OWN = "lessons/ua"
EVERYBODY = "participants"
OBSERVER = dict(by="ua", role="observer", audience=OWN)
KEEPER = dict(by="nato", role="lessons-manager", audience=EVERYBODY)
KEEPER_OWN = dict(KEEPER, audience=OWN)
ANALYST = dict(by="nato", role="analyst", audience=EVERYBODY)
AUTHORITY = dict(by="nato", role="tasking-authority", audience=EVERYBODY)
INVENTED = {"source.text": "invented for this demo"}


def body(party):
    return dict(by=party, role="action-body", audience=EVERYBODY)


def validator(party):
    return dict(by=party, role="validator", audience=EVERYBODY)


# title, the same in Ukrainian, what happened, lines of development, records, and what becomes of it:
# the lesson that names it, or submitted, rejected, aside, accepted
OBSERVED = [
    ("Open requirements wait two months for a firm match", "Відкриті потреби два місяці чекають на закріплене зіставлення", "Between opening and the first firm match lay about two months; the donor and the recipient agreed one after the other by letter.", "organisation", "requirement/r-0002", 1),
    ("Both sides agree to a match only when asked", "Сторони погоджують зіставлення лише на запит", "Agreements came on the day after a telephone call, and weeks after a letter.", "leadership", "requirement/r-0002", 1),
    ("Offers lapse before anybody answers them", "Пропозиції втрачають чинність без відповіді", "Offers with a short validity were assessed after their last day.", "organisation", "offer/o-0019", 2),
    ("Spares come after the vehicles", "Запчастини надходять після машин", "Recovery vehicles arrived with no track links in stock; half of them stood still for three weeks.", "materiel;training", "item/recovery-vehicle-a", 3),
    ("Two types of recovery vehicle in one company", "Два типи евакуаційних машин в одній роті", "Mechanics trained on type A were given type B.", "interoperability;training", "item/recovery-vehicle-b", 4),
    ("Crew course begins after delivery", "Курс екіпажу починається після поставки", "Vehicles waited for crews whose course had not begun.", "training", "item/recovery-vehicle-a", 3),
    ("Generators arrive without cables", "Генератори надходять без кабелів", "Sets of 100 kW came without distribution cables, which were bought on the spot.", "materiel", "item/generator-100kw", 5),
    ("Labels are in one language only", "Маркування лише однією мовою", "Pallets were opened to find out what is in them.", "doctrine", "item/first-aid-kit", 6),
    ("Counts differ between sender and receiver", "Кількості у відправника й отримувача різні", "Boxes were counted by one side and pieces by the other.", "doctrine", "item/tourniquet", 6),
    ("Interpreters lack technical words", "Перекладачам бракує технічних термінів", "Half of the first day of a course went into agreeing on words.", "training;personnel", "item/truck-6x6-5t", 7),
    ("A glossary on one sheet helps", "Глосарій на одному аркуші допомагає", "A course that handed out forty terms on one sheet began a day earlier.", "training", "item/truck-6x6-5t", 7),
    ("Medical kits near their last day", "Аптечки наприкінці строку придатності", "Kits with four months left were sent on a road of two.", "materiel", "item/first-aid-kit", 8),
    ("Bridge sections cannot be unloaded", "Секції мосту не можна розвантажити", "No crane for 12 m sections was at the railhead.", "facilities", "item/bridge-section-12m", 9),
    ("Fuel trucks differ in couplings", "Паливозаправники мають різні муфти", "Three couplings were in use in one column.", "interoperability", "item/fuel-truck-8m3", 10),
    ("Manuals come as scans", "Настанови надходять сканами", "Pages could not be searched or translated.", "doctrine", "item/excavator-20t", 11),
    ("Requirements are stated twice", "Потреби заявляють двічі", "A ministry and a coalition stated the same need in two lists.", "organisation", "requirement/r-0009", 12),
    ("Seats stay empty at short notice", "Місця лишаються порожніми через пізнє повідомлення", "Four of twenty seats stayed empty; the notice was nine days.", "training;personnel", "item/recovery-vehicle-a", 13),
    ("Helmets of two standards", "Шоломи двох стандартів", "Two standards of protection were issued to one unit.", "materiel", "item/helmet", 14),
    ("Water purifiers need a filter that nobody stocks", "Фільтра до водоочисних установок немає на складі", "Filters were ordered one at a time.", "materiel", "item/water-purifier-1m3h", "accepted"),
    ("Detectors are calibrated at the depot only", "Міношукачі калібрують лише на складі", "Units sent detectors back for a calibration of one hour.", "facilities;training", "item/mine-detector", "accepted"),
    ("Ambulances lack stretcher rails", "У санітарних автомобілях немає напрямних для нош", "Rails of two kinds were mixed.", "materiel", "item/ambulance-4x4", "accepted"),
    ("Loader crews share one course", "Екіпажі навантажувачів мають один курс на двох", "Two types share a course of five days; a second would be needed.", "training", "item/loader-wheeled", "accepted"),
    ("Trailers arrive with flat batteries", "Причепи надходять із розрядженими акумуляторами", "Batteries were empty after six weeks at a node.", "materiel", "item/water-trailer-1m3", "accepted"),
    ("Requests for spares name no part number", "Заявки на запчастини без каталожних номерів", "Of forty requests eleven could be filled without asking back.", "doctrine", "item/excavator-20t", "accepted"),
    ("A demining machine waited for a permit", "Машина розмінування чекала на дозвіл", "The permit took longer than the journey.", "doctrine", "item/demining-machine", "submitted"),
    ("Ventilators come with other plugs", "Апарати ШВЛ мають інші штекери", "Adapters were bought by hospitals.", "materiel", "item/ventilator", "submitted"),
    ("Refrigerators for blood were switched off in transit", "Холодильники для крові вимкнули в дорозі", "Nobody along the road knew that they need power.", "doctrine", "item/blood-refrigerator", "submitted"),
    ("The weather was bad", "Погода була погана", "It rained for a week.", "", "", "rejected"),
    ("Everything takes too long", "Усе триває надто довго", "It is felt that all takes too long.", "", "", "rejected"),
    ("Pickups of a colour nobody wanted", "Пікапи кольору, якого ніхто не хотів", "They were painted.", "", "item/pickup-4x4", "aside"),
]
# The last one comes when its lesson was settled: it repeats it.
AGAIN = ("Spares came late again", "Запчастини знову запізнилися", "A second delivery of recovery vehicles came four weeks before its spares.", "materiel", "item/recovery-vehicle-a", "l-2026-003")

# number: title, Ukrainian, discussion, conclusion, recommendation, lines, keywords, records, where it is, who leads
IDENTIFIED = {
    1: ("Agree to matches side by side, within ten days", "Погоджувати зіставлення одночасно, за десять днів", "Donor and recipient were asked one after the other, by letter.", "Two months pass in which nothing moves.",
        "The coordinator asks both sides on one day and reminds them after five.", "organisation", "agreement;time", "requirement/r-0002;item/truck-6x6-5t", "disseminated", "us"),
    2: ("Assess offers by their last day", "Розглядати пропозиції за їхнім останнім днем", "Offers were assessed in order of arrival.", "Those with a short validity lapse unanswered.", "Offers are assessed by the day on which they lapse.", "organisation", "validity", "offer/o-0019", "implementing", "pl"),
    3: ("Spares and courses are asked for with the vehicle", "Запчастини й курси заявляють разом із машиною", "Each was asked for by another desk.", "Vehicles stand still.", "Who states a vehicle states its package.", "materiel;training", "package;spares", "item/recovery-vehicle-a;requirement/r-0002", "waived", "de"),
    4: ("One type of recovery vehicle in a company", "Один тип евакуаційних машин у роті", "Offers were accepted one by one.", "Two sets of spares and two courses for one company.", "The types in service are looked at before an offer is accepted.", "interoperability", "types", "item/recovery-vehicle-b", "implementing", "pl"),
    5: ("Generators are offered as sets", "Генератори пропонують комплектами", "Cables are another item of supply.", "Generators cannot be used when they come.", "Offers of generators name their cables.", "materiel", "sets", "item/generator-100kw", "implementing", "pl"),
    6: ("Label packages in two languages, with unit and count", "Маркувати двома мовами, з одиницею й кількістю", "Labels follow the sender's habit.", "Counts differ and pallets are opened.", "Labels carry item, unit and count in English and Ukrainian.", "doctrine", "labels;units", "item/tourniquet;item/first-aid-kit", "planned", "pl"),
    7: ("Hand out a glossary before a course", "Роздавати глосарій перед курсом", "Interpreters are hired by the day.", "A day of each course is lost.", "Each course has a sheet of forty terms, sent a week ahead.", "training", "interpreters", "item/truck-6x6-5t", "validating", "de"),
    8: ("Half of its life is left when a medical item leaves", "Медичне майно вирушає не пізніше половини строку", "Stocks near their end were offered first.", "They expire on the road.", "Offers of medical items give the last day of each lot.", "materiel", "shelf life", "item/first-aid-kit", "refused", "fr"),
    9: ("Ask for the crane when the sections are booked", "Замовляти кран разом із секціями", "The railhead was chosen for its distance.", "Wagons waited for a crane.", "The place of unloading is checked against the heaviest piece.", "facilities", "unloading", "item/bridge-section-12m", "implemented", "ro"),
    10: ("Agree on one coupling for fuel", "Узгодити одну муфту для пального", "Each donor sends its own.", "Columns carry three adapters.", "Offers of fuel trucks name their coupling.", "interoperability", "couplings", "item/fuel-truck-8m3", "identified", ""),
    11: ("Ask for manuals as text", "Вимагати настанови текстом", "Manuals are scanned at the depot.", "They cannot be searched or translated.", "The maker's text is asked for with the machine.", "doctrine", "manuals", "item/excavator-20t", "identified", ""),
    12: ("Compare lists before validating", "Порівнювати списки перед підтвердженням", "Two lists were validated by two desks.", "One need is met twice.", "Overlaps are decided before a line is opened.", "organisation", "overlaps", "requirement/r-0009", "noted", ""),
    13: ("Give thirty days' notice of seats", "Повідомляти про місця за тридцять днів", "", "", "", "training", "seats", "item/recovery-vehicle-a", "analysis", ""),
    14: ("One standard of helmet in a unit", "Один стандарт шолома в підрозділі", "", "", "", "materiel", "standards", "item/helmet", "analysis", ""),
}
# lesson: what its action is, in Ukrainian, who does it, due, and where it is
ACTIONS = {
    1: [("Ask both sides on one day, remind after five", "Запитувати обидві сторони в один день, нагадувати через п'ять", "us", -120, "done")],
    2: [("Change the order of assessment", "Змінити порядок розгляду", "pl", -12, "running")],
    3: [("Change the form of requirements", "Змінити форму потреби", "de", -90, "done")],
    4: [("Put the types in service on the form", "Додати до форми наявні типи", "pl", -20, "running")],
    5: [("Write the list of cables", "Скласти перелік кабелів", "cz", 20, "running")],
    6: [("Draw the label", "Накреслити маркування", "lt", 15, "planned")],
    7: [("Write the sheet of forty terms", "Скласти аркуш із сорока термінів", "de", -40, "done"), ("Have it read by interpreters", "Дати прочитати перекладачам", "ua", -35, "done")],
    9: [("Add the heaviest piece to the movement request", "Додати до заявки на перевезення найважчу частину", "ro", -30, "done")],
}
# lesson: on which day it was endorsed and is due, the measure and what it was
TASKED = {1: (-190, -100), 2: (-100, -15), 3: (-170, -80), 4: (-95, -10), 5: (-90, -5), 6: (-80, -2), 7: (-110, 30), 8: (-25, 60), 9: (-75, 20)}
MEASURES = {1: ("days-open-to-firm", 20)}


# number of the observation: the audit that found it, and where
AUDITED = {3: ("Audit of offers 2026 (invented)", "finding 2"), 16: ("Audit of offers 2026 (invented)", "finding 5"), 9: ("Stock check 1/2026 (invented)", "para 14"), 12: ("Stock check 1/2026 (invented)", "para 21")}


def texts(name, en, uk=""):
    return {f"{name}.en": en, f"{name}.uk": uk}


def lessons(say, value):
    """Writes them; value is what the measure of a lesson was when it was endorsed."""
    ids = {n: "l-2026-%03d" % n for n in IDENTIFIED}
    of = {n: [] for n in IDENTIFIED}
    for i, (en, uk, what, lines, records, then) in enumerate(OBSERVED + [AGAIN]):
        about, last = "ob-%03d" % (i + 1), i == len(OBSERVED)
        day = -8 if last else -260 + 8 * i
        said = dict(about=about, originator="ua", releasable=EVERYBODY, lines=lines, records=records, **texts("title", en, uk), **texts("observation", what), **INVENTED)
        if last:
            said["repeats"] = then
        if i + 1 in AUDITED:
            said["finding.audit"], said["finding.reference"] = AUDITED[i + 1]
        say("33 lesson.observation" if last else "24 lesson.observation", effective="{%+d}" % day, **said, **OBSERVER)
        act = {"rejected": "reject", "aside": "accept", "submitted": ""}.get(then, "accept")
        acts = "34 lesson.observation-act" if last else "25 lesson.observation-act"
        if act:
            say(acts, about=about, act=act, effective="{%+d}" % (day + 5), why={"reject": "it says nothing that could be changed"}.get(act, ""), **KEEPER_OWN)
        if then == "aside":
            say(acts, about=about, act="set-aside", effective="{%+d}" % (day + 9), why="no lesson comes of it", **KEEPER_OWN)
        if act == "accept" and then != "aside":
            say("35 lesson.observation" if last else "26 lesson.observation", replaces="{%s}" % about, **said, **dict(OBSERVER, audience=EVERYBODY))
        if then in of:
            of[then].append(about)
    for n, (en, uk, why, so, do, lines, words, records, state, lead) in IDENTIFIED.items():
        about = ids[n]
        measure = {"measure.name": MEASURES[n][0], "measure.goal": MEASURES[n][1]} if n in MEASURES else {}
        what = next(x[2] for x in OBSERVED if x[5] == n)
        day = TASKED.get(n, (-30, 0))[0]
        say("27 lesson.lesson", about=about, observations=";".join(of[n]), lines=lines, keywords=words, records=records, effective="{%+d}" % (day - 30), **texts("title", en, uk), **texts("observation", what),
            **texts("discussion", why), **texts("conclusion", so), **texts("recommendation", do), **measure, **KEEPER, **INVENTED)

        def act(file, name, on, who, **more):
            say(file + " lesson.act", about=about, act=name, effective="{%+d}" % on, **more, **who)

        if state == "analysis":
            continue
        act("28", "identify", day - 10, ANALYST)
        if state == "noted":
            act("28", "note", day, AUTHORITY)
        if n not in TASKED:
            continue
        act("28", "endorse", day, AUTHORITY, lead=lead, due="{%+d}" % TASKED[n][1], value=value.get(n, ""))  # the measure that stands behind it, as computed of that day
        if state == "refused":
            act("28", "refuse", day + 6, body(lead), why="the stocks are another ministry's, which decides on their age")
            continue
        for i, (title, ukrainian, who, due, at) in enumerate(ACTIONS[n]):
            one = "%s.%d" % (about, i + 1)
            say("29 lesson.action", about=one, lesson=about, body=who, due="{%+d}" % due, effective="{%+d}" % (day + 8), **texts("title", title, ukrainian), **body(lead), **INVENTED)
            if at != "planned":
                say("31 lesson.action-act", about=one, act="start", effective="{%+d}" % (day + 15), **body(who))
            if at == "done":
                say("31 lesson.action-act", about=one, act="finish", effective="{%+d}" % due, **body(who))
        act("30", "plan", day + 10, body(lead))
        if state == "planned":
            continue
        act("30", "begin", day + 14, body(lead))
        if state == "implementing":
            continue
        changed = max(due for *_, due, _ in ACTIONS[n]) + 3
        act("32", "implement", changed, body(lead), document={1: "Standing instruction 4, matching", 3: "Form 7, requirement", 7: "Course handbook", 9: "Movement request"}[n], version={1: "3", 3: "2.1", 7: "2026-2", 9: "1.4"}[n], changed="{%+d}" % changed)
        if state == "waived":
            act("32", "waive", changed + 10, AUTHORITY, why="a form without its package is refused since: it cannot happen again")
        if state in ("disseminated", "validating"):
            act("32", "validate", changed + 12, validator("gb"))
        if state == "disseminated":
            act("32", "confirm", changed + 75, validator("gb"), why="the median fell below its goal in the quarter after the change, on 14 lines looked at one by one")
            act("32", "disseminate", -9, KEEPER)
