package node

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"muster"
	"muster/access"
	"muster/report"
	"muster/web"
)

// Work implements web.WorkSource.
func (p pages) Work(ctx context.Context, known string, as access.Principal) (*web.Worked, error) {
	v, m, err := p.at(access.Looking(ctx, as), known)
	if err != nil {
		return nil, err
	}
	instant := now().Truncate(time.Second)
	if known != "" && known != "now" {
		instant = m.At
	}
	out := &web.Worked{Whom: map[string]muster.Audience{}}
	p.n.State.Read(func() {
		out.Around = around(v, m)
		out.Mine, out.Others, out.Late = report.WorkOf(v, as, report.WorkMine, instant), report.WorkOf(v, as, report.WorkOthers, instant), report.WorkOf(v, as, report.WorkOverdue, instant)
		for _, t := range out.Mine.Items {
			out.Whom[web.ObjectKey(t.Object, t.About)] = t.Whom()
		}
	})
	return out, nil
}

// SayAll implements web.WorkSource.
func (p pages) SayAll(ctx context.Context, as access.Principal, shown string, values ...muster.Value) (map[int][]*muster.Error, error) {
	if len(values) == 0 {
		return nil, nil
	}
	sum := sha256.New()
	for _, v := range values {
		e := v.Common()
		e.By, e.ActedBy = as.Party, as.Person
		if as.Role != access.Operator {
			e.Role = string(as.Role)
		}
		b, err := json.Marshal(v)
		if err != nil {
			return nil, err
		}
		sum.Write(append(b, '\n'))
	}
	sum.Write([]byte(shown))
	input := hex.EncodeToString(sum.Sum(nil))
	said, err := p.n.Say(ctx, Saying{Key: "form " + input[:32], Input: input}, values...)
	if err != nil {
		return nil, err
	}
	return said.Refused, nil
}
