"""What a graph says, read for a question: policies, links, zones, values."""
