"""What changed since a previous run, for people: what got worse first."""

from collections.abc import Iterator

from bastide.model.control import Status, Wording
from bastide.model.finding import Outcome
from bastide.report.changes import Changes, ControlChange, FindingChange, Turn
from bastide.report.control_text import WORDS, Language, said
from bastide.report.display import visible
from bastide.report.paint import PLAIN, Paint
from bastide.report.phrases import seen

TURNS = {
    Turn.WORSE: Wording("worse", "变差"),
    Turn.APPEARED: Wording("new", "新增"),
    Turn.CHANGED: Wording("changed", "变化"),
    Turn.WENT: Wording("gone", "消失"),
    Turn.BETTER: Wording("better", "变好"),
}
OUTCOMES = {
    Outcome.FAIL: Wording("failed", "未通过"),
    Outcome.WAIVED: Wording("waived", "已豁免"),
    Outcome.UNKNOWN: Wording("unknown", "未知"),
    Outcome.PASS: Wording("passed", "通过"),
}
NOTHING = Wording("nothing has changed", "没有变化")
OTHER_TREE = Wording("the previous run judged `{}`", "上次检查的是 `{}`")
OTHER_CATALOG = Wording("the previous run used another catalog: {}", "上次使用的是另一目录：{}")
_TITLE = Wording("changes since the previous run", "与上次检查相比")
_SUM = Wording("controls: {}; findings: {}", "控制：{}；发现：{}")
_NONE, _ABSENT = Wording("none", "无"), Wording("-", "—")


def section(changes: Changes, tree: str, language: Language, paint: Paint = PLAIN) -> str:
    """Return the changes as a section of the text report, ending with a line break."""
    lines = [paint.strong(said(_TITLE, language)), *(f"  {one}" for one in notes(changes, tree, language))]
    if changes:
        lines.append(
            f"  {said(_SUM, language).format(_sum(changes.controls, language), _sum(changes.findings, language))}"
        )
        lines.extend(_controls(changes, language, paint))
        lines.extend(_findings(changes, language, paint))
    else:
        lines.append(f"  {said(NOTHING, language)}")
    return "\n".join(lines) + "\n"


def notes(changes: Changes, tree: str, language: Language) -> Iterator[str]:
    """Yield what makes the two runs hard to compare: another tree, another catalog."""
    if changes.previous.tree != tree:
        yield said(OTHER_TREE, language).format(visible(changes.previous.tree))
    if changes.previous.catalog != changes.catalog:
        yield said(OTHER_CATALOG, language).format(visible(changes.previous.catalog))


def status(word: Status | None, language: Language) -> str:
    """Return a status in words, a dash where a run didn't know the control."""
    return said(_ABSENT if word is None else WORDS[word], language)


def outcome(word: Outcome | None, language: Language) -> str:
    """Return an outcome in words, a dash where a run didn't have the finding."""
    return said(_ABSENT if word is None else OUTCOMES[word], language)


def _sum(changes: tuple[ControlChange, ...] | tuple[FindingChange, ...], language: Language) -> str:
    counts = ((turn, sum(one.turn is turn for one in changes)) for turn in Turn)
    parts = [f"{said(TURNS[turn], language)} {number}" for turn, number in counts if number]
    return (", " if language is Language.EN else "，").join(parts) or said(_NONE, language)


def _controls(changes: Changes, language: Language, paint: Paint) -> Iterator[str]:
    for one in changes.controls:
        turned = f"{status(one.before, language)} -> {status(one.after, language)}"
        yield f"  {_turn(one.turn, language, paint)} {visible(one.id)} {visible(said(one.title, language))}: {turned}"


def _findings(changes: Changes, language: Language, paint: Paint) -> Iterator[str]:
    for one in changes.findings:
        turned = f"{outcome(one.before, language)} -> {outcome(one.after, language)}"
        where = visible(", ".join(part for part in (one.resource, one.place) if part))
        told = visible(f"{one.code}: {said(seen(one.code, one.message), language)}")
        yield f"  {_turn(one.turn, language, paint)} {told} ({where}): {turned}"


def _turn(turn: Turn, language: Language, paint: Paint) -> str:
    ink = {Turn.WORSE: paint.bad, Turn.APPEARED: paint.doubtful, Turn.BETTER: paint.good}.get(turn, str)
    return ink(said(TURNS[turn], language))
