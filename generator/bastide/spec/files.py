"""The files of a spec: the page itself, its profile, and what it includes."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path, PurePosixPath

from bastide.model.diagnostic import CannotAnswerError, Diagnostic, Label
from bastide.source.nodes import Mapping, Node
from bastide.source.text import read_text
from bastide.source.yamldoc import read
from bastide.spec import keys
from bastide.spec.codes import fault
from bastide.spec.faults import Faults
from bastide.spec.item import Item
from bastide.spec.reading import Reader
from bastide.spec.sections import SECTIONS
from bastide.spec.shape import Record
from bastide.spec.values import closest

MOST_FILES = 500
MOST_DEPTH = 64
"""Folders in folders that `**` is followed into."""

_WILD = frozenset("*?[")
_FOREIGN = ("agencies", "zones", "never", "waivers", *(one.name for one in SECTIONS if one.is_map and not one.agencies))
"""What a file that an agency includes may not hold: it decides for others."""

_MAPS = tuple(section.name for section in SECTIONS if section.is_map)
_SETTINGS = tuple(section.name for section in SECTIONS if not section.is_map)
_FROM_INCLUDES = ("agencies", "zones", "stores", "workloads", "flows", *_MAPS)
_FROM_PROFILE = ("classes", "tiers", "zones", "access", "logging", *_SETTINGS)


@dataclass(frozen=True, slots=True)
class Part:
    """One file's content; `agency` is the agency that answers for the file, None for the platform."""

    content: Item
    agency: str | None


class Files:
    """Reads the files of one spec; faults and texts go to `faults`, what couldn't be read to `lost`."""

    def __init__(self, spec: Path, faults: Faults) -> None:
        self.lost: set[str] = set()
        self._spec = spec
        self._faults = faults
        self._seen: dict[Path, Item | None] = {Path(os.path.realpath(spec)): None}

    def root(self) -> Item | None:
        """Return the page itself, as much as can be read."""
        node = self._node(self._spec, str(self._spec), None)
        return None if node is None else self._content(node, keys.root)

    def profile(self, named: Item | None, library: Path) -> Item | None:
        """Return the profile that the page names."""
        if named is None:
            self.lost.update(_FROM_PROFILE if "profile" in self.lost else ())
            return None
        profiles = {path.parent.name: path for path in (library / "blueprints").glob("*/profile.yaml")}
        path = profiles.get(str(named.value))
        node = None
        if path is None:
            said = f"there is no profile `{named.value}`"
            self._faults.add([fault("SPEC014", said, named.place, fix=closest(str(named.value), profiles))])
        else:
            node = self._node(path, f"blueprints/{named.value}/profile.yaml", named)
        content = None if node is None else self._content(node, keys.profile_file)
        if content is None:
            self.lost.update(_FROM_PROFILE)
        return content

    def parts(self, content: Item, folder: Path, agency: str | None = None) -> Iterator[Part]:
        """Yield what a file includes, and what that includes in turn."""
        for pattern in content.items("include"):
            for path in self._matches(pattern, folder):
                yield from self._part(path, pattern, agency)

    def _part(self, path: Path, pattern: Item, agency: str | None) -> Iterator[Part]:
        self._seen[Path(os.path.realpath(path))] = pattern
        node = self._node(path, str(path), pattern)
        named = isinstance(node, Mapping) and node.get("agency") is not None
        content = None if node is None else self._content(node, keys.agency_file if named else keys.part_file)
        if content is None:
            self.lost.update(_FROM_INCLUDES)
            return
        if agency is not None:
            self._faults.add(_foreign(content, agency))
        elif named:
            agency = content.text("agency") or None
        yield Part(content, agency)
        yield from self.parts(content, path.parent, agency)

    def _matches(self, pattern: Item, folder: Path) -> Iterator[Path]:
        text = str(pattern.value)
        if PurePosixPath(text).is_absolute() or ".." in PurePosixPath(text).parts:
            self._faults.add([_outside(text, pattern)])
            return
        found, unlisted = _glob(folder, text), list(_unlisted(folder, text))
        for error in unlisted:
            said = f"`{error.filename}` can't be listed: {(error.strerror or 'for no reason given').lower()}"
            self._faults.add([fault("SPEC010", said, pattern.place, fix="check the folder's permissions")])
            self.lost.update(_FROM_INCLUDES)
        if not found and not unlisted:
            fix = "correct the path, or remove the line"
            self._faults.add([fault("SPEC012", f"no file matches `{text}`", pattern.place, fix=fix)])
        home = Path(os.path.realpath(self._spec.parent))
        for path in found:
            real = Path(os.path.realpath(path))
            if not real.is_relative_to(home):
                self._faults.add([_outside(str(path), pattern)])
            elif real in self._seen:
                self._faults.add([_again(path, pattern, self._seen[real])])
            elif len(self._seen) >= MOST_FILES:
                said = f"more than {MOST_FILES} files are included"
                raise CannotAnswerError([fault("SPEC002", said, pattern.place, fix="name fewer files")])
            else:
                yield path

    def _node(self, path: Path, shown: str, named: Item | None) -> Node | None:
        """Return a file's root node; `named` is what named the file, where a fault without a place points."""
        try:
            text = read_text(path, shown)
        except CannotAnswerError as error:
            places = () if named is None else (Label(named.place, "named here"),)
            self._faults.sources.update(error.sources)
            self._faults.add(_pointing(one, places) for one in error.diagnostics)
            return None
        self._faults.sources[shown] = text
        document = read(text, shown)
        self._faults.add(document.faults)
        return document.root

    def _content(self, node: Node, shape: Record) -> Item | None:
        reader = Reader(self._faults.add)
        content = reader.page(node, shape)
        self.lost |= reader.lost
        return content


