"""The scope sheet: which platform, what of it was judged by what, and what was not."""

from collections import Counter
from collections.abc import Iterator

from bastide import __version__
from bastide.model.control import Wording
from bastide.model.finding import Outcome, Word
from bastide.report.evidence.given import Given
from bastide.report.evidence.table import Cell, Table
from bastide.report.evidence.words import CLASSES, NOT_DECLARED, yes

VERDICTS = {
    Word.PASS: Wording("no check failed without a waiver", "没有未豁免的检查未通过"),
    Word.FAIL: Wording("some check failed", "有检查未通过"),
    Word.UNKNOWN: Wording("a value that the code does not tell decides", "有代码无法判定的取值"),
    Word.NO_VERDICT: Wording(
        "no verdict: nothing was judged, or something could not be read", "未得出结论：无可判对象或有文件无法读取"
    ),
}
_COLUMNS = (Wording("what", "项目"), Wording("value", "内容"))
_MANAGEMENT = Wording(
    "the management requirements 8.1.6 to 8.1.10, but for the clauses listed with the technical ones",
    "8.1.6 至 8.1.10 安全管理要求（另表所列条款除外）",
)
_UNSEEN = Wording(
    "nothing looks at it by itself; it may count with the resource that it belongs to",
    "没有检查或控制单独核查该资源；它可能随所属资源一并核查",
)
_RUNNING = Wording(
    "the running platform: changes made by hand after deployment, hosts' insides, applications",
    "运行中的平台：部署后的人工变更、主机内部配置及应用系统",
)


def sheet(given: Given) -> Table:
    """Return what was judged, as name and value."""
    return Table("scope", Wording("Scope sheet", "范围表"), _COLUMNS, tuple(_rows(given)))


def _rows(given: Given) -> Iterator[tuple[Cell, ...]]:
    verdict, intent, catalog = given.verdict, given.intent, given.assessment.catalog
    yield Wording("date of this self-check", "自查日期"), given.today.isoformat()
    yield Wording("stack", "代码目录"), verdict.tree
    if intent is None:
        yield Wording("declaration", "声明文件"), NOT_DECLARED
    else:
        yield Wording("platform", "平台名称"), _titled(given, "platform", intent.platform)
        yield Wording("cloud and account", "云平台及账号"), f"{intent.cloud}: {intent.account}"
        yield Wording("regions (the main one first)", "地域（首个为主地域）"), ", ".join(intent.regions)
        yield Wording("standards that it names", "声明遵循的标准"), ", ".join(intent.frameworks)
        yield Wording("cryptography profile", "密码应用类型"), intent.crypto
        yield Wording("zones", "区域数"), str(len(intent.zones))
        yield Wording("stores", "数据存储数"), str(len(intent.stores))
        yield (
            Wording("stores with personal data", "含个人信息的数据存储数"),
            str(sum(one.personal for one in intent.stores)),
        )
    yield Wording("level (people fill this in)", "定级（人工填写）"), ""
    yield Wording("filing number (people fill this in)", "备案编号（人工填写）"), ""
    yield Wording("files read as code", "读取的代码文件数"), str(len(given.graph.files))
    yield Wording("resources judged", "检查的资源数"), str(verdict.evaluated)
    yield Wording("verdict of the checks", "检查结论"), VERDICTS[verdict.word]
    yield Wording("checks failed, waived", "检查未通过数、已豁免数"), _both(given)
    yield Wording("tool", "工具"), f"bastide {__version__}"
    yield Wording("catalog", "控制目录"), f"{catalog.id} {catalog.version}, SHA-256 {given.catalog_digest}"
    yield (
        Wording("digest of the judged files (stack.SHA256SUMS)", "被检文件清单摘要（stack.SHA256SUMS）"),
        stack_digest(given),
    )


def _both(given: Given) -> str:
    return f"{len(given.verdict.having(Outcome.FAIL))}, {len(given.verdict.having(Outcome.WAIVED))}"


def stack_digest(given: Given) -> str:
    """Return one digest for all files that were judged: that of the list of their digests."""
    from hashlib import sha256  # noqa: PLC0415 - only here

    return f"SHA-256 {sha256(sums(given).encode()).hexdigest()}"


