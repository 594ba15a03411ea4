"""What every request meets before and after a view: guards, headers, logs, the hashed static tree. Knows no feature."""
