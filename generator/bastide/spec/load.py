"""A spec's files to a Platform, or to every fault in them at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bastide.model.platform import Platform
from bastide.spec.build import build
from bastide.spec.faults import Faults
from bastide.spec.merging import merge
from bastide.spec.rulebook import RULES


@dataclass(frozen=True, slots=True)
class LoadedSpec:
    """A platform, and the text of every file it came from by the name that places use."""

    platform: Platform
    sources: Mapping[str, str]


def load(path: Path, *, today: date, library: Path) -> LoadedSpec:
    """Read a spec with its profile and includes, as of a day.

    Raises CannotAnswerError with every fault (SPEC001 to SPEC099) and the texts that they point at.
    """
    faults = Faults()
    draft = merge(path, library, faults)
    for rule in RULES:
        faults.add(rule(draft, today))
    faults.stop_if_any()
    return LoadedSpec(build(draft), faults.sources)
