"""Unified diffs that are applied by what they say, not by where: line numbers are only for people.

A hunk's old lines must stand in its file exactly once; then it does not matter what a regeneration moved.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HEAD = re.compile(r"@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@")


class StaleError(Exception):
    """A hunk whose old lines do not stand in the file exactly once."""


@dataclass(frozen=True)
class Hunk:
    """One change of one file: lines with their mark (` `, `-`, `+`) before them."""

    file: str
    lines: tuple[str, ...]

    @property
    def old(self) -> tuple[str, ...]:
        """The lines that must stand in the file."""
        return tuple(line[1:] for line in self.lines if line[0] in " -")

    @property
    def new(self) -> tuple[str, ...]:
        """The lines that then stand there."""
        return tuple(line[1:] for line in self.lines if line[0] in " +")

    def added(self, start: int) -> Iterator[int]:
        """Yield the number of each added line in the changed file, for a hunk that starts at a line."""
        number = start
        for line in self.lines:
            if line[0] == "+":
                yield number
            number += line[0] in " +"


@dataclass(frozen=True)
class Patch:
    """A comment (without `# `) and hunks."""

    comment: tuple[str, ...]
    hunks: tuple[Hunk, ...]


def parse(text: str) -> Patch:
    """Read a patch file."""
    comment: list[str] = []
    hunks: list[tuple[str, list[str]]] = []
    file = ""
    for line in text.splitlines():
        if line.startswith("# ") and not file:
            comment.append(line[2:])
        elif line.startswith("+++ b/"):
            file = line.removeprefix("+++ b/")
        elif HEAD.match(line):
            hunks.append((file, []))
        elif hunks and not line.startswith("--- a/"):
            hunks[-1][1].append(line or " ")
    return Patch(tuple(comment), tuple(Hunk(name, tuple(lines)) for name, lines in hunks))


def plant(patch: Patch, tree: Path) -> tuple[tuple[str, int], ...]:
    """Change a tree; returns file and number of each added line. Raises StaleError, before it writes that file."""
    added: list[tuple[str, int]] = []
    for hunk in patch.hunks:
        path = tree / hunk.file
        lines = path.read_text(encoding="utf-8").splitlines()
        at = find(hunk, lines)
        path.write_text("\n".join([*lines[:at], *hunk.new, *lines[at + len(hunk.old) :], ""]), encoding="utf-8")
        added += [(hunk.file, number) for number in hunk.added(at + 1)]
    return tuple(added)


def find(hunk: Hunk, lines: Sequence[str]) -> int:
    """Return the index at which a hunk's old lines stand."""
    old = list(hunk.old)
    places = [at for at in range(len(lines) - len(old) + 1) if list(lines[at : at + len(old)]) == old]
    if len(places) != 1:
        message = f"the hunk for `{hunk.file}` stands in {len(places)} places of it, not in one"
        raise StaleError(message)
    return places[0]


def written(patch: Patch, tree: Path) -> str:
    """Return a patch as text, with the line numbers that its hunks have in an unchanged tree."""
    pieces = [*(f"# {line}" for line in patch.comment)]
    shown, shift = "", 0
    for hunk in patch.hunks:
        if hunk.file != shown:
            pieces += [f"--- a/{hunk.file}", f"+++ b/{hunk.file}"]
            shown, shift = hunk.file, 0
        start = find(hunk, (tree / hunk.file).read_text(encoding="utf-8").splitlines()) + 1
        pieces.append(f"@@ -{start},{len(hunk.old)} +{start + shift},{len(hunk.new)} @@")
        pieces += hunk.lines
        shift += len(hunk.new) - len(hunk.old)
    return "\n".join([*pieces, ""])
