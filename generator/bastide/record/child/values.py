"""Values on the wire, as plain JSON."""

from __future__ import annotations

from typing import Any

SIGNATURE = "4dabf18193072939515e22adb298388d"
"""The key that marks a special value (Pulumi's protocol, `sdk/go/common/resource`)."""
SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - a mark of the protocol
ASSET = "c44067f5952c0a294b673a41bacd8c17"
ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7"
REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e"
OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""Stands for a value that is known only after deploying."""


def plain(value: Any, secrets: list[str] | None = None, path: str = "") -> Any:
    """Return a value in the recording's form: whole numbers as integers, secrets unwrapped and their paths noted."""
    if isinstance(value, dict):
        mark = value.get(SIGNATURE)
        return _special(mark, value, secrets, path) if mark else _members(value, secrets, path)
    if isinstance(value, list):
        return [plain(one, secrets, f"{path}[{number}]") for number, one in enumerate(value)]
    if value == UNKNOWN:
        return {"$unknown": True}
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _members(value: dict[str, Any], secrets: list[str] | None, path: str) -> dict[str, Any]:
    return {name: plain(one, secrets, f"{path}.{name}" if path else name) for name, one in value.items()}


def _special(mark: str, value: dict[str, Any], secrets: list[str] | None, path: str) -> Any:
    if mark in (ASSET, ARCHIVE):
        return {"$asset": str(value.get("path") or value.get("uri") or "inline")}
    if mark == REFERENCE:
        return value.get("id") or value.get("urn")
    if mark == SECRET and secrets is not None:
        secrets.append(path)
    if mark == OUTPUT and value.get("secret") and secrets is not None:
        secrets.append(path)
    inner = value.get("value", {"$unknown": True} if mark == OUTPUT else None)
    return inner if inner == {"$unknown": True} else plain(inner, secrets, path)


def echoed(value: Any) -> Any:
    """Return an input as an output: what holds a file is left out, as the engine would return its hash."""
    if isinstance(value, dict):
        return {name: echoed(one) for name, one in value.items() if not _file(one)}
    if isinstance(value, list):
        return [echoed(one) for one in value if not _file(one)]
    return value


def _file(value: Any) -> bool:
    return isinstance(value, dict) and value.get(SIGNATURE) in (ASSET, ARCHIVE)
