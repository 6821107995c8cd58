package access

import "context"

type lookingKey struct{}

// Looking returns a context in which somebody looks: doors put there who asks, once for each request.
func Looking(ctx context.Context, p Principal) context.Context {
	return context.WithValue(ctx, lookingKey{}, p)
}

// Looks is who looks in a context; not ok where no door has said so.
func Looks(ctx context.Context) (p Principal, ok bool) {
	p, ok = ctx.Value(lookingKey{}).(Principal)
	return p, ok
}
