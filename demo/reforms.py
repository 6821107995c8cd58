#!/usr/bin/env python3
"""Writes demo/reforms: frameworks, and invented reforms, steps, ratings and instalments by them.

Names of frameworks, chapters and scales are their own. Of the rest these are public, each with its source: the sums and numbers of steps
of instalments 4 and 5, and the counts of the State Anti-Corruption Programme. Everything else is invented: no
wording, no day, no rating is anybody's.

Usage: python3 demo/reforms.py [FOLDER]

The files are what `muster record KIND --file` reads, in the order of their numbers, with the gaps of story.py:
{+45} is the day 45 days from now, {uf-4.1} the statement by which that step or rating stands.
"""
import json
import pathlib
import sys

HERE = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent / "reforms"
INVENTED = {"text": "invented for this demo"}
files = []


def say(kind, all):
    if files and files[-1][0] == kind:
        files[-1][1].extend(all)
    else:
        files.append((kind, list(all)))


def both(en, uk=None):
    return {"en": en, "uk": uk} if uk else {"en": en}


def who(role, by):
    return {"by": by, "role": role, "audience": "public"}


KEEPS, DOES, FINDS = who("reform-coordinator", "ua"), who("executor", "ua"), who("assessor", "eu-institutions")
ANTI = who("assessor", "us")


def scale(key, title, rates, *degrees):
    return {"key": key, "title": both(*title), "rates": rates, "degrees": [dict(key=k, title=both(en, uk), **({"means": m} if m else {})) for k, en, uk, m in degrees]}


F, P, N = "fulfilled", "partly fulfilled", "not fulfilled"
FULFILMENT = scale("fulfilment", ("Fulfilment", "Виконання"), "step", ("not", "not fulfilled", "не виконано", N), ("partly", "partly fulfilled", "виконано частково", P), ("fulfilled", "fulfilled", "виконано", F))


def framework(about, title, source, **more):
    return {"by": "operator", "audience": "public", "about": about, "source": {"text": source}, "title": both(*title), **more}


def chapters(*all):
    return [dict(key=k, title=both(en, uk), **({"in": c} if c else {})) for k, en, uk, c in all]


