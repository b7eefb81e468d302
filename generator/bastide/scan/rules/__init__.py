"""Our own rules: each module is one rule, named for the bad pattern that it finds."""
