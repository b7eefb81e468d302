"""Logging: every stream has a term that the law accepts, and alarms reach somebody."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic
from bastide.model.place import Place
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft

LEAST_DAYS = 184
"""Six months, whichever they are (Cybersecurity Law of the PRC, article 23)."""

LONGEST_DAYS = 3653
"""Ten years: CloudWatch Logs offers no longer term (CloudWatch Logs API, PutRetentionPolicy)."""

NEEDED = ("audit", "network", "session")


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `logging:`."""
    del today
    logging = draft.logging
    at = _at(draft)
    for stream in NEEDED if at is not None else ():
        if logging is None or logging.get(stream) is None:
            yield fault(
                "SPEC081",
                f"the log stream `{stream}` has no term",
                *_places(at),
                fix=f"add `{stream}: {{keep: 1y}}` to `logging`",
            )
    for stream in (*NEEDED, "access"):
        term = None if logging is None else logging.get(stream)
        if term is None:
            continue
        keep = term.get("keep")
        if keep is None:
            yield fault("SPEC081", f"the log stream `{stream}` has no `keep`", term.key, fix="add `keep: 1y`")
        elif not LEAST_DAYS <= units.days(str(keep.value)) <= LONGEST_DAYS:
            said = f"the log stream `{stream}` is kept `{keep.value}`, not {LEAST_DAYS}d to {LONGEST_DAYS}d"
            yield fault("SPEC080", said, keep.place, fix="write `keep: 6mo` or more, ten years at most")
    if at is not None and (logging is None or not logging.members("alerts")):
        yield fault(
            "SPEC082",
            "there is no alert channel",
            *_places(at),
            fix="add `alerts: {soc: soc@example.gov}` to `logging`",
        )


def _at(draft: Draft) -> Place | None:
    if draft.logging is not None:
        return draft.logging.key
    return None if draft.platform is None else draft.platform.key


def _places(place: Place | None) -> tuple[Place, ...]:
    return () if place is None else (place,)
