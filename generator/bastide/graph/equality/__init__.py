"""Whether two graphs declare the same."""
