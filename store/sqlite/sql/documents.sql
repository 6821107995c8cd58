SELECT DISTINCT digest FROM chunk ORDER BY digest
