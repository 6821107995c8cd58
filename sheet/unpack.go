package sheet

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"muster"
)

func checkSize(name string, data []byte) error {
	if len(data) > MaxFile {
		return tooLarge(name)
	}
	return nil
}

func tooLarge(name string) error {
	return muster.Invalid(name, fmt.Sprintf("it is larger than %d MiB; bring it in parts", MaxFile>>20))
}

// errBomb says that unpacking went past a limit.
var errBomb = errors.New("unpacks past the limit")

// budget bounds what may be unpacked, over all parts of one file.
type budget struct{ left int64 }

// read unpacks r, which stands for packed bytes of the file, within the budget.
func (b *budget) read(r io.Reader, packed int64) ([]byte, error) {
	most := min(b.left, max(freeUnpacked, packed*MaxRatio))
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if int64(len(data)) > most {
		return nil, errBomb
	}
	b.left -= int64(len(data))
	return data, err
}

// Unpack returns a file's bytes without the gzip around them, if there is one, whatever they are.
func Unpack(name string, data []byte) ([]byte, error) {
	if err := checkSize(name, data); err != nil || !bytes.HasPrefix(data, gzipped) {
		return data, err
	}
	return gunzip(name, data)
}

// gzipped is how a gzip begins.
var gzipped = []byte("\x1f\x8b")

// unpack takes the gzip off, if there is one, and refuses what is no table by its first bytes.
func unpack(name string, data []byte) (_ []byte, zipped bool, err error) {
	if err := checkSize(name, data); err != nil {
		return nil, false, err
	}
	if bytes.HasPrefix(data, gzipped) {
		if data, err = gunzip(name, data); err != nil {
			return nil, false, err
		}
		zipped = true
	}
	if what := foreign(data); what != "" {
		if zipped {
			what = "inside the gzip is " + what
		} else {
			what = "it is " + what
		}
		return nil, zipped, muster.Invalid(name, what+"; "+accepted)
	}
	return data, zipped, nil
}

func gunzip(name string, data []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, muster.Invalid(name, "it begins as a gzip but its header is damaged or cut off; fetch it again")
	}
	b := budget{MaxUnpacked}
	out, err := b.read(r, int64(len(data)))
	switch {
	case errors.Is(err, errBomb):
		return nil, muster.Invalid(name, fmt.Sprintf("the gzip unpacks to more than %d times its size or more than %d MiB, which no table does; unpack it yourself and look at it", MaxRatio, MaxUnpacked>>20))
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, muster.Invalid(name, "the gzip is cut off before its end; fetch it again")
	case err != nil:
		return nil, muster.Invalid(name, fmt.Sprintf("the gzip is damaged (%v); fetch it again", err))
	}
	return out, nil
}

func isZip(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06"))
}

// magics are the first bytes of files that people bring by mistake.
var magics = []struct{ head, what string }{
	{"%PDF", "a PDF document"},
	{"{\\rtf", "an RTF document"},
	{"\x89PNG", "a picture (PNG)"},
	{"\xff\xd8\xff", "a picture (JPEG)"},
	{"GIF8", "a picture (GIF)"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"},
	{"Rar!", "a RAR archive; unpack it first"},
	{"BZh", "a bzip2 archive; unpack it first"},
	{"\xfd7zXZ", "an xz archive; unpack it first"},
	{"\x28\xb5\x2f\xfd", "a zstd archive; unpack it first"},
	{"\x1f\x8b", "another gzip; unpack it once first"},
	{"SQLite format 3", "an SQLite database"},
	{"PAR1", "a Parquet file"},
	{"\x7fELF", "a program"},
	{"MZ\x90", "a program"},
}

// foreign says what data is if its first bytes show that it is no table, else nothing.
func foreign(data []byte) string {
	text := strings.ToLower(string(bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 512)], []byte("\ufeff")), " \t\r\n")))
	switch {
	case len(data) == 0:
		return "empty"
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return compound(data)
	case strings.HasPrefix(text, "<!doctype html"), strings.HasPrefix(text, "<html"), strings.HasPrefix(text, "<head"):
		return "a web page (HTML), perhaps an error page of the site that it was fetched from; fetch the file itself"
	case strings.HasPrefix(text, "<?xml"), strings.HasPrefix(text, "<iati"):
		return "an XML file"
	case strings.HasPrefix(text, "{\"") || strings.HasPrefix(text, "{\n") || strings.HasPrefix(text, "[{"):
		return "a JSON file"
	case strings.HasPrefix(text, "version https://git-lfs"):
		return "a pointer of Git LFS, not the file itself; fetch the file"
	}
	for _, m := range magics {
		if bytes.HasPrefix(data, []byte(m.head)) {
			return m.what
		}
	}
	return ""
}

// compound tells apart what hides in Microsoft's older container by the names of its streams.
func compound(data []byte) string {
	has := func(stream string) bool {
		var b []byte
		for _, u := range utf16.Encode([]rune(stream)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return bytes.Contains(data, b)
	}
	switch {
	case has("EncryptedPackage"):
		return "a workbook with a password; open it, take the password off and save it anew"
	case has("Workbook"), has("Book"):
		return "an old Excel workbook (.xls); open it and save it as .xlsx"
	case has("WordDocument"):
		return "an old Word document (.doc)"
	}
	return "an old Microsoft Office document"
}
