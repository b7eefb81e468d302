"""What has been read so far: values with the places of their keys and of themselves."""

from dataclasses import dataclass
from typing import Any

from bastide.model.place import Place


@dataclass(frozen=True, slots=True)
class Item:
    """A value at a place: text, whole number, flag, a tuple of Items, or a dict of Items by key.

    `key` is where the key stands (the value itself for list items). Accessors assume a shape-checked item.
    """

    value: Any
    place: Place
    key: Place

    def get(self, name: str) -> "Item | None":
        """Return the item of a key, None when it is absent."""
        found: Item | None = self.value.get(name)
        return found

    def at(self, name: str) -> Place:
        """Return where a key's value stands, or this item when the key is absent."""
        found = self.get(name)
        return self.place if found is None else found.place

    def text(self, name: str, default: str = "") -> str:
        """Return a key's text."""
        found = self.get(name)
        return default if found is None else str(found.value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a key's truth value."""
        found = self.get(name)
        return default if found is None else bool(found.value)

    def items(self, name: str) -> "tuple[Item, ...]":
        """Return a key's list; a single item that stood without brackets is a list of one."""
        found = self.get(name)
        return () if found is None else tuple(found.value)

    def members(self, name: str) -> "dict[str, Item]":
        """Return a key's map of names."""
        found = self.get(name)
        return {} if found is None else dict(found.value)
