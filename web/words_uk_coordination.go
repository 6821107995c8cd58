package web

// ukrainianCoordination are the words of the boards of coordination. States are said without gender, since one
// word stands for a requirement, an offer and a match.
var ukrainianCoordination = map[string]string{
	"next.title": "Що далі", "next.who": "Чекає на: {who}", "next.nobody": "Зараз ніхто не мусить діяти.", "say.signin": "Ви читаєте. Щоб діяти тут, відкрийте посилання, яке друкує {command}.", "need.facts": "Як заявлено", "say.audience": "Кому видно", "party.statement": "Заява", "history.title": "Історія", "need.change": "Змінити", "say.optional": "може бути порожнім", "say.none": "не вказано", "say.why": "Чому", "say.why.hint": "Інша сторона запитає.", "say.note.title": "Коментар", "work.late": "Запізнюється", "work.only": "лише такі",
	"state.draft": "чернетка", "state.submitted": "подано", "state.returned": "повернено", "state.validated": "підтверджено", "state.open": "відкрито",
	"state.superseded": "замінено", "state.withdrawn": "відкликано", "state.partly-covered": "покрито частково", "state.covered": "покрито", "state.fulfilled": "виконано", "state.expired": "строк минув",
	"state.announced": "оголошено", "state.notified": "повідомлено офіційно", "state.under-assessment": "на розгляді", "state.accepted": "прийнято", "state.declined": "відхилено", "state.lapsed": "строк дії минув",
	"state.requested": "запитано", "state.granted": "надано", "state.refused": "відмовлено", "state.overdue": "прострочено", "state.not-asked": "не запитано",
	"state.proposed": "запропоновано", "state.agreed-by-donor": "погоджено донором", "state.agreed-by-recipient": "погоджено отримувачем", "state.agreed": "погоджено", "state.firm": "закріплено",
	"state.in-delivery": "у дорозі", "state.short-closed": "закрито частково", "state.cancelled": "скасовано",
	"state.send": "Записати", "state.change": "Змінити {id}", "state.change.lead": "Те, що було, зберігається. Подану або відкриту потребу подають знову; про прийняту пропозицію повідомляють знову.",

	"board.quantity": "{n} {unit}", "board.state": "Стан", "board.all": "усі стани", "board.bystate": "Рядки за станом", "board.thing": "Вид", "board.family": "Сімейство типів",
	"board.late.one": "запізнення {n} день", "board.late.few": "запізнення {n} дні", "board.late.many": "запізнення {n} днів",
	"board.left.one": "через {n} день", "board.left.few": "через {n} дні", "board.left.many": "через {n} днів", "board.today": "сьогодні",
	"board.soon": "невдовзі закінчується, {left}", "board.withdrawn": "до відкликання", "board.either": "{some} або {last}", "board.consent": "згода сторони {party}: {state}",

	"history.on": "{day}, записано {recorded}", "needs.lead.one": "{n} потреба відкрита й закріплена не повністю.",
	"needs.lead.few":  "{n} потреби відкриті й закріплені не повністю.",
	"needs.lead.many": "{n} потреб відкрито й закріплено не повністю.",
	"needs.lead.more": "Першого пріоритету: {first}. Строк потреби минув: {late}. Ще нічого не закріплено: {bare}.",
	"needs.lead.none": "Усе, що відкрито, закріплено повністю.",
	"needs.filter":    "Які потреби", "needs.open": "відкриті, закріплені не повністю", "needs.requester": "Хто потребує", "needs.coalition": "Коаліція", "needs.priority": "Пріоритет", "needs.before": "Потрібно до",
	"needs.line": "Потреба", "needs.quantity": "Потрібно", "needs.covered": "Покрито", "needs.by": "Строк", "needs.caption": "Потреби {from}–{to} з {n}",
	"needs.firmof": "закріплено {firm} з {need}", "needs.received": "отримано {n}", "needs.moving": "у дорозі {n}", "needs.proposed": "запропоновано {n}",
	"needs.note":        "Смуга така довга, як потреба: темне — отримане, далі — у дорозі, далі — закріплене; заштриховане — запропоноване або погоджене, ще не закріплене. Кожне в одиниці свого рядка; кількості різних речей не додаються.",
	"needs.empty.title": "Жодної потреби не заявлено", "needs.empty.text": "Тут було б видно, що потрібно, найнагальніше спершу, і наскільки кожну потребу покрито. Уповноважений отримувача заявляє потребу; координатор підтверджує її й відкриває для пропозицій.",
	"needs.new": "Заявити потребу", "needs.new.lead": "Вона починається як чернетка: ніхто з нею нічого не робить, доки ви її не подасте.",

	"offers.lead.one":  "{n} пропозиція чинна.",
	"offers.lead.few":  "{n} пропозиції чинні.",
	"offers.lead.many": "{n} пропозицій чинні.",
	"offers.lead.more": "Мають вільну кількість: {free}. Закінчуються за {days} дн.: {soon}. Чекають на згоду первинного власника: {consent}.",
	"offers.lead.none": "Немає чинної пропозиції, яку ще можна поєднати з потребою.",
	"offers.filter":    "Які пропозиції", "offers.open": "чинні", "offers.donor": "Донор", "offers.channel": "Канал", "offers.condition": "Стан майна", "offers.consent": "Згода", "offers.ends": "Закінчується до",
	"offers.line": "Пропозиція", "offers.quantity": "Запропоновано", "offers.free": "Вільно", "offers.ready": "Готово", "offers.until": "Чинна до", "offers.value": "Вартість", "offers.caption": "Пропозиції {from}–{to} з {n}",
	"offers.accepted": "прийнято {n}", "offers.accepted.all": "прийнято все", "offers.accepted.none": "ще нічого не прийнято", "offers.firm": "закріплено {n}", "offers.reserved": "зарезервовано {n}", "offers.value.none": "не вказано",
	"offers.note":        "Вільне — прийняте, що не закріплене й не зарезервоване, в одиниці пропозиції. Вартість називає сам донор на вказаній основі; вартості не додаються.",
	"offers.empty.title": "Жодної пропозиції не заявлено", "offers.empty.text": "Тут було б видно, що пропонують донори, скільки з цього ще вільно й до якого дня. Уповноважений донора заявляє пропозицію й повідомляє про неї офіційно; координатор її приймає.",
	"offers.new": "Заявити пропозицію", "offers.new.lead": "Вона починається як оголошена: її не приймають, доки ви не повідомите про неї офіційно.",

	"choice.channel.bilateral": "двосторонній", "choice.channel.nato-trust-fund": "цільовий фонд НАТО", "choice.channel.purl": "PURL", "choice.channel.eu": "ЄС", "choice.channel.joint-purchase": "спільна закупівля",
	"choice.channel.coalition-fund": "фонд коаліції", "choice.channel.industry": "промисловість", "choice.channel.other": "інший",
	"choice.condition.new": "нове", "choice.condition.serviceable": "справне", "choice.condition.repairable": "ремонтопридатне", "choice.condition.parts-only": "лише на запчастини",
	"choice.basis.net-book": "залишкова балансова", "choice.basis.depreciated": "з урахуванням зносу", "choice.basis.original-cost": "первісна", "choice.basis.replacement": "відновна",
	"choice.basis.market-price": "ринкова ціна", "choice.basis.contract-price": "ціна договору", "choice.basis.donor-declared": "заявлена донором",
	"sort.spares": "запасні частини", "sort.ammunition": "боєприпаси", "sort.fuel": "пальне", "sort.crew_course": "курс екіпажу", "sort.maintainer_course": "курс ремонтників", "sort.transport": "транспорт", "sort.equipment": "спорядження",

	"overlaps.one": "Може бути тією самою потребою, що й інша", "overlaps.stock": "Може бути тим самим майном, що й інша", "overlaps.with": "Разом із {id}", "overlaps.undecided": "ще ніхто не вирішив", "overlaps.withheld": "вирішено; рішення не для вас",
	"audience.public": "усі", "audience.participants": "усі, хто увійшов", "audience.own": "ваша сторона", "audience.operator": "оператор", "audience.restricted": "ті, хто зберігає, перевіряє й використовує докази",
	"packages.withheld": "Частина коштів не для вас, і в сумах її немає.", "package.withheld": "Не все це для вас.",
}
