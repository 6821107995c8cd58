SELECT position, head, salt, body, hashes FROM statement WHERE position = $1
