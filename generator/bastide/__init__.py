"""Bastide: one page of YAML becomes reviewable infrastructure code, and the code is judged."""

__version__ = "0.1.0"
