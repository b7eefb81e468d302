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
    at = _at(draft)
    if at is None or draft.is_lost("logging"):
        return
    for stream in (*NEEDED, "access"):
        yield from _stream(draft, stream, at)
    if not draft.logging or not (draft.logging.members("alerts") or draft.lost_below("logging", "alerts")):
        yield fault("SPEC082", "there is no alert channel", at, fix="add `alerts: {soc: soc@example.gov}` to `logging`")


def _stream(draft: Draft, stream: str, at: Place) -> Iterator[Diagnostic]:
    term = None if draft.logging is None else draft.logging.get(stream)
    if draft.is_lost("logging", stream) or draft.is_lost("logging", stream, "keep"):
        return
    if term is None and stream in NEEDED:
        said = f"the log stream `{stream}` has no term"
        yield fault("SPEC081", said, at, fix=f"add `{stream}: {{keep: 1y}}` to `logging`")
    elif term is not None:
        yield from _keep(stream, term)


def _keep(stream: str, term: Item) -> Iterator[Diagnostic]:
    keep = term.get("keep")
    if keep is None:
        yield fault("SPEC081", f"the log stream `{stream}` has no `keep`", term.key, fix="add `keep: 1y`")
    elif units.days(str(keep.value)) < LEAST_DAYS:
        said = f"the log stream `{stream}` is kept for {keep.value}, less than {LEAST_DAYS} days"
        yield fault("SPEC080", said, keep.place, fix="write `keep: 6mo` or more")
    elif units.days(str(keep.value)) > LONGEST_DAYS:
        said = f"the log stream `{stream}` is kept for {keep.value}, longer than ten years"
        yield fault("SPEC062", said, keep.place, fix="write `keep: 10y` or less")


def _at(draft: Draft) -> Place | None:
    """Return where the spec speaks of its logs, or else of its platform; a profile isn't the user's to mend."""
    platform = None if draft.platform is None else draft.platform.key
    logging = None if draft.logging is None else draft.logging.key
    return logging if logging is not None and (platform is None or logging.file == platform.file) else platform
