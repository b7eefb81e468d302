"""The files of a spec: the page itself, its profile, and what it includes, merged flat."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bastide.model.diagnostic import CannotAnswerError, Diagnostic, Label
from bastide.model.place import Place
from bastide.source.yamldoc import Mapping, Node, parse
from bastide.spec import keys
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned, merged
from bastide.spec.floors import lowered
from bastide.spec.item import Item
from bastide.spec.reading import Reader, closest
from bastide.spec.shape import Record

Declared = TypeVar("Declared", Item, Owned)


@dataclass(slots=True)
class Gathered:
    """What was read: the draft, the text of each file by its shown name, and the faults so far."""

    draft: Draft = field(default_factory=Draft)
    sources: dict[str, str] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)


def gather(path: Path, library: Path) -> Gathered:
    """Read a spec and everything it names; faults are collected, never raised."""
    files = _Files(path)
    root = files.read(path, str(path), keys.root)
    if root is not None:
        files.merge_root(root, library)
    return files.result


class _Files:
    """Reads files one by one into one draft."""

    def __init__(self, spec: Path) -> None:
        self.folder = spec.parent
        self.result = Gathered()
        self._including = [Path(os.path.realpath(spec))]
        self._included: set[Path] = set()

    def read(self, path: Path, shown: str, shape: Record | None = None) -> Item | None:
        """Return a file's content held against a shape (an agency's file or a part, if none is given)."""
        node = self._node(path, shown)
        if node is None:
            return None
        if shape is None:
            agency = isinstance(node, Mapping) and node.get("agency") is not None
            shape = keys.agency_file if agency else keys.part_file
        reader = Reader()
        item = reader.read(node, shape, "")
        self.result.faults.extend(reader.faults)
        self.result.draft.lost |= reader.lost
        return item if item is not None else reader.partial

    def merge_root(self, root: Item, library: Path) -> None:
        """Merge the page over its profile, then everything that it includes."""
        draft = self.result.draft
        profile = self._profile(root, library)
        draft.platform = root.get("platform")
        if profile is not None:
            self.result.faults.extend(lowered(profile, root))
            tiers = {name: item.get("tier") for name, item in profile.members("classes").items()}
            draft.floor_tiers = {name: item for name, item in tiers.items() if item is not None}
        for section in ("classes", "tiers", "zones"):
            base = {} if profile is None else profile.members(section)
            getattr(draft, section).update(merged(base, root.members(section)))
        draft.access = _with_all_pairs(profile, root, _section(profile, root, "access"))
        draft.logging = _section(profile, root, "logging")
        base_roles = _roles(profile)
        draft.roles = merged(base_roles, _roles(root))
        own = root.get("access")
        own_roles = {} if own is None else own.members("roles")
        draft.profile_roles = frozenset(name for name in base_roles if "reach" not in _keys(own_roles.get(name)))
        draft.waivers.extend(() if profile is None else profile.items("waivers"))
        self._agencies(root)
        self._common(root, None)
        self._include(root, self.folder)

    def _profile(self, root: Item, library: Path) -> Item | None:
        named = root.get("profile")
        if named is None:
            return None
        profiles = {path.parent.name for path in (library / "blueprints").glob("*/profile.yaml")}
        if named.value not in profiles:
            self.result.draft.unread = True
            said = f"there is no profile `{named.value}`"
            self.result.faults.append(
                fault("SPEC014", said, named.place, fix=closest(str(named.value), list(profiles)))
            )
            return None
        path = library / "blueprints" / str(named.value) / "profile.yaml"
        return self.read(path, f"blueprints/{named.value}/profile.yaml", keys.profile_file)

    def _agencies(self, part: Item) -> None:
        for name, item in part.members("agencies").items():
            self._add(self.result.draft.agencies, "agency", name, item)

    def _common(self, part: Item, agency: str | None) -> None:
        draft = self.result.draft
        draft.flows.extend(Owned(item, agency) for item in part.items("flows"))
        draft.never.extend(Owned(item, agency) for item in part.items("never"))
        draft.waivers.extend(part.items("waivers"))
        for name, item in part.members("stores").items():
            self._add(draft.stores, "store", name, Owned(item, agency))
        for name, item in part.members("workloads").items():
            self._add(draft.workloads, "workload", name, Owned(item, agency))

    def _add(self, known: dict[str, Declared], what: str, name: str, item: Declared) -> None:
        if name not in known:
            known[name] = item
            return
        first = known[name]
        places = (Label(_key(item)), Label(_key(first), "first here"))
        said = f"the {what} `{name}` is declared twice"
        self.result.faults.append(fault("SPEC015", said, *places, fix=f"rename or remove one `{name}`"))

    def _include(self, part: Item, folder: Path) -> None:
        for pattern in part.items("include"):
            for path in self._matches(pattern, folder):
                self._included_file(path, pattern)

    def _matches(self, pattern: Item, folder: Path) -> Iterator[Path]:
        text = str(pattern.value)
        root = Path(os.path.realpath(self.folder))
        if ".." in Path(text).parts or Path(text).is_absolute():
            self._outside(text, pattern.place)
            return
        try:
            found = sorted(path for path in folder.glob(text) if path.is_file())
        except (ValueError, NotImplementedError, OSError, RecursionError):
            found = []
        if not found:
            said = f"no file matches `{text}`"
            self.result.faults.append(fault("SPEC012", said, pattern.place, fix="correct the path, or remove the line"))
        for path in found:
            if Path(os.path.realpath(path)).is_relative_to(root):
                yield path
            else:
                self._outside(str(path), pattern.place)

    def _outside(self, text: str, place: Place) -> None:
        said = f"`{text}` leads out of the spec's folder"
        self.result.faults.append(fault("SPEC011", said, place, fix="move the file into a folder beside the spec"))

    def _included_file(self, path: Path, pattern: Item) -> None:
        real = Path(os.path.realpath(path))
        if real in self._including:
            said = f"`{path.name}` includes itself"
            self.result.faults.append(
                fault("SPEC013", said, pattern.place, fix="remove one of the two `include` lines")
            )
            return
        if real in self._included:
            return
        self._included.add(real)
        part = self.read(path, str(path))
        if part is None:
            return
        self._including.append(real)
        agency = part.get("agency")
        name = None if agency is None else str(agency.value)
        if name is not None and agency is not None:
            self._add(self.result.draft.agencies, "agency", name, Item(part.value, agency.place, agency.place))
        self._agencies(part)
        self._zones(part)
        self._common(part, name)
        self._include(part, path.parent)
        self._including.pop()

    def _zones(self, part: Item) -> None:
        for name, item in part.members("zones").items():
            self._add(self.result.draft.zones, "zone", name, item)

    def _node(self, path: Path, shown: str) -> Node | None:
        try:
            text = path.read_text(encoding="utf-8") if _fits(path) else None
        except (OSError, UnicodeDecodeError) as error:
            self.result.faults.append(_unreadable(shown, error))
            self.result.draft.unread = True
            return None
        if text is None:
            said = f"`{shown}` is not a file of at most {MOST_BYTES} bytes"
            self.result.faults.append(fault("SPEC010", said, fix="name a text file; split a large one with `include:`"))
            self.result.draft.unread = True
            return None
        self.result.sources[shown] = text
        try:
            return parse(text, shown)
        except CannotAnswerError as error:
            self.result.faults.extend(error.diagnostics)
            self.result.draft.unread = True
            return None


MOST_BYTES = 1 << 20


def _fits(path: Path) -> bool:
    """Whether it is an ordinary file of a reasonable size: a pipe would be waited for, a device never ends."""
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return stat.S_ISREG(found.st_mode) and found.st_size <= MOST_BYTES


def _unreadable(shown: str, error: OSError | UnicodeDecodeError) -> Diagnostic:
    reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
    return fault(
        "SPEC010", f"`{shown}` can't be read: {reason}", fix="check the path, its permissions and its encoding"
    )


def _keys(item: Item | None) -> set[str]:
    return set() if item is None else set(item.value)


def _roles(part: Item | None) -> dict[str, Item]:
    access = None if part is None else part.get("access")
    return {} if access is None else access.members("roles")


def _section(profile: Item | None, root: Item, name: str) -> Item | None:
    below = None if profile is None else profile.get(name)
    over = root.get(name)
    if below is None or over is None:
        return over or below
    return merged({name: below}, {name: Item(merged(below.value, over.value), over.place, over.key)})[name]


def _with_all_pairs(profile: Item | None, root: Item, access: Item | None) -> Item | None:
    """Separations add up: what the profile keeps apart, no spec can join by a list of its own."""
    parts = [part.get("access") for part in (profile, root) if part is not None]
    pairs = [pair for part in parts if part is not None for pair in part.items("separate")]
    if access is None or not pairs:
        return access
    separate = Item(tuple(pairs), access.at("separate"), access.at("separate"))
    return Item({**access.value, "separate": separate}, access.place, access.key)


def _key(declared: object) -> Place:
    item = declared.item if isinstance(declared, Owned) else declared
    if not isinstance(item, Item):
        raise TypeError(type(item).__name__)
    return item.key
