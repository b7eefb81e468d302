"""What a Terraform provider's schema says of one block, nested blocks and attributes with objects told alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LISTED = frozenset({"list", "set"})


@dataclass(frozen=True)
class Member:
    """One attribute or nested block; `inside` is the block that its objects follow, None where it holds values."""

    name: str
    computed: bool
    listed: bool
    only: bool
    block: bool
    inside: Mapping[str, Any] | None

    def computes(self) -> bool:
        """Tell whether any of it can only be read."""
        return self.computed or any(one.computes() for one in members(self.inside or {}).values())


def members(block: Mapping[str, Any]) -> dict[str, Member]:
    """Return what a block holds, by name."""
    attributes = {name: _attribute(name, one) for name, one in block.get("attributes", {}).items()}
    return attributes | {name: _nested(name, one) for name, one in block.get("block_types", {}).items()}


def settable(block: Mapping[str, Any]) -> set[str]:
    """Return the names in a block that can be set."""
    return {name for name, one in members(block).items() if not one.computed}


def _attribute(name: str, said: Mapping[str, Any]) -> Member:
    computed = bool(said.get("computed")) and not said.get("optional")
    kind = said.get("type")
    listed = isinstance(kind, list) and kind[0] in LISTED
    return Member(name, computed, listed, only=False, block=False, inside=_object(kind[1] if listed else kind))


def _nested(name: str, said: Mapping[str, Any]) -> Member:
    listed, only = said["nesting_mode"] in LISTED, said.get("max_items") == 1
    return Member(name, computed=False, listed=listed, only=only, block=True, inside=said["block"])


def _object(kind: Any) -> Mapping[str, Any] | None:
    """Return the block that an object type would be: each attribute may be set."""
    if not isinstance(kind, list) or kind[0] != "object":
        return None
    return {"attributes": {name: {"type": one, "optional": True} for name, one in kind[1].items()}}
