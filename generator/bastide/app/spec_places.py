"""Where the entries of a spec stand that the comments of a generated tree name: `zones.edge` is line 18 of the spec."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from bastide.model.place import Place
from bastide.model.platform import Platform


def spec_places(platform: Platform, folder: Path) -> Mapping[str, str]:
    """Return `file:line` of each entry by its path; files are named from the spec's folder, profiles by theirs.

    Entries are sections (`recovery`), what has a name in one (`zones.edge`), and what has one below it.
    """
    return {path: _told(place, folder) for path, place in _entries("", platform)}


def _entries(above: str, holder: Any) -> Iterator[tuple[str, Place]]:
    for one in fields(holder):
        value, path = getattr(holder, one.name), f"{above}{one.name}"
        if isinstance(value, tuple):
            yield from _named(path, value)
        elif is_dataclass(value) and not isinstance(value, type | Place):
            place = getattr(value, "place", None)
            if isinstance(place, Place):
                yield path, place
            yield from _entries(f"{path}.", value)


def _named(path: str, items: tuple[Any, ...]) -> Iterator[tuple[str, Place]]:
    for item in items:
        place, name = getattr(item, "place", None), getattr(item, "name", None)
        if isinstance(place, Place) and isinstance(name, str):
            yield f"{path}.{name}", place


def _told(place: Place, folder: Path) -> str:
    """Return a place without saying where the spec's folder is on this machine."""
    file = Path(place.file)
    below = file.relative_to(folder) if file.is_relative_to(folder) else Path(*file.parts[-2:])
    return f"{below.as_posix()}:{place.line}"
