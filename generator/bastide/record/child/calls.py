"""The runner's side of the protocol: between the SDK and the monitor, whose answers get what stands for outputs."""

from __future__ import annotations

import json
from contextvars import ContextVar
from typing import Any

from bastide.record.child import shapes, stand_ins
from bastide.record.child.stand_ins import REST
from bastide.record.child.values import SECRET, SIGNATURE, UNKNOWN

CLASS: ContextVar[Any] = ContextVar("resource_class", default=None)
"""The class of the resource that is being registered."""
ASKED: ContextVar[Any] = ContextVar("asked", default=(None, []))
"""The type of the results that are being asked for, and the line that asks."""
_PROVIDER = "pulumi:providers:"
PLACE: ContextVar[list[Any]] = ContextVar("place", default=[])  # noqa: B039 - never changed in place
"""The line that registers what is being registered."""
STACK_REFERENCE = "pulumi:pulumi:StackReference"


def wire(stub: Any, transforms: Any) -> None:
    """Put ourselves between the SDK and the monitor."""
    register, read, invoke = stub.RegisterResource, stub.ReadResource, stub.Invoke

    def registered(request: Any) -> Any:
        transforms.resource(request)
        answer, call = register.with_call(request)
        if request.custom or request.remote:
            _fill(answer.object, _number(call), request)
        return answer

    def known(request: Any) -> Any:
        answer, call = read.with_call(request)
        number = _number(call)
        if request.type == STACK_REFERENCE:
            answer.properties.update({"outputs": {REST: f"~[{number}.outputs]~"}, "secretOutputNames": []})
        else:
            _fill(answer.properties, number, request)
        return answer

    def invoked(request: Any) -> Any:
        transforms.invoke(request)
        kind, place = ASKED.get()
        frames = json.dumps([place] if place else [], ensure_ascii=True)
        answer, call = invoke.with_call(request, metadata=(("bastide-frames", frames),))
        _answer(answer, request, kind, _number(call))
        return answer

    stub.RegisterResource, stub.ReadResource, stub.Invoke = registered, known, invoked


def _number(call: Any) -> str:
    return str(dict(call.trailing_metadata() or ()).get("bastide-number", ""))


def _fill(said: Any, number: str, request: Any) -> None:
    """Add what stands for the outputs that are not inputs."""
    cls = CLASS.get()
    if cls is None or not number:
        return
    shape, hidden = shapes.Shape(prompt=False), frozenset(request.additionalSecretOutputs)
    for name, kind in shapes.resource_outputs(cls).items():
        path = f"{number}.{name}"
        if name in said.fields:
            if not _echoed(said.fields[name], path, shape.text(kind) and not request.type.startswith(_PROVIDER)):
                shape.complete(said.fields[name], path, kind)
            continue
        value = shape.value(path, kind)
        if value is not None:
            said.update({name: {SIGNATURE: SECRET, "value": value} if name in hidden and value != UNKNOWN else value})


def _echoed(value: Any, path: str, text: bool) -> bool:  # noqa: FBT001 - read off a type
    """Let a text that was put in be named like any other output, and remember it; tells whether it was one."""
    if not text or value.WhichOneof("kind") != "string_value" or value.string_value == UNKNOWN:
        return False
    name = f"~[{path}]~"
    stand_ins.remember(name, value.string_value)
    value.string_value = name
    return True


def _answer(answer: Any, request: Any, kind: Any, number: str) -> None:
    """Add what stands for the results of a function; what it was asked with is what it answers."""
    said, shape = getattr(answer, "return"), shapes.Shape(prompt=True)
    for name, inner in shapes.results(kind).items():
        if name in said.fields:
            continue
        if name in request.args.fields:
            said.fields[name].CopyFrom(request.args.fields[name])
            continue
        value = shape.value(f"i:{number}.{name}", inner)
        if value is not None:
            said.update({name: value})
