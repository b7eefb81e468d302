"""Waivers as both pages list them: those that cover something, and those that have ended and cover nothing any more."""

from collections import Counter
from dataclasses import dataclass

from bastide.model.finding import Outcome
from bastide.model.intent import DeclaredWaiver
from bastide.report.site.review import Review


@dataclass(frozen=True, slots=True)
class Listed:
    """A waiver, whether it has ended, how many findings it covers, and the group of findings that it is about."""

    waiver: DeclaredWaiver
    lapsed: bool
    places: int
    group: Outcome | None


def listed(review: Review) -> list[Listed]:
    """Return each waiver that is used or has ended, the one that ends first before the others.

    One that has ended covers nothing; left out, a page of failures would say that nobody ever accepted them.
    """
    used = Counter(one.waiver for one in review.verdict.having(Outcome.WAIVED) if one.waiver is not None)
    declared = () if review.intent is None else review.intent.waivers
    ended = (one for one in declared if one.until < review.today)
    order = sorted({*used, *ended}, key=lambda one: (one.until, one.check, one.target))
    return [Listed(one, one.until < review.today, used[one], _group(review, one, used[one])) for one in order]


def _group(review: Review, waiver: DeclaredWaiver, places: int) -> Outcome | None:
    """Return the outcome under which the findings page holds what a waiver is about; None where it holds nothing."""
    if places:
        return Outcome.WAIVED
    return Outcome.FAIL if any(one.code == waiver.check for one in review.verdict.having(Outcome.FAIL)) else None
