package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"muster"
	"muster/access"
	"muster/node"
	"muster/party"
	"muster/signin"
)

func (a *app) token() *cobra.Command {
	c := &cobra.Command{
		Use: "token", GroupID: "keep", Short: "Tokens that let programs write through a server of this record",
		Long: `Tokens let programs write through 'muster serve': they are sent as 'Authorization: Bearer TOKEN'.
They lie beside the record, as digests, and are no part of it.`,
		Args: takes(0, 0), RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.tokenCreate(), a.tokenList(), a.tokenRevoke())
	return c
}

func (a *app) tokenCreate() *cobra.Command {
	var p signin.Pass
	var party string
	var from, expires *muster.Day
	c := &cobra.Command{Use: "create --for PARTY [--role ROLE]", Short: "Make a token; it is shown this once", Args: takes(0, 0)}
	c.Flags().StringVar(&party, "for", "", "the `PARTY` that it acts for, by any of its names, or operator")
	c.Flags().StringVar((*string)(&p.Role), "role", string(access.Operator), "the `ROLE` in which it acts, and sees what it may: donor-officer, auditor or another (docs/access.md)")
	c.Flags().Var(day{&from}, "from", "the first day on which it holds; empty: at once")
	c.Flags().Var(day{&expires}, "expires", "the first day on which it no longer holds; empty: it does not expire")
	c.Flags().StringVar(&p.Label, "label", "", "what it is for, as `TEXT`; what it writes says so")
	c.RunE = a.run(func(ctx context.Context, _ []string) error {
		if party == "" {
			return usageError{muster.Invalid("for", "say for which party the token acts, as in --for operator")}
		}
		if from != nil {
			p.From = from.Time()
		}
		if expires != nil {
			p.Expires = expires.Time()
		}
		return a.reading(ctx, func(n *node.Node) (err error) {
			if p.For, err = n.Party(party); err != nil {
				return asked(err)
			}
			made, token, err := node.Desk(a.config()).NewToken(p, node.Clock())
			if err != nil {
				return asked(err)
			}
			fmt.Fprintln(a.out, token)
			fmt.Fprintf(a.err, "This is shown once. It acts as %s%s; 'muster token revoke %s' ends it.\n", acting(made), until(made.Expires), made.ID)
			return nil
		})
	})
	return c
}

// acting is a pass's role and party in words.
func acting(p signin.Pass) string {
	return access.Principal{Role: p.Role, Party: p.For}.Words()
}

func until(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return " until " + t.Format("2 January 2006")
}

func (a *app) tokenList() *cobra.Command {
	c := &cobra.Command{Use: "list", Short: "The tokens there are, with their last use", Args: takes(0, 0)}
	c.Flags().StringVar(&a.format, "format", "table", "`table`, csv or json")
	c.RunE = a.run(func(_ context.Context, _ []string) error {
		all, err := node.Desk(a.config()).Tokens()
		if err != nil {
			return err
		}
		type token struct {
			ID      string         `json:"id"`
			For     muster.PartyID `json:"for"`
			Role    access.Role    `json:"role"`
			Label   string         `json:"label"`
			Made    string         `json:"made"`
			From    string         `json:"from"`
			Expires string         `json:"expires"`
			Expired bool           `json:"expired"`
			Used    string         `json:"used"`
		}
		g := &grid{columns: []column{{"id", false}, {"for", false}, {"role", false}, {"label", false}, {"made", false}, {"from", false}, {"expires", false}, {"last used", false}}}
		out := []token{}
		for _, p := range all {
			x := token{p.ID, p.For, p.Role, p.Label, stamp(p.Made), stamp(p.From), stamp(p.Expires), !p.Expires.IsZero() && !node.Clock().Before(p.Expires), stamp(p.Used)}
			out = append(out, x)
			if x.Expired {
				x.Expires += " (over)"
			}
			g.rows = append(g.rows, []string{x.ID, string(x.For), string(x.Role), x.Label, x.Made, or(x.From, x.Made), or(x.Expires, "never"), or(x.Used, "never")})
		}
		return a.print(g, out)
	})
	return c
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func (a *app) tokenRevoke() *cobra.Command {
	c := &cobra.Command{Use: "revoke ID", Short: "End a token", Args: takes(1, 1)}
	c.RunE = a.run(func(_ context.Context, args []string) error {
		if err := node.Desk(a.config()).Revoke(args[0]); err != nil {
			return err
		}
		fmt.Fprintf(a.out, "The token %s holds no longer.\n", args[0])
		return nil
	})
	return c
}

func (a *app) link() *cobra.Command {
	var who, as, person, url string
	c := &cobra.Command{
		Use: "link", GroupID: "keep", Short: "A link that signs you in to a running server of this record, once",
		Long: `Prints a link that begins a session in the browser that opens it: once, and within 15 minutes. The
session lasts 12 hours, and acts and sees in the role that --as says.`,
		Args: takes(0, 0),
	}
	c.Flags().StringVar(&as, "as", "", "act, and see, as `ROLE@PARTY`, as in donor-officer@de; empty: as the operator")
	c.Flags().StringVar(&person, "person", "", "by which `NAME` its user acts: evidence is kept, and two persons told apart, by it")
	c.Flags().StringVar(&who, "for", string(party.Operator), "the `PARTY` that the operator's session acts for")
	c.Flags().StringVar(&url, "url", "http://"+defaultListen+"/", "`ADDRESS` of the server, as 'muster serve' says it")
	c.RunE = a.run(func(ctx context.Context, _ []string) error {
		if !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://") {
			return usageError{muster.Invalid("url", fmt.Sprintf("found %q; accepted is an address as in http://%s/", url, defaultListen))}
		}
		return a.reading(ctx, func(n *node.Node) error {
			p := signin.Pass{Role: access.Operator, Label: person}
			if as != "" {
				x, err := n.As(as)
				if err != nil {
					return asked(err)
				}
				p.Role, who = x.Role, string(x.Party)
			}
			var err error
			if p.For, err = n.Party(who); err != nil {
				return asked(err)
			}
			code, expires, err := node.Desk(a.config()).NewLink(p, node.Clock())
			if err != nil {
				return asked(err)
			}
			fmt.Fprintf(a.out, "%s/signin/%s\n", strings.TrimSuffix(url, "/"), code)
			fmt.Fprintf(a.err, "It signs in %s, once, until %s.\n", acting(p), longTime(expires))
			return nil
		})
	})
	return c
}