say("reform.framework", [
    framework("ukraine-facility", ("Ukraine Facility", "Ukraine Facility"), "Regulation (EU) 2024/1447", keeper="eu-institutions", assessors=["eu-institutions"], scales=[FULFILMENT],
              chapters=chapters(("governance", "Public administration and justice", "Державне управління і правосуддя", ""), ("anti-corruption", "Anti-corruption", "Боротьба з корупцією", ""),
                                ("energy", "Energy", "Енергетика", ""), ("business", "Business environment", "Бізнес-середовище", "")),
              clock={"months": 12, "starts": both("the decision on the payment of the instalment", "рішення про виплату траншу"), "stops": both("the day on which fulfilment is accepted", "день, на який виконання прийнято")}),
    framework("eu-enlargement", ("EU enlargement", "Розширення ЄС"), "chapters and scales of the European Commission's enlargement reports", keeper="eu-institutions", assessors=["eu-institutions"],
              scales=[scale("preparation", ("Level of preparation", "Рівень готовності"), "chapter", ("early", "early stage", "початковий етап", ""), ("some", "some level of preparation", "певний рівень готовності", ""),
                            ("moderate", "moderately prepared", "помірна готовність", ""), ("good", "good level of preparation", "добрий рівень готовності", ""), ("advanced", "well advanced", "високий рівень готовності", "")),
                      scale("progress", ("Progress in the year", "Поступ за рік"), "chapter", ("backsliding", "backsliding", "відкат", ""), ("no", "no progress", "немає поступу", ""), ("limited", "limited progress", "обмежений поступ", ""),
                            ("some", "some progress", "певний поступ", ""), ("good", "good progress", "добрий поступ", ""), ("very-good", "very good progress", "дуже добрий поступ", "")),
                      scale("recommendation", ("Recommendation", "Рекомендація"), "step", ("open", "not addressed", "не виконано", N), ("partly", "partly addressed", "виконано частково", P), ("addressed", "addressed", "виконано", F))],
              chapters=chapters(("cluster-1", "Fundamentals", "Основи", ""), ("23", "Judiciary and fundamental rights", "Судова влада та основоположні права", "cluster-1"), ("24", "Justice, freedom and security", "Юстиція, свобода та безпека", "cluster-1"),
                                ("5", "Public procurement", "Публічні закупівлі", "cluster-1"), ("cluster-2", "Internal market", "Внутрішній ринок", ""), ("8", "Competition policy", "Конкурентна політика", "cluster-2"))),
    framework("imf-eff", ("IMF Extended Fund Facility", "Механізм розширеного фінансування МВФ"), "kinds of conditionality and statuses of the IMF", scales=[
        scale("status", ("Status", "Статус"), "step", ("not-met", "not met", "не виконано", N), ("reset", "reset", "перенесено", ""), ("waived", "waived", "скасовано", ""), ("delay", "implemented with delay", "виконано із затримкою", F), ("met", "met", "виконано", F))],
        chapters=chapters(("prior-action", "Prior actions", "Попередні дії", ""), ("benchmark", "Structural benchmarks", "Структурні маяки", ""), ("criterion", "Quantitative performance criteria", "Кількісні критерії", ""))),
    framework("ua-sap", ("State Anti-Corruption Programme", "Державна антикорупційна програма"), "dap.nazk.gov.ua", scales=[
        scale("measure", ("Measures", "Заходи"), "step", ("not-started", "not started", "не розпочато", ""), ("not-implemented", "not implemented", "не виконано", N), ("in-progress", "in progress", "виконується", ""),
              ("partly", "partly implemented", "виконано частково", P), ("implemented", "implemented", "виконано", F)),
        scale("result", ("Results", "Результати"), "result", ("not-reached", "not reached", "не досягнуто", ""), ("partly", "partly reached", "досягнуто частково", ""), ("reached", "reached", "досягнуто", ""))]),
    framework("anp", ("Adapted Annual National Programme", "Адаптована річна національна програма"), "decree 72/2021 and the adapted ANP, as reported by Interfax-Ukraine and UNIAN", keeper="nato", scales=[FULFILMENT],
              chapters=chapters(("1", "Political and economic", "Політичні та економічні питання", ""), ("2", "Defence and military", "Оборонні та військові питання", ""), ("3", "Resources", "Ресурсні питання", ""), ("4", "Security", "Питання безпеки", ""), ("5", "Legal", "Правові питання", "")),
              reports=[{"what": both("executors report", "виконавці звітують"), "every": "quarter", "day": 25}, {"what": both("analytical report", "аналітичний звіт"), "every": "year", "month": 9, "day": 15}]),
])
say("reform.reform", [dict(KEEPS, source=INVENTED, about="asset-recovery", title=both("Recovery of assets", "Повернення активів"), lead="ua", text=both("Assets from crime are found, kept and managed by an agency whose head is selected openly."), keywords=["anti-corruption"]),
                      dict(KEEPS, source=INVENTED, about="judges", title=both("Courts with enough judges", "Укомплектовані суди"), lead="ua")])


def step(about, framework, code, chapter, title, criterion, due, **more):
    return {**KEEPS, "source": INVENTED, "about": about, "framework": framework, "code": code, "chapter": chapter, "title": both(*title), "criterion": both(*criterion), "measured": "qualitative", "due": due, "executor": "ua", **more}


