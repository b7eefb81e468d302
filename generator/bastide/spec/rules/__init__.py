"""The rules between the parts of a spec, one family a file; each yields every breach that it finds."""
