package web

import (
	"errors"
	"io"
	"net/http"
	"strings"

	"muster"
	"muster/layer"
)

// layersPage lists the layers that a reader may see.
type layersPage struct {
	page
	own, shared []layer.Layer
	refused     []*muster.Error
	name        string // as it was sent
}

func (s *site) layers(w http.ResponseWriter, r *http.Request) { s.listLayers(w, r, "", nil) }

// listLayers shows the list, with what was wrong with what was sent.
func (s *site) listLayers(w http.ResponseWriter, r *http.Request, name string, refused []*muster.Error) {
	if s.opt.Layers == nil {
		s.fail(w, r, muster.Missing(s.words.say("missing.page", "path", "/layers")))
		return
	}
	p := &layersPage{page: s.pageAt(r, s.words.say("nav.layers"), "layers", Moment{}), name: name, refused: refused}
	p.here = true
	var err error
	if p.own, p.shared, err = s.layersOf(r); err != nil {
		s.fail(w, r, err)
		return
	}
	_, p.judge = s.signed(r)
	status := http.StatusOK
	if len(refused) > 0 {
		status = http.StatusBadRequest
	}
	s.show(w, r, status, p.whole())
}

// refusedAt is what is wrong with a field, if anything.
func (p *layersPage) refusedAt(field string) string { return whyOf(p.refused, field) }

func whyOf(refused []*muster.Error, field string) string {
	for _, e := range refused {
		if e.Field == field {
			return e.Why
		}
	}
	return ""
}

// mayWrite refuses who may not keep layers here.
func (s *site) mayWrite(w http.ResponseWriter, r *http.Request) bool {
	if s.opt.Layers == nil {
		s.fail(w, r, muster.Missing(s.words.say("missing.page", "path", "/layers")))
		return false
	}
	if _, ok := s.signed(r); !ok {
		s.fail(w, r, muster.Denied(s.words.say("layers.may")), way{"/layers", s.words.say("nav.layers")})
		return false
	}
	return true
}

// beginLayer begins a layer without judgements.
func (s *site) beginLayer(w http.ResponseWriter, r *http.Request) {
	if !s.mayWrite(w, r) {
		return
	}
	name := strings.TrimSpace(r.PostFormValue("name"))
	s.keepLayer(w, r, name, layer.Layer{Name: name})
}

// keepLayer keeps a layer under a new id for who sent it, and shows it.
func (s *site) keepLayer(w http.ResponseWriter, r *http.Request, name string, l layer.Layer) {
	made, err := s.newLayer(w, r, l)
	if refused := muster.Refusals(err); len(refused) > 0 {
		s.listLayers(w, r, name, refused)
		return
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, layerPath(made.ID), http.StatusSeeOther)
}

func (s *site) newLayer(w http.ResponseWriter, r *http.Request, l layer.Layer) (layer.Layer, error) {
	l.Format = layer.Format
	if err := l.Check(); err != nil {
		return l, err // before a key is handed out
	}
	o := giveKey(w, r)
	return s.opt.Layers.Change("", func(to *layer.Layer) error {
		to.Name, to.Owner, to.Judgements = l.Name, o, l.Judgements
		return nil
	})
}

func layerPath(id layer.ID) string { return "/layers/" + segment(string(id)) }

// importLayer brings a layer from a file.
func (s *site) importLayer(w http.ResponseWriter, r *http.Request) {
	if !s.mayWrite(w, r) {
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, layer.MostBytes+1<<16)
	l, err := s.sentLayer(r)
	if refused := muster.Refusals(err); len(refused) > 0 {
		s.listLayers(w, outlasting(r), "", refused)
		return
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.keepLayer(w, r, "", l)
}

func (s *site) sentLayer(r *http.Request) (l layer.Layer, err error) {
	f, head, err := r.FormFile("file")
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return l, muster.Invalid("file", s.words.say("layers.large"))
	case err != nil:
		return l, muster.Invalid("file", s.words.say("layers.nofile"))
	}
	defer f.Close() //nolint:errcheck // only read from
	b, err := io.ReadAll(f)
	if err != nil {
		return l, muster.Invalid("file", s.words.say("layers.large"))
	}
	return layer.Read(strings.TrimSuffix(strings.TrimSuffix(head.Filename, ".csv"), ".json"), b)
}

