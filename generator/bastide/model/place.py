"""Where something stands in a text file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A span in a file.

    Lines and columns start at 1 and count Unicode code points; the end column is exclusive. `file` is the
    path as a user would type it: relative to the working directory for a spec, to the tree's root (with `/`)
    for generated or scanned code.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        """Return `file:line:column`, the form editors open."""
        return f"{self.file}:{self.line}:{self.column}"
