"""Sources on the web: whether they can be reached, and what is new there."""
