package sheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"muster"
)

// aboutSheet is the name of the second sheet of a workbook.
const aboutSheet = "About"

// The looks of cells, by their place in the list of styles; those of numbers follow.
const (
	styleText = iota + 1
	styleDay
	styleHeading
	styleHeadingOfNumbers
	styleNoNumber
	styleWord
	styleSaid
	firstNumber
)

// Workbook writes the table as an XLSX file, with a second sheet that says what it is. Numbers and
// days are cells of their kind. A number stands in the file with every digit it has; a spreadsheet
// calculates with the first 15 or so of them.
//
// The parts are written here and not through excelize, which takes numbers as floats only: their
// other digits would be lost, or the number would have to be a text, which no sum counts.
func (e Export) Workbook(w io.Writer) error {
	if err := e.workbook(w); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

func (e Export) workbook(w io.Writer) error {
	name, looks := sheetName(e.Name), e.looks()
	formats := formatsOf(looks)
	z := zip.NewWriter(w)
	part := func(path, text string) error {
		f, err := z.Create(path)
		if err == nil {
			_, err = io.WriteString(f, xml.Header+text)
		}
		return err
	}
	for _, p := range [][2]string{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", rootRelations},
		{"docProps/core.xml", `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` + inXML(e.Name) + `</dc:title><dc:creator>Muster</dc:creator></cp:coreProperties>`},
		{"xl/workbook.xml", workbookPart(name)},
		{"xl/_rels/workbook.xml.rels", workbookRelations},
		{"xl/styles.xml", stylesPart(formats)},
	} {
		if err := part(p[0], p[1]); err != nil {
			return err
		}
	}
	for i, write := range []func(*bufio.Writer){
		func(b *bufio.Writer) { e.tableSheet(b, looks, formats) },
		e.aboutSheet,
	} {
		f, err := z.Create(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1))
		if err != nil {
			return err
		}
		b := bufio.NewWriter(f)
		b.WriteString(xml.Header) //nolint:errcheck // Flush keeps the error
		write(b)
		if err := b.Flush(); err != nil {
			return err
		}
	}
	return z.Close()
}

// formatsOf are the formats of numbers that columns are shown with, each once.
func formatsOf(looks []look) (out []string) {
	for _, l := range looks {
		if l.number && !slices.Contains(out, l.format()) {
			out = append(out, l.format())
		}
	}
	return out
}

const (
	sheetSpace = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relSpace   = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`

	contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`
	rootRelations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relSpace + `/officeDocument" Target="xl/workbook.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`
	workbookRelations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relSpace + `/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="` + relSpace + `/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="` + relSpace + `/styles" Target="styles.xml"/></Relationships>`
)

// workbookPart names the sheets, and the row of headings as the one to print on every page.
func workbookPart(name string) string {
	return `<workbook ` + sheetSpace + ` xmlns:r="` + relSpace + `"><sheets><sheet name="` + inXML(name) + `" sheetId="1" r:id="rId1"/><sheet name="` + aboutSheet + `" sheetId="2" r:id="rId2"/></sheets>` +
		`<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">` + inXML("'"+name+"'!$1:$1") + `</definedName></definedNames></workbook>`
}

// stylesPart lists the looks of cells.
func stylesPart(formats []string) string {
	var b strings.Builder
	b.WriteString(`<styleSheet ` + sheetSpace + `><numFmts count="` + strconv.Itoa(len(formats)+1) + `"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/>`)
	for i, f := range formats {
		b.WriteString(`<numFmt numFmtId="` + strconv.Itoa(165+i) + `" formatCode="` + inXML(f) + `"/>`)
	}
	b.WriteString(`</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="2"><border/><border><left/><right/><top/><bottom style="thin"><color rgb="FF52606C"/></bottom><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf/></cellStyleXfs>`)
	xf := func(format, font, border int, alignment string) string {
		return fmt.Sprintf(`<xf numFmtId="%d" fontId="%d" fillId="0" borderId="%d" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">%s</xf>`, format, font, border, alignment)
	}
	const atTheRight = `<alignment horizontal="right" indent="1"/>`
	all := []string{
		`<xf/>`, xf(49, 0, 0, ""), xf(164, 0, 0, `<alignment horizontal="left"/>`), xf(49, 1, 1, ""), xf(49, 1, 1, atTheRight), xf(49, 0, 0, atTheRight),
		xf(49, 1, 0, `<alignment vertical="top"/>`), xf(49, 0, 0, `<alignment vertical="top" wrapText="1"/>`),
	}
	for i := range formats {
		all = append(all, xf(165+i, 0, 0, atTheRight))
	}
	b.WriteString(`<cellXfs count="` + strconv.Itoa(len(all)) + `">` + strings.Join(all, "") + `</cellXfs></styleSheet>`)
	return b.String()
}

