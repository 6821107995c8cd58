package web

// englishAttachments are the words of the files that go with an object.
var englishAttachments = map[string]string{
	"attach.heading": "Files", "attach.none": "No file is attached.", "attach.title": "Attach a file", "attach.button": "Attach it", "attach.of": "Files of the {object} {id}",
	"attach.text": "A contract, a photo, a letter: up to {most} MiB, recorded with who brought it.",
	"attach.file": "File", "attach.file.hint": "One file of at most {most} MiB. It is kept as it is and only ever saved, never shown here.",
	"attach.what": "What it is", "attach.what.hint": "As in: signed letter of the owner. Left empty, it goes by the file's name.",
	"attach.audience.hint": "Nobody sees a file who does not see what it is attached to.", "attach.audience.same": "everybody who sees this", "attach.audience.only": "shown to {whom} alone",
	"attach.large": "the file is larger than {most} MiB, the most that a page takes; 'muster attach' takes larger ones",
	"attach.by":    "Attached by", "attach.day": "On", "attach.do": "To do", "attach.erased": "its content was erased; its SHA-256 was {digest}",
	"attach.withdraw": "Withdraw", "attach.withdraw.hint": "It is no longer listed then, and nobody gets it any more but as known before. To take its content out of the record, ask the operator.",
	"search.kind.attachment": "file", "does.work.attachment": "file that goes with an object", "work.object.item": "item",
}
