"""Annex on logs: which source is kept where and for how long, and who is called by what."""

from collections.abc import Iterator

from bastide.model.control import Wording
from bastide.model.intent import Intent
from bastide.report.evidence.given import Given
from bastide.report.evidence.table import Cell, Table
from bastide.report.evidence.words import yes

LEGAL_DAYS = 184
"""Days in the longest six calendar months: the Cybersecurity Law's article 23(3) asks for six months, not 180 days."""


def streams(given: Given) -> Table:
    """Return each stream of records: where it is kept, for how long, and whether it can be altered."""
    columns = (
        Wording("stream", "日志类别"),
        Wording("kept in", "存放位置（文件:行）"),
        Wording("kept (days, declared)", "声明保存期限（天）"),
        Wording("six months or more", "不少于六个月"),
        Wording("cannot be altered (declared)", "声明不可篡改"),
    )
    rows = tuple(
        (
            one.stream,
            "\n".join(given.at(address) for address in one.resources),
            str(one.keep_days),
            yes(one.keep_days >= LEGAL_DAYS),
            yes(one.immutable),
        )
        for one in (() if given.intent is None else given.intent.logs)
    )
    return Table("logs", Wording("Records and their terms", "日志留存"), columns, rows)


def sources(given: Given) -> Table:
    """Return each source of records with what keeps it, how it is read, and the stream and term of that place."""
    columns = (
        Wording("source", "日志来源"),
        Wording("kept in", "存放位置（文件:行）"),
        Wording("stream and days", "日志类别及期限（天）"),
        Wording("read by", "查询"),
        Wording("fields", "统一字段"),
    )
    intent = given.intent
    rows = () if intent is None else tuple(_sources(given, intent))
    return Table("log-sources", Wording("Sources of records", "日志来源"), columns, rows)


def _sources(given: Given, intent: Intent) -> Iterator[tuple[Cell, ...]]:
    for one in intent.sources:
        kept = (
            f"{log.stream} {log.keep_days}"
            for log in intent.logs
            if any(where in log.resources for where in one.resources)
        )
        places = "\n".join(given.at(address) for address in one.resources)
        yield one.name, places, "\n".join(kept), given.at(one.query), ", ".join(name for name, _ in one.fields)


def alarms(given: Given) -> Table:
    """Return who is called by what: findings by tier, the use of duties, the audit, and restores that are tried."""
    columns = (
        Wording("what happens", "事件"),
        Wording("goes to", "送达对象（文件:行）"),
        Wording("to be looked at within", "处置时限"),
        Wording("person on call (people fill this in)", "值守人员（人工填写）"),
    )
    rows = () if given.intent is None else tuple(_alarms(given, given.intent))
    return Table("alarms", Wording("Alarms", "告警"), columns, rows)


def _alarms(given: Given, intent: Intent) -> Iterator[tuple[Cell, ...]]:
    for tier in intent.tiers:
        minutes = Wording(f"{tier.minutes} minutes", f"{tier.minutes} 分钟")
        places = "\n".join(given.at(one) for one in tier.targets)
        yield Wording(f"finding of tier {tier.name}", f"{tier.name} 级安全事件"), places, minutes, ""
    for role in intent.roles:
        if role.alert is not None:
            yield Wording(f"role {role.name} is taken", f"角色 {role.name} 被启用"), given.at(role.alert), "", ""
    if intent.audit is not None:
        months = intent.audit.every_months
        every = Wording(f"every {months} months", f"每 {months} 个月")
        yield Wording("audit falls due", "定期审计到期"), given.at(intent.audit.topic), every, ""
    if intent.recovery is not None:
        months = intent.recovery.test_months
        every = Wording(f"every {months} months", f"每 {months} 个月")
        yield Wording("restores were tried", "恢复演练完成"), given.at(intent.recovery.topic), every, ""
