package web

// ukrainianContributions are the words of the list of contributions, and of one.
var ukrainianContributions = map[string]string{
	"contributions.filter": "Які внески", "contributions.one": "Внесок", "contributions.entries": "Записи", "contributions.weak": "тотожність за змістом",
	"contributions.caption": "Внески {from}–{to} з {n}", "contributions.silent": "–", "contributions.columns": "Стовпці",
	"contributions.others.one": "і ще {n} валюта", "contributions.others.few": "і ще {n} валюти", "contributions.others.many": "і ще {n} валют",
	"contributions.count.one": "{n} внесок.", "contributions.count.few": "{n} внески.", "contributions.count.many": "{n} внесків.", "contributions.sum": "Разом {event}: {sum}.",
	"contributions.none": "Жоден внесок не пасує до цього фільтра.",
	"contributions.note": "Риска означає, що джерело не говорить про цю міру для внеску; це невідомо, а не нуль. Суми — за записами, що пасують до фільтра; рядок показує все чинне зі свого внеску.",

	"contribution.title": "Внесок {id}", "contribution.lead": "{type} допомога, донор — {donor}: {sums}.", "contribution.was": "{event} {sum}",
	"contribution.lead.unvalued": "{type} допомога, донор — {donor}, без вартості, яку можна додати.", "contribution.lead.gone": "{type} допомога, донор — {donor}. Ніщо зі сказаного про неї вже не чинне; нижче — що було сказано.",
	"contribution.as": "Так сказано у випуску {edition}; пізніший чинний випуск може казати інакше або нічого.", "contribution.as.other": "Як у випуску {edition}", "contribution.ladder.as": "як у випуску {edition}, за перерахунком самого джерела",
	"contribution.ladder": "Як далеко дійшло", "contribution.ladder.sub": "що чинне, за перерахунком самого джерела", "contribution.ladder.none": "Нічого чинного.",
	"contribution.derived.chosen": "випливає із зіставлення {match}, за зобов’язанням, яке обрав донор", "contribution.derived.proposed": "випливає із зіставлення {match}, за зобов’язанням, що підходить за сумою і датою", "contribution.derived.none": "випливає із зіставлення {match}, без зобов’язання",
	"contribution.entries.one": "{n} запис", "contribution.entries.few": "{n} записи", "contribution.entries.many": "{n} записів",
	"contribution.timeline": "Перебіг у часі", "contribution.timeline.sub": "коли сталася кожна подія, настільки точно, наскільки це відомо", "contribution.timeline.of": "Перебіг у часі: {id}",
	"contribution.timeline.what": "Що", "contribution.timeline.desc": "За подіями й часом: {events}.", "contribution.timeline.event": "{event}, {when}: {what}",
	"contribution.timeline.none": "Нічого з цього не має дати, тож перебігу в часі немає.",
	"contribution.items":         "Що він містить", "contribution.items.sub": "як рахує джерело", "contribution.items.caption.one": "{n} рядок", "contribution.items.caption.few": "{n} рядки", "contribution.items.caption.many": "{n} рядків", "contribution.uncounted": "не сказано",
	"contribution.claims": "Усе, що про нього сказано", "contribution.claims.sub": "у кожному випуску, з місцем, де це прочитано",
	"contribution.claims.caption.one": "{n} твердження", "contribution.claims.caption.few": "{n} твердження, за подією і рядком, раніше сказане вище", "contribution.claims.caption.many": "{n} тверджень, за подією і рядком, раніше сказане вище",
	"contribution.statement": "Твердження", "contribution.read": "Прочитано в", "contribution.stands": "чинне", "contribution.ended": "вже не чинне",
	"contribution.links": "Власні джерела джерела", "contribution.links.sub": "як воно їх подає; Muster їх не відкривав",
	"contribution.file": "файл", "contribution.file.of": "файл випуску {edition}",
	"contribution.proof": "Довести це тому, хто не має доступу", "contribution.proof.text": "Кожен доказ містить одне твердження з його шляхом до кореня реєстру. Muster або коротка програма в його документах перевіряє його без реєстру.",
	"contribution.proof.of": "{id}, {event}",
}
