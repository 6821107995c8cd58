INSERT INTO chunk (digest, n, packed) VALUES ($1, $2, $3)
