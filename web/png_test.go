package web

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"muster/figure"
)

// A drawing is saved as a picture where scripts run: with the keyboard too, in either theme, and
// after a filter replaced the page in place. Without a script there is no button.
func TestADrawingIsSavedAsAPicture(t *testing.T) {
	b := openBrowser(t, http.NotFoundHandler())
	b.base = sharedDemo(t)
	dir := t.TempDir()
	tell(b, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir, BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID})

	tell(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit("/explore")
	if n := len(b.visible("button.png")); n != 0 {
		t.Errorf("without a script %d buttons are in sight", n)
	}
	tell(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: false})

	for path, name := range map[string]string{
		"/pledges/washington-2024": "washington-2024", "/": "washington-2024", "/gallery?show=heatmap": "example-heatmap",
		"/explore?by=donor&across=year": "figure", "/explore?show=world": "figure",
	} {
		b.theme(map[bool]string{true: "dark", false: "light"}[path == "/"])
		b.visit(path)
		b.run(chromedp.Click(chromedp.CSS("button.png")))
		file, data := b.downloaded(dir)
		checkPicture(b, path, name, file, data)
	}
	b.visit("/explore")
	b.run(chromedp.SetValue(chromedp.CSS("#by"), "year"), chromedp.Click(chromedp.CSS(".switches button")), chromedp.WaitVisible(chromedp.CSS(`a[href*="by=year"][href*="format=svg"]`)))
	script[chromedp.Void](b, `document.querySelector('button.png').focus()`)
	b.run(chromedp.KeyEvent("\r"))
	file, data := b.downloaded(dir)
	checkPicture(b, "by keyboard", "figure", file, data)
	if !script[bool](b, `document.activeElement.matches('button.png')`) {
		t.Error("saving took the focus away")
	}
}

// visible are the elements that a selector finds and that take room.
func (b *browser) visible(selector string) []string {
	b.Helper()
	return script[[]string](b, `[...document.querySelectorAll("`+selector+`")].filter(e => e.getBoundingClientRect().width > 0).map(e => e.innerText)`)
}

// downloaded waits for a file to arrive in a folder, takes it out, and returns its name and bytes.
func (b *browser) downloaded(dir string) (string, []byte) {
	b.Helper()
	ctx, cancel := b.patience()
	defer cancel()
	for {
		files, err := filepath.Glob(filepath.Join(dir, "*.png"))
		if err != nil {
			b.Fatal(err)
		}
		if len(files) > 0 {
			data, err := os.ReadFile(files[0])
			if err != nil {
				b.Fatal(err)
			}
			// It has its name as soon as it is begun.
			if _, err := png.Decode(bytes.NewReader(data)); err == nil {
				if err := os.Remove(files[0]); err != nil {
					b.Fatal(err)
				}
				return filepath.Base(files[0]), data
			}
		}
		select {
		case <-ctx.Done():
			b.Fatalf("no picture came on %s; its button says %q", b.path(), b.visible("button.png"))
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// checkPicture looks at a picture: twice the size of the file that it was made from, on white, with
// ink of the light theme, and with much in it.
func checkPicture(b *browser, what, name, file string, data []byte) {
	b.Helper()
	b.write("png-"+strings.Trim(strings.NewReplacer("/", "-", "?", "-", "&", "-", "=", "-").Replace(what), "-")+".png", data)
	if !strings.HasPrefix(file, name) {
		b.Errorf("%s: it is called %q, want %s….png", what, file, name)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		b.Fatalf("%s: %v", what, err)
	}
	size := picture.Bounds().Size()
	if wide := int(2 * (figure.Wide.Width + 40)); size.X != wide || size.Y < 300 || size.Y > 4000 {
		b.Errorf("%s: the picture is %v, want it %d wide", what, size, wide)
	}
	at := func(x, y int) color.RGBA { return color.RGBAModel.Convert(picture.At(x, y)).(color.RGBA) }
	for _, corner := range []image.Point{{0, 0}, {size.X - 1, 0}, {0, size.Y - 1}, {size.X - 1, size.Y - 1}} {
		if c := at(corner.X, corner.Y); c != (color.RGBA{255, 255, 255, 255}) {
			b.Errorf("%s: %v is %v, want white", what, corner, c)
		}
	}
	colours, ink := map[color.RGBA]int{}, 0
	for y := range size.Y {
		for x := range size.X {
			colours[at(x, y)]++
			if at(x, y) != (color.RGBA{255, 255, 255, 255}) {
				ink++
			}
		}
	}
	if len(colours) < 10 || ink < size.X*size.Y/200 {
		b.Errorf("%s: %d colours, %d of %d points are not white", what, len(colours), ink, size.X*size.Y)
	}
	if title := (color.RGBA{0x17, 0x21, 0x2b, 255}); colours[title] == 0 {
		b.Errorf("%s: nothing has the ink of the title", what)
	}
}
