UPDATE statement SET salt = NULL, body = NULL WHERE position = ?
