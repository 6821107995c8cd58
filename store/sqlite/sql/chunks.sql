SELECT n, packed FROM chunk WHERE digest = ? ORDER BY n
