package web

// ukrainianEvidence are the words of evidence.
var ukrainianEvidence = map[string]string{
	"nav.evidence": "Підзвітність", "nav.evidence.board": "Огляд",
	"accountability.lead":        "Зберігається доказів: {items}, з них чекають на розгляд: {waiting}. Стверджуваних подій: {incidents}, записів про шкоду: {damages}.",
	"accountability.empty.title": "Жодного доказу не зберігається", "accountability.empty.text": "Тут було б видно, що чекає на рецензента, коли й які оригінали гешували знову, скільки становить шкода за видом, регіоном і місяцем, і хто, коли й чому читав те, що обмежено. Документатор уносить теку файлів із таблицею.",
	"accountability.about": "Де перебувають докази, події, шкода й справи, наскільки їх може бачити читач.", "accountability.about.method": "Слово «стверджувана» лишається. Підсумки нікого не називають; із записів, які визнано тими самими, рахується один.",
	"accountability.fixity": "Усі оригінали знову гешовано {instant}: перевірено {n}, стерто {erased}. Наступного разу до {day}.", "accountability.fixity.never": "Оригіналів ще не гешували знову. Це слід зробити до {day}.",
	"accountability.fixity.wrong.one": "{n} не такий, як отримано:", "accountability.fixity.wrong.few": "{n} не такі, як отримано:", "accountability.fixity.wrong.many": "{n} не такі, як отримано:",
	"accountability.backlog": "Що чекає на розгляд", "accountability.since": "Від", "accountability.days": "Днів",
	"accountability.pairs": "Можливо, те саме", "accountability.pairs.text": "Записи про один об’єкт і схожі зображення. Нічого не зливається: вирішує рецензент, оцінювач збитків чи юрист, і каже чому.", "accountability.pairs.caption": "Що може бути одним і тим самим", "accountability.sameid": "обидва мають один номер в іншому реєстрі", "accountability.first": "Одне", "accountability.second": "Інше", "accountability.because": "Чому",
	"accountability.sameobject": "обидва — про {object}, і їхні дні збігаються", "accountability.alike": "відрізняються {n} з 64 бітів перцептивного гешу",
	"accountability.damage": "Шкода", "accountability.damage.text": "За видом об’єкта, регіоном і місяцем. Нікого не названо; те, що могли внести двічі, рахується, доки людина не вирішить.", "accountability.damage.caption": "Шкода за видом об’єкта, регіоном і місяцем", "accountability.month": "Місяць", "accountability.entries": "Записів", "accountability.twice": "Можливо, двічі", "accountability.unassessed": "не оцінено",
	"accountability.hints": "Підказки щодо умов переліків", "accountability.hints.text": "Що запис каже про умови переліку. Підказка — не вирок: вирішує реєстр.", "accountability.hint": "{condition}: {answer}", "accountability.answer": "Що каже запис",
	"accountability.stages": "За етапами",
	"accountability.access": "Хто торкався", "accountability.access.text": "Кожне читання обмеженого записується, перш ніж його показано, і видно тим, для кого об’єкт.", "accountability.access.caption": "Події зберігання, від останньої", "accountability.access.more": "Останні {n} з {all}; у файлах є всі.",
	"custody.title": "Ланцюг зберігання", "custody.caption": "Події зберігання за порядком", "custody.number": "№", "custody.event": "Що сталося", "custody.when": "Коли", "custody.who": "Хто", "custody.until": "до {instant}", "custody.to": "{event}: {party}", "custody.text": "{event}: обмежений текст",
	"custody.held": "зберігав", "custody.received": "отримано", "custody.accessed": "прочитано", "custody.copied": "скопійовано", "custody.exported": "вивезено", "custody.handed-over": "передано",
	"custody.gap": "Ніхто не каже, хто його мав від {from} до {until}.", "custody.gap.before": "Ніхто не каже, хто його мав до {until}.", "custody.broken": "Ланцюг розірвано: подій, що не випливають із попередньої: {n}.", "custody.whole": "Кожна подія називає геш попередньої: ланцюг цілий.",
	"custody.withheld.one": "{n} подія не для вас.", "custody.withheld.few": "{n} події не для вас.", "custody.withheld.many": "{n} подій не для вас.", "custody.texts": "Про нього зберігаються обмежені тексти: {sorts}. Жодна сторінка їх не показує; їх читає «muster evidence read» і записує, хто читав.", "custody.hold": "Його не можна стерти, доки діє правове утримання {hold}.",
	"bundle.title": "Видати пакет", "bundle.button": "Створити пакет", "bundle.text": "те, що дозволяє згода на кожен доказ, з ланцюгом зберігання й доказами цілісності, як тека BagIt у файлі ZIP", "bundle.why": "Це зберігається в ланцюгу справи й кожного доказу, що виходить.",
	"register.evidence": "докази", "register.incident": "події", "register.damage": "записи про шкоду", "register.case": "справи", "register.hold": "правові заборони знищення",
	"register.lead.evidence": "Що передано, знайдено чи записано: кожне з відбитком його байтів та історією зберігання. Імен, адрес і слів людей тут немає: їх читають через окремий вхід, який записує, хто читає.",
	"register.lead.incident": "Що, за твердженням, сталося. Слово «стверджується» лишається, доки про це не скажуть два підтверджені докази різного походження і хтось інший усе не перегляне.",
	"register.lead.damage":   "Шкода одному об’єкту в одній області, з вартістю за методом і цінами певного дня. Нікого не названо; прийнятність — лише підказка, не висновок.",
	"register.lead.case":     "Що складено для передання стороні — пакунок, який кожен може перевірити.",
	"register.lead.hold":     "Що не можна знищувати, доки заборона чинна, хто б не просив.",
	"register.new.incident":  "Заявити подію", "register.new.damage": "Внести шкоду", "register.new.case": "Заявити справу", "register.new.hold": "Накласти заборону",

	"state.received": "отримано", "state.registered": "зареєстровано", "state.under-review": "перевіряється", "state.second-review": "друга перевірка", "state.verified": "підтверджено двома", "state.unverified": "не підтверджено", "state.archived": "в архіві",
	"state.alleged": "стверджується", "state.corroborated": "підкріплено", "state.reviewed": "переглянуто", "state.recorded": "записано", "state.assessed": "оцінено", "state.classified": "класифіковано", "state.referred": "передано до реєстру",
	"state.handed-over": "передано", "state.in-force": "чинна", "state.lifted": "знято",

	"work.object.evidence": "доказ", "work.object.incident": "подія", "work.object.damage": "запис про шкоду", "work.object.case": "справа", "work.object.hold": "заборона знищення",
}
