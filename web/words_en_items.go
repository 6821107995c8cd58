package web

// englishItems are the words of the catalogue.
var englishItems = map[string]string{
	"nav.items": "Catalogue", "items.filter": "Which items", "items.item": "Item", "items.nsn": "NATO stock number", "items.wanted": "Requirements", "items.live": "Offers", "items.caption": "Items {from} to {to} of {n}",
	"items.lead.one": "{n} item is in the catalogue.", "items.lead.other": "{n} items are in the catalogue.",
	"items.note":        "Requirements are those that still want offers; offers are those that may still be matched.",
	"items.empty.title": "No item is named", "items.empty.text": "Here you would see what is asked for, offered and moved: its unit, its NATO stock number, its type family, what it needs to be of use and what may stand in for it. Items are named with 'muster record item.item/1'.",
	"about.items": "Items of the catalogue, each with the requirements that still want offers of it and the offers that may still be matched.",

	"item.lead.needs.one": "{n} requirement still wants offers of it.", "item.lead.needs.other": "{n} requirements still want offers of it.",
	"item.lead.offers.one": "{n} offer of it may still be matched.", "item.lead.offers.other": "{n} offers of it may still be matched.",
	"item.standards": "Standards met", "item.names": "Also called", "item.unit": "Counted in", "item.conversions": "Also counted in", "item.conversion": "1 {from} = {n} {to}", "item.maker": "Maker and part number", "item.classes": "Classes of supply", "item.together": "Works together with", "item.serial": "Each has a serial number",
	"item.kit": "What it needs to be of use", "item.kit.caption": "What 1 {unit} needs", "item.kit.none": "Nothing is said that it needs.", "item.when": "When", "item.anyof": "any of {family}", "item.anytime": "at any time before it",
	"item.before.one": "at the earliest {n} day before it", "item.before.other": "at the earliest {n} days before it", "item.after.one": "at the latest {n} day after it", "item.after.other": "at the latest {n} days after it",
	"item.standsin": "Substitutes", "item.standsin.caption": "What may stand in for it", "item.standsin.none": "Nothing is said to stand in for it, nor it for anything.", "item.standsfor": "It may stand in for", "item.standsfor.caption": "What it may stand in for",
	"item.rate": "How many for one", "item.conditions": "Conditions",
	"item.needs": "Requirements of it", "item.needs.none": "Nobody asks for it.", "item.needs.all.one": "{n} requirement of it, whatever its state", "item.needs.all.other": "All {n} requirements of it, whatever their state",
	"item.offers": "Offers of it", "item.offers.none": "Nobody offers it.", "item.offers.all.one": "{n} offer of it, whatever its state", "item.offers.all.other": "All {n} offers of it, whatever their state",
}
