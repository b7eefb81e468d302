"""What was registered and asked, in the recording's form."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from google.protobuf import json_format

from bastide.record.child.values import plain

STACK = "pulumi:pulumi:Stack"


class Log:
    """Collects registrations and invokes of one run; safe to use from several threads."""

    def __init__(self, folder: str, project: str, stack: str) -> None:
        self.registrations: list[dict[str, Any]] = []
        self.invokes: list[dict[str, Any]] = []
        self.opaque: list[dict[str, Any]] = []
        self.outputs: Any = {}
        self._folder, self._project, self._stack = os.path.realpath(folder), project, stack
        self._lock, self._urns = threading.Lock(), set[str]()

    def urn(self, request: Any) -> str:
        """Return the name that the engine would give a resource (types of its parents included)."""
        kind = request.type
        parent = request.parent.split("::")[2] if request.parent.count("::") >= 3 else ""  # noqa: PLR2004 - of an URN
        if parent and parent != STACK:
            kind = f"{parent}${kind}"
        return f"urn:pulumi:{self._stack}::{self._project}::{kind}::{request.name}"

    def registered(self, request: Any, urn: str) -> dict[str, Any]:
        """Note a resource that is to be made, and return the entry."""
        options = {
            "custom": request.custom,
            "remote": request.remote,
            "providers": dict(request.providers),
            "protect": request.protect,
            "ignoreChanges": list(request.ignoreChanges),
            "propertyDependencies": {
                name: sorted(one.urns) for name, one in request.propertyDependencies.items() if one.urns
            },
            "version": request.version,
            "timeouts": json_format.MessageToDict(request.customTimeouts),
            "deleteBeforeReplace": request.deleteBeforeReplace if request.deleteBeforeReplaceDefined else None,
            "retainOnDelete": request.retainOnDelete,
            "aliases": [json_format.MessageToDict(one) for one in request.aliases] or list(request.aliasURNs),
            "id": request.importId,
        }
        return self._add(request, urn, request.object, options)

    def read(self, request: Any, urn: str) -> dict[str, Any]:
        """Note a resource that exists already, and return the entry."""
        return self._add(request, urn, request.properties, {"custom": True, "read": True, "id": request.id})

    def asked(self, request: Any) -> dict[str, Any]:
        """Note a lookup, and return the entry."""
        file, line = self.place(request)
        args = plain(json_format.MessageToDict(request.args))
        with self._lock:
            entry = {"number": len(self.invokes), "token": request.tok, "args": args, "file": file, "line": line}
            self.invokes.append(entry)
        return entry

    def doubt(self, kind: str, text: str, file: str = "", line: int = 0) -> None:
        """Note something that could not be seen through."""
        with self._lock:
            self.opaque.append({"kind": kind, "text": text, "file": file, "line": line})

    def place(self, request: Any) -> tuple[str, int]:
        """Return the program's own innermost line that led to a request, else where the SDK says it came from."""
        frames = [frame.pc for frame in request.stackTrace.frames]
        for position in (*frames, request.sourcePosition):
            file = self.own(position.uri)
            if file:
                return file, position.line
        return "", 0

    def own(self, uri: str) -> str:
        """Return a file's path inside the program's folder, with `/`; nothing for one outside, or of a package."""
        path = os.path.realpath(unquote(urlparse(uri).path)) if "://" in uri else os.path.realpath(uri)
        parts = Path(os.path.relpath(path, self._folder)).parts
        foreign = {"site-packages", "node_modules"}.intersection(parts)
        return "" if parts[0] == os.pardir or foreign else "/".join(parts)

    def _add(self, request: Any, urn: str, inputs: Any, options: dict[str, Any]) -> dict[str, Any]:
        secrets: list[str] = []
        file, line = self.place(request)
        entry = {
            "urn": urn,
            "type": request.type,
            "name": request.name,
            "parent": request.parent,
            "provider": request.provider,
            "dependencies": sorted(request.dependencies),
            "inputs": plain(json_format.MessageToDict(inputs), secrets),
            "secrets": secrets,
            "file": file,
            "line": line,
            **options,
        }
        with self._lock:
            entry["number"] = len(self.registrations)
            self.registrations.append(entry)
            again = urn in self._urns
            self._urns.add(urn)
        if again:
            self.doubt("duplicate", f"`{request.name}` of type `{request.type}` is registered twice", file, line)
        return entry
