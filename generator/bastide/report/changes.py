"""What changed since a previous run: a pure comparison of a kept report (JSON) with what is said now.

Every form that shows changes uses this one, so that text, evidence pack and site never disagree.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from bastide.model.control import Assessment, Ruling, Status, Wording
from bastide.model.finding import Outcome
from bastide.report.control_json import SCHEMA

FindingKey = tuple[str, str, str, int]
"""Code, resource, message, and a number among equals: no line, so that moved code is the same finding."""

_WORST_FIRST = (
    Status.NOT_SATISFIED,
    Status.NO_EVIDENCE,
    Status.RISK_ACCEPTED,
    Status.OPERATOR,
    Status.INHERITED,
    Status.SATISFIED,
)
_NO_ORDER = Status.NOT_APPLICABLE


class Turn(StrEnum):
    """What a change means to its reader, worst first; `CHANGED` is what no order decides."""

    WORSE = "worse"
    APPEARED = "appeared"
    CHANGED = "changed"
    WENT = "went"
    BETTER = "better"


@dataclass(frozen=True, slots=True)
class ControlChange:
    """A control whose status turned; a side is None where that run didn't know the control."""

    id: str
    title: Wording
    before: Status | None
    after: Status | None

    @property
    def turn(self) -> Turn:
        """Whether it is worse or better now; to or from `not applicable` is neither."""
        if self.before is None:
            return Turn.APPEARED
        if self.after is None:
            return Turn.WENT
        if _NO_ORDER in (self.before, self.after):
            return Turn.CHANGED
        return Turn.WORSE if _WORST_FIRST.index(self.after) < _WORST_FIRST.index(self.before) else Turn.BETTER


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that appeared, went, or turned (failed and is waived now); `place` is `file:line:column`."""

    code: str
    resource: str
    message: str
    place: str
    before: Outcome | None
    after: Outcome | None

    @property
    def turn(self) -> Turn:
        """Whether it is there now, has gone, or turned; a waiver that ended is worse."""
        if self.before is None:
            return Turn.APPEARED
        if self.after is None:
            return Turn.WENT
        return Turn.WORSE if self.after is Outcome.FAIL else Turn.CHANGED


@dataclass(frozen=True, slots=True)
class Previous:
    """A kept report: the tree and catalog it was about, each control's title and status, and each finding."""

    tree: str
    catalog: str
    controls: Mapping[str, tuple[Wording, Status]]
    findings: Mapping[FindingKey, tuple[Outcome, str]]


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs from a previous run, worst first; `catalog` is the one of now, with its version."""

    previous: Previous
    catalog: str
    controls: tuple[ControlChange, ...]
    findings: tuple[FindingChange, ...]

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.controls or self.findings)


def read(text: str) -> Previous:
    """Return a report of `--format json` (`bastide.report/1`); ValueError says what is wrong with any other text."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = "it isn't JSON"
        raise ValueError(message) from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        message = f"it isn't a report of the form `{SCHEMA}`"
        raise ValueError(message)
    try:
        return _previous(document)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message = f"it is damaged: {type(error).__name__} {error}"
        raise ValueError(message) from error


def compare(previous: Previous, found: Assessment) -> Changes:
    """Return what differs between a previous report and what is said now; the same two always give the same."""
    catalog = f"{found.catalog.id} {found.catalog.version}"
    return Changes(previous, catalog, _controls(previous, found.rulings), _findings(previous, found.rulings))


def _previous(document: Mapping[str, object]) -> Previous:
    controls = cast("list[dict[str, object]]", document["controls"])
    catalog = cast("dict[str, str]", document["catalog"])
    return Previous(
        str(document["tree"]),
        f"{catalog['id']} {catalog['version']}",
        {str(one["id"]): (_wording(one["title"]), Status(str(one["status"]))) for one in controls},
        _numbered(_kept_findings(controls)),
    )


def _wording(value: object) -> Wording:
    said = cast("dict[str, str]", value)
    return Wording(str(said["en"]), str(said["zh"]))


_Seen = tuple[str, str, str, Outcome, str]
"""Code, resource, message, outcome, place."""


def _kept_findings(controls: Iterable[Mapping[str, object]]) -> Iterator[_Seen]:
    for control in controls:
        for answer in cast("list[dict[str, list[dict[str, object]]]]", control["evidence"]):
            for one in answer["findings"]:
                outcome = Outcome(str(one["outcome"]))
                yield str(one["code"]), str(one["resource"]), str(one["message"]), outcome, _kept_place(one["place"])


def _kept_place(value: object) -> str:
    if value is None:
        return ""
    place = cast("dict[str, object]", value)
    return f"{place['file']}:{place['line']}:{place['column']}"


def _present_findings(rulings: Iterable[Ruling]) -> Iterator[_Seen]:
    for ruling in rulings:
        for answer in ruling.answers:
            for one in answer.findings:
                yield one.code, one.resource, one.message, one.outcome, str(one.place or "")


def _numbered(seen: Iterable[_Seen]) -> Mapping[FindingKey, tuple[Outcome, str]]:
    """Give each finding a key of its own; several controls that rest on one finding show it once."""
    found: dict[FindingKey, tuple[Outcome, str]] = {}
    number: dict[tuple[str, str, str], int] = {}
    for code, resource, message, outcome, place in sorted(set(seen)):
        equal = (code, resource, message)
        number[equal] = number.get(equal, 0) + 1
        found[(*equal, number[equal])] = outcome, place
    return found


def _controls(previous: Previous, rulings: Iterable[Ruling]) -> tuple[ControlChange, ...]:
    now = {one.control.id: (one.control.title, one.status) for one in rulings}
    changes = [
        ControlChange(id_, (now.get(id_) or before[id_])[0], _second(before.get(id_)), _second(now.get(id_)))
        for before in (previous.controls,)
        for id_ in sorted(before.keys() | now.keys())
        if _second(before.get(id_)) is not _second(now.get(id_))
    ]
    return tuple(sorted(changes, key=lambda one: (list(Turn).index(one.turn), one.id)))


def _second(pair: tuple[Wording, Status] | None) -> Status | None:
    return None if pair is None else pair[1]


def _findings(previous: Previous, rulings: Iterable[Ruling]) -> tuple[FindingChange, ...]:
    before, now = previous.findings, _numbered(_present_findings(rulings))
    changes = []
    for key in sorted(before.keys() | now.keys()):
        then, today = before.get(key), now.get(key)
        old, new = then and then[0], today and today[0]
        place = (today or then or (None, ""))[1]
        if old is not new:
            changes.append(FindingChange(key[0], key[1], key[2], place, old, new))
    return tuple(sorted(changes, key=lambda one: list(Turn).index(one.turn)))
