package web

// englishLayers are the words of layers, and of using a list's numbers elsewhere.
var englishLayers = map[string]string{
	"nav.layers": "Layers", "missing.layer": "the layer {id}",

	// On pages that a layer is laid over.
	"layer.one": "Layer", "layer.field": "Layer", "layer.none": "none", "layer.off": "Show it without the layer", "layer.nothing": "nothing with a value",
	"layer.applied":  "A layer is laid over these figures: {name} (digest {digest}), which judges {rows}. The record itself is unchanged.",
	"layer.rows.one": "{n} row", "layer.rows.other": "{n} rows", "layer.entries.one": "{n} entry", "layer.entries.other": "{n} entries",
	"layer.without": "Without it: {sum}, from {n}.", "layer.excluded": "Left out by the layer: {sum}, from {n}.", "layer.without.measure": "Without it, what was {event} comes to {sum}.",
	"layer.leftout": "Left out by the layer {name}", "layer.leftout.sub": "not in the sum above", "layer.wouldadd": "Would add",
	"layer.ladder": "How far it came is shown with the layer; everything said of it stands below as it was said.",
	"layer.fact":   "{name}, digest {digest}, judges {rows}", "layer.about.without": "Without the layer", "layer.about.excluded": "Left out by the layer",
	"judged.by": "By the layer {name}:", "judged.exclude": "excluded", "judged.value": "worth {value}, the row says {said}", "judged.type": "type {value}, the row says {said}",
	"judged.date":      "date {value}, the row says {said}",
	"reason.layer.one": "{n} row that the layer excludes", "reason.layer.other": "{n} rows that the layer excludes",
	"rows.reason.layer": "Left out: rows that the layer excludes",
	"reason.match.one":  "{n} row that follows from firm matches and that nobody stated", "reason.match.other": "{n} rows that follow from firm matches and that nobody stated",
	"rows.reason.match": "Left out: what follows from firm matches",

	// The list of layers.
	"layers.lead":        "A layer holds your own judgements on top of the record: rows left out, another date, type or value, labels, each with a note. The record is not changed by it, and nobody else's figures are.",
	"layers.empty.title": "You have no layer yet", "layers.empty.text": "Here you would see your layers with what each judges. It takes three steps to have one.",
	"layers.empty.signin": "Before them, sign in by a link that the operator makes with:",
	"layers.empty.1":      "Open any number until you see its entries.", "layers.empty.2": "Choose Judge beside a row, and say what you hold instead and why.",
	"layers.empty.3": "The figure comes back with your layer and without it, side by side; its method then names the layer.", "layers.empty.go": "Go to the entries",
	"layers.own": "Mine", "layers.shared": "Shared with everybody here", "layers.shared.sub": "by others; you can lay them over figures and take copies", "layers.seen": "Seen by",
	"layers.name": "Name", "layers.name.hint": "as it will stand in the method", "layers.begin": "Begin a layer", "layers.file": "File of a layer", "layers.file.hint": "JSON or CSV",
	"layers.import": "Bring it in", "layers.refused": "This is no layer yet", "layers.nofile": "choose a file first", "layers.large": "it is larger than a layer's file may be, which is 8 MB",
	"layers.signin": "To keep a layer, open a link that {command} prints.", "layers.may": "To keep layers, open a link that 'muster link' prints, and come back.",
	"layers.note": "A layer belongs to the browser or the token that it was made with. Taken out as a file it can be brought in anywhere; its digest stays the same.",

	// One layer.
	"layer.title": "Layer: {name}", "layer.lead": "{judgements} of {rows}. {who}.", "layer.judgements.one": "{n} judgement", "layer.judgements.other": "{n} judgements",
	"layer.rowcount.one": "{n} row", "layer.rowcount.other": "{n} rows", "layer.private": "Only you see it", "layer.shared": "Everybody who reads this record sees it",
	"layer.others": "Somebody else's, shared with everybody who reads this record", "layer.judged": "Judgements", "layer.digest": "Digest",
	"layer.foreign": "the layer {name} is somebody else's; take a copy of it as a file to have your own", "layer.act": "this is nothing that is done with a layer",
	"layer.empty.title": "It judges nothing yet", "layer.empty.text": "Open any number until you see its entries, and choose Judge beside a row.",
	"layer.moved": "What changed underneath", "layer.moved.text": "These rows do not say any more what they said when you judged them. Your judgements still hold; look whether they should.",
	"layer.moved.none":      "Underneath nothing changed: every row judged says what it said then.",
	"layer.moved.count.one": "{n} judgement whose row changed", "layer.moved.count.other": "{n} judgements whose rows changed",
	"layer.then": "Said when judged", "layer.now": "Says now", "layer.gone": "gone: no row of what stands is this one", "layer.unseen": "not known", "layer.converted": "converted {value}",
	"layer.row": "Row", "layer.says": "Judgement", "layer.note": "Note", "layer.base": "The row said", "layer.when": "Judged",
	"layer.bridge": "{pledge}, with the layer {name} and without", "layer.bridge.desc": "Without the layer {without}, with it {with}.", "layer.bridge.sub": "{method}, {unit}",
	"layer.bridge.text": "Without the layer {without} count; with it {with}.", "layer.bridge.without": "Without the layer", "layer.bridge.with": "With {name}",
	"layer.bridge.rest": "Something else", "layer.bridge.caption": "The steps, {currency}", "layer.step": "Step", "layer.rows.judged": "Rows judged", "layer.difference": "Difference",
	"layer.step.exclude": "Excluded rows", "layer.step.value": "Other values", "layer.step.type": "Other types", "layer.step.date": "Other dates",
	"layer.effects": "By measure", "layer.effects.sub": "all entries of the source", "layer.effects.caption": "Each measure judged, without the layer and with it", "layer.excluded.rows": "Rows left out",
	"layer.all": "What it says", "layer.json": "As a layer's file (JSON)", "layer.csv": "As CSV",
	"layer.keeping": "Name, sharing, end", "layer.rename": "Rename it", "layer.sharing": "Sharing", "layer.share": "Share it", "layer.unshare": "Keep it to myself",
	"layer.share.text": "Shared, everybody who reads this record can lay it over figures and read your notes.", "layer.unshare.text": "Kept to yourself, addresses with this layer open for nobody else any more.",
	"layer.delete": "Delete it", "layer.delete.title": "Delete the layer {name}?",
	"layer.delete.text.one":   "Its {n} judgement goes with it. The record keeps no copy; the layer's file does, if you took one.",
	"layer.delete.text.other": "Its {n} judgements go with it. The record keeps no copy; the layer's file does, if you took one.",
	"layer.delete.do":         "Delete it now", "layer.delete.not": "Leave it",
	"layer.how": "What a layer is", "layer.how.text": "Judgements name rows by contribution, line and measure, so they hold in every edition. The digest is of the judgements: a figure that names it can be made again from the layer's file.",

	// Judging a row.
	"judge.do": "Judge", "judge.row": "Judge {row}", "judge.title": "Judge a row", "judge.heading": "Judge {row}", "judge.mine": "mine",
	"judge.lead": "{donor}, {event}. The row says: {says}.", "judge.what": "I hold", "judge.kind.exclude": "it does not count", "judge.kind.value": "another value", "judge.kind.type": "another type",
	"judge.kind.date": "another date", "judge.kind.label": "a label", "judge.value": "Which", "judge.value.hint": "EUR 1200000; 2024-07-12, 2024-07 or none; military; a label; empty where it does not count",
	"judge.note": "Note", "judge.note.hint": "why", "judge.into": "Into the layer", "judge.new": "a new one", "judge.name": "Name of the new layer", "judge.name.hint": "for a new one only",
	"judge.save": "Keep this", "judge.not": "Back without judging", "judge.already": "What your layers say of it already", "judge.drop": "Take back", "judge.drop.of": "Take back what is said of {row}",
	"judge.keep": "Still holds", "judge.keep.of": "What is said of {row} still holds", "judge.gone.row": "a row {row} that stands",
	"judge.text": "A row has one other value, type and date in a layer, and as many labels as you like; what you say again takes the place of what you said. What the row says now is kept beside it.",

	// Using the numbers elsewhere.
	"use.heading": "Use these numbers elsewhere", "use.text": "The first address always has what is known now, the second never changes. A formula takes either. Whoever opens them must be able to reach this Muster.",
	"use.layer": "A layer that is not shared opens only in this browser, or with its token.",
	"use.live":  "Live CSV", "use.live.hint": "what is known whenever it is asked", "use.frozen": "Frozen CSV", "use.frozen.hint": "as known now, for ever",
	"use.query": "Excel, Power Query", "use.query.hint": "Data, Get Data, Blank Query; or From Web with the address alone", "use.service": "Excel and LibreOffice, one cell", "use.service.hint": "the text of a short list; LibreOffice links whole lists under Sheet, External Links",
	"use.sheets": "Google Sheets", "use.sheets.hint": "takes addresses that the internet reaches", "use.r": "R", "use.r.hint": "every digit: colClasses = \"character\"", "use.pandas": "pandas", "use.pandas.hint": "every digit: dtype=str",
	"use.cite": "Cite this", "use.cite.hint": "the source as its publisher asks, and where it was read", "use.cite.record": "Muster record {id}", "use.cite.muster": "Muster", "use.cite.layer": "With the layer {name}",
	"use.cite.at": "{record}, position {position}, known {instant}, root {root}, {address}",
}
