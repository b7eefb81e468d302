"""Lay expressions out as a Python formatter does: on one line where they fit, else one entry a line.

What is broken over lines ends its entries with a comma, which tells formatters to leave it so.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from bastide.render.pulumi.literals import WIDTH, comment, width

INDENT = 4


@dataclass(slots=True)
class Entry:
    """One entry of a group: comments above it, what leads it (`tags=`, `"Name": `), and its value."""

    lead: str
    node: "Node"
    comments: tuple[str, ...] = ()


@dataclass(slots=True)
class Group:
    """Brackets with entries between; `broken` where it never stands on one line."""

    opening: str
    entries: list[Entry]
    closing: str
    broken: bool = False
    flat: str | None = field(init=False)
    """The group on one line, None where that can't be."""

    def __post_init__(self) -> None:
        self.flat = None if self.broken else self._flat()

    def _flat(self) -> str | None:
        # A comma and a blank stand between entries: one pair fewer than there are entries.
        parts, size = [], len(self.opening) + len(self.closing) - 2
        for entry in self.entries:
            value = entry.node if isinstance(entry.node, str) else entry.node.flat
            if value is None or entry.comments:
                return None
            parts.append(entry.lead + value)
            size += len(parts[-1]) + 2
            if size > WIDTH:
                return None
        return f"{self.opening}{', '.join(parts)}{self.closing}"


Node: TypeAlias = str | Group
"""A piece of source that is never broken, or brackets."""


def call(name: str, entries: list[Entry], *, broken: bool = False) -> Group:
    """Return a call."""
    return Group(f"{name}(", entries, ")", broken=broken)


def sequence(nodes: list[Node]) -> Group:
    """Return a list."""
    return Group("[", [Entry("", node) for node in nodes], "]")


def laid_out(lead: str, node: Node, indent: int) -> list[str]:
    """Return the lines of a statement that starts with `lead`.

    Where the call after `name = ` would start too far to the right, it stands in brackets of its own, unless a line
    inside would then still be too long: brackets that don't help are left out (ruff's style).
    """
    if isinstance(node, Group) and node.flat is None and lead and indent + width(lead + node.opening) > WIDTH:
        lines = [f"{' ' * indent}{lead}("]
        _lay(lines, " " * (indent + INDENT), node, indent + INDENT, "")
        if all(width(line) <= WIDTH for line in lines):
            return [*lines, f"{' ' * indent})"]
    lines = []
    _lay(lines, " " * indent + lead, node, indent, "")
    return lines


def _lay(lines: list[str], start: str, node: Node, indent: int, end: str) -> None:
    if isinstance(node, str):
        lines.append(f"{start}{node}{end}")
        return
    if node.flat is not None and width(start) + width(node.flat) + len(end) <= WIDTH:
        lines.append(f"{start}{node.flat}{end}")
        return
    if not node.entries:
        lines.append(f"{start}{node.opening}{node.closing}{end}")
        return
    lines.append(start + node.opening)
    inner = indent + INDENT
    margin = " " * inner
    comma = "" if _alone(node) else ","
    for entry in node.entries:
        for text in entry.comments:
            lines += [margin + line for line in comment(text, inner)]
        _lay(lines, margin + entry.lead, entry.node, inner, comma)
    lines.append(f"{' ' * indent}{node.closing}{end}")


def _alone(node: Group) -> bool:
    """Whether it is a call of one argument: formatters put no comma after it."""
    return node.closing == ")" and len(node.entries) == 1 and not node.entries[0].lead
