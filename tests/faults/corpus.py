"""The corpus of seeded faults: one small change to a generated stack each, and what must be said about it.

A patch starts with a comment: what the change does, a line `expect:` with the codes that must newly be found, and,
where the change removes something, a line `blame:` with the resource that lost it.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bastide.graph.read import read_tree
from faults.patching import Patch, parse, plant

STACK = Path(__file__).resolve().parents[2] / "examples/cloud-window/stack"
PATCHES = Path(__file__).parent / "patches"
MANIFEST = "manifest.json"
"""Left out of every copy: with it the rule for edited files would know at once that something changed."""


@dataclass(frozen=True)
class Fault:
    """One fault: its patch, what it does in words, the codes expected, and the resource to blame for a removal."""

    name: str
    patch: Patch

    @cached_property
    def words(self) -> str:
        """What the change does."""
        return " ".join(line for line in self.patch.comment if not line.startswith(("expect:", "blame:")))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes that must be found, at the blamed lines."""
        return self._given("expect:")

    @cached_property
    def losers(self) -> tuple[str, ...]:
        """The addresses of the resources that lost what was removed; none where a line was added or changed."""
        return self._given("blame:")

    def _given(self, word: str) -> tuple[str, ...]:
        lines = (line.removeprefix(word) for line in self.patch.comment if line.startswith(word))
        return tuple(one for line in lines for one in line.split())


def corpus() -> tuple[Fault, ...]:
    """Return every fault, by name."""
    return tuple(Fault(path.stem, parse(path.read_text(encoding="utf-8"))) for path in sorted(PATCHES.glob("*.patch")))


def copied(tree: Path) -> Path:
    """Copy the stack into a directory that does not exist yet."""
    return shutil.copytree(STACK, tree, ignore=shutil.ignore_patterns(MANIFEST))


def planted(fault: Fault, tree: Path) -> frozenset[tuple[str, int]]:
    """Copy the stack with a fault in it; returns the lines (file, number) that a finding must point at one of."""
    copied(tree)
    added = plant(fault.patch, tree)
    return frozenset(_blocks(fault, tree)) if fault.losers else frozenset(added)


def _blocks(fault: Fault, tree: Path) -> Iterator[tuple[str, int]]:
    resources = read_tree(tree).by_address
    for address in fault.losers:
        resource = resources[address]
        yield from ((resource.place.file, n) for n in range(resource.place.line, resource.body.end_line + 1))
