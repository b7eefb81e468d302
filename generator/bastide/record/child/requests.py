"""A registration as the SDK sends it, as one event of the recording."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote_to_bytes

from bastide.record.child.values import UNKNOWN, Reader

STACK = "pulumi:pulumi:Stack"
_MOST_FRAMES = 60


def qualified(request: Any) -> str:
    """Return a resource's type as its URN writes it: behind those of the components that it stands in."""
    parent = request.parent.split("::")[2] if request.parent.count("::") > 1 else ""
    return f"{parent}${request.type}" if parent and parent != STACK else str(request.type)


def registration(request: Any, inputs: Any, *, urn: str, number: int, read: bool) -> dict[str, Any]:
    """Return the event for a resource that was registered, or read."""
    reader = Reader()
    said: dict[str, Any] = {
        "event": "registration",
        "number": number,
        "urn": urn,
        "type": request.type,
        "name": request.name,
        "custom": True,
        "remote": False,
        "read": read,
        "parent": "" if request.parent.split("::")[2:3] == [STACK] else request.parent,
        "provider": request.provider,
        "providers": {},
        "dependencies": sorted(request.dependencies),
        "inputs": reader.struct(inputs),
        "secrets": reader.secrets,
        "assets": reader.assets,
        "version": request.version,
        "frames": frames(request),
    }
    return {**said, **(_read(request) if read else _registered(request))}


def _read(request: Any) -> dict[str, Any]:
    unknown = request.id == UNKNOWN
    return {"id": "" if unknown else request.id, **_NO_OPTIONS}


_NO_OPTIONS: dict[str, Any] = {
    "protect": False,
    "ignoreChanges": [],
    "propertyDependencies": {},
    "timeouts": {},
    "deleteBeforeReplace": None,
    "retainOnDelete": False,
    "aliases": [],
}


def _registered(request: Any) -> dict[str, Any]:
    """Return what only a registration says: its options."""
    waits = {name: sorted(one.urns) for name, one in sorted(request.propertyDependencies.items()) if one.urns}
    timeouts = request.customTimeouts
    limits = {name: getattr(timeouts, name) for name in ("create", "update", "delete") if getattr(timeouts, name)}
    return {
        "id": request.importId,
        "custom": request.custom,
        "remote": request.remote,
        "providers": dict(sorted(request.providers.items())),
        "protect": request.protect,
        "ignoreChanges": list(request.ignoreChanges),
        "propertyDependencies": waits,
        "timeouts": limits,
        "deleteBeforeReplace": request.deleteBeforeReplace if request.deleteBeforeReplaceDefined else None,
        "retainOnDelete": request.retainOnDelete,
        "aliases": [*request.aliasURNs, *(_alias(one) for one in request.aliases)],
    }


def _alias(alias: Any) -> Any:
    if alias.WhichOneof("alias") == "urn":
        return alias.urn
    spec = alias.spec
    names = ("name", "type", "stack", "project", "parentUrn")
    said = {name: getattr(spec, name) for name in names if getattr(spec, name)}
    return {**said, "noParent": True} if spec.noParent else said


def frames(request: Any) -> list[list[Any]]:
    """Return the lines that led to a request, the nearest first, as `[file, line]`."""
    stack = getattr(request, "stackTrace", None)
    positions = [frame.pc for frame in stack.frames[:_MOST_FRAMES]] if stack is not None else []
    if not positions:
        positions = [request.sourcePosition]
    return [[_file(one.uri), one.line] for one in positions if one.uri]


def _file(uri: str) -> str:
    path = uri.removeprefix("file://")
    return unquote_to_bytes(path).decode("utf-8", "surrogateescape")
