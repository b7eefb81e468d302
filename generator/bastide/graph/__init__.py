"""Terraform text to one resource graph with places."""
