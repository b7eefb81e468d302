"""The control catalog, and what a stack's own code says of each control."""
