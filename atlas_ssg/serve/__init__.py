"""`serve`: the last good build from memory, rebuilt on change, and a search without script."""
