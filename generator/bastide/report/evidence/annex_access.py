"""Annex on access: duties as declared and as proven, who may take a role, who may do what, and what stays apart."""

from bastide.model.control import Wording
from bastide.model.identity import Answer, Grant, IdentityProof, Right, TargetKind
from bastide.model.intent import DeclaredRole
from bastide.report.evidence.given import Given
from bastide.report.evidence.table import Cell, Table
from bastide.report.evidence.words import ANSWERS, HOLDERS, RIGHTS, TARGETS, joined, yes

_APART = Wording("no person may take both (proven)", "证明无人可兼任")
_DOUBTED = Wording("nobody found, but some policies can't be evaluated", "未发现可兼任者，但有策略无法判定")
_TOGETHER = Wording("one person may take both: {}", "同一人可兼任：{}")
_UNPROVEN = Wording("not proven", "未能证明")
_NOBODY = Wording("nobody that this code holds", "本代码内无人")
_WHAT = (Right.READ, Right.WRITE, Right.GRANT, Right.DESTROY)
_HOLDS, _LAPSES = Wording("holds", "成立"), Wording("may be taken without: {}", "缺少要求即可获得：{}")


def roles(given: Given) -> Table:
    """Return each duty: reach, second factor, approvals, session and term as declared, and what was proven of it."""
    columns = (
        Wording("role", "角色"),
        Wording("resource", "资源（文件:行）"),
        Wording("for a company", "受托单位"),
        Wording("may reach", "可到达区域"),
        Wording("may read", "可读取"),
        Wording("must never read", "禁止读取"),
        Wording("second factor", "双因素"),
        Wording("approvals", "审批人数"),
        Wording("approver roles", "审批角色"),
        Wording("session (minutes)", "会话时长（分钟）"),
        Wording("ends on", "有效期至"),
        Wording("only these people", "仅限人员"),
        Wording("only from", "来源地址"),
        Wording("its use is told to", "使用告警"),
        Wording("demands proven", "要求证明结果"),
        Wording("person (people fill this in)", "任职人员（人工填写）"),
    )
    declared = () if given.intent is None else given.intent.roles
    return Table("roles", Wording("Duties", "职责角色"), columns, tuple(_role(given, one) for one in declared))


def _role(given: Given, role: DeclaredRole) -> tuple[Cell, ...]:
    return (
        role.name,
        given.at(role.resource),
        role.vendor,
        ", ".join(role.reach),
        ", ".join(role.read),
        ", ".join(role.never_reads),
        yes(role.mfa),
        str(role.approvals),
        "\n".join(role.approvers),
        str(role.session_minutes),
        "" if role.until is None else role.until.isoformat(),
        "\n".join(role.holders),
        "\n".join(role.sources),
        role.alert or "",
        _demands(given, role),
        "",
    )


def _demands(given: Given, role: DeclaredRole) -> Wording:
    if given.identity is None:
        return _UNPROVEN
    lapses = sorted({str(one.demand) for one in given.identity.lapses if one.role in (role.resource, role.name)})
    if not lapses:
        return _HOLDS
    return Wording(_LAPSES.en.format(", ".join(lapses)), _LAPSES.zh.format("、".join(lapses)))


def separation(given: Given) -> Table:
    """Return each pair of duties that must stay apart, and whether one person may take both."""
    columns = (Wording("duty", "职责"), Wording("apart from", "须分离的职责"), Wording("proof", "证明结果"))
    pairs = () if given.intent is None else given.intent.separate
    rows = tuple((first, second, _apart(given, first, second)) for first, second in pairs)
    return Table("separation", Wording("Separation of duties", "职责分离"), columns, rows)


def _apart(given: Given, first: str, second: str) -> Wording:
    if given.identity is None or given.intent is None:
        return _UNPROVEN
    addresses = {one.name: one.resource for one in given.intent.roles}
    wanted = {addresses.get(first, first), addresses.get(second, second), first, second}
    for union in given.identity.unions:
        if {union.first, union.second} <= wanted:
            return Wording(_TOGETHER.en.format(union.carrying), _TOGETHER.zh.format(union.carrying))
    return _DOUBTED if given.identity.doubts else _APART


