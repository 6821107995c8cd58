package web

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// officeCell is a cell as LibreOffice has it.
type officeCell struct {
	kind    string // "float", "date", "string"; empty: nothing is there
	value   string // of a number or a day, exactly
	text    string
	formula string
}

// officeSheet is a sheet with the rows that hold something.
type officeSheet struct {
	name string
	rows [][]officeCell
}

// at is a cell; beyond the row's end nothing is there.
func (s officeSheet) at(row, column int) officeCell {
	if row < len(s.rows) && column < len(s.rows[row]) {
		return s.rows[row][column]
	}
	return officeCell{}
}

// opened opens files in LibreOffice, all in one run, and returns what it made of each, by name.
func opened(t *testing.T, filter string, files map[string][]byte) map[string][]officeSheet {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("LibreOffice is missing: run make setup, or apt-get install libreoffice-calc-nogui")
	}
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--norestore", "--convert-to", "fods", "--outdir", filepath.Join(dir, "out")}
	if filter != "" {
		args = append(args, "--infilter="+filter)
	}
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	if out, err := exec.Command(program, args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	books := map[string][]officeSheet{}
	for name := range files {
		b, err := os.ReadFile(filepath.Join(dir, "out", strings.TrimSuffix(name, filepath.Ext(name))+".fods"))
		if err != nil {
			t.Fatalf("LibreOffice did not open %s: %v", name, err)
		}
		books[name] = readOffice(t, b)
	}
	return books
}

// readOffice reads a flat OpenDocument spreadsheet.
func readOffice(t *testing.T, data []byte) (sheets []officeSheet) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	attribute := func(e xml.StartElement, name string) string {
		i := slices.IndexFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == name && !strings.Contains(a.Name.Space, "calcext") })
		if i < 0 {
			return ""
		}
		return e.Attr[i].Value
	}
	times := func(e xml.StartElement, name string) int {
		n, err := strconv.Atoi(attribute(e, name))
		if err != nil {
			return 1
		}
		return n
	}
	var row []officeCell
	var c officeCell
	var paragraphs, rowTimes, cellTimes int
	inCell, inText := false, false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return sheets
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "table":
				sheets = append(sheets, officeSheet{name: attribute(e, "name")})
			case "table-row":
				row, rowTimes = nil, times(e, "number-rows-repeated")
			case "table-cell":
				c = officeCell{kind: attribute(e, "value-type"), formula: attribute(e, "formula"), value: attribute(e, "value") + attribute(e, "date-value")}
				cellTimes, paragraphs, inCell = times(e, "number-columns-repeated"), 0, true
			case "p":
				if inText = inCell; paragraphs > 0 {
					c.text += "\n"
				}
				paragraphs++
			case "s":
				if inText {
					c.text += strings.Repeat(" ", times(e, "c"))
				}
			}
		case xml.CharData:
			if inText {
				c.text += string(e)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "p":
				inText = false
			case "table-cell":
				inCell = false
				if c == (officeCell{}) && cellTimes > 1000 {
					continue // the rest of the row
				}
				for range cellTimes {
					row = append(row, c)
				}
			case "table-row":
				if !slices.ContainsFunc(row, func(c officeCell) bool { return c != officeCell{} }) {
					continue
				}
				s := &sheets[len(sheets)-1]
				for range rowTimes {
					s.rows = append(s.rows, row)
				}
			}
		}
	}
}
