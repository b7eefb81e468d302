"""Reads the one list of what the emulator can't serve, `not_served.yaml`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

LIST = Path(__file__).with_name("not_served.yaml")


@dataclass(frozen=True, slots=True)
class Type:
    """A resource type left out of the emulator's copy, and what moto answers when asked for it."""

    name: str
    error: str


@dataclass(frozen=True, slots=True)
class Setting:
    """An argument given another value in the emulator's copy, and why: moto's error, or what a destroy needs.

    `argument` may name an argument of a nested block (`lifecycle.prevent_destroy`). A value of None leaves it out.
    """

    type: str
    argument: str
    value: Any
    why: str


@dataclass(frozen=True, slots=True)
class NotServed:
    """The whole list: `settings` are moto's gaps, `lifted` the guards that only a destroy needs out of the way."""

    types: tuple[Type, ...]
    settings: tuple[Setting, ...]
    lifted: tuple[Setting, ...]

    @property
    def left_out(self) -> frozenset[str]:
        """The names of the types that are left out."""
        return frozenset(entry.name for entry in self.types)

    def left_out_of(self, resource_type: str) -> frozenset[str]:
        """The names of the arguments and blocks that resources of a type lose."""
        return frozenset(one.argument for one in self.settings if one.type == resource_type and one.value is None)


def read(path: Path = LIST) -> NotServed:
    """Return the list in a file; raise TypeError or KeyError on an entry of another shape."""
    raw = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return NotServed(
        types=tuple(Type(**entry) for entry in raw["types"] or ()),
        settings=tuple(Setting(**entry) for entry in raw["settings"] or ()),
        lifted=tuple(Setting(**entry) for entry in raw["lifted"] or ()),
    )
