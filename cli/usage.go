package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"muster"
)

// usageError is wrong usage found after the flags were read.
type usageError struct{ error }

func (u usageError) Unwrap() error { return u.error }

// takes wants as many arguments as the command's usage line names, which it repeats.
func takes(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch n := len(args); {
		case n > most && most == 0:
			return usageError{fmt.Errorf("%s: found the argument %q; it takes flags only: %s", c.Name(), args[0], c.UseLine())}
		case n > most:
			return usageError{fmt.Errorf("%s: found %q too many; write: %s", c.Name(), args[most], c.UseLine())}
		case n < least:
			return usageError{fmt.Errorf("%s: %s; write: %s", c.Name(), argumentsFound(n), c.UseLine())}
		}
		return nil
	}
}

func argumentsFound(n int) string {
	switch n {
	case 0:
		return "nothing follows it"
	case 1:
		return "found 1 argument"
	}
	return fmt.Sprintf("found %d arguments", n)
}

// flagWords says what is wrong with a flag as every other message does: which one, what was found,
// what would be accepted.
func flagWords(c *cobra.Command, err error) error {
	var value *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	var unknown *pflag.NotExistError
	switch {
	case errors.As(err, &value):
		f := value.GetFlag()
		why := fmt.Sprintf("found %q; %v", value.GetValue(), value.Unwrap())
		switch f.Value.Type() {
		case "int":
			why = fmt.Sprintf("found %q; accepted is a whole number", value.GetValue())
		case "bool":
			why = fmt.Sprintf("found %q; it takes no value", value.GetValue())
		case "date":
			why = value.Unwrap().Error()
		}
		err = fmt.Errorf("--%s: %s", f.Name, why)
	case errors.As(err, &missing):
		err = fmt.Errorf("--%s: nothing follows it; accepted is %s", missing.GetFlag().Name, missing.GetFlag().Usage)
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if len(unknown.GetSpecifiedName()) == 1 {
			name = "-" + unknown.GetSpecifiedName()
		}
		err = fmt.Errorf("%s: there is no such flag; accepted are %s", name, strings.Join(flagNames(c), ", "))
	}
	return usageError{err}
}

func flagNames(c *cobra.Command) (names []string) {
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, "--"+f.Name)
		}
	})
	return names
}

// asked turns a refusal of what a flag said into wrong usage.
func asked(err error) error {
	for _, r := range muster.Refusals(err) {
		if r.Kind == muster.KindInvalid && r.Field != "data" && r.Field != "server" {
			return usageError{err}
		}
	}
	return err
}

// words is an error as the user reads it: a field that is a flag is written as one.
func words(c *cobra.Command, err error) string {
	text := err.Error()
	for _, r := range muster.Refusals(err) {
		if r.Field != "" && c != nil && c.Flags().Lookup(r.Field) != nil {
			text = strings.Replace(text, r.Error(), "--"+r.Error(), 1)
		}
	}
	return strings.Replace(text, "statement 1 of 1: ", "", 1) // what the command records is no word of the user's
}

// help is 'muster help COMMAND'; a command that is not there is wrong usage.
func help() *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND]", Short: "Explain a command", Hidden: true,
		RunE: func(c *cobra.Command, args []string) error {
			found, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return usageError{fmt.Errorf("help: found %q; accepted is one command, and 'muster help' lists them", strings.Join(args, " "))}
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
	}
}
