"""What the SDK must do otherwise while a recorder answers it.

Types are announced before they are needed, functions on outputs see what was put in and may fail, configuration that is
missing is a placeholder, and outputs of other stacks are named. Each departure that a judge must know of is noted.
"""

from __future__ import annotations

import copy
import json
import os
import re
import sys
import traceback
from functools import wraps
from pathlib import Path
from typing import Any

import pulumi
from pulumi import _types as types
from pulumi import runtime
from pulumi.output import Unknown

from bastide.record.child.channel import Sender
from bastide.record.child.shapes import members

PLAIN_KEY = re.compile(r"[A-Za-z0-9_$-]+\Z")


def apply(sender: Sender, job: dict[str, Any]) -> None:
    """Change the SDK that this process has loaded."""
    folder = os.path.realpath(job["program"])
    _announce_resources(sender)
    _announce_lookups(sender)
    _forgive_functions(sender, folder, Echoes(Path(job["echoes"])) if job["literal"] else None)
    _fill_configuration(sender, folder)
    _name_references()


class Echoes:
    """What the texts that stand for outputs were put in as, read as the recorder writes it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open(encoding="utf-8")
        self._known: dict[str, str] = {}
        self._rest = ""

    def literal(self, value: Any) -> Any:
        """Return a value with its texts replaced by what they stand for, where that is known."""
        if isinstance(value, str) and "~[" in value:
            self._read()
            return self._known.get(value, value)
        if isinstance(value, dict):
            changed = {name: new for name, one in value.items() if (new := self.literal(one)) is not one}
            return _with(value, changed) if changed else value
        if isinstance(value, list):
            found = [self.literal(one) for one in value]
            return found if any(new is not old for new, old in zip(found, value)) else value  # noqa: B905 - as long
        return value

    def _read(self) -> None:
        *lines, self._rest = (self._rest + self._file.read()).split("\n")
        self._known.update(json.loads(line) for line in lines)


def _with(value: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    """Return a copy of an object with other values; the SDK's objects are dictionaries that have attributes too."""
    found = copy.copy(value)
    dict.update(found, changed)
    return found


def _announce_resources(sender: Sender) -> None:
    """Tell the recorder what a resource's outputs look like before it is registered."""
    original = pulumi.Resource.__init__

    @wraps(original)
    def announced(self: Any, t: str, *args: Any, **options: Any) -> None:
        if not sender.knows("resource", t):
            kinds = types.resource_types(type(self)) if isinstance(self, pulumi.CustomResource) else {}
            names = getattr(self, "translate_output_property", None)
            sender.tell_once("resource", t, shape=members(kinds) if names else {})
        original(self, t, *args, **options)

    pulumi.Resource.__init__ = announced


def _announce_lookups(sender: Sender) -> None:
    for name in ("invoke", "invoke_async", "invoke_output"):
        original = getattr(runtime, name, None)
        if original is not None:
            setattr(runtime, name, _announcing(sender, original))


def _announcing(sender: Sender, original: Any) -> Any:
    @wraps(original)
    def announced(tok: str, props: Any, opts: Any = None, typ: Any = None, **more: Any) -> Any:
        if not sender.knows("lookup", tok):
            kinds = types.output_type_types(typ) if isinstance(typ, type) and types.is_output_type(typ) else {}
            sender.tell_once("lookup", tok, shape=members(kinds))
        return original(tok, props, opts, typ, **more)

    return announced


def _forgive_functions(sender: Sender, folder: str, echoes: Echoes | None) -> None:
    """Let a function on an output work on what was put in, and give an unknown where it can't work at all."""
    original = pulumi.Output.apply

    @wraps(original)
    def apply(self: Any, func: Any, run_with_unknowns: bool = False) -> Any:  # noqa: FBT001, FBT002 - the SDK's own
        def tried(value: Any) -> Any:
            try:
                return func(echoes.literal(value) if echoes else value)
            except Exception as error:
                if type(error).__name__ == "_OutputToStringError":
                    raise  # a mistake of the program, which the engine would report as well
                file, line = _inside(folder, traceback.extract_tb(error.__traceback__))
                sender.tell(
                    "note", note="apply", text=f"a function of an output failed: {error!r:.200}", file=file, line=line
                )
                return Unknown()

        return original(self, tried, run_with_unknowns)

    pulumi.Output.apply = apply


PLACEHOLDERS: dict[str, Any] = {"": "placeholder", "_int": 1, "_float": 1.0, "_bool": False, "_object": {}}


def _fill_configuration(sender: Sender, folder: str) -> None:
    """Give a placeholder for configuration that is required and missing."""
    for secret in ("", "_secret"):
        for kind, value in PLACEHOLDERS.items():
            name = f"require{secret}{kind}"
            if hasattr(pulumi.Config, name):
                setattr(pulumi.Config, name, _filling(sender, folder, name, value))


def _filling(sender: Sender, folder: str, name: str, value: Any) -> Any:
    original = getattr(pulumi.Config, name)

    @wraps(original)
    def filled(self: Any, key: str, *args: Any, **options: Any) -> Any:
        try:
            return original(self, key, *args, **options)
        except pulumi.ConfigMissingError:
            file, line = _inside(folder, traceback.extract_stack())
            text = f"the configuration `{self.full_key(key)}` is missing; a placeholder stands for it"
            sender.tell("note", note="placeholder", text=text, file=file, line=line)
            return pulumi.Output.secret(value) if "secret" in name else value

    return filled


def _name_references() -> None:
    """Name what another stack would give: nobody here knows it."""

    def output(self: Any, name: Any) -> Any:
        return pulumi.Output.all(name, self.outputs).apply(_named)

    for method in ("get_output", "require_output", "__getitem__"):
        setattr(pulumi.StackReference, method, output)


def _named(said: list[Any]) -> str:
    name, outputs = said
    step = f".{name}" if PLAIN_KEY.match(name) else f'["{name}"]'
    return f"~[{outputs['$of']}.outputs{step}]~"


def _inside(folder: str, frames: Any) -> tuple[str, int]:
    """Return the innermost of some frames that is the program's own."""
    for frame in reversed(frames):
        path = os.path.realpath(frame.filename)
        if path.startswith(folder + os.sep) and "site-packages" not in path:
            return path, frame.lineno or 0
    return "", 0


sys.dont_write_bytecode = True  # nothing is left in the program's folder
