package seal

import (
	"fmt"

	"golang.org/x/mod/sumdb/note"
)

// SignRotation has the old key and the new sign the new one's public half, as CheckRotation wants.
func SignRotation(old, fresh *Key) (string, error) {
	b, err := note.Sign(&note.Note{Text: fresh.verifier + "\n"}, old.signer, fresh.signer)
	if err != nil {
		return "", fmt.Errorf("sign the new key: %w", err)
	}
	return string(b), nil
}
