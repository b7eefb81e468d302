"""What the children said, as a recording."""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bastide.record.project import Project

SCHEMA = "bastide.recording/1"
"""The name of the shape that a recording has."""
FINISHED, FAILED, TIMED_OUT = "finished", "failed", "timed-out"

_FOREIGN = frozenset({"node_modules", "site-packages", "dist-packages"})
_TRACE = re.compile(r'^\s+File "(.*)", line (\d+) in ', re.MULTILINE)
_INDEXES = ("index.ts", "index.js", "index.mjs", "index.cjs")
_LAST = ("frames", "event", "assets")


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended: its fault's message (empty if it finished), and the lines that led there."""

    ended: str
    message: str = ""
    frames: Sequence[Sequence[Any]] = ()


@dataclass
class Events:
    """All that was said in one run, in order."""

    project: Project
    said: list[dict[str, Any]] = field(default_factory=list)
    trace: str = ""

    def registered(self, data: bytes) -> None:
        """Take what the monitor said; a last line that broke off is left out."""
        self.said += (event for event in map(_event, data.split(b"\n")) if event is not None)

    def noted(self, data: bytes) -> None:
        """Take what came out of the program's process: notes of the shapes that are agreed, and where it stood."""
        loose: list[str] = []
        for line in data.split(b"\n"):
            event = _event(line)
            if event is None:
                loose.append(line.decode("utf-8", "replace"))
            elif _is_note(event):
                self.said.append(event)
        self.trace += "\n".join(loose)

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Return the events of a kind."""
        return [one for one in self.said if one.get("event") == kind]

    def stuck(self) -> list[list[Any]]:
        """Return the lines at which the program stood when its time was over."""
        return [[file, int(line)] for file, line in _TRACE.findall(self.trace)]


def _event(line: bytes) -> dict[str, Any] | None:
    if not line.startswith(b"{"):
        return None
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _is_note(event: dict[str, Any]) -> bool:
    """Tell whether an event is one that the runner writes: the program could write to its channel too."""
    match event:
        case {"event": "opaque", "kind": str(), "text": str(), "frames": list()}:
            return True
        case {"event": "sdks", "versions": dict() as versions}:
            return all(isinstance(one, str) for one in versions.values())
        case {"event": "ended", "fault": None | {"message": str(), "frames": list()}}:
            return True
        case _:
            return False


def recording(events: Events, ending: Ending, *, stack: str) -> dict[str, Any]:
    """Return the recording of a run."""
    spots = Spots(events.project.folder)
    sdks: dict[str, str] = {}
    for one in events.of("sdks"):
        sdks.update(one.get("versions") or {})
    outputs = events.of("outputs")
    return {
        "schema": SCHEMA,
        "language": str(events.project.language),
        "program": _program(events.project),
        "project": events.project.name,
        "stack": stack,
        "sdks": sdks,
        "ended": ending.ended,
        "fault": _fault(ending, spots),
        "registrations": _sorted(_registration(one, spots) for one in events.of("registration")),
        "invokes": _sorted({**_kept(one), **spots.of(one)} for one in events.of("invoke")),
        "outputs": outputs[-1].get("values", {}) if outputs else {},
        "outputSecrets": outputs[-1].get("secrets", []) if outputs else [],
        "opaque": list(_opaque(events, spots)),
    }


class Spots:
    """Lines as a recording names them: of the program's own files, by their path below its folder."""

    def __init__(self, folder: Path) -> None:
        self._roots = tuple({os.path.abspath(folder), os.path.realpath(folder)})  # noqa: PTH100 - a link stays one

    def of(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """Return the file and line of an event: the nearest of the program's own, else the nearest file's name."""
        frames = [frame for frame in event.get("frames") or [] if _is_frame(frame)]
        for file, line in frames:
            own = self.own(file)
            if own:
                return {"file": own, "line": line}
        return {"file": os.path.basename(frames[0][0]) if frames else "", "line": 0}  # noqa: PTH119

    def own(self, file: str) -> str:
        """Return a file's path below the program's folder, empty for one that is not the program's own."""
        for root in self._roots:
            if file.startswith(root + os.sep):
                inside = file[len(root) + 1 :]
                return "" if _FOREIGN & set(inside.split("/")) else inside
        return ""


def _is_frame(frame: object) -> bool:
    match frame:
        case [str(), int()]:
            return True
        case _:
            return False


def _program(project: Project) -> str:
    """Return the main file; of a folder that Node.js runs, the one that it looks for."""
    if project.main.is_dir():
        return next((name for name in _INDEXES if (project.main / name).is_file()), ".")
    return os.path.relpath(project.main, project.folder).replace(os.sep, "/")


def _fault(ending: Ending, spots: Spots) -> dict[str, Any] | None:
    if ending.ended == FINISHED:
        return None
    return {"message": ending.message, **spots.of({"frames": ending.frames})}


def _registration(event: dict[str, Any], spots: Spots) -> dict[str, Any]:
    return {**_kept(event), "inputs": _assets(event.get("inputs"), spots), **spots.of(event)}


def _kept(event: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name not in _LAST}


def _assets(value: Any, spots: Spots) -> Any:
    """Return a value in which the files of assets are named as the program's own."""
    if isinstance(value, list):
        return [_assets(one, spots) for one in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("$asset"), str) and value["$asset"].startswith("/"):
        path = value["$asset"]
        return {**value, "$asset": spots.own(path) or os.path.basename(path)}  # noqa: PTH119
    return {name: _assets(one, spots) for name, one in value.items()}


def _sorted(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(found, key=lambda one: (not one["line"], str(one["file"]), one["line"], one["number"]))


def _opaque(events: Events, spots: Spots) -> Iterator[dict[str, Any]]:
    """Yield what could not be seen through, in order, each once."""
    listed = [{"kind": one.get("kind"), "text": one.get("text"), **spots.of(one)} for one in events.of("opaque")]
    listed += [{"kind": "message", "text": one.get("text"), "file": "", "line": 0} for one in events.of("log")]
    listed += list(_of_registrations(events, spots))
    listed += [_hidden(one.key, one.file, one.line) for one in events.project.hidden]
    seen = set()
    for one in sorted(listed, key=lambda one: (str(one["file"]), one["line"], str(one["kind"]), str(one["text"]))):
        key = tuple(map(str, one.values()))
        if key not in seen:
            seen.add(key)
            yield one


def _of_registrations(events: Events, spots: Spots) -> Iterator[dict[str, Any]]:
    for one in events.of("registration"):
        kind, name = one.get("type"), one.get("name")
        if one.get("remote"):
            said = f"the component `{name}` of type `{kind}` is made in the engine; what it holds is not known"
            yield {"kind": "remote", "text": said, **spots.of(one)}
        if str(kind).startswith("pulumi-python:dynamic") or str(kind).startswith("pulumi-nodejs:dynamic"):
            said = f"the resource `{name}` is made by the program's own code when it is deployed"
            yield {"kind": "feature", "text": said, **spots.of(one)}
        for path in one.get("assets") or []:
            if isinstance(path, str) and not (events.project.main.parent / path).exists():
                said = f"the file `{spots.own(path) or Path(path).name}` that `{name}` names is not there"
                yield {"kind": "asset", "text": said, **spots.of(one)}


def _hidden(key: str, file: str, line: int) -> dict[str, Any]:
    said = f"the configuration `{key}` is encrypted; a placeholder stands for it where it is required"
    return {"kind": "message", "text": said, "file": file, "line": line}  # what takes it is unknown there
