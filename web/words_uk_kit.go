package web

// ukrainianKit are the words of what makes a match usable in time, and of what is offered beyond a need.
var ukrainianKit = map[string]string{
	"kit.title": "Що робить це придатним", "kit.none": "Вчасно немає: {sort}.", "kit.few": "Вчасно замало: {sort}.",
	"kit.needed": "Потрібно {n} ({item}) до {day}.", "kit.some": "Вчасно є {n} ({parties}).", "kit.no.offer": "Більше ніхто не пропонує.",
	"kit.late.one": "Перша, {offer} ({party}), буде готова {day}, на {n} день пізніше.", "kit.late.few": "Перша, {offer} ({party}), буде готова {day}, на {n} дні пізніше.", "kit.late.many": "Перша, {offer} ({party}), буде готова {day}, на {n} днів пізніше.",
	"kit.by": "Вчасно до", "kit.firm": "Твердо", "kit.offered": "Запропоновано", "kit.intime": "Вчасно", "kit.yes": "так", "kit.not": "ні", "kit.notfirm": "запропоновано, ще не твердо",
	"kit.whole": "Усе, без чого цим не скористатися, є вчасно.", "kit.note": "Вчасно — готове до дня, коли виріб потрібен, або на стільки днів пізніше, скільки дозволяє каталог. Запропоновано — те, що не є ні твердим, ні зарезервованим.",
	"need.ask": "Запитати про це донорів", "crowd.warn": "Перетинається з іншими пропозиціями.", "crowd.title": "Що для цього пропонують", "crowd.need": "Потреба {id}", "crowd.all": "Усі перетини", "crowd.small": "пропонують більше, ніж потребує {id}",
	"crowd.text": "Потрібно {n} ({item}), а пропонують {all}: {list}. Зайвих: {excess}.", "crowd.by": "{n} від {party} ({id})", "crowd.this": "{n} від {party} ({id}, ця пропозиція)",
	"crowd.lead.one": "Для {n} потреби пропонують більше, ніж треба.", "crowd.lead.few": "Для {n} потреб пропонують більше, ніж треба.", "crowd.lead.many": "Для {n} потреб пропонують більше, ніж треба.",
	"trim.title": "Зменшити пропозицію", "trim.text": "Пропонує менше, щоб нічого не було зайвим.", "trim.send": "Зменшити", "trim.quantity": "Кількість, {unit}", "trim.quantity.hint": "Зараз {n}. За заповненим усі разом пропонують рівно стільки, скільки потрібно.",
	"trim.value": "Вартість усього, {currency}", "trim.value.hint": "Зараз {n}; заповнено таку саму частку.",
}
