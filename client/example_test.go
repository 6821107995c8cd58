package client_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"muster"
	"muster/client"
	"muster/node"
	"muster/party"
	"muster/pledge"
	"muster/signin"
)

// serve serves a fresh record, and returns its address, a token and how to end it.
func serve() (url, token string, stop func()) {
	dir, err := os.MkdirTemp("", "muster-client-")
	if err != nil {
		log.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cfg := node.Config{Data: dir}
	n, err := node.Open(ctx, cfg)
	if err != nil {
		log.Fatal(err)
	}
	if _, token, err = node.Desk(cfg).NewToken(signin.Pass{For: "operator", Label: "an example"}, node.Clock()); err != nil {
		log.Fatal(err)
	}
	ready, ended := make(chan string), make(chan error, 1)
	go func() {
		ended <- n.Serve(ctx, node.Pages{Listen: "127.0.0.1:0", Ready: func(url string) { ready <- url }})
	}()
	return <-ready, token, func() {
		cancel()
		if err := <-ended; err != nil {
			log.Fatal(err)
		}
		if err := n.Close(); err != nil {
			log.Fatal(err)
		}
		os.RemoveAll(dir) //nolint:errcheck // a temporary folder
	}
}

// A program asks what counts against a pledge, says something, and sees it come through the feed.
func Example() {
	url, token, stop := serve()
	defer stop()

	ctx := context.Background()
	c, err := client.New(url, token)
	if err != nil {
		log.Fatal(err)
	}
	r, err := c.Pledge(ctx, "", "washington-2024", pledge.Query{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(r.Title, "floor", r.Floor, "counted:", r.Mark)

	head, err := c.Record(ctx)
	if err != nil {
		log.Fatal(err)
	}
	done, err := c.Say(ctx, client.Write{Key: "import of 1 March"}, &party.Group{
		Envelope: muster.Envelope{Kind: party.KindGroup, About: "ramstein", Why: "the contact group is asked about"}, Name: "Contact group",
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(done.Items[0].Verdict, done.Position == head.Known+1)

	news, err := c.Changes(ctx, head.Known, 10)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(news), news[0].Kind, news[0].About, "by", news[0].By)

	// A refusal is the one that the record gave.
	_, err = c.Say(ctx, client.Write{}, &party.Group{Envelope: muster.Envelope{Kind: party.KindGroup, About: "x"}})
	fmt.Println(muster.Refusals(err)[0].Kind, err)
	// Output:
	// Pledge of Long-Term Security Assistance floor EUR 40000000000 counted: not_yet_reported
	// recorded true
	// 1 party.group/1 ramstein by operator
	// invalid body[0].about: a group has an id and a name
}
