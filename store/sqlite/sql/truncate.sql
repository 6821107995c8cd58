DELETE FROM statement WHERE position > ?
