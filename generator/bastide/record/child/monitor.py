"""The engine's place taken by a recorder: every registration is written down and answered, and nothing is done.

Listens on a unix socket; writes one JSON object a line to standard output. Knows no provider but for the one function
whose answer programs need to go on (the policy document).
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import types
from concurrent import futures
from pathlib import Path
from typing import Any

from bastide.record.child import policy_document
from bastide.record.child.requests import STACK, qualified, registration
from bastide.record.child.values import UNKNOWN, Reader

_MOST_BYTES = 256 * 1024 * 1024
_OPTIONS = [("grpc.max_receive_message_length", _MOST_BYTES), ("grpc.max_send_message_length", _MOST_BYTES)]
_OFFERED = frozenset(
    (
        "secrets",
        "aliasSpecs",
        "deletedWith",
        "replaceWith",
        "unknowns",
        "parameterization",
        "resourceHooks",
        "errorHooks",
    )
)
"""What is answered with yes. Not `resourceReferences`: without it a resource is sent as its id, which is wanted."""
_IN_PROGRAM = frozenset(("transforms", "invokeTransforms"))
"""What the runner does itself, so that the monitor need not call back."""
_WARNING = 2


def main(job_file: str) -> None:
    """Serve until the parent ends this process."""
    job = json.loads(Path(job_file).read_text(encoding="utf-8"))
    if job["language"] == "python":
        _light()
    import grpc  # noqa: PLC0415 - only here is it needed
    from pulumi.runtime.proto import engine_pb2_grpc, resource_pb2_grpc  # noqa: PLC0415 - behind `_light`

    server = grpc.server(futures.ThreadPoolExecutor(max_workers=1), options=_OPTIONS)
    resource_pb2_grpc.add_ResourceMonitorServicer_to_server(Monitor(job), server)
    engine_pb2_grpc.add_EngineServicer_to_server(Engine(), server)
    server.add_insecure_port(f"unix:{job['socket']}")
    server.start()
    server.wait_for_termination()


def emit(event: dict[str, Any]) -> None:
    """Hand one event to the parent at once, so that no crash loses it."""
    text = json.dumps(event, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"
    view = memoryview(text)
    while view:
        view = view[os.write(sys.stdout.fileno(), view) :]


def _light() -> None:
    """Make the protocol's modules importable without the SDK around them, which takes half a second to load."""
    found = importlib.util.find_spec("pulumi")
    folder = str((found.submodule_search_locations or [""])[0]) if found else ""
    for name, path in (("pulumi", folder), ("pulumi.runtime", f"{folder}/runtime")):
        package = types.ModuleType(name)
        package.__path__ = [path]
        sys.modules[name] = package


def _forget(_name: str, _text: str) -> None:
    """Keep nothing: the program's functions can't be given what was put in."""


