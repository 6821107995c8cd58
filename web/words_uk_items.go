package web

// ukrainianItems are the words of the catalogue.
var ukrainianItems = map[string]string{
	"nav.items": "Каталог", "items.filter": "Які предмети", "items.item": "Предмет", "items.nsn": "Номенклатурний номер НАТО", "items.wanted": "Потреби", "items.live": "Пропозиції", "items.caption": "Предмети {from}–{to} з {n}",
	"items.lead.one": "У каталозі {n} предмет.", "items.lead.few": "У каталозі {n} предмети.", "items.lead.many": "У каталозі {n} предметів.",
	"items.note":        "Потреби — ті, що ще чекають на пропозиції; пропозиції — ті, які ще можна зіставити.",
	"items.empty.title": "Не названо жодного предмета", "items.empty.text": "Тут було б видно, що потрібно, що пропонують і перевозять: одиницю, номенклатурний номер НАТО, сімейство типів, без чого предмет непридатний і чим його можна замінити. Предмети називають командою «muster record item.item/1».",
	"about.items": "Предмети каталогу, кожен із потребами, що ще чекають на пропозиції, і пропозиціями, які ще можна зіставити.",

	"item.lead.needs.one": "На пропозиції чекає {n} потреба.", "item.lead.needs.few": "На пропозиції чекають {n} потреби.", "item.lead.needs.many": "На пропозиції чекають {n} потреб.",
	"item.lead.offers.one": "Ще можна зіставити {n} пропозицію.", "item.lead.offers.few": "Ще можна зіставити {n} пропозиції.", "item.lead.offers.many": "Ще можна зіставити {n} пропозицій.",
	"item.standards": "Відповідає стандартам", "item.names": "Також називають", "item.unit": "Одиниця обліку", "item.conversions": "Також обліковують у", "item.conversion": "1 {from} = {n} {to}", "item.maker": "Виробник і номер деталі", "item.classes": "Класи постачання", "item.together": "Сумісний із", "item.serial": "Кожен має серійний номер",
	"item.kit": "Без чого він непридатний", "item.kit.caption": "Що потрібно на 1 {unit}", "item.kit.none": "Не сказано, що йому щось потрібно.", "item.when": "Коли", "item.anyof": "будь-який із сімейства {family}", "item.anytime": "будь-коли до нього",
	"item.before.one": "не раніше ніж за {n} день до нього", "item.before.few": "не раніше ніж за {n} дні до нього", "item.before.many": "не раніше ніж за {n} днів до нього",
	"item.after.one": "не пізніше ніж через {n} день після нього", "item.after.few": "не пізніше ніж через {n} дні після нього", "item.after.many": "не пізніше ніж через {n} днів після нього",
	"item.standsin": "Замінники", "item.standsin.caption": "Чим його можна замінити", "item.standsin.none": "Не сказано, що його чимось можна замінити або що він щось замінює.", "item.standsfor": "Може замінити", "item.standsfor.caption": "Що він може замінити",
	"item.rate": "Скільки за один", "item.conditions": "Умови",
	"item.needs": "Потреби в ньому", "item.needs.none": "Його ніхто не просить.", "item.needs.all.one": "{n} потреба в ньому, у будь-якому стані", "item.needs.all.few": "Усі {n} потреби в ньому, у будь-якому стані", "item.needs.all.many": "Усі {n} потреб у ньому, у будь-якому стані",
	"item.offers": "Його пропонують", "item.offers.none": "Його ніхто не пропонує.", "item.offers.all.one": "{n} пропозиція, у будь-якому стані", "item.offers.all.few": "Усі {n} пропозиції, у будь-якому стані", "item.offers.all.many": "Усі {n} пропозицій, у будь-якому стані",
}
