package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	downloads "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// journey goes through every form and file of a record without a script, and notes the places it finds.
type journey struct {
	*browser
	program, data string
	places        map[string]string
	saved         []string // addresses of downloads, which the browser does not tell as requests of a page
}

// at is an address with the places in it named.
func (j *journey) at(path string) string {
	for name, place := range j.places {
		path = strings.ReplaceAll(path, "{"+name+"}", place)
	}
	return path
}

// fill sets what stands in a control, as typing would.
func (j *journey) fill(selector, value string) {
	j.Helper()
	if !script[bool](j.browser, `(() => { const e = document.querySelector(`+quoted(selector)+`); if (!e) return false; e.type == 'checkbox' ? e.checked = true : e.value = `+quoted(value)+`; return true })()`) {
		j.Fatalf("%s has no %s", ask(j.browser, chromedp.Location()), selector)
	}
}

func quoted(s string) string { return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"` }

// open opens an address.
func (j *journey) open(path string) {
	j.Helper()
	j.run(chromedp.Navigate(j.base + path))
}

// send presses a form's button and checks what the page that follows says and where it is.
func (j *journey) send(button, at, says string) {
	j.Helper()
	j.away(chromedp.Click(chromedp.CSS(button)))
	j.is(at, says)
}

func (j *journey) is(at, says string) {
	j.Helper()
	where := strings.TrimPrefix(ask(j.browser, chromedp.Location()), j.base)
	if main := script[string](j.browser, `document.querySelector('main').innerText`); !strings.Contains(where, at) || !strings.Contains(main, says) {
		j.Fatalf("sent, the form leads to %s, want %s; want there %q:\n%s", where, at, says, main)
	}
}

// href is where the first link leads that a selector finds.
func (j *journey) href(selector string) string {
	j.Helper()
	return script[string](j.browser, `document.querySelector(`+quoted(selector)+`)?.getAttribute('href') ?? ''`)
}

// travel goes through all of them.
func (j *journey) travel() {
	j.Helper()
	tell(j.browser, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	j.asks()
	out, err := exec.Command(j.program, "link", "--data", j.data, "--url", j.base).Output()
	if err != nil {
		j.Fatal(err)
	}
	j.run(chromedp.Navigate(strings.TrimSpace(string(out))))
	j.imports()
	j.judges()
	j.coordinates()
	j.asksDonors()
	j.open("/record")
	j.send(`form[action="/record/verify"] button`, "/record/verification", "Verification of the whole record")
	for script[bool](j.browser, `document.querySelector('main').innerText.includes('Under way')`) {
		j.open("/record/verification")
	}
	j.downloads()
	j.plans()
	tell(j.browser, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: false})
	j.acted()
}

// asks sends the forms that only ask.
func (j *journey) asks() {
	j.Helper()
	j.open("/contributions")
	j.fill("#donor", "dk")
	j.send(".go button", "donor=dk", "Denmark")
	j.fill(`.find input`, "rocket launcher")
	j.away(chromedp.SendKeys(chromedp.CSS(".find input"), "\r"))
	j.is("/search?q=rocket", "rocket launcher")
	j.open("/sources")
	for _, a := range script[[]string](j.browser, `[...document.querySelectorAll('main a')].filter(a => a.innerText == 'Release 8').map(a => a.getAttribute('href'))`) {
		j.places["edition"] = strings.TrimPrefix(a, "/sources/")
	}
	_, position, _ := strings.Cut(j.places["edition"], "-")
	j.open("/pledges/washington-2024")
	j.fill("#known", "6000")
	j.send(".switches .go button", "known=6000", "As it was known.")
	j.places["position"] = position
}

// faulty is a list of activities with some rows that cannot be taken.
func (j *journey) faulty(donor string) string {
	j.Helper()
	data, err := os.ReadFile("testdata/synthetic.csv")
	if err != nil {
		j.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		j.Fatal(err)
	}
	rows[2][1], rows[5][5], rows[7][0] = "soon", "much", donor
	var out bytes.Buffer
	csv.NewWriter(&out).WriteAll(rows) //nolint:errcheck // a Buffer does not fail
	path := filepath.Join(j.TempDir(), donor+".csv")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		j.Fatal(err)
	}
	return path
}

