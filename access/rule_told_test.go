package access_test

import (
	"strings"
	"testing"

	"muster"
	"muster/access"
)

// A refusal does not name a party that another statement names and that its speaker may not see.
func TestARuleNamesNoPartyThatIsUntold(t *testing.T) {
	rule := access.Rule{Act: "match.agree", By: []access.Turn{{Role: access.DonorOfficer, For: "donor"}}}
	o := access.Object{Parties: map[string]muster.PartyID{"donor": "zq"}, Said: map[string]muster.Audience{"donor": "party/zq"}}
	p := access.Principal{Role: access.DonorOfficer, Party: "fr"}
	for _, sees := range []bool{true, false} {
		err := rule.May(p, o.For(func(a muster.Audience) bool { return sees }))
		if err == nil || strings.Contains(err.Error(), "zq") != sees {
			t.Errorf("%v: %v", sees, err)
		}
	}
	if err := rule.May(access.Principal{Role: access.DonorOfficer, Party: "zq"}, o.For(func(muster.Audience) bool { return false })); err != nil {
		t.Error(err)
	}
}
