"""Free text: nothing in it that a scanner would obey or run."""

import re
from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item

_OBEYED = re.compile(r"(checkov|bridgecrew|cortex):skip|(tfsec|trivy):ignore|\bnosec\b|\bnosemgrep\b", re.IGNORECASE)
"""Words by which common scanners pass over what they stand beside, in strings as well as in comments."""

_RUN = re.compile(r"\s*[A-Za-z_][A-Za-z0-9_]*\s*=(?!=)")
"""checkov 3.3.30 runs a string such as `jsonencode = 0` as an assignment, and then sees nothing any more."""


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield a fault for each text of the spec that a scanner would take as an order."""
    del today
    for item in _items(draft):
        for text in _texts(item):
            if _OBEYED.search(text.value) or _RUN.match(text.value):
                said = "this text is an order to a scanner"
                yield fault("SPEC097", said, text.place, fix="say it in other words; a failed check needs a waiver")


def _items(draft: Draft) -> Iterator[Item]:
    yield from (part for part in (draft.platform, draft.logging) if part is not None)
    for named in (draft.agencies, draft.classes, draft.tiers, draft.zones, draft.roles):
        yield from named.values()
    for owned in (*draft.stores.values(), *draft.workloads.values(), *draft.flows):
        yield owned.item
    yield from draft.waivers


def _texts(item: Item) -> Iterator[Item]:
    if isinstance(item.value, str):
        yield item
    elif isinstance(item.value, tuple | dict):
        for inner in item.value.values() if isinstance(item.value, dict) else item.value:
            yield from _texts(inner)
