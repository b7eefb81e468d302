"""The recorder: answers a program as Pulumi's engine would, does nothing, and writes down what was asked of it.

Run as `python -m bastide.record.child.monitor JOB`, JOB being a JSON file that also names where the recording goes.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from concurrent import futures
from contextlib import suppress
from pathlib import Path
from typing import Any

import grpc
from google.protobuf import empty_pb2, json_format, struct_pb2
from pulumi.runtime.proto import (
    engine_pb2,
    engine_pb2_grpc,
    provider_pb2,
    resource_pb2,
    resource_pb2_grpc,
)

from bastide.record.child.channel import Receiver
from bastide.record.child.log import STACK, Log
from bastide.record.child.policy_document import rendered
from bastide.record.child.shapes import SEVERAL, filled
from bastide.record.child.values import UNKNOWN, echoed, plain

SCHEMA = "bastide.recording/1"
FEATURES = frozenset({"secrets", "unknowns", "aliasSpecs", "deletedWith"})
"""What the program may send. Not resource references: their receiver would have to make the resources again."""
POLICY_DOCUMENT = "aws:iam/getPolicyDocument:getPolicyDocument"
REFERENCE = "pulumi:pulumi:StackReference"
MOST_LOGGED, LONGEST = 50, 500
ENOUGH = 256 * 1024 * 1024
OPTIONS = (("grpc.max_receive_message_length", ENOUGH), ("grpc.max_send_message_length", ENOUGH))


class Monitor(resource_pb2_grpc.ResourceMonitorServicer):
    """Takes registrations, reads and lookups, and answers with texts that name what each output is."""

    def __init__(self, log: Log, receiver: Receiver, echoes: Path, *, typed: bool) -> None:
        self._log, self._receiver, self._typed = log, receiver, typed
        self._echoes = echoes.open("a", encoding="utf-8")

    def SupportsFeature(self, request: Any, _: Any) -> Any:  # noqa: N802 - named by the protocol
        """Say which parts of the protocol a program may use."""
        return resource_pb2.SupportsFeatureResponse(hasSupport=request.id in FEATURES)

    def RegisterResource(self, request: Any, _: Any) -> Any:  # noqa: N802
        """Note a resource and answer with its outputs."""
        urn = self._log.urn(request)
        if request.type == STACK:
            return resource_pb2.RegisterResourceResponse(urn=urn)
        entry = self._log.registered(request, urn)
        if request.remote:
            self._log.doubt(
                "remote",
                f"`{request.type}` is made of parts that only its own package knows",
                entry["file"],
                entry["line"],
            )
        if not request.custom:
            return resource_pb2.RegisterResourceResponse(urn=urn)
        return resource_pb2.RegisterResourceResponse(
            urn=urn, id=_id(entry), object=_struct(self._outputs(entry, request.object))
        )

    def ReadResource(self, request: Any, _: Any) -> Any:  # noqa: N802
        """Note a resource that exists already and answer with its outputs."""
        urn = self._log.urn(request)
        entry = self._log.read(request, urn)
        if request.type == REFERENCE:
            answer = {"name": request.id, "outputs": {"$of": str(entry["number"])}, "secretOutputNames": []}
            return resource_pb2.ReadResourceResponse(urn=urn, properties=_struct(answer))
        return resource_pb2.ReadResourceResponse(urn=urn, properties=_struct(self._outputs(entry, request.properties)))

    def Invoke(self, request: Any, _: Any) -> Any:  # noqa: N802
        """Note a lookup and answer in its shape."""
        entry = self._log.asked(request)
        answer = self._answer(entry)
        return provider_pb2.InvokeResponse(**{"return": _struct(answer)})

    def Call(self, request: Any, _: Any) -> Any:  # noqa: N802
        """Note a method of a component, which only its package could answer."""
        file, line = self._log.place(request)
        self._log.doubt("remote", f"the method `{request.tok}` runs in its own package", file, line)
        return resource_pb2.CallResponse()

    def RegisterResourceOutputs(self, request: Any, _: Any) -> Any:  # noqa: N802
        """Keep the outputs of the stack."""
        if f"::{STACK}::" in request.urn:
            self._log.outputs = plain(json_format.MessageToDict(request.outputs))
        return empty_pb2.Empty()

    def RegisterPackage(self, _: Any, __: Any) -> Any:  # noqa: N802
        """Name a package that the program brings parameters for."""
        return resource_pb2.RegisterPackageResponse(ref="package")

    def SignalAndWaitForShutdown(self, _: Any, __: Any) -> Any:  # noqa: N802
        """Let the program end."""
        return empty_pb2.Empty()

    def _outputs(self, entry: dict[str, Any], inputs: Any) -> dict[str, Any]:
        """Return every output: a reference to itself in place of a text, what was put in for the rest."""
        given = echoed(json_format.MessageToDict(inputs))
        number = entry["number"]
        said = self._receiver.shape("resource", entry["type"], expected=self._typed) or {}
        found = {name: filled(shape, f"{number}.{name}") for name, shape in {"arn": "text", **said}.items()}
        for name, value in given.items():
            if isinstance(value, str) and found.get(name) == f"~[{number}.{name}]~":
                self._echo(found[name], value)
            elif value is not None and not (said.get(name) == "unknown" and _named(value)):
                found[name] = value
        return {name: value for name, value in found.items() if name in said or name in given or name == "arn"}

    def _echo(self, sentinel: str, value: str) -> None:
        """Tell the program's process what a text stands for, so that its functions work on the value."""
        self._echoes.write(json.dumps([sentinel, value]) + "\n")
        self._echoes.flush()

    def _answer(self, entry: dict[str, Any]) -> dict[str, Any]:
        token, args, path = entry["token"], entry["args"], f"i:{entry['number']}"
        if token == POLICY_DOCUMENT:
            return self._policy(entry)
        said = self._receiver.shape("lookup", token, expected=self._typed)
        if said is None:
            self._log.doubt("lookup", f"`{token}` answers in a form that is not known", entry["file"], entry["line"])
            said = {}
        found = {name: filled(shape, f"{path}.{name}", several=SEVERAL, unknown=None) for name, shape in said.items()}
        return {**found, **{name: value for name, value in args.items() if name in found and value is not None}}

    def _policy(self, entry: dict[str, Any]) -> dict[str, Any]:
        try:
            text = rendered(entry["args"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self._log.doubt("lookup", f"the policy document can't be rendered: {error!r}", entry["file"], entry["line"])
            return {"id": "document", "json": f"~[i:{entry['number']}.json]~"}
        return {**entry["args"], "id": "document", "json": text, "minifiedJson": text}


class Engine(engine_pb2_grpc.EngineServicer):
    """Takes the program's messages."""

    def __init__(self, log: Log) -> None:
        self._log, self._root, self._count = log, "", 0

    def Log(self, request: Any, _: Any) -> Any:  # noqa: N802
        """Keep warnings and errors, shortened."""
        if request.severity >= engine_pb2.WARNING and self._count < MOST_LOGGED:
            self._count += 1
            self._log.doubt("message", request.message[:LONGEST])
        return empty_pb2.Empty()

    def GetRootResource(self, _: Any, __: Any) -> Any:  # noqa: N802
        """Return the stack's name."""
        return engine_pb2.GetRootResourceResponse(urn=self._root)

    def SetRootResource(self, request: Any, _: Any) -> Any:  # noqa: N802
        """Keep the stack's name."""
        self._root = request.urn
        return engine_pb2.SetRootResourceResponse()

    def RequirePulumiVersion(self, _: Any, __: Any) -> Any:  # noqa: N802
        """Agree to any version."""
        return engine_pb2.RequirePulumiVersionResponse()


def _named(value: Any) -> bool:
    """Tell whether a value is a text that stands for another one: it is no number and no enumeration's member."""
    return isinstance(value, str) and "~[" in value


def _id(entry: dict[str, Any]) -> str:
    """Return what identifies a resource: its place in the recording, or the identity that it was imported with."""
    return entry["id"] or f"~[{entry['number']}.id]~"


def _struct(values: dict[str, Any]) -> Any:
    found = struct_pb2.Struct()
    json_format.ParseDict(_sendable(values), found)
    return found


def _sendable(value: Any) -> Any:
    """Return a value of the recording as the protocol has it."""
    if isinstance(value, dict):
        return UNKNOWN if value == {"$unknown": True} else {name: _sendable(one) for name, one in value.items()}
    return [_sendable(one) for one in value] if isinstance(value, list) else value


def _serve(job: dict[str, Any], log: Log, receiver: Receiver) -> Any:
    server = grpc.server(futures.ThreadPoolExecutor(32), options=OPTIONS)
    monitor = Monitor(log, receiver, Path(job["echoes"]), typed=job["language"] == "python")
    resource_pb2_grpc.add_ResourceMonitorServicer_to_server(monitor, server)
    engine_pb2_grpc.add_EngineServicer_to_server(Engine(log), server)
    if not server.add_insecure_port(job["address"]):
        message = f"cannot listen on {job['address']}"
        raise OSError(message)
    server.start()
    return server


def _run(job: dict[str, Any], sending: int) -> tuple[str, int]:
    """Run the program to its end or the end of its time; return how it ended, and its exit code."""
    with Path(job["said"]).open("wb") as said:
        program = subprocess.Popen(  # noqa: S603 - what the user asked to be run
            [*job["command"], *([str(sending)] if job["language"] == "python" else [])],
            cwd=job["program"],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            pass_fds=(sending,),
            start_new_session=True,
        )
        os.close(sending)
        try:
            code = program.wait(job["seconds"])
        except subprocess.TimeoutExpired:
            code = -1
        finally:
            _end(program)
    return ("timed-out" if code == -1 and program.returncode == -signal.SIGKILL else _ended(code)), code


def _ended(code: int) -> str:
    return "finished" if code == 0 else "failed"


def _end(program: Any) -> None:
    """End the program and all that it started in its session."""
    with suppress(ProcessLookupError):
        os.killpg(program.pid, signal.SIGKILL)
    program.wait()


def main() -> None:
    """Record one run."""
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    log = Log(job["program"], job["project"], job["stack"])
    reading, sending = os.pipe()
    receiver = Receiver(reading)
    server = _serve(job, log, receiver)
    ended, code = _run(job, sending)
    receiver.finish()
    server.stop(0)
    Path(job["recording"]).write_text(json.dumps(_recording(job, log, receiver, ended, code)), encoding="utf-8")


def _recording(job: dict[str, Any], log: Log, receiver: Receiver, ended: str, code: int) -> dict[str, Any]:
    for note in receiver.notes:
        log.doubt(
            note["note"], note["text"], log.own(note.get("file", "")) if note.get("file") else "", note.get("line", 0)
        )
    fault = None
    if ended != "finished":
        said = receiver.fault or {"message": _last_words(job, ended, code), "file": "", "line": 0}
        fault = {"message": said["message"], "file": said["file"] and log.own(said["file"]), "line": said["line"]}
    return {
        "schema": SCHEMA,
        "language": job["language"],
        "program": job["main"],
        "project": job["project"],
        "stack": job["stack"],
        "sdks": _sdks(),
        "ended": ended,
        "fault": fault,
        "registrations": sorted(log.registrations, key=lambda one: (one["file"], one["line"], one["number"])),
        "invokes": log.invokes,
        "outputs": log.outputs,
        "opaque": log.opaque,
    }


def _last_words(job: dict[str, Any], ended: str, code: int) -> str:
    if ended == "timed-out":
        return f"it was still running after {job['seconds']:g} s"
    said = Path(job["said"]).read_bytes()[-LONGEST:].decode("utf-8", "replace").strip()
    last = said.splitlines()[-1] if said else "it said nothing"
    return f"it ended with exit code {code}: {last}"


def _sdks() -> dict[str, str]:
    from importlib import metadata  # noqa: PLC0415 - the interpreter's own packages

    names = (one.metadata["Name"] or "" for one in metadata.distributions())
    found = {name for name in names if name.lower().startswith("pulumi")}
    return {name: metadata.version(name) for name in sorted(found)}


if __name__ == "__main__":
    main()
