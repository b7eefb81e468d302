"""The JSON files that say what a Pulumi program declares: a recording, a preview, an export."""

import json
import stat
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from bastide.graph.files import MAX_BYTES
from bastide.graph.plan_text import Node, PlanText
from bastide.graph.pulumi.json_places import StatePlaces
from bastide.graph.pulumi.places import ProgramPlaces
from bastide.graph.pulumi.read import Program, program, unreadable
from bastide.graph.pulumi.recording import SCHEMA, recording_of
from bastide.graph.pulumi.sources import named_sources
from bastide.graph.pulumi.state import OPENED, is_export, is_preview, state_of

_FAMILY = SCHEMA.partition("/")[0]
_PLAN = '{"format_version"'
"""How every plan begins: it need not be read twice to tell."""


def is_pulumi(path: Path) -> bool:
    """Tell whether a file holds a recording, a preview or an export."""
    return read_file(path) is not None


def read_file(path: Path) -> Program | None:
    """Return what a file says that a program declares, None for another kind of file; never raises for its content."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
        return None
    return _read(path.absolute(), status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> Program | None:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    return None if text.startswith(_PLAN) else _opened(path, PlanText(text, path.name))


def _opened(path: Path, text: PlanText) -> Program | None:
    try:
        said = text.read(OPENED)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, Node):
        return None
    try:
        return _said(path, text, said)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        return unreadable(path.name, f"{type(error).__name__}: {error}")


def _said(path: Path, text: PlanText, said: Node) -> Program | None:
    if str(said.get("schema")).partition("/")[0] == _FAMILY:
        recording = recording_of(said.members)
        sources = named_sources(path.parent, recording)
        beside = {} if sources else {path.name: text.text}
        return program(recording, sources, ProgramPlaces(recording, sources), beside=beside)
    if not is_export(said) and not is_preview(said):
        return None
    state = state_of(said, text)
    sources = named_sources(path.parent, state.recording)
    places = StatePlaces(state.recording, sources, text, state.nodes)
    beside = {path.name: _inputs(text.text, state.nodes)}
    return program(state.recording, sources, places, beside=beside, partial=state.partial)


def _inputs(text: str, nodes: Mapping[int, Node]) -> str:
    """Return a state's text with all but the inputs blanked, line breaks kept: outputs say the same again."""
    kept, at = [], 0
    for start, end in sorted(_spans(text, nodes.values())):
        kept += [_blank(text[at:start]), text[start:end]]
        at = end
    return "".join([*kept, _blank(text[at:])])


def _spans(text: str, nodes: Iterable[Node]) -> Iterator[tuple[int, int]]:
    """Yield from where to where inputs stand: to the resource's next key, or to where the next resource may begin."""
    for node in nodes:
        start = node.keys.get("inputs")
        if start is not None:
            later = [key for key in node.keys.values() if key > start]
            yield start, min(later) if later else _end(text, start)


def _end(text: str, start: int) -> int:
    """Return the offset behind the object that follows a key."""
    begin = text.index("{", start)
    _, end = json.JSONDecoder().raw_decode(text, begin)
    return end


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))
