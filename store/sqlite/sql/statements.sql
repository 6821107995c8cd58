SELECT position, head, salt, body, hashes FROM statement WHERE position > ? AND position <= ? ORDER BY position
