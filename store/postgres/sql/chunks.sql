SELECT n, packed FROM chunk WHERE digest = $1 AND n >= $2 ORDER BY n LIMIT 4
