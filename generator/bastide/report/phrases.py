"""What a finding says, in both languages: the English of the rules, and its Chinese beside it in `phrases.json`.

A message names what stands in the code and has no Chinese of its own: the rule's title leads, the message follows.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bastide.model.control import Wording
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding, Source, Step
from bastide.report import claim_words
from bastide.report.hop_words import chinese

SEVERITIES = {
    Severity.CRITICAL: Wording("critical", "严重"),
    Severity.HIGH: Wording("high", "高"),
    Severity.MEDIUM: Wording("medium", "中"),
    Severity.LOW: Wording("low", "低"),
}
FILE = Path(__file__).with_name("phrases.json")
CHECKOV = "CKV"
"""How the codes of checkov's checks begin; its message is the name of the check, and says nothing of the place."""
_UNDECIDED = "not decided: "


@cache
def phrases() -> Mapping[str, Wording]:
    """Return each phrase by its English: titles, harms and cures of our rules, names and harms of checkov's checks."""
    return {one.en: one for _, one in _all()}


@cache
def titles() -> Mapping[str, Wording]:
    """Return the title of each rule, and the name of each check, by its code."""
    return {code: one for code, one in _all() if code}


def both(text: str) -> Wording:
    """Return a phrase in both languages; in English twice where no Chinese is known, so that nothing is lost."""
    return phrases().get(text) or Wording(text, text)


def title(finding: Finding) -> Wording:
    """Return what is wrong, as a phrase: the name of the rule or check."""
    return both(finding.title or finding.message)


def message(finding: Finding) -> Wording:
    """Return what is wrong here."""
    return seen(finding.code, finding.message)


def seen(code: str, text: str) -> Wording:
    """Return what was said under a code, in this run or a previous one."""
    known = titles().get(code)
    if known is None:  # a control, by evidence of its own
        return Wording(text, claim_words.chinese(text))
    if code.startswith(CHECKOV):
        return Wording(text, f"{'无法判定' if text.startswith(_UNDECIDED) else '未满足'}：{known.zh}")
    return Wording(text, f"{known.zh}：{text}")


def why(finding: Finding) -> Wording:
    """Return the harm, in sentences."""
    said = both(finding.why)
    english = f"{said.en[:1].upper()}{said.en[1:].rstrip('.')}." if said.en else ""
    return Wording(english, f"{said.zh.rstrip('。')}。" if said.zh != said.en else english)


def fix(finding: Finding) -> Wording:
    """Return the cure, in a sentence."""
    if finding.source is Source.CHECKOV and finding.fix:
        return Wording(finding.fix, check_fix(finding.code).zh)
    return both(finding.fix)


def check_fix(code: str) -> Wording:
    """Return the cure that one of checkov's checks has: checkov names none."""
    return Wording(
        f"Change the resource so that `{code}` holds, or declare a waiver.",
        f"修改该资源，使 `{code}` 得到满足，或声明豁免。",
    )


def hop(one: Step) -> Wording:
    """Return a decision on a packet's way."""
    return spoken(one.text)


def spoken(text: str) -> Wording:
    """Return what the walker says of a hop."""
    return Wording(text, chinese(text))


def _all() -> Iterator[tuple[str, Wording]]:
    """Yield every phrase, titles and names with their code."""
    kept: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    for code, rule in kept["rules"].items():
        yield code, Wording(**rule["title"])
        yield "", Wording(**rule["why"])
        yield "", Wording(**rule["fix"])
    for code, name in kept["checks"].items():
        yield code, Wording(**name)
    for harm in kept["harms"]:
        yield "", Wording(**harm)
