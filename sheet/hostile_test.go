package sheet_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"muster"
	"muster/sheet"
)

// workbookParts makes a zip of parts, as a workbook is one.
func workbookParts(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, parts[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// smallest is a workbook with one sheet "S" of the given sheet data.
func smallest(t testing.TB, sheetData string) []byte {
	return workbookParts(t,
		"_rels/.rels", `<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="b" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml", `<worksheet><sheetData>`+sheetData+`</sheetData></worksheet>`)
}

func gz(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// ole is the beginning of an old Office container with one stream's name in it.
func ole(stream string) []byte {
	b := []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 504))
	for _, u := range utf16.Encode([]rune(stream)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

func utf16le(s string) []byte {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

func TestWhatIsNoTableIsRefusedWithASentenceThatSaysWhatItIs(t *testing.T) {
	zeros := make([]byte, 64<<20)
	whole := smallest(t, `<row r="1"><c r="A1"><v>1</v></c></row>`)
	cases := []struct {
		name string
		data []byte
		want string // in the refusal
	}{
		{"report.xlsx", []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), "it is a PDF document"},
		{"cut.xlsx", whole[:len(whole)-40], "cut off"},
		{"bomb.xlsx", smallest(t, string(zeros)), "unpacks to more than"},
		{"bomb.csv.gz", gz(t, zeros), "the gzip unpacks to more than"},
		{"cut.csv.gz", gz(t, []byte("a,b\n1,2\n"+strings.Repeat("x", 99)))[:30], "the gzip is cut off"},
		{"head.csv.gz", []byte("\x1f\x8b\x08"), "header is damaged"},
		{"pdf.csv.gz", gz(t, []byte("%PDF-1.4")), "inside the gzip is a PDF"},
		{"secret.xlsx", ole("EncryptedPackage"), "a workbook with a password"},
		{"old.xls", ole("Workbook"), "an old Excel workbook (.xls)"},
		{"old.doc", ole("WordDocument"), "an old Word document"},
		{"none.csv", nil, "it is empty"},
		{"blank.csv", []byte(" \r\n\t\n"), "it is empty"},
		{"error.csv", []byte("\n<!DOCTYPE html><html><body>404</body></html>"), "a web page (HTML)"},
		{"utf16.csv", utf16le("<html><body>Not found</body></html>"), "a web page (HTML)"},
		{"feed.csv", []byte(`<?xml version="1.0"?><a/>`), "an XML file"},
		{"api.csv", []byte(`{"error":"not found"}`), "a JSON file"},
		{"lfs.csv", []byte("version https://git-lfs.github.com/spec/v1\n"), "a pointer of Git LFS"},
		{"binary.csv", []byte("a,b\n\x00\x01\x02\x03,7\n"), "it is not text: byte 5 is zero"},
		{"noise.csv", []byte("\x01\x02\x03\x04\x05\x06,\x0e\x0f"), "full of control characters"},
		{"half.csv", append(utf16le("a,b\n1,2\n"), 'x'), "half a character"},
		{"lone.csv", append(utf16le("a,b\n"), 0x00, 0xd8, 'x', 0), "is none"},
		{"mixed.csv", []byte("Österreich,Türkiye,Česko\nbad \xff here,1,2\n"), "UTF-8 but for 1 bytes, the first on line 2"},
		{"quote.csv", []byte("a,b\n1,\"never closed\n2,3\n"), "row 2, column B: a quoted cell begins and never ends"},
		{"archive.xlsx", workbookParts(t, "data.csv", "a,b\n1,2\n"), "a zip archive and no workbook"},
		{"binary.xlsb", workbookParts(t, "xl/workbook.bin", "x"), "a binary workbook (.xlsb)"},
		{"table.ods", workbookParts(t, "mimetype", "x", "content.xml", "<a/>"), "an OpenDocument file"},
		{"letter.docx", workbookParts(t, "word/document.xml", "<a/>"), "a Word document (.docx)"},
		{"lost.xlsx", workbookParts(t, "xl/workbook.xml", "<workbook/>"), "part xl/_rels/workbook.xml.rels is missing"},
		{"torn.xlsx", smallest(t, `<row r="1"><c r="A1"><v>1</v>`), "cannot be read"},
		{"order.xlsx", smallest(t, `<row r="2"/><row r="1"/>`), "a row is numbered 1 after row 2"},
		{"far.xlsx", smallest(t, `<row r="99999999"/>`), "rows go up to"},
		{"wide.xlsx", smallest(t, `<row r="1"><c r="ZZZZ1"><v>1</v></c></row>`), "beyond column XFD"},
		{"text.xlsx", smallest(t, `<row r="1"><c r="B1" t="s"><v>7</v></c></row>`), `sheet "S": row 1, column B: it refers to text "7" of 0`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			book, err := sheet.Open("/tmp/"+c.name, c.data)
			if err == nil {
				t.Fatalf("opened as %s; want a refusal", book.Format)
			}
			var refusal *muster.Error
			if !errors.As(err, &refusal) || refusal.Kind != muster.KindInvalid || refusal.Field != c.name {
				t.Errorf("got %#v; want a refusal of %s", err, c.name)
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %q; want it to say %q", err, c.want)
			}
		})
	}
}

func TestADirectoryAndAMissingFileAreRefused(t *testing.T) {
	dir := t.TempDir()
	if _, err := sheet.OpenFile(dir); err == nil || !strings.Contains(err.Error(), "it is a directory") {
		t.Errorf("got %v; want that it is a directory", err)
	}
	if _, err := sheet.OpenFile(filepath.Join(dir, "gone.csv")); err == nil || !strings.Contains(err.Error(), "there is no file") {
		t.Errorf("got %v; want that there is no such file", err)
	}
	path := filepath.Join(dir, "huge.csv")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, sheet.MaxFile+1); err != nil {
		t.Fatal(err)
	}
	if _, err := sheet.OpenFile(path); err == nil || !strings.Contains(err.Error(), "larger than 256 MiB") {
		t.Errorf("got %v; want that it is too large", err)
	}
}

func TestAWorkbookOfTooManyCellsIsRefusedBeforeTheyAreKept(t *testing.T) {
	var b strings.Builder
	for range 3000 { // each row has its only cell in the last column
		b.WriteString(`<row><c r="XFD1"><v>1</v></c></row>`)
	}
	_, err := sheet.Open("sparse.xlsx", smallest(t, b.String()))
	if err == nil || !strings.Contains(err.Error(), "more than 33554432 cells") {
		t.Errorf("got %v; want a refusal for its cells", err)
	}
}
