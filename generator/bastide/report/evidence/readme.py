"""The first page of the pack: what stands in it, how its counts are meant, and what is open."""

from bastide.model.control import Area, Ruling, Wording
from bastide.model.control import coverage as of_controls
from bastide.model.finding import Word
from bastide.report.control_text import AREAS, SELF_CHECK, Language, said
from bastide.report.evidence import lists, pages, scope
from bastide.report.evidence.clauses import MLPS3, coverage, items
from bastide.report.evidence.given import Given
from bastide.report.evidence.table import page, paragraph, section


def page_of(given: Given, language: Language) -> str:
    """Return the first page: scope, coverage in three counts, what is open, and what stands where."""
    controls = Wording("controls of the catalog", "控制目录")
    areas = [(AREAS[area], of_controls(_in(given, area))) for area in Area]
    everything = (controls, of_controls(given.assessment.rulings))
    clauses = tuple(one for one in items(given.assessment, MLPS3) if one.clause is not None)
    by_clause = (Wording("GB/T 22239-2019 level-3 clauses", "GB/T 22239-2019 第三级条款"), coverage(clauses))
    title = Wording("Self-assessment pack", "等级保护第三级自查包")
    head = section(scope.sheet(given), language)
    table = pages.totals((*areas, everything, by_clause), Wording("group", "分组"))
    notes = (_COUNTED, _MORE_THAN)
    return page(
        title,
        language,
        f"> {said(SELF_CHECK, language)}\n",
        f"> **{said(_NO_VERDICT, language)}**\n" if given.verdict.word is Word.NO_VERDICT else "",
        head,
        section(table, language, *notes),
        section(pages.open_controls(given.assessment), language),
        section(lists.lapsing(given), language),
        paragraph(_CONTENTS, language),
    )


def _in(given: Given, area: Area) -> tuple[Ruling, ...]:
    return tuple(one for one in given.assessment.rulings if one.control.area is area)


_NO_VERDICT = Wording(
    "There is no verdict: not all could be judged (`scope.md` says what). Nothing below may be relied on.",
    "未得出检查结论：有内容无法判定（见 `scope.md`），以下结果不得作为依据。",
)
_COUNTED = Wording(
    "*Proven*: all that the control or clause asks was shown by code. *Shared*: code shows its part, people or the "
    "provider add the rest. *Inherited or operator*: a document is all there is. Each line counts its own items: "
    "clauses and controls are never added up.",
    "“代码证明”指要求全部由代码证明；“共同承担”指代码部分已满足、其余由人员或云服务商补充；“继承或运营方”指只能凭文档证明。"
    "各行分别计数，控制与条款不相加。",
)
_MORE_THAN = Wording(
    "A clause gets the worst result of the controls that serve it, never `proven` where code shows only a part.",
    "条款结果取其对应控制中最差者；代码只能证明一部分的条款，不计入“代码证明”。",
)
_CONTENTS = Wording(
    """## What is in this pack

| file | what for |
| --- | --- |
| `scope.md` | what was judged, what was not, versions and digests |
| `matrix-mlps3.csv`, `.md` | GB/T 22239-2019 level 3, each clause once; management clauses in a sheet beside it |
| `matrix-*.csv`, `.md` | the other standards that controls cite |
| `controls.csv` | every control with its result |
| `evidence.csv` | every object that was looked at, by the number of its evidence (`BND-16#1`), with file and line |
| `annex-*.md` and their sheets | reachability, data, access, logs, cryptography |
| `waivers.md` | accepted risks with reason, owner and end |
| `checklist-operator.md`, `checklist-provider.md` | what people and the provider have to add |
| `changes.md` | what changed since the previous report |
| `report.json` | the report for programs; name it with `--previous` next time |
| `SHA256SUMS`, `stack.SHA256SUMS` | digests of this pack, and of the files that were judged |

Columns marked *(people fill this in)* are empty on purpose. Fill them in a copy: the tool refuses to write over
a pack that somebody has edited. A cell that would be a formula begins with an apostrophe. What checks say of a resource
is in English.""",
    """## 自查包内容

| 文件 | 用途 |
| --- | --- |
| `scope.md` | 自查范围、未覆盖内容、版本及摘要 |
| `matrix-mlps3.csv`、`.md` | GB/T 22239-2019 第三级逐条矩阵，每条一行；安全管理条款见 `matrix-mlps3-management.csv` |
| `matrix-*.csv`、`.md` | 控制所引其他标准的矩阵 |
| `controls.csv` | 全部控制及结果 |
| `evidence.csv` | 证据索引：按证据编号（如 `BND-16#1`）列出全部测评对象及文件行号 |
| `annex-*.md` 及对应表格 | 附件：可达性、数据、访问、日志、密码 |
| `waivers.md` | 豁免清单：理由、责任人、到期日 |
| `checklist-operator.md`、`checklist-provider.md` | 运营方补充清单、云服务商索取清单 |
| `changes.md` | 与上次自查相比的变化 |
| `report.json` | 程序可读的报告，下次可用 `--previous` 指定以比较变化 |
| `SHA256SUMS`、`stack.SHA256SUMS` | 本包文件及被检文件的摘要 |

标注“人工填写”的栏目有意留空，请在副本中填写：工具拒绝覆盖被人修改过的自查包。可能被当作公式的单元格以单引号开头。
检查工具对资源的说明文字为英文原文。""",
)
