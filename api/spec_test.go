package api_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"muster/api"
	"muster/parts"
)

var update = flag.Bool("update", false, "write docs/openapi.json anew")

// The document is committed, so that a change of the API is seen as one.
func TestTheOpenAPIDocumentIsTheOneCommitted(t *testing.T) {
	const path = "../docs/openapi.json"
	got := api.Spec(parts.State().Kinds())
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("docs/openapi.json is not what the API says of itself: go test ./api -run OpenAPI -update writes it, and the difference is the change")
	}
}
