package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"muster"
)

// A workbook is read here from its XML parts and not through excelize: that library either streams
// rows without the cells' types and styles, which tell a date from a number, or keeps a whole sheet
// as a tree. This reader streams, keeps text once, and bounds what it unpacks part by part.

// workbook is an opened .xlsx while its parts are read.
type workbook struct {
	name     string
	parts    map[string]*zip.File
	budget   budget
	shared   []string
	dates    []bool // by style number: whether it shows a number as a date
	from1904 bool
	cells    int
}

func openWorkbook(name string, data []byte) (*Book, error) {
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, muster.Invalid(name, "it begins as a zip, as a workbook does, but its end is missing or damaged: it is cut off; fetch it again")
	}
	w := &workbook{name: name, parts: map[string]*zip.File{}, budget: budget{MaxUnpacked}}
	for _, f := range zr.File {
		w.parts[strings.TrimPrefix(path.Clean(strings.ReplaceAll(f.Name, `\`, "/")), "/")] = f
	}
	main, err := w.main()
	if err != nil {
		return nil, err
	}
	return w.read(main)
}

// main finds the part that lists the sheets, or says what the zip is instead.
func (w *workbook) main() (string, error) {
	if w.parts["_rels/.rels"] != nil {
		rels, err := w.rels("")
		if err != nil {
			return "", err
		}
		for _, r := range rels {
			if strings.HasSuffix(r.Type, "/officeDocument") && strings.HasSuffix(r.Target, ".xml") && w.parts[r.Target] != nil && !strings.HasPrefix(r.Target, "word/") && !strings.HasPrefix(r.Target, "ppt/") {
				return r.Target, nil
			}
		}
	}
	has := func(part string) bool { return w.parts[part] != nil }
	what := "a zip archive and no workbook; unpack it and bring the table in it"
	switch {
	case has("xl/workbook.xml"):
		return "xl/workbook.xml", nil
	case has("xl/workbook.bin"):
		what = "a binary workbook (.xlsb); open it and save it as .xlsx"
	case has("word/document.xml"):
		what = "a Word document (.docx)"
	case has("ppt/presentation.xml"):
		what = "a presentation (.pptx)"
	case has("content.xml") && has("mimetype"):
		what = "an OpenDocument file (.ods); open it and save it as .xlsx or .csv"
	}
	return "", muster.Invalid(w.name, "it is "+what+"; "+accepted)
}

type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
	Mode   string `xml:"TargetMode,attr"`
}

// rels reads the relations of a part by their id, targets as paths from the zip's root.
func (w *workbook) rels(part string) (map[string]relation, error) {
	dir, base := path.Split(part)
	var doc struct {
		Relations []relation `xml:"Relationship"`
	}
	if err := w.decode(path.Join(dir, "_rels", base+".rels"), &doc); err != nil {
		return nil, err
	}
	out := make(map[string]relation, len(doc.Relations))
	for _, r := range doc.Relations {
		if r.Mode == "External" {
			continue
		}
		if strings.HasPrefix(r.Target, "/") {
			r.Target = strings.TrimPrefix(path.Clean(r.Target), "/")
		} else {
			r.Target = path.Join(dir, r.Target)
		}
		out[r.ID] = r
	}
	return out, nil
}

func (w *workbook) read(main string) (*Book, error) {
	var doc struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
			IDs  string `xml:"http://purl.oclc.org/ooxml/officeDocument/relationships id,attr"` // the strict form's
		} `xml:"sheets>sheet"`
	}
	if err := w.decode(main, &doc); err != nil {
		return nil, err
	}
	if len(doc.Sheets) > MaxSheets {
		return nil, muster.Invalid(w.name, fmt.Sprintf("it has %d sheets; at most %d are read", len(doc.Sheets), MaxSheets))
	}
	w.from1904 = doc.Properties.Date1904 == "1" || doc.Properties.Date1904 == "true"
	rels, err := w.rels(main)
	if err != nil {
		return nil, err
	}
	for _, r := range rels {
		switch {
		case strings.HasSuffix(r.Type, "/sharedStrings"):
			err = w.readShared(r.Target)
		case strings.HasSuffix(r.Type, "/styles"):
			err = w.readStyles(r.Target)
		}
		if err != nil {
			return nil, err
		}
	}
	book := &Book{Name: w.name, Format: "workbook"}
	for _, s := range doc.Sheets {
		r := rels[s.ID+s.IDs]
		if !strings.HasSuffix(r.Type, "/worksheet") { // a chart or a macro sheet holds no table
			continue
		}
		rows, err := w.readSheet(s.Name, r.Target)
		if err != nil {
			return nil, err
		}
		book.Sheets = append(book.Sheets, Sheet{s.Name, rows})
	}
	if len(book.Sheets) == 0 {
		return nil, muster.Invalid(w.name, "it is a workbook without any sheet of cells; "+accepted)
	}
	return book, nil
}

// part unpacks a part of the zip.
func (w *workbook) part(name string) ([]byte, error) {
	f := w.parts[name]
	if f == nil {
		return nil, muster.Invalid(w.name, fmt.Sprintf("it is a workbook whose part %s is missing: it is damaged; save it anew", name))
	}
	r, err := f.Open()
	if err != nil {
		return nil, w.damaged(name, err)
	}
	defer r.Close() //nolint:errcheck // only read from
	data, err := w.budget.read(r, int64(f.CompressedSize64))
	if errors.Is(err, errBomb) {
		return nil, muster.Invalid(w.name, fmt.Sprintf("its part %s unpacks to more than %d times its size, or all of it to more than %d MiB, which no table does; bring a smaller workbook or CSV", name, MaxRatio, MaxUnpacked>>20))
	}
	if err != nil {
		return nil, w.damaged(name, err)
	}
	return data, nil
}

func (w *workbook) damaged(part string, err error) error {
	return muster.Invalid(w.name, fmt.Sprintf("it is a workbook whose part %s cannot be read (%v): it is damaged; fetch it or save it anew", part, err))
}

func (w *workbook) decode(part string, into any) error {
	data, err := w.part(part)
	if err != nil {
		return err
	}
	if err := xml.Unmarshal(data, into); err != nil {
		return w.damaged(part, err)
	}
	return nil
}

// walk hands every token of a part to see, until the end or see's first error.
func (w *workbook) walk(part string, see func(xml.Token) error) error {
	data, err := w.part(part)
	if err != nil {
		return err
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return w.damaged(part, err)
		}
		if err := see(t); err != nil {
			return err
		}
	}
}
