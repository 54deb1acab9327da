"""What stands between a request and the pages: host, size, rate, headers; one file a shield."""
