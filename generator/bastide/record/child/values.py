"""Values as the SDK sends them, as plain JSON."""

from __future__ import annotations

import math
from typing import Any

SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - Pulumi's mark, no secret
ASSET = "c44067f5952c0a294b673a41bacd8c17"
ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7"
RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e"
OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
"""The keys by which Pulumi's protocol marks a value as something else than what it looks like."""
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""What the protocol writes for a value that is known only after deploying."""

_EXACT = 2**53
_HIDDEN = "__"


class Reader:
    """Turns the protocol's values into JSON; collects the paths of `secrets`, and the files that `assets` name."""

    def __init__(self) -> None:
        self.secrets: list[str] = []
        self.assets: list[str] = []

    def struct(self, struct: Any, path: str = "") -> dict[str, Any]:
        """Return a message's fields by name, without those that the SDK keeps for itself."""
        fields = struct.fields
        prefix = f"{path}." if path else ""
        names = sorted(name for name in fields if not name.startswith(_HIDDEN))
        return {name: self.value(fields[name], f"{prefix}{name}") for name in names}

    def value(self, value: Any, path: str) -> Any:
        """Return one value."""
        kind = value.WhichOneof("kind")
        if kind == "struct_value":
            return self._object(value.struct_value, path)
        if kind == "list_value":
            return [self.value(one, f"{path}[{index}]") for index, one in enumerate(value.list_value.values)]
        if kind == "string_value":
            return unknown() if value.string_value == UNKNOWN else value.string_value
        if kind == "number_value":
            return number(value.number_value)
        return value.bool_value if kind == "bool_value" else None

    def _object(self, struct: Any, path: str) -> Any:
        fields = struct.fields
        if SIGNATURE not in fields:
            return self.struct(struct, path)
        marked = fields[SIGNATURE].string_value
        if marked == SECRET:
            self.secrets.append(path)
            return self.value(fields["value"], path)
        if marked == RESOURCE:
            return self.value(fields["id" if "id" in fields else "urn"], path)
        if marked in (ASSET, ARCHIVE):
            return self._asset(fields, path)
        return self.value(fields["value"], path) if marked == OUTPUT and "value" in fields else unknown()

    def _asset(self, fields: Any, path: str) -> Any:
        if "assets" in fields:
            inside = fields["assets"].struct_value
            return {"$asset": "inline", "assets": self.struct(inside, path)}
        if "path" in fields:
            self.assets.append(fields["path"].string_value)
            return {"$asset": fields["path"].string_value}
        return {"$asset": fields["uri"].string_value if "uri" in fields else "inline"}


def unknown() -> dict[str, Any]:
    """Return what a recording writes for a value that is known only after deploying."""
    return {"$unknown": True}


def number(value: float) -> Any:
    """Return a number as it was written: the protocol knows only floating point."""
    if not math.isfinite(value):
        return unknown()
    return int(value) if value.is_integer() and abs(value) < _EXACT else value