NAMES = [("governance", "Register of civil servants", "Реєстр державних службовців"), ("governance", "Selection of judges", "Добір суддів"), ("energy", "Integrated energy and climate plan", "Національний план з енергетики та клімату"), ("business", "Customs code", "Митний кодекс")]
steps = [step("uf-4.%d" % n, "ukraine-facility", "4.%d" % n, NAMES[n % 4][0], ("%s, part %d" % (NAMES[n % 4][1], n), "%s, частина %d" % (NAMES[n % 4][2], n)), ("It is in use.", "Воно у використанні."), "{-240}") for n in range(1, 14)]
steps += [
    step("uf-4.14", "ukraine-facility", "4.14", "anti-corruption", ("Law on the asset recovery agency", "Закон про агентство з повернення активів"), ("The law enters into force.", "Закон набирає чинності."), "{-240}", reform="asset-recovery", law="in force",
         elements=[{"key": "a", "text": both("The head is selected openly.", "Керівника обирають відкрито.")}, {"key": "b", "text": both("There is an external audit.", "Є зовнішній аудит.")}], stake={"amount": "597494240", "currency": "EUR"}),
    step("uf-4.15", "ukraine-facility", "4.15", "governance", ("Law on enforcement of court decisions", "Закон про виконання судових рішень"), ("The law enters into force.", "Закон набирає чинності."), "{-240}", law="in force"),
    step("uf-4.16", "ukraine-facility", "4.16", "governance", ("Judges of the High Anti-Corruption Court", "Судді Вищого антикорупційного суду"), ("There are enough judges.", "Суддів достатньо."), "{-240}", reform="judges", measured="quantitative", unit="judges", baseline="38", goal="60"),
    step("uf-5.1", "ukraine-facility", "5.1", "energy", ("Electricity market coupling", "Обʼєднання ринку електроенергії"), ("The law is adopted.", "Закон ухвалено."), "{-120}", law="adopted"),
    step("uf-6.1", "ukraine-facility", "6.1", "business", ("Plan for public investment", "План публічних інвестицій"), ("A plan is adopted by the government.", "Уряд ухвалив план."), "{+40}"),
    step("uf-6.2", "ukraine-facility", "6.2", "anti-corruption", ("Rules for the agency", "Правила агентства"), ("The rules are in use.", "Правила застосовують."), "{+95}", reform="asset-recovery", needs=["uf-4.14"], stake={"grant": "20000000", "loan": "110000000", "currency": "EUR"}),
    step("uf-6.3", "ukraine-facility", "6.3", "energy", ("Capacity of renewable sources", "Потужність відновлюваних джерел"), ("Capacity grows.", "Потужність зростає."), "{-12}", measured="quantitative", unit="MW", baseline="9500", goal="10200"),
    step("uf-0", "ukraine-facility", "P", "governance", ("Democracy and the rule of law", "Демократія і верховенство права"), ("Effective democratic mechanisms are upheld.", "Дієві демократичні механізми збережено."), "", precondition=True),
    step("eu-23.1", "eu-enlargement", "23.1", "23", ("Asset recovery in line with the acquis", "Повернення активів за acquis"), ("The agency is independent and has the powers of the acquis.",), "{+180}", reform="asset-recovery"),
    step("imf-12", "imf-eff", "SB 12", "benchmark", ("Asset recovery agency reformed", "Реформа агентства"), ("The law is enacted with an open selection and an external audit.",), "{-60}", reform="asset-recovery", law="adopted"),
    step("sap-2.4", "ua-sap", "2.4.1", "", ("Open selection of the head", "Відкритий добір керівника"), ("A competition was held.",), "{-30}", reform="asset-recovery"),
    step("anp-5.2", "anp", "5.2", "5", ("Legal rules for seized assets", "Правила щодо арештованих активів"), ("The rules are in force.",), "{+35}", reform="asset-recovery", law="in force"),
]
for x in steps:
    if not x["due"]:
        del x["due"]
say("reform.step", steps)


def amended(about, why, **change):
    x = dict(next(s for s in steps if s["about"] == about), why=why, replaces="{%s}" % about, **change)
    return x


say("reform.step", [])
files.append(("reform.step", [amended("uf-6.1", "the plan was amended", due="{+70}", criterion=both("A plan for three years is adopted by the government and published.", "Уряд ухвалив і оприлюднив план на три роки."))]))


