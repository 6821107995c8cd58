SELECT position, head, salt, body, hashes FROM statement WHERE position > $1 AND position <= $2 ORDER BY position LIMIT $3
