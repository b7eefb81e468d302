"""Values of a state: what Pulumi wraps with a signature is unwrapped, what is hidden stays so.

Source: `sdk/go/common/resource/sig` of pulumi/pulumi.
"""

import json
from collections.abc import Mapping
from typing import Any

from bastide.graph.pulumi.holes import shown
from bastide.graph.pulumi.recording import SECRET, UNKNOWN
from bastide.graph.pulumi.written import Path

_KEY = "4dabf18193072939515e22adb298388d"
_SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - the mark of a secret, not one
_ASSETS = frozenset({"c44067f5952c0a294b673a41bacd8c17", "0def7320c3a5731c473e5ecbe6d01bc7"})
_OUTPUT, _RESOURCE = "d0e6a833031e9bbcd3f4e8bde6ca49a4", "5cf8f73096256a8f31e491e813e4eb8e"
_COMPUTED = frozenset({"04da6b54-80e4-46f7-96ec-b56ff0331ba9", "output<string>"})
"""How a value is written that only deploying tells."""
_BLINDED = "[secret]"


def value_of(value: Any, path: Path, secrets: set[str]) -> Any:
    """Return a value as a recording holds it; the paths of secrets are added to `secrets`."""
    match value:
        case str():
            return UNKNOWN if value in _COMPUTED else SECRET if value == _BLINDED else value
        case list():
            return [value_of(item, (*path, index), secrets) for index, item in enumerate(value)]
        case Mapping() if _KEY in value:
            return _marked(value, path, secrets)
        case Mapping():
            return {key: value_of(item, (*path, key), secrets) for key, item in value.items()}
        case _:
            return value


def _marked(value: Mapping[str, Any], path: Path, secrets: set[str]) -> Any:
    mark = value[_KEY]
    if mark == _SECRET:
        secrets.add(shown(path))
        return _revealed(value, path, secrets)
    if mark in _ASSETS:
        return {"$asset": next((value[name] for name in ("path", "uri", "text", "hash") if name in value), "")}
    if mark == _OUTPUT:
        return value_of(value["value"], path, secrets) if "value" in value else UNKNOWN
    if mark == _RESOURCE:
        return value.get("id") or UNKNOWN
    return UNKNOWN


def _revealed(value: Mapping[str, Any], path: Path, secrets: set[str]) -> Any:
    if "value" in value:
        return value_of(value["value"], path, secrets)
    try:
        return value_of(json.loads(value["plaintext"]), path, secrets)
    except (KeyError, TypeError, ValueError, RecursionError):
        return SECRET
