"""Digests that name what a stack was made from."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import Any

from bastide.model.place import Place
from bastide.model.platform import Platform


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def platform_digest(platform: Platform) -> str:
    """Return a digest of what a spec means: key order, comments, file layout and line numbers don't matter."""
    return sha256(json.dumps(_plain(platform), sort_keys=True, ensure_ascii=False, default=str).encode())


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.type is not Place}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
