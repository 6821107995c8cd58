package api_test

import (
	"testing"
)

// FuzzBody sends any bytes as statements: they are taken or refused, and never a fault.
func FuzzBody(f *testing.F) {
	s := open(f, f.TempDir())
	for _, seed := range []string{
		"", "{}", "[]", "[{}]", `{"kind":"party.group/1","about":"x","name":"X"}`, `{"kind":"pledge.entry/1","about":"own:1","event":"allocated","party":"de","value":{"amount":"1.50","currency":"EUR"}}`,
		`{"kind":"record.erase/1","statement":"a-1","why":"x"}`, `{"kind":"record.withdraw/1","withdraws":"x-99999999999999999999","why":"x"}`,
		`{"kind":"indicator.values/1","about":"a/b","values":"2024-01-01 1\n"}`, "[[[[[[", `{"kind":"record.note/1","text":"` + "\x00\xff" + `"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		here := *s
		here.t = t
		r := here.do("POST", "/v1/statements?dry_run=true", body, "Authorization", "Bearer "+s.token)
		if r.StatusCode != 201 && (r.StatusCode < 400 || r.StatusCode >= 500) {
			t.Errorf("%q: status %d\n%s", body, r.StatusCode, r.body)
		}
	})
}
