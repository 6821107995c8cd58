package parts_test

import (
	"strings"

	"muster"
	"muster/access"
	"muster/record"
	"muster/standing"
	"muster/work"
)

// filed attaches the same bytes to two objects, withdraws one of them and erases the bytes. It returns
// positions to ask at.
func filed(m *maker) []muster.Seq {
	digest := strings.Repeat("cd", 32)
	keeps := func(p access.Principal) *record.DocumentStated {
		return &record.DocumentStated{Envelope: spoken(p, record.KindDocument, "", "", ""), Digest: digest, Size: 4, Packed: strings.Repeat("1", 64), Chunks: 1, Name: "лист.pdf", Format: "attached"}
	}
	attach := func(p access.Principal, object, about string, a muster.Audience) *work.Attachment {
		return &work.Attachment{Envelope: spoken(p, work.KindAttachment, about, a, ""), Object: object, Title: "letter of the owner", Name: "лист.pdf", Type: "application/pdf", Digest: digest, Size: 4}
	}
	keepsLessons := access.Principal{Role: access.LessonsManager, Party: "hub"}
	operator := access.Principal{Role: access.Operator, Party: "aa"}
	first := m.add(keeps(operator), attach(operator, "item", "gun", ""))
	second := m.add(keeps(keepsLessons), attach(keepsLessons, "lesson", "le-2", forThose))
	w := &record.Withdrawal{Envelope: spoken(keepsLessons, record.KindWithdraw, "", forThose, "the wrong one")}
	w.Withdraws = m.id(second)
	last := m.add(w)
	gone := &record.Erase{Envelope: env(record.KindErase, ""), Document: digest}
	gone.Why = "asked for"
	return []muster.Seq{muster.Seq(first), muster.Seq(second), muster.Seq(last), muster.Seq(m.add(gone))}
}

// attachedFiles says what is attached to objects.
func attachedFiles(say func(...any), v standing.View) {
	for _, on := range [][2]string{{"item", "gun"}, {"lesson", "le-2"}} {
		for _, x := range work.AttachmentsIn(v).Of(v, on[0], on[1]) {
			a := &x.Value
			say("attached", on, x.ID, a.By, a.Role, a.Audience, a.Title, a.Name, a.Type, a.Digest, a.Size, a.Since, v.HasDocument(v.Known, a.Digest))
		}
	}
}