// imports tries a file, records it and takes it back, and leaves another one tried.
func (j *journey) imports() {
	j.Helper()
	try := func(donor, label string) {
		j.Helper()
		j.open("/import")
		j.run(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{j.faulty(donor)}))
		j.fill("#kind", "kiel")
		j.fill("#label", label)
		j.fill("#as-of", "2026-03-31")
		j.send(".entry .go button", "/import/", "Nothing is recorded yet")
		j.is("/import/", donor)
	}
	try("Atlantis", "Release 29")
	j.send(`form[action^="/import/"] button`, "/import/", "Recorded:")
	j.places["withdrawn"] = strings.TrimPrefix(j.href(`main a[href^="/sources/"]`), "/sources/")
	j.open("/sources/" + j.places["withdrawn"] + "/withdraw")
	j.fill("#why", "the wrong file")
	j.fill("#sure", "")
	j.send(".entry .go button", "/sources/", "the wrong file")
	try("Lemuria", "Release 30")
	j.places["trial"] = strings.TrimPrefix(ask(j.browser, chromedp.Location()), j.base+"/import/")
}

// judges begins a layer, judges a row, renames and takes the layer in and out.
func (j *journey) judges() {
	j.Helper()
	j.open("/layers")
	j.fill("#name", "mine")
	j.send(`form[action="/layers"] button`, "/layers/", "mine")
	id := strings.TrimPrefix(ask(j.browser, chromedp.Location()), j.base+"/layers/")
	j.places["layer"] = id
	j.fill("#name", "ours")
	j.send(`form[aria-label] button`, "/layers/"+id, "ours")
	j.open("/pledges/washington-2024/rows?party=ca")
	j.places["judge"] = j.href(`a[href^="/layers/judge"]`)
	j.open(j.places["judge"])
	j.fill("#kind", "exclude")
	j.fill("#note", "counted twice")
	j.send(".judge button", "/rows", "A layer is laid over these figures: ours")
	out, err := exec.Command(j.program, "layer", "export", id, "--data", j.data).Output()
	if err != nil {
		j.Fatal(err)
	}
	file := filepath.Join(j.TempDir(), "layer.json")
	if err := os.WriteFile(file, out, 0o600); err != nil {
		j.Fatal(err)
	}
	j.open("/layers")
	j.run(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{file}))
	j.send(`form[action="/layers/import"] button`, "/layers/", "counted twice")
	j.open(strings.TrimPrefix(ask(j.browser, chromedp.Location()), j.base) + "/delete")
	j.send(`form[action$="/delete"] button`, "/layers", "ours")
}

// downloads saves each kind of file and checks its bytes.
func (j *journey) downloads() {
	j.Helper()
	dir := j.TempDir()
	j.saves(dir)
	save := func(page, selector string) (href string, data []byte) {
		j.Helper()
		j.open(page)
		href = j.href(selector)
		j.saved = append(j.saved, href)
		j.run(chromedp.Click(chromedp.CSS(selector)))
		_, data = j.download(dir)
		return href, data
	}
	j.decided()
	j.bundled(dir)
	j.sampled(dir)
	page := "/sources/" + j.places["edition"]
	href, data := save(page, `main a[href^="/documents/"]`)
	if sum := sha256.Sum256(data); !strings.HasSuffix(href, hex.EncodeToString(sum[:])) {
		j.Errorf("the document at %s has the digest %x", href, sum)
	}
	if _, data = save("/needs/r-0002", `main a[href^="/attachments/"]`); string(data) != "what contract.txt says" {
		j.Errorf("the attached file: %q", data)
	}
	if _, data = save("/import/"+j.places["trial"], `main a[href$="/faults.csv"]`); !bytes.Contains(data, []byte("Lemuria")) {
		j.Errorf("the list of faults: %s", data)
	}
	j.open("/pledges/washington-2024/rows?party=ca")
	j.places["statement"] = strings.TrimPrefix(j.href(`main tbody th a[href^="/statements/"]`), "/statements/")
	_, data = save("/statements/"+j.places["statement"], `main a[href$="/proof"]`)
	file := filepath.Join(j.TempDir(), "proof.json")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		j.Fatal(err)
	}
	if out, err := exec.Command(j.program, "verify", file).CombinedOutput(); err != nil {
		j.Errorf("the proof: %v\n%s", err, out)
	}
}

