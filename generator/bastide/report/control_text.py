"""What a stack shows of each control, for people: what speaks against it first, then what nobody has seen yet."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from bastide.model.control import OUTSIDE, Answer, Area, Assessment, Coverage, Kind, Ruling, Status, Wording, coverage
from bastide.model.finding import Finding, Outcome, Verdict
from bastide.report import no_verdict
from bastide.report.display import visible
from bastide.report.paint import PLAIN, Paint
from bastide.report.phrases import SEVERITIES, fix, message


class Language(StrEnum):
    """The language of a report."""

    EN = "en"
    ZH = "zh"


WORDS = {
    Status.NOT_SATISFIED: Wording("not satisfied", "不满足"),
    Status.NO_EVIDENCE: Wording("no evidence", "无证据"),
    Status.RISK_ACCEPTED: Wording("risk accepted", "风险已接受"),
    Status.OPERATOR: Wording("operator", "待运营方补充"),
    Status.INHERITED: Wording("inherited", "由云服务商承担"),
    Status.NOT_APPLICABLE: Wording("not applicable", "不适用"),
    Status.SATISFIED: Wording("satisfied", "满足"),
}
"""The word for each status, in the order in which a reader wants them."""

AREAS = {
    Area.ENVIRONMENT: Wording("environment", "环境安全"),
    Area.DATA: Wording("data", "数据安全"),
    Area.ACCESS: Wording("access", "访问安全"),
    Area.AUDIT: Wording("audit", "安全审计"),
}
KINDS = {
    Kind.REACH: Wording("proof of segmentation", "网络隔离证明"),
    Kind.IAM: Wording("proof of identity", "身份权限证明"),
    Kind.COVERS: Wording("companion resources", "配套资源"),
    Kind.ATTR: Wording("arguments of resources", "资源参数"),
    Kind.SPEC: Wording("declaration", "平台声明"),
    Kind.ARTIFACT: Wording("files and digests", "文件与摘要"),
    Kind.CHECKOV: Wording("checks of checkov", "checkov 检查"),
    Kind.OPERATOR: Wording("to be added by the operator", "由运营方补充"),
    Kind.INHERIT: Wording("report of the cloud's provider", "云服务商报告"),
}
"""What a piece of evidence rests on, as reports call it."""
SELF_CHECK = Wording(
    "This is a self-check of generated code. Only an assessor concludes whether a level is met.",
    "本报告为代码自查结果，等级符合性结论只能由测评机构作出。",
)
_COUNTS = Wording(
    "proven {0.proven}, shared {0.shared}, inherited or operator {0.outside}; not satisfied {0.not_satisfied}, "
    "no evidence {0.no_evidence}, risk accepted {0.risk_accepted}, not applicable {0.not_applicable}",
    "代码证明 {0.proven}，共同承担 {0.shared}，继承或运营方 {0.outside}；不满足 {0.not_satisfied}，"
    "无证据 {0.no_evidence}，风险已接受 {0.risk_accepted}，不适用 {0.not_applicable}",
)
_FIX, _ADD = Wording("fix", "整改"), Wording("add", "补充")
_TITLE = Wording("{} version {}: `{}`", "{} 第 {} 版：`{}`")
LOOSE = Wording("failed checks that no control rests on", "未对应控制项的未通过检查")
_LINES = 3
"""How many findings of one control are shown; the rest are counted."""
_MORE = Wording("and {} more", "另有 {} 项")


def said(wording: Wording, language: Language) -> str:
    """Return a text in a language."""
    return wording.zh if language is Language.ZH else wording.en


def report(
    found: Assessment, verdict: Verdict, language: Language, *, verbose: bool = False, paint: Paint = PLAIN
) -> str:
    """Return the whole report, ending with a line break; `verbose` also lists what is satisfied or doesn't apply.

    Where there is no verdict, that and each reason stand first.
    """
    quiet = () if verbose else (Status.SATISFIED, Status.NOT_APPLICABLE)
    catalog, tree = found.catalog, visible(verdict.tree)
    title = said(_TITLE, language).format(said(catalog.title, language), catalog.version, tree)
    sections = [paint.strong(title), *_no_verdict(verdict, language, paint)]
    for status in WORDS:
        rulings = found.having(status)
        if rulings and status not in quiet:
            sections.append("\n".join(_section(status, rulings, language, paint)))
        if status is Status.NOT_SATISFIED and found.loose:
            sections.append("\n".join(_loose(found.loose, language, paint)))
    sections.append("\n".join(_totals(found, language)))
    return "\n\n".join(sections) + "\n"


def _no_verdict(verdict: Verdict, language: Language, paint: Paint) -> Iterator[str]:
    sentence = no_verdict.said(verdict)
    if sentence is None:
        return
    lines = [paint.bad(said(sentence, language)), said(no_verdict.UNRELIABLE, language)]
    for one in verdict.problems:
        lines.append(f"  {said(no_verdict.problem(one), language)}")
        lines.append(f"    {said(_FIX, language)}: {said(no_verdict.fix(one), language)}")
    yield "\n".join(lines)


def _section(status: Status, rulings: tuple[Ruling, ...], language: Language, paint: Paint) -> Iterator[str]:
    inks = {Status.NOT_SATISFIED: paint.bad, Status.SATISFIED: paint.good}
    yield inks.get(status, paint.doubtful)(f"{said(WORDS[status], language)} ({len(rulings)})")
    for ruling in rulings:
        control = ruling.control
        clauses = ", ".join(control.sources.get("mlps3", ()))
        marks = "; ".join(part for part in (said(SEVERITIES[control.severity], language), clauses) if part)
        yield f"  {control.id} {said(control.title, language)} ({marks})"
        yield from (f"    {line}" for line in _why(ruling, language))


def _loose(findings: tuple[Finding, ...], language: Language, paint: Paint) -> Iterator[str]:
    yield paint.bad(f"{said(LOOSE, language)} ({len(findings)})")
    for finding in findings:
        yield f"  {_finding(finding, language)}"
        remedy = fix(finding)
        if remedy.en:
            yield f"    {said(_FIX, language)}: {said(remedy, language)}"


def _why(ruling: Ruling, language: Language) -> Iterator[str]:
    if ruling.reason is not None:
        yield said(ruling.reason, language)
    findings = [one for answer in ruling.answers for one in answer.findings if one.outcome is not Outcome.PASS]
    for finding in findings[:_LINES]:
        yield _finding(finding, language)
    if len(findings) > _LINES:
        yield said(_MORE, language).format(len(findings) - _LINES)
    for answer in ruling.answers:
        yield from _gap(answer, language)
    if ruling.status is Status.NOT_SATISFIED:
        yield f"{said(_FIX, language)}: {said(ruling.control.fix, language)}"


def _finding(finding: Finding, language: Language) -> str:
    where = f" ({finding.place})" if finding.place else ""
    waived = f"; {finding.waiver.owner}, {finding.waiver.until.isoformat()}" if finding.waiver else ""
    return visible(f"{finding.code}: {said(message(finding), language)}{where}{waived}")


def _gap(answer: Answer, language: Language) -> Iterator[str]:
    """Yield what is missing: what nobody looked at, or what people must add."""
    if answer.evidence.kind in OUTSIDE and answer.note is not None:
        yield f"{said(_ADD, language)}: {said(answer.note, language)}"
    elif answer.status is Status.NO_EVIDENCE and answer.note is not None:
        yield f"{said(KINDS[answer.evidence.kind], language)}: {said(answer.note, language)}"


def _totals(found: Assessment, language: Language) -> Iterator[str]:
    for area, word in AREAS.items():
        mine = (one for one in found.rulings if one.control.area is area)
        yield f"{said(word, language)}: {counts(coverage(mine), language)}"
    yield f"{_all(found.rulings, language)}: {counts(coverage(found.rulings), language)}"
    yield said(SELF_CHECK, language)


def _all(rulings: Iterable[Ruling], language: Language) -> str:
    word = Wording("{} controls", "共 {} 项控制")
    return said(word, language).format(len(tuple(rulings)))


def counts(found: Coverage, language: Language) -> str:
    """Return the three counts and what is left, in words; never one figure for all."""
    return said(_COUNTS, language).format(found)
