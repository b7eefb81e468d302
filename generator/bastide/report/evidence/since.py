"""What changed since a previous run, as tables of the pack."""

from bastide.model.control import Wording
from bastide.report import changes_text
from bastide.report.changes import Changes, ControlChange, FindingChange
from bastide.report.control_text import WORDS
from bastide.report.evidence.table import Table
from bastide.report.phrases import seen

_ABSENT = Wording("not there", "无此项")


def controls(changes: Changes | None) -> Table:
    """Return each control that turned, appeared or went."""
    columns = (
        Wording("change", "变化"),
        Wording("control", "控制编号"),
        Wording("title", "控制名称"),
        Wording("before", "上次"),
        Wording("now", "本次"),
    )
    found: tuple[ControlChange, ...] = () if changes is None else changes.controls
    rows = tuple(
        (
            changes_text.TURNS[one.turn],
            one.id,
            one.title,
            _ABSENT if one.before is None else WORDS[one.before],
            _ABSENT if one.after is None else WORDS[one.after],
        )
        for one in found
    )
    return Table("changes-controls", Wording("Controls that changed", "控制变化"), columns, rows)


def findings(changes: Changes | None) -> Table:
    """Return each finding that turned, appeared or went."""
    columns = (
        Wording("change", "变化"),
        Wording("check", "检查项"),
        Wording("object", "对象"),
        Wording("place", "位置（文件:行）"),
        Wording("finding", "内容"),
        Wording("before", "上次"),
        Wording("now", "本次"),
    )
    found: tuple[FindingChange, ...] = () if changes is None else changes.findings
    rows = tuple(
        (
            changes_text.TURNS[one.turn],
            one.code,
            one.resource,
            one.place,
            seen(one.code, one.message),
            _ABSENT if one.before is None else changes_text.OUTCOMES[one.before],
            _ABSENT if one.after is None else changes_text.OUTCOMES[one.after],
        )
        for one in found
    )
    return Table("changes-findings", Wording("Findings that changed", "发现变化"), columns, rows)