class Monitor:
    """Answers what the SDK asks of the engine about resources."""

    def __init__(self, job: dict[str, Any]) -> None:
        from google.protobuf import empty_pb2  # noqa: PLC0415 - behind `_light`
        from pulumi.runtime.proto import provider_pb2, resource_pb2  # noqa: PLC0415 - behind `_light`

        self._messages, self._provider, self._empty = resource_pb2, provider_pb2, empty_pb2.Empty
        self._project, self._stack = job["project"], job["stack"]
        self._python = job["language"] == "python"  # its process adds what stands for outputs itself
        self._offered = _OFFERED | _IN_PROGRAM if self._python else _OFFERED
        self._remember = None if job["literal"] else _forget
        self._registered: dict[str, int] = {}
        self._number = self._invokes = 0

    def SupportsFeature(self, request: Any, _context: Any) -> Any:  # noqa: N802 - the protocol's names
        """Say what this recorder can do."""
        return self._messages.SupportsFeatureResponse(hasSupport=request.id in self._offered)

    def RegisterResource(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Write a resource down and answer with its inputs; the runner adds what stands for its outputs."""
        urn = self._urn(request)
        if request.type == STACK:
            return self._messages.RegisterResourceResponse(urn=urn)
        number = self._write(urn, request, request.object, context)
        identity = f"~[{number}.id]~" if request.custom else ""
        answer = self._messages.RegisterResourceResponse(urn=urn, id=identity, object=request.object)
        self._fill(answer.object, request, number)
        return answer

    def ReadResource(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Write a resource down that exists already."""
        urn = self._urn(request)
        number = self._write(urn, request, request.properties, context, read=True)
        answer = self._messages.ReadResourceResponse(urn=urn, properties=request.properties)
        self._fill(answer.properties, request, number)
        return answer

    def _fill(self, said: Any, request: Any, number: int) -> None:
        """Add what stands for the outputs of a program whose own process can't, as far as its types are known here."""
        if self._python or request.type.startswith("pulumi:"):
            return
        from bastide.record.child import filling, shapes, tokens  # noqa: PLC0415 - needs the SDK, which is slow to load

        cls = tokens.resource_class(request.type)
        if cls is not None:
            shape = shapes.Shape(prompt=False, watched=False)
            filling.filled(said, request, shapes.resource_outputs(cls), str(number), shape, remember=self._remember)

    def _write(self, urn: str, request: Any, inputs: Any, context: Any, *, read: bool = False) -> int:
        number, self._number = self._number, self._number + 1
        event = registration(request, inputs, urn=urn, number=number, read=read)
        if urn in self._registered and not read:
            said = f"`{request.name}` of type `{request.type}` is registered twice under one name; Pulumi refuses that"
            emit({"event": "opaque", "kind": "duplicate", "text": said, "frames": event["frames"]})
        self._registered[urn] = number
        emit(event)
        context.set_trailing_metadata((("bastide-number", str(number)),))
        return number

    def Invoke(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Write a question down; only a policy document is answered here, all else by what stands for it."""
        number, self._invokes = self._invokes, self._invokes + 1
        arguments = Reader().struct(request.args)
        said = dict(context.invocation_metadata())
        frames = json.loads(said.get("bastide-frames", "[]"))
        emit({"event": "invoke", "number": number, "token": request.tok, "args": arguments, "frames": frames})
        context.set_trailing_metadata((("bastide-number", str(number)),))
        answer = self._provider.InvokeResponse()
        if request.tok == policy_document.TOKEN:
            self._document(arguments, answer)
        elif not self._python:
            self._answer(getattr(answer, "return"), request, number)
        return answer

    def _answer(self, said: Any, request: Any, number: int) -> None:
        from bastide.record.child import filling, shapes, tokens  # noqa: PLC0415 - needs the SDK, which is slow to load

        kinds = shapes.results(tokens.result_class(request.tok))
        filling.answered(said, request, kinds, str(number), shapes.Shape(prompt=True, watched=False))

    def _document(self, arguments: dict[str, Any], answer: Any) -> None:
        try:
            getattr(answer, "return").update({**arguments, **policy_document.results(arguments)})
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            answer.failures.add(reason=str(error) or type(error).__name__)

    def Call(self, request: Any, _context: Any) -> Any:  # noqa: N802
        """Answer a resource's method with what is known only after deploying."""
        said = f"the method `{request.tok}` runs in the engine; what it returns is not known"
        emit({"event": "opaque", "kind": "remote", "text": said, "frames": []})
        answer = self._provider.CallResponse()
        getattr(answer, "return").update({"result": UNKNOWN})
        return answer

    def RegisterResourceOutputs(self, request: Any, _context: Any) -> Any:  # noqa: N802
        """Write the stack's outputs down."""
        if request.urn.split("::")[2] == STACK:
            reader = Reader()
            emit({"event": "outputs", "values": reader.struct(request.outputs), "secrets": reader.secrets})
        return self._empty()

    def RegisterPackage(self, request: Any, _context: Any) -> Any:  # noqa: N802
        """Accept a package whose provider is made from parameters."""
        return self._messages.RegisterPackageResponse(ref=request.name)

    def RegisterResourceHook(self, _request: Any, _context: Any) -> Any:  # noqa: N802
        """Accept a hook; it would run when something is deployed."""
        return self._empty()

    def __getattr__(self, name: str) -> Any:
        """Answer every other call with nothing; the protocol grows, and what is new is optional."""
        if not name[:1].isupper():
            raise AttributeError(name)
        return lambda _request, _context: self._empty()

    def _urn(self, request: Any) -> str:
        return f"urn:pulumi:{self._stack}::{self._project}::{qualified(request)}::{request.name}"


class Engine:
    """Answers what the SDK asks of the engine about the run; keeps its warnings."""

    def __init__(self) -> None:
        from google.protobuf import empty_pb2  # noqa: PLC0415 - behind `_light`
        from pulumi.runtime.proto import engine_pb2  # noqa: PLC0415 - behind `_light`

        self._messages, self._empty, self._root = engine_pb2, empty_pb2.Empty, ""

    def Log(self, request: Any, _context: Any) -> Any:  # noqa: N802
        """Keep what is a warning or worse."""
        if request.severity >= _WARNING:
            emit({"event": "log", "error": request.severity > _WARNING, "text": request.message[:2000]})
        return self._empty()

    def GetRootResource(self, _request: Any, _context: Any) -> Any:  # noqa: N802
        """Return the stack's URN."""
        return self._messages.GetRootResourceResponse(urn=self._root)

    def SetRootResource(self, request: Any, _context: Any) -> Any:  # noqa: N802
        """Keep the stack's URN."""
        self._root = request.urn
        return self._messages.SetRootResourceResponse()

    def __getattr__(self, name: str) -> Any:
        """Answer every other call with nothing."""
        if not name[:1].isupper():
            raise AttributeError(name)
        return lambda _request, _context: self._empty()
