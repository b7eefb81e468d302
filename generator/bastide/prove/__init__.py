"""Proves what a tree of Terraform really allows: every network path, and every grant."""
