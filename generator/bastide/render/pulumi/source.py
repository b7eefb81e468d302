"""The rendered Terraform as a program is written from it: resources, each with its comments and its section."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bastide.hcl.parse import parse
from bastide.model.graph import Block
from bastide.render.pulumi.faults import Faults

_HEADING = re.compile(r"[A-Z]{2,4}-\d\d |spec: ")
_NEXT = re.compile(r"; (?=[A-Z]{2,4}-\d\d )")
"""Between two controls of one comment: each gets a line of its own."""
_NOT_OURS = frozenset({"terraform"})
"""Blocks that speak of Terraform itself: versions stand in `requirements.txt`."""


@dataclass(frozen=True, slots=True)
class Source:
    """One rendered file: its path, its text, the capability that wrote it and the part of the spec it serves."""

    path: str
    text: str
    capability: str
    target: str


@dataclass(frozen=True, slots=True)
class Declared:
    """A block with the comments above it, and the comment that heads its section (control and spec line)."""

    body: Block
    comments: tuple[str, ...]
    section: tuple[str, ...]

    @property
    def address(self) -> str:
        """The resource's address, `aws_subnet.edge_a`."""
        return ".".join(self.body.labels)


@dataclass(slots=True)
class File:
    """A file's resources and providers in order; `inner` holds comments inside blocks by line, `last` those after."""

    source: Source
    resources: list[Declared] = field(default_factory=list)
    providers: list[Declared] = field(default_factory=list)
    inner: dict[int, str] = field(default_factory=dict)
    last: tuple[str, ...] = ()


def read(source: Source, faults: Faults) -> File:
    """Read one file; what has no form in the program becomes a fault. ParseError if the text is not HCL."""
    file = File(source)
    comments = dict(_comments(source.text))
    loose: list[str] = []
    section: tuple[str, ...] = ()
    at = 0
    root = parse(source.text, source.path)
    for attribute in root.attributes.values():
        faults.argument(source.path, attribute.name, attribute.place)
    for block in root.blocks:
        loose += _taken(comments, at, block.place.line)
        at = block.end_line
        own = tuple(loose)
        section = own if any(_HEADING.match(text) for text in own) else section
        loose = list(own) if block.type in _NOT_OURS else []
        _keep(file, Declared(block, own, section), faults)
    file.last = tuple(_taken(comments, at, source.text.count("\n") + 2)) + tuple(loose)
    file.inner = comments
    return file


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """Yield the comment lines with their numbers; the templates write no others, and no heredocs."""
    for number, line in enumerate(text.split("\n"), 1):
        if "#" in line and (stripped := line.lstrip()).startswith("#"):
            yield number, stripped[1:].strip()


def _taken(comments: dict[int, str], start: int, end: int) -> Iterable[str]:
    """Take the comments between two lines, so that what is left stands inside blocks."""
    lines = [line for line in comments if start < line < end]
    return [part for line in lines for part in _NEXT.split(comments.pop(line))]


def _keep(file: File, declared: Declared, faults: Faults) -> None:
    kind = declared.body.type
    if kind == "resource":
        file.resources.append(declared)
    elif kind == "provider":
        file.providers.append(declared)
    elif kind not in _NOT_OURS:
        faults.block(kind, declared.body.place)
