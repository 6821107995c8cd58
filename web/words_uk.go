package web

// ukrainian is the catalogue in Ukrainian. Numbers are parted by spaces that do not break; a month
// has one form in a date and another where it stands alone.
//
// The event of a number is said as what was done, «виділено», so that it fits behind a number, before
// one, and in a heading: Ukrainian would otherwise need it in several cases.
var ukrainian = &words{
	lang: "uk", signs: signs{thousands: nbsp, point: ","},
	months:     [12]string{"січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень", "вересень", "жовтень", "листопад", "грудень"},
	dateMonths: [12]string{"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"},
	short:      [12]string{"січ.", "лют.", "бер.", "квіт.", "трав.", "черв.", "лип.", "серп.", "вер.", "жовт.", "лист.", "груд."},
	text:       together(ukrainianCommon, ukrainianPledge, ukrainianStatement, ukrainianLists, ukrainianFigures, ukrainianContributions, ukrainianOverview, ukrainianFiles, ukrainianRoles, ukrainianWork, ukrainianAsks, ukrainianPlanWhy, ukrainianSheets, ukrainianKit, ukrainianCoordination, ukrainianRegisters, ukrainianLessons, ukrainianAttachments, ukrainianEvidence, ukrainianCustody, ukrainianExceptions, ukrainianSamples, ukrainianItems, ukrainianReforms),
	told:       together(ukrainianTold, ukrainianReformsTold, ukrainianExceptionsTold),
	base:       english,
}

const nbsp = "\u00a0"

// ukrainianCommon are the words that every page needs.
var ukrainianCommon = map[string]string{
	"product": "Muster", "skip": "Перейти до змісту", "nav.main": "Головне меню", "nav.crumbs": "Де ви зараз", "nav.pledges": "Зобов’язання",
	"list": "{some} і {last}", "foot.version": "Muster {version}", "language.switch": "Українською", "language.choose": "Мова",
	"money": "{n}" + nbsp + "{currency}", "unit.billion": "млрд", "unit.million": "млн", "unit.heading": "{unit}" + nbsp + "{currency}", "unit.amount": "{n}" + nbsp + "{unit}" + nbsp + "{currency}",

	"period.none": "без дати", "period.until": "до {day}", "period.after": "з {day}", "period.between": "{from} – {to}",

	"members": "учасників", "member": "Учасник", "members.nato": "союзників", "member.nato": "Союзник",
	"members.count.one": "{n} учасник", "members.count.few": "{n} учасники", "members.count.many": "{n} учасників",
	"members.count.nato.one": "{n} союзник", "members.count.nato.few": "{n} союзники", "members.count.nato.many": "{n} союзників",
	"side.above": "вище", "side.below": "нижче", "side.equal": "рівно",
	"mark.not_covered": "не охоплено", "mark.withheld": "не розкрито на прохання", "mark.aggregate_only": "лише сукупно",
	"mark.undisclosed": "не розголошується", "mark.not_yet_reported": "ще не звітовано", "mark.none": "без суми",

	"event.announced": "оголошено", "event.notified": "повідомлено", "event.committed": "узято зобов’язань", "event.allocated": "виділено",
	"event.contracted": "законтрактовано", "event.disbursed": "виплачено", "event.dispatched": "відправлено", "event.arrived": "прибуло",
	"event.delivered": "передано", "event.confirmed": "підтверджено", "event.reduced": "зменшено", "event.re-phased": "перенесено в часі",
	"event.cancelled": "скасовано", "event.lapsed": "втратило чинність", "event.returned": "повернено", "event.lost": "втрачено",

	"known.title": "Станом на тоді.", "known.text": "Це те, що реєстр знав на позиції {position}, {instant}.", "known.now": "Показати відоме зараз",

	// Empty states.
	"empty.pledges.title": "Жодного зобов’язання ще не записано", "empty.pledges.text": "Ця сторінка подає зобов’язання і те, що зараховано до кожного. Новий реєстр починається з Вашингтонського зобов’язання; створений із --bare починається без нього. Оператор записує зобов’язання так:",
	"empty.edition.title": "Немає випуску джерела, за яким можна рахувати", "empty.edition.text": "Тут були б наростаючий підсумок відносно мінімального рівня, хто скільки несе і що не враховано. Оператор додає випуск так:",
	"empty.shares.title": "Орієнтовних часток показати не можна: немає ВВП за цей рік", "empty.shares.text": "Зараховане подано нижче без часток. Оператор додає ВВП так:",
	"empty.known": "Або на вказаній позиції ще нічого не було відомо:",

	// What went wrong.
	"missing.title": "Тут цього немає", "missing.advice": "Перевірте адресу. Посилання зі сторінки цього реєстру завжди кудись веде; посилання з іншого реєстру може й не вести.",
	"missing.reason": "У цьому реєстрі немає: {what}",
	"missing.page":   "сторінка {path}", "missing.pledge": "зобов’язання {name}", "missing.statement": "твердження {id}", "missing.document": "документ {digest}",
	"refused.title": "На це не вдалося відповісти", "refused.advice": "Поверніться й оберіть інакше або почніть від зобов’язань.",
	"fault.title": "У нас щось зламалося", "fault.advice": "Нічого не змінено. Оператор знайде причину в журналі; спробуйте, будь ласка, ще раз.",
	"method.title": "Ця сторінка лише для читання", "method.advice": "Відкрийте її, нічого не надсилаючи.",
	"host.foreign": "Цей Muster відповідає лише на імена власної машини, а не на {host}. Відкрийте http://localhost із його портом або попросіть оператора додати це ім’я.",
}