def _glob(folder: Path, pattern: str) -> list[Path]:
    """Return what a pattern matches but for folders; a link that leads nowhere is a file that can't be read."""
    try:
        return sorted(path for path in folder.glob(pattern) if not path.is_dir())
    except (ValueError, NotImplementedError, OSError, RecursionError):
        return []


def _unlisted(folder: Path, pattern: str) -> Iterator[OSError]:
    """Yield why a folder that a pattern looks into can't be listed; `Path.glob` would pass over it in silence."""
    parts = PurePosixPath(pattern).parts
    fixed = list(takewhile(lambda part: not _WILD.intersection(part), parts))
    base = folder.joinpath(*fixed)
    deepest = MOST_DEPTH if "**" in parts else len(parts) - len(fixed) - 1
    errors: list[OSError] = []
    for directory, names, _ in os.walk(base, onerror=errors.append):
        if len(Path(directory).relative_to(base).parts) >= deepest:
            names.clear()
    yield from (error for error in errors if not isinstance(error, FileNotFoundError | NotADirectoryError))


def _pointing(problem: Diagnostic, labels: tuple[Label, ...]) -> Diagnostic:
    """Return a fault with a place, its own if it has one."""
    return Diagnostic(problem.code, problem.message, problem.labels or labels, problem.why, problem.fix)


def _outside(text: str, pattern: Item) -> Diagnostic:
    said = f"`{text}` leads out of the spec's folder"
    return fault("SPEC011", said, pattern.place, fix="move the file into a folder beside the spec")


def _again(path: Path, pattern: Item, before: Item | None) -> Diagnostic:
    if before is None:
        said, fix = (
            f"`{pattern.value}` matches the spec itself",
            "put the other files in a folder, such as `agencies/*.yaml`",
        )
        return fault("SPEC013", said, pattern.place, fix=fix)
    said, label = f"`{path.name}` is included again", Label(before.place, "it is included here already")
    return fault("SPEC013", said, pattern.place, label, fix="remove one of the two, or write a narrower pattern")


def _foreign(content: Item, agency: str) -> Iterator[Diagnostic]:
    for key in ("agency", *_FOREIGN):
        item = content.get(key)
        if item is not None:
            said = f"a file that agency `{agency}` includes decides `{key}`"
            yield fault("SPEC049", said, item.key, fix="move it into the platform's own file")