def act(about, a, by, **more):
    return {**by, "about": about, "act": a, "source": INVENTED, **more}


LAW = [{"title": "Law 4503-IX", "where": "https://zakon.rada.gov.ua/laws/show/4503-20"}]
GAZETTE = [{"title": "Official gazette, and letter of the ministry"}]
done = ["uf-4.%d" % n for n in range(1, 17)]
reports = [act(s, "report", DOES, evidence=GAZETTE) for s in done if s not in ("uf-4.14", "uf-4.15", "uf-4.16")]
reports += [act("uf-4.14", "report", DOES, evidence=LAW, adopted="{-200}", in_force="{-20}"), act("uf-4.15", "report", DOES, evidence=[{"title": "Law as adopted"}], adopted="{-210}", in_force="{+120}"),
            act("uf-4.16", "report", DOES, evidence=[{"title": "List of judges"}], value="52"), act("uf-6.3", "begin", DOES), act("imf-12", "report", DOES, evidence=LAW, adopted="{-200}"), act("sap-2.4", "report", DOES, evidence=[{"title": "Minutes of the selection"}]),
            act("uf-5.1", "report", DOES, evidence=[{"title": "Law on the electricity market"}], adopted="{-125}"), act("uf-6.2", "begin", DOES)]
say("reform.step-act", reports + [act(s, "assess", FINDS) for s in done + ["uf-5.1"]] + [act(s, "assess", ANTI) for s in ("imf-12", "sap-2.4")])


def rate(step, scale, value, by=FINDS, **more):
    framework = next(s for s in steps if s["about"] == step)["framework"]
    return {**by, "about": step + "+" + scale, "source": INVENTED, "step": step, "framework": framework, "scale": scale, "value": value, "criterion": "{%s}" % step, "assessed": "{-170}", "evidence": GAZETTE, **more}


def found(a, b):
    return [{"element": "a", "found": a, "evidence": [{"title": "Draft law"}], "paragraph": "4.14.1"}, {"element": "b", "found": b, "evidence": [{"title": "Draft law"}], "paragraph": "4.14.2"}]


say("reform.rating", [rate("uf-4.%d" % n, "fulfilment", "fulfilled") for n in range(1, 14)] + [
    rate("uf-4.14", "fulfilment", "not", findings=found("not met", "not met"), document="Assessment of instalment 4", paragraph="4.14"),
    rate("uf-4.15", "fulfilment", "partly", document="Assessment of instalment 4", paragraph="4.15", adopted="{-210}", in_force="{+120}"),
    rate("uf-4.16", "fulfilment", "not", document="Assessment of instalment 4", paragraph="4.16"),
    rate("uf-5.1", "fulfilment", "fulfilled", assessed="{-100}", adopted="{-125}"), rate("imf-12", "status", "met", ANTI, assessed="{-50}", adopted="{-200}"),
    rate("sap-2.4", "measure", "implemented", ANTI, assessed="{-20}"), rate("sap-2.4", "result", "partly", ANTI, assessed="{-20}")])
say("reform.rating", [{**FINDS, "source": INVENTED, "about": "eu-enlargement+%s+%s+2025" % (c, s), "framework": "eu-enlargement", "chapter": c, "scale": s, "value": v, "period": "2025", "assessed": "{-60}", "document": "Enlargement report 2025, invented", "paragraph": "2." + c}
                      for c, s, v in [("23", "preparation", "some"), ("23", "progress", "limited"), ("24", "preparation", "some"), ("24", "progress", "some"), ("5", "preparation", "moderate"), ("5", "progress", "good"), ("8", "preparation", "some"), ("8", "progress", "some")]])


def conclude(step, a, scale="fulfilment", by=FINDS, **more):
    return act(step, a, by, rating="{%s+%s}" % (step, scale), **more)