// tableSheet writes the table: headings that stay in sight and can be filtered by, then the rows.
func (e Export) tableSheet(b *bufio.Writer, looks []look, formats []string) {
	orientation := "portrait"
	if len(looks) > 6 {
		orientation = "landscape"
	}
	sheetBegin(b, `<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>`)
	styles := make([]int, len(looks))
	for i, l := range looks {
		fmt.Fprintf(b, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, l.width)
		if l.number {
			styles[i] = firstNumber + slices.Index(formats, l.format())
		}
	}
	b.WriteString(`</cols><sheetData><row r="1" ht="18" customHeight="1">`) //nolint:errcheck // Flush keeps the error, here and below
	for i, c := range e.Columns {
		style := styleHeading
		if looks[i].number {
			style = styleHeadingOfNumbers
		}
		putText(b, i, 1, style, c.Name)
	}
	b.WriteString(`</row>`) //nolint:errcheck // as above
	n := 1
	for row := range e.Rows {
		n++
		fmt.Fprintf(b, `<row r="%d">`, n)
		for i, text := range row {
			putCell(b, i, n, e.Columns[i].Kind, styles[i], text)
		}
		b.WriteString(`</row>`) //nolint:errcheck // as above
	}
	b.WriteString(`</sheetData>`) //nolint:errcheck // as above
	if len(e.Columns) > 0 {
		fmt.Fprintf(b, `<autoFilter ref="A1:%s%d"/>`, Letter(len(e.Columns)-1), n)
	}
	sheetEnd(b, orientation)
}

// aboutSheet writes what the table is.
func (e Export) aboutSheet(b *bufio.Writer) {
	const wide = 90
	sheetBegin(b, "")
	fmt.Fprintf(b, `<col min="1" max="1" width="26" customWidth="1"/><col min="2" max="2" width="%d" customWidth="1"/></cols><sheetData>`, wide)
	for i, pair := range e.About {
		lines := 0
		for line := range strings.SplitSeq(pair[1], "\n") {
			lines += 1 + utf8.RuneCountInString(line)/(wide-4)
		}
		fmt.Fprintf(b, `<row r="%d" ht="%d" customHeight="1">`, i+1, min(15*lines+3, 400))
		putText(b, 0, i+1, styleWord, pair[0])
		putText(b, 1, i+1, styleSaid, pair[1])
		b.WriteString(`</row>`) //nolint:errcheck // Flush keeps the error
	}
	b.WriteString(`</sheetData>`) //nolint:errcheck // as above
	sheetEnd(b, "portrait")
}

func sheetBegin(b *bufio.Writer, pane string) {
	b.WriteString(`<worksheet ` + sheetSpace + `><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">` + pane + `</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>`) //nolint:errcheck // Flush keeps the error
}

// sheetEnd makes a sheet as wide as a page of paper.
func sheetEnd(b *bufio.Writer, orientation string) {
	b.WriteString(`<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="` + orientation + `" fitToWidth="1" fitToHeight="0"/></worksheet>`) //nolint:errcheck // Flush keeps the error
}

// putCell writes a cell of its column's kind where the text is one, and none where there is none.
func putCell(b *bufio.Writer, column, row int, k Kind, style int, text string) {
	switch {
	case text == "":
		return
	case k == Number && IsNumber(text):
		putValue(b, column, row, style, inFull(text))
		return
	case k == Date:
		// Workbooks count days from 1900 and know none before.
		if d, err := muster.ParseDay(text); err == nil && d >= muster.NewDay(1900, time.March, 1) {
			putValue(b, column, row, styleDay, strconv.Itoa(int(d-muster.NewDay(1899, time.December, 30))))
			return
		}
	}
	if k == Number { // the word for a number that is not known
		putText(b, column, row, styleNoNumber, text)
		return
	}
	putText(b, column, row, styleText, text)
}

// inFull is a number as XML has it: without a plus, and with a digit on both sides of a point.
func inFull(text string) string {
	text = strings.TrimPrefix(text, "+")
	sign := ""
	if rest, ok := strings.CutPrefix(text, "-"); ok {
		sign, text = "-", rest
	}
	if strings.HasPrefix(text, ".") {
		text = "0" + text
	}
	whole, exponent, has := strings.Cut(strings.ToUpper(text), "E")
	if whole = strings.TrimSuffix(whole, "."); has {
		whole += "E" + exponent
	}
	return sign + whole
}

func putValue(b *bufio.Writer, column, row, style int, value string) {
	fmt.Fprintf(b, `<c r="%s%d" s="%d"><v>%s</v></c>`, Letter(column), row, style, value)
}

func putText(b *bufio.Writer, column, row, style int, text string) {
	fmt.Fprintf(b, `<c r="%s%d" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, Letter(column), row, style, inXML(escapeLike.ReplaceAllString(cut(text), "_x005F$0")))
}

// escapeLike is what a workbook's reader would take for a character written by its number.
var escapeLike = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// inXML makes a text safe inside an element or a quoted attribute.
func inXML(s string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(s)) //nolint:errcheck // a Buffer does not fail
	return b.String()
}
