DELETE FROM statement WHERE position > $1
