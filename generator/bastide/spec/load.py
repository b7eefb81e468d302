"""A spec's files to a Platform, or to every fault in them at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bastide.model.diagnostic import CannotAnswerError
from bastide.model.platform import Platform
from bastide.spec.build import build
from bastide.spec.files import gather
from bastide.spec.rules import RULES


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
    faults = [*gathered.faults, *(fault for rule in RULES for fault in rule(gathered.draft, today))]
    if faults:
        raise CannotAnswerError(sorted(set(faults), key=lambda fault: (fault.labels[:1], fault.code, fault.message)))
    return LoadedSpec(build(gathered.draft), gathered.sources)
