DELETE FROM chunk WHERE digest = $1
