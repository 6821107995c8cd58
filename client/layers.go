package client

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"muster/layer"
	"muster/pledge"
	"muster/report"
)

// overlaid is the layer that is laid over a figure, as the server knows it: by its id.
func overlaid(o *pledge.Overlay) string {
	if o == nil {
		return ""
	}
	return o.ID
}

// Layers lists the layers that the client's token may see.
func (c *Client) Layers(ctx context.Context) ([]layer.Summary, error) {
	l, err := ask[report.List[layer.Summary]](ctx, c, "/v1/layers", url.Values{})
	if err != nil {
		return nil, err
	}
	return l.Items, nil
}

// Layer returns one layer with its file, and the judgements whose rows changed underneath as known then.
func (c *Client) Layer(ctx context.Context, known string, id layer.ID) (*layer.Answer, error) {
	return ask[layer.Answer](ctx, c, "/v1/layers/"+url.PathEscape(string(id)), params("known", known))
}

// BringLayer keeps a layer on the server, as the token's own.
func (c *Client) BringLayer(ctx context.Context, l layer.Layer, shared bool) (*layer.Summary, error) {
	b, err := l.JSON()
	if err != nil {
		return nil, err
	}
	return c.tell(ctx, "/v1/layers", params("name", l.Name, "shared", yes(shared)), b)
}

// Judge puts judgements into a layer of the token's own, all or none of them. When and Base are filled
// in where they are absent.
func (c *Client) Judge(ctx context.Context, id layer.ID, all ...layer.Judgement) (*layer.Summary, error) {
	b, err := json.Marshal(all)
	if err != nil {
		return nil, err
	}
	return c.tell(ctx, "/v1/layers/"+url.PathEscape(string(id))+"/judgements", url.Values{}, b)
}

// tell sends what changes a layer.
func (c *Client) tell(ctx context.Context, path string, q url.Values, body []byte) (*layer.Summary, error) {
	b, err := c.send(ctx, http.MethodPost, path, q, http.Header{"Content-Type": {"application/json"}}, body)
	if err != nil {
		return nil, err
	}
	var s layer.Summary
	if err := json.Unmarshal(b, &s); err != nil {
		return nil, fmt.Errorf("read the answer of %s: %w", c.base, err)
	}
	return &s, nil
}
