INSERT INTO chunk (digest, n, packed) VALUES (?, ?, ?)