// saves has the browser save what is downloaded into a folder.
func (b *browser) saves(dir string) {
	b.Helper()
	tell(b, downloads.SetDownloadBehavior, downloads.SetDownloadBehaviorParams{
		Behavior: downloads.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir, BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID,
	})
}

// download is the file that the browser saves next.
func (b *browser) download(dir string) (name string, data []byte) {
	b.Helper()
	ctx, cancel := b.patience()
	defer cancel()
	for ctx.Err() == nil {
		for _, e := range all(os.ReadDir(dir)) {
			path := filepath.Join(dir, e.Name())
			if strings.HasSuffix(path, ".crdownload") {
				continue
			}
			if data, err := os.ReadFile(path); err == nil && len(data) > 0 {
				os.Remove(path) //nolint:errcheck // the next download has another name
				return e.Name(), data
			}
		}
	}
	b.Fatalf("%s: no file is saved", b.path())
	return "", nil
}

// decided goes through the form by which somebody decides whether two entries of damage are one.
func (j *journey) decided() {
	j.Helper()
	j.become("legal-officer", "ua", "--person", "J. Ourney")
	j.open("/accountability")
	form := script[string](j.browser, `(d => (d.open = true, d.querySelector('form').id))(document.querySelector('details.one-act'))`)
	form = strings.TrimSuffix(form, "-form")
	j.fill("#"+form+"-why", "One school, one night.")
	j.send("#"+form+"-send", "/accountability", "the same")
	j.become("operator", "operator")
}

// bundled goes through the form that makes a bundle of a case and hands it out as a file.
func (j *journey) bundled(dir string) {
	j.Helper()
	j.become("custodian", "ua", "--person", "J. Ourney")
	j.open("/registers/case/c-2026-001")
	script[chromedp.Void](j.browser, `document.querySelector('#bundle-why').closest('details').open = true`)
	j.fill("#bundle-why", "For the court liaison.")
	j.run(chromedp.Click(chromedp.CSS("#bundle-send")))
	if name, data := j.download(dir); !strings.HasSuffix(name, ".zip") || !bytes.HasPrefix(data, []byte("PK")) {
		j.Errorf("the bundle is %q, %d bytes", name, len(data))
	}
	j.become("operator", "operator")
}

// sampled draws a sample and saves its working paper; what is wrong with one is said at its field.
func (j *journey) sampled(dir string) {
	j.Helper()
	j.become("auditor", "us", "--person", "U. Novak")
	j.open("/samples")
	j.fill("#size", "0")
	j.send("#draw", "/samples", "accepted is how many to draw, 1 to 10000")
	j.fill("#size", "3")
	j.send("#draw", "/samples?drawn=", "by the seed")
	href := j.href(`main .acts a[href^="/samples/"]`)
	j.saved = append(j.saved, href)
	j.run(chromedp.Click(chromedp.CSS(`main .acts a[href^="/samples/"]`)))
	if name, data := j.download(dir); !strings.HasSuffix(name, ".xlsx") || !bytes.HasPrefix(data, []byte("PK")) {
		j.Errorf("the working paper is %q, %d bytes", name, len(data))
	}
	j.become("operator", "operator")
}

func all[T any](list []T, _ error) []T { return list }

// acted fails on an act or a file of the site that the journey did not go by.
func (j *journey) acted() {
	j.Helper()
	mux := http.NewServeMux()
	left := map[string]bool{}
	for route, answer := range (&site{}).routes() {
		mux.HandleFunc(route, answer)
		if strings.HasPrefix(route, "POST ") {
			left[route] = true
		}
	}
	for _, route := range everyFile {
		left[route] = true
	}
	j.mu.Lock()
	for i, address := range j.requests {
		_, route := mux.Handler(httptest.NewRequest(j.methods[i], address, nil))
		delete(left, route)
	}
	j.mu.Unlock()
	for _, address := range j.saved {
		_, route := mux.Handler(httptest.NewRequest("GET", address, nil))
		delete(left, route)
	}
	for route := range left {
		j.Errorf("no form or link of the journey leads to %s", route)
	}
}
