// Package pgtest starts a private PostgreSQL server for tests: a cluster of its own in a temporary
// folder, reached through a Unix socket alone, with flushing on. It ends with the process that
// started it, however that process ends.
package pgtest

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
)

// Cluster is a running server.
type Cluster struct {
	bin, dir string
	root     bool
	made     atomic.Int64
	life     io.WriteCloser // the keeper stops the server when this closes
	keeper   *exec.Cmd
}

var shared = sync.OnceValues(start)

// Start returns the address of a fresh database on a server that all tests of this process share.
// Without PostgreSQL's programs the test fails; under -short it is skipped.
func Start(tb testing.TB) (address string) {
	tb.Helper()
	c, err := shared()
	c.check(tb, err)
	return c.Database(tb)
}

// New starts a server of its own, for a test that crashes it; it is stopped when the test ends.
func New(tb testing.TB) *Cluster {
	tb.Helper()
	c, err := start()
	c.check(tb, err)
	tb.Cleanup(func() {
		c.life.Close()
		c.keeper.Wait() //nolint:errcheck // it ends with the server's last words
	})
	return c
}

func (c *Cluster) check(tb testing.TB, err error) {
	tb.Helper()
	if err != nil && testing.Short() {
		tb.Skipf("-short, and %v", err)
	}
	if err != nil {
		tb.Fatal(err)
	}
}

// Database makes a fresh database and returns its address.
func (c *Cluster) Database(tb testing.TB) string {
	tb.Helper()
	name := "test" + strconv.FormatInt(c.made.Add(1), 10)
	if err := c.run("createdb", "-h", c.dir, "-U", "postgres", name); err != nil {
		tb.Fatal(err)
	}
	return fmt.Sprintf("host=%s port=5432 user=postgres dbname=%s", c.dir, name)
}

// Crash ends the server at once, as a power cut would, and starts it again.
func (c *Cluster) Crash(tb testing.TB) {
	tb.Helper()
	if err := c.run("pg_ctl", "-D", c.data(), "-m", "immediate", "-w", "stop"); err != nil {
		tb.Fatal(err)
	}
	if err := c.up(); err != nil {
		tb.Fatal(err)
	}
}

// keeper waits until the process that made the cluster is gone and then clears up.
const keeper = `cat >/dev/null; "$1"/pg_ctl -D "$2"/data -m immediate -w stop; rm -rf "$2"`

func start() (*Cluster, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return nil, fmt.Errorf("PostgreSQL's programs are not in /usr/lib/postgresql/*/bin: run scripts/setup, or apt-get install postgresql")
	}
	c := &Cluster{bin: filepath.Dir(slices.Max(found)), root: os.Getuid() == 0}
	// Directly under the temporary folder: a socket's path has at most 107 bytes.
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		return nil, err
	}
	c.dir = dir
	if err := c.own(); err != nil {
		return nil, err
	}
	if err := c.run("initdb", "-D", c.data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"); err != nil {
		return nil, err
	}
	cmd := c.command("/bin/sh", "-c", keeper, "keeper", c.bin, c.dir)
	if c.life, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	// In a group of its own, so that an interrupt from the keyboard leaves it to clear up.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	c.keeper = cmd
	return c, c.up()
}

// own gives the folder to the user that PostgreSQL runs as: it refuses to run as root.
func (c *Cluster) own() error {
	if !c.root {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return err
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	return os.Chown(c.dir, uid, gid)
}

func (c *Cluster) data() string { return filepath.Join(c.dir, "data") }

func (c *Cluster) up() error {
	options := fmt.Sprintf("-c listen_addresses= -c unix_socket_directories=%s -c port=5432 -c fsync=on -c synchronous_commit=on -c max_connections=200", c.dir)
	return c.run("pg_ctl", "-D", c.data(), "-l", filepath.Join(c.dir, "log"), "-o", options, "-w", "start")
}

func (c *Cluster) command(name string, args ...string) *exec.Cmd {
	if c.root {
		args = append([]string{"-u", "postgres", "--", name}, args...)
		name = "runuser"
	}
	cmd := exec.Command(name, args...)
	cmd.Dir = c.dir
	return cmd
}

// run runs one of PostgreSQL's programs. Its words go to a file, since a server that it leaves
// behind would hold a pipe open.
func (c *Cluster) run(name string, args ...string) error {
	out, err := os.CreateTemp(c.dir, name+"-*")
	if err != nil {
		return err
	}
	defer out.Close()
	cmd := c.command(filepath.Join(c.bin, name), args...)
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Run(); err != nil {
		said, _ := os.ReadFile(out.Name())
		return fmt.Errorf("%s: %w: %s", name, err, bytes.TrimSpace(said))
	}
	return nil
}
