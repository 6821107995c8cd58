// Command muster is Muster: one binary from the laptop to the server.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"muster/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(cli.Main(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) //nolint:gocritic // nothing is left for stop to do
}
