package node_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"muster"
	"muster/evidence"
	"muster/node"
	"muster/standing"
)

// The names in restricted texts, in the names of files and in what is in the files, come out of no page, no
// operation, no list, no search and no file, whoever asks: not even for those who may read them, whose door says so.
func TestNoNamePlantedInEvidenceComesOutOfAnyPageOrOperation(t *testing.T) {
	p := plant(t)
	before := p.n.State.Durable()
	done, err := p.n.Enter(t.Context(), node.Intake{Folder: evFolder(t), Sheet: "sheet.csv", Data: []byte(evSheet), As: evDocumenter})
	if err != nil || done.Recorded != 2 {
		t.Fatalf("%+v, %v", done, err)
	}
	p.digest = done.Receipt.Received[1].Digest // of a file with a name in it
	p.markers = nil
	var texts []string // the statements that have the names
	for at := before + 1; at <= done.Known; at++ {
		id := string(muster.NewID(p.n.Log.ID(), uint64(at)))
		p.n.State.Read(func() {
			if p.n.State.KindOf(at) == "" {
				texts = append(texts, id)
			}
		})
	}
	item := done.Receipt.Received[0].Item
	p.markers = append(p.markers, marker{word: item, id: muster.ID(texts[0])}, marker{word: plantedNames[0], id: muster.ID(texts[len(texts)-1])})
	paths := append(p.addresses(), "/registers/evidence", "/registers/evidence/"+item, "/registers/evidence?format=csv&state=all", "/v1/statements?about="+item, "/v1/statements?kind="+evidence.KindText,
		"/v1/statements?about="+item+"&format=csv", "/record?about="+item, "/record?kind="+evidence.KindText, fmt.Sprintf("/v1/changes?after=%d&limit=1000", before))
	for _, id := range texts {
		paths = append(paths, "/v1/statements/"+id, "/v1/statements/"+id+"/proof", "/statements/"+id, "/statements/"+id+".json", "/statements/"+id+"/proof")
	}
	for _, name := range plantedNames {
		paths = append(paths, "/search?q="+name, "/v1/search?text="+name, "/search?q="+name+"&all=yes")
	}
	seen := false
	for _, w := range p.everybody() {
		for _, path := range paths {
			status, text := p.get(w, path)
			if status >= 500 {
				t.Errorf("%s as %s: status %d", path, w, status)
			}
			seen = seen || status == http.StatusOK && strings.Contains(text, item) && !strings.Contains(path, item)
			for _, name := range plantedNames {
				if strings.Contains(text, name) && !strings.Contains(path, name) {
					t.Errorf("%s as %s has %s", path, w, name)
				}
			}
			if strings.Contains(path, "/v1/search") && !strings.Contains(path, item) && !strings.Contains(text, `"total":0`) && strings.Contains(path, "text=Zq") {
				t.Errorf("%s as %s finds something: %.200s", path, w, text)
			}
		}
	}
	if !seen {
		t.Error("the item is nowhere: this test looks at nothing")
	}
	chain := standing.Find[*evidence.Part](p.n.State).Chain(p.n.State.Durable(), evidence.ObjectItem, item)
	if len(chain) != 2 {
		t.Errorf("%d events of custody: a page let something out", len(chain))
	}
}
