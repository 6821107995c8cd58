package client

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"muster"
	"muster/record"
	"muster/report"
)

// Attachments lists what is attached to an object.
func (c *Client) Attachments(ctx context.Context, known, object, about string) (*report.List[report.Attachment], error) {
	return whole[report.Attachment](ctx, c, "/v1/attachments", params("known", known, "object", object, "about", about))
}

// Attachment returns the bytes of a file that a statement attached.
func (c *Client) Attachment(ctx context.Context, id muster.ID) ([]byte, error) {
	return c.send(ctx, http.MethodGet, "/v1/attachments/"+url.PathEscape(string(id)), nil, nil, nil)
}

// Attach attaches a file as whoever the token is.
func (c *Client) Attach(ctx context.Context, f report.AttachedFile) (*report.Attached, error) {
	body, err := io.ReadAll(io.LimitReader(f.Content, record.MaxDocument+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.Name, err)
	}
	q := params("object", f.Object, "about", f.About, "title", f.Title, "name", f.Name, "audience", string(f.Audience))
	if f.DryRun {
		q.Set("dry_run", "true")
	}
	header := http.Header{"Content-Type": {f.Type}}
	if f.Type == "" {
		header.Set("Content-Type", "application/octet-stream")
	}
	if f.Key != "" {
		header.Set("Idempotency-Key", f.Key)
	}
	b, err := c.send(ctx, http.MethodPost, "/v1/attachments", q, header, body)
	if err != nil {
		return nil, err
	}
	var x report.Attached
	if err := json.Unmarshal(b, &x); err != nil {
		return nil, fmt.Errorf("read the answer of %s: %w", c.base, err)
	}
	return &x, nil
}
