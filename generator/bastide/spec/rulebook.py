"""Every rule of a spec, in the order in which they speak.

Apart from the rules, so that a section may use theirs: it is imported before them.
"""

from collections.abc import Callable, Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic
from bastide.spec.draft import Draft
from bastide.spec.rules import (
    access,
    agencies,
    classes,
    compute,
    flows,
    halls,
    holders,
    kinds,
    llm,
    logging,
    platform,
    promises,
    purposes,
    recovery,
    separation,
    sides,
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
    kinds.check,
    halls.check,
    compute.check,
    llm.check,
    purposes.check,
    access.check,
    separation.check,
    sides.check,
    holders.check,
    logging.check,
    *(section.check for section in SECTIONS),
    waivers.check,
)
"""Whatever breaks none of these is a platform."""
