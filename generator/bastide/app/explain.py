"""`bastide explain CODE`: what a code means and why it matters."""

from collections.abc import Iterator, Mapping
from typing import Any

from bastide.app import explain_check
from bastide.app.explanation import Explanation, serving
from bastide.app.faults import unknown_name
from bastide.controls.catalog import catalog
from bastide.controls.words import said
from bastide.facts.registry import Rule
from bastide.model.control import Control
from bastide.prove.identity import findings as identity
from bastide.prove.segmentation import findings as segmentation
from bastide.prove.segmentation import zones_file, zones_fit
from bastide.report.explained import Entry
from bastide.report.phrases import both
from bastide.scan import registry as scan
from bastide.source.fault import Code
from bastide.spec.codes import CODES

UNKNOWN_CODE = "APP004"


def explain(code: str) -> Explanation:
    """Return the page of a rule, of a check of checkov or of a fault in a spec, by code or name.

    Raises CannotAnswerError: APP004 for what nobody knows, SCAN010 and SCAN011 where only checkov could tell and isn't
    there.
    """
    wanted = code.strip().casefold()
    pages = index()
    for page in pages:
        if wanted in (page.code.casefold(), page.name):
            return page
    check = explain_check.page(code.strip().upper())
    if check is not None:
        return check
    known = [word for page in pages for word in (page.code, page.name)]
    raise unknown_name(UNKNOWN_CODE, "code", code, known, fix="bastide explain")


def index() -> tuple[Explanation, ...]:
    """Return all pages: the judge's rules, the controls, then the faults of a spec and a zones file, each by code."""
    return (*map(_rule, rules()), *map(_control, catalog().controls), *_faults())


def entries() -> Mapping[str, Entry]:
    """Return all pages by code, as reports show them."""
    return {one.code: Entry(one.title, one.sections, one.fix) for one in index()}


def rules() -> tuple[Rule[Any], ...]:
    """Return all rules of the judge: those that look at resources, and those that look at proofs."""
    return (*scan.all_rules(), *segmentation.all_rules(), *identity.all_rules())


def _rule(rule: Rule[Any]) -> Explanation:
    meta = rule.meta
    sections = {
        **meta.sections,
        **serving(meta.code),
        "中文": f"{both(meta.title).zh}。\n{both(meta.why).zh}\n整改：{both(meta.fix).zh}",
    }
    return Explanation(meta.code, rule.name, meta.title, str(meta.severity), sections, meta.fix)


def _control(control: Control) -> Explanation:
    sections = {
        "What it asks": control.requirement.en,
        "要求": f"{control.title.zh}：{control.requirement.zh}",
        "Evidence": "\n".join(said(one) for one in control.evidence),
        "Who answers for it": f"{control.responsibility} ({control.obligation})",
        "Sources": "\n".join(f"{name}: {', '.join(references)}" for name, references in control.sources.items()),
    }
    return Explanation(
        control.id, control.id.lower(), control.title.en, str(control.severity), sections, control.fix.en
    )


def _faults() -> Iterator[Explanation]:
    for _, code in sorted(CODES.items()):
        yield _fault(code)
    for code in (*zones_file.CODES, *zones_fit.CODES):
        yield _fault(code)


def _fault(code: Code) -> Explanation:
    title = code.name.replace("-", " ").capitalize()
    why = {"Why is this bad": f"{code.why[:1].upper()}{code.why[1:]}."}
    return Explanation(code.code, code.name, title, "", why, "")
