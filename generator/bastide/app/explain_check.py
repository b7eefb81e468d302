"""The page of one of checkov's checks: reports are full of their codes, and whoever reads one asks what it means."""

import re

from bastide.app.explanation import Explanation, serving
from bastide.model.control import Wording
from bastide.report.phrases import both, check_fix, titles
from bastide.scan.checkov import engine
from bastide.scan.checkov.pin import PINNED
from bastide.scan.severity import weigh

_CODE = re.compile(r"CKV\d?_[A-Z]+_\d+")


def page(code: str) -> Explanation | None:
    """Return the page of a check by its id; None for what is none. Only a check without Chinese asks checkov itself."""
    if not _CODE.fullmatch(code):
        return None
    name = titles().get(code) or _alone(code)
    if name is None:
        return None
    weight = weigh(code, name.en)
    sections = {
        "Whose check is this": f"One of checkov's ({PINNED}), made on the text of Terraform; no rule of Bastide.",
        "Why is this bad": f"{weight.why[:1].upper()}{weight.why[1:]}.",
        **serving(code),
        "中文": "\n".join(_chinese(code, name, both(weight.why))),
    }
    return Explanation(code, "checkov", name.en.rstrip("."), str(weight.severity), sections, check_fix(code).en)


def _alone(code: str) -> Wording | None:
    name = engine.names().get(code)
    return None if name is None else Wording(name, name)


def _chinese(code: str, name: Wording, why: Wording) -> list[str]:
    known = [f"{name.zh}。"] if name.zh != name.en else ["checkov 的检查项，没有中文名称。"]
    harm = [f"{why.zh.rstrip('。')}。"] if why.zh != why.en else []
    return [*known, *harm, f"整改：{check_fix(code).zh}"]
