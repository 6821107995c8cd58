package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"muster"
	"muster/access"
	"muster/record"
	"muster/report"
)

// Imported are the parameters of an import.
type Imported struct {
	Request
	Kind   string `path:"kind" enum:"kiel,rates,gdp,parties,entries" doc:"What the file is."`
	DryRun string `query:"dry_run" enum:"true,false" doc:"Record nothing, answer the same account."`
	Name   string `query:"name" maxLength:"200" doc:"The file's name, kept with it."`
	Label  string `query:"label" maxLength:"200" doc:"Label of the edition, as in Release 7; absent: the day its data run to."`
	AsOf   string `query:"as-of" doc:"The day the data run to; absent: as the file says."`
	Series string `query:"series" maxLength:"100" doc:"For entries: the series that they are an edition of."`
	By     string `query:"by" maxLength:"200" doc:"For entries: the party whose claims these are; absent: the operator."`
	Title  string `query:"title" maxLength:"1000" doc:"For entries: how the source is cited."`
}

func (a *api) imports(registry huma.Registry) {
	op := huma.Operation{
		OperationID: "import", Method: http.MethodPost, Path: "/v1/imports/{kind}", Tags: []string{"Submissions"},
		Summary: "Bring a file: what is new in it is recorded, all or nothing", Security: signedIn, DefaultStatus: http.StatusOK,
		Description: "The body is the file's bytes, as they are or packed with gzip; what it is is told by its content. A row that cannot be taken is refused and listed with sheet, row and column, and good rows are kept. " +
			"The same file a second time records nothing, so an import can be sent again. Files are the operator's to bring.",
		Responses: map[string]*huma.Response{
			"200":     {Description: "The account", Content: map[string]*huma.MediaType{"application/json": {Schema: registry.Schema(reflect.TypeFor[report.Account](), true, "Account")}}},
			"default": refused(registry),
		},
	}
	act(a, op, a.bring)
	a.huma.OpenAPI().Paths[op.Path].Post.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"application/octet-stream": {Schema: &huma.Schema{Type: "string", Format: "binary"}},
	}}
}

func (a *api) bring(ctx context.Context, in *Imported) (any, error) {
	if who := whoOf(ctx); who.Role != access.Operator {
		return nil, muster.Denied(fmt.Sprintf("%s may not bring files; that is for the operator", who.Principal().Words()))
	}
	f := report.File{
		Kind: in.Kind, Name: or(in.Name, in.Kind), Label: in.Label, Series: muster.SeriesID(in.Series), By: muster.PartyID(in.By),
		Title: in.Title, DryRun: in.DryRun == "true",
	}
	if in.AsOf != "" {
		d, err := muster.ParseDay(in.AsOf)
		if err != nil {
			return nil, muster.Invalid("as-of", err.Error())
		}
		f.AsOf = &d
	}
	for name, said := range map[string]string{"series": in.Series, "by": in.By, "title": in.Title} {
		if said != "" && in.Kind != "entries" {
			return nil, muster.Invalid(name, "it is for entries; "+in.Kind+" says itself what it is")
		}
	}
	// A large file over a slow line takes longer than a request otherwise may; its size is bounded.
	unhurried(in.w)
	http.NewResponseController(in.w).SetWriteDeadline(time.Time{}) //nolint:errcheck // then the account may not arrive; the import stands
	var err error
	if f.Data, err = body(in.w, in.r, record.MaxDocument); err != nil {
		return nil, err
	}
	if len(f.Data) == 0 {
		return nil, malformed("body", "the body is empty; accepted are the bytes of a file")
	}
	account, err := a.src.Import(ctx, f)
	if err != nil {
		return nil, fileFaults(err, f.Name)
	}
	return account, nil
}

// fileFaults says of refusals that name the file that they speak of the body.
func fileFaults(err error, name string) error {
	all := refusals(err)
	for i := range all {
		if all[i].why.Field == name || all[i].why.Field == "" {
			all[i].at = "body"
		}
	}
	if len(all) == 0 {
		return err
	}
	var errs []error
	for _, l := range all {
		errs = append(errs, l)
	}
	return errors.Join(errs...)
}
