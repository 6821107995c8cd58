package node

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"

	"muster"
	"muster/access"
	asks "muster/ask"
	"muster/replies"
	"muster/web"
)

// replied is a filled-in sheet of an ask; its key says for whom of which ask too.
type replied struct {
	web.ReplyTrial
	held
}

func replyKey(as access.Principal, id string, donor muster.PartyID) string {
	return as.String() + " " + as.Person + " " + id + " " + string(donor)
}

// TryReplies implements web.AskSource.
func (p pages) TryReplies(ctx context.Context, as access.Principal, id string, donor muster.PartyID, name string, data []byte) (string, error) {
	t := &replied{}
	t.Name, t.Digest, t.Size, t.Until = name, fmt.Sprintf("%x", sha256.Sum256(data)), int64(len(data)), now().Add(waitsFor)
	t.key, t.digest, t.until, t.data = replyKey(as, id, donor), t.Digest, t.Until, data
	if err := p.reply(ctx, as, id, donor, t, true); err != nil {
		return "", err
	}
	p.n.replying.put(t, now())
	return t.Digest, nil
}

// reply reads a sheet anew and records what is good of it, or tries to.
func (p pages) reply(ctx context.Context, as access.Principal, id string, donor muster.PartyID, t *replied, dry bool) error {
	v, _, err := p.at(ctx, "")
	if err != nil {
		return err
	}
	var d *replies.Draft
	var whom muster.Audience
	p.n.State.Read(func() {
		if x, ok := asks.In(v).Get(v.Known, id); ok {
			whom = x.Value.Audience
		}
		d, err = replies.Read(v, id, donor, t.Name, t.data)
	})
	if err != nil {
		return err
	}
	for _, x := range d.Answers {
		x.By, x.ActedBy, x.Audience = as.Party, as.Person, whom
		if as.Role != access.Operator {
			x.Role = string(as.Role)
		}
	}
	t.RowsRead, t.Empty, t.Unchanged, t.Refused, t.Faults = d.RowsRead, d.Empty, d.Unchanged, d.Refused, d.Faults
	t.Answers, t.Rows = nil, nil
	said, err := p.sayAnswers(ctx, d.Answers, true)
	if err != nil {
		return err
	}
	for i, x := range d.Answers {
		if why := said.Refused[i]; len(why) > 0 {
			t.Refused++
			for _, e := range why {
				t.Faults = append(t.Faults, answerFault(d.Rows[i], x, e))
			}
			continue
		}
		t.Answers, t.Rows = append(t.Answers, x), append(t.Rows, d.Rows[i])
	}
	slices.SortStableFunc(t.Faults, func(a, b muster.Fault) int { return a.Row - b.Row })
	if dry {
		return nil
	}
	if said, err = p.sayAnswers(ctx, t.Answers, false); err != nil {
		return err
	}
	for _, why := range said.Refused { // somebody acted meanwhile
		return why[0]
	}
	t.Recorded, t.Known, t.data = true, said.Last, nil
	return nil
}

// answerFault leads a refusal of an answer to its column of the sheet.
func answerFault(row int, x *asks.Answer, e *muster.Error) muster.Fault {
	f := muster.Fault{Row: row, Column: e.Field, Why: e.Why, Refused: true}
	switch e.Field {
	case "quantity":
		f.Column, f.Found = "part", x.Quantity
	case "offer":
		f.Found = x.Offer
	case "from":
		f.Found = x.From
	case "line":
		f.Found = x.Line
	}
	return f
}

func (p pages) sayAnswers(ctx context.Context, answers []*asks.Answer, dry bool) (*Said, error) {
	if len(answers) == 0 {
		return &Said{}, nil
	}
	values := make([]muster.Value, len(answers))
	for i, x := range answers {
		values[i] = x
	}
	return p.n.Say(ctx, Saying{DryRun: dry}, values...)
}

// TriedReplies implements web.AskSource.
func (p pages) TriedReplies(_ context.Context, as access.Principal, id string, donor muster.PartyID, digest string) (web.ReplyTrial, error) {
	t, err := p.n.replying.find(replyKey(as, id, donor), digest, now())
	if err != nil {
		return web.ReplyTrial{}, err
	}
	t.busy.Lock()
	defer t.busy.Unlock()
	return t.ReplyTrial, nil
}

// CommitReplies implements web.AskSource.
func (p pages) CommitReplies(ctx context.Context, as access.Principal, id string, donor muster.PartyID, digest string) error {
	t, err := p.n.replying.find(replyKey(as, id, donor), digest, now())
	if err != nil {
		return err
	}
	t.busy.Lock()
	defer t.busy.Unlock()
	if t.Recorded {
		return nil
	}
	return p.reply(context.WithoutCancel(ctx), as, id, donor, t, false)
}
