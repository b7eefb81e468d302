"""The rules between the parts of a spec, one family a file; each yields every breach that it finds."""

from collections.abc import Callable, Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic
from bastide.spec.draft import Draft
from bastide.spec.rules import (
    access,
    agencies,
    classes,
    flows,
    logging,
    platform,
    promises,
    recovery,
    separation,
    stores,
    waivers,
    workloads,
    zones,
)
from bastide.spec.sections import SECTIONS

Rule = Callable[[Draft, date], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    platform.check,
    zones.check,
    agencies.check,
    flows.check,
    promises.check,
    classes.check,
    recovery.check,
    stores.check,
    workloads.check,
    access.check,
    separation.check,
    logging.check,
    *(section.check for section in SECTIONS),
    waivers.check,
)
