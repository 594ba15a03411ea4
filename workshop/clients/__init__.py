"""Client organisations, their teams and their readers."""
