"""A spec's files to a Platform, or to every fault in them at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.platform import Platform
from bastide.spec.build import build
from bastide.spec.draft import Draft
from bastide.spec.files import gather
from bastide.spec.rules import RULES
from bastide.spec.rules.flows import too_many


@dataclass(frozen=True, slots=True)
class LoadedSpec:
    """A platform, and the text of every file it came from by the name that places use."""

    platform: Platform
    sources: Mapping[str, str]


def load(path: Path, *, today: date, library: Path) -> LoadedSpec:
    """Read a spec with its profile and includes, as of a day.

    Raises CannotAnswerError with every fault (codes SPEC001 to SPEC099).
    """
    gathered = gather(path, library)
    faults = [*gathered.faults, *_broken_rules(gathered.draft, today)]
    if faults:
        ordered = sorted(set(faults), key=lambda fault: (fault.labels[:1], fault.code, fault.message))
        raise CannotAnswerError(ordered[:MOST_FAULTS])
    return LoadedSpec(build(gathered.draft), gathered.sources)


MOST_FAULTS = 200
"""More than anybody mends before running again."""


def _broken_rules(draft: Draft, today: date) -> Iterator[Diagnostic]:
    if draft.unread:
        return  # whatever the missing file declares would be reported as unknown
    excess = list(too_many(draft))
    yield from excess
    if not excess:
        yield from (fault for rule in RULES for fault in rule(draft, today))
