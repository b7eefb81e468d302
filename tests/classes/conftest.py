"""These tests judge one tree with many small changes."""

from support.parsing import remembered_files

__all__ = ["remembered_files"]
