package web

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// What several tests use is made once: the browser, in which each test has cookies and a store of its
// own, the program, and its demo for those that only read.
var (
	shared struct {
		sync.Mutex
		dir  string
		ends []func()
	}
	oneBrowser = sync.OnceValues(startBrowser)
	oneProgram = sync.OnceValues(compileProgram)
	oneDemo    = sync.OnceValues(serveShared)
)

func TestMain(m *testing.M) {
	code := m.Run()
	for _, end := range shared.ends {
		end()
	}
	if shared.dir != "" {
		os.RemoveAll(shared.dir) //nolint:errcheck // a temporary folder
	}
	os.Exit(code)
}

// sharedDir is a folder for what all tests share; end is called after the last of them.
func sharedDir(name string, end func()) (string, error) {
	shared.Lock()
	defer shared.Unlock()
	if shared.dir == "" {
		dir, err := os.MkdirTemp("", "muster-web-")
		if err != nil {
			return "", err
		}
		shared.dir = dir
	}
	if end != nil {
		shared.ends = append(shared.ends, end)
	}
	return filepath.Join(shared.dir, name), nil
}

func startBrowser() (context.Context, error) {
	path, err := exec.LookPath("chromium")
	if err != nil {
		return nil, fmt.Errorf("chromium is missing: run scripts/setup, or apt-get install chromium")
	}
	var ctx context.Context
	var quit, stop context.CancelFunc
	dir, err := sharedDir("chromium", func() {
		chromedp.Cancel(ctx) //nolint:errcheck // it is over either way
		quit()
		stop()
	})
	if err != nil {
		return nil, err
	}
	options := append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...)
	options = append(options, chromedp.ExecPath(path), chromedp.UserDataDir(dir), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	var alloc context.Context
	alloc, stop = chromedp.NewExecAllocator(context.Background(), options...)
	ctx, quit = chromedp.NewContext(alloc)
	return ctx, chromedp.Do(ctx)
}

func compileProgram() (string, error) {
	program, err := sharedDir("muster", nil)
	if err != nil {
		return "", err
	}
	build := exec.Command("go", "build", "-o", program, "./cmd/muster")
	build.Dir = ".."
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return program, nil
}

func serveShared() (string, error) {
	program, err := oneProgram()
	if err != nil {
		return "", err
	}
	address, end, err := startDemo(program)
	if err != nil {
		return "", err
	}
	_, err = sharedDir("demo", end)
	return address, err
}
