package standing

// Kept is a container of a part: it can go back to a mark, and a snapshot keeps it.
type Kept interface {
	Undo
	Save(*SnapshotWriter)
	Load(*SnapshotReader)
}

// Holds are the containers of a part, in the order in which snapshots have them. A part that embeds it
// need not write Undos, Save and Load; one that keeps indexes beside them writes its own Load, which calls
// this one first.
type Holds []Kept

// Undos implements Part.
func (h Holds) Undos() []Undo {
	all := make([]Undo, len(h))
	for i, c := range h {
		all[i] = c
	}
	return all
}

// Save implements Part.
func (h Holds) Save(w *SnapshotWriter) {
	for _, c := range h {
		c.Save(w)
	}
}

// Load implements Part.
func (h Holds) Load(r *SnapshotReader) {
	for _, c := range h {
		c.Load(r)
	}
}
