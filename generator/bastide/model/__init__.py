"""Frozen data that every floor shares; imports nothing of ours."""