say("reform.step-act", [conclude("uf-4.%d" % n, "fulfil", fulfilled="{-245}") for n in range(1, 14)] + [
    conclude("uf-4.14", "miss"), conclude("uf-4.15", "part"), conclude("uf-4.16", "miss"), conclude("uf-5.1", "fulfil", fulfilled="{-125}"), conclude("imf-12", "fulfil", "status", ANTI, fulfilled="{-61}"), conclude("sap-2.4", "fulfil", "measure", ANTI, fulfilled="{-31}")])
FOUR = "16 steps, 13 fulfilled, 3.05 of about 4.5 bn paid: Interfax-Ukraine, July 2025; days are invented"
FIVE = "597,494,240 of instalment 4 released and 1,351,906,159 of instalment 5 paid: cccv.info, November 2025; days are invented"
say("reform.instalment", [{**KEEPS, "source": {"text": FOUR}, "about": "uf-instalment-4", "framework": "ukraine-facility", "title": both("Instalment 4", "Транш 4"), "number": 4, "steps": done, "preconditions": ["uf-0"], "stake": {"amount": "4500000000", "currency": "EUR"}},
                          {**KEEPS, "source": {"text": FIVE}, "about": "uf-instalment-5", "framework": "ukraine-facility", "title": both("Instalment 5", "Транш 5"), "number": 5, "steps": ["uf-5.1"], "stake": {"amount": "1351906159", "currency": "EUR"}},
                          {**KEEPS, "source": INVENTED, "about": "uf-instalment-6", "framework": "ukraine-facility", "title": both("Instalment 6", "Транш 6"), "number": 6, "steps": ["uf-6.1", "uf-6.2", "uf-6.3"], "stake": {"amount": "2300000000", "currency": "EUR"}}])
D4, D5 = "Council decision on instalment 4", "Council decision on instalment 5"
say("reform.instalment-act", [act("uf-instalment-4", "request", KEEPS, day="{-230}"), act("uf-instalment-4", "assess", FINDS, day="{-170}"), act("uf-instalment-4", "decide", FINDS, decision=D4, decided="{-151}", amount="3050000000"),
                              act("uf-instalment-4", "pay", KEEPS, day="{-140}", amount="3050000000")])
say("reform.step-act", [act(s, "suspend", FINDS, instalment="uf-instalment-4", decision=D4, decided="{-151}") for s in ("uf-4.14", "uf-4.15", "uf-4.16")])
say("reform.rating", [rate("uf-4.14", "fulfilment", "fulfilled", replaces="{uf-4.14+fulfilment}", why="the law entered into force", assessed="{-10}", adopted="{-200}", in_force="{-20}", findings=found("met", "met"), document="Assessment of instalment 5", paragraph="3.1")])
say("reform.step-act", [conclude("uf-4.14", "fulfil-late", fulfilled="{-20}")])
say("reform.instalment-act", [act("uf-instalment-5", "request", KEEPS, day="{-90}"), act("uf-instalment-5", "assess", FINDS, day="{-30}"), act("uf-instalment-5", "decide", FINDS, decision=D5, decided="{-8}", amount="1351906159"),
                              act("uf-instalment-5", "pay", KEEPS, day="{-3}", amount="1351906159"), act("uf-instalment-4", "release", FINDS, day="{-3}", decision=D5, decided="{-8}", amount="597494240", step="uf-4.14")])
say("reform.tally", [{**KEEPS, "about": "ua-sap+measure+2024-12-31", "source": {"text": "dap.nazk.gov.ua"}, "framework": "ua-sap", "scale": "measure", "on": "2024-12-31",
                      "counts": [{"value": k, "count": n} for k, n in (("not-started", 360), ("not-implemented", 90), ("in-progress", 277), ("partly", 101), ("implemented", 318))]}])

HERE.mkdir(parents=True, exist_ok=True)
for n, (kind, rows) in enumerate([f for f in files if f[1]], 1):
    rows = [dict({"kind": kind + "/1"}, **r) for r in rows]
    (HERE / ("%02d-%s.json" % (n, kind))).write_text("[\n" + ",\n".join(json.dumps(r, ensure_ascii=False) for r in rows) + "\n]\n", encoding="utf-8")
