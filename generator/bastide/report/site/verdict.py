"""The first page: the answer at one look, what fails first, what was accepted, and what nobody can know from code."""

from collections.abc import Iterator
from typing import Any

from bastide.model.control import OUTSIDE, Area, Ruling, Status, Wording, coverage
from bastide.model.diagnostic import Severity
from bastide.model.finding import Word
from bastide.report.site.page import chosen
from bastide.report.site.review import Review
from bastide.report.site.waivers import listed
from bastide.report.site.words import AREAS, ASSUMED, STATES, state

FIRST = 12
"""How many controls of a list stand on the first page; the rest are counted."""
_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


def fields(review: Review, *, zh: bool) -> dict[str, Any]:
    """Return what the first page shows."""
    rulings = review.assessment.rulings
    total = coverage(rulings)
    failing = _worst(review, Status.NOT_SATISFIED)
    return {
        "answer": answer(review),
        "total": total,
        "areas": [(AREAS[area], _of(rulings, area), coverage(_of(rulings, area))) for area in Area],
        "state": state,
        "used": [one for one in STATES if any(state(ruling) == one for ruling in rulings)],
        "failing": failing[:FIRST],
        "silent": _worst(review, Status.NO_EVIDENCE)[:FIRST],
        "more_failing": max(0, len(failing) - FIRST),
        "waivers": listed(review),
        "unused": review.verdict.unused_waivers,
        "unknowable": list(_unknowable(review, zh=zh)),
        "assumed": list(_assumed(review, zh=zh)),
        "missing": _missing(rulings),
    }


def answer(review: Review) -> tuple[str, str, Wording]:
    """Return the answer in one sentence with its tone and its sign; it claims no more than was judged."""
    total = coverage(review.assessment.rulings)
    if review.verdict.word is Word.NO_VERDICT:
        return "bad", "✕", Wording("No verdict: not all of the code could be judged", "无结论：代码未能全部判断")
    if total.not_satisfied:
        en = "control is" if total.not_satisfied == 1 else "controls are"
        return (
            "bad",
            "✕",
            Wording(f"{total.not_satisfied} {en} not satisfied", f"有 {total.not_satisfied} 项控制不满足"),
        )
    if review.verdict.word is Word.FAIL:
        loose = len(review.assessment.loose)
        en = "A check fails that no control rests on" if loose == 1 else f"{loose} checks fail that no control rests on"
        return "bad", "✕", Wording(en, f"有 {loose} 项检查未通过（未对应控制项）")
    if total.no_evidence:
        en = "control has" if total.no_evidence == 1 else "controls have"
        said = Wording(f"{total.no_evidence} {en} no evidence", f"有 {total.no_evidence} 项控制没有证据")
        return "doubt", "?", said
    if review.verdict.word is Word.UNKNOWN:
        return "doubt", "?", Wording("Nothing fails, but not all could be evaluated", "未发现问题，但有内容无法判断")
    return "good", "✓", Wording("Nothing in the code speaks against a control", "代码中未发现不满足的控制项")


def _of(rulings: tuple[Ruling, ...], area: Area) -> tuple[Ruling, ...]:
    return tuple(one for one in rulings if one.control.area is area)


def _worst(review: Review, status: Status) -> list[Ruling]:
    return sorted(review.assessment.having(status), key=lambda one: (_RANKS[one.control.severity], one.control.id))


def _missing(rulings: tuple[Ruling, ...]) -> int:
    """Return how many documents people still have to add."""
    answers = (one for ruling in rulings if ruling.status is not Status.NOT_APPLICABLE for one in ruling.answers)
    return len({one.evidence.need for one in answers if one.evidence.kind in OUTSIDE and one.evidence.need})


def _unknowable(review: Review, *, zh: bool) -> Iterator[tuple[int, str]]:
    """Yield how much of what was not seen, each with a word for it."""
    t, verdict = chosen(zh), review.verdict
    unmodelled = len(review.proof.unmodelled) if review.proof else 0
    doubts = len(review.identity.doubts) if review.identity else 0
    beyond = len(review.proof.beyond) if review.proof else 0
    counts = (
        (len(verdict.problems), "problems that stopped the judgement", "个使判断中止的问题"),
        (len(verdict.unknowns), "expressions that could not be evaluated", "个无法求值的表达式"),
        (len(verdict.not_covered), "resources that no check looks at by themselves", "个没有检查单独核查的资源"),
        (len(verdict.left_out), "checks that don't apply to what was judged", "项不适用于所判断对象的检查"),
        (unmodelled, "parts of the network that the proof doesn't model", "处证明未建模的网络部分"),
        (doubts, "policies that the code doesn't tell", "条代码中看不出内容的策略"),
        (beyond, "flows that leave this code at a border", "条在边界离开本代码的流量"),
    )
    yield from ((number, t(en, chinese)) for number, en, chinese in counts if number)


def _assumed(review: Review, *, zh: bool) -> Iterator[tuple[str, bool]]:
    """Yield what the proofs assume, and whether it is in the page's language."""
    known = (
        *(review.proof.assumptions if review.proof else ()),
        *(review.identity.assumptions if review.identity else ()),
    )
    for one in known:
        said = ASSUMED.get(one, one) if zh else one
        yield said[:1].upper() + said[1:], not zh or one in ASSUMED
