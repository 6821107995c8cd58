-- Every session flushes at commit whatever the server's default; a server that does not flush at
-- all is told by fsync. A client that is gone is noticed within a minute, since it may hold the lock.
SELECT set_config('synchronous_commit', 'on', false), current_setting('fsync'),
       set_config('tcp_keepalives_idle', '20', false), set_config('tcp_keepalives_interval', '10', false), set_config('tcp_keepalives_count', '3', false)
