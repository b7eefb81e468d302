"""Why there is no verdict, in both languages: a report that held back its reason would look like a report on a stack.

Each problem leads with what kind of problem it is; what it says of this stack follows as it was said.
"""

from bastide.model.control import Wording
from bastide.model.diagnostic import Diagnostic
from bastide.model.finding import Verdict, Word
from bastide.report.display import visible
from bastide.report.verdict_text import sentence

UNRELIABLE = Wording("Nothing below may be relied on.", "以下结果不得作为依据。")
_KINDS = {
    "SCAN020": "声明文件无法读取",
    "SCAN021": "生成文件清单无法读取",
    "SCAN022": "清单所列文件缺失",
    "SCAN023": "声明文件被改动",
    "SCAN024": "文件未被 checkov 检查",
    "SCAN025": "资源未被 checkov 检查",
    "SCAN026": "检查规则异常中止",
    "SCAN027": "没有可供检查的资源",
}
"""What kind of problem a code of the judge is, in Chinese."""
_OTHER = "无法完整判断"
_FIXES = {"run `bastide generate` again": "重新运行 `bastide generate`"}


def said(found: Verdict) -> Wording | None:
    """Return in one sentence that there is no verdict; None where there is one."""
    if found.word is not Word.NO_VERDICT:
        return None
    tree = visible(found.tree)
    if found.evaluated:
        return Wording(sentence(found), f"未得出结论：对 `{tree}` 的检查不完整（{len(found.problems)} 个问题）")
    return Wording(sentence(found), f"未得出结论：`{tree}` 中没有任何内容得到检查")


def problem(one: Diagnostic) -> Wording:
    """Return a problem in one line: its code, what it is, and where."""
    where = f" ({one.labels[0].place})" if one.labels else ""
    kind = _KINDS.get(one.code, _OTHER)
    return Wording(visible(f"{one.code}: {one.message}{where}"), visible(f"{one.code}: {kind}：{one.message}{where}"))


def fix(one: Diagnostic) -> Wording:
    """Return how to mend a problem."""
    return Wording(visible(one.fix), visible(_FIXES.get(one.fix, one.fix)))