// ownLayer finds a layer that a request may change.
func (s *site) ownLayer(r *http.Request) (layer.Layer, error) {
	l, err := s.layerFor(r, r.PathValue("id"))
	if err == nil && !l.OwnedBy(ownerOf(r)) {
		err = muster.Denied(s.words.say("layer.foreign", "name", l.Name))
	}
	return l, err
}

// changeLayer renames, shares or stops sharing a layer, takes a judgement back, or keeps it against what
// its row says now.
func (s *site) changeLayer(w http.ResponseWriter, r *http.Request) {
	if !s.mayWrite(w, r) {
		return
	}
	l, err := s.ownLayer(r)
	if err == nil {
		err = s.act(r, l.ID)
	}
	if err != nil {
		s.fail(w, r, err, way{"/layers", s.words.say("nav.layers")})
		return
	}
	http.Redirect(w, r, localPath(r.PostFormValue("back"), layerPath(l.ID)), http.StatusSeeOther)
}

func (s *site) act(r *http.Request, id layer.ID) error {
	change := func(f func(*layer.Layer) error) error {
		_, err := s.opt.Layers.Change(id, f)
		return err
	}
	j := sentJudgement(r)
	switch act := r.PostFormValue("act"); act {
	case "rename":
		return change(func(l *layer.Layer) error { l.Name = strings.TrimSpace(r.PostFormValue("name")); return nil })
	case "share", "unshare":
		return change(func(l *layer.Layer) error { l.Shared = act == "share"; return nil })
	case "drop":
		return change(func(l *layer.Layer) error { return l.Drop(j) })
	case "keep":
		said, _, err := s.opt.Layers.Says(r.Context(), "", targetsOf([]layer.Judgement{j}))
		if err != nil {
			return err
		}
		if !said[0].OK {
			return muster.Missing(s.words.say("judge.gone.row", "row", j.Contribution))
		}
		return change(func(l *layer.Layer) error { return l.Keep(j, said[0].Base, s.opt.Layers.Now()) })
	default:
		return muster.Invalid("act", s.words.say("layer.act"))
	}
}

// localPath is an address of this site that somebody sent, or another where it is none.
func localPath(sent, other string) string {
	if len(sent) > 4000 || !strings.HasPrefix(sent, "/") || strings.HasPrefix(sent, "//") || strings.ContainsAny(sent, "\\\r\n\t") {
		return other
	}
	return sent
}

// deletePage asks before a layer is deleted.
type deletePage struct {
	page
	l layer.Layer
}

func (s *site) askDelete(w http.ResponseWriter, r *http.Request) {
	if !s.mayWrite(w, r) {
		return
	}
	l, err := s.ownLayer(r)
	if err != nil {
		s.fail(w, r, err, way{"/layers", s.words.say("nav.layers")})
		return
	}
	p := deletePage{page: s.pageAt(r, s.words.say("layer.delete.title", "name", l.Name), "layers", Moment{}), l: l}
	s.show(w, r, http.StatusOK, p.whole())
}

func (s *site) deleteLayer(w http.ResponseWriter, r *http.Request) {
	if !s.mayWrite(w, r) {
		return
	}
	l, err := s.ownLayer(r)
	if err == nil {
		o := ownerOf(r)
		err = s.opt.Layers.Remove(l.ID, func(l *layer.Layer) error {
			if !l.OwnedBy(o) {
				return muster.Denied(s.words.say("layer.foreign", "name", l.Name))
			}
			return nil
		})
	}
	if err != nil {
		s.fail(w, r, err, way{"/layers", s.words.say("nav.layers")})
		return
	}
	http.Redirect(w, r, "/layers", http.StatusSeeOther)
}
