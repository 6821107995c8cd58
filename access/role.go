// Package access decides who may do what and who sees what: pure functions over one table of rules.
//
// The table is the documentation (docs/access.md is printed from it), the test and the check, and the
// same predicate filters lists, totals, search, exports and the API.
package access

import (
	"fmt"
	"slices"
	"strings"

	"muster"
)

// Role is what somebody acts as, for a party.
type Role string

// The roles there are. Which acts each may do is said by the parts' tables; who sees what, by Sights.
const (
	Operator         Role = "operator"          // runs the node: keeps parties, items and methods, imports files
	RecipientOfficer Role = "recipient-officer" // states and changes the recipient's requirements
	DonorOfficer     Role = "donor-officer"     // makes and changes a donor's offers
	Coordinator      Role = "coordinator"       // validates, opens, matches
	MovementOfficer  Role = "movement-officer"
	NodeClerk        Role = "node-clerk"
	ReceivingOfficer Role = "receiving-officer"
	RepairCell       Role = "repair-cell"
	Trainer          Role = "trainer"
	TrainingPlanner  Role = "training-planner"
	ReturnCompiler   Role = "return-compiler"
	Observer         Role = "observer"
	LessonsManager   Role = "lessons-manager"
	TaskingAuthority Role = "tasking-authority"
	ActionBody       Role = "action-body"
	Validator        Role = "validator"
	ReformCoord      Role = "reform-coordinator"
	Executor         Role = "executor"
	Assessor         Role = "assessor"
	Documenter       Role = "documenter"
	Custodian        Role = "custodian"
	Reviewer         Role = "reviewer"
	LegalOfficer     Role = "legal-officer"
	DamageAssessor   Role = "damage-assessor"
	Analyst          Role = "analyst"
	Auditor          Role = "auditor" // reads all but the content of restricted evidence, changes nothing
	Public           Role = "public"  // anybody, without signing in
)

// Roles lists all roles, in the order in which they are shown.
var Roles = []Role{
	Operator, RecipientOfficer, DonorOfficer, Coordinator, MovementOfficer, NodeClerk, ReceivingOfficer, RepairCell, Trainer, TrainingPlanner,
	ReturnCompiler, Observer, LessonsManager, TaskingAuthority, ActionBody, Validator, ReformCoord, Executor, Assessor, Documenter, Custodian,
	Reviewer, LegalOfficer, DamageAssessor, Analyst, Auditor, Public,
}

// ParseRole reads a role.
func ParseRole(s string) (Role, error) {
	if r := Role(s); slices.Contains(Roles, r) {
		return r, nil
	}
	names := make([]string, len(Roles))
	for i, r := range Roles {
		names[i] = string(r)
	}
	return "", muster.Invalid("role", fmt.Sprintf("found %q; accepted are %s", s, strings.Join(names, ", ")))
}

// Words is a role as it is read, "donor officer".
func (r Role) Words() string { return strings.ReplaceAll(string(r), "-", " ") }

// Principal is who acts, or looks: a role held for a party.
type Principal struct {
	Role   Role
	Party  muster.PartyID   // none for the public
	Groups []muster.PartyID // to which the party belongs today
	Person string           // the person or program, as a token or link is labelled
}

// Anybody is the principal of those who did not sign in.
func Anybody() Principal { return Principal{Role: Public} }

// ParsePrincipal reads ROLE@PARTY, "donor-officer@de". The party is as written: who knows the parties
// looks it up.
func ParsePrincipal(s string) (Principal, error) {
	role, party, ok := strings.Cut(s, "@")
	r, err := ParseRole(role)
	switch {
	case err != nil:
		return Principal{}, err
	case r == Public && !ok:
		return Anybody(), nil
	case r == Public:
		return Principal{}, muster.Invalid("as", fmt.Sprintf("found %q; the public is no party's: write public alone", s))
	case party == "":
		return Principal{}, muster.Invalid("as", fmt.Sprintf("found %q; accepted is ROLE@PARTY, as in donor-officer@de", s))
	}
	return Principal{Role: r, Party: muster.PartyID(party)}, nil
}

// Of is the principal that a statement names: for whom it was made and in what role. A statement that
// names no role was made by the operator, as all were before there were roles.
func Of(e *muster.Envelope) Principal {
	p := Principal{Role: Role(e.Role), Party: e.By, Person: e.ActedBy}
	if p.Role == "" {
		p.Role = Operator
	}
	return p
}

func (p Principal) String() string {
	if p.Party == "" {
		return string(p.Role)
	}
	return string(p.Role) + "@" + string(p.Party)
}

// Words is the principal as it is read, "a donor officer of de".
func (p Principal) Words() string {
	if p.Party == "" || p.Role == Public || p.Role == "" {
		return "the public"
	}
	article := "a "
	if strings.ContainsRune("aeiou", rune(p.Role[0])) {
		article = "an "
	}
	return article + p.Role.Words() + " of " + string(p.Party)
}

// Speakers are the roles that say anything at all: all but the public, and the auditor, who changes
// nothing. Parts' own tables say what each of them may say.
var Speakers = slices.DeleteFunc(slices.Clone(Roles), func(r Role) bool { return r == Public || r == Auditor })
