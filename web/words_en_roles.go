package web

// englishRoles are the roles in which people act.
var englishRoles = map[string]string{
	"role.operator": "operator", "role.recipient-officer": "recipient officer", "role.donor-officer": "donor officer", "role.coordinator": "coordinator",
	"role.movement-officer": "movement officer", "role.node-clerk": "node clerk", "role.receiving-officer": "receiving officer", "role.repair-cell": "repair cell",
	"role.trainer": "trainer", "role.training-planner": "training planner", "role.return-compiler": "return compiler", "role.observer": "observer",
	"role.lessons-manager": "lessons manager", "role.tasking-authority": "tasking authority", "role.action-body": "action body", "role.validator": "validator",
	"role.reform-coordinator": "reform coordinator", "role.executor": "executor", "role.assessor": "assessor", "role.documenter": "documenter", "role.custodian": "custodian",
	"role.reviewer": "reviewer", "role.legal-officer": "legal officer", "role.damage-assessor": "damage assessor", "role.analyst": "analyst", "role.auditor": "auditor",
	"role.public": "the public",
}
