"""Logging: every stream has a term that the law accepts, and alarms reach somebody."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic
from bastide.model.place import Place
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item

LEAST_DAYS = 184
"""Six months, whichever they are (Cybersecurity Law of the PRC, article 23)."""

LONGEST_DAYS = 3653
"""Ten years: CloudWatch Logs offers no longer term (CloudWatch Logs API, PutRetentionPolicy)."""

NEEDED = ("audit", "network", "session")


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `logging:`."""
    del today
    at, logging = _at(draft), draft.logging
    if at is not None:
        yield from _missing(logging, at)
    if logging is not None:
        for stream in (*NEEDED, "access"):
            yield from _term(stream, logging.get(stream))


def _missing(logging: Item | None, at: Place) -> Iterator[Diagnostic]:
    for stream in NEEDED:
        if logging is None or logging.lacks(stream):
            said = f"the log stream `{stream}` has no term"
            yield fault("SPEC081", said, at, fix=f"add `{stream}: {{keep: 1y}}` to `logging`")
    if logging is None or not (logging.members("alerts") or "alerts" in logging.faulty):
        fix = "add `alerts: {soc: soc@example.gov}` to `logging`"
        yield fault("SPEC082", "there is no alert channel", at, fix=fix)


def _term(stream: str, term: Item | None) -> Iterator[Diagnostic]:
    if term is None:
        return
    keep = term.get("keep")
    if term.lacks("keep"):
        yield fault("SPEC081", f"the log stream `{stream}` has no `keep`", term.key, fix="add `keep: 1y`")
    elif keep is not None and not LEAST_DAYS <= units.days(str(keep.value)) <= LONGEST_DAYS:
        said = f"the log stream `{stream}` is kept `{keep.value}`, not {LEAST_DAYS}d to {LONGEST_DAYS}d"
        yield fault("SPEC080", said, keep.place, fix="write `keep: 6mo` or more, ten years at most")


def _at(draft: Draft) -> Place | None:
    if draft.logging is not None:
        return draft.logging.key
    return None if draft.platform is None else draft.platform.key