def ways(given: Given) -> Table:
    """Return each way into a role: who, by which deed, on which conditions, with the lines that allow it."""
    columns = (
        Wording("role", "角色"),
        Wording("taken by", "可由谁承担"),
        Wording("by", "方式"),
        Wording("possible", "是否可行"),
        Wording("conditions", "条件"),
        Wording("lines", "依据（文件:行）"),
    )
    found = () if given.identity is None else given.identity.ways
    rows = tuple(
        (
            one.role,
            one.source,
            one.by,
            ANSWERS[one.answer],
            "\n".join(one.conditions),
            "\n".join(dict.fromkeys(f"{ground.place.file}:{ground.place.line}" for ground in one.grounds)),
        )
        for one in sorted(found, key=lambda way: (way.role, way.source, way.by))
    )
    return Table("ways", Wording("Who may take which role", "角色承担途径"), columns, rows)


def rights(given: Given) -> Table:
    """Return who may read, write, hand on or destroy each store, key, backup and log, as proven from the policies."""
    columns = (
        Wording("kind", "类别"),
        Wording("object", "对象（文件:行）"),
        Wording("serves", "关联数据或日志"),
        Wording("right", "权限"),
        Wording("holders", "持有者"),
    )
    return Table("rights", Wording("Who may do what", "权限矩阵"), columns, _rights(given))


def _rights(given: Given) -> tuple[tuple[Cell, ...], ...]:
    proof = given.identity
    if proof is None:
        return ()
    return tuple(
        (
            TARGETS[one.kind],
            given.at(one.address),
            ", ".join(one.serves),
            RIGHTS[right],
            _held(proof, one.address, right),
        )
        for one in proof.targets
        if one.kind is not TargetKind.IDENTITY
        for right in _WHAT
    )


def _held(proof: IdentityProof, target: str, right: Right) -> Wording:
    kinds = {one.name: HOLDERS[one.kind] for one in proof.holders}
    sure: dict[str, Answer] = {}
    for grant in proof.over(target, right):
        if sure.get(grant.holder) is not Answer.YES:
            sure[grant.holder] = grant.answer
    if not sure:
        return _NOBODY
    held = [_holder(name, kinds.get(name), answer) for name, answer in sorted(sure.items())]
    return joined(held, "\n", "\n")


def _holder(name: str, kind: Wording | None, answer: Answer) -> Wording:
    known = kind or Wording("", "")
    doubt = (
        Wording("", "") if answer is Answer.YES else Wording(f" ({ANSWERS[answer].en})", f"（{ANSWERS[answer].zh}）")
    )
    return Wording(f"{name} [{known.en}]{doubt.en}", f"{name} [{known.zh}]{doubt.zh}")


def sessions(given: Given) -> Table:
    """Return who may open a session on the hosts of which zone."""
    columns = (
        Wording("holder", "持有者"),
        Wording("zone", "区域"),
        Wording("by", "方式"),
        Wording("possible", "是否可行"),
        Wording("lines", "依据（文件:行）"),
    )
    found = () if given.identity is None else given.identity.sessions
    rows = tuple(
        (
            one.holder,
            one.zone,
            one.deed,
            ANSWERS[one.answer],
            "\n".join(f"{g.place.file}:{g.place.line}" for g in one.grounds),
        )
        for one in found
    )
    return Table("sessions", Wording("Sessions on hosts", "主机会话"), columns, rows)


def unstopped(given: Given) -> Table:
    """Return what an administrator of the account could delete by one call, although it should outlive them."""
    columns = (Wording("object", "对象（文件:行）"), Wording("by", "动作"), Wording("possible", "是否可行"))
    found: tuple[Grant, ...] = () if given.identity is None else given.identity.unstopped
    rows = tuple((given.at(one.target), one.deed, ANSWERS[one.answer]) for one in found)
    return Table("administrators", Wording("What administrators could delete", "账户管理员可删除的对象"), columns, rows)
