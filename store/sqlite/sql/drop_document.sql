DELETE FROM chunk WHERE digest = ?
