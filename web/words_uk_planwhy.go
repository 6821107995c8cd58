package web

// ukrainianPlanWhy are the words with which a plan explains itself.
var ukrainianPlanWhy = map[string]string{
	"plan.why.pinned": "так закріпив планувальник", "plan.why.notlooked": "не розглянуто", "plan.why.noother": "жодна інша пропозиція не може її покрити",
	"plan.why.aswell": "пропозиція {offer} підійшла б так само; вирішив лише порядок", "plan.why.maybe": "пропозиція {offer} може бути кращою: план не є найкращим із можливих",
	"plan.why.with.met":      "з пропозицією {offer} вчасно було б покрито менше (на {n} у частках, помножених на пріоритет)",
	"plan.why.with.lateness": "з пропозицією {offer} це надійшло б пізніше (на {n} у днях, помножених на частки й пріоритет)",
	"plan.why.with.whole":    "з пропозицією {offer} комплекти були б менш повними (на {n} у частках, помножених на пріоритет)",
	"plan.why.with.types":    "з пропозицією {offer} в експлуатацію надійшло б більше типів (на {n})",
	"plan.why.with.effort":   "з пропозицією {offer} знадобилося б більше перевезень (на {n})",
	"plan.why.with.spread":   "з пропозицією {offer} внески донорів були б розподілені менш справедливо (на {n})",
	"plan.why.days.one":      "{n} день", "plan.why.days.few": "{n} дні", "plan.why.days.many": "{n} днів",

	"plan.why.nooffer": "ніхто не пропонує {item} чи того, що може це замінити", "plan.why.notenough": "усе, що для неї запропоновано, їй і надано",
	"plan.why.taken": "{n} з пропозиції {offer} отримала потреба {need}", "plan.why.taken.higher": "{n} з пропозиції {offer} отримала потреба {need}, що має вищий пріоритет",
	"plan.why.nopart": "її комплекту бракує частини, якої ніхто не просив", "plan.why.part": "її комплект неповний: потребу {need} не покрито вчасно",
	"plan.why.part.late": "її комплект неповний: пропозиція {offer} для {need} надходить для нього на {days} запізно", "plan.why.part.early": "її комплект неповний: пропозиція {offer} для {need} надходить для нього на {days} зарано",
	"plan.why.consent": "для пропозиції {offer} бракує згоди: {party}", "plan.why.also": " (а також {what})",

	"plan.why.out.unconvertible": "пропозицію {offer} обліковано в одиниці, яку не перерахувати в одиницю потреби", "plan.why.out.wrong_item": "пропозиція {offer} стосується іншого предмета",
	"plan.why.out.not_accepted": "пропозиція {offer} могла б замінити, але потреба такої заміни не приймає", "plan.why.out.condition": "пропозицію {offer} призначено лише для інших потреб",
	"plan.why.out.no_consent": "для пропозиції {offer} бракує згоди первісного власника", "plan.why.out.lapsed": "строк дії пропозиції {offer} спливає, перш ніж її можна відправити",
	"plan.why.out.unaccepted": "пропозицію {offer} не прийнято, або прийняте вже зв’язане", "plan.why.out.reserved": "пропозицію {offer} зарезервовано для інших",
	"plan.why.out.lot_too_large": "партії пропозиції {offer} більші за те, що лишається відкритим", "plan.why.out.too_little": "у пропозиції {offer} лишилося менше, ніж було б корисно",
	"plan.why.out.open_too_small": "пропозицію {offer} не можна використати: відкрито менше, ніж потребі корисно за один раз",
	"plan.why.out.forbidden":      "пропозицію {offer} для неї заборонив планувальник", "plan.why.out.withheld": "пропозицію {offer} виключає те, чого вам не видно",
	"plan.why.out.late": "пропозиція {offer} запізнюється на {days}",

	"plan.why.also.unconvertible": "її одиницю не перерахувати", "plan.why.also.wrong_item": "це інший предмет", "plan.why.also.not_accepted": "такої заміни не приймають",
	"plan.why.also.condition": "її призначено для інших", "plan.why.also.no_consent": "бракує згоди", "plan.why.also.lapsed": "її строк спливає зарано", "plan.why.also.unaccepted": "її не прийнято",
	"plan.why.also.reserved": "її зарезервовано", "plan.why.also.lot_too_large": "її партії завеликі", "plan.why.also.too_little": "лишилося замало", "plan.why.also.open_too_small": "відкрито замало",
	"plan.why.also.forbidden": "її заборонив планувальник", "plan.why.also.withheld": "те, чого вам не видно", "plan.why.also.late": "вона запізнюється",

	"plan.why.do.lift": "скасувати рішення щодо потреби {need} і пропозиції {offer}", "plan.why.do.release": "відмовитися від резервування {reservation} пропозиції {offer}",
	"plan.why.do.accept": "прийняти ще {n} з пропозиції {offer}", "plan.why.do.substitute": "дозволити потребі {need} прийняти натомість {item}",
	"plan.why.do.smaller": "дозволити потребі {need} брати {n} за один раз", "plan.why.do.smaller.any": "дозволити потребі {need} брати будь-яку кількість",
	"plan.why.do.consent": "отримати згоду на пропозицію {offer}: {party}", "plan.why.do.admit": "домовитися з донором, щоб пропозиція {offer} була й для потреби {need}",
	"plan.why.do.split": "поділити партії пропозиції {offer} до {n}", "plan.why.do.extend": "продовжити строк дії пропозиції {offer} на {days}",
	"plan.why.do.earlier": "доставити пропозицію {offer} на {days} раніше", "plan.why.do.add_line": "заявити потребу в {item}: {n} {unit}",
	"plan.why.do.more": "знайти ще {item}: {n} {unit}, з надходженням до {day}",

	"plan.why.fills.late": "пропозиція {offer} покрила б {share} її, якби надійшла на {days} раніше", "plan.why.fills": "пропозиція {offer} покрила б {share} її, але: {why}",
}
