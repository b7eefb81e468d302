"""Addresses and traversals as values: what `literal` writes bare."""

import re
from dataclasses import dataclass

IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_TRAVERSAL = re.compile(r'[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*|\[\d+\]|\["[\w/-]+"\])*', re.ASCII)


@dataclass(frozen=True, slots=True)
class Traversal:
    """A reference such as `aws_kms_key.records.arn`; attribute access makes a longer one. ValueError if malformed."""

    _text: str

    def __post_init__(self) -> None:
        if not _TRAVERSAL.fullmatch(self._text):
            message = f"`{self._text}` is not a traversal"
            raise ValueError(message)

    def __str__(self) -> str:
        return self._text

    def __getattr__(self, name: str) -> "Traversal":
        if name.startswith("_") or not IDENTIFIER.fullmatch(name):
            raise AttributeError(name)
        return Traversal(f"{self._text}.{name}")

    def at(self, key: int | str) -> "Traversal":
        """Return the traversal to one element: `x.at(0)` is `x[0]`."""
        step = str(key) if isinstance(key, int) else f'"{key}"'
        return Traversal(f"{self._text}[{step}]")


@dataclass(frozen=True, slots=True, init=False)
class Address(Traversal):
    """The address of a block: `Address("aws_kms_key", "records")`; `mode="data"` makes `data.aws_kms_key.records`.

    Written as a value it is the bare address, as `depends_on` and `provider` want it. It has no fields of its own, so
    that `.name`, `.type` and all others are traversals. ValueError if a part is not an identifier.
    """

    def __init__(self, type_: str, name: str, mode: str = "resource") -> None:
        for part in (type_, name):
            if not IDENTIFIER.fullmatch(part):
                message = f"`{part}` can't be part of an address"
                raise ValueError(message)
        prefix = "data." if mode == "data" else ""
        object.__setattr__(self, "_text", f"{prefix}{type_}.{name}")
