"""Segmentation: what the code lets pass between zones, held against what was declared."""
