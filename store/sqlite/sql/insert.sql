INSERT INTO statement (position, head, salt, body, hashes) VALUES (?, ?, ?, ?, ?)
