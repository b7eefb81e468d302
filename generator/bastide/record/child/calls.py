"""The runner's side of the protocol: between the SDK and the monitor, whose answers get what stands for outputs."""

from __future__ import annotations

import json
from contextvars import ContextVar
from typing import Any

from bastide.record.child import shapes, stand_ins
from bastide.record.child.filling import answered, filled
from bastide.record.child.stand_ins import REST

CLASS: ContextVar[Any] = ContextVar("resource_class", default=None)
"""The class of the resource that is being registered."""
ASKED: ContextVar[Any] = ContextVar("asked", default=(None, []))
"""The type of the results that are being asked for, and the line that asks."""
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
        if kind is not None:
            answered(getattr(answer, "return"), request, shapes.results(kind), _number(call), shapes.Shape(prompt=True))
        return answer

    stub.RegisterResource, stub.ReadResource, stub.Invoke = registered, known, invoked


def _number(call: Any) -> str:
    return str(dict(call.trailing_metadata() or ()).get("bastide-number", ""))


def _fill(said: Any, number: str, request: Any) -> None:
    cls = CLASS.get()
    if cls is not None and number:
        kinds = shapes.resource_outputs(cls)
        filled(said, request, kinds, number, shapes.Shape(prompt=False), remember=stand_ins.remember)
