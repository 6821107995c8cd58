package web

import (
	"os"
	"path/filepath"

	"github.com/chromedp/chromedp"
)

// attaches goes through the forms of the files of an object: two are attached, one of them is withdrawn.
func (j *journey) attaches() {
	j.Helper()
	dir := j.TempDir()
	const page = "/needs/r-0002"
	for _, name := range []string{"contract.txt", "wrong.txt"} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte("what "+name+" says"), 0o600); err != nil {
			j.Fatal(err)
		}
		j.open(page)
		script[chromedp.Void](j.browser, `document.querySelector('#attach-file').closest('details').open = true`)
		j.run(chromedp.SetUploadFiles(chromedp.CSS("#attach-file"), []string{file}))
		j.fill("#attach-title", "The "+name)
		j.send("#attach-send", page, "The "+name)
	}
	j.open(page)
	form := `[...document.querySelectorAll('tr')].find(r => r.innerText.includes('The wrong.txt')).querySelector('details')`
	script[chromedp.Void](j.browser, form+`.open = true`)
	id := script[string](j.browser, form+`.querySelector('textarea').id`)
	j.fill("#"+id, "The wrong one.")
	j.send("#"+id[:len(id)-len("why")]+"send", page, "The wrong one.")
	if script[bool](j.browser, `document.querySelector('#files').parentElement.innerText.includes('The wrong.txt')`) {
		j.Error("a file that was withdrawn is still listed")
	}
}
