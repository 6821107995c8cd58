package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os/exec"
	"strings"
	"testing"
	"time"

	"muster"
	"muster/board/boardtest"
)

// stateScene states the coordination scene in a record that a program serves, as its operator.
func stateScene(t *testing.T, program, data, base string) {
	t.Helper()
	out, err := exec.Command(program, "token", "create", "--for", "operator", "--data", data).Output()
	if err != nil {
		t.Fatal(err)
	}
	token := strings.Fields(string(out))[0]
	boardtest.State(func(v muster.Value) muster.ID { return post(t, base, token, v) }, muster.DayOf(time.Now()))
}

// post records one statement and returns its id.
func post(t *testing.T, base, token string, v muster.Value) muster.ID {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, base+"/v1/statements", bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var said struct {
		Detail string
		Items  []struct{ ID muster.ID }
	}
	if err := json.NewDecoder(res.Body).Decode(&said); err != nil || res.StatusCode != http.StatusCreated {
		t.Fatalf("%s: %d %s %v", b, res.StatusCode, said.Detail, err)
	}
	return said.Items[0].ID
}