def sums(given: Given) -> str:
    """Return the digests of the judged files, in the form that `sha256sum --check` reads in the stack's folder."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(given.digests.items()))


def _titled(given: Given, key: str, name: str) -> str:
    title = "" if given.pathways is None else given.pathways.titles.get(key, "")
    return f"{title} ({name})" if title else name


def zones(given: Given) -> Table:
    """Return every zone with its exposure and address blocks."""
    declared = () if given.intent is None else given.intent.zones
    columns = (
        Wording("zone", "区域"),
        Wording("kind", "区域类型"),
        Wording("agency", "所属部门"),
        Wording("exposure", "暴露面"),
        Wording("addresses", "地址段"),
        Wording("availability zones", "可用区"),
    )
    rows = tuple(
        (
            one.name,
            _titled(given, f"zone/{one.zone}", one.zone),
            _titled(given, f"agency/{one.agency}", one.agency) if one.agency else "",
            one.exposure,
            "\n".join(one.cidrs),
            ", ".join(_availability(given, one.name)),
        )
        for one in declared
    )
    return Table("zones", Wording("Zones", "区域"), columns, rows)


def _availability(given: Given, zone: str) -> list[str]:
    patches = () if given.pathways is None else given.pathways.patches
    return sorted({one.availability_zone for one in patches if one.zone == zone and one.availability_zone})


def stores(given: Given) -> Table:
    """Return every store with its class."""
    declared = () if given.intent is None else given.intent.stores
    columns = (
        Wording("store", "数据存储"),
        Wording("kind", "类型"),
        Wording("zone", "区域"),
        Wording("class", "数据级别"),
        Wording("personal data", "含个人信息"),
    )
    rows = tuple(
        (
            _titled(given, f"store/{one.name}", one.name),
            one.kind,
            one.zone,
            data_class(one.data_class),
            yes(one.personal),
        )
        for one in declared
    )
    return Table("stores", Wording("Stores and their class", "数据存储及分级"), columns, rows)


def data_class(name: str) -> Wording:
    """Return a class of data in both languages."""
    return CLASSES.get(name, Wording(name, name))


def _unseen(given: Given) -> list[str]:
    """Return the resources that neither a check nor a control looked at by themselves.

    A control may rest on one all the same: a bucket's encryption counts where the bucket is looked at.
    """
    seen = {one for ruling in given.assessment.rulings for answer in ruling.answers for one in answer.subjects}
    return [one for one in given.verdict.not_covered if one not in seen]


def in_short(given: Given) -> Table:
    """Return the same as `outside` for a page: what nothing looked at by itself is counted by type."""
    full = outside(given)
    unseen = [given.graph.by_address[one].type for one in _unseen(given) if one in given.graph.by_address]
    counted = tuple((f"{name}: {number}", _UNSEEN) for name, number in sorted(Counter(unseen).items()))
    return Table(full.name, full.title, full.columns, (*(row for row in full.rows if row[1] != _UNSEEN), *counted))


def outside(given: Given) -> Table:
    """Return what this self-check doesn't cover, each with its reason."""
    columns = (Wording("not covered", "不在自查范围"), Wording("reason", "原因"))
    return Table("outside", Wording("What was not judged", "未覆盖内容"), columns, tuple(_outside(given)))


def _outside(given: Given) -> Iterator[tuple[Cell, ...]]:
    yield _RUNNING, Wording("only code was judged", "仅核查代码")
    yield _MANAGEMENT, Wording("rules for people and organisations", "属于人员与组织管理")
    for part in () if given.intent is None else given.intent.existing:
        yield f"{part.kind} {part.id}", Wording("made by others, only referred to", "由他方建设，仅引用")
    for flow in () if given.proof is None else given.proof.beyond:
        yield flow.id, Wording(f"goes on beyond {flow.network}", f"在 {flow.network} 之外继续，无法证明")
    for unmodelled in () if given.proof is None else given.proof.unmodelled:
        yield unmodelled.origin.address or str(unmodelled.origin.place), unmodelled.reason
    for doubt in () if given.identity is None else given.identity.doubts:
        yield f"{doubt.about}: {doubt.text}", doubt.reason
    for unknown in given.verdict.unknowns:
        yield f"{unknown.text} ({unknown.place})", unknown.reason
    for problem in given.verdict.problems:
        yield f"{problem.code}: {problem.message}", problem.why
    for address in _unseen(given):
        yield given.at(address), _UNSEEN
    yield from sorted(given.verdict.left_out.items())
