"""The page of a code as the text that pages of reports show: what `bastide explain` prints, written once."""

from collections.abc import Mapping
from dataclasses import dataclass

CODE = ("Example", "Use instead")
"""Sections that hold code."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What `bastide explain` says of a code, section by section."""

    title: str
    sections: Mapping[str, str]
    fix: str


def plain(entry: Entry) -> str:
    """Return a page as plain text."""
    parts = [entry.title, *(f"{name}\n{text}" for name, text in entry.sections.items())]
    return "\n\n".join([*parts, *([f"Fix: {entry.fix}"] if entry.fix else [])])


def markdown(entry: Entry) -> str:
    """Return a page as Markdown; code stands in fences, and no text is read as HTML."""
    parts = [f"**{_escaped(entry.title)}**"]
    for name, text in entry.sections.items():
        body = f"```hcl\n{text}\n```" if name in CODE else _escaped(text)
        parts.append(f"### {name}\n\n{body}")
    return "\n\n".join([*parts, *([f"**Fix:** {_escaped(entry.fix)}"] if entry.fix else [])])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
