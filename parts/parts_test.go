package parts_test

import (
	"testing"

	"muster/parts"
)

// Whoever filters a search by a kind's short name means one kind.
func TestNoTwoKindsAreCalledTheSame(t *testing.T) {
	called := map[string]string{}
	for _, k := range parts.State().Kinds() {
		if other, twice := called[k.Short()]; twice {
			t.Errorf("%s and %s are both called %q", other, k.Name, k.Short())
		}
		called[k.Short()] = k.Name
	}
}
