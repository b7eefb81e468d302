"""Transforms, which the engine would call back for: done here, in the program's process, before anything is sent."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

_LISTS = {
    "ignore_changes": "ignoreChanges",
    "replace_on_changes": "replaceOnChanges",
    "additional_secret_outputs": "additionalSecretOutputs",
    "depends_on": "dependencies",
    "aliases": "aliases",
}
_VALUES = {
    "protect": "protect",
    "retain_on_delete": "retainOnDelete",
    "provider": "provider",
    "version": "version",
    "deleted_with": "deletedWith",
    "plugin_download_url": "pluginDownloadURL",
}


class Transforms:
    """The transforms of the stack, and those that resources pass on to what stands in them."""

    def __init__(self) -> None:
        self._stack: list[str] = []
        self._invokes: list[str] = []
        self._passed: dict[str, tuple[list[str], str]] = {}
        self._servicer: Any = None

    def callbacks(self) -> Any:
        """Return what the SDK registers its functions with: its own class, without the server."""
        if self._servicer is None:
            from pulumi.runtime._callbacks import _CallbackServicer  # noqa: PLC0415 - the SDK's own conversions

            self._servicer = servicer = _CallbackServicer.__new__(_CallbackServicer)
            servicer._callbacks, servicer._transforms, servicer._target = {}, {}, ""  # noqa: SLF001
            servicer._monitor = SimpleNamespace(  # noqa: SLF001
                RegisterStackTransform=lambda one: self._stack.append(one.token),
                RegisterStackInvokeTransform=lambda one: self._invokes.append(one.token),
                RegisterResourceHook=lambda _hook: None,
                RegisterErrorHook=lambda _hook: None,
            )
        return self._servicer

    def resource(self, request: Any) -> None:
        """Change a registration as its own transforms, its parents' and the stack's say."""
        if self._servicer is None:
            return
        own = [one.token for one in request.transforms]
        del request.transforms[:]
        inherited = self._inherited(request.parent)
        self._passed[f"{request.type}::{request.name}"] = (own, request.parent)
        for token in (*own, *inherited, *self._stack):
            self._apply(token, request)

    def invoke(self, request: Any) -> None:
        """Change a question as the stack's transforms say."""
        from pulumi.runtime.proto import resource_pb2  # noqa: PLC0415 - only where the SDK is loaded

        for token in self._invokes:
            asked = resource_pb2.TransformInvokeRequest(token=request.tok, args=request.args)
            found = self._run(token, asked.SerializeToString())
            request.args.CopyFrom(found.args)

    def _inherited(self, parent: str) -> list[str]:
        found: list[str] = []
        while parent:
            tokens, parent = self._passed.get(_key(parent), ([], ""))
            found += tokens
        return found

    def _apply(self, token: str, request: Any) -> None:
        from pulumi.runtime.proto import resource_pb2  # noqa: PLC0415 - only where the SDK is loaded

        asked = resource_pb2.TransformRequest(
            type=request.type,
            name=request.name,
            custom=request.custom,
            parent=request.parent,
            properties=request.object,
            options=_options(request, resource_pb2),
        )
        found = self._run(token, asked.SerializeToString())
        request.object.CopyFrom(found.properties)
        if found.HasField("options"):
            _take(found.options, request)

    def _run(self, token: str, message: bytes) -> Any:
        wait = sys.modules["pulumi.runtime.sync_await"]._sync_await  # noqa: SLF001 - how the SDK waits inside a task
        return wait(self._servicer._callbacks[token](message))  # noqa: SLF001


def _options(request: Any, messages: Any) -> Any:
    """Return a registration's options as a transform reads them."""
    options = messages.TransformResourceOptions()
    for name, sent in _LISTS.items():
        getattr(options, name).extend(getattr(request, sent))
    for name, sent in _VALUES.items():
        setattr(options, name, getattr(request, sent))
    options.providers.update(dict(request.providers))
    if request.HasField("customTimeouts"):
        options.custom_timeouts.CopyFrom(request.customTimeouts)
    return options


def _take(options: Any, request: Any) -> None:
    """Write the options that a transform returned into the registration."""
    for name, sent in _LISTS.items():
        added = [one for one in getattr(options, name) if sent != "dependencies" or one not in request.dependencies]
        if sent != "dependencies":
            del getattr(request, sent)[:]
        getattr(request, sent).extend(added)
    for name, sent in _VALUES.items():
        setattr(request, sent, getattr(options, name))
    request.providers.update(dict(options.providers))
    if options.HasField("custom_timeouts"):
        request.customTimeouts.CopyFrom(options.custom_timeouts)


def _key(urn: str) -> str:
    """Return what of a URN is known before the engine makes it: type and name."""
    parts = urn.split("::")
    return f"{parts[2].rpartition('$')[2]}::{parts[-1]}" if len(parts) > 3 else urn  # noqa: PLR2004 - a URN's parts
