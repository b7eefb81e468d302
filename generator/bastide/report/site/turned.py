"""What changed since a previous run."""

from typing import Any

from bastide.report.changes import Turn
from bastide.report.changes_text import OUTCOMES, TURNS, notes
from bastide.report.control_text import Language
from bastide.report.phrases import seen
from bastide.report.site.review import Review
from bastide.report.site.words import key

_STATES = {
    Turn.WORSE: "not-satisfied",
    Turn.APPEARED: "no-evidence",
    Turn.CHANGED: "not-applicable",
    Turn.WENT: "not-applicable",
    Turn.BETTER: "satisfied",
}
_SIGNS = {Turn.WORSE: "▼", Turn.APPEARED: "+", Turn.CHANGED: "↔", Turn.WENT: "\N{MINUS SIGN}", Turn.BETTER: "▲"}


def fields(review: Review, *, zh: bool) -> dict[str, Any]:
    """Return the changes in their order, worst first, and what makes the two runs hard to compare."""
    language = Language.ZH if zh else Language.EN
    said = () if review.changes is None else notes(review.changes, review.verdict.tree, language)
    return {
        "changes": review.changes,
        "notes": list(said),
        "turns": TURNS,
        "tones": _STATES,
        "arrows": _SIGNS,
        "turn_order": tuple(Turn),
        "outcomes": OUTCOMES,
        "key": key,
        "seen": seen,
    }
