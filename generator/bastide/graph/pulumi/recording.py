"""What was registered while a Pulumi program ran, whichever file says so; `bastide.recording/1` is the fullest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SCHEMA = "bastide.recording/1"
MESSAGE = "message"
"""The kind of a note that says nothing of what is declared: what the SDK and the recorder tell."""
FINISHED, TIMED_OUT = "finished", "timed-out"
UNKNOWN: Mapping[str, Any] = {"$unknown": True}
"""Stands in inputs for a value that only deploying tells."""
SECRET: Mapping[str, Any] = {"$secret": True}
"""Stands in inputs for a value that is kept hidden."""
_NO_RECORDING = "it is no recording"


@dataclass(frozen=True, slots=True)
class Registration:
    """One resource, component or provider as the program registered it; names and keys are Pulumi's.

    `inputs` hold sentinels (`~[3.arn]~`: output `arn` of number 3) where they take another one's outputs. `file` and
    `line` say which line registered it, 0 where that is not the program's own.
    """

    number: int
    urn: str
    type: str
    name: str
    inputs: Mapping[str, Any]
    custom: bool = True
    remote: bool = False
    read: bool = False
    id: str = ""
    parent: str = ""
    provider: str = ""
    protect: bool = False
    delete_before_replace: bool = False
    ignore_changes: tuple[str, ...] = ()
    dependencies: tuple[str, ...] = ()
    property_dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Invoke:
    """One question that the program asked a provider."""

    number: int
    token: str
    args: Mapping[str, Any]
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Opaque:
    """Something that the recorder could not see through, and why."""

    kind: str
    text: str
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Broken:
    """Why a program's run did not reach its end."""

    timed_out: bool
    message: str
    file: str = ""
    line: int = 0


@dataclass(frozen=True)
class Recording:
    """All of one run. `program` is its main file; `broken` is set where what follows is only a part."""

    program: str
    registrations: tuple[Registration, ...]
    invokes: tuple[Invoke, ...] = ()
    opaque: tuple[Opaque, ...] = ()
    broken: Broken | None = None


def recording_of(data: Any) -> Recording:
    """Return what a recording's JSON says; ValueError where it is none."""
    said = _object(data)
    if said.get("schema") != SCHEMA:
        message = f"its schema is `{said.get('schema')!s:.40}`, not `{SCHEMA}`"
        raise ValueError(message)
    return Recording(
        program=_text(said, "program"),
        registrations=tuple(_registration(_object(one)) for one in _list(said, "registrations")),
        invokes=tuple(_invoke(_object(one)) for one in _list(said, "invokes")),
        opaque=tuple(_opaque(_object(one)) for one in _list(said, "opaque")),
        broken=_broken(said),
    )


def _registration(said: Mapping[str, Any]) -> Registration:
    waits = _object(said.get("propertyDependencies") or {})
    return Registration(
        number=_number(said, "number"),
        urn=_text(said, "urn"),
        type=_text(said, "type"),
        name=_text(said, "name"),
        inputs=_object(said.get("inputs") or {}),
        custom=said.get("custom") is not False,
        remote=bool(said.get("remote")),
        read=bool(said.get("read")),
        id=_text(said, "id"),
        parent=_text(said, "parent"),
        provider=_text(said, "provider"),
        protect=bool(said.get("protect")),
        delete_before_replace=said.get("deleteBeforeReplace") is True,
        ignore_changes=_texts(said.get("ignoreChanges")),
        dependencies=_texts(said.get("dependencies")),
        property_dependencies={name: _texts(urns) for name, urns in waits.items()},
        secrets=_texts(said.get("secrets")),
        file=_text(said, "file"),
        line=_number(said, "line"),
    )


def _invoke(said: Mapping[str, Any]) -> Invoke:
    args = _object(said.get("args") or {})
    return Invoke(_number(said, "number"), _text(said, "token"), args, _text(said, "file"), _number(said, "line"))


def _opaque(said: Mapping[str, Any]) -> Opaque:
    return Opaque(_text(said, "kind"), _text(said, "text"), _text(said, "file"), _number(said, "line"))


def _broken(said: Mapping[str, Any]) -> Broken | None:
    ended = said.get("ended")
    if ended == FINISHED:
        return None
    fault = _object(said.get("fault") or {})
    return Broken(ended == TIMED_OUT, _text(fault, "message"), _text(fault, "file"), _number(fault, "line"))


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        message = f"{_NO_RECORDING}: `{value!s:.40}` stands where an object should"
        raise ValueError(message)  # noqa: TRY004 - one error for all that is no recording
    return value


def _list(said: Mapping[str, Any], name: str) -> list[Any]:
    value = said.get(name) or []
    if not isinstance(value, list):
        message = f"{_NO_RECORDING}: `{name}` is no list"
        raise ValueError(message)  # noqa: TRY004
    return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""


def _number(said: Mapping[str, Any], name: str) -> int:
    value = said.get(name)
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0
