"""Puts what stands for outputs into the answers that the SDK reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bastide.record.child.shapes import Shape
from bastide.record.child.values import SECRET, SIGNATURE, UNKNOWN

_PROVIDER = "pulumi:providers:"


def filled(
    said: Any,
    request: Any,
    kinds: Mapping[str, Any],
    number: str,
    shape: Shape,
    *,
    remember: Callable[[str, str], None] | None,
) -> None:
    """Add a resource's outputs, `kinds` by name, to its inputs in `said`.

    With `remember`, a text that was put in is named like every other output, and told to it.
    """
    hidden = frozenset(request.additionalSecretOutputs)
    for name, kind in kinds.items():
        path = f"{number}.{name}"
        if name in said.fields and request.remote and not shape.fits(said.fields[name], kind):
            del said.fields[name]  # an input and an output of a component may share no more than their name
        if name in said.fields:
            text = shape.text(kind) and not request.type.startswith(_PROVIDER)
            if remember is None or not text or not _named(said.fields[name], path, remember):
                shape.complete(said.fields[name], path, kind)
            continue
        value = shape.value(path, kind)
        if value is not None:
            said.update({name: {SIGNATURE: SECRET, "value": value} if name in hidden and value != UNKNOWN else value})


def answered(said: Any, request: Any, kinds: Mapping[str, Any], number: str, shape: Shape) -> None:
    """Add the results of a function to `said`; what it was asked with is what it answers."""
    for name, kind in kinds.items():
        if name in said.fields:
            continue
        if name in request.args.fields and shape.fits(request.args.fields[name], kind):
            said.fields[name].CopyFrom(request.args.fields[name])
            continue
        value = shape.value(f"i:{number}.{name}", kind)
        if value is not None:
            said.update({name: value})


def _named(value: Any, path: str, remember: Callable[[str, str], None]) -> bool:
    """Put an output's name in place of a text; tells whether it was one."""
    if value.WhichOneof("kind") != "string_value" or value.string_value == UNKNOWN:
        return False
    name = f"~[{path}]~"
    remember(name, value.string_value)
    value.string_value = name
    return True
